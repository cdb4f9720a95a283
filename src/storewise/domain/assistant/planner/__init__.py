"""Answers without a language model: rules that read the question, and retrieval that answers it."""

from .answering import answer

__all__ = ["answer"]

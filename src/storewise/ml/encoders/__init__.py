"""Encoders turn what a shopper reads into vectors whose cosine says how alike two things are."""

from .sentence import ModelFileError, SentenceEncoder

__all__ = ["ModelFileError", "SentenceEncoder"]

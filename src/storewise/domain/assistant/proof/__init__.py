"""Proof: decides by code, never by a model, which statements of an answer the store can prove."""

from .gate import Gate, Release
from .prover import Checked, Prover

__all__ = ["Checked", "Gate", "Prover", "Release"]

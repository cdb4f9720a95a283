"""Reads a question, decides what it is, and answers it."""

from collections.abc import AsyncIterator

from ..turn import Turn


async def answer(turn: Turn) -> AsyncIterator[str]:
    """Answer a question without a language model."""
    turn.unknown = True
    yield "I am the catalogue assistant of this store."

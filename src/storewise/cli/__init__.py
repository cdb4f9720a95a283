"""The command line: one command per thing that a person at a terminal wants done."""

from .commands import main

__all__ = ["main"]

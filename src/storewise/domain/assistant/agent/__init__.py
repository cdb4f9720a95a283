"""A planner that lets a language model work: it calls the store's tools and words the answer."""

from .run import answer, estimate, warm

__all__ = ["answer", "estimate", "warm"]

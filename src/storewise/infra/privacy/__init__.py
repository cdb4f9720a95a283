"""Keeps personal data out of logs and other people's models, and coarse words out of answers."""

from .logs import masked
from .masking import mask
from .profanity import is_profane, star_profanity

__all__ = ["is_profane", "mask", "masked", "star_profanity"]

"""Storewise: an AI commerce platform whose every answer the store can prove."""

__version__ = "0.1.0"

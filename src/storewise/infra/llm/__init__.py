"""The one gateway to language models: OpenAI and all that speak its API, Google, Anthropic."""

from .errors import ModelUnavailable, unavailable
from .gateway import Gateway

__all__ = ["Gateway", "ModelUnavailable", "unavailable"]

"""Keeps personal data out of log lines."""

from collections.abc import MutableMapping
from typing import Any

from .masking import mask

_OURS = frozenset(("level", "logger", "timestamp"))


def masked(logger: object, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask personal data in all values of a log event, lists and mappings within included."""
    for key, value in event.items():
        if key not in _OURS and not key.startswith("_"):
            event[key] = _masked(value)
    return event


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return (
            type(value)(_masked(each) for each in value) if type(value) in (list, tuple) else value
        )
    return value

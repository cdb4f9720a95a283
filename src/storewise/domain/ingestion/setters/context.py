"""What a setter needs to know of its feed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..building import Build
from ..mapping import ColumnRule, Mapping
from ..outcomes import Definitions

Setter = Callable[[Build, Any], None]


@dataclass(frozen=True, slots=True)
class Context:
    """The mapping as a whole, the store's currency, and the attributes known so far."""

    mapping: Mapping
    currency: str
    definitions: Definitions


Maker = Callable[[ColumnRule, Context], Setter]

"""What a shopper asks of the index: words, a vector, filters, an order and a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Sort(StrEnum):
    """The orders in which results can be listed; products without a price come last by price."""

    RELEVANCE = "relevance"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, both included; an end that is None is open."""

    low: float | None = None
    high: float | None = None


AttributeFilter = frozenset[str] | Range | bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What every result must satisfy.

    `brands`: any of these, and none of `not_brands`, whatever their case. `category`: the beginning
    of the category path. `price` in minor units; products without a price do not pass.
    `attributes`: for each code any of some text values, a range of numbers, or a truth value.
    `exclude`: ids to leave out.
    """

    brands: frozenset[str] = frozenset()
    category: tuple[str, ...] = ()
    price: Range | None = None
    in_stock: bool = False
    attributes: Mapping[str, AttributeFilter] = field(default_factory=dict)
    exclude: frozenset[str] = frozenset()
    not_brands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """A search, or with an empty text a walk through everything that the filters let pass.

    `vector` is the text's own embedding, of unit length; without it only words count.
    """

    text: str = ""
    vector: NDArray[np.float32] | None = None
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    limit: int = 24
    offset: int = 0
    facets: bool = True

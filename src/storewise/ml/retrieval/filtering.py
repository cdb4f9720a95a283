"""Which products satisfy each filter of a query, and all filters but one for its own facet."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows
from .columns import NO_PRICE, NONE, Facts, value_numbers
from .query import AttributeFilter, Filters, Range
from .text import fold

BRANDS, NOT_BRANDS = "brands", "not_brands"
CATEGORY, PRICE, STOCK = "category", "price", "in_stock"


class FilterMasks:
    """The filters that are set, each as a mask over all rows, under a name per facet.

    Attribute filters are named by their code with a leading "@".
    """

    def __init__(self, filters: Filters, facts: Facts, alive: Mask) -> None:
        self._alive = alive
        self._masks: dict[str, Mask] = {}
        if filters.brands:
            self._masks[BRANDS] = _of_brands(filters.brands, facts)
        if filters.not_brands:
            self._masks[NOT_BRANDS] = ~_of_brands(filters.not_brands, facts)
        if filters.category:
            self._masks[CATEGORY] = _in_category(filters.category, facts)
        if filters.price is not None:
            prices = facts.prices
            self._masks[PRICE] = _within(prices, filters.price) & (prices != NO_PRICE)
        if filters.in_stock:
            self._masks[STOCK] = facts.in_stock
        for code, wanted_values in filters.attributes.items():
            self._masks["@" + code] = _has_attribute(code, wanted_values, facts)

    def all(self) -> Mask:
        """Return the living rows that satisfy every filter."""
        return self.without(None)

    def without(self, name: str | None) -> Mask:
        """Return the living rows that satisfy every filter but the named one."""
        passing = self._alive
        for other, mask in self._masks.items():
            if other != name:
                passing = passing & mask
        return passing

    def __contains__(self, name: str) -> bool:
        return name in self._masks


def _of_brands(names: Iterable[str], facts: Facts) -> Mask:
    wanted = [facts.brand_names.get(fold(name).strip()) for name in names]
    return _among(facts.brands, wanted, len(facts.brand_names))


def _among(column: NDArray[np.int32], wanted: Iterable[int], size: int) -> Mask:
    table = np.zeros(size + 1, bool)  # the last place stands for rows without a value
    table[[number for number in wanted if number != NONE]] = True
    found: Mask = table[column]
    return found


def _within(values: NDArray[np.float64] | NDArray[np.int64], limits: Range) -> Mask:
    inside = np.ones(len(values), bool)
    if limits.low is not None:
        inside &= values >= limits.low
    if limits.high is not None:
        inside &= values <= limits.high
    return inside


def _in_category(path: tuple[str, ...], facts: Facts) -> Mask:
    number = facts.category_paths.get(path)
    if number == NONE or not len(facts.ancestors):
        return np.zeros(len(facts.categories), bool)
    inside = facts.ancestors[:, len(path) - 1] == number
    return _among(facts.categories, np.flatnonzero(inside).tolist(), len(inside))


def _has_attribute(code: str, wanted: AttributeFilter, facts: Facts) -> Mask:
    passing = np.zeros(len(facts.prices), bool)
    attribute = facts.attribute_codes.get(code)
    if attribute == NONE:
        return passing
    if isinstance(wanted, Range):
        rows, values = facts.of_attribute(attribute, numeric=True)
        passing[rows[_within(values, wanted)]] = True
        return passing
    if not isinstance(wanted, bool) and wanted <= {"true", "false"}:
        numbers = value_numbers(facts, code, [*wanted, *(value == "true" for value in wanted)])
    else:
        numbers = value_numbers(facts, code, [wanted] if isinstance(wanted, bool) else wanted)
    rows, values = facts.of_attribute(attribute, numeric=False)
    passing[rows[np.isin(values, numbers)]] = True
    return passing


def rows_of(mask: Mask) -> Rows:
    """Return the rows that a mask lets pass."""
    return np.flatnonzero(mask).astype(np.int32)

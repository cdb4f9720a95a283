"""What a shopper has chosen on a list of products, from and to the parameters of its address.

`q` words, `brand` (repeated), `category`, `price_min` and `price_max` in the currency's major unit,
`in_stock=1`, `a.{code}` wanted attribute values (repeated), `min.{code}` and `max.{code}` of number
attributes, `sort`, `page`. What cannot be understood is left out, never an error.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from storewise.domain.search.schemas import NumberRange, SearchQuery, Sort
from storewise.faces.ui import formats
from storewise.infra.currency import exponent

PAGE_SIZE = 24
LAST_PAGE = 10_000 // PAGE_SIZE
MOST_VALUES = 50
MOST_MINOR_UNITS = 10**12
_CODE = re.compile(r"[a-z0-9_]{1,120}")


@dataclass(frozen=True, slots=True)
class Selection:
    """A search as its address states it; prices in minor units of the store's currency."""

    text: str = ""
    category: str | None = None
    brands: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, NumberRange] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    def is_variation(self, currency: str, stated: Iterable[str] = ()) -> bool:
        """Whether this is a list narrowed or ordered, one of countless, and not the list itself."""
        return bool(replace(self, page=1).pairs(currency, stated))

    def query(self) -> SearchQuery:
        """The question for the search service."""
        return SearchQuery(
            text=self.text,
            category=self.category,
            brands=list(self.brands),
            price_min=self.price_min,
            price_max=self.price_max,
            in_stock=True if self.in_stock else None,
            attributes={code: list(values) for code, values in self.attributes.items()},
            ranges=dict(self.ranges),
            sort=self.sort,
            limit=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
        )

    def pairs(self, currency: str, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """The parameters of the address; `without` names fields that its path already states."""
        left_out = set(without)
        found: list[tuple[str, str]] = []
        if self.text:
            found.append(("q", self.text))
        if self.category and "category" not in left_out:
            found.append(("category", self.category))
        if "brands" not in left_out:
            found += [("brand", brand) for brand in self.brands]
        found += [
            (name, str(formats.decimal_amount(amount, currency)))
            for name, amount in (("price_min", self.price_min), ("price_max", self.price_max))
            if amount is not None
        ]
        if self.in_stock:
            found.append(("in_stock", "1"))
        for code, values in self.attributes.items():
            found += [(f"a.{code}", value) for value in values]
        for code, span in self.ranges.items():
            found += [
                (f"{end}.{code}", plain_number(value))
                for end, value in (("min", span.min), ("max", span.max))
                if value is not None
            ]
        if self.sort is not Sort.RELEVANCE:
            found.append(("sort", self.sort.value))
        if self.page > 1:
            found.append(("page", str(self.page)))
        return found

    def plain(self) -> "Selection":
        """The same words, category and order with nothing narrowed."""
        return Selection(text=self.text, category=self.category, sort=self.sort)

    def without_value(self, code: str, value: str) -> "Selection":
        """Take one value of an attribute back."""
        kept = tuple(v for v in self.attributes.get(code, ()) if v != value)
        others = {c: v for c, v in self.attributes.items() if c != code}
        return replace(self, attributes=others | ({code: kept} if kept else {}), page=1)


def parse(parameters: Iterable[tuple[str, str]], currency: str) -> Selection:
    """Read the parameters of an address."""
    single: dict[str, str] = {}
    brands: list[str] = []
    attributes: dict[str, tuple[str, ...]] = {}
    ranges: dict[str, NumberRange] = {}
    for name, raw in parameters:
        value = raw.replace("\0", "").strip()
        if not value:
            continue
        prefix, _, code = name.partition(".")
        if name == "brand":
            brands.append(value[:500])
        elif not code:
            single[name] = value
        elif not _CODE.fullmatch(code):
            continue
        elif prefix == "a":
            attributes[code] = (*attributes.get(code, ()), value[:500])[:MOST_VALUES]
        elif prefix in ("min", "max") and (number := _number(value)) is not None:
            ranges[code] = ranges.get(code, NumberRange()).model_copy(update={prefix: number})
    return Selection(
        text=single.get("q", "")[:300],
        category=single.get("category"),
        brands=tuple(dict.fromkeys(brands))[:MOST_VALUES],
        price_min=_minor_units(single.get("price_min"), currency),
        price_max=_minor_units(single.get("price_max"), currency),
        in_stock=single.get("in_stock") == "1",
        attributes=dict(list(attributes.items())[:MOST_VALUES]),
        ranges=dict(list(ranges.items())[:MOST_VALUES]),
        sort=_sort(single.get("sort")),
        page=_page(single.get("page", "1")),
    )


def plain_number(value: float) -> str:
    """A number as an address and a number field hold it: `2`, `0.5`, never `2.0`."""
    return f"{value:.12g}"


def _minor_units(value: str | None, currency: str) -> int | None:
    if value is None:
        return None
    try:
        amount = Decimal(value.replace(",", "."))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount <= MOST_MINOR_UNITS:
        return None
    return min(round(amount.scaleb(exponent(currency))), MOST_MINOR_UNITS)


def _number(value: str) -> float | None:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _sort(value: str | None) -> Sort:
    return next((sort for sort in Sort if sort.value == value), Sort.RELEVANCE)


def _page(value: str) -> int:
    return min(max(int(value), 1), LAST_PAGE) if value.isdecimal() and len(value) < 7 else 1

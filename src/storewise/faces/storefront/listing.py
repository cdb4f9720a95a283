"""A list of products as a page shows it: filters to pick from, filters picked, orders, pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from storewise.domain.catalog.schemas import Money
from storewise.domain.search.schemas import (
    Facet,
    FacetValue,
    Hit,
    NumberRange,
    PriceFacet,
    SearchResult,
    Sort,
)
from storewise.faces.ui import formats

from .links import Pairs
from .selection import LAST_PAGE, PAGE_SIZE, Selection, plain_number
from .shop import Shop

SHOWN_AT_FIRST = 7
OPEN_FACETS = 5
SORT_LABELS = {
    Sort.RELEVANCE: "Most relevant",
    Sort.NEWEST: "Newest first",
    Sort.PRICE: "Price: low to high",
    Sort.PRICE_DESC: "Price: high to low",
    Sort.TITLE: "Name: A to Z",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list lives: makes its addresses, and names the fields that its path states."""

    href: Callable[[Pairs], str]
    stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, with the address of the list without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Option:
    """A value to pick; `name` and `value` are the form field's."""

    name: str
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """A way to narrow the list: options, or a range from `low` to `high` (field values)."""

    id: str
    label: str
    open: bool
    options: tuple[Option, ...] = ()
    more: tuple[Option, ...] = ()
    unit: str = ""
    low_name: str = ""
    high_name: str = ""
    low: str = ""
    high: str = ""
    low_hint: str = ""
    high_hint: str = ""
    bars: tuple["Bar", ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the price histogram, its height from 0 to 100."""

    height: int
    inside: bool


@dataclass(frozen=True, slots=True)
class CategoryLink:
    """A category below this one, or the way to it."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that the list's template shows."""

    total: int
    hits: Sequence[Hit]
    page: int
    pages: int
    action: str
    hidden: list[tuple[str, str]]
    chips: list[Chip]
    clear_href: str
    categories: list[CategoryLink]
    groups: list[FilterGroup]
    sort: Sort
    sorts: list[tuple[str, str]]
    page_href: Callable[[int], str]


def listing(shop: Shop, selection: Selection, result: SearchResult, place: Place) -> Listing:
    """Make the list of a search's result."""

    def address(wanted: Selection) -> str:
        return place.href(wanted.pairs(shop.currency, place.stated))

    pages = max(1, min(-(-result.total // PAGE_SIZE), LAST_PAGE))
    return Listing(
        total=result.total,
        hits=result.hits,
        page=selection.page,
        pages=pages,
        action=place.href(()),
        hidden=_hidden(shop, selection, place),
        chips=list(_chips(shop, selection, result.facets, place, address)),
        clear_href=address(selection.plain()),
        categories=_categories(selection, result.facets, place, address),
        groups=list(_groups(shop, selection, result, place)),
        sort=selection.sort,
        sorts=[(sort.value, label) for sort, label in _sorts(selection)],
        page_href=lambda number: address(replace(selection, page=number)),
    )


def _sorts(selection: Selection) -> Iterator[tuple[Sort, str]]:
    for sort, label in SORT_LABELS.items():
        browsing = sort is Sort.RELEVANCE and not selection.text
        yield sort, "Recommended" if browsing else label


def _hidden(shop: Shop, selection: Selection, place: Place) -> list[tuple[str, str]]:
    """Fields that the filter form sends along without showing them."""
    kept = Selection(text=selection.text, category=selection.category)
    return kept.pairs(shop.currency, place.stated)


def _chips(
    shop: Shop,
    selection: Selection,
    facets: Sequence[Facet],
    place: Place,
    address: Callable[[Selection], str],
) -> Iterator[Chip]:
    named = {facet.key: facet for facet in facets}

    def chip(label: str, **changes: object) -> Chip:
        return Chip(label, address(replace(selection, page=1, **changes)))  # type: ignore[arg-type]

    if selection.category and "category" not in place.stated:
        yield chip(_category_label(selection.category, facets), category=None)
    if "brands" not in place.stated:
        for brand in selection.brands:
            yield chip(brand, brands=tuple(b for b in selection.brands if b != brand))
    if selection.price_min is not None or selection.price_max is not None:
        low, high = (
            None if amount is None else shop.money(Money(amount=amount, currency=shop.currency))
            for amount in (selection.price_min, selection.price_max)
        )
        yield chip(_span(low, high), price_min=None, price_max=None)
    if selection.in_stock:
        yield chip("In stock", in_stock=False)
    for code, values in selection.attributes.items():
        for value in values:
            label = _value_label(named.get(code), code, value)
            yield Chip(label, address(selection.without_value(code, value)))
    for code, span in selection.ranges.items():
        facet = named.get(code)
        kept = {c: s for c, s in selection.ranges.items() if c != code}
        unit = f" {facet.unit}" if facet and facet.unit else ""
        low, high = (
            None if end is None else shop.number(end) + unit for end in (span.min, span.max)
        )
        name = facet.label if facet else _words(code)
        yield chip(f"{name}: {_span(low, high)}", ranges=kept)


def _value_label(facet: Facet | None, code: str, value: str) -> str:
    name = facet.label if facet else _words(code)
    if value in ("true", "false"):
        return name if value == "true" else f"{name}: no"
    labels = {v.value: v.label for v in facet.values} if facet else {}
    return f"{name}: {labels.get(value, value)}"


def _span(low: str | None, high: str | None) -> str:
    if low is None:
        return f"up to {high}"
    return f"from {low}" if high is None else f"{low} – {high}"


def _words(slug: str) -> str:
    return slug.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()


def _category_label(path: str, facets: Sequence[Facet]) -> str:
    for facet in facets:
        for value in facet.values if facet.kind == "category" else ():
            if value.value == path:
                return value.label
    return _words(path)


def _categories(
    selection: Selection,
    facets: Iterable[Facet],
    place: Place,
    address: Callable[[Selection], str],
) -> list[CategoryLink]:
    if "category" in place.stated:
        return []
    return [
        CategoryLink(
            value.label, address(replace(selection, category=value.value, page=1)), value.count
        )
        for facet in facets
        if facet.kind == "category"
        for value in facet.values
        if value.count and value.value != selection.category
    ]


def _groups(
    shop: Shop, selection: Selection, result: SearchResult, place: Place
) -> Iterator[FilterGroup]:
    price = result.price
    if price and (price.max > price.min or _price_chosen(selection)):
        yield _price_group(shop, selection, price)
    if result.in_stock_count is not None:
        option = Option("in_stock", "1", "In stock", result.in_stock_count, selection.in_stock)
        yield FilterGroup("stock", "Availability", True, (option,))
    for position, facet in enumerate(f for f in result.facets if f.kind != "category"):
        if facet.kind == "brand" and "brands" in place.stated:
            continue
        group = _group(shop, selection, facet, is_open=position < OPEN_FACETS)
        if group is not None:
            yield group


def _group(shop: Shop, selection: Selection, facet: Facet, *, is_open: bool) -> FilterGroup | None:
    if facet.kind == "range":
        chosen = selection.ranges.get(facet.key, NumberRange())
        low, high = ("" if end is None else plain_number(end) for end in (chosen.min, chosen.max))
        if facet.min is None or facet.max is None:
            return None
        return FilterGroup(
            facet.key,
            facet.label,
            is_open or bool(low or high),
            unit=facet.unit or "",
            low_name=f"min.{facet.key}",
            high_name=f"max.{facet.key}",
            low=low,
            high=high,
            low_hint=shop.number(facet.min),
            high_hint=shop.number(facet.max),
        )
    name = "brand" if facet.kind == "brand" else f"a.{facet.key}"
    chosen_values = (
        selection.brands if facet.kind == "brand" else selection.attributes.get(facet.key, ())
    )
    options = [
        Option(name, v.value, _option_label(facet, v), v.count, v.value in chosen_values)
        for v in facet.values
    ]
    if not options:
        return None
    options.sort(key=lambda option: not option.selected)
    shown = max(SHOWN_AT_FIRST, sum(option.selected for option in options))
    if len(options) == shown + 1:
        shown += 1
    return FilterGroup(
        facet.key,
        facet.label,
        is_open or bool(chosen_values),
        tuple(options[:shown]),
        tuple(options[shown:]),
        unit=facet.unit or "",
    )


def _option_label(facet: Facet, value: FacetValue) -> str:
    if facet.kind == "boolean":
        return {"true": "Yes", "false": "No"}.get(value.value, value.label)
    return value.label


def _price_chosen(selection: Selection) -> bool:
    return selection.price_min is not None or selection.price_max is not None


def _price_group(shop: Shop, selection: Selection, facet: PriceFacet) -> FilterGroup:
    low, high = (
        "" if amount is None else str(formats.decimal_amount(amount, shop.currency))
        for amount in (selection.price_min, selection.price_max)
    )
    low_hint, high_hint = (
        str(formats.decimal_amount(amount, shop.currency)) for amount in (facet.min, facet.max)
    )
    tallest = max(facet.histogram, default=0) or 1
    width = (facet.max - facet.min) / max(1, len(facet.histogram))
    bars = tuple(
        Bar(
            max(4, round(100 * count / tallest)) if count else 0,
            (selection.price_max is None or facet.min + i * width <= selection.price_max)
            and (selection.price_min is None or facet.min + (i + 1) * width >= selection.price_min),
        )
        for i, count in enumerate(facet.histogram)
    )
    return FilterGroup(
        "price",
        "Price",
        True,
        unit=facet.currency,
        low_name="price_min",
        high_name="price_max",
        low=low,
        high=high,
        low_hint=low_hint,
        high_hint=high_hint,
        bars=bars if len(bars) > 2 else (),
    )

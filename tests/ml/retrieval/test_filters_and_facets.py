"""Filters and facets, exact against a plain count over all documents."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storewise.ml.retrieval import (
    Attribute,
    AttributeFacet,
    AttributeFilter,
    AttributeKind,
    Document,
    Filters,
    Index,
    Query,
    Range,
    RangeFacet,
    ValueCount,
)

BRANDS = (None, "Acme", "Bolt", "Çelik")
PATHS = ((), ("Home",), ("Home", "Lamps"), ("Home", "Chairs"), ("Garden", "Lamps"))
COLORS = ("Red", "Blue", "Green")

documents = st.builds(
    Document,
    id=st.uuids().map(str),
    title=st.sampled_from(["Desk lamp", "Floor lamp", "Garden chair"]),
    brand=st.sampled_from(BRANDS),
    categories=st.sampled_from(PATHS),
    price=st.none() | st.integers(0, 50),
    in_stock=st.booleans(),
    attributes=st.fixed_dictionaries(
        {},
        optional={
            "color": st.sampled_from(COLORS) | st.lists(st.sampled_from(COLORS), max_size=3),
            "dimmable": st.booleans(),
            "height": st.integers(1, 6).map(float),
        },
    ),
)
ranges = st.builds(Range, low=st.none() | st.integers(0, 50), high=st.none() | st.integers(0, 50))
filterings = st.builds(
    Filters,
    brands=st.frozensets(st.sampled_from([b for b in BRANDS if b]), max_size=2),
    not_brands=st.frozensets(st.sampled_from([b for b in BRANDS if b]), max_size=2),
    category=st.sampled_from(PATHS),
    price=st.none() | ranges,
    in_stock=st.booleans(),
    attributes=st.fixed_dictionaries(
        {},
        optional={
            "color": st.frozensets(st.sampled_from(COLORS), min_size=1),
            "dimmable": st.booleans(),
            "height": st.builds(Range, low=st.integers(1, 6), high=st.integers(1, 6)),
        },
    ),
)


def within(value: float | None, limits: Range) -> bool:
    return (
        value is not None
        and (limits.low is None or value >= limits.low)
        and (limits.high is None or value <= limits.high)
    )


def values_of(document: Document, code: str) -> list[object]:
    value = document.attributes.get(code, [])
    return [value] if isinstance(value, str | bool | float) else list(value)


def has_attribute(document: Document, code: str, wanted: AttributeFilter) -> bool:
    values = values_of(document, code)
    if isinstance(wanted, bool):
        return wanted in values
    if isinstance(wanted, Range):
        return any(isinstance(v, float) and within(v, wanted) for v in values)
    return any(v in wanted for v in values)


def passes(document: Document, filters: Filters, but: str = "") -> bool:
    checks = {
        "brands": not filters.brands or document.brand in filters.brands,
        "not_brands": document.brand not in filters.not_brands,
        "category": document.categories[: len(filters.category)] == filters.category,
        "price": filters.price is None or within(document.price, filters.price),
        "in_stock": document.in_stock or not filters.in_stock,
    } | {code: has_attribute(document, code, v) for code, v in filters.attributes.items()}
    return all(passed for name, passed in checks.items() if name != but)


def counts(values: Iterable[ValueCount]) -> dict[str, int]:
    return {value.value: value.count for value in values if value.count}


def indexed(shop: Iterable[Document]) -> Index:
    index = Index()
    index.update(shop)
    return index


@settings(max_examples=120, deadline=None)
@given(
    st.lists(documents, max_size=30, unique_by=lambda d: d.id),
    filterings,
    st.sampled_from(["", "lamp"]),
)
def test_filters_let_pass_exactly_what_they_say(
    shop: list[Document], filters: Filters, text: str
) -> None:
    result = indexed(shop).search(Query(text, filters=filters, limit=100))
    expected = {d.id for d in shop if passes(d, filters) and found(d, text)}
    assert {hit.id for hit in result.hits} == expected
    assert result.total == len(expected)


def found(document: Document, text: str) -> bool:
    return text in document.title or any(text in label.lower() for label in document.categories)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(documents, max_size=30, unique_by=lambda d: d.id),
    filterings,
    st.sampled_from(["", "lamp"]),
)
def test_each_facet_counts_what_the_other_filters_leave(
    shop: list[Document], filters: Filters, text: str
) -> None:
    facets = indexed(shop).search(Query(text, filters=filters)).facets
    assert facets is not None

    def left(but: str) -> list[Document]:
        return [d for d in shop if found(d, text) and passes(d, filters, but)]

    assert counts(facets.brands) == Counter(d.brand for d in left("brands") if d.brand)
    depth = len(filters.category)
    assert counts(facets.categories) == Counter(
        d.categories[depth] for d in left("") if len(d.categories) > depth
    )
    assert facets.in_stock == sum(d.in_stock for d in left("in_stock"))
    prices = [d.price for d in left("price") if d.price is not None]
    check_range(facets.price, prices)
    for facet in facets.attributes:
        check_attribute(facet, left(facet.code))


def check_range(facet: RangeFacet | None, numbers: list[float]) -> None:
    if facet is None:
        assert not numbers
        return
    assert (facet.low, facet.high) == (min(numbers), max(numbers))
    assert sum(bucket.count for bucket in facet.buckets) == len(numbers)
    for bucket in facet.buckets:
        last = bucket is facet.buckets[-1]
        inside = [
            n for n in numbers if bucket.low <= n < bucket.high or (last and n == bucket.high)
        ]
        assert bucket.count == len(inside)


def check_attribute(facet: AttributeFacet, left: list[Document]) -> None:
    held = [(d.id, v) for d in left for v in set(values_of(d, facet.code))]
    if facet.kind is AttributeKind.NUMBER:
        check_range(facet.range, [v for _, v in held])
    else:
        labels = [str(v).lower() if isinstance(v, bool) else v for _, v in held]
        assert counts(facet.values) == Counter(labels)
    assert facet.count == len({i for i, _ in held})


def test_a_selected_brand_does_not_empty_the_brand_facet(shop: Index) -> None:
    facets = shop.search(Query("laptop", filters=Filters(brands=frozenset({"aurora"})))).facets
    assert facets is not None
    assert {value.value: value.selected for value in facets.brands} == {
        "Aurora": True,
        "Borealis": False,
        "Casemate": False,
    }


def test_a_selected_value_stays_visible_when_nothing_has_it(shop: Index) -> None:
    filters = Filters(attributes={"color": frozenset({"Green"})})
    facets = shop.search(Query("laptop", filters=filters)).facets
    assert facets is not None
    color = next(facet for facet in facets.attributes if facet.code == "color")
    assert ValueCount("Green", 0, selected=True) in color.values


def test_attributes_that_tell_the_results_apart_are_chosen() -> None:
    index = indexed(
        Document(
            str(i),
            "Lamp",
            attributes={
                "same": "yes",
                "unique": f"value {i}",
                "color": COLORS[i % 3],
                "rare": "x",
            }
            if i < 3
            else {"same": "yes", "unique": f"value {i}", "color": COLORS[i % 3]},
        )
        for i in range(60)
    )
    facets = index.search(Query("lamp")).facets
    assert facets is not None
    assert facets.attributes[0].code == "color"
    assert not {"same", "rare"} & {facet.code for facet in facets.attributes}


def test_an_attribute_that_titles_name_comes_before_one_that_they_do_not() -> None:
    index = indexed(
        Document(
            str(i),
            f"Lamp {COLORS[i % 3]}",
            attributes={"packed": ("x", "y", "z")[i // 3 % 3], "color": COLORS[i % 3]},
        )
        for i in range(27)
    )
    facets = index.search(Query("lamp")).facets
    assert facets is not None
    assert [facet.code for facet in facets.attributes] == ["color", "packed"]


def test_a_merchant_decides_which_attributes_are_facets_and_their_labels() -> None:
    index = Index(
        attributes={
            "hue": Attribute("Colour", facet=False),
            "watts": Attribute("Power", unit="W", facet=True),
        }
    )
    index.update(
        Document(str(i), "Lamp", attributes={"hue": COLORS[i % 3], "watts": float(i)})
        for i in range(9)
    )
    facets = index.search(Query("lamp")).facets
    assert facets is not None
    (power,) = facets.attributes
    assert (power.code, power.label, power.unit) == ("watts", "Power", "W")
    assert index.search(Query("lamp 5 w")).total == 1


def test_an_attribute_that_nobody_described_is_labelled_by_its_code() -> None:
    index = indexed(
        Document(str(i), "Lamp", attributes={"bulb_base-type": ("E27", "E14")[i % 2]})
        for i in range(8)
    )
    facets = index.search(Query("lamp")).facets
    assert facets is not None
    assert facets.attributes[0].label == "Bulb base type"


@pytest.mark.parametrize("facets", [True, False])
def test_facets_are_counted_only_when_asked_for(shop: Index, facets: bool) -> None:
    assert (shop.search(Query("laptop", facets=facets)).facets is not None) is facets


def test_excluded_products_are_neither_found_nor_counted(shop: Index) -> None:
    filters = Filters(exclude=frozenset({"p1", "unknown"}))
    result = shop.search(Query("aurora", filters=filters))
    assert "p1" not in {hit.id for hit in result.hits}
    assert result.facets is not None
    assert counts(result.facets.brands)["Aurora"] == 1


def test_truth_values_can_be_filtered_by_their_facet_value(
    shop: Index, embed: Callable[[str], object]
) -> None:
    filters = Filters(attributes={"wireless": frozenset({"true"})})
    assert [hit.id for hit in shop.search(Query(filters=filters)).hits] == ["p6"]

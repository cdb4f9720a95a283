"""What is chosen on a list survives its own address."""

from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.search.schemas import NumberRange, SearchQuery, Sort
from storewise.faces.storefront.selection import Selection, parse

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(
    str.strip
).filter(bool)  # fmt: skip
codes = st.from_regex(r"[a-z0-9_]{1,20}", fullmatch=True)
amounts = st.none() | st.integers(0, 10**9)
numbers = st.integers(-(10**6), 10**6).map(lambda n: n / 100)
spans = st.builds(NumberRange, min=numbers, max=st.none() | numbers)


@given(
    st.builds(
        Selection,
        text=st.just("") | words,
        category=st.none() | words,
        brands=st.lists(words, max_size=5, unique=True).map(tuple),
        price_min=amounts,
        price_max=amounts,
        in_stock=st.booleans(),
        attributes=st.dictionaries(
            codes, st.lists(words, min_size=1, max_size=3).map(tuple), max_size=4
        ),
        ranges=st.dictionaries(codes, spans, max_size=4),
        sort=st.sampled_from(Sort),
        page=st.integers(1, 400),
    ),
    st.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_a_selection_is_read_back_from_its_address(selection: Selection, currency: str) -> None:
    assert parse(selection.pairs(currency), currency) == selection


@given(st.lists(st.tuples(words | codes.map(lambda c: f"min.{c}"), st.text(max_size=30))))
def test_any_address_gives_a_question_that_search_accepts(pairs: list[tuple[str, str]]) -> None:
    assert isinstance(parse(pairs, "EUR").query(), SearchQuery)


def test_prices_are_read_with_a_decimal_point_or_comma() -> None:
    assert parse([("price_min", "12.5"), ("price_max", "20,99")], "EUR") == Selection(
        price_min=1250, price_max=2099
    )
    assert parse([("price_min", "12.5")], "JPY").price_min == 12

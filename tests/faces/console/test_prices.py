"""Prices as people type them."""

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.faces.console import prices
from storewise.faces.console.charts import bands, columns
from storewise.faces.ui import formats


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD", "USD"]))
def test_what_a_field_shows_is_read_back_as_the_same_amount(amount: int, currency: str) -> None:
    assert prices.parse(prices.show(amount, currency), currency) == amount


@given(
    st.integers(0, 10**12),
    st.sampled_from(["EUR", "JPY", "GBP", "USD", "CHF"]),
    st.sampled_from(["en", "de", "fr", "de-CH", "nb"]),
)
def test_prices_as_the_shop_writes_them_are_understood(
    amount: int, currency: str, locale: str
) -> None:
    assert prices.parse(formats.money(amount, currency, locale), currency) == amount


@given(st.text(max_size=20))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with contextlib.suppress(prices.PriceError):
        assert prices.parse(text, "EUR") >= 0


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12", "EUR", 1200), ("12.9", "EUR", 1290), ("12,99", "EUR", 1299),
        ("€ 12.99", "EUR", 1299),
        ("1.299,00 €", "EUR", 129900), ("1,299.00", "USD", 129900), ("1,299", "EUR", 129900),
        ("EUR 5", "EUR", 500), ("1'299.50", "CHF", 129950), ("1,299", "JPY", 1299),
        ("1.299", "KWD", 1299), ("0", "EUR", 0), ("1 299,00", "EUR", 129900),
    ],
)  # fmt: skip
def test_ways_to_write_a_price(text: str, currency: str, amount: int) -> None:
    assert prices.parse(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("-5", "EUR"), ("1,299,50", "EUR"), ("12.99", "JPY"), ("1..2", "EUR"),
        ("$12 or less", "USD"), ("1e3", "EUR"), ("٣", "EUR"), ("12.9999", "KWD"),
        ("USD 5", "EUR"), ("$5", "EUR"),
    ],
)  # fmt: skip
def test_what_is_no_price_is_refused(text: str, currency: str) -> None:
    with pytest.raises(prices.PriceError):
        prices.parse(text, currency)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_bands_of_a_chart_cover_everything_once(one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = bands(low, high)
    assert found[0][0] == low
    assert found[-1][1] == high
    assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(found))
    assert len(found) <= 12


def test_columns_are_as_high_as_their_counts() -> None:
    drawn = columns([0, 5, 10], ["a", "b", "c"])
    assert [column.height for column in drawn] == [0, 70, 140]
    assert drawn[2].y == 0

"""Amounts of money as people write them become minor units, or say why not."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.ingestion.money import (
    NotMoney,
    decimal_sign,
    decimal_text,
    minor_units,
    parse_amount,
    parse_number,
)


def units(text: object, currency: str = "EUR", sign: str | None = None) -> int:
    places = {"JPY": 0, "KWD": 3}.get(currency, 2)
    return minor_units(parse_amount(text, sign, places), currency)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("12.99", "EUR", 1299),
        ("12,99", "EUR", 1299),
        ("1.299,00 €", "EUR", 129900),
        ("$1,299.00", "USD", 129900),
        ("12.99 USD", "USD", 1299),
        ("EUR 12,5", "EUR", 1250),
        ("1 299,50 kr", "SEK", 129950),
        ("1\u202f299,50\u00a0€", "EUR", 129950),
        ("CHF 1'299.90", "CHF", 129990),
        ("12,-", "EUR", 1200),
        ("Fr. 12.-", "CHF", 1200),
        ("R$ 1.234,56", "BRL", 123456),
        ("1,29,999.00", "INR", 12999900),
        ("1.299", "EUR", 129900),
        ("1.299", "KWD", 1299),
        ("0.999", "EUR", 100),
        ("1,299", "JPY", 1299),
        ("¥1299", "JPY", 1299),
        ("12.9950", "EUR", 1300),
        (".99", "EUR", 99),
        ("+5", "EUR", 500),
        (109.99, "EUR", 10999),
        (0.1 + 0.2, "EUR", 30),
        (5, "EUR", 500),
        (1.005, "EUR", 101),
    ],
)
def test_prices_are_read_as_they_are_written(text: object, currency: str, expected: int) -> None:
    assert units(text, currency) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "is not a number"),
        ("", "is not a number"),
        ("from 12.99", "is not a plain price"),
        ("10 - 20", "is not a number"),
        ("1.2.3", "is not a number"),
        ("12.99 / kg", "is not a plain price"),
        ("-5", "is negative"),
        ("(5.00)", "is negative"),
        ("€-5", "is negative"),
        ("99999999999999", "is absurdly high"),
        (1e300, "is absurdly high"),
        ("12.99 USD", "this store sells in EUR"),
        ("£5", "this store sells in EUR"),
        (True, "is not a number"),
        (float("nan"), "is not a number"),
        (float("inf"), "is not a number"),
        ("1" * 1000, "is not a number"),
    ],
)
def test_what_is_no_price_says_why(text: object, words: str) -> None:
    with pytest.raises(NotMoney) as caught:
        units(text)
    assert words in str(caught.value)


def test_a_sign_that_could_group_or_end_the_whole_is_read_as_the_column_uses_it() -> None:
    assert units("1.299", sign=".") == 130
    assert units("1.299", sign=",") == 129900
    assert units("1,299", sign=",") == 130
    assert decimal_sign(["1.299", "12.50", "3"]) == "."
    assert decimal_sign(["1.299,00", "12,5"]) == ","
    assert decimal_sign(["1.299", 12.5]) is None


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_exported_prices_come_back_to_the_unit(amount: int, currency: str) -> None:
    text = decimal_text(amount, currency)
    assert units(text, currency, sign=".") == amount


@given(st.integers(0, 10**11), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]))
def test_grouped_prices_come_back_to_the_cent(amount: int, signs: tuple[str, str]) -> None:
    group, decimal = signs
    whole = f"{amount // 100:,}".replace(",", group)
    assert units(f"{whole}{decimal}{amount % 100:02d} €") == amount


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    with suppress(NotMoney):
        assert 0 <= units(text) <= 10**12
    number = parse_number(text)
    assert number is None or isinstance(number, Decimal)

"""Amounts as shoppers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.assistant.planner.quantities import number_of, quantities


@pytest.mark.parametrize(
    ("text", "limit", "low", "high", "unit", "money"),
    [
        ("under 100 euro", "below", 100, 100, None, True),
        ("€1,299.00 or less", "most", 1299, 1299, None, True),
        ("between 50 and 100 euros", "between", 50, 100, None, True),
        ("100-200 €", "between", 100, 200, None, True),
        ("less than 1.299,00 €", "below", 1299, 1299, None, True),
        ("laptop under 1k", "below", 1000, 1000, None, False),
        ("at least 16 gb ram", "least", 16, 16, "gb", False),
        ('a 24" monitor', "exact", 24, 24, '"', False),
        ("no more than 2 kg", "most", 2, 2, "kg", False),
        ("lighter than 1.5kg", "below", 1.5, 1.5, "kg", False),
        ("around 200 euro", "near", 200, 200, None, True),
        ("4+ ports", "least", 4, 4, None, False),
    ],
)
def test_an_amount_is_read_with_its_limit(
    text: str, limit: str, low: float, high: float, unit: str | None, money: bool
) -> None:
    found = quantities(text)
    assert [(q.limit, q.low, q.high, q.unit, q.money) for q in found] == [
        (limit, low, high, unit, money)
    ]


def test_codes_are_no_amounts() -> None:
    assert quantities("hp dv7-1211ea") == []


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_is_read_the_same_in_both_notations(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    german = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert number_of(english) == number_of(german) == pytest.approx(whole + cents / 100)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for found in quantities(text.lower()):
        assert 0 <= found.start <= found.end <= len(text.lower())
        assert found.low <= found.high

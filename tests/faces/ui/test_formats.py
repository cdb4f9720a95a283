"""Money and numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.faces.ui import formats


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "shown"),
    [
        (129900, "EUR", "en", "€1,299.00"),
        (129900, "EUR", "de-DE", "1.299,00\xa0€"),
        (1299, "JPY", "en", "¥1,299"),
        (1299000, "KWD", "en-US", "KWD1,299.000"),
        (5, "USD", "en-US", "$0.05"),
        (129900, "EUR", "xx", "€1,299.00"),
        # Usage shows no decimals for the Iraqi dinar, ISO 4217 counts in thousandths.
        (1500, "IQD", "en", "IQD1.500"),
    ],
)
def test_money_has_the_currencys_decimals_and_the_locales_signs(
    amount: int, currency: str, locale: str, shown: str
) -> None:
    assert formats.money(amount, currency, locale) == shown


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_no_amount_loses_a_minor_unit(amount: int, currency: str) -> None:
    shown = formats.money(amount, currency, "en")
    digits = "".join(c for c in shown if c.isdigit() or c == ".")
    assert Decimal(digits) == formats.decimal_amount(amount, currency)

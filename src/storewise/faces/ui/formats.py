"""Money, numbers and dates as people in a store's locale write them."""

from copy import copy
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import NumberPattern, format_decimal

from storewise.infra.currency import exponent


def decimal_amount(amount: int, currency: str) -> Decimal:
    """Minor units as a decimal number of the currency: 1299 EUR is 12.99."""
    return Decimal(amount).scaleb(-exponent(currency))


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """The locale of a language tag such as `de-AT`; English where it is not known."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=8192)
def money(amount: int, currency: str, locale: str) -> str:
    """Minor units as a price: 129900 EUR is `€1,299.00` in `en` and `1.299,00 €` in `de`."""
    parsed = locale_of(locale)
    pattern = _price_pattern(locale, exponent(currency))
    decimal = decimal_amount(amount, currency)
    return str(pattern.apply(decimal, parsed, currency=currency, currency_digits=False))


@lru_cache(maxsize=8192)
def number(value: float, locale: str) -> str:
    """A number with the locale's separators and at most three decimals: `1,234.5`."""
    return format_decimal(value, locale=locale_of(locale))


def date(value: datetime, locale: str) -> str:
    """A day, in the locale's medium length: `Mar 4, 2026`."""
    return format_date(value, format="medium", locale=locale_of(locale))


@lru_cache(maxsize=256)
def _price_pattern(locale: str, digits: int) -> NumberPattern:
    # Babel's own number of decimals follows usage (CLDR), which differs from ISO 4217 for some.
    pattern: NumberPattern = copy(locale_of(locale).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return pattern

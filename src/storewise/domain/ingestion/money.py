"""Amounts of money as people write them, to minor units: decimal arithmetic, never floats."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Literal

from storewise.infra.currency import exponent

DecimalSign = Literal[".", ","]
MOST = 10**12

_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY CNY", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₫": "VND", "₴": "UAH", "₱": "PHP", "฿": "THB", "zł": "PLN", "kč": "CZK",
    "kr": "SEK NOK DKK ISK", "kr.": "DKK SEK NOK ISK", "ft": "HUF", "lei": "RON", "лв": "BGN",
    "лв.": "BGN", "fr.": "CHF", "fr": "CHF", "sfr.": "CHF", "r$": "BRL", "us$": "USD", "c$": "CAD",
    "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r": "ZAR",
    "$": "USD CAD AUD NZD HKD SGD MXN ARS CLP COP TWD", "rs": "INR PKR", "rs.": "INR PKR",
    "euro": "EUR", "руб": "RUB", "руб.": "RUB", "円": "JPY", "元": "CNY",
}  # fmt: skip
_PRICE = re.compile(
    r"(?P<before>(?:[^\d.,+()−-]|\.(?!\d))*?)\s*(?P<minus>[-−(])?\+?\s*"
    r"(?P<inner>[^\d.,\s()−-]{0,3})\s*"
    r"(?P<number>\d[\d.,'’_ ]*|[.,]\d+)(?:(?<=[.,])[-–—]{1,2})?\)?\s*(?P<after>[^\d]*)"
)
_GROUPED = {
    sign: re.compile(rf"\d{{1,3}}(?:\{sign}\d{{3}})+$|\d{{1,2}}(?:\{sign}\d{{2}})+\{sign}\d{{3}}$")
    for sign in ".,"
}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})


class NotMoney(ValueError):
    """The text is no amount of money; the message says so in plain words."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A decimal amount, and the currencies that its text allows for (empty: it names none).

    `named` is how the text calls them, such as `$`.
    """

    value: Decimal
    currencies: frozenset[str]
    named: str = ""


def parse_number(text: str, sign: DecimalSign | None = None, places: int = 2) -> Decimal | None:
    """A number written with or without grouping; None where the text is none.

    `sign` is the decimal sign where it is known. Where it is not, the last of two different signs
    is decimal, a sign that comes twice groups, and a single one followed by exactly three digits
    groups unless `places` is 3 or the number begins with 0.
    """
    digits = re.sub(r"(?<=\d)[ '’_](?=\d{3}(?!\d))", "", text.translate(_SPACES).strip())
    digits = digits.replace("−", "-")
    if digits.endswith((".", ",")):
        digits = digits[:-1]
    if not re.fullmatch(r"[-+]?[\d.,]*\d", digits):
        return None
    negative, digits = digits.startswith("-"), digits.lstrip("+-")
    decimal = _decimal_sign(digits, sign, places)
    other = "," if decimal == "." else "."
    whole, _, fraction = digits.partition(decimal) if decimal else (digits, "", "")
    group = next((c for c in whole if c in ".,"), "")
    if group:
        if not _GROUPED[group].match(whole) or group == decimal:
            return None
        whole = whole.replace(group, "")
    if other in fraction or (decimal and decimal in fraction):
        return None
    value = Decimal(f"{whole or 0}.{fraction or 0}")
    return -value if negative else value


def _decimal_sign(digits: str, sign: DecimalSign | None, places: int) -> str:
    """The sign that ends the whole part of these digits; empty where there is no fraction."""
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return ""
    before, _, after = digits.partition(last)
    if len(after) == 3 and before not in {"", "0"} and len(before) <= 3:
        if sign is not None:
            return last if sign == last else ""
        return last if places == 3 else ""
    return last


def parse_amount(value: Any, sign: DecimalSign | None = None, places: int = 2) -> Amount:
    """An amount as a number or a text such as `1.299,00 €`, `$1,299.00` or `12.99 USD`.

    Raises NotMoney.
    """
    if isinstance(value, bool):
        raise NotMoney("is not a number. Write it like 12.99")
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if not number.is_finite():
            raise NotMoney("is not a number. Write it like 12.99")
        return Amount(number, frozenset())
    text = str(value).translate(_SPACES).strip()
    found = _PRICE.fullmatch(text) if len(text) <= 60 else None
    number_or_none = parse_number(found["number"], sign, places) if found else None
    if found is None or number_or_none is None:
        raise NotMoney("is not a number. Write it like 12.99")
    words = [found[name].strip() for name in ("before", "inner", "after")]
    currencies = frozenset[str]()
    for word in filter(None, words):
        currencies |= _currencies(word.strip(") "))
    value = -number_or_none if found["minus"] else number_or_none
    return Amount(value, currencies, " ".join(filter(None, words)).strip(") "))


def _currencies(word: str) -> frozenset[str]:
    if not word:
        return frozenset()
    if found := _SIGNS.get(word.lower()):
        return frozenset(found.split())
    if re.fullmatch(r"[A-Za-z]{3}", word):
        return frozenset([word.upper()])
    raise NotMoney("is not a plain price. Write it like 12.99")


def minor_units(amount: Amount, currency: str, *, already_minor: bool = False) -> int:
    """The amount in minor units of the store's currency, rounded half up; raises NotMoney."""
    if amount.currencies and currency not in amount.currencies:
        raise NotMoney(f"is in {amount.named}, but this store sells in {currency}")
    try:
        scaled = amount.value if already_minor else amount.value.scaleb(exponent(currency))
        units = int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except (InvalidOperation, OverflowError) as error:
        raise NotMoney("is absurdly high") from error
    if units < 0:
        raise NotMoney("is negative")
    if units > MOST:
        raise NotMoney("is absurdly high")
    return units


def decimal_sign(values: Iterable[Any]) -> DecimalSign | None:
    """The decimal sign that a column's texts use, where they tell."""
    votes = {".": 0, ",": 0}
    for value in values:
        found = re.search(r"\d([.,])(\d{1,2}|\d{4,})(?!\d)(?![.,]\d)", str(value))
        if isinstance(value, str) and found:
            votes[found[1]] += 1
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def decimal_text(units: int, currency: str) -> str:
    """Minor units as exports write them: 1299 EUR is `12.99`."""
    return f"{Decimal(units).scaleb(-exponent(currency)):f}"

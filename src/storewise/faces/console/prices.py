"""Prices as people type them into a form, in the decimals of the store's currency."""

import re
from functools import lru_cache

from babel.numbers import get_currency_symbol

from storewise.faces.ui import formats
from storewise.infra.currency import exponent

_SPACES = re.compile(r"[\s\u00a0\u202f]")


class PriceError(ValueError):
    """The text is not an amount of this currency; the message says how to write one."""


def parse(text: str, currency: str) -> int:
    """Minor units of an amount such as `12.99`, `12,99`, `1.299,00 €` or `EUR 12`.

    A sign before exactly three digits groups, unless the currency has three decimals. Another
    currency's sign is refused. Raises PriceError.
    """
    plain = _SPACES.sub("", text).removeprefix(currency).removesuffix(currency)
    plain = _sign(currency).sub("", plain)
    if plain.startswith(("-", "−")):
        raise PriceError("This cannot be negative.")
    places = exponent(currency)
    fraction = rf"(?:[.,]([0-9]{{1,{places}}}))?" if places else "()"
    found = re.fullmatch(rf"([0-9]+){fraction}", plain) or _grouped(plain, fraction)
    if found is None:
        raise PriceError(f"Write an amount like {show(123456, currency)}.")
    whole = re.sub(r"[^0-9]", "", found[1])
    return int(whole + (found[2] or "").ljust(places, "0"))


@lru_cache(maxsize=64)
def _sign(currency: str) -> re.Pattern[str]:
    """The currency's sign as it stands before or behind an amount: `$`, `US$`, `$US`, `Kč`."""
    sign = get_currency_symbol(currency, locale="en")
    if sign[-1].isalpha():
        return re.compile(f"^{re.escape(sign)}|{re.escape(sign)}$")
    return re.compile(rf"[A-Z]{{0,2}}{re.escape(sign[-1])}[A-Z]{{0,2}}")


def _grouped(plain: str, fraction: str) -> re.Match[str] | None:
    for group in (r"\.", ",", "['’]"):
        found = re.fullmatch(rf"([0-9]{{1,3}}(?:{group}[0-9]{{3}})+){fraction}", plain)
        # 1,299,50 groups and divides by the same sign: nobody means that.
        if found and not (found[2] and re.fullmatch(group, plain[found.end(1)])):
            return found
    return None


def show(amount: int | None, currency: str) -> str:
    """Minor units as a form field holds them, `12.99`; empty where there is no amount."""
    return "" if amount is None else f"{formats.decimal_amount(amount, currency):f}"

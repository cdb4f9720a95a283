"""Prices as people type them into a form, in the decimals of the store's currency."""

import re

from storewise.faces.ui import formats

_SIGNS = re.compile(r"[\s\u00a0\u202f$€£¥₹₩₺₽₫₴₪฿]")


class PriceError(ValueError):
    """The text is not an amount of this currency; the message says how to write one."""


def parse(text: str, currency: str) -> int:
    """Minor units of an amount such as `12.99`, `12,99`, `1.299,00 €` or `EUR 12`.

    A sign before exactly three digits groups, unless the currency has three decimals. Raises
    PriceError.
    """
    plain = _SIGNS.sub("", text).removeprefix(currency).removesuffix(currency)
    if plain.startswith(("-", "−")):
        raise PriceError("This cannot be negative.")
    places = formats.exponent(currency)
    fraction = rf"(?:[.,]([0-9]{{1,{places}}}))?" if places else "()"
    found = re.fullmatch(rf"([0-9]+){fraction}", plain) or _grouped(plain, fraction)
    if found is None:
        raise PriceError(f"Write an amount like {show(123456, currency)}.")
    whole = re.sub(r"[^0-9]", "", found[1])
    return int(whole + (found[2] or "").ljust(places, "0"))


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

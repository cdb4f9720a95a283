"""Amounts of money in a text, in the spellings of shops."""

import re
from dataclasses import dataclass

from storewise.infra.currency import exponent

_SIGNS = {
    "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",), "₽": ("RUB",), "₩": ("KRW",),
    "₺": ("TRY",), "₴": ("UAH",), "zł": ("PLN",), "kč": ("CZK",), "ft": ("HUF",), "lei": ("RON",),
    "лв": ("BGN",), "r$": ("BRL",), "us$": ("USD",), "a$": ("AUD",), "c$": ("CAD",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "fr.": ("CHF",), "sfr": ("CHF",),
}  # fmt: skip
_WORDS = {
    "euro": ("EUR",), "euros": ("EUR",), "dollar": _SIGNS["$"], "dollars": _SIGNS["$"],
    "bucks": _SIGNS["$"], "quid": ("GBP",), "yen": ("JPY",), "yuan": ("CNY",),
    "francs": ("CHF",), "franken": ("CHF",), "złoty": ("PLN",), "zloty": ("PLN",),
    "złotych": ("PLN",), "kronor": ("SEK",), "kroner": ("NOK", "DKK"), "rupees": ("INR",),
}  # fmt: skip
_CODES = (
    "EUR USD GBP CHF PLN CZK HUF RON BGN SEK NOK DKK ISK JPY CNY INR KRW TRY UAH CAD AUD NZD "
    "SGD HKD"
    " MXN BRL ZAR AED SAR KWD BHD OMR JOD TND QAR EGP ILS THB VND IDR MYR PHP TWD CLP COP ARS"
)
_CURRENCIES = _SIGNS | _WORDS | {code.lower(): (code,) for code in _CODES.split()}
_UNIT = "|".join(re.escape(each) for each in sorted(_CURRENCIES, key=len, reverse=True))
_PART = r"(?:[.,](?:\d{1,3}|[-–—]{1,2}))?"
_NUMBER = rf"\d{{1,3}}(?:[., '’\u00a0\u202f]\d{{3}})+{_PART}|\d+{_PART}"
_BEFORE = rf"(?<![^\W\d_])(?P<b>{_UNIT})[ \u00a0\u202f]?(?P<bn>{_NUMBER})(?![.,]?\d)"
_AFTER = rf"(?<![\w.,])(?P<an>{_NUMBER})[ \u00a0\u202f-]?(?P<a>{_UNIT})(?![^\W\d_])"
_CENTS = r"(?<![\w.,])(?P<cents>\d{1,2})[ ]?(?:cents?|ct|¢)\b"
_AMOUNT = re.compile(f"{_BEFORE}|{_AFTER}|{_CENTS}", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:costs?|costing|priced? (?:at|of|is|was)?|price(?: is|:)|for only|for just|sells? "
    r"(?:at|for)|only|"
    r"kostet|coûte|cuesta|costa|kosztuje)\s*:?\s*(?:only |just "
    r")?(?P<n>\d+(?:[.,]\d+)*)(?![\w%\"”″])(?!\s*[^\W\d_])",
    re.IGNORECASE,
)
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_SPELLED = {word: value for value, word in enumerate(_COUNTED.split())} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "a": 1, "ein": 1, "einen": 1, "zwei": 2, "un": 1, "uno": 1,
    "deux": 2,
}  # fmt: skip
_NUMBER_WORD = "|".join(sorted(_SPELLED, key=len, reverse=True))
_IN_WORDS = re.compile(
    rf"\b(?P<n>(?:{_NUMBER_WORD})(?:[- ](?:{_NUMBER_WORD}))?)\s+"
    r"(?P<unit>euros?|dollars?|bucks|quid|cents?|yen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its place in the text, in minor units; `currencies` are those it may be in."""

    number: str
    currencies: tuple[str, ...]
    start: int
    end: int

    def minor(self, currency: str) -> int | None:
        """The amount in minor units of a currency; None where it is of another currency."""
        if self.currencies and currency not in self.currencies:
            return None
        return minor_units(self.number, exponent(currency))


def minor_units(number: str, places: int) -> int | None:
    """Read a written amount: "1,299.00", "1.299,00" and "1 299" with two places are 129900."""
    number = re.sub(r"[.,][-–—]+$", "", number)
    number = re.sub(r"[ '’\u00a0\u202f]", "", number)
    match = re.fullmatch(r"(?P<whole>\d+(?:[.,]\d{3})*?)(?:[.,](?P<part>\d+))?", number)
    if not match:
        return None
    whole, part = re.sub(r"[.,]", "", match["whole"]), match["part"] or ""
    if len(part) == 3 and places != 3:
        whole, part = whole + part, ""
    if len(part) > places:
        return None
    return int(whole + part.ljust(places, "0"))


def _is_currency(text: str, match: re.Match[str]) -> bool:
    """Tell "99 Ft" and "99 SEK" from "6 ft" and a code such as "TL-10SEK"."""
    unit = match["b"] or match["a"]
    if unit.lower() == "ft":
        return unit == "Ft"
    attached = unit.isalpha() and " " not in match.group()
    return not (attached and text[max(0, match.start() - 1) : match.start()] in ("-", "/", "_"))


def amounts(text: str) -> list[Amount]:
    """All amounts of a text that stand with a currency, or right behind "costs"."""
    found = []
    currencies: tuple[str, ...]
    for match in _AMOUNT.finditer(text):
        currencies = ()
        if match["cents"]:
            number = f"0.{match['cents']:0>2}"
        else:
            number = match["bn"] or match["an"]
            if not _is_currency(text, match):
                continue
            currencies = _CURRENCIES[(match["b"] or match["a"]).lower()]
        found.append(Amount(number, currencies, match.start(), match.end()))
    for match in _BARE.finditer(text):
        start, end = match.span("n")
        if not any(each.start <= start < each.end for each in found):
            found.append(Amount(match["n"], (), start, end))
    for match in _IN_WORDS.finditer(text):
        parts = [_SPELLED[each] for each in re.split(r"[- ]", match["n"].lower())]
        value = parts[0] * 100 if parts[1:] == [100] else sum(parts)
        cents = match["unit"].lower().startswith("cent")
        number = f"0.{value:02d}" if cents else str(value)
        currencies = () if cents else tuple(_WORDS[match["unit"].lower()])
        found.append(Amount(number, currencies, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)

"""Amounts in a question: prices and measures, with the words that set limits to them."""

import re
from dataclasses import dataclass
from typing import Literal

Limit = Literal["below", "most", "above", "least", "near", "exact", "between"]

_NUMBER = r"(?:\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
_SIGN = r"(?:€|\$|£|eur\b|usd\b|gbp\b)"
_MONEY = (
    r"(?:€|\$|£|euros?\b|eur\b|usd\b|dollars?\b|bucks\b|pounds?(?! per)\b|gbp\b|quid\b|cents?\b)"
)

UNITS: dict[str, tuple[str, float]] = {
    # spelling: (dimension, how many of its basic unit)
    "mg": ("mass", 0.001), "g": ("mass", 1), "gram": ("mass", 1), "grams": ("mass", 1),
    "kg": ("mass", 1000), "kgs": ("mass", 1000), "kilo": ("mass", 1000), "kilos": ("mass", 1000),
    "kilogram": ("mass", 1000), "kilograms": ("mass", 1000), "lb": ("mass", 453.592),
    "lbs": ("mass", 453.592), "oz": ("mass", 28.3495),
    "mm": ("length", 1), "cm": ("length", 10), "m": ("length", 1000), "meter": ("length", 1000),
    "meters": ("length", 1000), "metre": ("length", 1000), "metres": ("length", 1000),
    "millimetres": ("length", 1), "centimetres": ("length", 10), "centimeters": ("length", 10),
    "inch": ("length", 25.4), "inches": ("length", 25.4), '"': ("length", 25.4),
    "”": ("length", 25.4), "″": ("length", 25.4), "ft": ("length", 304.8),
    "feet": ("length", 304.8), "foot": ("length", 304.8), "km": ("length", 1_000_000),
    "kb": ("bytes", 0.001), "mb": ("bytes", 1), "gb": ("bytes", 1000), "tb": ("bytes", 1_000_000),
    "gigabytes": ("bytes", 1000), "gigabyte": ("bytes", 1000), "terabyte": ("bytes", 1_000_000),
    "terabytes": ("bytes", 1_000_000), "megabytes": ("bytes", 1), "gig": ("bytes", 1000),
    "gigs": ("bytes", 1000),
    "ml": ("volume", 1), "cl": ("volume", 10), "l": ("volume", 1000), "liter": ("volume", 1000),
    "liters": ("volume", 1000), "litre": ("volume", 1000), "litres": ("volume", 1000),
    "w": ("power", 1), "watt": ("power", 1), "watts": ("power", 1), "kw": ("power", 1000),
    "wh": ("energy", 1), "kwh": ("energy", 1000), "mah": ("charge", 1), "ah": ("charge", 1000),
    "hz": ("frequency", 1), "khz": ("frequency", 1e3), "mhz": ("frequency", 1e6),
    "ghz": ("frequency", 1e9), "v": ("voltage", 1), "volt": ("voltage", 1), "volts": ("voltage", 1),
    "va": ("apparent", 1), "kva": ("apparent", 1000), "dpi": ("dpi", 1), "ppm": ("ppm", 1),
    "rpm": ("rpm", 1), "fps": ("fps", 1), "mp": ("pixels", 1), "megapixel": ("pixels", 1),
    "megapixels": ("pixels", 1), "db": ("loudness", 1), "lm": ("light", 1), "lumen": ("light", 1),
    "lumens": ("light", 1), "°c": ("warmth", 1), "°": ("warmth", 1), "degrees": ("warmth", 1),
    "degree": ("warmth", 1), "celsius": ("warmth", 1), "h": ("time", 3600), "hour": ("time", 3600),
    "hours": ("time", 3600), "hrs": ("time", 3600), "min": ("time", 60), "minutes": ("time", 60),
    "ms": ("time", 0.001), "s": ("time", 1), "sec": ("time", 1), "seconds": ("time", 1),
}  # fmt: skip
_UNIT = r"(?:" + "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True)) + r")"


def _one(place: str) -> str:
    """The pattern of one amount; `place` tells its groups from those of another."""
    return (
        rf"(?P<sign{place}>{_SIGN})?\s?(?P<number{place}>{_NUMBER})(?P<k{place}>k\b)?"
        rf"(?:\s?(?P<money{place}>{_MONEY})|[\s-]?(?P<unit{place}>{_UNIT})(?![\w]))?"
    )


_AMOUNT = re.compile(rf"(?<![\w.,/-]){_one('')}(?![\w])")
_PAIR = re.compile(
    rf"(?:(?:between|from)\s)?(?<![\w.,/-]){_one('1')}\s?(?P<join>-|–|to|and|until)\s?"
    rf"{_one('2')}(?![\w])"
)
_BEFORE: dict[Limit, str] = {
    "most": (
        r"(?:no|not|nothing|none) (?:more|higher|bigger|larger|heavier|longer|wider|greater) than|"
        r"(?:not|nothing|none|never) (?:over|above|exceeding|beyond)|"
        r"does ?n[o']t exceed|at (?:the )?most|up to|"
        r"max(?:imum|\.)?(?: of| price| budget| weight| size)*|within|<=|≤|budget(?: of| is)?|"
        r"(?:can|to|will|want to) (?:spend|pay)(?: up to)?|until|limit(?: of| is)?"
    ),
    "least": (
        r"(?:no|not|nothing|none) (?:less|smaller|lower|fewer|shorter|cheaper) than|"
        r"(?:not|nothing|none|never) (?:under|below)|at least|"
        r"min(?:imum|\.)?(?: of)?|>=|≥|starting (?:at|from)|from"
    ),
    "below": (
        r"(?:less|lower|cheaper|smaller|lighter|shorter|thinner|fewer|slower) than|"
        r"under(?:neath)?|below|beneath|<"
    ),
    "above": (
        r"(?:more|higher|greater|bigger|larger|heavier|longer|faster|dearer|wider|taller) than|"
        r"more expensive than|over|above|exceeding|beyond|>"
    ),
    "near": r"around|about|approximately|approx\.?|roughly|circa|near(?:ly)?|close to|~",
    "exact": r"exactly",
}
_BEFORE_AT_END = {
    limit: re.compile(rf"(?:^|[\s,(])(?:{words})\s*$") for limit, words in _BEFORE.items()
}
_DEGREES = frozenset(["°c", "°", "degrees", "degree", "celsius"])
_COLD = re.compile(r"(?:(?:down to|for|at|to|of)\s)?(?:minus\s|[-–−])$")  # it must be that warm
# What can carry a weight must carry that much at least.
_ABLE = re.compile(r"\b(?:carry|carries|hold|holds|support|supports|bear|bears|withstand)\s*$")
_AFTER: dict[Limit, re.Pattern[str]] = {
    "most": re.compile(
        r"^\s*(?:or (?:less|under|below|cheaper|lower|lighter|smaller|fewer|slower|shorter|"
        r"thinner|narrower)\b|"
        r"max(?:imum)?\b|tops\b|at (?:the )?most)"
    ),
    "least": re.compile(
        r"^\s*(?:\+|or (?:more|above|over|higher|larger|bigger|up|faster|longer|wider|"
        r"taller|heavier|thicker|brighter|deeper)\b|and (?:up|more)\b|plus\b|"
        r"min(?:imum)?\b|at least)"
    ),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the question names, as written and read.

    `low` and `high` are equal but for "between". `money` says that a currency was named, `unit` is
    the spelling of a unit. `before` and `after` are the words beside it, `start` and `end` its
    place with the words that set the limit.
    """

    limit: Limit
    low: float
    high: float
    unit: str | None
    money: bool
    before: str
    after: str
    start: int
    end: int
    text: str


def number_of(text: str) -> float:
    """The number that people write as 1.299,00, 1,299.00, 1 299 or 12,5."""
    plain = text.replace("'", "").replace(" ", "")
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    tail = plain[last + 1 :]
    head = re.sub(r"[.,]", "", plain[:last])
    several = len(re.findall(r"[.,]", plain)) > 1 and len(set(re.findall(r"[.,]", plain))) == 1
    if several or (len(tail) == 3 and head not in ("", "0")):
        return float(head + tail)
    return float(f"{head or '0'}.{tail}")


def quantities(text: str) -> list[Quantity]:
    """The amounts of a question, in order; `text` is in lower case."""
    found: list[Quantity] = []
    at = 0
    while match := _AMOUNT.search(text, at):
        pair = _PAIR.search(text, max(at, match.start() - 8))
        joined = pair is not None and pair.start("number1") == match.start("number")
        if joined and pair is not None and _is_range(pair, text):
            found.append(_between(pair, text))
        else:
            found.append(_single(match, text))
        at = max(found[-1].end, match.end())
    return found


def _is_range(pair: re.Match[str], text: str) -> bool:
    """Tell "50-100 euro" and "between 2 and 4" from "802 - 11" and "2 and 3"."""
    named = pair["money1"] or pair["money2"] or pair["sign1"] or pair["sign2"]
    led = re.match(r"between|from", pair[0]) is not None
    if pair["join"] in ("and", "until") and not led:
        return False
    return bool(led or named or pair["unit2"])


def _between(pair: re.Match[str], text: str) -> Quantity:
    low = number_of(pair["number1"]) * (1000 if pair["k1"] else 1)
    high = number_of(pair["number2"]) * (1000 if pair["k2"] else 1)
    unit = pair["unit2"] or pair["unit1"]
    money = bool(pair["money1"] or pair["money2"] or pair["sign1"] or pair["sign2"])
    return Quantity(
        "between", min(low, high), max(low, high), unit, money,
        text[: pair.start()].strip(), text[pair.end() :].strip(), pair.start(), pair.end(),
        pair[0].strip(),
    )  # fmt: skip


def _single(match: re.Match[str], text: str) -> Quantity:
    number = number_of(match["number"]) * (1000 if match["k"] else 1)
    money = bool(match["sign"] or match["money"])
    if (match["money"] or "").startswith("cent"):
        number /= 100
    start, end = match.start(), match.end()
    limit: Limit = "exact"
    cold = _COLD.search(text[:start]) if match["unit"] in _DEGREES else None
    if cold:
        number, start, limit = -number, cold.start(), "most"
    for name, pattern in _BEFORE_AT_END.items():
        if led := pattern.search(text[:start]):
            limit, start = name, led.start() + (led[0][:1] in " ,(")
            break
    else:
        limit = "least" if _ABLE.search(text[:start]) else limit
        for after, pattern in _AFTER.items():
            if followed := pattern.match(text[end:]):
                limit, end = after, end + followed.end()
                break
    return Quantity(
        limit, number, number, match["unit"], money,
        text[:start].strip(), text[end:].strip(), start, end, match[0].strip(),
    )  # fmt: skip

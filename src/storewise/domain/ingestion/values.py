"""Cells to values: text, numbers, yes and no, lists, codes and units, however people write them."""

import html
import math
import re
import unicodedata
from typing import Any

from .money import DecimalSign, parse_number

_TAG = re.compile(r"<[^<>]{1,2000}>")
_REAL_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
_YES = {"yes", "y", "true", "1", "on", "ja", "oui", "si", "sí", "tak", "sim", "✓", "✔", "x"}
_NO = {"no", "n", "false", "0", "off", "nein", "non", "nie", "não", "nee", "✗", "-"}
NOTHING = {"", "-", "–", "—", "n/a", "na", "n.a.", "null", "none", "nan", "#n/a", "?", "nil"}
_QUANTITY = re.compile(
    r"\s*(?P<number>[-+−]?\d[\d.,'’ ]*)\s*(?P<unit>[^\d\s.,][^\d]{0,15}(?:²|³)?)?\s*$"
)
_GRAMS = {
    "g": 1, "gr": 1, "gram": 1, "grams": 1, "gramm": 1, "kg": 1000, "kgs": 1000, "kilogram": 1000,
    "kilograms": 1000, "mg": 0.001, "lb": 453.59237, "lbs": 453.59237, "pound": 453.59237,
    "pounds": 453.59237, "oz": 28.349523125, "ounce": 28.349523125, "ounces": 28.349523125,
    "t": 1_000_000,
}  # fmt: skip
_SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "đ": "d",
        "ł": "l",
        "œ": "oe",
        "þ": "th",
        "&": " and ",
    }
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def one_line(value: Any) -> str:
    """A cell as one line of plain text: no markup, no control signs, single spaces."""
    if value.__class__ is not str:
        value = as_text(value)
    if value.isprintable() and "<" not in value and "&" not in value and "  " not in value:
        return value.strip()  # type: ignore[no-any-return]
    return " ".join(without_markup(value).split())


def many_lines(value: Any) -> str:
    """A cell as text that keeps its line ends: no control signs, line ends as `\\n`."""
    text = value if isinstance(value, str) else as_text(value)
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()


def without_markup(text: str) -> str:
    """Text without tags, entities and control signs."""
    if "<" in text and _REAL_TAG.search(text):
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return _CONTROLS.sub("", text)


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags."""
    return "<" in text and _REAL_TAG.search(text) is not None


def as_text(value: Any) -> str:
    """Any cell as text: lists joined by commas, whole numbers without a fraction, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(filter(None, (as_text(item) for item in value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(item)}" for key, item in value.items())
    return str(value)


def as_number(value: Any, sign: DecimalSign | None = None) -> float | None:
    """A finite number, or None where the cell is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            number = float(value)
        except OverflowError:
            return None
    else:
        text = str(value)
        found = parse_number(text, sign or ".") if len(text) < 40 else None
        if found is None:
            try:
                number = float(text) if len(text) < 40 and "e" in text.lower() else math.nan
            except ValueError:
                return None
        else:
            number = float(found)
    return number if math.isfinite(number) else None


def as_quantity(value: Any, sign: DecimalSign | None = None) -> tuple[float, str] | None:
    """A number and the unit behind it, such as `500 ml` or `2.5kg`; None where it is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = as_number(value)
        return None if number is None else (number, "")
    found = _QUANTITY.match(str(value)[:60])
    if found is None:
        return None
    number = as_number(found["number"], sign)
    return None if number is None else (number, (found["unit"] or "").strip())


def as_bool(value: Any) -> bool | None:
    """Yes or no in several languages, or None where the cell is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return {0.0: False, 1.0: True}.get(float(value))
    word = str(value).strip().lower()
    return True if word in _YES else False if word in _NO else None


def as_list(value: Any, separator: str | None = None) -> list[Any]:
    """The items of a cell: a list, a list printed as text, or parts between separators.

    Without a separator given, `|`, line ends and `;` are tried in this order, and a comma last.
    """
    if isinstance(value, list):
        return value
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    text = str(value).strip()
    if len(text) > 1 and text[0] == "[" and text[-1] == "]":
        return [part.strip().strip("\"'") for part in text[1:-1].split(",") if part.strip(" \"'")]
    if separator is None:
        separator = next((s for s in ("|", "\n", ";", ",") if s in text), "\n")
    return [part.strip() for part in text.split(separator) if part.strip()]


def gtin(value: Any) -> str | None:
    """A GTIN (8, 12, 13 or 14 digits) whose check digit is right, or None.

    Leading zeros that a spreadsheet took off are put back where that makes the check digit right.
    """
    digits = (
        re.sub(r"[\s\-.]+", "", as_text(value)) if not isinstance(value, str) else value.strip()
    )
    if not digits.isdecimal():
        digits = re.sub(r"[\s\-']+", "", digits)
        if not digits.isdecimal():
            return None
    if not digits.isascii() or not 7 <= len(digits) <= 14 or not digits.strip("0"):
        return None
    for length in (8, 12, 13, 14):
        if length - 3 <= len(digits) <= length:
            padded = digits.zfill(length)
            if _check_digit_right(padded):
                return padded
    return None


def _check_digit_right(digits: str) -> bool:
    """GS1's modulo 10: weights 3 and 1 from the right, the sum a multiple of ten."""
    figures = digits.encode()
    zeros = 48 * (len(digits) - len(digits) // 2) + 3 * 48 * (len(digits) // 2)
    return (sum(figures[-1::-2]) + 3 * sum(figures[-2::-2]) - zeros) % 10 == 0


def grams(value: Any, unit: str, sign: DecimalSign | None = None) -> int | None:
    """A weight in whole grams; a unit in the cell wins over `unit`."""
    quantity = as_quantity(value, sign)
    if quantity is None:
        return None
    factor = _GRAMS.get((quantity[1] or unit).lower().rstrip("."))
    if factor is None or not 0 <= quantity[0] * factor < 1e9:
        return None
    return round(quantity[0] * factor)


def slug(text: str, most: int = 120) -> str:
    """Words in plain letters joined by hyphens, cut between words; may be empty."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL)).lower()
    if not folded.isascii():
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    plain = _NOT_PLAIN.sub("-", folded).strip("-")
    if len(plain) > most:
        plain = plain[: most + 1].rpartition("-")[0][:most] or plain[:most]
    return plain.strip("-")

"""Names for addresses: slugs of titles, paths of categories, codes of attributes."""

import re
import unicodedata

from .schemas import AttributeType, AttributeValue

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
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


def slug(text: str, fallback: str = "item") -> str:
    """Words of `text` in plain letters, joined by hyphens, at most 120 characters."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    plain = _NOT_PLAIN.sub("-", "".join(c for c in folded if not unicodedata.combining(c)))
    return plain.strip("-")[:120].strip("-") or fallback


def category_paths(names: tuple[str, ...]) -> list[str]:
    """The paths of a category and of all above it, from the root."""
    slugs = [slug(name, "category") for name in names]
    return ["/".join(slugs[: depth + 1]) for depth in range(len(slugs))]


def attribute_label(code: str) -> str:
    """A label for an attribute that is known by its code only."""
    return code.replace("_", " ").strip().capitalize() or code


def type_of(value: AttributeValue) -> AttributeType:
    """The attribute type that holds a value."""
    if isinstance(value, bool):
        return AttributeType.BOOLEAN
    return AttributeType.NUMBER if isinstance(value, int | float) else AttributeType.TEXT

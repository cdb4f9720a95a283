"""From the form of a product to its draft: numbers are read, errors put beside their fields."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    AttributeType,
    AttributeValue,
    MerchantProduct,
    ProductDraft,
)
from storewise.infra.errors import FieldError

from .. import prices
from .form import AttributeFields, ProductForm, VariantFields, picture_sources

YES = {"yes", "y", "true", "1", "on"}
NO = {"no", "n", "false", "0", "off"}
PRICES = ("price", "compare_at_price", "cost")
_SEPARATORS = re.compile(r"\s*>\s*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


@dataclass(slots=True)
class Reading:
    """What was read from a form: a draft (None when something is wrong) and new attributes."""

    draft: ProductDraft | None = None
    definitions: list[AttributeDefinition] = field(default_factory=list)
    rows: list[VariantFields] = field(default_factory=list)
    attribute_rows: dict[str, AttributeFields] = field(default_factory=dict)


def read(
    form: ProductForm,
    currency: str,
    definitions: Sequence[AttributeDefinition],
    product: MerchantProduct | None,
) -> Reading:
    """Read a form; what is wrong is written into `form.errors`."""
    reading = Reading(rows=[v for v in form.variants if not v.removed and not v.empty])
    if not reading.rows:
        form.errors["variants"] = "A product needs at least one variant."
        reading.rows = form.variants[:1]
    sources = picture_sources(product)
    values = {
        "handle": form.texts["handle"] or handle_of(form.texts["title"]),
        "title": form.texts["title"],
        "description": form.texts["description"].replace("\r\n", "\n"),
        "brand": form.texts["brand"] or None,
        "category": tuple(filter(None, _SEPARATORS.split(form.texts["category"]))),
        "status": form.texts["status"],
        "tags": _tags(form.texts["tags"]),
        "option_names": form.options,
        "variants": [_variant(form, row, currency, sources) for row in reading.rows],
        "attributes": _attributes(form, definitions, reading),
        "images": [{"src": picture.source, "alt": alt} for picture, alt in form.pictures],
        "seo_title": form.texts["seo_title"],
        "seo_description": form.texts["seo_description"],
        "metadata": _metadata(form),
    }
    try:
        draft = ProductDraft.model_validate(values)
    except ValidationError as error:
        for found in error.errors():
            form.errors.setdefault(_field(found["loc"], reading), _words(found))
        return reading
    if not form.errors:
        reading.draft = draft
    return reading


def refuse(form: ProductForm, reading: Reading, errors: Sequence[FieldError]) -> None:
    """Put what the catalogue refused beside the fields that it is about."""
    for error in errors:
        place = tuple(int(p) if p.isdecimal() else p for p in error.pointer.strip("/").split("/"))
        form.errors.setdefault(_field(place, reading), error.message)


def handle_of(title: str) -> str:
    """A handle made of a title: plain letters and digits, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", title.lower().replace("ß", "ss"))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120].strip("-") or "product"


def _tags(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _metadata(form: ProductForm) -> dict[str, str]:
    found = {}
    for line in form.texts["metadata"].splitlines():
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            form.errors["metadata"] = f"Write each line as “key: value”. No colon in: {line}"
        elif key.strip():
            found[key.strip()] = value.strip()
    return found


def _variant(
    form: ProductForm, row: VariantFields, currency: str, sources: Mapping[UUID, str]
) -> dict[str, Any]:
    name = f"variants-{row.number}"
    amounts = {
        column: _amount(form, f"{name}-{column}", row.values[column], currency) for column in PRICES
    }
    if not row.values["price"]:
        form.errors.setdefault(f"{name}-price", "A price is needed.")
    shown = {str(picture_id): source for picture_id, source in sources.items()}
    for place, value in enumerate(row.options):
        if not value:
            form.errors[f"{name}-option-{place}"] = f"Which {form.options[place].lower()} is this?"
    return {
        **amounts,
        "price": amounts["price"] or 0,
        "option_values": [value or "-" for value in row.options],
        "stock": _whole(form, f"{name}-stock", row.values["stock"]) or 0,
        "weight_g": _whole(form, f"{name}-weight_g", row.values["weight_g"]),
        "sku": row.values["sku"] or None,
        "gtin": re.sub(r"[\s-]", "", row.values["gtin"]) or None,
        "mpn": row.values["mpn"] or None,
        "image": shown.get(row.values["media_id"]),
    }


def _amount(form: ProductForm, name: str, text: str, currency: str) -> int | None:
    if not text:
        return None
    try:
        return prices.parse(text, currency)
    except prices.PriceError as error:
        form.errors[name] = str(error)
        return None


def _whole(form: ProductForm, name: str, text: str) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        form.errors[name] = "Write a whole number, such as 12."
        return None
    return int(text)


def _attributes(
    form: ProductForm, definitions: Sequence[AttributeDefinition], reading: Reading
) -> dict[str, AttributeValue]:
    by_code = {d.code: d for d in definitions}
    by_label = {d.label.casefold(): d for d in definitions}
    found: dict[str, AttributeValue] = {}
    for row in form.attributes:
        if not row.value:
            continue
        name = f"attributes-{row.number}"
        if not row.code and not row.label:
            form.errors[f"{name}-label"] = "Say what this value is called."
            continue
        definition = (
            by_code.get(row.code)
            or by_label.get(row.label.casefold())
            or by_code.get(_code(row.label))
            or _definition(row, reading)
        )
        if definition.code in found:
            form.errors[f"{name}-label"] = f"{definition.label} stands here twice."
            continue
        value = _value(definition.type, row.value)
        if value is None:
            form.errors[f"{name}-value"] = _WANTED[definition.type]
            continue
        found[definition.code] = value
        reading.attribute_rows[definition.code] = row
    return found


_WANTED = {
    AttributeType.NUMBER: "This attribute holds a number, such as 12.5.",
    AttributeType.BOOLEAN: "This attribute holds yes or no.",
    AttributeType.TEXT: "This attribute holds text.",
}


def _definition(row: AttributeFields, reading: Reading) -> AttributeDefinition:
    kind = row.type if row.type in {t.value for t in AttributeType} else "text"
    made = AttributeDefinition(
        code=_code(row.label),
        label=row.label[:500],
        type=AttributeType(kind),
        unit=row.unit[:40] or None if kind == "number" else None,
    )
    reading.definitions.append(made)
    return made


def _code(label: str) -> str:
    return handle_of(label).replace("-", "_")


def _value(kind: AttributeType, text: str) -> AttributeValue | None:
    if kind is AttributeType.BOOLEAN:
        word = text.lower()
        return True if word in YES else False if word in NO else None
    if kind is AttributeType.NUMBER:
        plain = re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?", text)
        return float(text.replace(",", ".")) if plain else None
    return text


def _field(place: Sequence[int | str], reading: Reading) -> str:
    """The form's name of a field of the draft."""
    first, *rest = place
    if first == "variants" and rest and isinstance(rest[0], int):
        name = f"variants-{reading.rows[rest[0]].number}"
        if len(rest) < 2:
            return name
        column = "option-0" if rest[1] == "option_values" else rest[1]
        if rest[1] == "option_values" and len(rest) > 2:
            column = f"option-{rest[2]}"
        return f"{name}-{column}"
    if first == "attributes" and rest and str(rest[0]) in reading.attribute_rows:
        return f"attributes-{reading.attribute_rows[str(rest[0])].number}-value"
    if first == "option_names":
        return f"option-{rest[0] if rest else 0}"
    return str(first)


_PATTERNS = {
    "handle": "Small letters, digits and single hyphens only, such as copper-kettle.",
    "gtin": "A GTIN has 8 to 14 digits.",
}


def _words(found: ErrorDetails) -> str:
    kind, limits = found["type"], found.get("ctx", {})
    words = {
        "string_too_short": "This is needed.",
        "string_too_long": f"At most {limits.get('max_length')} characters.",
        "string_pattern_mismatch": _PATTERNS.get(str(found["loc"][-1]), "Some signs do not fit."),
        "greater_than_equal": "This is too low.",
        "less_than_equal": "This is too high.",
        "too_long": f"At most {limits.get('max_length')} of these.",
        "enum": "Pick one of these.",
    }
    return words.get(kind, f"{found['msg']}.")

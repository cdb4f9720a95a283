"""A mapping: which column of a feed becomes what of a product; the merchant may change it."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from storewise.domain.catalog.schemas import AttributeType, Status

from .money import DecimalSign
from .values import slug

COLUMNS_AT_MOST = 20_000


class Target(StrEnum):
    """What a column can become. Prices, stock, codes, options and weight belong to a variant."""

    EXTERNAL_ID = "external_id"
    GROUP = "group"
    HANDLE = "handle"
    TITLE = "title"
    DESCRIPTION = "description"
    SHORT_DESCRIPTION = "short_description"
    BRAND = "brand"
    CATEGORY = "category"
    STATUS = "status"
    TAGS = "tags"
    IMAGES = "images"
    IMAGE_ALTS = "image_alts"
    SEO_TITLE = "seo_title"
    SEO_DESCRIPTION = "seo_description"
    ATTRIBUTE = "attribute"
    ATTRIBUTES = "attributes"
    METADATA = "metadata"
    OPTION = "option"
    OPTION_NAME = "option_name"
    OPTION_VALUE = "option_value"
    SKU = "sku"
    GTIN = "gtin"
    MPN = "mpn"
    PRICE = "price"
    SALE_PRICE = "sale_price"
    COMPARE_AT_PRICE = "compare_at_price"
    COST = "cost"
    CURRENCY = "currency"
    STOCK = "stock"
    AVAILABILITY = "availability"
    WEIGHT = "weight"
    VARIANT_IMAGE = "variant_image"
    IGNORE = "ignore"


class ColumnRule(BaseModel):
    """What one column becomes. `reason` says why it was proposed; `guessed` types may be broken.

    `code`, `label`, `type` and `unit` describe an attribute (`code` a key of metadata, too);
    `label` names an option; `position` is the place 1 to 3 of an option's name or value.
    A column inside a list of objects is written `variants[].price`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    target: Target
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,120}$")] | None = None
    label: Annotated[str, StringConstraints(max_length=500)] | None = None
    type: AttributeType | None = None
    unit: Annotated[str, StringConstraints(max_length=40)] | None = None
    position: Annotated[int, Field(ge=1, le=3)] | None = None
    separator: Annotated[str, StringConstraints(min_length=1, max_length=5)] | None = None
    guessed: bool = False
    reason: str = ""


class Mapping(BaseModel):
    """All rules of a feed, and what holds for the feed as a whole.

    `rest` says what becomes of columns without a rule; `default_stock` is the quantity where the
    feed does not state any; `pictures` names a picture by a pattern such as `Pics/{Id}.webp`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Annotated[tuple[ColumnRule, ...], Field(max_length=COLUMNS_AT_MOST)] = ()
    rest: Literal["attribute", "metadata", "ignore"] = "attribute"
    price_unit: Literal["major", "minor"] = "major"
    decimal_sign: DecimalSign | None = None
    category_separator: Annotated[str, StringConstraints(min_length=1, max_length=5)] | None = None
    list_separator: Annotated[str, StringConstraints(min_length=1, max_length=5)] | None = None
    weight_unit: Literal["g", "kg", "lb", "oz"] = "kg"
    default_status: Status = Status.PUBLISHED
    default_stock: Annotated[int, Field(ge=0, le=10**9)] = 100
    pictures: Annotated[str, StringConstraints(max_length=500)] | None = None

    def rule(self, column: str) -> ColumnRule | None:
        """The rule of a column, if it has one."""
        return next((rule for rule in self.columns if rule.column == column), None)

    def columns_of(self, target: Target) -> list[str]:
        """The columns that become this."""
        return [rule.column for rule in self.columns if rule.target is target]


SINGLE = {
    Target.EXTERNAL_ID, Target.GROUP, Target.HANDLE, Target.TITLE, Target.DESCRIPTION,
    Target.BRAND, Target.CATEGORY, Target.STATUS, Target.SKU, Target.GTIN, Target.MPN,
    Target.PRICE, Target.SALE_PRICE, Target.COMPARE_AT_PRICE, Target.COST, Target.CURRENCY,
    Target.STOCK, Target.AVAILABILITY, Target.WEIGHT, Target.SHORT_DESCRIPTION,
    Target.SEO_TITLE, Target.SEO_DESCRIPTION, Target.VARIANT_IMAGE,
}  # fmt: skip

_TYPED = re.compile(r"^(?:attr|attribute|spec|feature)_([tnb])_(.+)$", re.IGNORECASE)
_TYPES = {"t": AttributeType.TEXT, "n": AttributeType.NUMBER, "b": AttributeType.BOOLEAN}
_NAMED = re.compile(
    r"^(?:attributes?|attrs?|specs?|specifications?|features?|properties|params?)\s*[:.]\s*(.+)$",
    re.IGNORECASE,
)
_META = re.compile(r"^(?:meta|metadata)\s*[:.]\s*(.+)$", re.IGNORECASE)
_UNIT = re.compile(r"^(.+?)\s*\[\s*([^\[\]]{1,12})\s*\]$")
_UNIT_WORD = re.compile(
    r"^(.+?)\s*\(\s*(%|°?[cf]|[kmµ]?g|lbs?|oz|[mckn]?m|inch(?:es)?|in|ft|[mc]?l|k?w|m?v|m?a|mah|"
    r"[kmg]?hz|dba?|rpm|[kmgt]b|[kmg]bit/s|px|dpi|pcs|bar|psi|k?j|k?wh|kcal|min|h|ms?|s|"
    r"m[²³23]|c?m[²³]|ppm|cd/m²|°|lm|k|lumens?|years?|days?|hours?)\s*\)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"__([a-z0-9]+(?:_[a-z0-9]+)*)_$|__([bcdfghj-np-tv-z0-9]{2,4}|[a-z]{2,3})__")
_ACRONYMS = {
    "usb", "hdmi", "lan", "rj", "vga", "dvi", "hdd", "ssd", "ram", "cpu", "gpu", "lcd", "led",
    "tv", "gps", "nfc", "pc", "cd", "dvd", "os", "ip", "ac", "dc", "fm", "rgb", "isbn", "url", "id",
}  # fmt: skip


def named_rule(column: str) -> ColumnRule | None:
    """The rule that the name of a column states by itself, such as `attr_n_display_diagonal`,
    `attribute:Capacity [l]`, `specs.Weight` or `meta:care`; None where it states none.
    """
    if found := _TYPED.match(column):
        code = found[2].lower()
        return ColumnRule(
            column=column,
            target=Target.ATTRIBUTE,
            code=_code(code),
            label=label_of(code),
            type=_TYPES[found[1].lower()],
            reason="its name says that it is an attribute, and of which type",
        )
    if found := _NAMED.match(column):
        return attribute_rule(column, found[1], "its name says that it is an attribute")
    if found := _META.match(column):
        return ColumnRule(
            column=column,
            target=Target.METADATA,
            code=_code(found[1]),
            reason="its name says that it is metadata",
        )
    return None


def attribute_rule(
    column: str, name: str, reason: str = "", kind: AttributeType | None = None
) -> ColumnRule:
    """A rule by which a column becomes an attribute; a unit in brackets is taken off its name."""
    unit = None
    if found := _UNIT.match(name.strip()) or _UNIT_WORD.match(name.strip()):
        name, unit = found[1], found[2].strip()
        kind = kind or AttributeType.NUMBER
    return ColumnRule(
        column=column,
        target=Target.ATTRIBUTE,
        code=_code(name),
        label=label_of(name),
        type=kind,
        unit=unit,
        reason=reason,
    )


def free_rule(column: str) -> ColumnRule:
    """The rule of a column of which nothing is known but its name."""
    return named_rule(column) or attribute_rule(
        column, column.rpartition(".")[2] or column, "no other meaning is known"
    )


def with_own_code(rule: ColumnRule, taken: Collection[str]) -> ColumnRule:
    """A proposed attribute under a code that no other column has.

    It gets its unit behind its name (`Load [kg]` beside `Load [g]`), its full name, or a number.
    """
    if rule.target is not Target.ATTRIBUTE or rule.code not in taken:
        return rule
    if rule.unit and (code := _code(f"{rule.code}_{rule.unit}")) not in taken:
        return rule.model_copy(update={"code": code})
    name = found[1] if (found := _NAMED.match(rule.column)) else rule.column
    whole = attribute_rule(rule.column, name.replace(".", "_"))
    code, label, number = whole.code or "attribute", whole.label or rule.column, 2
    while code in taken:
        code, label = f"{(whole.code or '')[:110]}_{number}", f"{whole.label} {number}"
        number += 1
    return rule.model_copy(update={"code": code, "label": label})


def label_of(name: str) -> str:
    """A label for people: `thermal_design_power__tdp_` becomes `Thermal design power (TDP)`."""
    if not re.fullmatch(r"[a-z0-9_.-]+", name):
        if re.search(r"\s", name) or not re.search(r"[a-z][A-Z]|_", name):
            return " ".join(name.split())[:500]
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    aside = _ASIDE.sub(lambda found: f" ({_aside(found[1] or found[2])}) ", name)
    words = re.split(r"[\s_.]+", aside.strip("_ "))
    return _upper_first(
        " ".join(word.upper() if word in _ACRONYMS else word for word in words if word)
    )


def _aside(words: str) -> str:
    """What stands in brackets: initials in capitals, words as they are."""
    initials = "_" not in words and len(words) <= 5 and words.isalpha()
    known = {"max", "min", "typ", "cm", "mm", "kg", "g", "inch", "total", "std", "dark", "black"}
    return words.upper() if initials and words not in known else words.replace("_", " ").strip()


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _code(name: str) -> str:
    """The code of an attribute: plain letters, digits and underscores; those given are kept."""
    if re.fullmatch(r"[a-z0-9_]{1,120}", name):
        return name
    found = slug(label_of(name), 110).replace("-", "_")
    return found or f"attribute_{sum(map(ord, name))}"

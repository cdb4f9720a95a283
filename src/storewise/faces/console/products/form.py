"""The form of a product: what stands in its fields, as typed, with what is wrong beside each.

Fields are named `title`, `option-0`, `variants-3-price`, `attributes-2-value`, `picture-{id}-alt`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    Media,
    MerchantProduct,
    Money,
    Status,
)

from ..prices import show

MOST_OPTIONS = 3
TEXTS = (
    "title", "handle", "description", "brand", "category", "status", "tags", "seo_title",
    "seo_description", "metadata", "version",
)  # fmt: skip
VARIANT_FIELDS = (
    "price", "compare_at_price", "cost", "stock", "sku", "gtin", "mpn", "weight_g", "media_id",
)  # fmt: skip
PATH_SIGN = " > "
_VARIANT = re.compile(r"variants-(\d{1,4})-")
_ATTRIBUTE = re.compile(r"attributes-(\d{1,4})-")


@dataclass(slots=True)
class VariantFields:
    """One row of the variants' table; `number` is the one in the names of its fields."""

    number: int
    id: str = ""
    options: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(VARIANT_FIELDS, ""))
    removed: bool = False

    @property
    def empty(self) -> bool:
        """Whether this is a new row that nobody filled in."""
        return not self.id and not any(self.options) and not any(self.values.values())


@dataclass(slots=True)
class AttributeFields:
    """One attribute: a known one by its code, or a new one by label, type and unit."""

    number: int
    code: str = ""
    label: str = ""
    type: str = "text"
    unit: str = ""
    value: str = ""


@dataclass(slots=True)
class ProductForm:
    """All fields of a product as text, and what is wrong by field name."""

    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(TEXTS, ""))
    options: list[str] = field(default_factory=list)
    variants: list[VariantFields] = field(default_factory=list)
    attributes: list[AttributeFields] = field(default_factory=list)
    pictures: list[tuple[Media, str]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def blank() -> ProductForm:
    """The form of a product that does not exist yet."""
    form = ProductForm(variants=[VariantFields(0)], attributes=[AttributeFields(0)])
    form.texts["status"] = Status.DRAFT.value
    form.variants[0].values["stock"] = "0"
    return form


def of_product(product: MerchantProduct) -> ProductForm:
    """The form of a product as it is now."""
    texts = {
        "title": product.title,
        "handle": product.handle,
        "description": product.description,
        "brand": product.brand.name if product.brand else "",
        "category": PATH_SIGN.join(crumb.name for crumb in product.breadcrumb),
        "status": product.status.value,
        "tags": ", ".join(product.tags),
        "seo_title": product.seo_title,
        "seo_description": product.seo_description,
        "metadata": "\n".join(f"{key}: {value}" for key, value in product.metadata.items()),
        "version": str(product.version),
    }
    variants = [
        VariantFields(
            number,
            str(variant.id),
            list(variant.option_values),
            {
                "price": _price(variant.price),
                "compare_at_price": _price(variant.compare_at_price),
                "cost": _price(variant.cost),
                "stock": str(variant.stock),
                "sku": variant.sku or "",
                "gtin": variant.gtin or "",
                "mpn": variant.mpn or "",
                "weight_g": "" if variant.weight_g is None else str(variant.weight_g),
                "media_id": str(variant.media_id or ""),
            },
        )
        for number, variant in enumerate(product.variants)
    ]
    attributes = [
        AttributeFields(n, a.code, a.label, a.type.value, a.unit or "", _value(a.value))
        for n, a in enumerate(product.attributes)
    ]
    attributes.append(AttributeFields(len(attributes)))
    pictures = [(picture, picture.alt) for picture in product.media]
    return ProductForm(texts, list(product.option_names), variants, attributes, pictures)


def of_sent(
    sent: Mapping[str, str],
    definitions: Sequence[AttributeDefinition],
    product: MerchantProduct | None,
) -> ProductForm:
    """The form as it was sent; `product` is the one that it changes."""
    form = ProductForm(texts={name: sent.get(name, "").replace("\0", "").strip() for name in TEXTS})
    options = [sent.get(f"option-{i}", "").strip() for i in range(MOST_OPTIONS)]
    places = [i for i, name in enumerate(options) if name]
    form.options = [options[i] for i in places]
    for number in _numbers(_VARIANT, sent):
        form.variants.append(_variant(sent, number, places))
    known = {definition.code: definition for definition in definitions}
    for number in _numbers(_ATTRIBUTE, sent):
        form.attributes.append(_attribute(sent, number, known))
    if product is not None:
        form.pictures = [
            (picture, sent.get(f"picture-{picture.id}-alt", picture.alt).strip())
            for picture in product.media
        ]
    return form


def add_variant(form: ProductForm) -> None:
    """One more row, with the price and stock of the last one."""
    number = max((row.number for row in form.variants), default=-1) + 1
    row = VariantFields(number, options=[""] * len(form.options))
    if form.variants:
        row.values["price"] = form.variants[-1].values["price"]
    row.values["stock"] = "0"
    form.variants.append(row)


def add_attribute(form: ProductForm) -> None:
    """One more row for an attribute."""
    number = max((row.number for row in form.attributes), default=-1) + 1
    form.attributes.append(AttributeFields(number))


def _numbers(pattern: re.Pattern[str], sent: Mapping[str, str]) -> list[int]:
    return sorted({int(found[1]) for name in sent if (found := pattern.match(name))})


def _variant(sent: Mapping[str, str], number: int, places: Sequence[int]) -> VariantFields:
    def cell(name: str) -> str:
        return sent.get(f"variants-{number}-{name}", "").replace("\0", "").strip()

    return VariantFields(
        number,
        cell("id"),
        [cell(f"option-{i}") for i in places],
        {name: cell(name) for name in VARIANT_FIELDS},
        bool(cell("remove")),
    )


def _attribute(
    sent: Mapping[str, str], number: int, known: Mapping[str, AttributeDefinition]
) -> AttributeFields:
    def cell(name: str) -> str:
        return sent.get(f"attributes-{number}-{name}", "").replace("\0", "").strip()

    definition = known.get(cell("code"))
    if definition is None:
        return AttributeFields(
            number, "", cell("label"), cell("type") or "text", cell("unit"), cell("value")
        )
    return AttributeFields(
        number,
        definition.code,
        definition.label,
        definition.type.value,
        definition.unit or "",
        cell("value"),
    )


def _price(amount: Money | None) -> str:
    return "" if amount is None else show(amount.amount, amount.currency)


def _value(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, float | int) else value


def picture_sources(product: MerchantProduct | None) -> dict[UUID, str]:
    """Where each picture of a product came from, by which drafts name it."""
    return {picture.id: picture.source for picture in product.media} if product else {}

"""The choice between a product's variants: which one is meant, and what each option offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from storewise.domain.catalog.schemas import Media, Product, Variant

from .shop import Shop, availability, discount

MOST_BUTTONS = 12


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an option, as chosen together with the other options' present values.

    `state` is `there`, `sold-out` or `missing` (no such combination).
    """

    label: str
    selected: bool
    state: str
    picture: Media | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its values; `field` names its form field, `o1` for the first."""

    field: str
    label: str
    selected: str
    values: tuple[Value, ...]

    @property
    def as_list(self) -> bool:
        """Whether there are too many values for buttons."""
        return len(self.values) > MOST_BUTTONS


def chosen(product: Product, parameters: Mapping[str, str]) -> Variant:
    """The variant that an address asks for: by `variant`, or by option values `o1` to `o3`.

    Where no variant has all of the values, the one that agrees in most, the first options first.
    With nothing asked for: the first in stock, else the first.
    """
    for variant in product.variants:
        if str(variant.id) == parameters.get("variant"):
            return variant
    asked = [parameters.get(f"o{i + 1}") for i in range(len(product.option_names))]

    def agreement(variant: Variant) -> tuple[int, list[bool], bool]:
        same = [
            value == wanted for value, wanted in zip(variant.option_values, asked, strict=False)
        ]
        return sum(same), same, variant.in_stock

    return max(product.variants, key=agreement)


def choices(product: Product, variant: Variant, pictures: Sequence[Media]) -> list[Choice]:
    """The options of a product, seen from the variant that is shown."""
    if len(product.variants) < 2:
        return []
    by_id = {picture.id: picture for picture in pictures}
    found = []
    for i, name in enumerate(product.option_names):
        labels = dict.fromkeys(v.option_values[i] for v in product.variants)
        swatches = _swatches(product.variants, i, by_id)
        current = variant.option_values[i]
        values = tuple(
            Value(label, label == current, _state(product.variants, variant, i, label), swatch)
            for label, swatch in ((label, swatches.get(label)) for label in labels)
        )
        found.append(Choice(f"o{i + 1}", name, current, values))
    return found


def for_scripts(shop: Shop, product: Product) -> list[dict[str, Any]]:
    """What the page's script needs to show each variant without asking the server."""
    return [_for_script(shop, variant) for variant in product.variants]


def _for_script(shop: Shop, variant: Variant) -> dict[str, Any]:
    off = discount(variant.price, variant.compare_at_price)
    stock = availability(variant)
    return {
        "id": str(variant.id),
        "options": variant.option_values,
        "price": shop.money(variant.price),
        "was": shop.money(variant.compare_at_price) if off and variant.compare_at_price else "",
        "off": off,
        "stock": stock.text,
        "tone": stock.tone,
        "sku": variant.sku or "",
        "gtin": variant.gtin or "",
        "picture": str(variant.media_id or ""),
    }


def _state(variants: Sequence[Variant], current: Variant, option: int, label: str) -> str:
    wanted = [*current.option_values]
    wanted[option] = label
    for variant in variants:
        if variant.option_values == wanted:
            return "there" if variant.in_stock else "sold-out"
    return "missing"


def _swatches(
    variants: Sequence[Variant], option: int, pictures: Mapping[UUID, Media]
) -> dict[str, Media]:
    """A picture for each value of an option, where each value has one of its own."""
    seen: dict[str, set[UUID | None]] = {}
    for variant in variants:
        seen.setdefault(variant.option_values[option], set()).add(variant.media_id)
    found = {
        label: pictures[media_id]
        for label, ids in seen.items()
        for media_id in ids
        if media_id is not None and len(ids) == 1 and media_id in pictures
    }
    different = {picture.id for picture in found.values()}
    return found if len(different) == len(seen) > 1 else {}

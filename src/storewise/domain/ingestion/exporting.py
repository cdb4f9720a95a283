"""Writes products in Storewise's own layouts, so that an import of them gives the same products."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

import orjson

from storewise.domain.catalog.schemas import (
    Attribute,
    Media,
    MerchantProduct,
    Money,
    VariantWithCost,
)

from .dialects import GUARDED
from .mapping import attribute_rule
from .money import decimal_text
from .values import as_text

_PRODUCT_COLUMNS = (
    "handle", "title", "description", "brand", "category", "status", "tags",
    "option1_name", "option1_value", "option2_name", "option2_value",
    "option3_name", "option3_value", "sku", "gtin", "mpn", "price", "compare_at_price", "cost",
    "stock", "weight_g", "images", "image_alts", "variant_image", "seo_title", "seo_description",
)  # fmt: skip
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def export_csv(products: Sequence[MerchantProduct], address: str = "") -> Iterator[str]:
    """Products as the lines of Storewise's CSV, one for each variant, the header first.

    `address` (such as `https://shop.example`) makes stored pictures reachable from elsewhere;
    without it they are named as they were imported. Cells that a spreadsheet would take for a
    formula are guarded by an apostrophe, which an import takes off again.
    """
    attributes = {a.code: _attribute_column(a) for p in products for a in p.attributes}
    metadata = sorted({key for p in products for key in p.metadata})
    header = [*_PRODUCT_COLUMNS, *attributes.values(), *(f"metadata:{key}" for key in metadata)]
    yield _line(header)
    for product in products:
        extras = {a.code: a.value for a in product.attributes}
        tail = [as_text(extras.get(code)) for code in attributes]
        tail += [product.metadata.get(key, "") for key in metadata]
        for place, variant in enumerate(product.variants):
            first = place == 0
            row = _row(product, variant, address, first=first)
            cells = [row.get(column, "") for column in _PRODUCT_COLUMNS]
            yield _line([*cells, *(tail if first else [""] * len(tail))])


def export_jsonl(products: Iterable[MerchantProduct], address: str = "") -> Iterator[bytes]:
    """Products as lines of Storewise's JSON Lines: drafts, with prices as decimal text."""
    for product in products:
        images = {media.id: _source(media, address) for media in product.media}
        draft = {
            "handle": product.handle,
            "title": product.title,
            "description": product.description,
            "brand": product.brand.name if product.brand else None,
            "category": [crumb.name for crumb in product.breadcrumb],
            "status": product.status,
            "tags": product.tags,
            "option_names": product.option_names,
            "variants": [
                {
                    "option_values": variant.option_values,
                    "sku": variant.sku,
                    "gtin": variant.gtin,
                    "mpn": variant.mpn,
                    "price": _price(variant.price),
                    "compare_at_price": _price(variant.compare_at_price),
                    "cost": _price(variant.cost),
                    "stock": variant.stock,
                    "weight_g": variant.weight_g,
                    "image": images.get(variant.media_id) if variant.media_id else None,
                }
                for variant in product.variants
            ],
            "attributes": {a.code: a.value for a in product.attributes},
            "images": [{"src": images[m.id], "alt": m.alt} for m in product.media],
            "seo_title": product.seo_title,
            "seo_description": product.seo_description,
            "metadata": product.metadata,
        }
        yield orjson.dumps(draft, option=orjson.OPT_APPEND_NEWLINE)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    formula = cell.startswith(GUARDED) and not _PLAIN_NUMBER.fullmatch(cell)
    return f"'{cell}" if formula or (cell[:1] == "'" and cell[1:2] in GUARDED) else cell


def csv_line(cells: Sequence[str]) -> str:
    """One line of CSV with its end, guarded against spreadsheet formulas."""
    return _line([guarded(cell) for cell in cells])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _row(
    product: MerchantProduct, variant: VariantWithCost, address: str, *, first: bool
) -> dict[str, str]:
    images = {media.id: _source(media, address) for media in product.media}
    row = {
        "handle": product.handle,
        "sku": variant.sku or "",
        "gtin": variant.gtin or "",
        "mpn": variant.mpn or "",
        "price": _price(variant.price) or "",
        "compare_at_price": _price(variant.compare_at_price) or "",
        "cost": _price(variant.cost) or "",
        "stock": str(variant.stock),
        "weight_g": "" if variant.weight_g is None else str(variant.weight_g),
        "variant_image": images.get(variant.media_id, "") if variant.media_id else "",
    }
    for place, value in enumerate(variant.option_values, start=1):
        row[f"option{place}_value"] = value
    if first:
        row |= {
            "title": product.title,
            "description": product.description,
            "brand": product.brand.name if product.brand else "",
            "category": " > ".join(crumb.name for crumb in product.breadcrumb),
            "status": product.status.value,
            "tags": ", ".join(product.tags),
            "images": " | ".join(images.values()),
            "image_alts": " | ".join(media.alt for media in product.media),
            "seo_title": product.seo_title,
            "seo_description": product.seo_description,
        }
        for place, name in enumerate(product.option_names, start=1):
            row[f"option{place}_name"] = name
    return {column: guarded(cell) for column, cell in row.items()}


def _attribute_column(attribute: Attribute) -> str:
    """The column of an attribute: by its label where that gives its code back, else by its code."""
    column = f"attribute:{attribute.label}"
    column += f" [{attribute.unit}]" if attribute.unit else ""
    rule = attribute_rule(column, column.removeprefix("attribute:"))
    same = (rule.code, rule.label, rule.unit) == (attribute.code, attribute.label, attribute.unit)
    return column if same else f"attribute:{attribute.code}"


def _source(media: Media, address: str) -> str:
    named = media.source.startswith(("http://", "https://")) or not (address and media.url)
    return media.source if named else f"{address.rstrip('/')}{media.url}"


def _price(money: Money | None) -> str | None:
    return None if money is None else decimal_text(money.amount, money.currency)

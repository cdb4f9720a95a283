"""Writes the catalogue in Storewise's own CSV layout: one row per variant."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from .brands import BRANDS
from .pictures import Picture, planned
from .product import Category, Choice, Fact, Product, drawn, slug

STORE = "Wendlow"
# fmt: off
LEADING = [
    "handle", "title", "description", "brand", "category", "status", "tags", "option1_name",
    "option1_value", "option2_name", "option2_value", "sku", "gtin", "mpn", "price",
    "compare_at_price", "cost", "stock", "weight_g", "images", "image_alts", "variant_image",
    "seo_title", "seo_description",
]
# fmt: on


def write(path: Path, categories: Sequence[Category]) -> int:
    """Write all products; the number of rows written."""
    labels: dict[str, None] = {}
    for category in categories:
        for product in category.products:
            labels.update(dict.fromkeys(product.facts))
    columns = [*LEADING, *(f"attribute:{label}" for label in labels), "metadata:care"]
    rows = [
        row
        for category in categories
        for number, product in enumerate(category.products, start=1)
        for row in _rows(category, number, product)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _rows(category: Category, number: int, product: Product) -> list[dict[str, str]]:
    pictures = planned(product)
    mpn = f"{category.code}{number:02d}"
    rows = []
    for place, choice in enumerate(product.choices()):
        row = {"handle": product.handle}
        if place == 0:
            row |= _product_cells(category, product, pictures)
        for k, (option, value) in enumerate(zip(product.options, choice, strict=True), start=1):
            row[f"option{k}_name"] = option if place == 0 else ""
            row[f"option{k}_value"] = value
        row |= _variant_cells(product, choice, mpn)
        if len([p for p in pictures if p.choices]) > 1:
            row["variant_image"] = next(p.file for p in pictures if choice in p.choices)
        rows.append(row)
    return rows


def _product_cells(category: Category, product: Product, pictures: list[Picture]) -> dict[str, str]:
    cells = {
        "title": product.title,
        "description": product.description,
        "brand": product.brand,
        "category": category.path,
        "status": product.status,
        "tags": product.tags,
        "images": " | ".join(p.file for p in pictures),
        "image_alts": " | ".join(p.alt for p in pictures),
        "seo_title": f"{product.title} by {product.brand} | {STORE}",
        "seo_description": _summary(product.description),
        "metadata:care": product.care,
    }
    for label, fact in product.facts.items():
        cells[f"attribute:{label}"] = _fact(fact)
    return cells


def _variant_cells(product: Product, choice: Choice, mpn: str) -> dict[str, str]:
    codes = [_code(value) for value in choice]
    sku = "-".join([BRANDS[product.brand].code, mpn, *codes])
    price = next((product.prices[v] for v in choice if v in product.prices), product.price)
    cells = {
        "sku": sku,
        "gtin": _gtin(sku),
        "mpn": "-".join([mpn, *codes]),
        "price": f"{price:.2f}",
        "cost": f"{round(price * drawn(product.handle + ' cost', 0.41, 0.6), 1):.2f}",
        "stock": str(_stock(product, choice, sku)),
        "weight_g": str(
            next((product.weights[v] for v in choice if v in product.weights), product.weight)
        ),
    }
    if product.was is not None:
        before = (
            product.was if price == product.price else round(price * product.was / product.price)
        )
        cells["compare_at_price"] = f"{before:.2f}"
    return cells


def _code(value: str) -> str:
    """Four letters of an option's value, or six if it begins with a number, then a last digit."""
    letters = slug(value).replace("-", "").upper()
    if letters[:1].isdigit():
        return letters[:6]
    return letters[:4] + letters[-1] if letters[-1:].isdigit() else letters[:4]


def _gtin(sku: str) -> str:
    """A GTIN-13 of the range 20 to 29, which GS1 leaves to stores for use inside."""
    body = "2" + str(int(drawn(sku + " gtin", 0, 10**11))).zfill(11)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def _stock(product: Product, choice: Choice, sku: str) -> int:
    if isinstance(product.stock, int):
        return product.stock
    if product.stock is not None:
        named = [product.stock[v] for v in choice if v in product.stock]
        if named:
            return min(named)
    lot = drawn(sku + " lot", 0, 1)
    if lot < 0.045:
        return 0
    if lot < 0.16:
        return int(drawn(sku + " stock", 1, 5))
    return int(drawn(sku + " stock", 8, 95))


def _fact(fact: Fact) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return f"{fact:g}" if isinstance(fact, float) else str(fact)


def _summary(text: str, limit: int = 155) -> str:
    """As many whole sentences as fit into a search result, at least the first."""
    out = ""
    for sentence in text.replace(". ", ".\n").splitlines():
        if out and len(out) + 1 + len(sentence) > limit:
            break
        out = f"{out} {sentence}".strip()
    return out if len(out) <= limit else out[: limit - 1].rsplit(" ", 1)[0] + "…"

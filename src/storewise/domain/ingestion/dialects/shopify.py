"""Shopify's product CSV, in its older and its newer column names."""

import re
from collections.abc import Sequence

from ..building import Build
from ..compiling import Compiled
from ..mapping import ColumnRule, Mapping, Target, attribute_rule
from ..proposal import typed
from ..reading import Cells
from .dialect import Dialect, NumberedRow, overlap, table_mapping


def _option(place: int, target: Target) -> ColumnRule:
    return ColumnRule(column="-", target=target, position=place)


_GRAMS = ColumnRule(column="-", target=Target.WEIGHT, unit="g")
_PRODUCT_CATEGORY = ColumnRule(column="-", target=Target.CATEGORY, separator=">")
_TAGS = ColumnRule(column="-", target=Target.TAGS, separator=",")
_OLD: dict[str, Target | ColumnRule] = {
    "Handle": Target.HANDLE, "Title": Target.TITLE, "Body (HTML)": Target.DESCRIPTION,
    "Vendor": Target.BRAND, "Product Category": _PRODUCT_CATEGORY, "Type": Target.CATEGORY,
    "Tags": _TAGS, "Variant SKU": Target.SKU, "Variant Grams": _GRAMS,
    "Variant Inventory Qty": Target.STOCK, "Variant Price": Target.PRICE,
    "Variant Compare At Price": Target.COMPARE_AT_PRICE, "Variant Barcode": Target.GTIN,
    "Image Src": Target.IMAGES, "Image Alt Text": Target.IMAGE_ALTS,
    "SEO Title": Target.SEO_TITLE, "SEO Description": Target.SEO_DESCRIPTION,
    "Google Shopping / MPN": Target.MPN, "Variant Image": Target.VARIANT_IMAGE,
    "Cost per item": Target.COST, "Status": Target.STATUS,
    **{f"Option{n} Name": _option(n, Target.OPTION_NAME) for n in (1, 2, 3)},
    **{f"Option{n} Value": _option(n, Target.OPTION_VALUE) for n in (1, 2, 3)},
}  # fmt: skip
_NEW: dict[str, Target | ColumnRule] = {
    "URL handle": Target.HANDLE, "Title": Target.TITLE, "Description": Target.DESCRIPTION,
    "Vendor": Target.BRAND, "Product category": _PRODUCT_CATEGORY, "Type": Target.CATEGORY,
    "Tags": _TAGS, "Status": Target.STATUS, "SKU": Target.SKU, "Barcode": Target.GTIN,
    "Price": Target.PRICE, "Compare-at price": Target.COMPARE_AT_PRICE,
    "Cost per item": Target.COST, "Inventory quantity": Target.STOCK,
    "Weight value (grams)": _GRAMS, "Product image URL": Target.IMAGES,
    "Image alt text": Target.IMAGE_ALTS, "Variant image URL": Target.VARIANT_IMAGE,
    "SEO title": Target.SEO_TITLE, "SEO description": Target.SEO_DESCRIPTION,
    "Google Shopping / MPN": Target.MPN,
    **{f"Option{n} name": _option(n, Target.OPTION_NAME) for n in (1, 2, 3)},
    **{f"Option{n} value": _option(n, Target.OPTION_VALUE) for n in (1, 2, 3)},
}  # fmt: skip
_IGNORED = re.compile(
    r"(?:Variant )?(?:Inventory (?:Tracker|Policy)|Fulfillment Service|Requires Shipping|Taxable|"
    r"Weight Unit|Tax Code)$|Image Position$|Gift Card$|Included / |Price / |Compare At Price / |"
    r"Unit Price|Google Shopping / (?:Google Product Category|Custom|AdWords)|Template Suffix$|"
    r"Option\d Linked To$|Published",
    re.IGNORECASE,
)
_METAFIELD = re.compile(r"(.+?)\s*\(product\.metafields\.[\w.-]+\)$")
_TRACKERS = ("Variant Inventory Tracker", "Inventory tracker")


class Shopify(Dialect):
    """Rows that share the handle are variants of one product, or further pictures of it."""

    name = "shopify"
    label = "a Shopify product export"

    def __init__(self, *, newer: bool = False) -> None:
        self._table = _NEW if newer else _OLD
        self.adjacent = "URL handle" if newer else "Handle"

    def sure(self, columns: Sequence[str]) -> float:
        """It has a handle, a title, and Shopify's own words for variants."""
        telling = {"Vendor", "Option1 Name", "Option1 name", "Variant Grams", "Body (HTML)"}
        price = "Price" if self.adjacent == "URL handle" else "Variant Price"
        return overlap(columns, {str(self.adjacent), "Title", price}, telling & set(self._table))

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """Shopify's columns; its metafields and Google fields become attributes."""
        ignored = [c for c in columns if _IGNORED.match(c) and c not in self._table]
        rules = table_mapping(columns, self._table, ignored, "a column of Shopify's")
        named = [_named(rule) for rule in rules]
        if "Status" not in columns:
            published = {"Published", "Published on online store"}
            named = [
                rule.model_copy(update={"target": Target.STATUS})
                if rule.column in published
                else rule
                for rule in named
            ]
        return Mapping(columns=typed(named, sample), decimal_sign=".")

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """Read the rows; a variant whose stock Shopify does not track can always be bought."""
        for place, (number, cells) in enumerate(rows):
            if place:
                build.next_variant(number)
            compiled.apply(build, cells)
            tracked = any(cells.get(column) for column in _TRACKERS)
            if build.variant and not tracked:
                build.variant.values.pop("stock", None)
                build.variant.values["available"] = True


def _named(rule: ColumnRule) -> ColumnRule:
    """An attribute under the name that people know: without namespace and `Google Shopping`."""
    if rule.target is not Target.ATTRIBUTE:
        return rule
    if found := _METAFIELD.match(rule.column):
        return attribute_rule(rule.column, found[1], "a metafield")
    name = rule.column.removeprefix("Google Shopping / ")
    return rule if name == rule.column else attribute_rule(rule.column, name, "a field for Google")

"""Magento's product CSV, standard and sample-data layout, with its companion tables.

Companions in the same feed: attribute labels, the category tree, pictures by SKU, list prices.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from storewise.domain.catalog.schemas import AttributeType, Status

from ..building import Build
from ..compiling import Compiled
from ..mapping import ColumnRule, Mapping, Target, attribute_rule, label_of
from ..proposal import typed
from ..reading import BadRow, Cells, Feed
from ..values import as_text, one_line
from .dialect import Dialect, Links, NumberedRow, overlap, table_mapping

_POUNDS = ColumnRule(column="-", target=Target.WEIGHT, unit="lb")
_TABLE: dict[str, Target | ColumnRule] = {
    "sku": Target.SKU, "name": Target.TITLE, "description": Target.DESCRIPTION,
    "short_description": Target.SHORT_DESCRIPTION, "price": Target.PRICE,
    "special_price": Target.SALE_PRICE, "cost": Target.COST, "msrp": Target.COMPARE_AT_PRICE,
    "msrp_price": Target.COMPARE_AT_PRICE, "qty": Target.STOCK, "weight": _POUNDS,
    "is_in_stock": Target.AVAILABILITY, "product_online": Target.STATUS,
    "url_key": Target.HANDLE, "meta_title": Target.SEO_TITLE,
    "meta_description": Target.SEO_DESCRIPTION, "base_image": Target.IMAGES,
    "image": Target.IMAGES, "additional_images": Target.IMAGES,
    "additional_attributes": Target.ATTRIBUTES, "categories": Target.CATEGORY,
    "category": Target.CATEGORY, "manufacturer": Target.BRAND, "brand": Target.BRAND,
    "barcode": Target.GTIN, "gtin": Target.GTIN, "ean": Target.GTIN, "upc": Target.GTIN,
}  # fmt: skip
_TECHNICAL = re.compile(
    r"store_view_code|attribute_set(?:_code)?|product_type|product_websites|tax_class_name|"
    r"visibility|special_price_|meta_keywords?|\w*image_label|small_image|thumbnail_image|"
    r"swatch_image|additional_image_labels|created_at|updated_at|new_from|new_to|display_product|"
    r"map_|gift_|custom_|page_layout|product_options_|msrp_display|out_of_stock_qty|use_config|"
    r"is_qty|is_decimal|allow_backorders|min_cart|max_cart|notify_|manage_stock|qty_increments|"
    r"enable_qty|website_id|configurable_|related_|crosssell_|upsell_|hide_from|bundle_|grouped_|"
    r"associated_|links?_|samples?_|downloadable_|has_options|required_options|shipment_type|"
    r"deferred_stock|price_view|price_type|sku_type|weight_type|options_container|url_path|"
    r"tier_price|quantity_and_stock|gallery|old_id"
)
_HIDDEN = {"not visible individually", "1"}
_PARTS = {"bundle_options", "associated_sku", "bundle_values", "associated_skus"}
_ROOTS = {"default category", "root catalog"}
_PAIR = re.compile(r",(?=[A-Za-z0-9_]+=)")
_YES_NO = {"Yes": True, "No": False}
_SHELVES = {"collections", "promotions"}


@dataclass(frozen=True, slots=True)
class Companions:
    """What the other tables of a feed say.

    Labels and kinds of attributes by code, paths of categories, pictures and list prices by SKU.
    """

    attributes: dict[str, tuple[str, str]] = field(default_factory=dict)
    paths: set[tuple[str, ...]] = field(default_factory=set)
    pictures: dict[str, list[str]] = field(default_factory=dict)
    list_prices: dict[str, str] = field(default_factory=dict)


class Magento(Dialect):
    """A configurable product lists its variations by SKU; these stand in rows of their own."""

    name = "magento"
    label = "a Magento product export"
    scattered = True

    def __init__(self, companions: Companions | None = None) -> None:
        self._companions = companions or Companions()

    def sure(self, columns: Sequence[str]) -> float:
        """It has `sku`, `name` and an attribute set."""
        standard = {"product_type", "configurable_variations", "additional_attributes", "url_key"}
        sample = {"category", "description", "qty"}
        return max(
            overlap(columns, {"sku", "name", "attribute_set_code", "price"}, standard),
            overlap(columns, {"sku", "name", "attribute_set", "price"}, sample),
        )

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """Magento's columns; all that it does not know are attributes of the merchant's."""
        ignored = [c for c in columns if c not in _TABLE and _TECHNICAL.match(c)]
        rules = table_mapping(columns, _TABLE, ignored, "a column of Magento's")
        return Mapping(columns=typed(rules, sample), decimal_sign=".", weight_unit="lb")

    def with_companions(self, feed: Feed, mapping: Mapping) -> tuple[Dialect, Mapping]:
        """Read the companion tables of the feed; they know what attributes are called."""
        found = _companions_in(feed)
        known = {rule.column: rule for rule in mapping.columns}
        for column in ("image", "msrp"):
            target = _TABLE[column]
            if isinstance(target, Target):
                known.setdefault(column, ColumnRule(column=column, target=target))
        for code, attribute in found.attributes.items():
            if code in known and known[code].target is not Target.ATTRIBUTE:
                continue
            known[code] = ColumnRule(
                column=code,
                target=Target.ATTRIBUTE,
                code=attribute_rule(code, code).code,
                label=attribute[0],
                type=AttributeType.BOOLEAN if attribute[1] == "boolean" else None,
                reason="a table of attributes describes it",
            )
        return Magento(found), mapping.model_copy(update={"columns": tuple(known.values())})

    def links(self, cells: Cells) -> Links:
        """A configurable product names its children."""
        children = tuple(v["sku"] for v in _variations(cells) if v.get("sku"))
        sku = one_line(cells.get("sku", ""))
        return Links((sku,) if sku else (), None, children)

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """Read a product; its children are its variants, in the order in which it names them."""
        cells = rows[0][1]
        sku = one_line(cells.get("sku", ""))
        if _PARTS & {column for column in cells if cells[column]} and not cells.get("price"):
            build.problem(
                "price",
                "set_without_price",
                "This is a set of other products without a price of its own.",
                sku,
            )
            return
        compiled.apply(build, self._of_product(cells, sku))
        build.product["group"] = sku
        if paths := self._category_paths(cells):
            build.product["category"] = paths[0]
            leaves = dict.fromkeys(path[-1] for path in paths[1:] if path[-1] not in paths[0])
            build.product["tags"] = [name for name in leaves if name.lower() not in _SHELVES]
        variations = _variations(cells)
        hidden = as_text(cells.get("visibility", "")).strip().lower() in _HIDDEN
        if not variations:
            if hidden:
                build.product["status"] = Status.DRAFT
            return
        build.leave_to_children()
        by_sku = {one_line(child.get("sku", "")): (n, child) for n, child in rows[1:]}
        labels = dict(_pairs(cells.get("configurable_variation_labels", "")))
        for variation in variations:
            name = variation.pop("sku", "")
            if name not in by_sku:
                message = f"The variation {name} is named, but there is no row for it."
                build.warn("configurable_variations", "variation_missing", message, name)
                continue
            self._add_variation(compiled, build, by_sku[name], variation, labels)

    def _add_variation(
        self,
        compiled: Compiled,
        build: Build,
        row: NumberedRow,
        options: dict[str, str],
        labels: dict[str, str],
    ) -> None:
        number, cells = row
        build.next_variant(number)
        compiled.apply_to_variant(build, cells)
        for place, (code, value) in enumerate(list(options.items())[:3], start=1):
            label = labels.get(code) or self._label(code)
            build.option_names.setdefault(place, label)
            build.variant.options[place] = value
        if picture := one_line(cells.get("base_image", "")):
            build.variant.values["image"] = picture
            compiled.apply(build, {"base_image": picture})

    def _label(self, code: str) -> str:
        known = self._companions.attributes.get(code)
        return known[0] if known and known[0] else label_of(code)

    def _of_product(self, cells: Cells, sku: str) -> Cells:
        """The cells of a product: categories as one path and tags, attributes one by one."""
        shown = {c: v for c, v in cells.items() if c not in {"categories", "category"}}
        for code, value in _pairs(shown.pop("additional_attributes", "")):
            if not _TECHNICAL.match(code):
                shown.setdefault(code, _YES_NO.get(value, value))
        for code, value in shown.items():
            if code not in _TABLE and isinstance(value, str):
                shown[code] = _listed(value)
        if "image" not in shown and "base_image" not in shown:
            shown["image"] = "|".join(self._companions.pictures.get(sku, []))
        if sku in self._companions.list_prices:
            shown["msrp"] = self._companions.list_prices[sku]
        return shown

    def _category_paths(self, cells: Cells) -> list[tuple[str, ...]]:
        """The categories of a product, the main one first."""
        if text := as_text(cells.get("categories", "")):
            split = [tuple(filter(None, path.strip().split("/"))) for path in text.split(",")]
            paths = [p[1:] if p and p[0].lower() in _ROOTS else p for p in split]
        else:
            names = [n.strip() for n in as_text(cells.get("category", "")).split("\n") if n.strip()]
            paths = self._paths_of_names(names)
        known = [path for path in paths if path]
        return sorted(known, key=lambda path: path[0].lower() in _SHELVES)

    def _paths_of_names(self, names: list[str]) -> list[tuple[str, ...]]:
        """Names in the order of a tree's branches, cut where a branch of the tree begins anew."""
        paths: list[tuple[str, ...]] = []
        for name in names:
            longer = (*paths[-1], name) if paths else (name,)
            if paths and (not self._companions.paths or longer in self._companions.paths):
                paths[-1] = longer
            else:
                paths.append((name,))
        return paths


def _variations(cells: Cells) -> list[dict[str, str]]:
    """The children of a configurable product: `sku` and the values of its options by code."""
    text = as_text(cells.get("configurable_variations", ""))
    return [dict(_pairs(part)) for part in text.split("|") if "=" in part]


def _pairs(value: Any) -> list[tuple[str, str]]:
    """`code=value` pairs between commas; values may hold commas themselves."""
    found = []
    for part in _PAIR.split(as_text(value)):
        code, sign, text = part.partition("=")
        if sign and text.strip():
            found.append((code.strip(), text.strip().strip('"')))
    return found


def _listed(value: str) -> str:
    """Several values of one attribute, between bars or on lines, as a list with commas."""
    parts = [part.strip() for part in re.split(r"[|\n]", value)]
    return ", ".join(part for part in parts if part)


def _companions_in(feed: Feed) -> Companions:
    found = Companions()
    for part in feed.parts:
        columns = set(part.header or ())
        if {"frontend_label", "attribute_code"} <= columns:
            for row in _rows(feed, part.name):
                label = one_line(as_text(row.get("frontend_label", "")).split("\n")[-1])
                code = as_text(row.get("attribute_code", ""))
                found.attributes[code] = (label, as_text(row.get("frontend_input", "")))
        elif {"name", "url_key", "path"} <= columns:
            for row in _rows(feed, part.name):
                above = tuple(filter(None, as_text(row.get("path", "")).split("/")))
                found.paths.add((*above, as_text(row.get("name", ""))))
        elif columns == {"sku", "image"}:
            for row in _rows(feed, part.name):
                pictures = found.pictures.setdefault(as_text(row.get("sku", "")), [])
                pictures.append(as_text(row.get("image", "")))
        elif columns == {"sku", "msrp"}:
            for row in _rows(feed, part.name):
                found.list_prices[as_text(row.get("sku", ""))] = as_text(row.get("msrp", ""))
    return found


def _rows(feed: Feed, name: str) -> Iterator[Cells]:
    """The rows of a companion table that can be read."""
    part = next(part for part in feed.parts if part.name == name)
    for _, raw in part.rows():
        try:
            yield part.cells(raw)
        except BadRow:
            continue

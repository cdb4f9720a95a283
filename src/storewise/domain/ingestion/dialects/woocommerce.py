"""WooCommerce's product CSV: variations name their parent by SKU or `id:…`."""

import re
from collections.abc import Sequence

from ..building import Build
from ..compiling import Compiled
from ..mapping import ColumnRule, Mapping, Target
from ..proposal import typed
from ..reading import Cells
from ..values import as_text, one_line
from .dialect import Dialect, Links, NumberedRow, overlap, table_mapping

_TABLE: dict[str, Target | ColumnRule] = {
    "ID": Target.EXTERNAL_ID, "SKU": Target.SKU, "Name": Target.TITLE,
    "Published": Target.STATUS, "Short description": Target.SHORT_DESCRIPTION,
    "Description": Target.DESCRIPTION, "In stock?": Target.AVAILABILITY, "Stock": Target.STOCK,
    "Sale price": Target.SALE_PRICE, "Regular price": Target.PRICE, "Images": Target.IMAGES,
    "Categories": Target.CATEGORY, "Brands": Target.BRAND,
    "GTIN, UPC, EAN, or ISBN": Target.GTIN,
    "Tags": ColumnRule(column="-", target=Target.TAGS, separator=","),
    **{
        f"Weight ({unit})": ColumnRule(column="-", target=Target.WEIGHT, unit=short)
        for unit, short in (("kg", "kg"), ("g", "g"), ("lbs", "lb"), ("oz", "oz"))
    },
}  # fmt: skip
_IGNORED = {
    "Type", "Is featured?", "Visibility in catalog", "Date sale price starts",
    "Date sale price ends", "Tax status", "Tax class", "Low stock amount", "Backorders allowed?",
    "Sold individually?", "Allow customer reviews?", "Purchase note", "Shipping class",
    "Download limit", "Download expiry days", "Parent", "Grouped products", "Upsells",
    "Cross-sells", "External URL", "Button text", "Position",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"Attribute (\d+) (name|value\(s\)|visible|global|default)$")
_META = re.compile(r"Meta: (.+)$")
_DOWNLOAD = re.compile(r"Download \d+ ")
_PATHS = re.compile(r"(?<!\\),\s*")


class WooCommerce(Dialect):
    """A variable product in one row, each of its variations in a row of its own."""

    name = "woocommerce"
    label = "a WooCommerce product export"
    scattered = True

    def sure(self, columns: Sequence[str]) -> float:
        """It has `Type`, `Name` and `Regular price`, and WooCommerce's questions."""
        telling = {"Is featured?", "In stock?", "Tax status", "Parent", "Visibility in catalog"}
        return overlap(columns, {"Type", "Name", "Regular price"}, telling)

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """WooCommerce's columns; those of attributes are read in pairs of name and values."""
        paired = [c for c in columns if _ATTRIBUTE.match(c) or _DOWNLOAD.match(c)]
        hidden = [c for c in columns if (m := _META.match(c)) and m[1].startswith("_")]
        rules = table_mapping(
            columns, _TABLE, [*_IGNORED, *paired, *hidden], "a column of WooCommerce's"
        )
        return Mapping(columns=typed(rules, sample))

    def links(self, cells: Cells) -> Links:
        """A variation names its parent; every product has an id and perhaps a SKU."""
        own = tuple(
            f"{kind}:{value}"
            for kind, column in (("id", "ID"), ("sku", "SKU"))
            if (value := one_line(cells.get(column, "")))
        )
        parent = one_line(cells.get("Parent", ""))
        if "variation" not in as_text(cells.get("Type", "")).lower() or not parent:
            return Links(own)
        return Links(own, parent if parent.startswith("id:") else f"sku:{parent}")

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """A variable product takes its options from its variations; others are one variant."""
        first = rows[0][1]
        if "variation" in as_text(first.get("Type", "")).lower():
            name = as_text(first.get("Parent", ""))
            build.problem("Parent", "parent_missing", f"There is no product {name}.", name)
            return
        variations = rows[1:]
        names = {name.lower() for _, cells in variations for name, _ in _attributes(cells)}
        compiled.apply(build, {**first, "Categories": _first_path(first)})
        for name, values in _attributes(first):
            if name.lower() not in names and values:
                compiled.apply(build, {f"Attribute.{name}": values})
        if not variations:
            return
        build.leave_to_children()
        places = {
            name.lower(): place
            for place, (name, _) in enumerate(
                (pair for pair in _attributes(first) if pair[0].lower() in names), start=1
            )
        }
        for number, cells in variations:
            build.next_variant(number)
            compiled.apply_to_variant(build, cells)
            _take_options(build, cells, places)
            if pictures := as_text(cells.get("Images", "")):
                compiled.apply(build, {"Images": pictures})
                build.variant.values["image"] = build.images[-1]


def _take_options(build: Build, cells: Cells, places: dict[str, int]) -> None:
    for name, value in _attributes(cells):
        place = places.setdefault(name.lower(), len(places) + 1)
        if place <= 3:
            build.option_names.setdefault(place, name)
            build.variant.options[place] = value or "Any"


def _attributes(cells: Cells) -> list[tuple[str, str]]:
    """Names and values of a row's attributes, in their order."""
    found = []
    for column, name in cells.items():
        if (match := _ATTRIBUTE.match(column)) and match[2] == "name" and one_line(name):
            value = one_line(cells.get(f"Attribute {match[1]} value(s)", ""))
            found.append((one_line(name), value.replace("\\,", ",")))
    return found


def _first_path(cells: Cells) -> list[str]:
    """The names of the first category; WooCommerce lists several, separated by commas."""
    first = _PATHS.split(as_text(cells.get("Categories", "")))[0]
    return [part.strip().replace("\\,", ",") for part in first.split(">") if part.strip()]

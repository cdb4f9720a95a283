"""Storewise's own layout: CSV with one row for each variant, or product drafts as JSON Lines."""

from collections.abc import Sequence

from ..building import Build
from ..compiling import Compiled
from ..mapping import ColumnRule, Mapping, Target
from ..proposal import typed
from ..reading import Cells
from .dialect import Dialect, NumberedRow, overlap, table_mapping

_SAME = {
    "handle": Target.HANDLE, "title": Target.TITLE, "description": Target.DESCRIPTION,
    "brand": Target.BRAND, "status": Target.STATUS, "sku": Target.SKU,
    "gtin": Target.GTIN, "mpn": Target.MPN, "price": Target.PRICE, "cost": Target.COST,
    "compare_at_price": Target.COMPARE_AT_PRICE, "stock": Target.STOCK,
    "seo_title": Target.SEO_TITLE, "seo_description": Target.SEO_DESCRIPTION,
}  # fmt: skip
_OF_VARIANTS = ("sku", "gtin", "mpn", "price", "compare_at_price", "cost", "stock")
_OPTION_COLUMNS: dict[str, Target | ColumnRule] = {
    f"option{place}_{part}": ColumnRule(column="-", target=target, position=place)
    for place in (1, 2, 3)
    for part, target in (("name", Target.OPTION_NAME), ("value", Target.OPTION_VALUE))
}
_TABLE: dict[str, Target | ColumnRule] = {
    **_SAME,
    **_OPTION_COLUMNS,
    "id": Target.EXTERNAL_ID,
    "external_id": Target.EXTERNAL_ID,
    "category": ColumnRule(column="-", target=Target.CATEGORY, separator=">"),
    "tags": ColumnRule(column="-", target=Target.TAGS, separator=","),
    "weight_g": ColumnRule(column="-", target=Target.WEIGHT, unit="g"),
    "images": ColumnRule(column="-", target=Target.IMAGES, separator="|"),
    "image_alts": ColumnRule(column="-", target=Target.IMAGE_ALTS, separator="|"),
    "variant_image": Target.VARIANT_IMAGE,
}


class Storewise(Dialect):
    """One row for each variant; rows that share `handle` follow one another."""

    name = "storewise"
    label = "Storewise's own CSV"
    adjacent = "handle"

    def sure(self, columns: Sequence[str]) -> float:
        """It has `handle`, `title`, `price` and names of its own such as `option1_name`."""
        telling = {"option1_name", "option1_value", "images", "compare_at_price", "weight_g"}
        foreign = {c for c in columns if c not in _TABLE and ":" not in c}
        if foreign and not telling & set(columns):
            return 0.0
        return overlap(columns, {"handle", "title", "price"}, telling)

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """Columns by their names; `attribute:…` and `metadata:…` say what they are."""
        rules = table_mapping(columns, _TABLE, reason="Storewise's own column")
        return Mapping(columns=typed(rules, sample), default_stock=0, decimal_sign=".")

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """Take the guard off cells that an export guarded against spreadsheet formulas."""
        super().assemble(compiled, build, [(number, unguarded(cells)) for number, cells in rows])


class StorewiseJson(Dialect):
    """One product draft as a JSON object; prices as decimal text such as `"12.99"`."""

    name = "storewise_json"
    label = "Storewise's own JSON Lines"

    def sure(self, columns: Sequence[str]) -> float:
        """It has `handle`, `title` and `variants`."""
        return overlap(columns, {"handle", "title", "variants"}, {"option_names", "images"})

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """Fields by their names."""
        targets: dict[str, Target | ColumnRule] = {
            name: target for name, target in _SAME.items() if name not in _OF_VARIANTS
        }
        targets |= {
            "category": Target.CATEGORY,
            "tags": Target.TAGS,
            "images": Target.IMAGES,
            "option_names": Target.OPTION_NAME,
        }
        plain = [column for column in columns if column != "variants"]
        rules = table_mapping(plain, targets, reason="Storewise's own field")
        of_variants = [
            ColumnRule(column=f"variants[].{name}", target=_SAME[name]) for name in _OF_VARIANTS
        ]
        of_variants += [
            ColumnRule(column="variants[].option_values", target=Target.OPTION_VALUE),
            ColumnRule(column="variants[].weight_g", target=Target.WEIGHT, unit="g"),
            ColumnRule(column="variants[].image", target=Target.VARIANT_IMAGE),
        ]
        return Mapping(columns=(*rules, *of_variants), default_stock=0, decimal_sign=".")


GUARDED = ("=", "+", "-", "@", "\t", "\r")


def unguarded(cells: Cells) -> Cells:
    """Cells without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return {
        column: value[1:]
        if value.__class__ is str and value[:1] == "'" and value[1:2] in GUARDED
        else value
        for column, value in cells.items()
    }

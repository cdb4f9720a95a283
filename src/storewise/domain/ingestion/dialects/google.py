"""Google Merchant Center feeds as tables: one row for each variant, joined by `item_group_id`."""

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
    "id": Target.SKU, "item_group_id": Target.GROUP, "title": Target.TITLE,
    "description": Target.DESCRIPTION, "image_link": Target.IMAGES,
    "additional_image_link": ColumnRule(column="-", target=Target.IMAGES, separator=","),
    "availability": Target.AVAILABILITY, "price": Target.PRICE, "sale_price": Target.SALE_PRICE,
    "brand": Target.BRAND, "gtin": Target.GTIN, "mpn": Target.MPN,
    "product_type": ColumnRule(column="-", target=Target.CATEGORY, separator=">"),
    "google_product_category": ColumnRule(column="-", target=Target.CATEGORY, separator=">"),
    "shipping_weight": Target.WEIGHT, "cost_of_goods_sold": Target.COST,
    "quantity": Target.STOCK, "inventory": Target.STOCK,
    "sell_on_google_quantity": Target.STOCK,
    "link": ColumnRule(column="-", target=Target.METADATA, code="link"),
    "product_highlight": Target.SHORT_DESCRIPTION,
}  # fmt: skip
_IGNORED = {
    "identifier_exists", "adult", "is_bundle", "shipping", "tax", "mobile_link", "ads_redirect",
    "sale_price_effective_date", "availability_date", "expiration_date", "promotion_id",
    "shipping_label", "excluded_destination", "included_destination", "canonical_link",
    "custom_label_0", "custom_label_1", "custom_label_2", "custom_label_3", "custom_label_4",
    "installment", "loyalty_points", "tax_category", "ads_grouping", "ads_labels", "pause",
    "transit_time_label", "min_handling_time", "max_handling_time", "multipack",
}  # fmt: skip
_TELLING_VARIANTS = ("color", "size", "material", "pattern", "size_system", "gender", "age_group")
_FORMS = re.compile(r"[\s-]+")


class Google(Dialect):
    """A Merchant Center feed; what differs within a group becomes an option."""

    name = "google"
    label = "a Google Merchant feed"
    scattered = True

    def sure(self, columns: Sequence[str]) -> float:
        """It has `id`, `title`, `price`, `link` and `image_link`."""
        plain = [_plain(column) for column in columns]
        telling = {"link", "availability", "gtin", "brand", "condition", "google_product_category"}
        return overlap(plain, {"id", "title", "price", "image_link"}, telling)

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """Google's fields, in the order in which a category's two fields count."""
        first = sorted(columns, key=lambda c: _plain(c) == "google_product_category")
        targets = {c: rule for c in columns if (rule := _TABLE.get(_plain(c))) is not None}
        ignored = [c for c in columns if _plain(c) in _IGNORED]
        rules = table_mapping(first, targets, ignored, "a field of Google's")
        return Mapping(columns=typed(rules, sample))

    def links(self, cells: Cells) -> Links:
        """Rows of one group belong together."""
        group = next((v for c, v in cells.items() if _plain(c) == "item_group_id"), "")
        return Links(parent=one_line(group) or None)

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """Make options of what differs; the title is what the titles of a group begin with."""
        plain = [(number, {_plain(c): (c, v) for c, v in cells.items()}) for number, cells in rows]
        differing = [
            name
            for name in _TELLING_VARIANTS
            if len({as_text(cells.get(name, ("", ""))[1]) for _, cells in plain}) > 1
        ][:3]
        for place, (number, cells) in enumerate(plain):
            if place:
                build.next_variant(number)
            shown = {c: v for name, (c, v) in cells.items() if name not in differing}
            shown.pop("", None)
            _one_category(shown)
            compiled.apply(build, shown)
            for position, name in enumerate(differing, start=1):
                value = one_line(cells.get(name, ("", ""))[1])
                build.option_names[position] = name.replace("_", " ").capitalize()
                build.variant.options[position] = value or "–"
            if len(plain) > 1 and (picture := one_line(cells.get("image_link", ("", ""))[1])):
                build.variant.values["image"] = picture
        _name_group(build, [one_line(cells.get("title", ("", ""))[1]) for _, cells in plain])


def _plain(column: str) -> str:
    """A field's name as the specification writes it: `g:Image Link` is `image_link`."""
    return _FORMS.sub("_", column.strip().lower().removeprefix("g:").partition("(")[0].strip())


def _one_category(cells: Cells) -> None:
    """Leave out Google's category where the merchant's own is there, or where it is a number."""
    own = next((v for c, v in cells.items() if _plain(c) == "product_type"), "")
    for column in [c for c in cells if _plain(c) == "google_product_category"]:
        if own or as_text(cells[column]).strip().isdigit():
            del cells[column]


def _name_group(build: Build, titles: list[str]) -> None:
    """Call a group by the words with which all of its titles begin, if these are not too few."""
    if len(titles) < 2:
        return
    common = []
    for words in zip(*(title.split() for title in titles), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    name = " ".join(common).rstrip(" -–—,|/(:")
    if len(name) >= 0.4 * len(titles[0]):
        build.product["title"] = name

"""Builds one product from its rows: what each cell adds, and whether it all fits together."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson
from pydantic import ValidationError

from storewise.domain.catalog.schemas import ProductDraft, Status

from .outcomes import VALUE_SHOWN, RowProblem, Severity
from .values import as_text, one_line, slug

ATTRIBUTES_AT_MOST = 2_000
_LABELS = {
    "title": "title", "handle": "handle", "brand": "brand", "category": "category",
    "description": "description", "tags": "tags", "variants": "variants", "images": "pictures",
    "seo_title": "SEO title", "seo_description": "SEO description", "sku": "SKU", "mpn": "MPN",
    "price": "price", "compare_at_price": "compare-at price", "cost": "cost", "stock": "stock",
    "weight_g": "weight", "option_names": "options", "option_values": "option values",
}  # fmt: skip
_BLANK_OPTIONS = {("title", "default title"), ("title", "default"), ("option", "default")}


@dataclass(slots=True)
class VariantBuild:
    """A variant in the making; prices in minor units, `options` by position."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    options: dict[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.options) or not self.values.keys() <= {"image", "currency"}


@dataclass(slots=True)
class Build:
    """A product in the making. Setters write into it; `draft()` closes it."""

    row: int
    file: str = ""
    rows: list[int] = field(default_factory=list)
    product: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    option_names: dict[int, str] = field(default_factory=dict)
    variants: list[VariantBuild] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    in_children: bool = False
    variant: VariantBuild = field(init=False)

    def __post_init__(self) -> None:
        self.rows.append(self.row)
        self.variant = VariantBuild(self.row)

    def next_variant(self, row: int) -> None:
        """Go on with another variant, from the row `row`."""
        self.close_variant()
        self.row = row
        if row != self.rows[-1]:
            self.rows.append(row)
        self.variant = VariantBuild(row)

    def close_variant(self) -> None:
        """Keep the present variant if it says anything that a variant has; a row may hold none."""
        only_one = not self.in_children and not self.variants and len(self.rows) == 1
        if self.variant or only_one:
            self.variants.append(self.variant)
        self.variant = VariantBuild(self.row)

    def leave_to_children(self) -> None:
        """The rows to come hold the variants; what this row says of one counts for nothing."""
        self.in_children = True
        self.variant = VariantBuild(self.row)

    def problem(
        self, column: str, code: str, message: str, value: Any = "", severity: Severity = "error"
    ) -> None:
        """Note what is wrong with a cell of the present row."""
        shown = as_text(value)[:VALUE_SHOWN]
        self.problems.append(
            RowProblem(self.row, column, code, message, shown, self.file, severity)
        )

    def warn(self, column: str, code: str, message: str, value: Any = "") -> None:
        """Note what was passed over without rejecting the product."""
        self.problem(column, code, message, value, "warning")

    @property
    def rejected(self) -> bool:
        """Whether something is wrong that rejects the product."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a feed says nothing."""

    status: Status
    stock: int
    has_stock: bool


def payload_of(build: Build, defaults: Defaults) -> tuple[str, dict[str, Any]]:
    """The product's id in its feed and the fields of its draft; notes what is missing."""
    build.close_variant()
    product = build.product
    names, places = _options(build)
    title = product.get("title", "")
    if not title:
        build.problem("", "title_missing", "The title is missing. A product needs one.")
    variants = [_variant(build, variant, places, defaults) for variant in build.variants]
    if not variants:
        build.problem("", "price_missing", "The price is missing. A product needs one.")
    _check_options(build, names, variants)
    if len(build.attributes) > ATTRIBUTES_AT_MOST:
        message = f"There are {len(build.attributes):,} attributes; {ATTRIBUTES_AT_MOST:,} at most."
        build.problem("", "too_many_attributes", message)
    external_id = _external_id(build, variants)
    short = product.get("short_description", "")
    description = product.get("description") or product.get("short_html", "")
    return external_id, {
        "handle": _handle(build, title, external_id),
        "title": title,
        "description": description,
        "brand": product.get("brand") or None,
        "category": product.get("category", ()),
        "status": product.get("status", defaults.status),
        "tags": product.get("tags", []),
        "option_names": names,
        "variants": variants,
        "attributes": build.attributes,
        "images": _images(build),
        "seo_title": product.get("seo_title", ""),
        "seo_description": product.get("seo_description")
        or (short[:320] if product.get("description") else ""),
        "metadata": build.metadata,
    }


def draft_of(build: Build, payload: dict[str, Any]) -> ProductDraft | None:
    """The draft, or None with the reasons noted in `build`."""
    if build.rejected:
        return None
    try:
        return ProductDraft.model_validate(payload)
    except ValidationError as error:
        for flaw in error.errors(include_url=False):
            column, message = _in_words(flaw)
            build.problem(column, flaw["type"], message, flaw["input"])
        return None


def content_hash(payload: dict[str, Any]) -> bytes:
    """SHA-256 over the fields that matter, in canonical JSON."""
    return hashlib.sha256(
        orjson.dumps(payload, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    ).digest()


def _options(build: Build) -> tuple[list[str], list[int]]:
    """The names of the options that are used, and their places."""
    places = sorted({place for variant in build.variants for place in variant.options})
    names = [build.option_names.get(place, f"Option {place}") for place in places]
    if len(places) == 1 and len(build.variants) == 1:
        value = build.variants[0].options[places[0]]
        if (names[0].lower(), value.lower()) in _BLANK_OPTIONS:
            return [], []
    return names, places


def _variant(
    build: Build, variant: VariantBuild, places: list[int], defaults: Defaults
) -> dict[str, Any]:
    values = variant.values
    build.row = variant.row
    price, sale = values.get("price"), values.get("sale_price")
    compare = values.get("compare_at_price")
    if price is None:
        price = sale or compare
    elif sale and sale < price:
        price, compare = sale, price
    if price is None:
        if "price_failed" not in values:
            build.problem("price", "price_missing", "The price is missing. A product needs one.")
        price = 0
    return {
        "option_values": _option_values(build, variant, places),
        "sku": values.get("sku"),
        "gtin": values.get("gtin"),
        "mpn": values.get("mpn"),
        "price": price,
        "compare_at_price": compare if compare and compare > price else None,
        "cost": values.get("cost"),
        "stock": _stock(values, defaults),
        "weight_g": values.get("weight_g"),
        "image": values.get("image"),
    }


def _option_values(build: Build, variant: VariantBuild, places: list[int]) -> list[str]:
    missing = [place for place in places if place not in variant.options]
    if missing:
        name = build.option_names.get(missing[0], f"option {missing[0]}")
        build.problem(
            name,
            "option_missing",
            f"This variant has no value for '{name}', which other variants have.",
        )
    return [variant.options.get(place, "") for place in places]


def _stock(values: dict[str, Any], defaults: Defaults) -> int:
    available = values.get("available")
    if "stock" in values:
        return 0 if available is False else values["stock"]
    if available is not None:
        return defaults.stock if available else 0
    return 0 if defaults.has_stock else defaults.stock


def _check_options(build: Build, names: list[str], variants: list[dict[str, Any]]) -> None:
    if len({name.lower() for name in names}) < len(names):
        build.problem("", "options_repeated", "Two options have the same name.", ", ".join(names))
    seen: dict[tuple[str, ...], int] = {}
    for variant, made in zip(build.variants, variants, strict=True):
        key = tuple(made["option_values"])
        if key in seen:
            build.row = variant.row
            what = ", ".join(key) or "no options at all"
            build.problem(
                "",
                "variant_repeated",
                f"Rows {seen[key]} and {variant.row} are the same variant of one product: {what}.",
                what,
            )
        seen.setdefault(key, variant.row)


def _external_id(build: Build, variants: list[dict[str, Any]]) -> str:
    """What names the product in its feed: its id, group or handle, or else a code or its title."""
    product = build.product
    for key in ("group", "external_id", "handle"):
        if value := product.get(key):
            return str(value)[:500]
    for key in ("sku", "gtin", "mpn"):
        if variants and (value := variants[0].get(key)):
            return str(value)
    return slug(product.get("title", ""), 200)


def _handle(build: Build, title: str, external_id: str) -> str:
    """The handle that the feed states, or one of the title's words and the product's id.

    The id makes it unique whatever else the feed holds, so that it never changes with the order.
    """
    stated = build.product.get("handle")
    if stated and (plain := slug(stated, 200)):
        return plain
    plain_id = slug(external_id, 40)
    words = slug(title, 100)
    if len(plain_id) > 14 or plain_id != external_id.lower():
        plain_id = hashlib.sha256(external_id.encode()).hexdigest()[:8]
    if words == slug(external_id, 200) and words:
        return words
    return f"{words}-{plain_id}" if words else plain_id


def _images(build: Build) -> list[dict[str, str]]:
    alts = build.alts + [""] * len(build.images)
    pairs: dict[str, str] = {}
    for src, alt in zip(build.images, alts, strict=False):
        pairs.setdefault(src, alt[:500])
    return [{"src": src, "alt": alt} for src, alt in pairs.items()]


def _in_words(flaw: Any) -> tuple[str, str]:
    """The column that a flaw of a draft is about, and the flaw in plain words."""
    place = [part for part in flaw["loc"] if isinstance(part, str)]
    name = place[-1] if place else "product"
    label = _LABELS.get(name, name.replace("_", " "))
    limit = flaw.get("ctx", {}).get("max_length")
    if flaw["type"] == "string_too_long":
        message = f"The {label} has {len(flaw['input']):,} characters; at most {limit:,} are kept."
    elif flaw["type"] == "too_long":
        message = f"There are {len(flaw['input']):,} {label}; at most {limit:,} are kept."
    else:
        message = f"The {label} cannot be accepted: {one_line(flaw['msg']).lower()}."
    return name, message

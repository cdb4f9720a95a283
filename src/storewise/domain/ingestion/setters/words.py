"""Setters of a product's own words: title, description, category, status, tags, metadata."""

from typing import Any

from storewise.domain.catalog.schemas import Status

from ..building import Build
from ..mapping import ColumnRule
from ..richtext import rich_text
from ..values import as_bool, as_list, as_text, one_line, slug
from .context import Context, Maker, Setter

METADATA_AT_MOST = 10_000
STATUS_WORDS = (
    dict.fromkeys(
        ["published", "publish", "active", "enabled", "visible", "live", "public", "online"],
        Status.PUBLISHED,
    )
    | dict.fromkeys(
        ["draft", "inactive", "disabled", "hidden", "private", "pending", "unlisted", "-1"],
        Status.DRAFT,
    )
    | dict.fromkeys(["archived", "archive", "deleted", "discontinued"], Status.ARCHIVED)
)


def ignore(rule: ColumnRule, to: Context) -> Setter:
    """Nothing."""

    def ignore(build: Build, value: Any) -> None:
        """Leave the cell alone."""

    return ignore


def words(key: str) -> Maker:
    """One line of text; the first row that has it counts."""

    def make(rule: ColumnRule, to: Context) -> Setter:
        def words(build: Build, value: Any) -> None:
            if key not in build.product and (text := one_line(value)):
                build.product[key] = text

        return words

    return make


def description(rule: ColumnRule, to: Context) -> Setter:
    """The description as safe HTML; the first row that has it counts."""

    def description(build: Build, value: Any) -> None:
        build.product.setdefault("description", rich_text(value))

    return description


def short_description(rule: ColumnRule, to: Context) -> Setter:
    """A summary: the description where there is no other, else the text for search engines."""

    def short_description(build: Build, value: Any) -> None:
        build.product.setdefault("short_description", one_line(value))
        build.product.setdefault("short_html", rich_text(value))

    return short_description


def category(rule: ColumnRule, to: Context) -> Setter:
    """The category as a path of names."""
    separator = rule.separator or to.mapping.category_separator

    def category(build: Build, value: Any) -> None:
        if "category" not in build.product and (path := category_path(value, separator)):
            build.product["category"] = path

    return category


def category_path(value: Any, separator: str | None = None) -> tuple[str, ...]:
    """The names on the way from the root to a category."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        listed = as_list(value)
        value = listed[0] if len(listed) == 1 else listed
    if isinstance(value, list):
        names = [one_line(item) for item in value]
    else:
        text = one_line(value)
        sign = separator or next((s for s in (">", "»", " / ", "|", "::", "\\") if s in text), None)
        names = text.split(sign.strip() or sign) if sign else [text]
    plain = [name.replace("_", " ") if " " not in name.strip() else name for name in names]
    return tuple(name.strip() for name in plain if name.strip())


def status(rule: ColumnRule, to: Context) -> Setter:
    """Whether shoppers see the product, in many words."""

    def status(build: Build, value: Any) -> None:
        word = one_line(value).lower()
        found = STATUS_WORDS.get(word)
        if found is None and (answer := as_bool(value)) is not None:
            found = Status.PUBLISHED if answer else Status.DRAFT
        if found is None:
            message = f"The status '{word[:60]}' is not known. Write published, draft or archived."
            build.problem(rule.column, "bad_status", message, value)
        else:
            build.product.setdefault("status", found)

    return status


def tags(rule: ColumnRule, to: Context) -> Setter:
    """Tags, each once whatever the case of its letters."""
    separator = rule.separator or to.mapping.list_separator

    def tags(build: Build, value: Any) -> None:
        kept = build.product.setdefault("tags", [])
        known = {tag.lower() for tag in kept}
        for item in as_list(value, separator):
            tag = one_line(item)
            if tag and tag.lower() not in known:
                known.add(tag.lower())
                kept.append(tag)

    return tags


def metadata(rule: ColumnRule, to: Context) -> Setter:
    """A text that programs may want, under a key."""
    key = rule.code or slug(rule.column, 110).replace("-", "_") or "value"

    def metadata(build: Build, value: Any) -> None:
        if text := as_text(value).strip()[:METADATA_AT_MOST]:
            build.metadata.setdefault(key, text)

    return metadata

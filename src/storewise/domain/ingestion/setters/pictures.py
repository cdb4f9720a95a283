"""Setters of pictures: addresses and paths in all the ways in which cells list them."""

import re
from typing import Any

from ..building import Build
from ..mapping import ColumnRule
from ..values import as_list, one_line
from .context import Context, Setter

_BETWEEN_PICTURES = re.compile(
    r"\s*[|\n]\s*|\s*[,;]\s*(?=(?:https?:)?//|/|[^,;|]+\.(?:jpe?g|png|webp|gif|avif)\b)|"
    r"\s+(?=https?://)",
    re.IGNORECASE,
)


def images(rule: ColumnRule, to: Context) -> Setter:
    """Pictures of the product, after those that are there."""

    def images(build: Build, value: Any) -> None:
        for src, alt in pictures_in(value, rule.separator):
            if alt:
                build.alts += [""] * (len(build.images) - len(build.alts))
                build.alts.append(alt)
            build.images.append(src)

    return images


def variant_image(rule: ColumnRule, to: Context) -> Setter:
    """The picture of a variant."""

    def variant_image(build: Build, value: Any) -> None:
        for src, _ in pictures_in(value)[:1]:
            build.variant.values.setdefault("image", src)

    return variant_image


def image_alts(rule: ColumnRule, to: Context) -> Setter:
    """Alternative texts of the pictures, in their order."""

    def image_alts(build: Build, value: Any) -> None:
        items = as_list(value, rule.separator or "|")
        build.alts += [""] * (len(build.images) - len(build.alts) - len(items))
        build.alts.extend(one_line(item) for item in items)

    return image_alts


def pictures_in(value: Any, separator: str | None = None) -> list[tuple[str, str]]:
    """The addresses or paths of pictures in a cell, with their alternative texts."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        items: list[Any] = value.split(separator) if separator else _BETWEEN_PICTURES.split(value)
    else:
        items = as_list(value, separator)
    found = []
    for item in items:
        alt, address = "", item
        if isinstance(item, dict):
            alt = one_line(item.get("alt") or "")
            names = ("src", "url", "href", "link")
            address = next((item[name] for name in names if item.get(name)), "")
        src = one_line(address)
        src = f"https:{src}" if src.startswith("//") else src
        if src and len(src) <= 2000 and not re.match(r"(?!https?:)[a-z][a-z0-9+.-]+:", src, re.I):
            found.append((src, alt))
    return found

"""Setters of attributes by their type, and names and values packed into one cell."""

import re
from typing import Any

from storewise.domain.catalog.schemas import AttributeDefinition, AttributeType

from ..building import Build
from ..mapping import ColumnRule
from ..values import NOTHING, as_bool, as_number, as_quantity, as_text, one_line, slug
from .context import Context, Setter

_TEXT_AT_MOST = 10_000
_PACKED = re.compile(r"[,|;\n]\s*(?=[\w. /-]{1,80}[=:])")
_SAID_BY_MARKUP = re.compile(r"""\b(title|alt|src|href)=["']([^"']+)["']""")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$")


def attribute(rule: ColumnRule, to: Context) -> Setter:
    """An attribute by its type; without one, the type is that of the first value."""
    kind = rule.type
    made: Setter | None = None if kind is None else _typed_attribute(rule, kind, to)

    def attribute(build: Build, value: Any) -> None:
        nonlocal made
        if made is None:
            made = _typed_attribute(rule, type_of(value) or AttributeType.TEXT, to)
        made(build, value)

    return attribute if made is None else made


def _typed_attribute(rule: ColumnRule, kind: AttributeType, to: Context) -> Setter:
    code = rule.code or slug(rule.column, 110).replace("-", "_")
    label = (rule.label or rule.column).strip() or code
    wanted = AttributeDefinition(code=code, label=label, type=kind, unit=rule.unit)
    kept = to.definitions.claim(wanted, guessed=rule.guessed or rule.type is None)
    code = kept.code
    if kept.type is AttributeType.NUMBER:
        return _number_attribute(rule, code, to)
    if kept.type is AttributeType.BOOLEAN:
        return _boolean_attribute(rule, code)

    def text(build: Build, value: Any) -> None:
        words = one_line(value) or _in_markup(value)
        if words:
            if len(words) > 18 and (day := _MIDNIGHT.match(words)):
                words = day[1]
            build.attributes.setdefault(code, words[:_TEXT_AT_MOST])

    return text


def _in_markup(value: Any) -> str:
    """What a cell says that holds nothing but markup: a picture's text, or its address."""
    found = _SAID_BY_MARKUP.findall(value) if isinstance(value, str) else []
    return one_line(max(found)[1]) if found else ""


def _number_attribute(rule: ColumnRule, code: str, to: Context) -> Setter:
    column, unit, sign = rule.column, (rule.unit or "").lower(), to.mapping.decimal_sign

    def number(build: Build, value: Any) -> None:
        found = as_number(value, sign)
        if found is None and isinstance(value, str):
            if value.strip().lower() in NOTHING:
                return
            quantity = as_quantity(value, sign)
            if quantity and quantity[1].lower() in {"", unit}:
                found = quantity[0]
        if found is not None:
            build.attributes.setdefault(code, found)
            return
        text = as_text(value)[:60]
        if rule.guessed or rule.type is None:
            message = f"'{text}' is not a number as in other rows of '{column}'; it was left out."
            build.warn(column, "not_a_number", message, value)
        else:
            message = f"'{text}' in '{column}' is not a number. Write it like 12.5."
            build.problem(column, "not_a_number", message, value)

    return number


def _boolean_attribute(rule: ColumnRule, code: str) -> Setter:
    def boolean(build: Build, value: Any) -> None:
        answer = value if value.__class__ is bool else as_bool(value)
        if answer is not None:
            build.attributes.setdefault(code, answer)
            return
        text = as_text(value)[:60]
        if text.strip().lower() in NOTHING:
            return
        message = f"'{text}' in '{rule.column}' is neither yes nor no."
        if rule.guessed or rule.type is None:
            build.warn(rule.column, "not_yes_or_no", f"{message} It was left out.", value)
        else:
            build.problem(rule.column, "not_yes_or_no", message, value)

    return boolean


def pairs_in(value: Any) -> list[tuple[str, Any]]:
    """Names and values that are packed into one cell."""
    if isinstance(value, list):
        found = []
        for item in value:
            if isinstance(item, dict):
                name = next((item[k] for k in ("name", "label", "key", "code") if item.get(k)), "")
                found.append((one_line(name), item.get("value")))
        return [(name, item) for name, item in found if name]
    pairs = []
    for part in _PACKED.split(str(value)):
        name, sign, item = part.partition("=" if "=" in part else ":")
        if sign and name.strip() and item.strip():
            pairs.append((name.strip(" ,|;\n"), item.strip()))
    return pairs


def type_of(value: Any) -> AttributeType | None:
    """The attribute type of a typed value; None for lists of objects."""
    if isinstance(value, bool):
        return AttributeType.BOOLEAN
    if isinstance(value, int | float):
        return AttributeType.NUMBER
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return None
    return AttributeType.TEXT

"""Specifications said as the store states them: "Weight: 482", "Wi-Fi no", "Type is Laser"."""

import re
from collections.abc import Iterator

from storewise.domain.assistant.facts import Spec

from .ground import ProductGround, yes_or_no
from .quantities import value_of
from .statement import Clause, Statement
from .units import UNITS

_VALUE = re.compile(r"(?P<number>-?\d+(?:[.,]\d+)*)(?:[ \u00a0-]?(?P<unit>[^\W\d]+|[%°\"”]\w?))?")
_BETWEEN = re.compile(r"[\s*_]*(?:[:=–—]|\b(?:is|of)\b)?[\s*_]+|[\s*_]*:[\s*_]*")
_ANSWER = re.compile(
    r"(?P<no>no|not?\b|false|nein|non)|(?P<yes>yes|true|ja|oui|s[ií])", re.IGNORECASE
)


def hold_stated(statement: Statement) -> None:
    """Note every label with its value that stands so among its product's specifications."""
    for clause in statement.clauses:
        spans = [set(_stated(statement, clause, each)) for each in clause.products]
        for start, end in set.intersection(*spans) if spans else ():
            statement.hold(start, end)


def _stated(
    statement: Statement, clause: Clause, product: ProductGround
) -> Iterator[tuple[int, int]]:
    text = statement.text
    lowered = text.lower()
    for spec, _ in product.specs:
        label = spec.label.lower()
        start = lowered.find(label, clause.start)
        if start < 0 or start >= clause.end:
            continue
        colon = _BETWEEN.match(text, start + len(label))
        if not colon or (start and text[start - 1].isalnum()):
            continue
        length = _length(spec, text[colon.end() :])
        if length:
            yield start, colon.end() + length


def _length(spec: Spec, said: str) -> int:
    """How much of a text, from its beginning, is the value of a specification; 0 if it is not."""
    if isinstance(spec.value, str):
        value = f"{spec.value} {spec.unit}".strip() if spec.unit else spec.value
        for known in (value, spec.value):
            if (
                said.lower().startswith(known.lower())
                and not said[len(known) : len(known) + 1].isalnum()
            ):
                return len(known)
    answer = yes_or_no(spec)
    if answer is not None:
        found = _ANSWER.match(said)
        return found.end() if found and bool(found["yes"]) == answer else 0
    return _length_of_number(spec, said) if isinstance(spec.value, float) else 0


def _length_of_number(spec: Spec, said: str) -> int:
    found = _VALUE.match(said)
    if not found or not isinstance(spec.value, float):
        return 0
    number, unit = found["number"].lstrip("-"), (found["unit"] or "").lower()
    sign = -1 if found["number"].startswith("-") else 1
    if abs(sign * value_of(number) - spec.value) > 1e-6 * max(abs(spec.value), 1):
        return 0
    known = (spec.unit or "").lower()
    if not unit or unit not in UNITS:
        return found.end("number") if not known or unit == known else 0
    if not known or known not in UNITS or UNITS[unit] != UNITS[known]:
        return found.end() if unit == known else 0
    return found.end()

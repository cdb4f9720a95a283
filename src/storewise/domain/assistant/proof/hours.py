"""Check times of day: "11:00", "6 p.m."."""

import re
from collections.abc import Iterator

from .statement import Statement

_TIME = re.compile(
    r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?::(?P<m>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:])",
    re.IGNORECASE,
)


def times(text: str) -> Iterator[tuple[int, int, int]]:
    """Times of day in a text: start, end, and minutes since midnight."""
    for found in _TIME.finditer(text):
        if not (found["m"] or found["half"]):
            continue
        hour = int(found["h"])
        if found["half"]:
            hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
        yield found.start(), found.end(), hour * 60 + int(found["m"] or 0)


def hold_times(statement: Statement) -> None:
    """Note times that stand in each passage of the statement, in whichever spelling."""
    passages = [each for clause in statement.clauses for each in clause.passages]
    if not passages:
        return
    known = [{minutes for _, _, minutes in times(each.text)} for each in passages]
    for start, end, minutes in times(statement.text):
        if any(minutes in each for each in known):
            statement.hold(start, end)

"""Joins rows to products: neighbours as they come, scattered ones by way of a temporary file."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO

import orjson

from .dialects import Links
from .reading import BadRow, Cells, Part, Raw

Group = list[tuple[int, Raw]]


def one_by_one(part: Part) -> Iterator[Group]:
    """Each row by itself."""
    for numbered in part.rows():
        yield [numbered]


def adjacent(part: Part, column: str) -> Iterator[Group]:
    """Rows that follow one another and have the same cell in `column`; empty cells join nothing."""
    place = (part.header or []).index(column)

    def key(numbered: tuple[int, Raw]) -> tuple[object, ...]:
        number, raw = numbered
        cell = raw[place].strip() if isinstance(raw, list) and len(raw) > place else ""
        return (cell,) if cell else (number, "alone")

    for _, rows in groupby(part.rows(), key):
        yield list(rows)


def scattered(part: Part, links: Callable[[Cells], Links]) -> Iterator[Group]:
    """Rows that name one another, wherever they stand: each product's main row comes first.

    Two passes over a temporary file; in memory are only names and places of rows.
    """
    with tempfile.TemporaryFile(buffering=1_048_576) as spool:
        index = _Index()
        for number, raw in part.rows():
            try:
                found = links(part.cells(raw))
            except BadRow:
                found = Links()
            index.add(spool.tell(), found)
            stored = raw if isinstance(raw, list) else raw.decode("utf-8", "replace")
            spool.write(orjson.dumps([number, stored]) + b"\n")
        for offsets in index.groups():
            yield [_stored(spool, offset) for offset in offsets]


def _stored(spool: IO[bytes], offset: int) -> tuple[int, Raw]:
    spool.seek(offset)
    number, stored = orjson.loads(spool.readline())
    return number, stored if isinstance(stored, list) else stored.encode()


@dataclass(slots=True)
class _Row:
    offset: int
    parent: str | None
    children: tuple[str, ...]


class _Index:
    """Which rows belong together."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._named: dict[str, int] = {}
        self._heads: dict[str, int] = {}

    def add(self, offset: int, links: Links) -> None:
        place = len(self._rows)
        self._rows.append(_Row(offset, links.parent, links.children))
        for name in links.own:
            self._named.setdefault(name, place)
        if links.parent is not None:
            self._heads.setdefault(links.parent, place)

    def groups(self) -> Iterator[list[int]]:
        """Offsets of rows by product, in the order of the main rows."""
        main: dict[int, int] = {}
        order: dict[int, int] = {}
        for place, row in enumerate(self._rows):
            for position, child in enumerate(row.children):
                found = self._named.get(child)
                if found is not None and found != place:
                    main.setdefault(found, place)
                    order.setdefault(found, position)
            if row.parent is not None and place not in main:
                head = self._named.get(row.parent, self._heads[row.parent])
                if head != place:
                    main[place] = head
        members: dict[int, list[int]] = {}
        for place, head in main.items():
            members.setdefault(head, []).append(place)
        for place, row in enumerate(self._rows):
            if place not in main:
                joined = sorted(members.get(place, []), key=lambda p: (order.get(p, p), p))
                yield [row.offset, *(self._rows[member].offset for member in joined)]

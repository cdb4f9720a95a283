"""Cuts a document into passages: at headings, then between paragraphs, then at sentence ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from semantic_text_splitter import TextSplitter

from .layout import Placed

FEWEST = 500
MOST = 900


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to be: its text is `text[start:end]` of the document's text."""

    title_path: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    path: tuple[str, ...]
    body: list[Placed]


def chunked(text: str, placed: Sequence[Placed]) -> list[Chunk]:
    """The passages of a document, in order; each belongs to one section and has 900 characters
    at most. A list stays with the line that leads into it where both fit, and each question of an
    FAQ is a passage with its answer. Of a document that is nothing but headings, these are the
    passages.
    """
    sections = list(_sections(text, placed)) or [_Section((), list(placed))]
    return [chunk for section in sections for chunk in _pieces(text, section)]


def _sections(text: str, placed: Sequence[Placed]) -> Iterator[_Section]:
    """Runs of blocks under the same heading; a heading without any text below has none."""
    path: list[tuple[int, str]] = []
    body: list[Placed] = []
    for each in placed:
        if each.block.kind != "heading":
            body.append(each)
            continue
        if body:
            yield _Section(tuple(title for _, title in path), body)
            body = []
        path = [known for known in path if known[0] < each.block.level]
        path.append((each.block.level, text[each.start : each.end]))
    if body:
        yield _Section(tuple(title for _, title in path), body)


def _pieces(text: str, section: _Section) -> Iterator[Chunk]:
    waiting: list[Placed] = []
    asked = sum(map(_asks, section.body)) > 1
    for group in _groups(section.body):
        full = waiting and group[-1].end - waiting[0].start > MOST
        if waiting and (full or (asked and _asks(group[0]))):
            yield _chunk(text, section, waiting[0].start, waiting[-1].end, waiting[0])
            waiting = []
        if group[-1].end - group[0].start <= MOST:
            waiting += group
            continue
        for start, end, first in _cut(text, group):
            yield _chunk(text, section, start, end, first)
    if waiting:
        yield _chunk(text, section, waiting[0].start, waiting[-1].end, waiting[0])


def _asks(placed: Placed) -> bool:
    """Whether a block begins with a question, as the entries of an FAQ do."""
    return placed.block.text.strip().partition("\n")[0].endswith("?")


def _groups(body: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Blocks that belong together: a line that leads into a list, and the list's items."""
    group: list[Placed] = []
    for each in body:
        leads = bool(group) and group[0].block.text.rstrip().endswith(":")
        if group and not (leads and each.block.kind == "item"):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _cut(text: str, group: Sequence[Placed]) -> Iterator[tuple[int, int, Placed]]:
    """Spans of a group that is too long: whole blocks together, long blocks at sentence ends."""
    run: list[Placed] = []
    for each in group:
        if run and each.end - run[0].start > MOST:
            yield run[0].start, run[-1].end, run[0]
            run = []
        if each.end - each.start <= MOST:
            run.append(each)
            continue
        splitter = TextSplitter((FEWEST, MOST))
        for offset, piece in splitter.chunk_indices(text[each.start : each.end]):
            yield each.start + offset, each.start + offset + len(piece), each
    if run:
        yield run[0].start, run[-1].end, run[0]


def _chunk(text: str, section: _Section, start: int, end: int, first: Placed) -> Chunk:
    return Chunk(section.path, first.block.page, start, end, text[start:end])

"""Reads plain text: paragraphs between empty lines, lists, and lines that stand as headings."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .layout import Block, Extracted, Limit

_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|\*{3,}|~{3,})\s*$")
_NUMBERED = re.compile(r"\s*((?:\d{1,2}\.)+\d{0,2}|\d{1,2}(?:\.\d{1,2})+|§\s*\d+[a-z]?)\s+(\S.*)$")
_ITEM = re.compile(r"\s*(?:[-*•·‣–]|\d{1,3}[.)]|[a-z]\))\s+\S")
_WRAPPED = 55
_MOST_HEADING = 90


def read_plain(text: str, limit: Limit) -> Extracted:
    """Read plain text; its title is its first heading."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[Block] = []
    group: list[str] = []
    for at, line in enumerate(lines):
        if not at % 1000:
            limit.check()
        if line.strip():
            group.append(line)
            continue
        blocks += _paragraph(group)
        group = []
    return Extracted([*blocks, *_paragraph(group)])


def _paragraph(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of lines that stand together."""
    lines = list(lines)
    if len(lines) >= 2 and _UNDERLINE.match(lines[1]) and len(lines[0]) <= _MOST_HEADING:
        yield Block(lines[0], "heading", 1 if "=" in lines[1] else 2)
        lines = lines[2:]
    elif len(lines) == 1 and (level := _heading_level(lines[0])):
        yield Block(lines[0], "heading", level)
        return
    lines = [line for line in lines if not _UNDERLINE.match(line)]
    run: list[str] = []
    for line in lines:
        if _ITEM.match(line) and run:
            yield _block(run)
            run = []
        run.append(line)
    if run:
        yield _block(run)


def _heading_level(line: str) -> int:
    """The level of a line that stands alone, if it is a heading: numbered, or in capitals."""
    text = line.strip()
    if len(text) > _MOST_HEADING or text[-1] in ".,;:!?":
        return 0
    numbered = _NUMBERED.match(text)
    if numbered:
        return 1 + len([part for part in numbered[1].split(".") if part.strip()])
    letters = [letter for letter in text if letter.isalpha()]
    return 1 if len(letters) >= 3 and text == text.upper() and text != text.lower() else 0


def _block(lines: Sequence[str]) -> Block:
    """A paragraph or item; lines that an editor wrapped are put together again."""
    text = lines[0].strip()
    for before, line in pairwise(lines):
        text += (" " if len(before.rstrip()) >= _WRAPPED else "\n") + line.strip()
    return Block(text, "item" if _ITEM.match(lines[0]) else "paragraph")

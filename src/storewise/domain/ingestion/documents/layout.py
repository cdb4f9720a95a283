"""What every kind of document is read into: blocks in order, and the one text made of them."""

import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..errors import DocumentTooLong, DocumentTooSlow

MOST_CHARACTERS = 3_000_000
MOST_HEADING = 200

BlockKind = Literal["heading", "paragraph", "item", "row"]

# Controls, invisible and direction-changing characters: nobody sees them, a model would read them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row or heading; `level` is a heading's, 1 the outermost."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its span in the text of the document."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What stands in a file: its blocks, the title that it states, and its pages if it has any."""

    blocks: Sequence[Block]
    title: str = ""
    pages: int | None = None


@dataclass(slots=True)
class Limit:
    """The time that reading one document may take, and the text that may come out of it."""

    seconds: float = 20.0
    characters: int = MOST_CHARACTERS
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.seconds

    @property
    def left_s(self) -> float:
        """Seconds that are left, 0 at least."""
        return max(0.0, self._until - time.monotonic())

    def check(self) -> None:
        """See that time is left; raises DocumentTooSlow."""
        if not self.left_s:
            raise DocumentTooSlow

    def take(self, text: str) -> None:
        """Count extracted text; raises DocumentTooLong or DocumentTooSlow."""
        self.check()
        self.characters -= len(text)
        if self.characters < 0:
            raise DocumentTooLong(
                f"This document has more than {MOST_CHARACTERS:,} characters. "
                "Split it into parts and upload each."
            )


def tidy(text: str) -> str:
    """Text that shows all there is in it: composed (NFC), without unseen characters, single spaces.

    Line breaks stay, empty lines do not.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _LINES.sub("\n", _SPACES.sub(" ", seen)).strip()


def one_line(text: str, most: int = MOST_HEADING) -> str:
    """Tidy text in one line, cut at a word where it is too long."""
    line = tidy(text).replace("\n", " ")
    return line if len(line) <= most else line[:most].rpartition(" ")[0] or line[:most]


def laid_out(blocks: Iterable[Block], limit: Limit) -> tuple[str, list[Placed]]:
    """One text of all blocks, and where each of them stands in it; empty ones are left out."""
    parts: list[str] = []
    placed: list[Placed] = []
    length = 0
    for block in blocks:
        heading = block.kind == "heading"
        text = one_line(block.text) if heading else tidy(block.text)
        if not text:
            continue
        limit.take(text)
        if placed:
            listed = block.kind in ("item", "row") and placed[-1].block.kind == block.kind
            gap = "\n" if listed else "\n\n"
            parts.append(gap)
            length += len(gap)
        parts.append(text)
        placed.append(Placed(block, length, length + len(text)))
        length += len(text)
    return "".join(parts), placed


def table_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a table as lines that stand on their own.

    Of two columns, `label: value`; of more, the first row names the columns: `Size: M; Price: 5`.
    """
    filled = [[one_line(cell, 2000) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if not filled:
        return []
    if max(map(len, filled)) <= 2 or len(filled) == 1:
        return [": ".join(cell.rstrip(":") for cell in row[:-1]) + _last(row) for row in filled]
    names = filled[0]
    lines = []
    for row in filled[1:]:
        pairs = [
            f"{names[at]}: {cell}" if at < len(names) and names[at] else cell
            for at, cell in enumerate(row)
            if cell
        ]
        lines.append("; ".join(pairs))
    return lines


def _last(row: Sequence[str]) -> str:
    return f": {row[-1]}" if len(row) > 1 and row[-1] else row[-1]

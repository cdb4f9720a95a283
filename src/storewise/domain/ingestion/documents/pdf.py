"""Reads PDF, page by page: lines become paragraphs, larger type becomes headings."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import (
    DocumentBroken,
    DocumentEncrypted,
    DocumentScanned,
    DocumentTooLong,
    DocumentTooSlow,
)
from .layout import Block, Extracted, Limit, one_line

MOST_PAGES = 1_000
_LARGER = 1.15
_MOST_HEADING = 120
_GAP = 0.5
_REPEATED_PAGES = 4
_ITEM = re.compile(r"\s*(?:[-*•·‣–▪●]|\d{1,3}[.)])\s+\S")
_HYPHENS = ("\ufffe", "\x02", "\xad")

# PDFium may be used by one thread at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    top: float
    bottom: float
    page: int


def read_pdf(content: bytes, limit: Limit) -> Extracted:
    """Read a PDF; running titles and page numbers are left out.

    Raises DocumentEncrypted, DocumentBroken, DocumentScanned or DocumentTooLong.
    """
    if not _one_at_a_time.acquire(timeout=limit.left_s):
        raise DocumentTooSlow
    try:
        pages, title = _lines_of_pages(content, limit)
    finally:
        _one_at_a_time.release()
    if not any(line.text.strip() for page in pages for line in page):
        raise DocumentScanned
    pages = _without_running_titles(pages)
    return Extracted(list(_blocks([line for page in pages for line in page])), title, len(pages))


def _lines_of_pages(content: bytes, limit: Limit) -> tuple[list[list[_Line]], str]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            count = len(document)
            if count > MOST_PAGES:
                raise DocumentTooLong(
                    f"This PDF has {count:,} pages; {MOST_PAGES:,} are read. "
                    "Split it into parts and upload each."
                )
            title = one_line(document.get_metadata_dict().get("Title", ""))
            pages = []
            for number in range(count):
                limit.check()
                pages.append(_lines(document[number], number + 1, limit))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentEncrypted from error
        raise DocumentBroken from error
    if not pages:
        raise DocumentBroken
    return pages, title


def _lines(page: Any, number: int, limit: Limit) -> list[_Line]:
    layer = page.get_textpage()
    try:
        text = layer.get_text_range()
        limit.take(text)
        lines, at = [], 0
        for piece in re.split(r"(\r\n|\r|\n)", text):
            shown = piece.strip()
            if shown:
                first = at + piece.index(shown[0])
                # The loose box is that of the font, whatever the letter, and the page's scale.
                _, bottom, _, top = layer.get_charbox(first, loose=True)
                lines.append(_Line(shown, round(top - bottom, 1), top, bottom, number))
            at += len(piece)
        return lines
    finally:
        layer.close()
        page.close()


def _without_running_titles(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without the first and last lines that most of them share, numbers aside."""
    if len(pages) < _REPEATED_PAGES:
        return pages
    edges = Counter(
        mark for page in pages for mark in {_mark(line) for line in (*page[:2], *page[-2:])}
    )
    running = {mark for mark, count in edges.items() if count > len(pages) / 2}
    return [
        [
            line
            for at, line in enumerate(page)
            if not (_mark(line) in running and (at < 2 or at >= len(page) - 2))
        ]
        for page in pages
    ]


def _mark(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    levels = _heading_levels(lines)
    run: list[_Line] = []
    for line in lines:
        level = levels.get(line.size, 0) if len(line.text) <= _MOST_HEADING else 0
        if run and (level or _begins_anew(run[-1], line)):
            yield _block(run)
            run = []
        if level:
            yield Block(line.text, "heading", level, line.page)
        else:
            run.append(line)
    if run:
        yield _block(run)


def _heading_levels(lines: Sequence[_Line]) -> dict[float, int]:
    """The level of headings by size of type: sizes clearly above that of most of the text."""
    written: Counter[float] = Counter()
    for line in lines:
        written[line.size] += len(line.text)
    if not written:
        return {}
    usual = written.most_common(1)[0][0]
    larger = sorted((size for size in written if size >= usual * _LARGER), reverse=True)
    return {size: min(level, 6) for level, size in enumerate(larger, 1)}


def _begins_anew(before: _Line, line: _Line) -> bool:
    """Whether a line begins a paragraph: an item, a gap above it, or a page after a full stop."""
    if _ITEM.match(line.text):
        return True
    if line.page != before.page:
        return before.text.endswith((".", "!", "?", ":"))
    gap = before.bottom - line.top
    return gap > _GAP * max(before.size, 1.0) or line.size != before.size


def _block(lines: Sequence[_Line]) -> Block:
    text = ""
    for line in lines:
        if text.endswith(_HYPHENS) or (text.endswith("-") and line.text[:1].islower()):
            text = text[:-1] + line.text
        else:
            text += " " * bool(text) + line.text
    kind = "item" if _ITEM.match(lines[0].text) else "paragraph"
    return Block(text, kind, 0, lines[0].page)  # type: ignore[arg-type]

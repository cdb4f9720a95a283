"""Reads an uploaded file into a document, off the event loop: its kind, title, text, passages."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from ..errors import DocumentEmpty, DocumentTooLarge, DocumentTooSlow
from ..schemas import DocumentKind
from .chunking import Chunk, chunked
from .kinds import decoded, kind_of
from .layout import Extracted, Limit, Placed, laid_out, one_line
from .markdown import read_markdown
from .pdf import read_pdf
from .plain import read_plain
from .web import read_html
from .word import read_docx

MOST_BYTES = 25 * 2**20
SECONDS = 20.0
_SUBJECT = 80

_TEXT_READERS: dict[DocumentKind, Callable[[str, Limit], Extracted]] = {
    DocumentKind.HTML: read_html,
    DocumentKind.MARKDOWN: read_markdown,
    DocumentKind.TEXT: read_plain,
}
_BINARY_READERS: dict[DocumentKind, Callable[[bytes, Limit], Extracted]] = {
    DocumentKind.PDF: read_pdf,
    DocumentKind.DOCX: read_docx,
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as a document. `title` is the document's own; `subject` the words that it opens with,
    which often name what it is about. Spans of `chunks` count in `text`.
    """

    file_name: str
    kind: DocumentKind
    content: bytes
    digest: bytes
    title: str
    subject: str
    pages: int | None
    text: str
    chunks: list[Chunk]


async def parse(file_name: str, content: bytes) -> Parsed:
    """Read a file off the event loop, within 20 seconds; raises a DocumentRefused that says why."""
    limit = Limit(SECONDS)
    try:
        # A thread cannot be stopped: what it does asks for the time, and this is for the rest.
        async with asyncio.timeout(SECONDS + 5):
            return await asyncio.to_thread(parse_now, file_name, content, limit)
    except TimeoutError as error:
        raise DocumentTooSlow from error


def parse_now(file_name: str, content: bytes, limit: Limit) -> Parsed:
    """Read a file; raises a DocumentRefused that says why it cannot be."""
    if len(content) > MOST_BYTES:
        raise DocumentTooLarge
    if not content.strip():
        raise DocumentEmpty
    name = one_line(PurePath(file_name.replace("\\", "/")).name) or "document"
    kind = kind_of(name, content)
    if kind in _BINARY_READERS:
        found = _BINARY_READERS[kind](content, limit)
    else:
        found = _TEXT_READERS[kind](decoded(content), limit)
    text, placed = laid_out(found.blocks, limit)
    if not any(letter.isalnum() for letter in text):
        raise DocumentEmpty
    chunks = chunked(text, placed)
    return Parsed(
        name, kind, content, hashlib.sha256(content).digest(),
        _title(found, text, placed, name), _subject(chunks), found.pages, text, chunks,
    )  # fmt: skip


def _title(found: Extracted, text: str, placed: list[Placed], name: str) -> str:
    """What the document calls itself, its first heading, or its file's name in words."""
    heading = next((text[p.start : p.end] for p in placed if p.block.kind == "heading"), "")
    return found.title or heading or one_line(PurePath(name).stem.replace("_", " ")) or name


def _subject(chunks: list[Chunk]) -> str:
    """The first line of what stands right under the title, before any section begins."""
    first = chunks[0]
    if len(first.title_path) > 1:
        return ""
    return one_line(first.text.partition("\n")[0], _SUBJECT)

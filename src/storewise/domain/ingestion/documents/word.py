"""Reads Word documents (DOCX): headings by their style, lists, and tables row by row."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentBroken, DocumentEncrypted, DocumentTooLarge
from .layout import Block, Extracted, Limit, one_line, table_rows

MOST_UNPACKED = 200 * 2**20
MOST_XML = 40 * 2**20
MOST_FILES = 5_000
_HEADING = re.compile(r"heading (\d)", re.I)
_LEAST_SIZE_PT = 1.5


def read_docx(content: bytes, limit: Limit) -> Extracted:
    """Read a Word document; hidden and deleted text, notes and headers are left out.

    Raises DocumentBroken, DocumentEncrypted, or DocumentTooLarge where it unpacks to too much.
    """
    _check_archive(content)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        title = one_line(document.core_properties.title or "")
        blocks = list(_blocks(document, limit))
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise DocumentBroken from error
    stated = next((b.text for b in blocks if b.kind == "heading" and b.level == 1), "")
    return Extracted(blocks, stated or title)


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DocumentBroken from error
    if any(file.flag_bits & 1 for file in files):
        raise DocumentEncrypted
    xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
    unpacked = sum(file.file_size for file in files)
    if len(files) > MOST_FILES or xml > MOST_XML or unpacked > MOST_UNPACKED:
        raise DocumentTooLarge(
            "This Word document unpacks to more than a document may hold. Split it into parts, or "
            "save it with less pictures."
        )


def _blocks(document: Any, limit: Limit) -> Iterator[Block]:
    from docx.table import Table

    for part in document.iter_inner_content():
        limit.check()
        if isinstance(part, Table):
            for line in table_rows([[cell.text for cell in row.cells] for row in part.rows]):
                yield Block(line, "row")
            continue
        text = _text(part)
        style = (part.style.name if part.style is not None else "") or ""
        if heading := _HEADING.match(style):
            yield Block(text, "heading", int(heading[1]) + 1)
        elif style == "Title":
            yield Block(text, "heading", 1)
        elif style.startswith("List") or part.paragraph_format.element.xpath("./w:pPr/w:numPr"):
            yield Block(f"- {text}" if text.strip() else "", "item")
        else:
            yield Block(text)


def _text(paragraph: Any) -> str:
    """The text of a paragraph that a reader sees."""
    runs: list[Any] = []
    for part in paragraph.iter_inner_content():
        runs += part.runs if hasattr(part, "runs") else [part]
    return "".join(run.text for run in runs if not _is_hidden(run.font))


def _is_hidden(font: Any) -> bool:
    return bool(font.hidden) or (font.size is not None and font.size.pt < _LEAST_SIZE_PT)

"""Tells what kind of document a file is, by its content and by the ending of its name."""

import codecs
import io
import re
import zipfile
from pathlib import PurePath

from ..errors import (
    DocumentBroken,
    DocumentEncrypted,
    DocumentMismatch,
    DocumentTypeUnknown,
)
from ..schemas import DocumentKind

MEDIA_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.HTML: "text/html",
    DocumentKind.MARKDOWN: "text/markdown",
    DocumentKind.TEXT: "text/plain",
}
_NAMES = {
    DocumentKind.PDF: "a PDF",
    DocumentKind.DOCX: "a Word document (DOCX)",
    DocumentKind.HTML: "a web page (HTML)",
    DocumentKind.MARKDOWN: "Markdown",
    DocumentKind.TEXT: "plain text",
}
_ENDINGS = {
    "pdf": DocumentKind.PDF,
    "docx": DocumentKind.DOCX,
    "html": DocumentKind.HTML,
    "htm": DocumentKind.HTML,
    "xhtml": DocumentKind.HTML,
    "md": DocumentKind.MARKDOWN,
    "markdown": DocumentKind.MARKDOWN,
    "txt": DocumentKind.TEXT,
    "text": DocumentKind.TEXT,
    "": None,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BEFORE_A_PAGE = r"(?:\s+|<!--.*?-->|<\?xml[^>]{0,200}>){0,20}"
_WEB_PAGE = re.compile(_BEFORE_A_PAGE + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def kind_of(file_name: str, content: bytes) -> DocumentKind:
    """What a file is.

    Raises DocumentTypeUnknown, DocumentMismatch where its name says another kind than its content,
    DocumentEncrypted for a protected Word document, or DocumentBroken for half an archive.
    """
    ending = PurePath(file_name).suffix.lower().lstrip(".")
    if ending not in _ENDINGS:
        raise DocumentTypeUnknown(
            f"Files that end in .{ending[:20]} are not read. "
            "Send PDF, DOCX, HTML, Markdown or plain text."
        )
    named, found = _ENDINGS[ending], _kind_by_content(content)
    if found is DocumentKind.TEXT and named in (DocumentKind.HTML, DocumentKind.MARKDOWN):
        return named
    if named not in (None, found):
        raise DocumentMismatch(
            f"This file is named .{ending} and is {_NAMES[found]}. Rename it, or save it anew."
        )
    return found


def _kind_by_content(content: bytes) -> DocumentKind:
    if b"%PDF-" in content[:1024]:
        return DocumentKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise DocumentEncrypted
        raise DocumentTypeUnknown(
            "This is a file of an old Office version. Save it as DOCX or PDF and upload that."
        )
    return DocumentKind.HTML if _WEB_PAGE.match(decoded(content)) else DocumentKind.TEXT


def _kind_of_archive(content: bytes) -> DocumentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DocumentBroken from error
    if "word/document.xml" not in names:
        raise DocumentTypeUnknown(
            "This is an archive or an Office file other than a Word document. "
            "Send PDF, DOCX, HTML, Markdown or plain text."
        )
    return DocumentKind.DOCX


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises DocumentTypeUnknown for what is no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content:
        raise DocumentTypeUnknown
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")

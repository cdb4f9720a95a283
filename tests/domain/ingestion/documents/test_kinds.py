"""What kind of document a file is, and files that are none."""

import io
import zipfile
from collections.abc import Callable

import pytest

from storewise.domain.ingestion import errors
from storewise.domain.ingestion.documents.kinds import decoded, kind_of
from storewise.domain.ingestion.documents.layout import Limit
from storewise.domain.ingestion.documents.parsing import MOST_BYTES, Parsed, parse, parse_now
from storewise.domain.ingestion.schemas import DocumentKind

Read = Callable[..., Parsed]


def _archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.PDF", b"%PDF-1.7 ...", DocumentKind.PDF),
        ("a", b"\n%PDF-1.7 ...", DocumentKind.PDF),
        ("a.docx", _archive(word__document_dot_xml=b"<w/>"), DocumentKind.DOCX),
        ("a.htm", b"<p>A fragment</p>", DocumentKind.HTML),
        ("a", b"<!-- x --> <!DOCTYPE html><p>A page", DocumentKind.HTML),
        ("a.md", b"# Returns", DocumentKind.MARKDOWN),
        ("a.txt", b"# Returns", DocumentKind.TEXT),
        ("README", b"Returns", DocumentKind.TEXT),
    ],
)
def test_a_kind_is_told_by_name_and_content(name: str, content: bytes, kind: DocumentKind) -> None:
    assert kind_of(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"Just words", errors.DocumentMismatch),
        ("a.txt", b"%PDF-1.7 ...", errors.DocumentMismatch),
        ("a.md", b"<!doctype html><p>A page", errors.DocumentMismatch),
        ("a.exe", b"MZ", errors.DocumentTypeUnknown),
        ("a.txt", b"bin\0ary", errors.DocumentTypeUnknown),
        ("a.docx", _archive(xl__workbook_dot_xml=b"<x/>"), errors.DocumentTypeUnknown),
        ("a.docx", b"PK\x03\x04 half an archive", errors.DocumentBroken),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", errors.DocumentTypeUnknown),
        ("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", errors.DocumentTypeUnknown),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            errors.DocumentEncrypted,
        ),
        ("a.txt", b"", errors.DocumentEmpty),
        ("a.txt", b" \n\t ", errors.DocumentEmpty),
        ("a.txt", b"... --- ...", errors.DocumentEmpty),
        ("a.html", b"<html><script>alert(1)</script></html>", errors.DocumentEmpty),
        ("a.txt", b"x" * (MOST_BYTES + 1), errors.DocumentTooLarge),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    name: str, content: bytes, error: type[errors.DocumentRefused]
) -> None:
    with pytest.raises(error) as caught:
        parse_now(name, content, Limit())
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_common_encodings(encoding: str) -> None:
    assert decoded("Größe: 5 €".encode(encoding)) == "Größe: 5 €"


def test_a_document_that_unpacks_to_too_much_is_refused(read: Read) -> None:
    bomb = _archive(word__document_dot_xml=b"<w>" + b" " * (41 * 2**20) + b"</w>")
    assert len(bomb) < 100_000
    with pytest.raises(errors.DocumentTooLarge):
        read(bomb, "bomb.docx")


def test_too_much_text_is_refused() -> None:
    with pytest.raises(errors.DocumentTooLong):
        parse_now("long.txt", b"word " * 100, Limit(characters=300))


def test_reading_ends_when_its_time_is_up() -> None:
    with pytest.raises(errors.DocumentTooSlow):
        parse_now("slow.md", b"# Returns\n\nWithin 30 days.", Limit(seconds=0))


async def test_a_file_name_is_no_path() -> None:
    parsed = await parse("C:\\Users\\me\\..\\return_policy.txt", b"Within 30 days.")
    assert (parsed.file_name, parsed.title) == ("return_policy.txt", "return policy")

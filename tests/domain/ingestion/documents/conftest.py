"""Small documents written by tests, and how they read."""

import io
import zlib
from collections.abc import Callable, Sequence

import docx
import pytest

from storewise.domain.ingestion.documents.layout import Limit
from storewise.domain.ingestion.documents.parsing import Parsed, parse_now

Line = tuple[str, int]


@pytest.fixture
def read() -> Callable[..., Parsed]:
    """Reads a file as an upload is read."""

    def parse(content: bytes | str, name: str = "document.md") -> Parsed:
        sent = content.encode() if isinstance(content, str) else content
        return parse_now(name, sent, Limit())

    return parse


def _objects(pages: Sequence[Sequence[Line]], info: str) -> list[bytes]:
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        drawn, y = [], 800
        for text, size in lines:
            y -= size + 4
            escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf 50 {y} Td ({escaped}) Tj ET")
        stream = zlib.compress("\n".join(drawn).encode("cp1252"))
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + stream + b"\nendstream")
    objects.append(f"<< /Title ({info}) >>".encode())
    return objects


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Writes a PDF: a list of pages, each a list of lines with the size of their type."""

    def write(pages: Sequence[Sequence[Line]], title: str = "", trailer: str = "") -> bytes:
        out, places = io.BytesIO(b"%PDF-1.4\n"), []
        out.seek(0, io.SEEK_END)
        objects = _objects(pages, title)
        for number, body in enumerate(objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
        start = out.tell()
        out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
        out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
        root = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>"
        out.write(f"trailer\n{root}\nstartxref\n{start}\n%%EOF\n".encode())
        return out.getvalue()

    return write


@pytest.fixture
def word() -> Callable[..., bytes]:
    """Writes a Word document; `fill` is called with it."""

    def write(fill: Callable[[docx.document.Document], None]) -> bytes:
        document, out = docx.Document(), io.BytesIO()
        fill(document)
        document.save(out)
        return out.getvalue()

    return write

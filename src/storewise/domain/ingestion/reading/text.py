"""Bytes to text: tells encodings apart and names what is no text at all."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import FeedNotText, FeedTooLarge

HEAD = 65_536
_LENIENT = "storewise_cp1252"
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "This is an Excel workbook or another packed document. Save it as CSV."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook. Save it as CSV."),
    (b"%PDF", "This is a PDF document. Ask its maker for the table as CSV."),
    (b"\x89PNG", "This is a picture, not a table of products."),
    (b"\xff\xd8\xff", "This is a picture, not a table of products."),
    (b"RIFF", "This is a picture or a sound, not a table of products."),
    (b"GIF8", "This is a picture, not a table of products."),
    (b"PAR1", "This is a Parquet file. Save it as CSV or JSON Lines."),
    (b"SQLite format 3", "This is a database file. Export its table as CSV."),
)
_KNOWN_MARKUP = (
    (re.compile(rb"\s*<!doctype html|\s*<html", re.IGNORECASE), "This is a web page."),
    (re.compile(rb"\s*<\?xml|\s*<rss|\s*<feed", re.IGNORECASE), "XML feeds are not read."),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})


def _lenient(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, one at a time."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.lower().replace("_", "-") != "utf-8":
        return "\ufffd", error.end
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return "\ufffd", error.start + 1


codecs.register_error(_LENIENT, _lenient)


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes; raises FeedNotText for what is no text.

    Marks decide; without one, NUL bytes at every second place mean UTF-16. All else is read as
    UTF-8 in which single bytes that are not UTF-8 count as Windows-1252, so that files of mixed
    origin come out right.
    """
    for magic, message in _KNOWN_BINARIES:
        if head.startswith(magic):
            raise FeedNotText(message)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.4 * half and head[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    if len(head) - len(head.translate(None, _CONTROLS)) > 0.04 * len(head):
        raise FeedNotText
    for pattern, message in _KNOWN_MARKUP:
        if pattern.match(head):
            raise FeedNotText(f"{message} Export the products as CSV, JSON or JSON Lines.")
    return "utf-8"


def decoded(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text of a stream; line ends stay as they are."""
    return io.TextIOWrapper(stream, encoding=encoding, errors=_LENIENT, newline="")


def decoded_head(head: bytes, encoding: str) -> str:
    """The text of the first bytes of a file."""
    return head.decode(encoding, errors="ignore" if encoding.startswith("utf-16") else _LENIENT)


def repaired(line: bytes) -> bytes:
    """A line as valid UTF-8."""
    return line.decode("utf-8", errors=_LENIENT).encode()


def lines(stream: BinaryIO, encoding: str, most: int) -> Iterator[bytes]:
    """Lines as UTF-8 bytes, as they are where the encoding is UTF-8; none longer than `most`."""
    if encoding in {"utf-8", "utf-8-sig"}:
        first = True
        while line := stream.readline(most):
            if len(line) >= most and not line.endswith(b"\n"):
                raise too_long(most)
            yield line.removeprefix(codecs.BOM_UTF8) if first else line
            first = False
        return
    for text_line in text_lines(decoded(stream, encoding), most):
        yield text_line.encode("utf-8", "replace")


def text_lines(text: io.TextIOBase, most: int) -> Iterator[str]:
    """Lines of text with their ends, none longer than `most` characters."""
    while line := text.readline(most):
        if len(line) >= most and not line.endswith(("\n", "\r")):
            raise too_long(most)
        yield line


def too_long(most: int) -> FeedTooLarge:
    """The complaint about one row that is longer than any row may be."""
    return FeedTooLarge(f"One row of this file is longer than {most // 2**20} MiB.")

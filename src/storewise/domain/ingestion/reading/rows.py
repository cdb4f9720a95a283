"""What a table of a feed looks like to the rest of ingestion, whatever its format."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import orjson

Cells = dict[str, Any]
Raw = bytes | list[str]
Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a feed may hold at most; bytes are counted after unpacking."""

    total_bytes: int = 8 * 2**30
    ratio: int = 200
    ratio_from: int = 64 * 2**20
    row_bytes: int = 32 * 2**20
    cell: int = 1_000_000
    columns: int = 20_000
    files: int = 50_000
    asset_bytes: int = 30 * 2**20
    document_bytes: int = 64 * 2**20
    sample_bytes: int = 16 * 2**20


class BadRow(Exception):
    """A row that cannot be read: `code` for programs, a sentence for people."""

    def __init__(self, code: str, message: str, column: str = "", value: object = "") -> None:
        super().__init__(message)
        self.code, self.message, self.column, self.value = code, message, column, value


class Part(ABC):
    """One table of a feed. `rows()` streams raw rows (a JSON object as bytes, or a list of cells);
    `cells()` gives one as column → value.

    Row numbers are those that people see: in a spreadsheet the header is row 1, in JSON the first
    object is 1, in JSON Lines it is the number of the line.
    """

    format: str
    header: list[str] | None = None

    def __init__(self, name: str, opener: Opener, limits: Limits) -> None:
        self.name, self._open, self._limits = name, opener, limits

    @abstractmethod
    def rows(self) -> Generator[tuple[int, Raw], None, None]:
        """All rows, unparsed as far as possible, with their numbers."""

    @abstractmethod
    def cells(self, raw: Raw) -> Cells:
        """One row as column → value (text, number, yes/no, list); raises BadRow."""

    def digest(self, raw: Raw) -> bytes:
        """16 bytes that change when anything in the row changes."""
        content = raw.strip() if isinstance(raw, bytes) else "\x1f".join(raw).encode()
        return hashlib.sha256(content).digest()[:16]

    def sample(self, count: int) -> list[Cells]:
        """The first rows that can be read, 16 MiB at most."""
        found: list[Cells] = []
        size = 0
        with closing(self.rows()) as rows:
            for _, raw in islice(rows, count):
                size += len(raw) if isinstance(raw, bytes) else sum(map(len, raw))
                if found and size > self._limits.sample_bytes:
                    break
                with suppress(BadRow):
                    found.append(self.cells(raw))
        return found

    def check(self, cells: Cells, size: int) -> Cells:
        """The same cells, if none is larger than a cell may be and none holds a NUL byte."""
        if len(cells) > self._limits.columns:
            raise BadRow("too_many_columns", f"This row has {len(cells):,} columns.")
        if size > self._limits.cell:
            for column, value in cells.items():
                if isinstance(value, str) and len(value) > self._limits.cell:
                    raise BadRow(
                        "cell_too_large",
                        f"'{column}' holds {len(value):,} characters; "
                        f"at most {self._limits.cell:,} are read.",
                        column,
                        value,
                    )
        return cells


def nul_in(cells: Cells) -> BadRow | None:
    """The complaint about the first cell that holds a NUL byte, if one does."""
    for column, value in cells.items():
        if isinstance(value, str) and "\0" in value:
            message = f"'{column}' holds a NUL byte, which no text may contain."
            return BadRow("nul_byte", message, column, value.replace("\0", "␀"))
    return None


def flat(row: Cells, most: int = 20_000) -> Cells:
    """A row whose nested objects became columns with dots: `{"a": {"b": 1}}` → `{"a.b": 1}`."""
    if not any(value.__class__ is dict for value in row.values()):
        return row
    found: Cells = {}
    stack = [iter(row.items())]
    prefixes = [""]
    while stack:
        for key, value in stack[-1]:
            name = f"{prefixes[-1]}{key}"
            if value.__class__ is dict and len(stack) < 8:
                stack.append(iter(value.items()))
                prefixes.append(f"{name}.")
                break
            found[name] = orjson.dumps(value).decode() if value.__class__ is dict else value
            if len(found) > most:
                raise BadRow("too_many_columns", f"This row has more than {most:,} columns.")
        else:
            stack.pop()
            prefixes.pop()
    return found

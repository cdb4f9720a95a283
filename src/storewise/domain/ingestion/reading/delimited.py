"""Tables with separators: CSV, TSV and their relatives."""

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator

from ..errors import FeedBroken, FeedEmpty, HeaderInvalid
from . import text
from .rows import BadRow, Cells, Limits, Opener, Part, Raw, nul_in

_DELIMITERS = ",;\t|"
_FIELD_LIMIT = 16 * 2**20


class DelimitedPart(Part):
    """A table of text with a header row; the separator is found by looking."""

    def __init__(self, name: str, opener: Opener, limits: Limits, head: bytes) -> None:
        super().__init__(name, opener, limits)
        self._encoding = text.encoding_of(head)
        beginning = text.decoded_head(head, self._encoding).lstrip("\ufeff")
        self._announced = beginning[:4].lower() == "sep=" and beginning[4:5] in _DELIMITERS
        self.delimiter = beginning[4] if self._announced else delimiter_of(beginning)
        self.format = "tsv" if self.delimiter == "\t" else "csv"
        self.header = self._read_header()
        self._width = len(self.header)

    def rows(self) -> Generator[tuple[int, Raw], None, None]:
        """All rows after the header that are not blank."""
        for number, cells in self._all():
            if number > 1 and any(cells):
                yield number, cells

    def cells(self, raw: Raw) -> Cells:
        """One row as column → text, without empty cells; raises BadRow."""
        if not isinstance(raw, list):
            raise TypeError("a row of a delimited table is a list of cells")
        header = self.header or []
        if len(raw) != self._width:
            extra = [cell for cell in raw[self._width :] if cell.strip()]
            if len(raw) < self._width or extra:
                raise BadRow(
                    "ragged_row",
                    f"This row has {len(raw)} cells where the header has {self._width}. "
                    "Look for a quote or separator too many or too few.",
                    value=extra[0] if extra else raw[-1] if raw else "",
                )
        cells = {column: cell for column, cell in zip(header, raw, strict=False) if cell}
        size = sum(map(len, raw))
        if size > self._limits.cell:
            self.check(cells, size)
        if "\0" in "".join(raw) and (problem := nul_in(cells)):
            raise problem
        return cells

    def _all(self) -> Iterator[tuple[int, list[str]]]:
        """Records with their numbers, the header as number 1."""
        if csv.field_size_limit() < _FIELD_LIMIT:
            csv.field_size_limit(_FIELD_LIMIT)
        with self._open() as stream, text.decoded(stream, self._encoding) as decoded:
            lines = _Lines(decoded, self._limits.row_bytes)
            if self._announced:
                next(lines, None)
            number = 0
            try:
                for record in csv.reader(lines, delimiter=self.delimiter):
                    lines.since_record = 0
                    if record or number:
                        number += 1
                        yield number, record
            except csv.Error as error:
                raise FeedBroken(
                    f"After row {number} a cell does not end: look for a quote that is opened "
                    "and never closed."
                ) from error

    def _read_header(self) -> list[str]:
        first = next(self._all(), None)
        if first is None or not any(cell.strip() for cell in first[1]):
            raise FeedEmpty
        names = [
            " ".join(cell.replace("\ufeff", "").replace("\0", "").split()) for cell in first[1]
        ]
        if len(names) > self._limits.columns:
            raise HeaderInvalid(f"This table has {len(names):,} columns.")
        twice = [name for name, count in Counter(filter(None, names)).items() if count > 1]
        if twice:
            listed = ", ".join(f"'{name}'" for name in twice[:5])
            raise HeaderInvalid(f"Several columns have the same name: {listed}. Rename them.")
        return [name or f"column {place}" for place, name in enumerate(names, start=1)]


class _Lines:
    """The lines of a table; a record over many lines may not be longer than one row may be."""

    def __init__(self, decoded: io.TextIOBase, most: int) -> None:
        self._lines, self._most = text.text_lines(decoded, most), most
        self.since_record = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.since_record += len(line)
        if self.since_record > self._most:
            raise text.too_long(self._most)
        return line


def delimiter_of(beginning: str) -> str:
    """The separator that cuts the first rows into the most columns, evenly."""
    complete = beginning[: beginning.rfind("\n") + 1] or beginning
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = _widths(complete, delimiter)
        if not widths or widths[0] < 2:
            continue
        even = sum(width == widths[0] for width in widths) / len(widths)
        score = even * (1 + min(widths[0], 50) / 50)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(beginning: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(beginning, newline=""), delimiter=delimiter):
            if record:
                widths.append(len(record))
            if len(widths) == 25:
                break
    except csv.Error:
        return widths
    return widths

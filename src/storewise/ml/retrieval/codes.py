"""Find products by SKU, GTIN or model number, written in full or begun, however punctuated."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .text import fold_code

MIN_CODE = 4
MAX_CODE = 40
MAX_JOINED = 3  # neighbouring words of a query that may be one code: "dv7 1211 ea"
MAX_PREFIX_CODES = 200


def canonical(code: str) -> str:
    """Return a code without punctuation; GTINs (digits only) also without leading zeros."""
    folded = code.lower() if code.isascii() and code.isalnum() else fold_code(code)
    return folded.lstrip("0") if folded.isdecimal() and len(folded) >= 8 else folded


class Codes:
    """The codes of all products; readers see rows only below the size of their own view."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[int, ...]] = {}
        self._sorted: list[str] = []

    def add(self, codes: Iterable[tuple[str, int]]) -> None:
        """Note the codes of new rows."""
        added = []
        for code, row in codes:
            key = canonical(code)
            if MIN_CODE <= len(key) <= MAX_CODE and any(c.isdigit() for c in key):
                known = self._rows.get(key)
                if known is None and len(code.split()) == 1:
                    added.append(key)
                self._rows[key] = (*known, row) if known and known[-1] != row else (row,)
        self._sorted = sorted(self._sorted + added)

    def find(self, text: str) -> dict[int, float]:
        """Return the rows whose code stands in a query, or begins with a word of it.

        The strength is 1 for a whole code, less for the beginning of one.
        """
        found: dict[int, float] = {}
        for candidate in _candidates(text):
            for row in self._rows.get(candidate, ()):
                found[row] = 1.0
        if not found:
            for candidate in _candidates(text):
                for code in self._begun(candidate):
                    for row in self._rows[code]:
                        found[row] = max(found.get(row, 0.0), 0.8 * len(candidate) / len(code))
        return found

    def _begun(self, prefix: str) -> Sequence[str]:
        codes = self._sorted
        start = bisect_left(codes, prefix)
        end = bisect_left(codes, prefix + "\U0010ffff", start)
        return codes[start : min(end, start + MAX_PREFIX_CODES)]

    def kept(self, new_rows: NDArray[np.int32]) -> "Codes":
        """Return the codes of the rows that stay; row r is now `new_rows[r]`, or negative."""
        codes = Codes()
        for key, rows in self._rows.items():
            if renamed := tuple(int(new_rows[row]) for row in rows if new_rows[row] >= 0):
                codes._rows[key] = renamed
        codes._sorted = [key for key in self._sorted if key in codes._rows]
        return codes

    @property
    def nbytes(self) -> int:
        """Estimate the memory held, in bytes."""
        return 250 * len(self._rows)


def _candidates(text: str) -> list[str]:
    """Return what in a query may be a code: words with a digit, neighbours joined, the whole."""
    spoken = text.split()[:16]
    found = dict.fromkeys([canonical(text[: 2 * MAX_CODE])])
    for size in range(1, MAX_JOINED + 1):
        for i in range(len(spoken) - size + 1):
            found[canonical("".join(spoken[i : i + size]))] = None
    return [
        code
        for code in found
        if MIN_CODE <= len(code) <= MAX_CODE and any(c.isdigit() for c in code)
    ]

"""Append-only columns whose earlier views stay valid while a writer goes on, and ragged rows."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]


class Column:
    """A numpy array that grows by doubling; views taken before an append never change."""

    def __init__(self, dtype: DTypeLike, width: int | None = None) -> None:
        self._data: NDArray[Any] = np.zeros((16,) if width is None else (16, width), dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes, spare room included."""
        return self._data.nbytes

    def extend(self, values: Any) -> None:
        """Append values (n,) or (n, width)."""
        added = np.asarray(values, self._data.dtype)
        end = self._size + len(added)
        if end > len(self._data):
            capacity = max(end, 2 * len(self._data) if end < 1_000_000 else end * 5 // 4)
            grown = np.zeros((capacity, *self._data.shape[1:]), self._data.dtype)
            grown[: self._size] = self._data[: self._size]
            self._data = grown
        self._data[self._size : end] = added
        self._size = end

    def view(self) -> NDArray[Any]:
        """Return what is there now, without a copy."""
        return self._data[: self._size]


class RaggedColumn:
    """Rows of different length, held as one flat array and the ends of the rows."""

    def __init__(self, dtype: DTypeLike) -> None:
        self.values = Column(dtype)
        self.ends = Column(np.int64)
        self.ends.extend([0])

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return self.values.nbytes + self.ends.nbytes

    def extend(self, values: Any, lengths: Any) -> None:
        """Append rows given as their values end to end and the length of each row."""
        last = int(self.ends.view()[-1])
        self.values.extend(values)
        self.ends.extend(last + np.cumsum(np.asarray(lengths, np.int64)))

    def view(self) -> "Ragged":
        """Return what is there now, without a copy."""
        return Ragged(self.values.view(), self.ends.view())


class Ragged:
    """A read-only view of ragged rows: row r is `values[ends[r]:ends[r + 1]]`."""

    def __init__(self, values: NDArray[Any], ends: NDArray[np.int64]) -> None:
        self.values = values
        self.ends = ends

    def row(self, row: int) -> NDArray[Any]:
        """Return the values of one row."""
        return self.values[self.ends[row] : self.ends[row + 1]]

    def take(self, rows: Rows) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the values of some rows end to end, and for each the position in `rows`."""
        positions, owner = spans(self.ends[rows], self.ends[rows + 1])
        return self.values[positions], owner

    def owners(self) -> NDArray[np.int32]:
        """Return for each value the row that it belongs to."""
        return np.repeat(np.arange(len(self.ends) - 1, dtype=np.int32), np.diff(self.ends))


def spans(
    starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of [start, end) spans end to end, and the span each belongs to."""
    lengths = ends - starts
    owner = np.repeat(np.arange(len(lengths)), lengths)
    shift = starts - np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return np.arange(len(owner)) + shift[owner], owner

"""Which products hold which word and how strongly: immutable segments that a writer merges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows


class Field(IntEnum):
    """Where in a product a word stands; the last two say what it does in the name.

    In "laptop case" the head, what the thing is, is "case"; "laptop" only modifies it.
    """

    TITLE = 0
    BRAND = 1
    KIND = 2  # category path, product type
    CODE = 3
    ATTRIBUTE = 4
    DESCRIPTION = 5
    HEAD = 6
    MODIFIER = 7


@dataclass(frozen=True, slots=True)
class Posting:
    """The products (n,) that hold a word, how strongly (n,), and in which fields, as bits (n,)."""

    rows: Rows
    strengths: NDArray[np.float32]
    fields: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Segment:
    """The postings of a batch of products, sorted by stem and then by product."""

    stems: NDArray[np.int32]  # distinct, ascending
    ends: NDArray[np.int64]  # one more than stems
    rows: Rows
    strengths: NDArray[np.float16]
    fields: NDArray[np.uint8]

    @classmethod
    def build(
        cls,
        stems: NDArray[np.int32],
        rows: Rows,
        fields: NDArray[np.uint8],
        strength: Callable[[Rows, NDArray[np.uint8], NDArray[np.float32]], NDArray[np.float32]],
    ) -> "Segment":
        """Gather the occurrences (n,) of stems in the fields of products.

        `strength(rows, fields, counts)` says how strongly so many occurrences in a field speak;
        a product's strength is that of the best of its fields.
        """
        key = stems.astype(np.int64) << 35 | rows.astype(np.int64) << 3 | fields
        key, counts = np.unique(key, return_counts=True)
        fields = (key & 7).astype(np.uint8)
        key >>= 3
        rows = (key & 0xFFFFFFFF).astype(np.int32)
        strengths = strength(rows, fields, counts.astype(np.float32)).astype(np.float16)
        first = np.flatnonzero(np.diff(key, prepend=-1))
        if not len(first):
            return cls._of_sorted(stems[:0], rows, strengths, fields)
        return cls._of_sorted(
            (key[first] >> 32).astype(np.int32),
            rows[first],
            np.maximum.reduceat(strengths, first),
            np.bitwise_or.reduceat(np.uint8(1) << fields, first),
        )

    @classmethod
    def merge(cls, segments: Sequence["Segment"], alive: Mask) -> "Segment":
        """Join segments into one and leave out products that are gone."""
        stems = np.concatenate([np.repeat(s.stems, np.diff(s.ends)) for s in segments])
        rows = np.concatenate([s.rows for s in segments])
        kept = np.flatnonzero(alive[rows])
        order = kept[np.argsort((stems[kept].astype(np.int64) << 32) | rows[kept], kind="stable")]
        strengths = np.concatenate([s.strengths for s in segments])[order]
        fields = np.concatenate([s.fields for s in segments])[order]
        return cls._of_sorted(stems[order], rows[order], strengths, fields)

    @classmethod
    def _of_sorted(
        cls,
        stems: NDArray[np.int32],
        rows: Rows,
        strengths: NDArray[np.float16],
        fields: NDArray[np.uint8],
    ) -> "Segment":
        new = np.ones(len(stems), bool)
        new[1:] = stems[1:] != stems[:-1]
        starts = np.flatnonzero(new)
        return cls(stems[starts], np.append(starts, len(stems)), rows, strengths, fields)

    def renumbered(self, new_rows: Rows) -> "Segment":
        """Return the segment with row r called `new_rows[r]`, all rows being alive."""
        return Segment(self.stems, self.ends, new_rows[self.rows], self.strengths, self.fields)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return (
            self.stems.nbytes
            + self.ends.nbytes
            + self.rows.nbytes
            + self.strengths.nbytes
            + self.fields.nbytes
        )

    def find(self, stem: int) -> slice | None:
        """Return where the postings of a stem lie."""
        at = int(np.searchsorted(self.stems, stem))
        if at == len(self.stems) or self.stems[at] != stem:
            return None
        return slice(int(self.ends[at]), int(self.ends[at + 1]))


def posting(segments: Sequence[Segment], stem: int, alive: Mask) -> Posting:
    """Return the living products that hold a stem, over all segments."""
    parts = [(s, where) for s in segments if (where := s.find(stem)) is not None]
    if not parts:
        return Posting(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.uint8))
    rows = np.concatenate([s.rows[where] for s, where in parts])
    strengths = np.concatenate([s.strengths[where] for s, where in parts])
    fields = np.concatenate([s.fields[where] for s, where in parts])
    living = alive[rows]
    if not living.all():
        rows, strengths, fields = rows[living], strengths[living], fields[living]
    return Posting(rows, strengths.astype(np.float32), fields)


def with_segment(segments: tuple[Segment, ...], added: Segment, alive: Mask) -> tuple[Segment, ...]:
    """Return the segments with one more, merged so that each is over twice the next.

    There are then at most about log2(n) of them, and a posting is copied as often at most.
    """
    held = [*segments, added]
    while len(held) > 1 and len(held[-2]) <= 2 * len(held[-1]):
        held[-2:] = [Segment.merge(held[-2:], alive)]
    return tuple(held)

"""Everything that a search reads, frozen at one moment while the writer goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Ragged
from .codes import Codes
from .columns import Facts
from .documents import Attribute
from .matching import Postings
from .postings import Field, Segment
from .ranking import Ranking
from .reading import Prominence
from .result import Hit
from .text import fold
from .understanding import Interpreter
from .vectors import VectorView
from .vocabulary import Vocabulary

SHOWN = 63  # the fields that a text stands in, without what a word does in the name
_NAMES = [tuple(f.name.lower() for f in Field if bits >> f & 1) for bits in range(SHOWN + 1)]


class TitleOrder:
    """The place of each row when all are sorted by title, found out when first asked for."""

    def __init__(self, names: Sequence[str], size: int) -> None:
        self._names = names
        self._size = size

    @cached_property
    def places(self) -> NDArray[np.int32]:
        """Return the place (rows,) of each row."""
        folded = [fold(name) for name in self._names[: self._size]]
        order = np.array(sorted(range(self._size), key=folded.__getitem__), np.int32)
        places = np.empty(self._size, np.int32)
        places[order] = np.arange(self._size, dtype=np.int32)
        return places


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index at one moment; lists may have grown since, but only rows of `alive` count."""

    alive: Mask
    living: int
    facts: Facts
    titles: Ragged
    segments: tuple[Segment, ...]
    vectors: VectorView
    vocabulary: Vocabulary
    interpreter: Interpreter
    codes: Codes
    ids: Sequence[str]
    cards: Sequence[bytes]
    names: Sequence[str]
    row_of: Mapping[str, int]
    title_order: TitleOrder
    attributes: Mapping[str, Attribute]
    ranking: Ranking
    prominence: Prominence

    def __len__(self) -> int:
        return len(self.alive)

    def row(self, product_id: str) -> int | None:
        """Return the row of a product, or None where there is none."""
        return self.row_of.get(product_id)

    def coded(self, text: str) -> dict[int, float]:
        """Return the rows whose code stands in a text or is begun there, and how fully (0 to 1)."""
        return {
            row: strength
            for row, strength in self.codes.find(text).items()
            if row < len(self) and self.alive[row]
        }

    def postings(self) -> Postings:
        """Return the postings, for one query."""
        return Postings(
            self.segments, self.titles, self.alive, self.living, self.ranking.rarity_power
        )

    def hit(self, row: int, score: float, fields: int = 0) -> Hit:
        """Return a row as shoppers' pages want it."""
        return Hit(self.ids[row], round(score, 6), self.cards[row], _NAMES[fields & SHOWN])

"""Match the words of a query against all products at once: how well, and how much of the query."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Ragged, Rows
from .postings import Field, Posting, Segment, posting
from .understanding import Alternative, Concept
from .vocabulary import UNKNOWN

NAMING = 0.05  # share of a word's products that it must name for it to name things


class Postings:
    """The postings of the living products at one moment, each stem looked up once per query."""

    def __init__(
        self,
        segments: Sequence[Segment],
        titles: Ragged,
        alive: Mask,
        living: int,
        rarity_power: float,
    ) -> None:
        self._titles = titles
        self._segments = segments
        self._alive = alive
        self._living = living
        self._rarity_power = rarity_power
        self._found: dict[int, Posting] = {}

    def of(self, stem: int) -> Posting:
        """Return the living products that hold a stem."""
        found = self._found.get(stem)
        if found is None:
            found = self._found[stem] = posting(self._segments, stem, self._alive)
        return found

    def held(self, stems: tuple[int, ...]) -> bool:
        """Tell whether any product holds a stem, or several next to one another in its title."""
        if len(stems) == 1:
            return len(self.of(stems[0]).rows) > 0
        return len(self.following(stems)) > 0

    def following(self, stems: tuple[int, ...]) -> Rows:
        """Return the products in whose title the stems follow one another."""
        rows = self.of(stems[0]).rows
        for stem in stems[1:]:
            rows = np.intersect1d(rows, self.of(stem).rows, assume_unique=True)
        return rows[_follow(stems, rows, self._titles)]

    def rarity(self, stem: int) -> float:
        """Return the tempered inverse document frequency of a stem (BM25's, above 0)."""
        held = len(self.of(stem).rows)
        return float(np.log1p((self._living - held + 0.5) / (held + 0.5)) ** self._rarity_power)

    def evidence(self, stem: int, most: float) -> NDArray[np.float32]:
        """Return what a stem contributes to the score of each of its products.

        Its rarity counts at most as much as `most`: that of the word that it stands for.
        """
        return np.float32(min(self.rarity(stem), most)) * self.of(stem).strengths


@dataclass(frozen=True, slots=True)
class Match:
    """How products match the words: by row, over all rows.

    `score` adds up, for each word, BM25 in the field where it speaks most strongly;
    `coverage` is the share of the query's words that are held, weighed by their rarity;
    `fields` are those in which words were found, as bits; `roles` the same for the word alone
    that says what is wanted: the last that names things, "laptop" in "hp laptop 15 inch black".
    """

    score: NDArray[np.float32]
    coverage: NDArray[np.float32]
    fields: NDArray[np.uint8]
    roles: NDArray[np.uint8]


def match(concepts: Sequence[Concept], postings: Postings, size: int) -> Match:
    """Match the concepts of a query against all `size` rows."""
    score = np.zeros(size, np.float32)
    coverage = np.zeros(size, np.float32)
    fields = np.zeros(size, np.uint8)
    roles = fields
    importance = [_importance(concept, postings) for concept in concepts]
    total = sum(importance) or 1.0
    for concept, weight in zip(concepts, importance, strict=True):
        rows, evidence, bits = _evidence(concept.alternatives, postings, size)
        score[rows] += evidence
        coverage[rows] += np.float32(weight / total)
        fields[rows] |= bits
        if _names_things(bits) or concept is concepts[0]:
            roles = np.zeros(size, np.uint8)
            roles[rows] = bits
    return Match(score, coverage, fields, roles)


def _names_things(bits: NDArray[np.uint8]) -> bool:
    """Tell whether a word is what products are, and not a size, a colour or a brand."""
    heads = int(np.count_nonzero(bits & (1 << Field.HEAD)))
    return heads > NAMING * len(bits)


def _importance(concept: Concept, postings: Postings) -> float:
    """Return the weight of a concept in the coverage: the rarity of its commonest reading."""
    readings = [
        max(map(postings.rarity, alternative.stems)) for alternative in concept.alternatives
    ]
    return max(min(readings), 0.1) if readings else postings.rarity(UNKNOWN)


def _evidence(
    alternatives: Sequence[Alternative], postings: Postings, size: int
) -> tuple[Rows, NDArray[np.float32], NDArray[np.uint8]]:
    """Return the rows that hold a concept in any way, the best evidence and the fields."""
    if not alternatives:
        return np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.uint8)
    most = max(map(postings.rarity, alternatives[0].stems))
    parts = [_alternative(alternative, postings, most) for alternative in alternatives]
    if len(parts) == 1:
        return parts[0]
    best = np.zeros(size, np.float32)
    bits = np.zeros(size, np.uint8)
    for rows, evidence, fields in parts:
        best[rows] = np.maximum(best[rows], evidence)
        bits[rows] |= fields
    held = np.flatnonzero(best).astype(np.int32)
    return held, best[held], bits[held]


def _alternative(
    alternative: Alternative, postings: Postings, most: float
) -> tuple[Rows, NDArray[np.float32], NDArray[np.uint8]]:
    weight = np.float32(alternative.weight)
    first = alternative.stems[0]
    found = postings.of(first)
    rows, evidence, fields = found.rows, postings.evidence(first, most), found.fields
    for stem in alternative.stems[1:]:
        other = postings.of(stem)
        rows, mine, theirs = np.intersect1d(
            rows, other.rows, assume_unique=True, return_indices=True
        )
        evidence = np.minimum(evidence[mine], postings.evidence(stem, most)[theirs])
        fields = fields[mine] & other.fields[theirs]
    if alternative.adjacent:
        follow = np.isin(rows, postings.following(alternative.stems))
        rows, evidence, fields = rows[follow], evidence[follow], fields[follow]
    return rows, evidence * weight, fields


def _follow(stems: Sequence[int], rows: Rows, titles: Ragged) -> Mask:
    """Tell in which rows the stems follow one another in the title."""
    words, owner = titles.take(rows)
    span = len(stems)
    starts = np.ones(max(len(words) - span + 1, 0), bool)
    for i, stem in enumerate(stems):
        starts &= words[i : i + len(starts)] == stem
    if len(starts):
        starts &= owner[: len(starts)] == owner[span - 1 :]
    held = np.zeros(len(rows), bool)
    held[owner[: len(starts)][starts]] = True
    return held

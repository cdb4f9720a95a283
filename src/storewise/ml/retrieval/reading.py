"""Read products into postings: which words stand in which field, weighed by field and length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .columns import texts
from .documents import KIND_ATTRIBUTES, Attribute, Document
from .postings import Field, Segment
from .text import words, words_and_joins
from .vocabulary import Vocabulary

MAX_DESCRIPTION_WORDS = 400
MAX_VALUE_WORDS = 60
MEMO_SIZE = 200_000


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How much a word counts in a field, how strongly length dilutes it, and the usual length.

    The usual length is a constant and not the corpus mean, so that a product's score does not
    depend on when it was indexed.
    """

    weight: float
    dilution: float
    usual_words: float


FIELD_WEIGHTS: Mapping[Field, FieldWeight] = {
    Field.TITLE: FieldWeight(3.0, 0.6, 10),
    Field.BRAND: FieldWeight(2.0, 0.0, 1),
    Field.KIND: FieldWeight(3.0, 0.3, 4),
    Field.CODE: FieldWeight(1.0, 0.0, 3),
    Field.ATTRIBUTE: FieldWeight(0.5, 0.5, 40),
    Field.DESCRIPTION: FieldWeight(1.0, 0.6, 12),
}
_WEIGHT = np.array([FIELD_WEIGHTS[f].weight for f in Field], np.float32)
_DILUTION = np.array([FIELD_WEIGHTS[f].dilution for f in Field], np.float32)
_USUAL = np.array([FIELD_WEIGHTS[f].usual_words for f in Field], np.float32)


@dataclass(frozen=True, slots=True)
class Batch:
    """Products as read: their postings, and the stems of each title in order."""

    segment: Segment
    title_stems: NDArray[np.int32]
    title_lengths: NDArray[np.int64]


class Reader:
    """Reads the products of one store into its vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._memo: dict[str, list[int]] = {}

    def read(
        self, documents: Sequence[Document], first_row: int, described: Mapping[str, Attribute]
    ) -> Batch:
        """Read products that become the rows from `first_row` on."""
        numbers: list[int] = []
        lengths: list[int] = []
        titles: list[int] = []
        title_lengths: list[int] = []
        for document in documents:
            title = self._vocabulary.add(words_and_joins(document.title))
            fields = (
                title,
                self._remembered(document.brand or ""),
                self._kind(document),
                self._vocabulary.add([w for code in document.codes for w in words(code)]),
                self._attributes(document, described),
                self._description(document.description),
            )
            plain = len(words(document.title))
            titles += title[:plain]
            title_lengths.append(plain)
            for field in fields:
                numbers += field
                lengths.append(len(field))
        segment = self._segment(np.array(numbers, np.int64), np.array(lengths), first_row)
        self._vocabulary.sort()
        stems = self._vocabulary.stems_of(np.array(titles, np.int64))
        return Batch(segment, stems, np.array(title_lengths, np.int64))

    def _segment(
        self, numbers: NDArray[np.int64], lengths: NDArray[np.int64], first_row: int
    ) -> Segment:
        self._vocabulary.count(numbers)
        cell = np.repeat(np.arange(len(lengths)), lengths)
        field = (cell % len(Field)).astype(np.uint8)
        rows = (first_row + cell // len(Field)).astype(np.int32)
        ratio = lengths[cell] / _USUAL[field]
        weights = _WEIGHT[field] / (1.0 + _DILUTION[field] * (ratio - 1.0))
        stems = self._vocabulary.stems_of(numbers)
        return Segment.build(stems, rows, weights.astype(np.float32), np.uint8(1) << field)

    def _remembered(self, text: str) -> list[int]:
        """Return the word numbers of a text that many products share."""
        found = self._memo.get(text)
        if found is None:
            found = self._vocabulary.add(words_and_joins(text)[:MAX_VALUE_WORDS])
            if len(self._memo) >= MEMO_SIZE:
                self._memo.clear()
            self._memo[text] = found
        return found

    def _kind(self, document: Document) -> list[int]:
        kinds = list(document.categories)
        kinds += [v for code in KIND_ATTRIBUTES
                  if isinstance(v := document.attributes.get(code), str)]  # fmt: skip
        return [number for kind in kinds for number in self._remembered(kind)]

    def _attributes(self, document: Document, described: Mapping[str, Attribute]) -> list[int]:
        found: list[int] = []
        for code, text in texts(document.attributes).items():
            if code not in KIND_ATTRIBUTES:
                found += self._remembered(text)
        for code, value in document.attributes.items():
            attribute = described.get(code)
            if isinstance(value, bool):
                if value:
                    found += self._remembered((attribute or Attribute.of_code(code)).label)
            elif attribute and attribute.unit and isinstance(value, float | int):
                found += self._remembered(f"{value:.10g} {attribute.unit}")
        return found

    def _description(self, text: str) -> list[int]:
        return self._vocabulary.add(words_and_joins(text[:8000])[:MAX_DESCRIPTION_WORDS])

"""Read products into postings: which words stand in which field, weighed by field and length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Rows
from .documents import KIND_ATTRIBUTE, Attribute, AttributeValue, Document, label_of
from .postings import Field, Segment
from .text import joins, words, words_and_joins
from .vocabulary import Vocabulary

MAX_TITLE = 1_000  # characters that are read
MAX_DESCRIPTION = 8_000
MAX_VALUE = 1_000
MAX_DESCRIPTION_WORDS = 400
SHORTEST_GTIN = 8
MAX_VALUE_WORDS = 60
MEMO_SIZE = 200_000


USUAL_WORDS: Mapping[Field, int] = {
    Field.TITLE: 10, Field.BRAND: 1, Field.KIND: 4, Field.CODE: 6,
    Field.ATTRIBUTE: 40, Field.DESCRIPTION: 10, Field.HEAD: 1, Field.MODIFIER: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighting:
    """How strongly a word in a field speaks for a product: BM25 within each field.

    Lengths are measured by the constants USUAL_WORDS and not by the mean of the store, so that
    a product's score does not depend on when it was indexed. Head and modifier are told by the
    ranking and have no weight here.
    """

    title: float = 1.0
    brand: float = 0.7
    kind: float = 1.0
    code: float = 0.5
    attribute: float = 0.35
    description: float = 1.0
    saturation: float = 0.8  # BM25's k1
    dilution: float = 0.5  # BM25's b

    def strength(
        self, fields: NDArray[np.uint8], counts: NDArray[np.float32], lengths: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the strength of words that occur `counts` times in fields of some lengths."""
        ratio = lengths / _USUAL[fields]
        diluted = counts / (1.0 + self.dilution * (ratio - 1.0))
        weights = np.array([getattr(self, field.name.lower(), 0.0) for field in Field], np.float32)
        return (weights[fields] * diluted / (self.saturation + diluted)).astype(np.float32)


_USUAL = np.array([USUAL_WORDS[field] for field in Field], np.float32)


@dataclass(frozen=True, slots=True)
class Batch:
    """Products as read: their postings, and the stems of each title in order."""

    segment: Segment
    title_stems: NDArray[np.int32]
    title_lengths: NDArray[np.int64]


class Prominence:
    """How often the titles of products name the value of an attribute.

    What sellers put into names (a colour, a screen size) is what shoppers choose by; a package
    width never is.
    """

    def __init__(self) -> None:
        self._noted: dict[str, tuple[int, int]] = {}

    def note(self, code: str, *, named: bool) -> None:
        """Count one product that has an attribute."""
        held, before = self._noted.get(code, (0, 0))
        self._noted[code] = (held + 1, before + named)

    def of(self, code: str) -> float:
        """Return the share of an attribute's products whose title names its value."""
        held, named = self._noted.get(code, (0, 0))
        return named / held if held else 0.0


class Reader:
    """Reads the products of one store into its vocabulary."""

    def __init__(self, vocabulary: Vocabulary, weighting: Weighting) -> None:
        self._vocabulary = vocabulary
        self._weighting = weighting
        self._memo: dict[str, list[int]] = {}
        self.prominence = Prominence()

    def read(
        self, documents: Sequence[Document], first_row: int, described: Mapping[str, Attribute]
    ) -> Batch:
        """Read products that become the rows from `first_row` on."""
        numbers: list[int] = []
        lengths: list[int] = []
        titles: list[int] = []
        title_lengths: list[int] = []
        for document in documents:
            title = self._vocabulary.add(words(document.title[:MAX_TITLE]))
            brand = self._remembered(document.brand or "")
            attributes = self._attributes(document, described, set(title))
            heads, modifiers = self._roles(title, {*brand, *attributes})
            for kind in (*document.categories[-1:], document.attributes.get(KIND_ATTRIBUTE)):
                if isinstance(kind, str):
                    self._close(list(self._remembered(kind)), heads, modifiers)
            fields = (
                title + self._vocabulary.add(joins(document.title[:MAX_TITLE])),
                brand,
                self._kind(document),
                self._code_words(document.codes),
                attributes,
                self._description(document.description),
                heads,
                modifiers,
            )
            titles += title
            title_lengths.append(len(title))
            for field in fields:
                numbers += field
                lengths.append(len(field))
        self._vocabulary.count(np.array(titles, np.int64))
        segment = self._segment(np.array(numbers, np.int64), np.array(lengths), first_row)
        stems = self._vocabulary.stems_of(np.array(titles, np.int64))
        return Batch(segment, stems, np.array(title_lengths, np.int64))

    def _segment(
        self, numbers: NDArray[np.int64], lengths: NDArray[np.int64], first_row: int
    ) -> Segment:
        cell = np.repeat(np.arange(len(lengths)), lengths)
        rows = (first_row + cell // len(Field)).astype(np.int32)
        fields = (cell % len(Field)).astype(np.uint8)
        by_field = lengths.reshape(-1, len(Field))

        def strength(
            rows: Rows, fields: NDArray[np.uint8], counts: NDArray[np.float32]
        ) -> NDArray[np.float32]:
            lengths = by_field[rows - first_row, fields]
            return self._weighting.strength(fields, counts, lengths)

        return Segment.build(self._vocabulary.stems_of(numbers), rows, fields, strength)

    def _roles(self, title: Sequence[int], said: set[int]) -> tuple[list[int], list[int]]:
        """Tell what a title calls the thing, and the words that only modify that.

        Brand, model numbers, sizes and all that attributes say too ("black", "USB") are taken
        out; of each run of words left, the last is its head, in languages such as French the
        first. What follows a "for" or "with" is not the thing itself either.
        """
        heads: list[int] = []
        modifiers: list[int] = []
        run: list[int] = []
        for place, number in enumerate(title):
            if self._vocabulary.is_link(number) and (run or heads):
                modifiers += title[place + 1 :]
                break
            if number in said or self._vocabulary.is_code_like(number):
                self._close(run, heads, modifiers)
            else:
                run.append(number)
        self._close(run, heads, modifiers)
        return heads, modifiers

    def _close(self, run: list[int], heads: list[int], modifiers: list[int]) -> None:
        if run:
            heads.append(run.pop(0 if self._vocabulary.head_first else -1))
            modifiers += run
            run.clear()

    def _remembered(self, text: str) -> list[int]:
        """Return the word numbers of a text that many products share."""
        found = self._memo.get(text)
        if found is None:
            found = self._vocabulary.add(words_and_joins(text[:MAX_VALUE])[:MAX_VALUE_WORDS])
            if len(self._memo) >= MEMO_SIZE:
                self._memo.clear()
            self._memo[text] = found
        return found

    def _code_words(self, codes: Sequence[str]) -> list[int]:
        """Return the words of model names; GTINs are found as codes alone."""
        named = [code for code in codes if not (code.isdecimal() and len(code) >= SHORTEST_GTIN)]
        return self._vocabulary.add([word for code in named for word in words(code)])

    def _kind(self, document: Document) -> list[int]:
        kinds = list(document.categories)
        if isinstance(kind := document.attributes.get(KIND_ATTRIBUTE), str):
            kinds.append(kind)
        return [number for kind in kinds for number in self._remembered(kind)]

    def _attributes(
        self, document: Document, described: Mapping[str, Attribute], title: set[int]
    ) -> list[int]:
        """Return the words of all attributes, and note which of them the title names."""
        found: list[int] = []
        for code, value in document.attributes.items():
            words_of = self._value_words(code, value, described)
            self.prominence.note(code, named=bool(words_of) and title.issuperset(words_of))
            if code != KIND_ATTRIBUTE:
                found += words_of
        return found

    def _value_words(
        self, code: str, value: AttributeValue, described: Mapping[str, Attribute]
    ) -> list[int]:
        if isinstance(value, str):
            return self._remembered(value)
        if isinstance(value, bool):
            return self._remembered(label_of(code, described)) if value else []
        if isinstance(value, int | float):
            unit = described[code].unit if code in described else None
            return self._remembered(f"{value:.10g} {unit}") if unit else []
        return [number for text in value for number in self._remembered(text)]

    def _description(self, text: str) -> list[int]:
        return self._vocabulary.add(words_and_joins(text[:MAX_DESCRIPTION])[:MAX_DESCRIPTION_WORDS])

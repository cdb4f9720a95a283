"""The index of one store: products in, ranked hits, facets and suggestions out."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, RaggedColumn
from .codes import Codes
from .columns import Columns
from .documents import Attribute, Document
from .glimpses import Glimpses, glimpses
from .lexicon import Lexicon, lexicon
from .postings import Segment, with_segment
from .query import Filters, Query
from .ranking import Ranking
from .reading import Reader, Weighting
from .result import Hit, Result, Suggestion
from .searching import search
from .similarity import similar
from .snapshot import Snapshot, TitleOrder
from .suggesting import suggest
from .synonyms import Synonyms, common
from .text import language as language_of
from .understanding import Interpreter
from .vectors import Vectors
from .vocabulary import Vocabulary

COMPACT_FROM = 2_000  # rows of replaced products below which they are simply left in place


class Index:
    """Products of one store, held in memory to be searched.

    Searches may run in many threads while one thread updates: an update builds a new snapshot
    beside the old one and then swaps them, so each search sees all of an update or nothing.
    """

    def __init__(
        self,
        *,
        language: str = "en",
        synonyms: Synonyms | None = None,
        attributes: Mapping[str, Attribute] | None = None,
        weighting: Weighting | None = None,
        ranking: Ranking | None = None,
    ) -> None:
        self._ranking = ranking or Ranking()
        self._writing = threading.Lock()
        self._language = language_of(language)
        self._attributes = dict(attributes or {})
        self._vocabulary = Vocabulary(self._language)
        self._common = common(language)
        self._interpreter = self._interpreter_with(synonyms or Synonyms())
        self._reader = Reader(self._vocabulary, weighting or Weighting())
        self._columns = Columns()
        self._vectors = Vectors()
        self._codes = Codes()
        self._titles = RaggedColumn(np.int32)
        self._segments: tuple[Segment, ...] = ()
        self._ids: list[str] = []
        self._cards: list[bytes] = []
        self._names: list[str] = []
        self._row_of: dict[str, int] = {}
        self._alive: Mask = np.zeros(0, bool)
        self._snapshot = self._take_snapshot()

    def __len__(self) -> int:
        return self._snapshot.living

    def __contains__(self, product_id: str) -> bool:
        return self._snapshot.row(product_id) is not None

    def update(self, upserts: Iterable[Document], deletes: Iterable[str] = ()) -> None:
        """Add or replace products, and delete some; searches see all of it at once.

        A product replaced without a vector keeps the one it had.
        Raises ValueError, and changes nothing, when a vector has another length than those before.
        """
        newest = {document.id: document for document in upserts}
        self._vectors.check([d.vector for d in newest.values() if d.vector is not None])
        with self._writing:
            self._row_of = dict(self._row_of)
            alive = self._alive.copy()
            gone = [row for d in deletes if d not in newest
                    and (row := self._row_of.pop(d, None)) is not None]  # fmt: skip
            alive[gone] = False
            self._alive = alive
            if newest:
                self._append(list(newest.values()))
            self._compact()
            self._snapshot = self._take_snapshot()

    def set_vectors(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Give products their vectors, of unit length; ids that are not in the index are skipped.

        Raises ValueError when a vector has another length than those before.
        """
        with self._writing:
            known = [
                (row, vector)
                for product_id, vector in vectors.items()
                if (row := self._row_of.get(product_id)) is not None
            ]
            self._vectors.set([row for row, _ in known], [vector for _, vector in known])
            self._snapshot = replace(self._snapshot, vectors=self._vectors.view())

    def describe(
        self,
        *,
        synonyms: Synonyms | None = None,
        attributes: Mapping[str, Attribute] | None = None,
        ranking: Ranking | None = None,
    ) -> None:
        """Change the merchant's synonyms, attribute labels or the order of results.

        It holds from the next search on; words in labels and units are found only in products
        that are updated later.
        """
        with self._writing:
            if synonyms is not None:
                self._interpreter = self._interpreter_with(synonyms)
            if attributes is not None:
                self._attributes = dict(attributes)
            self._ranking = ranking or self._ranking
            self._snapshot = replace(
                self._snapshot,
                interpreter=self._interpreter,
                attributes=self._attributes,
                ranking=self._ranking,
            )

    def search(self, query: Query) -> Result:
        """Find products by words, meaning and filters; no text is refused."""
        return search(self._snapshot, query)

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Complete what a shopper is typing: brands, categories, queries and products."""
        return suggest(self._snapshot, prefix, limit)

    def similar(
        self, product_id: str, limit: int = 12, filters: Filters | None = None
    ) -> list[Hit]:
        """Return products that could be bought instead, the most alike first."""
        return similar(self._snapshot, product_id, limit, filters or Filters())

    def glimpses(self, query: Query) -> Glimpses:
        """Find products as `search` does, to be looked into: what each one states, by code."""
        return glimpses(self._snapshot, query)

    def lexicon(self) -> Lexicon:
        """The words by which the products can be narrowed, as they are now."""
        return lexicon(self._snapshot, self._language.stem)

    @property
    def nbytes(self) -> int:
        """Estimate the memory held, in bytes."""
        texts = sum(map(len, self._cards)) + sum(map(len, self._names)) + 350 * len(self._ids)
        arrays = self._columns.nbytes + self._vectors.nbytes + self._titles.nbytes
        words = self._vocabulary.nbytes + self._codes.nbytes
        return texts + arrays + words + sum(segment.nbytes for segment in self._segments)

    def _interpreter_with(self, synonyms: Synonyms) -> Interpreter:
        return Interpreter(self._vocabulary, self._language, [synonyms, self._common])

    def _append(self, documents: Sequence[Document]) -> None:
        first = len(self._ids)
        rows = range(first, first + len(documents))
        before = [self._row_of.get(document.id) for document in documents]
        self._ids += [document.id for document in documents]
        self._cards += [document.card for document in documents]
        self._names += [document.title for document in documents]
        self._columns.append(documents)
        self._codes.add((c, row) for row, d in zip(rows, documents, strict=True) for c in d.codes)
        self._vectors.resize(len(self._ids))
        replaced = [(old, new) for old, new in zip(before, rows, strict=True) if old is not None]
        self._vectors.move([old for old, _ in replaced], [new for _, new in replaced])
        given = [(row, d.vector) for row, d in zip(rows, documents, strict=True)
                 if d.vector is not None]  # fmt: skip
        self._vectors.set([row for row, _ in given], [vector for _, vector in given])
        self._alive[[old for old, _ in replaced]] = False
        self._alive = np.append(self._alive, np.ones(len(documents), bool))
        batch = self._reader.read(documents, first, self._attributes)
        self._titles.extend(batch.title_stems, batch.title_lengths)
        self._segments = with_segment(self._segments, batch.segment, self._alive)
        self._row_of.update({d.id: row for d, row in zip(documents, rows, strict=True)})

    def _compact(self) -> None:
        """Drop the rows of products replaced or deleted once they outnumber the others."""
        living = len(self._row_of)
        if len(self._ids) - living < max(COMPACT_FROM, living):
            return
        rows = np.flatnonzero(self._alive).astype(np.int32)
        new_rows = np.full(len(self._alive), -1, np.int32)
        new_rows[rows] = np.arange(len(rows), dtype=np.int32)
        merged = Segment.merge(self._segments, self._alive)
        self._segments = (merged.renumbered(new_rows),)
        self._columns.keep(rows)
        self._vectors.keep(rows)
        self._codes = self._codes.kept(new_rows)
        titles = self._titles.view()
        self._titles = RaggedColumn(np.int32)
        self._titles.extend(titles.take(rows)[0], np.diff(titles.ends)[rows])
        self._ids = [self._ids[row] for row in rows.tolist()]
        self._cards = [self._cards[row] for row in rows.tolist()]
        self._names = [self._names[row] for row in rows.tolist()]
        self._row_of = {product_id: row for row, product_id in enumerate(self._ids)}
        self._alive = np.ones(len(rows), bool)

    def _take_snapshot(self) -> Snapshot:
        return Snapshot(
            alive=self._alive,
            living=len(self._row_of),
            facts=self._columns.view(),
            titles=self._titles.view(),
            segments=self._segments,
            vectors=self._vectors.view(),
            vocabulary=self._vocabulary,
            interpreter=self._interpreter,
            codes=self._codes,
            ids=self._ids,
            cards=self._cards,
            names=self._names,
            row_of=self._row_of,
            title_order=TitleOrder(self._names, len(self._ids)),
            attributes=self._attributes,
            ranking=self._ranking,
            prominence=self._reader.prominence,
        )

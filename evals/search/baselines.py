"""The rankings to beat: plain BM25, and its best hundred re-ranked by cosine."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from storewise.ml.retrieval import Document
from storewise.ml.retrieval.text import Language, words


class PlainBM25:
    """BM25 (k1 1.2, b 0.75) over all of a product's text in one field."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.ids = [document.id for document in documents]
        self._stem = Language("en").stem
        texts = [Counter(map(self._stem, words(_text(document)))) for document in documents]
        lengths = np.array([sum(text.values()) for text in texts])
        self._norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        self._held: dict[str, list[tuple[int, int]]] = {}
        for row, text in enumerate(texts):
            for stem, count in text.items():
                self._held.setdefault(stem, []).append((row, count))

    def scores(self, query: str) -> np.ndarray:
        """Return the score of every product."""
        scores = np.zeros(len(self.ids))
        for stem in dict.fromkeys(map(self._stem, words(query))):
            held = self._held.get(stem, [])
            rarity = np.log1p((len(self.ids) - len(held) + 0.5) / (len(held) + 0.5))
            for row, count in held:
                scores[row] += rarity * count * 2.2 / (count + self._norm[row])
        return scores

    def ranked(self, query: str, vectors: np.ndarray | None = None,
               vector: np.ndarray | None = None) -> list[str]:  # fmt: skip
        """Return the best hundred products, with vectors re-ranked half and half by cosine."""
        scores = self.scores(query)
        best = np.argsort(-scores, kind="stable")[:100]
        best = best[scores[best] > 0]
        if vectors is not None and len(best):
            mixed = 0.5 * scores[best] / scores[best].max() + 0.5 * (vectors[best] @ vector)
            best = best[np.argsort(-mixed, kind="stable")]
        return [self.ids[row] for row in best]


def _text(document: Document) -> str:
    attributes: Mapping[str, object] = document.attributes
    values = [str(value) for value in attributes.values() if isinstance(value, str)]
    brand = document.brand or ""
    return " ".join([document.title, brand, *document.codes, document.description, *values])

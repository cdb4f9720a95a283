"""Cross-validation: what the ranking earns on queries that did not choose its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storewise.ml.retrieval import Document, Index, Query, Ranking, Weighting

from .measure import Ratings, ndcg

FOLDS = 5
REPEATS = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """A choice of numbers, and its nDCG per query (n,)."""

    weighting: Weighting
    ranking: Ranking
    scores: np.ndarray


def weightings() -> Iterator[Weighting]:
    """Yield the shipped weights and their neighbours, one number changed at a time."""
    shipped = Weighting()
    yield shipped
    for change in (
        {"saturation": 0.5}, {"saturation": 1.2}, {"dilution": 0.35}, {"dilution": 0.65},
        {"description": 0.7}, {"description": 1.4}, {"attribute": 0.2}, {"attribute": 0.6},
        {"kind": 0.6}, {"brand": 1.0}, {"code": 0.8},
    ):  # fmt: skip
        yield replace(shipped, **change)


def rankings() -> Iterator[Ranking]:
    """Yield a grid around the shipped ranking, the cases without its ideas included."""
    for share in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 1.0):
        for rarity in (0.5, 1.0):
            for kind, modifier in ((0.1, 0.07), (0.0, 0.0), (0.1, 0.0), (0.05, 0.04)):
                yield Ranking(share, rarity, kind, modifier)


def trials(
    documents: Sequence[Document],
    vectors: Mapping[str, np.ndarray],
    queries: Mapping[str, np.ndarray],
    judged: Mapping[str, Ratings],
) -> list[Trial]:
    """Measure every weighting with every ranking."""
    asked = [(Query(q, queries[q], limit=10, facets=False), r) for q, r in judged.items()]
    found = []
    for weighting in weightings():
        index = Index(weighting=weighting)
        index.update(documents)
        index.set_vectors(vectors)
        for ranking in rankings():
            index.describe(ranking=ranking)
            scores = [
                ndcg((hit.id for hit in index.search(query).hits), ratings)
                for query, ratings in asked
            ]
            found.append(Trial(weighting, ranking, np.array(scores)))
    return found


def cross_validated(found: Sequence[Trial], seed: int = 7) -> float:
    """Return the mean nDCG of queries under the numbers that are best on the other queries.

    Five folds, repeated with other divisions.
    """
    scores = np.stack([trial.scores for trial in found])
    rng = np.random.default_rng(seed)
    held_out = []
    for _ in range(REPEATS):
        fold = rng.permutation(scores.shape[1]) % FOLDS
        for k in range(FOLDS):
            chosen = scores[:, fold != k].mean(axis=1).argmax()
            held_out.append(scores[chosen, fold == k])
    return float(np.concatenate(held_out).mean())

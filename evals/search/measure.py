"""Measures of ranking quality and speed."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from storewise.ml.retrieval import Index, Query

Ratings = Mapping[str, int]


def ndcg(ranked: Iterable[str], ratings: Ratings, depth: int = 10) -> float:
    """Return nDCG with gain 2^rating - 1 and unjudged products counting as irrelevant."""
    gains = [2 ** ratings.get(product_id, 0) - 1 for product_id in list(ranked)[:depth]]
    ideal = [2**rating - 1 for rating in sorted(ratings.values(), reverse=True)[:depth]]
    return _discounted(gains) / _discounted(ideal)


def judged_ndcg(ranked: Iterable[str], ratings: Ratings, depth: int = 10) -> float:
    """Return nDCG over the judged products alone (Sakai 2007, "Alternatives to bpref").

    It tells whether known good products come before known bad ones, and does not punish a
    product because nobody looked at it.
    """
    return ndcg((product_id for product_id in ranked if product_id in ratings), ratings, depth)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / np.log2(place + 2) for place, gain in enumerate(gains))


def latencies(index: Index, queries: Sequence[Query], rounds: int = 5) -> np.ndarray:
    """Return the milliseconds that each query takes, the best of some rounds.

    The best, because whatever else runs on the machine only ever adds time.
    """
    best = np.full(len(queries), np.inf)
    for _ in range(rounds):
        for i, query in enumerate(queries):
            best[i] = min(best[i], 1000 * seconds(lambda query=query: index.search(query)))
    return best


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start

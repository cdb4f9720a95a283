"""Answer a query from a snapshot: match, filter, rank, page and count facets."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows
from .columns import NO_PRICE
from .facets import FacetRequest, facets
from .filtering import FilterMasks, rows_of
from .matching import match
from .query import Query, Sort
from .ranking import blend
from .result import Matching, Result
from .snapshot import Snapshot
from .vectors import NOTHING_NEAR

MAX_LIMIT = 1000
RERANKED = 300  # best by words that are compared in meaning too
NEAREST = 200  # nearest in meaning that join them
LEAST_COSINE = 0.35  # below this, meaning alone is no reason to show a product
LEAST_COSINE_UNKNOWN = 0.45  # the same where no word of the query is known
COSINE_MARGIN = 0.2  # and not further than this below the nearest one
RELAXED_COVERAGE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that answer the text, whatever the filters, and how."""

    matched: Mask
    scores: NDArray[np.float32]
    fields: NDArray[np.uint8]
    matching: Matching
    corrected: str | None = None


def search(snapshot: Snapshot, query: Query) -> Result:
    """Answer a query."""
    masks = FilterMasks(query.filters, snapshot.facts, _alive(snapshot, query))
    passing = masks.all()
    found = _find(snapshot, query, passing)
    rows = rows_of(found.matched & passing)
    ranked = rows[_order(snapshot, query.sort, rows, found.scores)]
    offset = max(query.offset, 0)
    page = ranked[offset : offset + min(max(query.limit, 0), MAX_LIMIT)].tolist()
    counted = None
    if query.facets:
        counted = facets(
            FacetRequest(
                snapshot.facts, found.matched, masks, query.filters, ranked, snapshot.attributes
            )
        )
    return Result(
        total=len(rows),
        hits=tuple(
            snapshot.hit(row, float(found.scores[row]), int(found.fields[row])) for row in page
        ),
        facets=counted,
        matching=found.matching if len(rows) else Matching.NONE,
        corrected_query=found.corrected,
    )


def _alive(snapshot: Snapshot, query: Query) -> Mask:
    excluded = [row for i in query.filters.exclude if (row := snapshot.row(i)) is not None]
    if not excluded:
        return snapshot.alive
    alive = snapshot.alive.copy()
    alive[excluded] = False
    return alive


def _find(snapshot: Snapshot, query: Query, passing: Mask) -> Found:
    size = len(snapshot)
    if not query.text.strip():
        return Found(
            snapshot.alive,
            snapshot.facts.popularity,
            np.zeros(size, np.uint8),
            Matching.ALL,
        )
    postings = snapshot.postings()
    understood = snapshot.interpreter.interpret(query.text, postings.in_use)
    words = match(understood.concepts, postings, snapshot.titles, size)
    coded = snapshot.coded(query.text)
    matched = words.coverage > 0.999
    matched[list(coded)] = True
    matching = Matching.WORDS
    if not matched.any():
        matched = words.coverage >= RELAXED_COVERAGE
        matching = Matching.RELAXED if matched.any() else Matching.MEANING
    near = NOTHING_NEAR
    if query.vector is not None:
        near = snapshot.vectors.nearest(query.vector, NEAREST, snapshot.alive)
        known = any(concept.known for concept in understood.concepts)
        least = LEAST_COSINE if known else LEAST_COSINE_UNKNOWN
        floor = max(least, float(near.cosines[:1].sum()) - COSINE_MARGIN)
        matched[near.rows[near.cosines >= floor]] = True
    best = float(words.score.max(initial=0))
    scores = words.score / np.float32(best or 1.0)
    rows = rows_of(matched & passing)
    if len(rows) > RERANKED:
        top = np.argpartition(-scores[rows], RERANKED)[:RERANKED]
        rows = np.union1d(rows[top], near.rows[(matched & passing)[near.rows]])
    cosines = None if query.vector is None else snapshot.vectors.cosines(query.vector, rows)
    scores[rows] = 1.0 + blend(words.score[rows], best, cosines, words.roles[rows])
    for row, strength in coded.items():
        scores[row] += 10.0 * strength
    return Found(matched, scores, words.fields, matching, understood.corrected)


def _order(
    snapshot: Snapshot, sort: Sort, rows: Rows, scores: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Return the order of rows; equal ones are ordered by score and then by age of the row."""
    facts = snapshot.facts
    if sort is Sort.RELEVANCE:
        return np.lexsort((rows, -facts.created[rows], -facts.popularity[rows], -scores[rows]))
    if sort is Sort.TITLE:
        return np.argsort(snapshot.title_order[rows], kind="stable")
    if sort is Sort.NEWEST:
        return np.lexsort((rows, -scores[rows], -facts.created[rows]))
    prices = facts.prices[rows]
    unpriced = prices == NO_PRICE
    ascending = prices if sort is Sort.PRICE_ASC else -prices
    return np.lexsort((rows, -scores[rows], ascending, unpriced))

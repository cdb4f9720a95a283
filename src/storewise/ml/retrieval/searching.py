"""Answer a query from a snapshot: match, filter, rank, page and count facets."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows
from .columns import NO_PRICE
from .facets import FacetRequest, facets
from .filtering import FilterMasks, rows_of
from .matching import Match, match
from .postings import Field
from .query import Query, Sort
from .result import Matching, Result
from .snapshot import Snapshot
from .vectors import NOTHING_NEAR

MAX_LIMIT = 1000
RERANKED = 300  # best by words that are compared in meaning too
NEAREST = 200  # nearest in meaning that join them
LEAST_COSINE = 0.35  # below this, meaning alone is no reason to show a product
LEAST_COSINE_UNKNOWN = 0.45  # the same where no word of the query is known
COSINE_MARGIN = 0.2  # and not further than this below the nearest one
FEEDBACK = 50  # nearest whose middle the query is moved towards
RELAXED_COVERAGE = 0.5  # share of the words that must be held where none holds all
ALL = 0.999
STRONG = 0.4  # of the best score by words, from which a match is more than a mention
ENOUGH = 24  # strong matches that make mentions superfluous
CODE_BONUS = 10.0


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that answer the text, whatever the filters, and how.

    `worded` hold all its words; `named` are called so, by the word that says what a thing is.
    """

    matched: Mask
    worded: Mask
    named: Mask
    scores: NDArray[np.float32]
    fields: NDArray[np.uint8]
    matching: Matching
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """All rows that answer a query, in the order asked for, and how they were found."""

    ranked: Rows
    found: Found
    masks: FilterMasks


def search_rows(snapshot: Snapshot, query: Query) -> Ranked:
    """Find the rows that answer a query, all of them, in order."""
    masks = FilterMasks(query.filters, snapshot.facts, _alive(snapshot, query))
    passing = masks.all()
    found = _find(snapshot, query, passing)
    rows = rows_of(found.matched & passing)
    return Ranked(rows[_order(snapshot, query.sort, rows, found.scores)], found, masks)


def search(snapshot: Snapshot, query: Query) -> Result:
    """Answer a query."""
    answer = search_rows(snapshot, query)
    ranked, found, masks = answer.ranked, answer.found, answer.masks
    offset = max(query.offset, 0)
    page = ranked[offset : offset + min(max(query.limit, 0), MAX_LIMIT)].tolist()
    counted = None
    if query.facets:
        counted = facets(
            FacetRequest(
                snapshot.facts,
                found.matched,
                masks,
                query.filters,
                ranked,
                snapshot.attributes,
                snapshot.prominence,
            )
        )
    return Result(
        total=len(ranked),
        hits=tuple(
            snapshot.hit(row, float(found.scores[row]), int(found.fields[row])) for row in page
        ),
        facets=counted,
        matching=found.matching if len(ranked) else Matching.NONE,
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
        nowhere = np.zeros(size, np.uint8)
        return Found(
            snapshot.alive,
            snapshot.alive,
            snapshot.alive,
            snapshot.facts.popularity,
            nowhere,
            Matching.ALL,
        )
    postings = snapshot.postings()
    understood = snapshot.interpreter.interpret(query.text, postings.held)
    words = match(understood.concepts, postings, size)
    coded = snapshot.coded(query.text)
    known = any(concept.known for concept in understood.concepts)
    meaning = _meaning(snapshot, query, known=known)
    matched, matching = _matched(words, coded, meaning)
    worded = words.coverage > ALL
    worded[list(coded)] = True
    called = words.roles & (1 << Field.HEAD) != 0
    scores = _scores(snapshot, words, meaning, matched & passing)
    for row, strength in coded.items():
        scores[row] += CODE_BONUS * strength
    return Found(matched, worded, called, scores, words.fields, matching, understood.corrected)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The rows close enough in meaning to be shown for it alone, and the vector to compare with."""

    rows: Rows
    vector: NDArray[np.float32] | None


def _meaning(snapshot: Snapshot, query: Query, *, known: bool) -> Meaning:
    """Find the nearest in meaning, and move the query half-way towards their middle.

    What most of the nearest are tells what is meant: "laptop" moves towards notebooks and away
    from bags that name one. This is Rocchio's feedback in the space of the vectors (Rocchio
    1971, "Relevance feedback in information retrieval").
    """
    if query.vector is None:
        return Meaning(NOTHING_NEAR.rows, None)
    near = snapshot.vectors.nearest(query.vector, NEAREST, snapshot.alive)
    least = LEAST_COSINE if known else LEAST_COSINE_UNKNOWN
    floor = max(least, float(near.cosines[:1].sum()) - COSINE_MARGIN)
    rows = near.rows[near.cosines >= floor]
    if not len(rows):
        return Meaning(rows, query.vector)
    middle = _unit(snapshot.vectors.mean(near.rows[:FEEDBACK]))
    return Meaning(rows, _unit(query.vector + middle))


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vector / np.float32(np.linalg.norm(vector) or 1.0)
    return scaled


def _matched(words: Match, coded: Mapping[int, float], meaning: Meaning) -> tuple[Mask, Matching]:
    """Return the rows that answer the query: by all its words or else some, code or meaning.

    Where enough products hold the words where it counts, those that only mention them in
    passing are left out, so that they come neither first by price nor into the facets.
    """
    matched = words.coverage > ALL
    matching = Matching.WORDS
    if not matched.any() and not coded:
        matched = words.coverage >= RELAXED_COVERAGE
        matching = Matching.RELAXED if matched.any() else Matching.MEANING
    strong = matched & (words.score >= STRONG * words.score.max(initial=0))
    if np.count_nonzero(strong) >= ENOUGH:
        matched = strong
    matched[list(coded)] = True
    matched[meaning.rows] = True
    return matched, matching


def _scores(
    snapshot: Snapshot, words: Match, meaning: Meaning, candidates: Mask
) -> NDArray[np.float32]:
    """Score all rows by words, and the best candidates above them by words and meaning."""
    best = float(words.score.max(initial=0))
    scores = words.score / np.float32(best or 1.0)
    rows = rows_of(candidates)
    if len(rows) > RERANKED:
        top = rows[np.argpartition(-scores[rows], RERANKED)[:RERANKED]]
        rows = np.union1d(top, meaning.rows[candidates[meaning.rows]])
    cosines = None
    if meaning.vector is not None:
        cosines = snapshot.vectors.cosines(meaning.vector, rows)
    scores[rows] = 1.0 + snapshot.ranking.blend(words.score[rows], best, cosines, words.roles[rows])
    return scores


def _order(
    snapshot: Snapshot, sort: Sort, rows: Rows, scores: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Return the order of rows; equal ones are ordered by score and then by age of the row."""
    facts = snapshot.facts
    if sort is Sort.RELEVANCE:
        return np.lexsort((rows, -facts.created[rows], -facts.popularity[rows], -scores[rows]))
    if sort is Sort.TITLE:
        return np.argsort(snapshot.title_order.places[rows], kind="stable")
    if sort is Sort.NEWEST:
        return np.lexsort((rows, -scores[rows], -facts.created[rows]))
    prices = facts.prices[rows]
    unpriced = prices == NO_PRICE
    ascending = prices if sort is Sort.PRICE_ASC else -prices
    return np.lexsort((rows, -scores[rows], ascending, unpriced))

"""The use-cases of passages: a question finds them, and in the background they are embedded."""

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storewise.domain.identity import service as identity
from storewise.infra import jobs, telemetry
from storewise.infra.embeddings import Embedder, EmbeddingUnavailable
from storewise.infra.tenancy import Scope

from .. import queries
from ..asking import terms
from ..reranking import Candidate, line_fits
from ..schemas import Passage, PassageHit
from .documents import text_search

EMBEDDING_PRIORITY = -4
EMBEDDED_AT_ONCE = 64
_PIECE = 420
RERANKED, BY_LINE = 16, 0.25
# What shoppers think of a thing proves less than what the store says of it, unless it is asked for.
_OPINIONS = r"review|testimonial|opinion|rezension|bewertung|kundenstimme|recension|reseñ"
_NOTHING = "^$"


async def search_documents(scope: Scope, words: str, limit: int = 5) -> list[PassageHit]:
    """The passages that fit a question best, the best first, by their words and their meaning.

    The score (0 to 1) says how sure it is that the store's documents speak of what was asked: from
    0.5 on they most probably do, below 0.3 they hardly do, whatever comes first. It is the same
    scale for every store and question, but no proof that the very detail asked for is in there.
    Without the encoder, or before a passage is embedded, its words alone decide.
    """
    words = words.strip()[:1000]
    if not words:
        return []
    embedder, meaning = scope.resources.embedder, None
    try:
        meaning = embedder.name, await embedder.embed_query(words)
    except EmbeddingUnavailable:
        telemetry.DEGRADED.labels("embedding").inc()
    aside = _NOTHING if re.search(_OPINIONS, words, re.IGNORECASE) else _OPINIONS
    locale = (await identity.store(scope)).locale
    asked = terms(words, locale)
    rows = await queries.find_passages(
        scope, text_search(locale), asked, aside, meaning, max(limit, RERANKED)
    )
    lines = line_fits(words, asked, [_candidate(row) for row in rows], locale)
    fits = [row.fit + BY_LINE * (line - 0.5) for row, line in zip(rows, lines, strict=True)]
    order = sorted(range(len(rows)), key=lambda at: -fits[at])[:limit]
    return [PassageHit(passage=_passage(rows[at]), score=_sure(fits[at])) for at in order]


async def renew_passages(scope: Scope) -> int:
    """Have a worker embed what has no vector of the present model, as after a change of the model.

    Returns how many passages wait for it; until then their words alone find them.
    """
    waiting = await queries.count_waiting(scope, scope.resources.embedder.name)
    if waiting:
        await jobs.put(scope, "ingestion.embed_passages", {}, lock="ingestion.passages")
    return waiting


async def embed_passages(work: jobs.Work) -> bool:
    """Embed every passage that has no vector of the present model; False where it stopped early.

    It gives way to all that is more urgent in the store, and to a worker that is asked to stop. No
    transaction is open while the encoder works.
    """
    embedder = work.tenancy.resources.embedder
    while not work.stopping():
        async with work.scope() as scope:
            if await jobs.more_urgent(scope, EMBEDDING_PRIORITY):
                return False
            rows = await queries.waiting_passages(scope, embedder.name, EMBEDDED_AT_ONCE)
        if not rows:
            return True
        vectors = await _meanings(embedder, [_pieces(row) for row in rows])
        async with work.scope() as scope:
            ids = [row.id for row in rows]
            await queries.put_passage_vectors(scope, embedder.name, ids, vectors)
    return False


def _candidate(row: Any) -> Candidate:
    headings = [each for each in row.title_path[1:] if each != row.title]
    return Candidate(" · ".join(headings), row.text)


def _passage(row: Any) -> Passage:
    return Passage(
        id=row.id, document_id=row.document_id, document_title=row.title,
        title_path=tuple(row.title_path), page=row.page,
        start=row.start_at, end=row.end_at, text=row.text,
    )  # fmt: skip


def _pieces(row: Any) -> list[str]:
    """What of a passage is embedded: pieces that an encoder of sentences takes in whole, each with
    what the document is about and the headings.
    """
    about = " · ".join(filter(None, dict.fromkeys([row.title, row.subject, *row.title_path[-2:]])))
    last = max(1, len(row.text) - _PIECE // 3)
    return [f"{about} · {row.text[at : at + _PIECE]}" for at in range(0, last, _PIECE)]


async def _meanings(embedder: Embedder, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """One vector of unit length for the pieces of each passage: (len(texts), d)."""
    vectors = await embedder.embed_texts([piece for pieces in texts for piece in pieces])
    starts = np.cumsum([0, *(len(pieces) for pieces in texts[:-1])])
    summed = np.add.reduceat(vectors, starts, axis=0)
    unit: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
    return unit


def _sure(fit: float) -> float:
    """How sure a fit is, by a logistic curve that was laid through questions on manuals and
    policies (nine in ten above 0.75) and questions on other things (19 in 20 below 0.4).
    """
    return 1 / (1 + math.exp(-5 * (fit - 0.85)))

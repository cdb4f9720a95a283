"""The use-cases of search."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from storewise.domain.catalog import service as catalog
from storewise.domain.identity import service as identity
from storewise.infra import jobs, telemetry
from storewise.infra.embeddings import EmbeddingUnavailable
from storewise.infra.tenancy import Scope, new_id
from storewise.ml.retrieval import Glimpses, Lexicon

from . import answers, documents, queries
from .errors import NotIndexed, SynonymNotFound
from .models import SynonymRow
from .node import SearchNode, StoreIndex
from .schemas import (
    Card,
    IndexState,
    QueryReport,
    SearchQuery,
    SearchResult,
    Suggestion,
    Synonym,
    SynonymDraft,
)

EMBEDDED_AT_ONCE = 128
EMBEDDING_PRIORITY = -3


async def find(scope: Scope, query: SearchQuery, *, count: bool = True) -> SearchResult:
    """Find products by words and meaning, narrowed by filters; without words, browse.

    With `count` the words go into the merchant's report of searches. When the embedding provider
    is down, words alone decide.
    """
    started = time.perf_counter()
    node = SearchNode.of(scope.tenancy)
    kept = await node.index(scope.store_id)
    currency = (await identity.store(scope)).currency
    words = query.text.strip()
    asked = answers.question(query, words, await _vector(scope, words), kept)
    found = await node.run(partial(kept.index.search, asked))
    seconds = time.perf_counter() - started
    telemetry.SEARCHES.observe(seconds)
    if count and words and query.offset == 0:
        node.count(scope.store_id, words, found.total)
    return answers.result(query, found, kept, currency, seconds * 1000)


async def glimpse(
    scope: Scope, query: SearchQuery, depth: int = 100, *, meaning: bool = True
) -> Glimpses:
    """Find products as `find` does, the best `depth`, to be looked into without the database.

    Without `meaning` words and codes alone decide, which is quicker.
    """
    node = SearchNode.of(scope.tenancy)
    kept = await node.index(scope.store_id)
    words = query.text.strip()
    vector = await _vector(scope, words) if meaning else None
    asked = answers.question(query, words, vector, kept)
    return await node.run(partial(kept.index.glimpses, replace(asked, limit=depth)))


async def lexicon(scope: Scope) -> Lexicon:
    """The store's brands, categories, attributes with units, and values, as its index has them."""
    return await SearchNode.of(scope.tenancy).lexicon(scope.store_id)


async def _vector(scope: Scope, words: str) -> NDArray[np.float32] | None:
    if not words:
        return None
    try:
        return await scope.resources.embedder.embed_query(words)
    except EmbeddingUnavailable:
        telemetry.DEGRADED.labels("embedding").inc()
        return None


async def suggest(scope: Scope, prefix: str, limit: int = 8) -> list[Suggestion]:
    """Complete what a shopper is typing."""
    node = SearchNode.of(scope.tenancy)
    kept = await node.index(scope.store_id)
    found = await node.run(partial(kept.index.suggest, prefix[:200], limit))
    return [answers.suggestion(each, kept) for each in found]


async def similar(scope: Scope, product_id: UUID, limit: int = 8) -> list[Card]:
    """Published products that could be bought instead of this one; raises NotIndexed."""
    node = SearchNode.of(scope.tenancy)
    kept = await node.index(scope.store_id)
    if str(product_id) not in kept.index:
        raise NotIndexed
    found = await node.run(partial(kept.index.similar, str(product_id), limit))
    return [answers.card(hit.card) for hit in found]


# ------------------------------------------------------------------ indexing


async def index_products(scope: Scope, product_ids: Sequence[UUID]) -> None:
    """Bring the documents of products up to date, and ask for the embedding of changed texts."""
    products = await catalog.products_for_index(scope, product_ids)
    model = scope.resources.embedder.name
    entries = [documents.entry(product, model) for product in products]
    gone = set(product_ids) - {product.id for product in products}
    await queries.number_in_order(scope)
    if entries:
        await queries.put_documents(scope, entries)
    if gone:
        await queries.empty_documents(scope, sorted(gone))


async def embed_waiting(work: jobs.Work) -> bool:
    """Embed every text that has no vector yet, in portions; False where it stopped before the end.

    It gives way to the store's imports and indexing, because products are to be found by words
    first, and to a worker that is asked to stop. No transaction is open while the encoder works.
    """
    embedder = work.tenancy.resources.embedder
    while not work.stopping():
        async with work.scope() as scope:
            if await jobs.more_urgent(scope, EMBEDDING_PRIORITY):
                return False
            rows = await queries.waiting_texts(scope, EMBEDDED_AT_ONCE)
        if not rows:
            return True
        vectors = await embedder.embed_texts([text for _, text, _ in rows])
        async with work.scope() as scope:
            await queries.number_in_order(scope)
            await queries.put_vectors(scope, [(row[0], row[2]) for row in rows], vectors)
    return False


async def rebuild(scope: Scope) -> int:
    """Make every document of the store anew, after the model or the layout changed.

    Texts whose hash is another then (another model, say) are embedded again. Returns how many
    products were walked through.
    """
    count = 0
    async for ids in catalog.walk_products(scope):
        await index_products(scope, ids)
        count += len(ids)
    return count


async def index_state(scope: Scope) -> IndexState:
    """How far the index of the store is."""
    counts = await queries.index_counts(scope)
    published = (await catalog.counts(scope)).published
    return IndexState(
        products=published,
        indexed=counts["indexed"],
        embedded=counts["embedded"],
        waiting_for_embedding=counts["indexed"] - counts["embedded"],
        model=scope.resources.embedder.name,
    )


async def refresh(scope: Scope) -> StoreIndex:
    """Bring this process's index up to what is committed, and return it."""
    node = SearchNode.of(scope.tenancy)
    await node.refresh(scope.store_id)
    return await node.index(scope.store_id)


# ------------------------------------------------------------------ tuning


async def synonyms(scope: Scope) -> list[Synonym]:
    """The store's synonym sets, oldest first."""
    return [
        Synonym(id=row.id, words=row.words, one_way=row.one_way)
        for row in await queries.synonyms(scope)
    ]


async def add_synonym(scope: Scope, draft: SynonymDraft) -> Synonym:
    """Keep a synonym set; searches know of it within a moment, on every node."""
    row = SynonymRow(store_id=scope.store_id, id=new_id(), words=draft.words, one_way=draft.one_way)
    scope.session.add(row)
    await scope.session.flush()
    await queries.tell_of_synonyms(scope)
    return Synonym(id=row.id, words=row.words, one_way=row.one_way)


async def change_synonym(scope: Scope, synonym_id: UUID, draft: SynonymDraft) -> Synonym:
    """Replace the words of a synonym set; raises SynonymNotFound."""
    row = await scope.session.get(SynonymRow, (scope.store_id, synonym_id))
    if row is None:
        raise SynonymNotFound
    row.words, row.one_way = draft.words, draft.one_way
    await scope.session.flush()
    await queries.tell_of_synonyms(scope)
    return Synonym(id=row.id, words=row.words, one_way=row.one_way)


async def remove_synonym(scope: Scope, synonym_id: UUID) -> None:
    """Forget a synonym set; raises SynonymNotFound."""
    if not await queries.remove_synonym(scope, synonym_id):
        raise SynonymNotFound
    await queries.tell_of_synonyms(scope)


async def top_queries(scope: Scope, limit: int = 20) -> list[QueryReport]:
    """The most frequent searches of shoppers."""
    return await _report(scope, limit, without_result=False)


async def queries_without_result(scope: Scope, limit: int = 20) -> list[QueryReport]:
    """The most frequent searches that found nothing the last time."""
    return await _report(scope, limit, without_result=True)


async def _report(scope: Scope, limit: int, *, without_result: bool) -> list[QueryReport]:
    rows = await queries.query_report(scope, limit, without_result=without_result)
    return [QueryReport(text=r.text, count=r.count, last_total=r.last_total) for r in rows]

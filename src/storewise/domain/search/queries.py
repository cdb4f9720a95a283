"""SQL of search."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from storewise.infra.db import driver_connection
from storewise.infra.tenancy import Scope

from .documents import Entry
from .models import QueryRow, SynonymRow

CHANNEL = "storewise_search"
SYNONYMS = "synonyms:"
_NUMBER_SPACE = 0x5EA2C4


async def number_in_order(scope: Scope) -> None:
    """Hold this store's writers back until this transaction ends, and tell nodes when it does.

    Numbers of changes then become visible in their order, so that a node misses none.
    """
    await scope.session.execute(
        text("SELECT pg_advisory_xact_lock(:space, hashtext(:store))"),
        {"space": _NUMBER_SPACE, "store": str(scope.store_id)},
    )
    await scope.session.execute(
        text("SELECT pg_notify(:channel, :store)"),
        {"channel": CHANNEL, "store": str(scope.store_id)},
    )


async def put_documents(scope: Scope, entries: Sequence[Entry]) -> None:
    """Write documents that differ; a vector stays until there is one of the new text."""
    statement = """
        INSERT INTO search_documents (store_id, product_id, body, text, text_hash, changed)
        SELECT storewise_store(), id, body, text, hash, nextval('search_changes')
          FROM unnest(%(ids)b::uuid[], %(bodies)b::text[], %(texts)b::text[], %(hashes)b::bytea[])
            AS new(id, body, text, hash)
        ON CONFLICT (store_id, product_id) DO UPDATE
           SET body = excluded.body, text = excluded.text, text_hash = excluded.text_hash,
               changed = excluded.changed
         WHERE search_documents.body IS DISTINCT FROM excluded.body
            OR search_documents.text_hash IS DISTINCT FROM excluded.text_hash
    """
    # Arrays in binary form, past SQLAlchemy: as text, every quote in the JSON would be escaped.
    connection = await driver_connection(scope.session)
    await connection.execute(
        statement,
        {
            "ids": [each.product_id for each in entries],
            "bodies": [each.body for each in entries],
            "texts": [each.text for each in entries],
            "hashes": [each.text_hash for each in entries],
        },
    )


async def empty_documents(scope: Scope, ids: Sequence[UUID]) -> None:
    """Mark products as gone from the shop."""
    statement = text("""
        UPDATE search_documents
           SET body = NULL, text = NULL, text_hash = NULL, embedding = NULL, embedded_hash = NULL,
               changed = nextval('search_changes')
         WHERE product_id = ANY(:ids) AND body IS NOT NULL
    """)
    await scope.session.execute(statement, {"ids": list(ids)})


async def documents_after(
    scope: Scope, changed: int, limit: int
) -> Sequence[tuple[UUID, str | None, bytes | None, int]]:
    """Documents whose change has a higher number, in that order, with their vectors' bytes."""
    rows = await scope.session.execute(
        text("""
            SELECT product_id, body, halfvec_send(embedding), changed FROM search_documents
             WHERE changed > :changed ORDER BY changed LIMIT :limit
        """),
        {"changed": changed, "limit": limit},
    )
    return [tuple(row) for row in rows]


async def vectors_after(
    scope: Scope, embedded: int, limit: int
) -> Sequence[tuple[UUID, bytes | None, int]]:
    """Vectors whose change has a higher number, in that order."""
    rows = await scope.session.execute(
        text("""
            SELECT product_id, halfvec_send(embedding), embedded FROM search_documents
             WHERE embedded > :embedded ORDER BY embedded LIMIT :limit
        """),
        {"embedded": embedded, "limit": limit},
    )
    return [tuple(row) for row in rows]


async def last_embedded(scope: Scope) -> int:
    """The highest number of a changed vector."""
    statement = text("SELECT coalesce(max(embedded), 0) FROM search_documents")
    return int((await scope.session.execute(statement)).scalar_one())


async def waiting_texts(scope: Scope, limit: int) -> Sequence[tuple[UUID, str, bytes]]:
    """Texts that have no vector yet, or one of an older text."""
    rows = await scope.session.execute(
        text("""
            SELECT product_id, text, text_hash FROM search_documents
             WHERE text_hash IS NOT NULL AND embedded_hash IS DISTINCT FROM text_hash
             ORDER BY product_id LIMIT :limit
        """),
        {"limit": limit},
    )
    return [tuple(row) for row in rows]


async def put_vectors(
    scope: Scope, rows: Sequence[tuple[UUID, bytes]], vectors: NDArray[np.float32]
) -> int:
    """Write vectors (n, d) for products whose text still has the given hash; returns how many."""
    written = await scope.session.execute(
        text("""
            UPDATE search_documents d
               SET embedding = CAST(new.vector AS halfvec), embedded_hash = new.hash,
                   embedded = nextval('search_changes')
              FROM unnest(CAST(:ids AS uuid[]), CAST(:hashes AS bytea[]),
                          CAST(:vectors AS text[])) AS new(id, hash, vector)
             WHERE d.product_id = new.id AND d.text_hash = new.hash
            RETURNING d.product_id
        """),
        {
            "ids": [product_id for product_id, _ in rows],
            "hashes": [digest for _, digest in rows],
            "vectors": [_vector_text(vector) for vector in vectors],
        },
    )
    return len(written.all())


async def index_counts(scope: Scope) -> RowMapping:
    """How many documents there are, and how many have the vector of their present text."""
    statement = text("""
        SELECT count(*) AS indexed,
               count(*) FILTER (WHERE embedded_hash = text_hash) AS embedded
          FROM search_documents WHERE body IS NOT NULL
    """)
    return (await scope.session.execute(statement)).mappings().one()


async def synonyms(scope: Scope) -> Sequence[SynonymRow]:
    """The store's synonym sets, oldest first."""
    return (await scope.session.scalars(select(SynonymRow).order_by(SynonymRow.id))).all()


async def remove_synonym(scope: Scope, synonym_id: UUID) -> bool:
    """Delete a synonym set; False when there is none."""
    statement = delete(SynonymRow).where(SynonymRow.id == synonym_id).returning(SynonymRow.id)
    return (await scope.session.execute(statement)).first() is not None


async def tell_of_synonyms(scope: Scope) -> None:
    """Tell nodes, when this transaction ends, that words are understood differently."""
    await scope.session.execute(
        text("SELECT pg_notify(:channel, :store)"),
        {"channel": CHANNEL, "store": f"{SYNONYMS}{scope.store_id}"},
    )


async def count_queries(scope: Scope, made: Mapping[str, tuple[int, int]]) -> None:
    """Add searches to the report: by text, how often, and how many products the last one found."""
    rows = [
        {
            "store_id": scope.store_id,
            "text": words,
            "count": count,
            "last_total": total,
            "last_at": func.now(),
        }
        for words, (count, total) in sorted(made.items())
    ]
    statement = insert(QueryRow).values(rows)
    await scope.session.execute(
        statement.on_conflict_do_update(
            index_elements=["store_id", "text"],
            set_={
                "count": QueryRow.count + statement.excluded.count,
                "last_total": statement.excluded.last_total,
                "last_at": func.now(),
            },
        )
    )


async def query_report(scope: Scope, limit: int, *, without_result: bool) -> Sequence[QueryRow]:
    """The most frequent searches, or those of them that found nothing the last time."""
    statement = select(QueryRow).order_by(QueryRow.count.desc(), QueryRow.text).limit(limit)
    if without_result:
        statement = statement.where(QueryRow.last_total == 0)
    return (await scope.session.scalars(statement)).all()


def vector_of(sent: bytes | None) -> NDArray[np.float32] | None:
    """A vector (d,) from PostgreSQL's binary form of halfvec: two 16-bit words, then float16."""
    if sent is None:
        return None
    return np.frombuffer(sent, ">f2", offset=4).astype(np.float32)


def _vector_text(vector: NDArray[np.float32]) -> str:
    return "[" + ",".join(map("{:.4g}".format, vector.tolist())) + "]"

"""SQL of documents and their passages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from storewise.infra import bulk
from storewise.infra.tenancy import Scope

from ..models import DocumentRow, PassageRow


async def add_document(scope: Scope, row: dict[str, Any]) -> bool:
    """Insert a document; False when the store has one of the same bytes."""
    statement = (
        upsert(DocumentRow)
        .values(store_id=scope.store_id, **row)
        .on_conflict_do_nothing(index_elements=["store_id", "digest"])
        .returning(DocumentRow.id)
    )
    return (await scope.session.execute(statement)).first() is not None


async def change_document(scope: Scope, document_id: UUID, row: dict[str, Any]) -> None:
    """Overwrite a document, and count its version up."""
    await scope.session.execute(
        update(DocumentRow)
        .where(DocumentRow.id == document_id)
        .values(**row, version=DocumentRow.version + 1, updated_at=func.now())
    )


async def document_row(
    scope: Scope, document_id: UUID, *, lock: bool = False
) -> DocumentRow | None:
    """A document; with `lock` no one else may change it until this transaction ends."""
    statement = select(DocumentRow).where(DocumentRow.id == document_id)
    if lock:
        statement = statement.with_for_update()
    statement = statement.execution_options(populate_existing=True)
    return (await scope.session.scalars(statement)).one_or_none()


async def document_text(scope: Scope, document_id: UUID) -> str | None:
    """The whole text of a document."""
    statement = select(DocumentRow.text).where(DocumentRow.id == document_id)
    return (await scope.session.scalars(statement)).one_or_none()


async def document_page(scope: Scope, before: UUID | None, limit: int) -> Sequence[DocumentRow]:
    """Documents, newest first: their ids are in the order of time."""
    statement = select(DocumentRow).order_by(DocumentRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(DocumentRow.id < before)
    return (await scope.session.scalars(statement)).all()


async def document_with(scope: Scope, digest: bytes) -> DocumentRow | None:
    """The document of exactly these bytes."""
    statement = select(DocumentRow).where(DocumentRow.digest == digest)
    return (await scope.session.scalars(statement)).one_or_none()


async def remove_document(scope: Scope, document_id: UUID) -> str | None:
    """Delete a document with its passages; returns the key of its file."""
    statement = (
        delete(DocumentRow).where(DocumentRow.id == document_id).returning(DocumentRow.file_key)
    )
    return (await scope.session.scalars(statement)).one_or_none()


async def add_passages(
    scope: Scope, language: str, title: str, subject: str, rows: list[dict[str, Any]]
) -> None:
    """Insert passages of a document; its title and subject and their headings are of their words.

    `language` is a text search configuration of PostgreSQL.
    """
    await bulk.add(scope.session, PassageRow, [{**row, "words": ""} for row in rows])
    await scope.session.execute(
        text("""
            UPDATE ingestion_passages
               SET words = setweight(to_tsvector(CAST(:language AS regconfig), :title), 'A')
                        || setweight(to_tsvector(CAST(:language AS regconfig),
                                                 array_to_string(title_path, ' · ')), 'B')
                        || setweight(to_tsvector(CAST(:language AS regconfig), :subject), 'C')
                        || to_tsvector(CAST(:language AS regconfig), text)
             WHERE id = ANY(:ids)
        """),
        {
            "language": language,
            "title": title,
            "subject": subject,
            "ids": [row["id"] for row in rows],
        },
    )


async def remove_passages(scope: Scope, document_id: UUID) -> None:
    """Delete the passages of a document."""
    await scope.session.execute(delete(PassageRow).where(PassageRow.document_id == document_id))


async def embedded_counts(scope: Scope, ids: Sequence[UUID], model: str) -> dict[UUID, int]:
    """How many passages of documents have a vector of the model."""
    statement = (
        select(PassageRow.document_id, func.count())
        .where(PassageRow.document_id.in_(ids), PassageRow.model == model)
        .group_by(PassageRow.document_id)
    )
    return {key: value for key, value in await scope.session.execute(statement)}  # noqa: C416


async def passage_rows(scope: Scope, document_id: UUID) -> Sequence[PassageRow]:
    """The passages of a document in order."""
    statement = (
        select(PassageRow)
        .where(PassageRow.document_id == document_id)
        .order_by(PassageRow.position)
    )
    return (await scope.session.scalars(statement)).all()


async def passage_row(scope: Scope, passage_id: UUID) -> PassageRow | None:
    """A passage."""
    statement = select(PassageRow).where(PassageRow.id == passage_id)
    return (await scope.session.scalars(statement)).one_or_none()


async def waiting_passages(
    scope: Scope, model: str, limit: int
) -> Sequence[Row[UUID, list[str], str, str, str]]:
    """Passages that have no vector of the model yet, with what their documents are about."""
    statement = (
        select(
            PassageRow.id, PassageRow.title_path, PassageRow.text,
            DocumentRow.title, DocumentRow.subject,
        )
        .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
        .where(PassageRow.model.is_distinct_from(model))
        .order_by(PassageRow.id)
        .limit(limit)
    )  # fmt: skip
    return (await scope.session.execute(statement)).all()


async def count_waiting(scope: Scope, model: str) -> int:
    """How many passages have no vector of the model yet."""
    statement = (
        select(func.count()).select_from(PassageRow).where(PassageRow.model.is_distinct_from(model))
    )
    return int((await scope.session.execute(statement)).scalar_one())


async def put_passage_vectors(
    scope: Scope, model: str, ids: Sequence[UUID], vectors: NDArray[np.float32]
) -> None:
    """Write vectors (n, d) of the model for passages; those that are gone are passed over."""
    await scope.session.execute(
        text("""
            UPDATE ingestion_passages p
               SET embedding = CAST(new.vector AS halfvec), model = :model
              FROM unnest(CAST(:ids AS uuid[]), CAST(:vectors AS text[])) AS new(id, vector)
             WHERE p.id = new.id
        """),
        {"model": model, "ids": list(ids), "vectors": [vector_text(row) for row in vectors]},
    )


async def passages_with(scope: Scope, ids: Sequence[UUID]) -> Sequence[Row[PassageRow, str]]:
    """Passages by id, with the titles of their documents."""
    statement = (
        select(PassageRow, DocumentRow.title)
        .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
        .where(PassageRow.id.in_(ids))
    )
    return (await scope.session.execute(statement)).all()


def vector_text(vector: NDArray[np.float32]) -> str:
    """A vector in the form in which PostgreSQL reads it."""
    return "[" + ",".join(map("{:.4g}".format, vector.tolist())) + "]"

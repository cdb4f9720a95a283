"""Tables of ingestion."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import BigInteger, DateTime, LargeBinary, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from storewise.infra.db import Table

Moment = DateTime(timezone=True)


class ImportRow(Table):
    """An import. `runner` names the run that may write for it: a run that lost it must stop.

    `plan` can be large and is read apart; `revision` counts its changes.
    """

    __tablename__ = "ingestion_imports"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    feed: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    file_size: Mapped[int] = mapped_column(BigInteger)
    file_key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)
    plan: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True, deferred_raiseload=True)
    revision: Mapped[int] = mapped_column(server_default="0")
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    failure: Mapped[str | None] = mapped_column(Text)
    cancel_requested: Mapped[bool] = mapped_column(server_default="false")
    runner: Mapped[UUID | None]
    rows_total: Mapped[int | None] = mapped_column(BigInteger)
    rows_read: Mapped[int] = mapped_column(BigInteger, server_default="0")
    new: Mapped[int] = mapped_column(server_default="0")
    changed: Mapped[int] = mapped_column(server_default="0")
    unchanged: Mapped[int] = mapped_column(server_default="0")
    rejected: Mapped[int] = mapped_column(server_default="0")
    gone: Mapped[int] = mapped_column(server_default="0")
    archived: Mapped[int] = mapped_column(server_default="0")
    error_count: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class ErrorRow(Table):
    """What is wrong with a row of an import; `position` counts them in the order of the feed."""

    __tablename__ = "ingestion_errors"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger)
    file: Mapped[str] = mapped_column(Text)
    column: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)


class RecordRow(Table):
    """A product as a feed last stated it, and the import that last wrote it."""

    __tablename__ = "ingestion_records"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    feed: Mapped[str] = mapped_column(Text, primary_key=True)
    external_id: Mapped[str] = mapped_column(Text, primary_key=True)
    product_id: Mapped[UUID]
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    row_hash: Mapped[bytes] = mapped_column(LargeBinary)
    claims: Mapped[bytes] = mapped_column(LargeBinary)
    import_id: Mapped[UUID]


class ChangeRow(Table):
    """What was before an import wrote or archived a product; all null for one that it created."""

    __tablename__ = "ingestion_changes"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(Text, primary_key=True)
    product_id: Mapped[UUID]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    record: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class PictureRow(Table):
    """A picture that is still to be taken from the feed of an import, or from the web."""

    __tablename__ = "ingestion_pictures"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text, primary_key=True)


class DocumentRow(Table):
    """A document, with its whole text, in which the spans of its passages count."""

    __tablename__ = "ingestion_documents"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    file_key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    pages: Mapped[int | None]
    passages: Mapped[int]
    text: Mapped[str] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    version: Mapped[int] = mapped_column(server_default="1")


class PassageRow(Table):
    """A passage of a document; `model` names the encoder that `embedding` is from."""

    __tablename__ = "ingestion_passages"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID]
    position: Mapped[int]
    title_path: Mapped[list[str]] = mapped_column(ARRAY(Text))
    page: Mapped[int | None]
    start_at: Mapped[int]
    end_at: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[Any] = mapped_column(TSVECTOR, deferred=True, deferred_raiseload=True)
    embedding: Mapped[Any] = mapped_column(HALFVEC, deferred=True, deferred_raiseload=True)
    model: Mapped[str | None] = mapped_column(Text)

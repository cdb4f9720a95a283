"""Tables of search."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import BigInteger, DateTime, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from storewise.infra.db import Table


class DocumentRow(Table):
    """A product as the nodes' indexes take it in; `body` is null once it left the shop.

    `changed` and `embedded` number the changes of a store's documents and vectors, so that a node
    can ask for those after the ones it has.
    """

    __tablename__ = "search_documents"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(primary_key=True)
    body: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    text_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed: Mapped[int] = mapped_column(BigInteger)
    embedding: Mapped[Any] = mapped_column(HALFVEC)
    embedded_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    embedded: Mapped[int] = mapped_column(BigInteger, server_default="0")


class SynonymRow(Table):
    """Words that the merchant says mean the same."""

    __tablename__ = "search_synonyms"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    one_way: Mapped[bool]


class QueryRow(Table):
    """Words that shoppers searched for, and what came of it."""

    __tablename__ = "search_queries"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    last_total: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

"""Tables of the assistant."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Float, LargeBinary, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storewise.infra.db import Table

Moment = DateTime(timezone=True)


class SettingsRow(Table):
    """How a store has set its assistant; a store without a row has the defaults."""

    __tablename__ = "assistant_settings"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ConversationRow(Table):
    """A conversation; only the hash of its token is kept, and `memory` is what follow-ups need."""

    __tablename__ = "assistant_conversations"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    channel: Mapped[str] = mapped_column(Text)
    memory: Mapped[dict[str, Any]] = mapped_column(JSONB)
    started_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    last_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())


class MessageRow(Table):
    """A question with its answer and all that the answer was made from.

    The columns of the answer are null while it is made, and stay so where it failed.
    """

    __tablename__ = "assistant_messages"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    tools: Mapped[list[Any]] = mapped_column(JSONB)
    retrieved: Mapped[dict[str, Any]] = mapped_column(JSONB)
    problems: Mapped[list[Any]] = mapped_column(JSONB)
    mode: Mapped[str | None] = mapped_column(Text)
    verdict: Mapped[str | None] = mapped_column(Text)
    degraded: Mapped[str | None] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text, server_default="")
    input_tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    output_tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    cost_micros: Mapped[int] = mapped_column(BigInteger, server_default="0")
    first_token_ms: Mapped[float | None] = mapped_column(Float)
    total_ms: Mapped[float | None] = mapped_column(Float)
    helpful: Mapped[bool | None]
    feedback: Mapped[str] = mapped_column(Text, server_default="")
    failure: Mapped[str | None] = mapped_column(Text)


class SpendingRow(Table):
    """What a store's assistant took of models in a month; `warned` is the share last told of."""

    __tablename__ = "assistant_spending"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger, server_default="0")
    cost_micros: Mapped[int] = mapped_column(BigInteger, server_default="0")
    warned: Mapped[float] = mapped_column(Float, server_default="0")

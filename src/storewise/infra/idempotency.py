"""Answers to calls that bear an idempotency key: a call that is sent twice is done once.

The key is written in the transaction of the business write, so that both are kept or neither is.
An advisory lock, held until that transaction ends, tells that a call with the key is under way.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Text, delete, func, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from .db import Table
from .errors import Conflict, Invalid
from .tenancy import Scope

KEPT = timedelta(hours=24)


class IdempotencyConflict(Invalid):
    """The key was used for another call."""

    code = "idempotency_conflict"
    message = "This Idempotency-Key was used for another request. Use a new key for each request."


class IdempotencyInFlight(Conflict):
    """A call with this key is being done at this moment."""

    code = "idempotency_in_flight"
    message = "A request with this Idempotency-Key is still being done. Send it again in a moment."
    retry_after = 1


class AnswerRow(Table):
    """What was answered to the first call with a key."""

    __tablename__ = "infra_idempotency"

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    fingerprint: Mapped[bytes]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    body: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the headers worth keeping, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


async def claim(scope: Scope, key: str, fingerprint: bytes) -> Answer | None:
    """Take a key for this transaction, or return what was answered when it was used before.

    `fingerprint` tells one call from another. Raises IdempotencyConflict when the key belongs to
    another call, and IdempotencyInFlight while another transaction holds it.
    """
    lock = func.pg_try_advisory_xact_lock(_lock_number(scope.store_id, key))
    if not await scope.session.scalar(select(lock)):
        raise IdempotencyInFlight
    known = await scope.session.scalar(
        select(AnswerRow).where(AnswerRow.key == key, AnswerRow.created_at > func.now() - KEPT)
    )
    if known is None:
        return None
    if known.fingerprint != fingerprint:
        raise IdempotencyConflict
    return Answer(known.status, known.headers, known.body)


async def keep(scope: Scope, key: str, fingerprint: bytes, answer: Answer) -> None:
    """Keep the answer under a key that this transaction has claimed."""
    values = {
        "fingerprint": fingerprint,
        "status": answer.status,
        "headers": answer.headers,
        "body": answer.body,
        "created_at": func.now(),
    }
    await scope.session.execute(
        insert(AnswerRow)
        .values(store_id=scope.store_id, key=key, **values)
        .on_conflict_do_update(index_elements=["store_id", "key"], set_=values)
    )


async def purge(scope: Scope) -> None:
    """Drop the answers of this store that have been kept for long enough."""
    await scope.session.execute(delete(AnswerRow).where(AnswerRow.created_at <= func.now() - KEPT))


def _lock_number(store_id: UUID, key: str) -> int:
    digest = hashlib.sha256(b"idempotency" + store_id.bytes + key.encode()).digest()
    return int.from_bytes(digest[:8], signed=True)

"""Tenancy: a scope says for which store and for whom, and PostgreSQL sees to it.

Every table with `store_id` has forced row-level security that reads the transaction's variable
`storewise.store_id`; a statement without a filter sees its own store's rows and no others.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction
from uuid_utils.compat import uuid7

from .db import Database
from .resources import Resources

ActorKind = Literal["staff", "key", "shopper", "anonymous", "system", "operator"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a kind, an id where there is one, and what a key may do."""

    kind: ActorKind
    id: UUID | None = None
    permissions: frozenset[str] = frozenset()


SYSTEM = Actor("system")
ANONYMOUS = Actor("anonymous")


@dataclass(frozen=True, slots=True)
class Scope:
    """One store, one actor, one transaction: the first argument of every service."""

    session: AsyncSession
    store_id: UUID
    actor: Actor
    tenancy: "Tenancy"
    request_id: str = ""

    @property
    def resources(self) -> Resources:
        """Files, cache, embedder and settings of this process."""
        return self.tenancy.resources


@dataclass(frozen=True, slots=True)
class PlatformScope:
    """One transaction outside any store: it sees the platform's tables and no store's data."""

    session: AsyncSession
    resources: Resources
    actor: Actor = field(default=SYSTEM)


class Tenancy:
    """Opens scopes: one transaction each, committed at the end and rolled back on an error."""

    def __init__(self, database: Database, resources: Resources) -> None:
        self.database = database
        self.resources = resources

    @asynccontextmanager
    async def scope(
        self, store_id: UUID, actor: Actor, request_id: str = ""
    ) -> AsyncIterator[Scope]:
        """Open a transaction for one store; nothing is sent before the first query."""
        async with self.database.sessions() as session:
            session.sync_session.info["storewise.store_id"] = str(store_id)
            yield Scope(session, store_id, actor, self, request_id)
            await session.commit()

    @asynccontextmanager
    async def platform(self, actor: Actor = SYSTEM) -> AsyncIterator[PlatformScope]:
        """Open a transaction on the platform's own tables: stores, staff, keys."""
        async with self.database.sessions() as session:
            session.sync_session.info["storewise.platform"] = "on"
            yield PlatformScope(session, self.resources, actor)
            await session.commit()


def new_id() -> UUID:
    """A new UUIDv7: unique, and in order of time."""
    return uuid7()


@event.listens_for(Session, "after_begin")
def _tell_postgres(
    session: Session, _transaction: SessionTransaction, connection: Connection
) -> None:
    for name in ("storewise.store_id", "storewise.platform"):
        if value := session.info.get(name):
            connection.execute(
                text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
            )

"""SQL of identity."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storewise.infra.tenancy import PlatformScope, Scope

from .models import KeyRow, MembershipRow, SessionRow, StaffRow, StoreRow


async def store(scope: Scope) -> StoreRow | None:
    """The scope's own store."""
    return await scope.session.get(StoreRow, scope.store_id)


async def store_by(
    scope: PlatformScope, *, slug: str | None = None, domain: str | None = None
) -> StoreRow | None:
    """A store by its slug or by its domain."""
    column, value = (StoreRow.slug, slug) if slug is not None else (StoreRow.domain, domain)
    return (await scope.session.scalars(select(StoreRow).where(column == value))).one_or_none()


async def stores(scope: PlatformScope) -> Sequence[StoreRow]:
    """All stores, oldest first."""
    return (await scope.session.scalars(select(StoreRow).order_by(StoreRow.id))).all()


async def add_store(scope: PlatformScope, values: dict[str, Any]) -> bool:
    """Insert a store; False when its slug or domain is taken."""
    statement = insert(StoreRow).values(**values).on_conflict_do_nothing().returning(StoreRow.id)
    return (await scope.session.execute(statement)).first() is not None


async def staff_by_email(scope: PlatformScope, email: str) -> StaffRow | None:
    """A person by e-mail."""
    return (
        await scope.session.scalars(select(StaffRow).where(StaffRow.email == email))
    ).one_or_none()


async def stores_of(scope: PlatformScope, staff_id: UUID) -> Sequence[StoreRow]:
    """The stores that a person works for."""
    statement = (
        select(StoreRow)
        .join(MembershipRow, MembershipRow.store_id == StoreRow.id)
        .where(MembershipRow.staff_id == staff_id)
        .order_by(StoreRow.name, StoreRow.id)
    )
    return (await scope.session.scalars(statement)).all()


async def add_membership(scope: PlatformScope, store_id: UUID, staff_id: UUID, role: str) -> None:
    """Let a person work for a store; their role stays when they do already."""
    await scope.session.execute(
        insert(MembershipRow)
        .values(store_id=store_id, staff_id=staff_id, role=role)
        .on_conflict_do_nothing()
    )


async def staff_of_session(scope: PlatformScope, token_hash: bytes) -> StaffRow | None:
    """The person behind a session that has not ended."""
    statement = (
        select(StaffRow)
        .join(SessionRow, SessionRow.staff_id == StaffRow.id)
        .where(SessionRow.token_hash == token_hash, SessionRow.expires_at > func.now())
    )
    return (await scope.session.scalars(statement)).one_or_none()


async def end_session(scope: PlatformScope, token_hash: bytes) -> None:
    """Forget a session."""
    await scope.session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))


async def end_old_sessions(scope: PlatformScope, now: datetime) -> None:
    """Forget the sessions that have run out."""
    await scope.session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))


async def set_password(scope: PlatformScope, staff_id: UUID, password_hash: str) -> None:
    """Replace a person's password hash."""
    await scope.session.execute(
        update(StaffRow).where(StaffRow.id == staff_id).values(password_hash=password_hash)
    )


async def key_by_hash(scope: PlatformScope, secret_hash: bytes) -> KeyRow | None:
    """A key that is in force, by the hash of its secret."""
    statement = select(KeyRow).where(KeyRow.secret_hash == secret_hash, KeyRow.revoked_at.is_(None))
    return (await scope.session.scalars(statement)).one_or_none()


async def keys(scope: Scope) -> Sequence[KeyRow]:
    """The keys of the scope's store, newest first."""
    return (await scope.session.scalars(select(KeyRow).order_by(KeyRow.id.desc()))).all()


async def revoke_key(scope: Scope, key_id: UUID) -> KeyRow | None:
    """Take a key out of force; its row, or None when there is none."""
    statement = (
        update(KeyRow)
        .where(KeyRow.id == key_id)
        .values(revoked_at=func.coalesce(KeyRow.revoked_at, func.now()))
        .returning(KeyRow)
    )
    return (await scope.session.scalars(statement)).one_or_none()

"""The use-cases of identity: who is there, and for which store."""

import asyncio
import functools
import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.exc import IntegrityError

from storewise.infra import idempotency
from storewise.infra.errors import FieldError
from storewise.infra.tenancy import SYSTEM, PlatformScope, Scope, Tenancy, new_id

from . import queries
from .errors import (
    KeyInvalid,
    KeyNotFound,
    KeyUnknown,
    NotSignedIn,
    SignInFailed,
    SlugTaken,
    StoreNotFound,
)
from .models import KeyRow, SessionRow, StaffRow, StoreRow
from .schemas import (
    PUBLISHABLE,
    Key,
    KeyDraft,
    KeyOwner,
    NewKey,
    SignedIn,
    Staff,
    StaffDraft,
    Store,
    StoreDraft,
    StorePatch,
    StoreSettings,
)

SESSION_DAYS = 14
_REMEMBER_S = 15.0

_passwords = PasswordHash((Argon2Hasher(),))


# ------------------------------------------------------------------ stores


async def create_store(scope: PlatformScope, draft: StoreDraft) -> Store:
    """Open a store; raises SlugTaken."""
    store_id = new_id()
    values = draft.model_dump() | {"id": store_id}
    if not await queries.add_store(scope, values):
        raise SlugTaken
    created = await queries.store_by(scope, slug=draft.slug)
    if created is None:
        raise StoreNotFound
    return _store(created)


async def store(scope: Scope) -> Store:
    """The scope's own store; raises StoreNotFound."""

    async def find() -> Store:
        row = await queries.store(scope)
        if row is None:
            raise StoreNotFound
        return _store(row)

    return await scope.resources.cache.remember(_store_key(scope.store_id), _REMEMBER_S, find)


async def update_store(scope: Scope, patch: StorePatch) -> Store:
    """Change the scope's own store; raises StoreNotFound, or SlugTaken for another's domain."""
    row = await queries.store(scope)
    if row is None:
        raise StoreNotFound
    former = row.domain
    for name, value in patch.model_dump(exclude_unset=True).items():
        if value is not None or name == "domain":
            setattr(row, name, value)
    try:
        await scope.session.flush()
    except IntegrityError as error:
        raise SlugTaken from error
    await scope.resources.cache.forget(
        _store_key(row.id), f"slug:{row.slug}", f"domain:{row.domain}", f"domain:{former}"
    )
    return _store(row)


async def find_store(
    tenancy: Tenancy, *, slug: str | None = None, domain: str | None = None
) -> Store:
    """A store by slug or by domain; raises StoreNotFound."""

    async def find() -> Store | None:
        async with tenancy.platform() as scope:
            row = await queries.store_by(scope, slug=slug, domain=domain)
            return _store(row) if row else None

    key = f"slug:{slug}" if slug is not None else f"domain:{domain}"
    found = await tenancy.resources.cache.remember(key, _REMEMBER_S, find)
    if found is None:
        raise StoreNotFound
    return found


async def stores(scope: PlatformScope) -> list[Store]:
    """All stores of the platform, oldest first."""
    return [_store(row) for row in await queries.stores(scope)]


# ------------------------------------------------------------------ staff


async def add_staff(scope: PlatformScope, store_id: UUID, draft: StaffDraft) -> Staff:
    """Let a person work for a store as its owner; someone known keeps their password."""
    row = await queries.staff_by_email(scope, draft.email)
    if row is None:
        row = StaffRow(
            id=new_id(),
            email=draft.email,
            name=draft.name,
            password_hash=await _hash(draft.password.get_secret_value()),
        )
        scope.session.add(row)
        await scope.session.flush()
    await queries.add_membership(scope, store_id, row.id, "owner")
    return _staff(row)


async def sign_in(tenancy: Tenancy, email: str, password: str) -> str:
    """Check a person's password and open a session; returns its token. Raises SignInFailed.

    The password is checked outside any transaction, and off the event loop.
    """
    async with tenancy.platform() as scope:
        row = await queries.staff_by_email(scope, email.strip().lower())
    right, better = await asyncio.to_thread(_check, password, row.password_hash if row else None)
    if not right or row is None:
        raise SignInFailed
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    async with tenancy.platform() as scope:
        await queries.end_old_sessions(scope, now)
        if better:
            await queries.set_password(scope, row.id, better)
        scope.session.add(
            SessionRow(
                token_hash=_digest(token),
                staff_id=row.id,
                expires_at=now + timedelta(days=SESSION_DAYS),
            )
        )
    return token


async def signed_in(tenancy: Tenancy, token: str) -> SignedIn:
    """The person behind a session's token, with their stores; raises NotSignedIn."""
    async with tenancy.platform() as scope:
        row = await queries.staff_of_session(scope, _digest(token))
        if row is None:
            raise NotSignedIn
        theirs = await queries.stores_of(scope, row.id)
        return SignedIn(staff=_staff(row), stores=[_store(s) for s in theirs])


async def sign_out(tenancy: Tenancy, token: str) -> None:
    """End a session."""
    async with tenancy.platform() as scope:
        await queries.end_session(scope, _digest(token))


# ------------------------------------------------------------------ keys


async def create_key(scope: Scope, draft: KeyDraft) -> NewKey:
    """Make an API key; its secret is returned this once. Raises KeyInvalid.

    A key can only make keys with permissions that it holds itself.
    """
    scopes = {permission.value for permission in draft.scopes}
    if draft.kind == "pk":
        scopes = {permission.value for permission in PUBLISHABLE}
    elif not scopes:
        raise KeyInvalid(errors=[FieldError("/scopes", "missing", "Say what the key may do.")])
    if scope.actor.kind == "key" and (excess := scopes - scope.actor.permissions):
        raise KeyInvalid(
            errors=[FieldError("/scopes", "not_yours", f"You do not hold {sorted(excess)[0]}.")]
        )
    secret = f"{draft.kind}_{secrets.token_urlsafe(32)}"
    row = KeyRow(
        store_id=scope.store_id,
        id=new_id(),
        kind=draft.kind,
        name=draft.name,
        hint=f"{secret[:7]}…{secret[-4:]}",
        secret_hash=_digest(secret),
        scopes=sorted(scopes),
    )
    scope.session.add(row)
    await scope.session.flush()
    await scope.session.refresh(row)
    return NewKey(secret=secret, **dict(_key(row)))


async def keys(scope: Scope) -> list[Key]:
    """The API keys of the store, newest first."""
    return [_key(row) for row in await queries.keys(scope)]


async def revoke_key(scope: Scope, key_id: UUID) -> Key:
    """Take a key out of force; raises KeyNotFound."""
    row = await queries.revoke_key(scope, key_id)
    if row is None:
        raise KeyNotFound
    await scope.resources.cache.forget(f"key:{row.secret_hash.hex()}")
    return _key(row)


async def key_owner(tenancy: Tenancy, secret: str) -> KeyOwner:
    """Whose a key is and what it may do; raises KeyUnknown."""
    secret_hash = _digest(secret)

    async def find() -> KeyOwner | None:
        async with tenancy.platform() as scope:
            row = await queries.key_by_hash(scope, secret_hash)
            if row is None:
                return None
            return KeyOwner(store_id=row.store_id, key_id=row.id, kind=row.kind, scopes=row.scopes)

    cache = tenancy.resources.cache
    found = await cache.remember(f"key:{secret_hash.hex()}", _REMEMBER_S, find)
    if found is None:
        raise KeyUnknown
    return found


async def forget_answers(tenancy: Tenancy) -> None:
    """Drop the answers to idempotent calls by keys that have been kept for their day."""
    async with tenancy.platform() as platform:
        rows = await queries.stores(platform)
    for row in rows:
        async with tenancy.scope(row.id, SYSTEM) as scope:
            await idempotency.purge(scope)


# ------------------------------------------------------------------ within


@functools.cache
def _nobody() -> str:
    return _passwords.hash(secrets.token_urlsafe(16))


def _check(password: str, known: str | None) -> tuple[bool, str | None]:
    # An unknown e-mail is checked against a hash of nobody's, so that both take the same time.
    return _passwords.verify_and_update(password[:200], known or _nobody())


async def _hash(password: str) -> str:
    return await asyncio.to_thread(_passwords.hash, password)


def _digest(secret: str) -> bytes:
    # Tokens and keys are random and long, so a plain hash cannot be guessed back.
    return hashlib.sha256(secret.encode()).digest()


def _store_key(store_id: UUID) -> str:
    return f"{store_id}:identity.store"


def _store(row: StoreRow) -> Store:
    return Store(
        id=row.id,
        slug=row.slug,
        name=row.name,
        currency=row.currency,
        locale=row.locale,
        domain=row.domain,
        settings=StoreSettings.model_validate(row.settings),
        created_at=row.created_at,
    )


def _staff(row: StaffRow) -> Staff:
    return Staff(id=row.id, email=row.email, name=row.name)


def _key(row: KeyRow) -> Key:
    return Key(
        id=row.id,
        kind=row.kind,
        name=row.name,
        hint=row.hint,
        scopes=row.scopes,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )

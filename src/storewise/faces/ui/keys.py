"""From a key to a caller: whose store it opens, and what it may do there."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from uuid import UUID

import structlog
from fastapi import Request

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import PermissionMissing
from storewise.domain.identity.schemas import KeyOwner, Permission
from storewise.infra.tenancy import Actor, Scope, Tenancy

from .scopes import request_id, tenancy_of


@dataclass(frozen=True, slots=True)
class Caller:
    """The store of a key and the key as an actor, for calls that outlast a transaction."""

    tenancy: Tenancy
    store_id: UUID
    actor: Actor
    request_id: str
    publishable: bool

    def scope(self) -> AbstractAsyncContextManager[Scope]:
        """One transaction in the key's store."""
        return self.tenancy.scope(self.store_id, self.actor, self.request_id)


async def find_caller(request: Request, secret: str, permission: Permission) -> Caller:
    """Who calls with a key that holds this permission; raises KeyUnknown or PermissionMissing."""
    tenancy = await tenancy_of(request)
    owner = await identity.key_owner(tenancy, secret)
    if permission not in owner.scopes:
        raise PermissionMissing(f"This key lacks the permission {permission}.")
    structlog.contextvars.bind_contextvars(store_id=str(owner.store_id))
    return Caller(tenancy, owner.store_id, actor_of(owner), request_id(request), owner.kind == "pk")


def actor_of(owner: KeyOwner) -> Actor:
    """A key as one who acts."""
    return Actor("key", owner.key_id, frozenset(owner.scopes))

"""Who calls the API: a key, the permission that the call needs, and a scope for its store."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import KeyUnknown, PermissionMissing
from storewise.domain.identity.schemas import Permission
from storewise.faces.ui.scopes import request_id, tenancy_of
from storewise.infra.tenancy import Actor, Scope, Tenancy

_bearer = HTTPBearer(
    scheme_name="ApiKey",
    auto_error=False,
    description="An API key: `pk_…` reads the storefront, `sk_…` does what it was made for.",
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


@dataclass(frozen=True, slots=True)
class Caller:
    """The store of a key and the key as an actor, for calls that outlast a transaction."""

    tenancy: Tenancy
    store_id: UUID
    actor: Actor
    request_id: str

    def scope(self) -> AbstractAsyncContextManager[Scope]:
        """One transaction in the key's store."""
        return self.tenancy.scope(self.store_id, self.actor, self.request_id)


def calling(permission: Permission) -> Any:
    """A dependency: who calls, when their key holds this permission.

    Raises KeyUnknown or PermissionMissing.
    """

    async def find(request: Request, credentials: Credentials) -> Caller:
        if credentials is None:
            raise KeyUnknown
        tenancy = await tenancy_of(request)
        owner = await identity.key_owner(tenancy, credentials.credentials)
        if permission not in owner.scopes:
            raise PermissionMissing(f"This key lacks the permission {permission}.")
        structlog.contextvars.bind_contextvars(store_id=str(owner.store_id))
        actor = Actor("key", owner.key_id, frozenset(owner.scopes))
        return Caller(tenancy, owner.store_id, actor, request_id(request))

    return Depends(find)


def holding(permission: Permission) -> Any:
    """A dependency: one transaction in the key's store, when the key holds this permission.

    It is committed before the answer is sent. Raises KeyUnknown or PermissionMissing.
    """

    async def open_scope(
        caller: Annotated[Caller, calling(permission)],
    ) -> AsyncIterator[Scope]:
        async with caller.scope() as scope:
            yield scope

    return Depends(open_scope, scope="function")


StoreReader = Annotated[Scope, holding(Permission.STORE_READ)]
StoreWriter = Annotated[Scope, holding(Permission.STORE_WRITE)]
KeyMaker = Annotated[Scope, holding(Permission.KEYS_WRITE)]
CatalogReader = Annotated[Scope, holding(Permission.CATALOG_READ)]
CatalogWriter = Annotated[Scope, holding(Permission.CATALOG_WRITE)]
SearchReader = Annotated[Scope, holding(Permission.SEARCH_READ)]
SearchWriter = Annotated[Scope, holding(Permission.SEARCH_WRITE)]
ImportReader = Annotated[Scope, holding(Permission.IMPORTS_READ)]
ImportWriter = Annotated[Scope, holding(Permission.IMPORTS_WRITE)]
AssistantReader = Annotated[Scope, holding(Permission.ASSISTANT_READ)]
AssistantWriter = Annotated[Scope, holding(Permission.ASSISTANT_WRITE)]
DocumentReader = Annotated[Scope, holding(Permission.DOCUMENTS_READ)]
DocumentWriter = Annotated[Scope, holding(Permission.DOCUMENTS_WRITE)]
AssistantCaller = Annotated[Caller, calling(Permission.ASSISTANT_ASK)]

"""Who calls the API: a key, the permission that the call needs, and a scope for its store."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import KeyUnknown, PermissionMissing
from storewise.domain.identity.schemas import KeyOwner
from storewise.faces.ui.scopes import AnyTenancy, request_id
from storewise.infra.tenancy import Actor, Scope

_bearer = HTTPBearer(
    auto_error=False, description="An API key: `pk_…` reads the storefront, `sk_…` does the rest."
)


async def find_key(
    tenancy: AnyTenancy,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> KeyOwner:
    """The key of this call; raises KeyUnknown."""
    if credentials is None:
        raise KeyUnknown
    return await identity.key_owner(tenancy, credentials.credentials)


def holding(permission: str) -> Any:
    """A dependency: one transaction in the key's store, when the key holds this permission.

    It is committed before the answer is sent. Raises PermissionMissing.
    """

    async def open_scope(
        request: Request, tenancy: AnyTenancy, owner: Annotated[KeyOwner, Depends(find_key)]
    ) -> AsyncIterator[Scope]:
        if permission not in owner.scopes:
            raise PermissionMissing(f"This key lacks the permission {permission}.")
        structlog.contextvars.bind_contextvars(store_id=str(owner.store_id))
        actor = Actor("key", owner.key_id, frozenset(owner.scopes))
        async with tenancy.scope(owner.store_id, actor, request_id(request)) as scope:
            yield scope

    return Depends(open_scope, scope="function")

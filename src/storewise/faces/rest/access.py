"""Who calls the API: a key, the permission that the call needs, and a scope for its store."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from storewise.domain.identity.errors import KeyUnknown
from storewise.domain.identity.schemas import Permission
from storewise.faces.ui.keys import Caller, find_caller
from storewise.infra.tenancy import Scope

_bearer = HTTPBearer(
    scheme_name="ApiKey",
    auto_error=False,
    description="An API key: `pk_…` reads the storefront, `sk_…` does what it was made for.",
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def calling(permission: Permission) -> Any:
    """A dependency: who calls, when their key holds this permission.

    Raises KeyUnknown or PermissionMissing.
    """

    async def find(request: Request, credentials: Credentials) -> Caller:
        if credentials is None:
            raise KeyUnknown
        return await find_caller(request, credentials.credentials, permission)

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

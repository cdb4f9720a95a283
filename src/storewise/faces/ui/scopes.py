"""From a request to a scope: which store, who acts, and one transaction for it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, cast

import structlog
from fastapi import Depends, Request

from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import NotSignedIn, StoreNotFound
from storewise.domain.identity.schemas import SignedIn, Store
from storewise.infra.tenancy import ANONYMOUS, Actor, Scope, Tenancy

SESSION_COOKIE = "storewise_session"


async def tenancy_of(request: Request) -> Tenancy:
    """Opens scopes; made at start and kept by the application.

    It is a coroutine because FastAPI would call a plain function in a thread, on every request.
    """
    return cast("Tenancy", request.app.state.tenancy)


def request_id(request: Request) -> str:
    """The id of this request, as sent by the client or made at the door."""
    return cast("str", request.scope.get("storewise.request_id", ""))


AnyTenancy = Annotated[Tenancy, Depends(tenancy_of)]


@dataclass(frozen=True, slots=True)
class Shop:
    """The store whose pages are shown, and the path that its pages begin with."""

    store: Store
    base: str


async def find_shop(request: Request, tenancy: AnyTenancy) -> Shop:
    """The store that the address names: by `/shop/{slug}`, or by the store's own domain."""
    slug = request.path_params.get("slug")
    if slug is not None:
        shop = Shop(await identity.find_store(tenancy, slug=slug), f"/shop/{slug}")
    else:
        host = request.headers.get("host", "").partition(":")[0].lower()
        shop = Shop(await identity.find_store(tenancy, domain=host), "")
    request.state.shop = shop
    structlog.contextvars.bind_contextvars(store_id=str(shop.store.id))
    return shop


AnyShop = Annotated[Shop, Depends(find_shop)]


async def _shop_scope(request: Request, shop: AnyShop, tenancy: AnyTenancy) -> AsyncIterator[Scope]:
    async with tenancy.scope(shop.store.id, ANONYMOUS, request_id(request)) as scope:
        yield scope


ShopScope = Annotated[Scope, Depends(_shop_scope, scope="function")]


@dataclass(frozen=True, slots=True)
class Desk:
    """Someone signed in to the console, and the store that they work on."""

    person: SignedIn
    store: Store


async def find_person(request: Request, tenancy: AnyTenancy) -> SignedIn:
    """Who is signed in; raises NotSignedIn."""
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        raise NotSignedIn
    return await identity.signed_in(tenancy, token)


Person = Annotated[SignedIn, Depends(find_person)]


async def find_desk(request: Request, person: Person) -> Desk:
    """The store of the address, when the person works for it; otherwise it is not found."""
    slug = request.path_params.get("slug")
    for store in person.stores:
        if store.slug == slug:
            request.state.desk = Desk(person, store)
            structlog.contextvars.bind_contextvars(store_id=str(store.id))
            return Desk(person, store)
    raise StoreNotFound


AnyDesk = Annotated[Desk, Depends(find_desk)]


async def _desk_scope(request: Request, desk: AnyDesk, tenancy: AnyTenancy) -> AsyncIterator[Scope]:
    actor = Actor("staff", desk.person.staff.id)
    async with tenancy.scope(desk.store.id, actor, request_id(request)) as scope:
        yield scope


DeskScope = Annotated[Scope, Depends(_desk_scope, scope="function")]

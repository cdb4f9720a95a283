"""Addresses of the storefront: each shop under `/shop/{slug}`, and at the root of its own domain.

The application includes `router` last: it answers whatever no other face does.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from storewise.domain.assistant.schemas import Ask, Feedback
from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import StoreNotFound
from storewise.faces.ui.problems import ScriptRoute, same_site
from storewise.faces.ui.scopes import AnyShop, AnyTenancy, Shop, ShopScope, find_shop, request_id
from storewise.infra.tenancy import ANONYMOUS

from . import assistant, crawlers, home, lists, sources
from . import product as product_page
from .failures import PageNotFound, ShopRoute
from .frame import PAGES, links

MOST_LISTED = 200

_shop = APIRouter(route_class=ShopRoute)
_scripts = APIRouter(route_class=ScriptRoute, dependencies=[Depends(same_site)])
_root = APIRouter(route_class=ShopRoute)


def _page(router: APIRouter, path: str) -> Callable[[Any], Any]:
    return router.api_route(
        path, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
    )


@_page(_shop, "/search")
async def _search(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await lists.find(request, scope, host)


@_page(_shop, "/search/suggest")
async def _suggest(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await lists.suggestions(request, scope, host)


@_page(_shop, "/c/{path:path}")
async def _category(request: Request, scope: ShopScope, host: AnyShop, path: str) -> Response:
    return await lists.category(request, scope, host, path.rstrip("/"))


@_page(_shop, "/brands")
async def _brands(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await home.brand_list(request, scope, host)


@_page(_shop, "/brands/{brand}")
async def _brand(request: Request, scope: ShopScope, host: AnyShop, brand: str) -> Response:
    return await lists.brand(request, scope, host, brand)


@_page(_shop, "/p/{handle}")
async def _product(request: Request, scope: ShopScope, host: AnyShop, handle: str) -> Response:
    return await product_page.product(request, scope, host, handle)


@_page(_shop, "/sources/{passage_id}")
async def _source(
    request: Request,
    scope: ShopScope,
    host: AnyShop,
    passage_id: str,
    start: str = "",
    end: str = "",
) -> Response:
    return await sources.source(request, scope, host, passage_id, start, end)


@_page(_shop, "/assistant")
async def _assistant(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await assistant.page(request, scope, host)


def _form(path: str) -> Callable[[Any], Any]:
    return _shop.post(
        path, include_in_schema=False, response_model=None, dependencies=[Depends(same_site)]
    )


@_form("/assistant")
async def _post_question(request: Request, tenancy: AnyTenancy, host: AnyShop) -> Response:
    return await assistant.post(request, tenancy, host)


@_form("/assistant/opinions/{message_id}")
async def _post_opinion(
    request: Request, scope: ShopScope, host: AnyShop, message_id: UUID
) -> Response:
    return await assistant.post_feedback(request, scope, host, message_id)


@_form("/assistant/new")
async def _begin_anew(request: Request, host: AnyShop) -> Response:
    return assistant.forget(request, host)


@_scripts.get("/assistant/history", include_in_schema=False)
async def _history(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await assistant.history(request, scope, host)


@_scripts.post("/assistant/messages", include_in_schema=False, response_model=None)
async def _ask(request: Request, tenancy: AnyTenancy, host: AnyShop, question: Ask) -> Response:
    return await assistant.ask(request, tenancy, host, question)


@_scripts.post(
    "/assistant/messages/{message_id}/feedback", include_in_schema=False, status_code=204
)
async def _feedback(
    request: Request, scope: ShopScope, message_id: UUID, opinion: Feedback
) -> None:
    await assistant.feedback(request, scope, message_id, opinion)


@_page(_shop, "/sitemap.xml")
async def _sitemap(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await crawlers.sitemap(request, scope, host)


@_page(_shop, "/sitemap-{part}.xml")
async def _sitemap_part(request: Request, scope: ShopScope, host: AnyShop, part: str) -> Response:
    number = int(part) if part.isdecimal() and len(part) < 6 else 0
    return await crawlers.sitemap_part(request, scope, host, number)


@_page(_shop, "/llms.txt")
async def _llms(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await crawlers.llms(request, scope, host)


@_page(_root, "/")
async def _first_page(request: Request, tenancy: AnyTenancy) -> Response:
    """The shop of this host, or the only store, or the list of stores."""
    try:
        host = await find_shop(request, tenancy)
    except StoreNotFound:
        async with tenancy.platform(ANONYMOUS) as platform:
            stores = await identity.stores(platform)
        if len(stores) == 1:
            return RedirectResponse(f"/shop/{stores[0].slug}/", 307)
        shown = [(store, f"/shop/{store.slug}/") for store in stores[:MOST_LISTED]]
        return PAGES.respond("storefront/stores.html", face="storefront", stores=shown)
    async with tenancy.scope(host.store.id, ANONYMOUS, request_id(request)) as scope:
        return await home.home(request, scope, host)


@_page(_root, "/robots.txt")
async def _robots(request: Request, tenancy: AnyTenancy) -> Response:
    """The robots.txt of this host's shop, or of all shops where the host serves them all."""
    try:
        hosts = [await find_shop(request, tenancy)]
    except StoreNotFound:
        async with tenancy.platform(ANONYMOUS) as platform:
            stores = await identity.stores(platform)
        hosts = [Shop(store, f"/shop/{store.slug}") for store in stores[:MOST_LISTED]]
    return crawlers.robots([links(request, host) for host in hosts])


@_page(_shop, "/{rest:path}")
async def _anything_else(request: Request, host: AnyShop, rest: str) -> Response:
    if rest.endswith("/") and not rest.startswith("/"):
        return RedirectResponse(request.url.replace(path=request.url.path.rstrip("/")), 308)
    raise PageNotFound


_prefixed = APIRouter(route_class=ShopRoute)


@_page(_prefixed, "/shop/{slug}")
async def _without_slash(request: Request, host: AnyShop) -> Response:
    return RedirectResponse(f"{host.base}/", 308)


@_page(_prefixed, "/shop/{slug}/")
async def _home(request: Request, scope: ShopScope, host: AnyShop) -> Response:
    return await home.home(request, scope, host)


router = APIRouter()
router.include_router(PAGES.router())
router.include_router(_prefixed)
router.include_router(_scripts, prefix="/shop/{slug}")
router.include_router(_shop, prefix="/shop/{slug}")
router.include_router(_root)
router.include_router(_scripts)
router.include_router(_shop)

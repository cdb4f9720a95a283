"""Makes what every page of a shop stands in: the store's view, its metadata, the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from storewise.domain.assistant import service as assistant
from storewise.domain.catalog import service as catalog
from storewise.domain.search import service as search
from storewise.domain.search.schemas import Card, SearchQuery, Sort
from storewise.faces.ui import accent, chat
from storewise.faces.ui.pages import Pages
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.tenancy import Scope

from .links import Links
from .shop import Department, Shop, department_tree, discount

REMEMBER_S = 15.0
PAGES = Pages(
    "storefront", Path(__file__).parent, ("shop.css", "listing.css", "product.css", "chat.css")
)
PAGES.environment.globals |= {
    "answer_paragraphs": chat.paragraphs,
    "discount": discount,
    "pictured": lambda cards: any(card.image for card in cards),
}


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself to search engines and to sites that link to it."""

    title: str
    canonical: str
    description: str = ""
    kind: str = "website"
    image: str = ""
    noindex: bool = False
    data: Sequence[Mapping[str, Any]] = ()


async def view(request: Request, scope: Scope, host: Host) -> Shop:
    """The store as its pages show it."""
    store = host.store
    return Shop(
        name=store.name,
        currency=store.currency,
        locale=store.locale,
        links=links(request, host),
        tagline=store.settings.tagline,
        introduction=store.settings.about,
        accent=store.settings.accent or accent.DEFAULT,
        departments=await _departments(scope),
        assistant=(await assistant.settings(scope)).enabled,
    )


def links(request: Request, host: Host) -> Links:
    """The addresses of a store's pages as this request reaches it."""
    public = request.app.state.tenancy.resources.settings.server.public_url.rstrip("/")
    asked = f"{request.url.scheme}://{request.url.netloc}"
    return Links(host.base, public if public and host.base else asked)


def respond(
    template: str,
    shop: Shop,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """A page of a shop as an answer."""
    return PAGES.respond(
        f"storefront/{template}",
        status=status,
        headers={"Cache-Control": "no-cache", **(headers or {})},
        face="storefront",
        shop=shop,
        inline_style=shop.inline_style,
        **context,
    )


async def newest(scope: Scope, limit: int) -> list[Card]:
    """The products that came last."""
    found = await search.find(scope, SearchQuery(sort=Sort.NEWEST, limit=limit, facets=False))
    return [hit.product for hit in found.hits]


async def _departments(scope: Scope) -> tuple[Department, ...]:
    async def find() -> tuple[Department, ...] | None:
        return department_tree(await catalog.categories(scope)) or None

    key = f"{scope.store_id}:storefront.departments"
    return await scope.resources.cache.remember(key, REMEMBER_S, find) or ()

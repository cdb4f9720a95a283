"""Lists of products: of a category, of a brand, of a search; and suggestions while typing."""

from dataclasses import replace
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse

from storewise.domain.catalog import service as catalog
from storewise.domain.search import service as search
from storewise.domain.search.schemas import Suggestion
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.tenancy import Scope

from . import structured_data
from .frame import PageMeta, newest, respond, view
from .frame import links as links_of
from .links import Links
from .listing import Place, listing
from .selection import Selection, parse
from .shop import Shop, trail

SUGGESTIONS = 8
NEAREST = 8


async def category(request: Request, scope: Scope, host: Host, path: str) -> HTMLResponse:
    """The products of a category and of those below it."""
    shop = await view(request, scope, host)
    way = trail(shop.departments, path)
    if not way:
        # Not among those with products; the catalogue knows whether it exists at all.
        empty = await catalog.category(scope, path)
        names = [(empty.name, "")]
    else:
        names = [(node.name, shop.links.category(node.path)) for node in way]
    selection = replace(_selection(request, shop), category=path)
    steps = [("Home", shop.links.home()), *names]
    return await _answer(
        scope,
        shop,
        selection,
        Place(lambda pairs: shop.links.category(path, pairs), ("category",)),
        heading=names[-1][0],
        summary=f"{names[-1][0]} at {shop.name}: compare prices, brands and specifications.",
        steps=steps,
        here=path.partition("/")[0],
        children=way[-1].children if way else (),
        data=[structured_data.breadcrumb(shop, [(n, h) for n, h in steps if h])],
    )


async def brand(request: Request, scope: Scope, host: Host, slug: str) -> HTMLResponse:
    """The products of a brand."""
    shop = await view(request, scope, host)
    found = await catalog.brand(scope, slug)
    selection = replace(_selection(request, shop), brands=(found.name,))
    return await _answer(
        scope,
        shop,
        selection,
        Place(lambda pairs: shop.links.brand(slug, pairs), ("brands",)),
        heading=found.name,
        summary=f"All products of {found.name} at {shop.name}.",
        steps=[
            ("Home", shop.links.home()),
            ("Brands", shop.links.brands()),
            (found.name, shop.links.brand(slug)),
        ],
    )


async def find(request: Request, scope: Scope, host: Host) -> HTMLResponse:
    """The products of a search; without words, all products."""
    shop = await view(request, scope, host)
    selection = _selection(request, shop)
    words = selection.text
    return await _answer(
        scope,
        shop,
        selection,
        Place(shop.links.search),
        heading=f"Results for “{words}”" if words else "All products",
        summary=f"Search {shop.name}.",
        steps=[],
        query=words,
        noindex=True,
    )


async def suggestions(request: Request, scope: Scope, host: Host) -> JSONResponse:
    """Completions of what is being typed, each with the address that it leads to."""
    text = request.query_params.get("q", "").replace("\0", "").strip()[:200]
    found = await search.suggest(scope, text, SUGGESTIONS) if text else []
    links = links_of(request, host)
    return JSONResponse(
        {"suggestions": [_suggestion(links, item) for item in found]},
        headers={"Cache-Control": "private, max-age=30"},
    )


def _suggestion(links: Links, item: Suggestion) -> dict[str, str | None]:
    return {"kind": item.kind, "text": item.text, "href": _target(links, item), "image": item.image}


def _target(links: Links, item: Suggestion) -> str:
    match item.kind:
        case "product":
            return links.product(item.target)
        case "category":
            return links.category(item.target)
        case "brand":
            return links.search([("brand", item.target)])
        case "query":
            return links.search([("q", item.target or item.text)])


def _selection(request: Request, shop: Shop) -> Selection:
    return parse(request.query_params.multi_items(), shop.currency)


async def _answer(
    scope: Scope,
    shop: Shop,
    selection: Selection,
    place: Place,
    *,
    heading: str,
    noindex: bool = False,
    data: list[dict[str, Any]] | None = None,
    **context: Any,
) -> HTMLResponse:
    # A search that is being narrowed is still the same search.
    first = selection == selection.plain()
    result = await search.find(scope, selection.query(), count=first)
    shown = listing(shop, selection, result, place)
    stays = [("page", str(selection.page))] if selection.page > 1 else []
    page = PageMeta(
        title=heading,
        canonical=shop.links.absolute(place.href(stays)),
        description=context["summary"],
        noindex=noindex or selection.is_variation(shop.currency, place.stated),
        data=data or [],
    )
    context = {"children": (), "query": "", "here": "", "nearest": [], "popular": []} | context
    if not result.total and not shown.chips:
        context |= await _ways_on(scope, shop, selection.text)
    return respond(
        "list.html",
        shop,
        page=page,
        list=shown,
        heading=heading,
        corrected=result.corrected_text,
        relaxed=result.relaxed,
        **context,
    )


async def _ways_on(scope: Scope, shop: Shop, text: str) -> dict[str, Any]:
    """What may help where nothing was found: categories like the words, and new products."""
    close = [
        (item.text, shop.links.category(item.target))
        for word in text.split()[:4]
        for item in await search.suggest(scope, word, SUGGESTIONS)
        if item.kind == "category"
    ]
    departments = [(d.name, shop.links.category(d.path)) for d in shop.departments]
    nearest = list({href: (label, href) for label, href in close + departments}.values())
    return {"nearest": nearest[:NEAREST], "popular": await newest(scope, 4)}

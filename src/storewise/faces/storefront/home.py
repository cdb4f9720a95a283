"""The first page of a shop, and the list of its brands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import Request
from fastapi.responses import HTMLResponse

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import Brand
from storewise.domain.search import service as search
from storewise.domain.search.schemas import Card, SearchQuery
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.tenancy import Scope

from . import structured_data
from .frame import REMEMBER_S, PageMeta, newest, respond, view
from .shop import Department, Shop, discount

TILES = 8
ROW = 8
LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Window:
    """What stands in the shop window: products by department, new ones, reduced ones, brands."""

    departments: list[tuple[Department, Card | None]]
    newest: list[Card]
    reduced: list[Card]
    brands: list[Brand]

    @property
    def showcase(self) -> list[Card]:
        """Three products with pictures, from different departments where that is possible."""
        pictured = [card for _, card in self.departments if card and card.image]
        pictured += [card for card in self.newest if card.image]
        distinct = list({card.id: card for card in pictured}.values())
        return distinct[:3] if len(distinct) >= 3 else []


async def home(request: Request, scope: Scope, host: Host) -> HTMLResponse:
    """The first page."""
    shop = await view(request, scope, host)
    key = f"{scope.store_id}:storefront.window"

    async def find() -> Window | None:
        found = await _window(scope, shop)
        return found if found.newest else None

    window = await scope.resources.cache.remember(key, REMEMBER_S, find) or Window([], [], [], [])
    page = PageMeta(
        title=shop.name,
        canonical=shop.links.absolute(shop.links.home()),
        description=shop.introduction or shop.tagline,
        data=[structured_data.website(shop)],
    )
    return respond(
        "home.html",
        shop,
        page=page,
        departments=window.departments,
        newest=window.newest,
        reduced=window.reduced,
        brands=window.brands,
        showcase=window.showcase,
    )


async def brand_list(request: Request, scope: Scope, host: Host) -> HTMLResponse:
    """All brands that sell something here, by their first letters."""
    shop = await view(request, scope, host)
    brands = [brand for brand in await catalog.brands(scope) if brand.product_count]
    brands.sort(key=lambda brand: (_letter(brand), brand.name.casefold()))
    address = shop.links.absolute(shop.links.brands())
    return respond(
        "brands.html",
        shop,
        page=PageMeta(title=f"Brands at {shop.name}", canonical=address),
        steps=[("Home", shop.links.home()), ("Brands", "")],
        letters=[(letter, list(group)) for letter, group in groupby(brands, _letter)],
    )


async def _window(scope: Scope, shop: Shop) -> Window:
    latest = await newest(scope, LOOKED_AT)
    largest = sorted(shop.departments, key=lambda d: -d.product_count)[:TILES]
    shown = [d for d in shop.departments if d in largest]
    brands = sorted(await catalog.brands(scope), key=lambda b: -b.product_count)[:12]
    reduced = _varied(
        card for card in latest if card.in_stock and discount(card.price, card.compare_at_price)
    )[:ROW]
    others = [card for card in _varied(latest) if card not in reduced]
    return Window(
        departments=[(d, await _face_of(scope, d)) for d in shown],
        newest=(others if len(others) >= ROW else _varied(latest))[:ROW],
        reduced=reduced,
        brands=sorted((b for b in brands if b.product_count), key=lambda b: b.name.casefold()),
    )


async def _face_of(scope: Scope, department: Department) -> Card | None:
    found = await search.find(
        scope, SearchQuery(category=department.path, limit=12, facets=False, in_stock=True)
    )
    return next((hit.product for hit in found.hits if hit.product.image), None)


def _varied(cards: Iterable[Card]) -> list[Card]:
    """The same cards, one of each category in turn: an import brings whole categories at once."""
    rounds: dict[str | None, int] = {}

    def turn(card: Card) -> int:
        rounds[card.category] = rounds.get(card.category, 0) + 1
        return rounds[card.category]

    return sorted(cards, key=turn)


def _letter(brand: Brand) -> str:
    first = brand.name[:1].upper()
    return first if first.isalpha() else "0–9"

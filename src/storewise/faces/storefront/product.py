"""The page of one product."""

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import HTMLResponse

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import Attribute, Media, Product, Variant
from storewise.domain.search import service as search
from storewise.domain.search.errors import NotIndexed
from storewise.domain.search.schemas import Card
from storewise.faces.ui import formats
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.tenancy import Scope

from . import structured_data, variants
from .description import plain_text, rich_text
from .frame import PageMeta, respond, view
from .shop import Shop, availability, discount

SIMILAR = 8
HIGHLIGHTS = 4
FOLD = 18
SHORT = 60


async def product(request: Request, scope: Scope, host: Host, handle: str) -> HTMLResponse:
    """A product with the variant that the address names; raises ProductNotFound."""
    item = await catalog.product_by_handle(scope, handle)
    shop = await view(request, scope, host)
    variant = variants.chosen(item, request.query_params)
    pictures = _pictures(item, variant)
    steps = [
        ("Home", shop.links.home()),
        *((crumb.name, shop.links.category(crumb.path)) for crumb in item.breadcrumb),
        (item.title, shop.links.product(item.handle)),
    ]
    return respond(
        "product.html",
        shop,
        page=_meta(shop, item, pictures, steps),
        product=item,
        at_hand=item.handle,
        variant=variant,
        pictures=pictures,
        steps=steps,
        here=item.breadcrumb[0].path if item.breadcrumb else "",
        summary=_summary(item),
        description=rich_text(item.description),
        stock=availability(variant),
        off=discount(variant.price, variant.compare_at_price),
        price_decimal=formats.decimal_amount(variant.price.amount, variant.price.currency),
        choices=variants.choices(item, variant, pictures),
        variants=variants.for_scripts(shop, item) if len(item.variants) > 1 else [],
        highlights=_highlights(item.attributes),
        fold=FOLD,
        similar=await _similar(scope, item),
    )


async def _similar(scope: Scope, item: Product) -> list[Card]:
    try:
        return await search.similar(scope, item.id, SIMILAR)
    except NotIndexed:  # it was published a moment ago
        return []


def _meta(
    shop: Shop, item: Product, pictures: Sequence[Media], steps: Sequence[tuple[str, str]]
) -> PageMeta:
    return PageMeta(
        title=item.seo_title or item.title,
        canonical=shop.links.absolute(shop.links.product(item.handle)),
        description=_summary(item),
        kind="product",
        image=shop.links.absolute(pictures[0].url) if pictures else "",
        data=[
            structured_data.product(shop, item, pictures),
            structured_data.breadcrumb(shop, steps),
        ],
    )


def _summary(item: Product) -> str:
    return plain_text(item.seo_description or item.description) or item.title


def _pictures(item: Product, variant: Variant) -> list[Media]:
    """Pictures that are there; the one of the variant shown comes first."""
    ready = [picture for picture in item.media if picture.state == "ready"]
    return sorted(ready, key=lambda picture: picture.id != variant.media_id)


def _highlights(attributes: Sequence[Attribute]) -> list[Attribute]:
    """The first specifications that say something in few words, for beside the price."""
    short = [a for a in attributes if a.value is not False and len(str(a.value)) <= SHORT]
    return short[:HIGHLIGHTS] if len(attributes) > HIGHLIGHTS else []

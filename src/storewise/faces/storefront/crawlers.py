"""What programs read: robots.txt, sitemaps, and a summary for language models."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductFilter, ProductRow, ProductSort, Status
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.errors import NotFound
from storewise.infra.tenancy import Scope

from .frame import links as links_of
from .frame import view
from .links import Links

PART = 5000
AN_HOUR = {"Cache-Control": "public, max-age=3600"}
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class SitemapPartNotFound(NotFound):
    """The sitemap has fewer parts."""

    code = "storefront.sitemap_part_not_found"
    message = "The sitemap has no such part."


def robots(all_links: Sequence[Links]) -> Response:
    """Which addresses of these shops crawlers may read: all but searches and narrowed lists."""
    lines = ["User-agent: *", "Allow: /"]
    for links in all_links:
        lines += [
            f"Disallow: {links.search()}",
            *(f"Disallow: {links.prefix}/*{mark}" for mark in ("?*sort=", "?*a.", "?*brand=")),
        ]
    lines += [f"Sitemap: {links.absolute(links.sitemap())}" for links in all_links]
    return PlainTextResponse("\n".join(lines) + "\n", headers=AN_HOUR)


async def sitemap(request: Request, scope: Scope, host: Host) -> Response:
    """All pages worth finding; an index of parts when there are many products."""
    links = links_of(request, host)
    parts = -(-(await catalog.counts(scope)).published // PART)
    if parts <= 1:
        return await sitemap_part(request, scope, host, 1)
    entries = (
        f"<sitemap><loc>{escape(links.absolute(links.sitemap(part)))}</loc></sitemap>"
        for part in range(1, parts + 1)
    )
    return _xml("sitemapindex", entries)


async def sitemap_part(request: Request, scope: Scope, host: Host, part: int) -> Response:
    """One part of the sitemap; the first also has the home page, categories and brands."""
    links = links_of(request, host)
    rows = await _published(scope, part)
    if part < 1 or (part > 1 and not rows):
        raise SitemapPartNotFound
    pages: list[tuple[str, datetime | None]] = [
        (links.product(row.handle), row.updated_at) for row in rows
    ]
    if part == 1:
        pages = [*[(path, None) async for path in _entrances(scope, links)], *pages]
    return _xml("urlset", _entries(links, pages))


async def llms(request: Request, scope: Scope, host: Host) -> Response:
    """The shop in a few lines of Markdown, and how a program finds its way in it."""
    shop = await view(request, scope, host)
    links = shop.links
    search = links.absolute(links.search())
    lines = [
        f"# {shop.name}",
        *(["", f"> {shop.tagline}"] if shop.tagline else []),
        *(["", shop.introduction] if shop.introduction else []),
        "",
        f"Prices are in {shop.currency}. Product pages hold their data as schema.org JSON-LD.",
        "",
        "## Departments",
        "",
        *(
            f"- [{_plain(d.name)}]({links.absolute(links.category(d.path))}): "
            f"{d.product_count} products"
            for d in shop.departments
        ),
        "",
        "## Finding products",
        "",
        f"- Search: `{search}?q=WORDS`, turning pages by `page`",
        "- Narrow it by `brand`, `category`, `price_min`, `price_max` and `in_stock=1`",
        "- Order it by `sort=price`, `sort=-price` or `sort=newest`",
        f"- [Brands]({links.absolute(links.brands())})",
        f"- [Sitemap]({links.absolute(links.sitemap())})",
    ]
    return PlainTextResponse("\n".join(lines) + "\n", headers=AN_HOUR, media_type="text/markdown")


async def _published(scope: Scope, part: int) -> list[ProductRow]:
    cursor = None
    for number in range(1, part + 1):
        page = await catalog.products(
            scope,
            ProductFilter(status=Status.PUBLISHED),
            ProductSort.OLDEST,
            cursor=cursor,
            limit=PART,
        )
        if number == part:
            return page.items
        cursor = page.next_cursor
        if cursor is None:
            return []
    return []


async def _entrances(scope: Scope, links: Links) -> AsyncIterator[str]:
    yield links.home()
    for category in await catalog.categories(scope):
        if category.product_count:
            yield links.category(category.path)
    for brand in await catalog.brands(scope):
        if brand.product_count:
            yield links.brand(brand.slug)


def _entries(links: Links, pages: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    for path, changed in pages:
        when = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(links.absolute(path))}</loc>{when}</url>"


def _xml(root: str, entries: Iterable[str]) -> Response:
    body = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_SITEMAP}">', *entries,
         f"</{root}>", ""]
    )  # fmt: skip
    return Response(body, media_type="application/xml", headers=AN_HOUR)


def _plain(name: str) -> str:
    return name.replace("[", "(").replace("]", ")")

"""What programs read: robots.txt, sitemaps, llms.txt."""

from collections.abc import Awaitable, Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from storewise.domain.identity.schemas import Store
from storewise.faces.storefront import crawlers, routes

Visit = Callable[..., Awaitable[Any]]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _open(shop: Store) -> None:
    """Every test here looks at the shop."""


def places(text: str) -> list[str]:
    """The addresses of a sitemap."""
    root = ET.fromstring(text)  # noqa: S314 - our own
    return [loc.text or "" for loc in root.findall(".//s:loc", NAMES)]


async def test_a_small_sitemap_holds_every_published_page(visit: Visit) -> None:
    found = places((await visit("/shop/lookshop/sitemap.xml")).text)
    prefix = "http://testserver/shop/lookshop"
    assert len(found) == len(set(found))
    assert {
        f"{prefix}/",
        f"{prefix}/c/kitchen/mugs",
        f"{prefix}/brands/alto",
        f"{prefix}/p/mug",
    } <= {*found}
    assert f"{prefix}/p/secret" not in found
    assert len([place for place in found if "/p/" in place]) == 34


async def test_a_large_sitemap_comes_in_parts_that_hold_every_product_once(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawlers, "PART", 10)
    parts = places((await visit("/shop/lookshop/sitemap.xml")).text)
    assert len(parts) == 4
    found = []
    for part in parts:
        found += places((await visit(part.removeprefix("http://testserver"))).text)
    products = [place for place in found if "/p/" in place]
    assert (len(products), len(set(products))) == (34, 34)
    for beyond in ("5", "0", "x", "99999999"):
        assert (await visit(f"/shop/lookshop/sitemap-{beyond}.xml")).status == 404


async def test_robots_are_kept_from_countless_lists_and_shown_the_sitemap(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_LISTED", 100_000)
    own = (await visit("/robots.txt", host="look.example")).text.splitlines()
    assert "Disallow: /search" in own
    assert "Sitemap: http://look.example/sitemap.xml" in own
    shared = (await visit("/robots.txt")).text
    assert "Disallow: /shop/lookshop/search" in shared
    assert "Sitemap: http://testserver/shop/lookshop/sitemap.xml" in shared


async def test_language_models_get_a_summary_with_the_way_to_search(visit: Visit) -> None:
    page = await visit("/shop/lookshop/llms.txt")
    assert page.headers["content-type"].startswith("text/markdown")
    assert page.text.startswith("# Look & Buy\n\n> Things <well> made\n")
    assert "http://testserver/shop/lookshop/search?q=WORDS" in page.text
    assert "[Kitchen](http://testserver/shop/lookshop/c/kitchen): 31 products" in page.text

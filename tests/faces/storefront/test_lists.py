"""Lists: filters in addresses, chips that take them back, pages, nothing found, suggestions."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from storewise.domain.identity.schemas import Store

Visit = Callable[..., Awaitable[Any]]
SEARCH = "/shop/lookshop/search"


@pytest.fixture(autouse=True)
def _open(shop: Store) -> None:
    """Every test here looks at the shop."""


def total(page: Any) -> int:
    """How many products the page says it found."""
    return int(page.words("p", "results-count")[0].split()[0])


async def test_the_filter_form_sends_back_what_is_chosen(visit: Visit) -> None:
    address = f"{SEARCH}?q=kettle&brand=Alto&a.material=steel&min.capacity=0.7&price_max=30.50"
    page = await visit(f"{address}&in_stock=1&sort=price")
    sent = []
    for control in (*page.all("input"), *page.all("select")):
        inside = control.get("id") != "search-field" and control.get("name")
        if not inside or (control.get("type") == "checkbox" and "checked" not in control.attrib):
            continue
        value = control.get("value")
        if control.tag == "select":
            value = next(o.get("value") for o in control.iter("option") if "selected" in o.attrib)
        if value:
            sent.append((control.get("name"), value))
    assert sorted(sent) == sorted(
        [
            ("q", "kettle"),
            ("brand", "Alto"),
            ("a.material", "steel"),
            ("min.capacity", "0.7"),
            ("price_max", "30.50"),
            ("in_stock", "1"),
            ("sort", "price"),
        ]
    )


async def test_each_filter_narrows_and_its_chip_takes_it_back(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=kettle&brand=Alto&a.whistles=true&max.capacity=1.5")
    names = [text.removeprefix("Remove ") for text in page.words("a", "chip")]
    assert names == ["Alto", "Whistles", "Capacity: up to 1.5 l", "Clear all"]
    narrow = total(page)
    for chip in page.all("a", "chip"):
        wider = await visit(chip.get("href"))
        assert total(wider) > narrow
        assert len(wider.all("a", "chip")) in (0, 3)
        assert dict(parse_qsl(urlsplit(chip.get("href")).query))["q"] == "kettle"


async def test_counts_at_filters_are_what_choosing_them_gives(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=kettle")
    for box in page.all("input", type="checkbox", name="brand"):
        label = next(
            text for text in page.words("label", "check") if text.startswith(box.get("value"))
        )
        found = await visit(f"{SEARCH}?q=kettle&brand={box.get('value').replace('&', '%26')}")
        assert total(found) == int(label.split()[-1])


async def test_pages_keep_the_filters_and_show_every_product_once(visit: Visit) -> None:
    first = await visit("/shop/lookshop/c/kitchen/kettles?sort=price")
    links = {a.get("aria-label"): a.get("href") for a in first.one("nav", "pagination").iter("a")}
    assert links["Next page"] == "/shop/lookshop/c/kitchen/kettles?sort=price&page=2"
    second = await visit(links["Next page"])
    assert (len(first.titles), len(second.titles)) == (24, 6)
    assert not set(first.titles) & set(second.titles)
    assert first.titles[0] == "Kettle number 0"
    assert second.titles[-1] == "Kettle number 29"


async def test_a_page_past_the_last_leads_back(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=kettle&page=99")
    assert page.status == 200
    assert page.titles == []
    assert f"{SEARCH}?q=kettle" in [a.get("href") for a in page.all("a")]


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=9999999999999", "page=x", "price_min=abc", "price_min=-5",
        "price_min=1e400", "price_max=NaN", "min.capacity=inf", "a.=x", "a.UPPER=x",
        "sort=no",
        "q=" + "x" * 5000, "brand=" + "y" * 5000, "q=%00%ff", "category=../../etc", "min.x=1,5",
        "&".join(f"a.c{i}=1" for i in range(200)), "&".join(f"brand={i}" for i in range(200)),
    ],
)  # fmt: skip
async def test_addresses_that_make_no_sense_are_still_answered(visit: Visit, query: str) -> None:
    assert (await visit(f"{SEARCH}?{query}")).status == 200


async def test_a_category_shows_what_lies_below_it(visit: Visit) -> None:
    page = await visit("/shop/lookshop/c/kitchen")
    assert page.words("h1") == ["Kitchen"]
    assert total(page) == 31
    below = {a.get("href") for a in page.one("ul", "pills").iter("a")}
    assert below == {"/shop/lookshop/c/kitchen/kettles", "/shop/lookshop/c/kitchen/mugs"}
    assert page.one("a", aria_current="true", href="/shop/lookshop/c/kitchen") is not None


async def test_a_brand_has_a_page_of_its_own_products(visit: Visit) -> None:
    names = await visit("/shop/lookshop/brands")
    links = {a.text: a.get("href") for a in names.all("a")}
    page = await visit(links["Cirro & Sons"])
    assert page.words("h1") == ["Cirro & Sons"]
    assert total(page) == 10
    assert not page.all("input", name="brand")


async def test_a_misspelt_search_shows_what_was_meant(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=kettel")
    assert total(page) == 30
    assert "kettle" in page.words("p", "notice")[0]
    assert page.one("input", id="search-field").get("value") == "kettel"


async def test_nothing_found_shows_ways_on(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=zzzqqqxxx")
    assert page.titles, "new products"
    assert page.words("p", "zero-text") == ["There is no product for zzzqqqxxx."]
    assert "/shop/lookshop/c/kitchen" in [a.get("href") for a in page.one("ul", "pills").iter("a")]


async def test_nothing_left_by_filters_offers_to_take_them_back(visit: Visit) -> None:
    page = await visit(f"{SEARCH}?q=kettle&brand=Nobody")
    assert page.titles == []
    assert f"{SEARCH}?q=kettle" in [a.get("href") for a in page.one("section", "results").iter("a")]


async def test_suggestions_lead_to_pages_that_are_there(visit: Visit, shop_app: Any) -> None:
    import httpx

    transport = httpx.ASGITransport(shop_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.get(f"{SEARCH}/suggest", params={"q": "ket"})
        found = answer.json()["suggestions"]
        assert {each["kind"] for each in found} >= {"category", "product"}
        for each in found:
            assert (await client.get(each["href"])).status_code == 200, each
        assert (await client.get(f"{SEARCH}/suggest")).json() == {"suggestions": []}

"""Pages as a browser without scripts gets them."""

import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft
from storewise.domain.identity.schemas import Store
from storewise.faces.storefront import routes
from storewise.infra.tenancy import SYSTEM, Tenancy

Visit = Callable[..., Awaitable[Any]]

PATHS = [
    "/shop/lookshop/",
    "/shop/lookshop/search",
    "/shop/lookshop/search?q=kettle&brand=Alto&a.whistles=true&min.capacity=0.6&price_max=30",
    "/shop/lookshop/search?q=nothinglikethis",
    "/shop/lookshop/c/kitchen",
    "/shop/lookshop/c/kitchen/kettles?page=2",
    "/shop/lookshop/brands",
    "/shop/lookshop/brands/alto",
    "/shop/lookshop/p/mug",
    "/shop/lookshop/p/hostile",
    "/shop/lookshop/p/kettle-3",
    "/shop/lookshop/p/not-there",
    "/shop/nobodys/",
]


@pytest.fixture(autouse=True)
def _open(shop: Store) -> None:
    """Every test here looks at the shop."""


async def test_the_first_page_shows_departments_new_products_and_reduced_ones(visit: Visit) -> None:
    page = await visit("/shop/lookshop/")
    assert page.status == 200
    assert page.words("h1") == ["Things <well> made"]
    names = [name for name in page.words("h3") if name in ("Kitchen", "Lights", "Outdoor")]
    assert names == ["Kitchen", "Lights", "Outdoor"]
    assert "Tunnel tent" in page.titles
    assert "−25%" in page.words("span", "badge-sale")
    assert "Secret thing" not in page.text


async def test_a_product_page_says_price_stock_and_specifications(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/kettle-4")
    assert page.words("h1") == ["Kettle number 4"]
    assert page.words("span", "price-now")[0] == "€14.00"
    assert page.words("p", "stock") == ["In stock"]
    facts = dict(zip(page.words("dt"), page.words("dd"), strict=True))
    assert facts["Capacity"] == "0.9 l"
    assert facts["Whistles"] == "Yes"
    assert page.words("nav", "breadcrumb") == ["Home Kitchen Kettles Kettle number 4"]
    assert page.titles, "similar products"
    assert "Kettle number 4" not in page.titles


async def test_sold_out_and_nearly_sold_out_are_said(visit: Visit) -> None:
    assert (await visit("/shop/lookshop/p/lamp")).words("p", "stock") == ["Sold out"]
    assert (await visit("/shop/lookshop/p/tent")).words("p", "stock") == ["Only 2 left in stock"]


async def test_a_variant_is_chosen_by_address_without_scripts(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug?o1=Red&o2=Small")
    assert page.words("span", "price-now")[0] == "€9.50"
    assert page.words("s", "price-was")[0] == "€12.00"
    assert _checked(page) == ["Red", "Small"]
    states = [label.get("data-state") for label in page.all("label", "option-value")]
    assert states == ["there", "there", "there", "missing"], "there is no large red mug"
    variants = json.loads(_scripts(page, "application/json")[0])
    again = await visit(f"/shop/lookshop/p/mug?variant={variants[1]['id']}")
    assert again.words("span", "price-now")[0] == "€11.00"
    assert again.words("p", "stock") == ["Sold out"]


async def test_a_choice_that_is_not_made_shows_the_nearest_variant(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug?o1=Red&o2=Large")
    assert _checked(page) == ["Red", "Small"]


async def test_pictures_have_sizes_alternatives_and_load_in_order(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug")
    first, second = page.one("ul", "gallery-stage").iter("img")
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")
    assert (first.get("width"), first.get("height")) == ("700", "700")
    assert "160w" in first.get("srcset", "")
    assert first.get("alt") == "A blue mug"


async def test_structured_data_is_valid_and_cannot_be_broken_out_of(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/hostile")
    product, crumbs = [json.loads(text) for text in _scripts(page, "application/ld+json")]
    assert product["@type"] == "Product"
    assert product["name"].startswith("Hostile </title><script>")
    assert product["offers"]["price"] == "19.99"
    assert product["offers"]["priceCurrency"] == "EUR"
    assert product["offers"]["availability"] == "https://schema.org/InStock"
    assert product["url"] == "http://testserver/shop/lookshop/p/hostile"
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3]


async def test_several_variants_become_an_aggregate_offer(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug")
    offers = json.loads(_scripts(page, "application/ld+json")[0])["offers"]
    assert (offers["lowPrice"], offers["highPrice"], offers["offerCount"]) == ("9.00", "11.00", 3)
    assert {offer["availability"].rpartition("/")[2] for offer in offers["offers"]} == {
        "InStock",
        "OutOfStock",
    }
    assert len({offer["url"] for offer in offers["offers"]}) == 3
    assert offers["offers"][2]["gtin"] == "4006381333931"


@pytest.mark.parametrize(
    "path",
    [
        "/shop/lookshop/p/hostile",
        "/shop/lookshop/search?q=hostile",
        "/shop/lookshop/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22onload%3D",
        "/shop/lookshop/search?brand=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&a.material=%3Cimg+src%3Dx%3E",
        "/shop/lookshop/brands",
        "/shop/lookshop/",
    ],
)
async def test_hostile_texts_stay_texts(visit: Visit, path: str) -> None:
    page = await visit(path)
    assert page.status == 200
    for script in page.all("script"):
        assert script.get("src", "").startswith("/static/") or script.get("type", "").endswith(
            "json"
        )
    for element in page.root.iter():
        assert not [name for name in element.attrib if name.startswith("on")], element.attrib
    assert not page.all("img", src="x")


@pytest.mark.parametrize("path", PATHS)
async def test_pages_are_well_formed_and_keep_their_own_policy(visit: Visit, path: str) -> None:
    page = await visit(path)
    assert page.problems == []
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for style in page.all("style"):
        digest = hashlib.sha256("".join(style.itertext()).encode()).digest()
        assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert not [e.attrib for e in page.root.iter() if "style" in e.attrib]
    for address in (e.get("src") or e.get("href") or "" for e in page.root.iter()):
        assert not address.startswith(("//", "javascript:"))
        assert "://" not in address or address.startswith("http://testserver/")


async def test_search_engines_get_one_address_for_each_list(visit: Visit) -> None:
    plain = await visit("/shop/lookshop/c/kitchen")
    assert plain.one("link", rel="canonical").get("href") == (
        "http://testserver/shop/lookshop/c/kitchen"
    )
    narrowed = await visit("/shop/lookshop/c/kitchen?brand=Alto")
    assert narrowed.one("meta", name="robots").get("content") == "noindex, follow"
    second = await visit("/shop/lookshop/c/kitchen?page=2")
    assert second.one("link", rel="canonical").get("href", "").endswith("/c/kitchen?page=2")


async def test_a_product_tells_sites_that_link_to_it(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug")
    told = {m.get("property"): m.get("content") for m in page.all("meta") if m.get("property")}
    assert told["og:type"] == "product"
    assert told["og:title"] == "Stoneware mug"
    assert told["og:image"].startswith("http://testserver/media/")
    assert told["product:price:amount"] == "9.00"
    assert page.one("meta", name="description").get("content") == (
        "Thrown by hand Holds tea & coffee."
    )


async def test_what_is_not_there_is_told_inside_the_shop(visit: Visit) -> None:
    for path in ("p/not-there", "p/secret", "c/no/where", "brands/nobody", "x/y"):
        page = await visit(f"/shop/lookshop/{path}")
        assert page.status == 404, path
        assert page.all("form", role="search"), "the search helps on"
        assert page.titles, "new products are shown"
        assert page.one("meta", name="robots").get("content") == "noindex"


async def test_a_store_that_does_not_exist_is_a_bare_page(visit: Visit) -> None:
    page = await visit("/shop/nobodys/p/mug")
    assert page.status == 404
    assert not page.all("form")


async def test_a_defect_is_a_page_that_tells_nothing_of_the_inside(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(catalog, "product_by_handle", broken)
    page = await visit("/shop/lookshop/p/mug")
    assert page.status == 500
    assert page.words("h1") == ["Something went wrong"]
    assert "swordfish" not in page.text
    assert page.headers["request-id"] in page.text
    assert page.one("a", "button", href="/shop/lookshop/").text == "Back to Look & Buy"


async def test_another_store_does_not_show_these_products(visit: Visit, other_store: Store) -> None:
    assert (await visit(f"/shop/{other_store.slug}/p/mug")).status == 404
    page = await visit(f"/shop/{other_store.slug}/search?q=kettle")
    assert page.titles == []
    assert "Kettle" not in page.text


async def test_an_empty_store_says_that_it_opens_soon(visit: Visit, store: Store) -> None:
    page = await visit(f"/shop/{store.slug}/")
    assert page.status == 200
    assert page.words("h1") == ["This shop opens soon"]


async def test_on_its_own_domain_a_shop_lives_at_the_root(visit: Visit) -> None:
    page = await visit("/", host="look.example:8000")
    assert page.words("h1") == ["Things <well> made"]
    links = [a.get("href", "") for a in page.all("a")]
    assert "/c/kitchen" in links
    assert not [link for link in links if link.startswith("/shop/")]
    product = await visit("/p/mug", host="look.example")
    assert product.one("link", rel="canonical").get("href") == "http://look.example/p/mug"


async def test_a_host_without_a_shop_lists_the_stores(
    visit: Visit, other_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_LISTED", 100_000)
    page = await visit("/")
    assert f"/shop/{other_store.slug}/" in [a.get("href") for a in page.all("a")]
    assert (await visit("/p/mug")).status == 404


async def test_the_address_without_a_slash_leads_to_the_shop(visit: Visit) -> None:
    page = await visit("/shop/lookshop")
    assert (page.status, page.headers["location"]) == (308, "/shop/lookshop/")


async def test_a_slash_too_many_leads_to_the_page(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug/?variant=x")
    assert page.status == 308
    assert page.headers["location"] == "http://testserver/shop/lookshop/p/mug?variant=x"
    assert (await visit("/shop/lookshop/c/kitchen/")).words("h1") == ["Kitchen"]
    for odd in ("http://look.example//evil.example/", "/shop/lookshop//evil.example/"):
        assert (await visit(odd, host="look.example")).status == 404


async def test_head_is_answered_like_get(visit: Visit) -> None:
    page = await visit("/shop/lookshop/p/mug", method="HEAD")
    assert page.status == 200


async def test_prices_follow_the_stores_locale_and_currency(
    tenancy: Tenancy, visit: Visit, open_store: Callable[..., Awaitable[Store]]
) -> None:
    store = await open_store(currency="JPY", locale="de-DE")
    draft = ProductDraft.model_validate(
        {"handle": "pen", "title": "Pen", "variants": [{"price": 1299, "stock": 1}]}
    )
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.create_product(scope, draft)
    page = await visit(f"/shop/{store.slug}/p/pen")
    assert page.words("span", "price-now") == ["1.299 ¥"]
    assert json.loads(_scripts(page, "application/ld+json")[0])["offers"]["price"] == "1299"


def _scripts(page: Any, kind: str) -> list[str]:
    return ["".join(script.itertext()) for script in page.all("script", type=kind)]


def _checked(page: Any) -> list[str]:
    radios = page.all("input", type="radio")
    return [radio.get("value") for radio in radios if "checked" in radio.attrib]

"""Fixtures of the storefront: a shop with products of all sorts, and pages as trees."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image, ImageDraw

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    ImageDraft,
    ProductDraft,
    VariantDraft,
)
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StoreDraft
from storewise.domain.search import service as search
from storewise.faces.storefront.routes import router
from storewise.faces.ui import media
from storewise.faces.ui.door import Door
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTILE = '</title><script>alert(1)</script>" onload="alert(2)" <img src=x onerror=alert(3)>'
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "rect", "path", "source"}
DEFINITIONS = [
    AttributeDefinition.model_validate(
        {"code": "capacity", "label": "Capacity", "type": "number", "unit": "l"}
    ),
    AttributeDefinition.model_validate(
        {"code": "whistles", "label": "Whistles", "type": "boolean"}
    ),
    AttributeDefinition.model_validate({"code": "material", "label": "Material", "type": "text"}),
]


def a_product(handle: str, title: str, **fields: object) -> ProductDraft:
    """A product with one variant, and defaults for what a test does not care about."""
    variant = {"price": fields.pop("price", 1999), "stock": fields.pop("stock", 9)}
    values = {"handle": handle, "title": title, "variants": [variant]} | fields
    return ProductDraft.model_validate(values)


def kettles() -> Iterator[ProductDraft]:
    """Thirty kettles: more than a page, of three brands, from 10.00 to 39.00."""
    for i in range(30):
        yield a_product(
            f"kettle-{i}",
            f"Kettle number {i}",
            brand=("Alto", "Borea", "Cirro & Sons")[i % 3],
            category=("Kitchen", "Kettles"),
            price=1000 + 100 * i,
            attributes={
                "capacity": 0.5 + i / 10,
                "whistles": i % 2 == 0,
                "material": "steel" if i % 4 else "copper, brass",
            },
        )


def others() -> Iterator[ProductDraft]:
    """A product with variants, a hostile one, one sold out, one reduced and one not published."""
    mug = [
        {"option_values": ["Blue", "Small"], "sku": "M-BS", "price": 900, "stock": 3},
        {"option_values": ["Blue", "Large"], "sku": "M-BL", "price": 1100, "stock": 0},
        {"option_values": ["Red", "Small"], "sku": "M-RS", "price": 950, "stock": 40,
         "compare_at_price": 1200, "gtin": "4006381333931"},
    ]  # fmt: skip
    yield a_product(
        "mug",
        "Stoneware mug",
        description="<h2>Thrown by hand</h2><p>Holds <b>tea</b> & coffee.</p>",
        brand="Alto",
        category=("Kitchen", "Mugs"),
        option_names=["Colour", "Size"],
        variants=[VariantDraft.model_validate(variant) for variant in mug],
        images=[
            ImageDraft(src="blue.png", alt="A blue mug"),
            ImageDraft(src="red.png", alt="A red mug"),
        ],
        attributes={"material": "stoneware"},
    )
    yield a_product(
        "hostile",
        f"Hostile {HOSTILE}",
        description=f"<p onclick=alert(4)>Fine</p><script>alert(5)</script>{HOSTILE}",
        brand=f"Brand {HOSTILE}",
        category=(f"Odd {HOSTILE}",),
        attributes={"material": f"wood {HOSTILE}"},
    )
    yield a_product("lamp", "Reading lamp", category=("Lights",), stock=0)
    yield a_product(
        "tent",
        "Tunnel tent",
        category=("Outdoor",),
        variants=[VariantDraft(price=15000, compare_at_price=20000, stock=2, sku="T-1")],
    )
    yield a_product("secret", "Secret thing", status="draft")


@pytest.fixture(scope="session")
async def shop(tenancy: Tenancy) -> Store:
    """A shop with products, searchable, shared by the tests that only look."""
    draft = StoreDraft.model_validate(
        {
            "slug": "lookshop",
            "name": "Look & Buy",
            "domain": "look.example",
            "settings": {"tagline": "Things <well> made", "accent": "#ffd000"},
        }
    )
    async with tenancy.platform() as platform:
        store = await identity.create_store(platform, draft)
    writes = [catalog.ProductWrite(draft) for draft in (*kettles(), *others())]
    pictures = {
        name: await catalog.store_picture(tenancy.resources.storage, store.id, _picture(colour))
        for name, colour in (("blue.png", "navy"), ("red.png", "firebrick"))
    }
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, writes, DEFINITIONS)
        mug = await catalog.product_by_handle(scope, "mug")
        for name, picture in pictures.items():
            await catalog.set_picture(scope, mug.id, name, picture)
    await Worker(tenancy).run_until_idle()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


def _picture(colour: str) -> bytes:
    image = Image.new("RGB", (700, 700), "white")
    ImageDraw.Draw(image).ellipse((150, 150, 550, 550), fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="session")
def shop_app(tenancy: Tenancy) -> FastAPI:
    """The storefront behind the door that every request passes."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.tenancy = tenancy
    app.add_middleware(Door, access_log=False)
    app.include_router(media.router)
    app.include_router(router)
    return app


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")
        while self.open and self.open[-1] != tag:
            self.builder.end(self.open.pop())
        if self.open:
            self.builder.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


@dataclass
class Page:
    """A page as it came, and as a tree."""

    status: int
    headers: httpx.Headers
    text: str
    html: str
    root: Element = field(init=False)
    problems: list[str] = field(init=False)

    def __post_init__(self) -> None:
        reader = _Reader()
        reader.feed(self.html)
        reader.close()
        self.root = reader.builder.close()
        self.problems = reader.problems

    def all(self, tag: str, *classes: str, **attributes: str) -> list[Element]:
        """Elements by tag, classes and attributes."""
        return [
            element
            for element in self.root.iter(tag)
            if set(classes) <= set(element.get("class", "").split())
            and all(element.get(name.replace("_", "-")) == v for name, v in attributes.items())
        ]

    def one(self, tag: str, *classes: str, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, *classes, **attributes)
        return found

    def words(self, tag: str, *classes: str, **attributes: str) -> list[str]:
        """What such elements say."""
        found = self.all(tag, *classes, **attributes)
        return [" ".join("".join(element.itertext()).split()) for element in found]

    @property
    def titles(self) -> list[str]:
        """The titles of the product cards."""
        return [text for level in ("h2", "h3") for text in self.words(level, "card-title")]


Visit = Callable[..., Awaitable[Page]]


@pytest.fixture
async def visit(shop_app: FastAPI) -> AsyncIterator[Visit]:
    """Fetches a page."""
    transport = httpx.ASGITransport(shop_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:

        async def fetch(path: str, host: str = "testserver", method: str = "GET") -> Page:
            answer = await client.request(method, path, headers={"host": host})
            is_page = "text/html" in answer.headers.get("content-type", "") and answer.text
            return Page(
                answer.status_code,
                answer.headers,
                answer.text,
                answer.text if is_page else "<html></html>",
            )

        yield fetch

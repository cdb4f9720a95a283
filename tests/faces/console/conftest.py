"""Fixtures of the console: merchants with stores, signed in in browsers without scripts."""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from html.parser import HTMLParser

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import MerchantProduct, ProductDraft, VariantDraft
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import StaffDraft, Store
from storewise.infra.tenancy import SYSTEM, Tenancy

PASSWORD = "a long enough password"


@pytest.fixture
def hire(tenancy: Tenancy) -> Callable[..., Awaitable[str]]:
    """Lets a new person work for stores; returns the e-mail, the password is `PASSWORD`."""

    async def make(*stores: Store) -> str:
        email = f"{uuid.uuid4().hex[:12]}@example.com"
        draft = StaffDraft(email=email, name="Dana Demo", password=SecretStr(PASSWORD))
        async with tenancy.platform() as scope:
            for store in stores:
                await identity.add_staff(scope, store.id, draft)
        return email

    return make


@pytest.fixture
async def email(hire: Callable[..., Awaitable[str]], store: Store) -> str:
    """The merchant of the store."""
    return await hire(store)


@pytest.fixture
async def merchant(app: FastAPI, email: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which the store's merchant is signed in; follows redirects."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://testserver", follow_redirects=True
    ) as browser:
        form = {"email": email, "password": PASSWORD}
        answer = await browser.post("/console/sign-in", data=form)
        assert answer.status_code == 200
        yield browser


@pytest.fixture
def make_product(tenancy: Tenancy, store: Store) -> Callable[..., Awaitable[MerchantProduct]]:
    """Makes a product in the store."""

    async def make(**fields: object) -> MerchantProduct:
        values: dict[str, object] = {
            "handle": f"kettle-{uuid.uuid4().hex[:8]}",
            "title": "Copper kettle",
            "brand": "Alto",
            "category": ("Kitchen", "Kettles"),
            "variants": [VariantDraft(sku="K1", price=4900, stock=3, cost=2000)],
            "attributes": {"material": "Copper", "capacity": 1.5, "whistles": True},
        }
        async with tenancy.scope(store.id, SYSTEM) as scope:
            return await catalog.create_product(scope, ProductDraft.model_validate(values | fields))

    return make


@pytest.fixture
def read_product(tenancy: Tenancy, store: Store) -> Callable[..., Awaitable[MerchantProduct]]:
    """Reads a product of the store anew."""

    async def read(product_id: uuid.UUID) -> MerchantProduct:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            return await catalog.product(scope, product_id)

    return read


class _Forms(HTMLParser):
    """Collects what a browser would send for one form: its fields as they stand."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.sent: dict[str, str] = {}
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        name = found.get("name", "")
        if not name or found.get("form", self.form_id if self.inside else "") != self.form_id:
            return
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""
        elif tag == "input" and found.get("type") != "file":
            unticked = found.get("type") in ("checkbox", "radio") and "checked" not in found
            if not unticked:
                self.sent[name] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self.area] = self.sent[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


class _Options(_Forms):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        found = dict(attrs)
        if tag == "option" and self.select:
            first = self.select not in self.sent
            if first or "selected" in found:
                self.sent[self.select] = found.get("value") or ""


@pytest.fixture
def fields_of() -> Callable[..., dict[str, str]]:
    """What a browser would send when the form of a page is submitted as it stands."""

    def read(page: str, form_id: str = "product") -> dict[str, str]:
        reader = _Options(form_id)
        reader.feed(page)
        return reader.sent

    return read

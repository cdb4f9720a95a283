"""Fixtures of the console: merchants with stores, and browsers without scripts that are signed in."""

import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from html import unescape

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
            return await catalog.create_product(
                scope, ProductDraft.model_validate(values | fields)
            )

    return make


@pytest.fixture
def read_product(tenancy: Tenancy, store: Store) -> Callable[..., Awaitable[MerchantProduct]]:
    """Reads a product of the store anew."""

    async def read(product_id: uuid.UUID) -> MerchantProduct:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            return await catalog.product(scope, product_id)

    return read


_FIELD = re.compile(
    r"<input(?P<input>[^>]*)>|<textarea(?P<area>[^>]*)>\n?(?P<text>.*?)</textarea>"
    r"|<select(?P<select>[^>]*)>(?P<options>.*?)</select>",
    re.DOTALL,
)


def fields_of(page: str, form_id: str = "product") -> dict[str, str]:
    """What a browser would send when the form of a page is submitted as it stands."""
    start = page.index(f'<form id="{form_id}"')
    body = page[start : page.index("</form>", start)]
    sent: dict[str, str] = {}
    for found in _FIELD.finditer(body):
        tag = found["input"] or found["area"] or found["select"] or ""
        name = _attribute(tag, "name")
        if name is None or ' form="' in tag or "file" in tag.split('type="')[-1][:4]:
            continue
        if found["select"] is not None:
            chosen = re.search(r'value="([^"]*)" selected', found["options"])
            sent[name] = unescape(chosen[1]) if chosen else ""
        elif found["area"] is not None:
            sent[name] = unescape(found["text"])
        elif 'type="checkbox"' not in tag or " checked" in tag:
            sent[name] = _attribute(tag, "value") or ""
    return sent


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf' {name}="([^"]*)"', tag)
    return unescape(found[1]) if found else None

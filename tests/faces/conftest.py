"""Fixtures of the faces: the whole application, and clients that talk to it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, async_playwright

from storewise.app import create_app
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import KeyDraft, Permission, Store, StoreDraft
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import SYSTEM, Tenancy


@pytest.fixture(scope="session")
def app(tenancy: Tenancy) -> FastAPI:
    """The whole application on the test database."""
    return create_app(tenancy)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that nobody is behind."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as opened:
        yield opened


@pytest.fixture
def api_key(tenancy: Tenancy) -> Callable[..., Awaitable[dict[str, str]]]:
    """Makes a key for a store and returns the headers that carry it; all permissions by default."""

    async def make(store: Store, *permissions: str, kind: str = "sk") -> dict[str, str]:
        scopes = list(permissions or Permission)
        async with tenancy.scope(store.id, SYSTEM) as scope:
            draft = KeyDraft.model_validate({"kind": kind, "name": "Test", "scopes": scopes})
            key = await identity.create_key(scope, draft)
        return {"authorization": f"Bearer {key.secret}"}

    return make


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@pytest.fixture(scope="session")
async def site(app: FastAPI) -> AsyncIterator[str]:
    """Where the whole application is served for browsers: `http://127.0.0.1:…`."""
    server = _Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await server.listening.wait()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium, which reaches nothing but this machine."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium is installed here")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program, args=quiet)
        yield opened
        await opened.close()


TERMS = """# Returns

## How long

You may return any product within 30 days of its arrival. Wash nothing before you send it back.

## Who pays

The label costs nothing within the country.
"""


@pytest.fixture(scope="session")
async def talking_shop(tenancy: Tenancy) -> Store:
    """A shop with products and a document, whose assistant can answer."""
    draft = {"slug": "talkshop", "name": "Talk & Tea", "settings": {"accent": "#7a3b2e"}}
    async with tenancy.platform() as platform:
        store = await identity.create_store(platform, StoreDraft.model_validate(draft))
    kettles = [
        {
            "handle": f"kettle-{i}",
            "title": title,
            "brand": "Alto",
            "category": ("Kettles",),
            "variants": [{"price": 3000 + 1000 * i, "stock": 5 * (i != 2)}],
        }
        for i, title in enumerate(["Copper kettle", "Steel kettle", "Travel kettle"])
    ]
    writes = [catalog.ProductWrite(ProductDraft.model_validate(each)) for each in kettles]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, writes)
        await ingestion.add_document(scope, "returns.md", TERMS.encode())
    await Worker(tenancy).run_until_idle()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


@pytest.fixture
async def publishable_key(
    api_key: Callable[..., Awaitable[dict[str, str]]], talking_shop: Store
) -> str:
    """A publishable key of that shop."""
    headers = await api_key(talking_shop, kind="pk")
    return headers["authorization"].removeprefix("Bearer ")

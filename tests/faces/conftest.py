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
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import KeyDraft, Permission, Store
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

"""Fixtures of the faces: the whole application, and clients that talk to it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI

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

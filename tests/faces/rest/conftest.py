"""Clients of the API: our store's key, a neighbour's, and one that is for shop windows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from storewise.domain.identity.schemas import Store

Keys = Callable[..., Awaitable[dict[str, str]]]


def _client(app: FastAPI, headers: dict[str, str]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(
        transport=transport, base_url="http://testserver/api/v1", headers=headers
    )


@pytest.fixture
async def api(app: FastAPI, store: Store, api_key: Keys) -> AsyncIterator[httpx.AsyncClient]:
    """The API by a key that may do everything in the store."""
    async with _client(app, await api_key(store)) as opened:
        yield opened


@pytest.fixture
async def their_api(
    app: FastAPI, other_store: Store, api_key: Keys
) -> AsyncIterator[httpx.AsyncClient]:
    """The API by a key that may do everything in the neighbour's store."""
    async with _client(app, await api_key(other_store)) as opened:
        yield opened


@pytest.fixture
async def shop_window(
    app: FastAPI, store: Store, api_key: Keys
) -> AsyncIterator[httpx.AsyncClient]:
    """The API by the store's publishable key."""
    async with _client(app, await api_key(store, kind="pk")) as opened:
        yield opened


@pytest.fixture
def kettle() -> Callable[..., dict[str, Any]]:
    """A product as it is sent, with two variants."""

    def draft(**fields: Any) -> dict[str, Any]:
        return {
            "handle": "kettle",
            "title": "Copper kettle",
            "brand": "Alto",
            "category": ["Kitchen", "Kettles"],
            "option_names": ["Size"],
            "variants": [
                {"option_values": ["1 l"], "sku": "K1", "price": 4900, "stock": 3, "cost": 2000},
                {"option_values": ["2 l"], "sku": "K2", "price": 5900, "stock": 0},
            ],
            "attributes": {"material": "Copper", "capacity": 1.5, "whistles": True},
        } | fields

    return draft


@pytest.fixture
async def product(api: httpx.AsyncClient, kettle: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """A product of the store, as it was answered when it was made."""
    answer = await api.post("/products", json=kettle())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]

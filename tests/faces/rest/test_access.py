"""Who may call what: every operation of the API, from its own description."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from storewise.domain.identity.schemas import Store
from storewise.faces.rest.application import build

Keys = Callable[..., Awaitable[dict[str, str]]]
Operation = tuple[str, str]
FOR_SHOP_WINDOWS = {
    "read_store",
    "search_products",
    "suggest",
    "list_similar_products",
    "read_published_product",
    "ask",
    "read_history",
    "give_feedback",
}


def _operations() -> dict[str, Operation]:
    found: dict[str, Operation] = {}
    for path, methods in build(None).openapi()["paths"].items():  # type: ignore[arg-type]
        for method, operation in methods.items():
            found[operation["operationId"]] = (method, path)
    return found


OPERATIONS = _operations()


async def _call(client: httpx.AsyncClient, operation: Operation, **more: Any) -> httpx.Response:
    method, path = operation
    for name in ("product_id", "variant_id", "media_id", "synonym_id", "key_id", "import_id"):
        path = path.replace(f"{{{name}}}", str(uuid4()))
    path = path.replace("{path}", "a").replace("{slug}", "a").replace("{handle}", "a")
    return await client.request(method, f"/api/v1{path}", **more)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_nobody_gets_in_without_a_key(client: httpx.AsyncClient, name: str) -> None:
    answer = await _call(client, OPERATIONS[name])
    assert (answer.status_code, answer.json()["code"]) == (401, "identity.key_unknown")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() - FOR_SHOP_WINDOWS))
async def test_a_publishable_key_opens_nothing_of_the_merchants(
    client: httpx.AsyncClient, store: Store, api_key: Keys, name: str
) -> None:
    answer = await _call(client, OPERATIONS[name], headers=await api_key(store, kind="pk"))
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.permission_missing")


@pytest.mark.parametrize("name", sorted(FOR_SHOP_WINDOWS))
async def test_a_publishable_key_does_what_shoppers_do(
    client: httpx.AsyncClient, store: Store, api_key: Keys, name: str
) -> None:
    more = {"params": {"q": "k"}} if name == "suggest" else {}
    headers = await api_key(store, kind="pk")
    answer = await _call(client, OPERATIONS[name], headers=headers, **more)
    # Where the call wants more than a key, it is refused for that and not for the key.
    assert answer.status_code in (200, 404, 422)


async def test_a_key_that_may_only_read_changes_nothing(
    client: httpx.AsyncClient, store: Store, api_key: Keys, kettle: Callable[..., dict[str, Any]]
) -> None:
    headers = await api_key(store, "catalog:read")
    answer = await client.post("/api/v1/products", headers=headers, json=kettle())
    assert answer.status_code == 403
    listed = await client.get("/api/v1/products", headers=headers)
    assert listed.json()["items"] == []


async def test_pages_of_other_sites_may_call_with_a_key(
    app: FastAPI, api: httpx.AsyncClient
) -> None:
    headers = {"origin": "https://shop.example", "access-control-request-method": "GET"}
    asked = await api.options(
        "/search", headers=headers | {"access-control-request-headers": "authorization"}
    )
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in asked.headers
    answer = await api.get("/brands", headers={"origin": "https://shop.example"})
    assert "ETag" in answer.headers["access-control-expose-headers"]

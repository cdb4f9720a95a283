"""Calls that create, sent twice with one Idempotency-Key."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from storewise.domain.catalog import service as catalog

Draft = Callable[..., dict[str, Any]]
KEY = {"idempotency-key": "5f0c-first-order"}


async def _count(api: httpx.AsyncClient) -> int:
    return int((await api.get("/counts")).json()["products"])


async def test_a_call_sent_twice_is_done_once(api: httpx.AsyncClient, kettle: Draft) -> None:
    first = await api.post("/products", json=kettle(), headers=KEY)
    again = await api.post("/products", json=kettle(), headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("content-type", "location", "etag"):
        assert again.headers[name] == first.headers[name]
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert await _count(api) == 1


async def test_without_a_key_a_call_is_done_each_time(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    await api.post("/products", json=kettle())
    assert (await api.post("/products", json=kettle())).status_code == 409


async def test_another_body_cannot_use_the_key(api: httpx.AsyncClient, kettle: Draft) -> None:
    await api.post("/products", json=kettle(), headers=KEY)
    answer = await api.post("/products", json=kettle(handle="other"), headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_conflict")
    assert await _count(api) == 1


async def test_another_route_cannot_use_the_key(api: httpx.AsyncClient, kettle: Draft) -> None:
    await api.post("/products", json=kettle(), headers=KEY)
    answer = await api.post("/search/synonyms", json={"words": ["a", "b"]}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_conflict")


async def test_while_a_call_is_done_its_double_is_told_to_wait(
    api: httpx.AsyncClient, kettle: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    create: Callable[..., Awaitable[Any]] = catalog.create_product

    async def slowly(*arguments: Any) -> Any:
        begun.set()
        await go_on.wait()
        return await create(*arguments)

    monkeypatch.setattr(catalog, "create_product", slowly)
    first = asyncio.create_task(api.post("/products", json=kettle(), headers=KEY))
    await begun.wait()
    double = await api.post("/products", json=kettle(), headers=KEY)
    assert (double.status_code, double.json()["code"]) == (409, "idempotency_in_flight")
    assert double.headers["retry-after"] == "1"
    go_on.set()
    assert (await first).status_code == 201
    again = await api.post("/products", json=kettle(), headers=KEY)
    assert again.headers["idempotent-replayed"] == "true"
    assert await _count(api) == 1


async def test_doubles_at_the_same_moment_make_one_product(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    answers = await asyncio.gather(
        *(api.post("/products", json=kettle(), headers=KEY) for _ in range(6))
    )
    assert {each.status_code for each in answers} <= {201, 409}
    assert len({each.json()["id"] for each in answers if each.status_code == 201}) == 1
    assert await _count(api) == 1


async def test_a_failure_keeps_neither_the_product_nor_the_key(
    api: httpx.AsyncClient, kettle: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    create: Callable[..., Awaitable[Any]] = catalog.create_product

    async def then_fail(*arguments: Any) -> Any:
        await create(*arguments)
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(catalog, "create_product", then_fail)
        broken = await api.post("/products", json=kettle(), headers=KEY)
    assert (broken.status_code, broken.json()["code"]) == (500, "defect")
    assert await _count(api) == 0
    answer = await api.post("/products", json=kettle(), headers=KEY)
    assert answer.status_code == 201
    assert "idempotent-replayed" not in answer.headers


async def test_a_refused_call_may_be_mended_under_its_key(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    await api.post("/products", json=kettle())
    assert (await api.post("/products", json=kettle(), headers=KEY)).status_code == 409
    mended = await api.post("/products", json=kettle(handle="other"), headers=KEY)
    assert mended.status_code == 201


async def test_a_neighbours_key_of_the_same_name_is_another(
    api: httpx.AsyncClient, their_api: httpx.AsyncClient, kettle: Draft
) -> None:
    ours = await api.post("/products", json=kettle(), headers=KEY)
    theirs = await their_api.post("/products", json=kettle(), headers=KEY)
    assert theirs.status_code == 201
    assert theirs.json()["id"] != ours.json()["id"]


@pytest.mark.parametrize("key", ["", "with space", "x" * 256])
async def test_a_key_that_is_none_is_refused(
    api: httpx.AsyncClient, kettle: Draft, key: str
) -> None:
    answer = await api.post("/products", json=kettle(), headers={"idempotency-key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/Idempotency-Key"

"""The store and its keys over REST."""

from collections.abc import Awaitable, Callable

import httpx

from storewise.domain.identity.schemas import Store

Keys = Callable[..., Awaitable[dict[str, str]]]


async def test_without_a_key_the_answer_is_a_problem_document(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/store")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "identity.key_unknown"
    assert answer.headers["request-id"]


async def test_a_key_reads_its_own_store(
    client: httpx.AsyncClient, store: Store, other_store: Store, api_key: Keys
) -> None:
    answer = await client.get("/api/v1/store", headers=await api_key(store))
    assert answer.json()["slug"] == store.slug


async def test_a_key_does_only_what_it_was_made_for(
    client: httpx.AsyncClient, store: Store, api_key: Keys
) -> None:
    headers = await api_key(store, kind="pk")
    answer = await client.patch("/api/v1/store", headers=headers, json={"name": "Taken over"})
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.permission_missing")


async def test_a_key_makes_no_key_that_may_do_more(
    client: httpx.AsyncClient, store: Store, api_key: Keys
) -> None:
    headers = await api_key(store, "keys:write")
    wanted = {"kind": "sk", "name": "More", "scopes": ["store:write"]}
    answer = await client.post("/api/v1/keys", headers=headers, json=wanted)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/scopes"


async def test_a_revoked_key_opens_nothing(
    client: httpx.AsyncClient, store: Store, api_key: Keys
) -> None:
    boss = await api_key(store)
    made = await client.post(
        "/api/v1/keys", headers=boss, json={"kind": "pk", "name": "Shop window"}
    )
    assert made.status_code == 201
    theirs = {"authorization": f"Bearer {made.json()['secret']}"}
    assert (await client.get("/api/v1/store", headers=theirs)).status_code == 200
    await client.delete(f"/api/v1/keys/{made.json()['id']}", headers=boss)
    assert (await client.get("/api/v1/store", headers=theirs)).status_code == 401


async def test_another_stores_key_cannot_be_revoked(
    client: httpx.AsyncClient, store: Store, other_store: Store, api_key: Keys
) -> None:
    ours, theirs = await api_key(store), await api_key(other_store)
    key_id = (await client.get("/api/v1/keys", headers=theirs)).json()[0]["id"]
    assert (await client.delete(f"/api/v1/keys/{key_id}", headers=ours)).status_code == 404
    assert (await client.get("/api/v1/store", headers=theirs)).status_code == 200

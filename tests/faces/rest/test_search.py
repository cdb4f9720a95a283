"""Search over REST: found, narrowed, completed, and tuned, each store for itself."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from storewise.domain.identity.schemas import Store
from storewise.domain.search import service as search
from storewise.infra.tenancy import SYSTEM, Tenancy

Draft = Callable[..., dict[str, Any]]
RunJobs = Callable[[], Awaitable[None]]


@pytest.fixture
async def shelf(
    api: httpx.AsyncClient, kettle: Draft, run_jobs: RunJobs, tenancy: Tenancy, store: Store
) -> dict[str, dict[str, Any]]:
    """Three products that can be found, by handle."""
    mug = {
        "handle": "mug",
        "title": "Stoneware mug",
        "brand": "Borea",
        "category": ["Kitchen", "Mugs"],
        "variants": [{"price": 900, "stock": 5}],
        "attributes": {"material": "Stoneware", "capacity": 0.3},
    }
    steel = kettle(
        handle="steel-kettle",
        title="Steel kettle",
        attributes={"material": "Steel", "capacity": 1.7},
    )
    made = {}
    for draft in (kettle(), steel, mug):
        answer = await api.post("/products", json=draft)
        assert answer.status_code == 201, answer.text
        made[draft["handle"]] = answer.json()
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return made


def _handles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [hit["product"]["handle"] for hit in answer.json()["hits"]]


async def test_words_find_products_and_ways_to_narrow(
    shop_window: httpx.AsyncClient, shelf: dict[str, Any]
) -> None:
    answer = await shop_window.get("/search", params={"q": "kettle"})
    assert set(_handles(answer)) >= {"kettle", "steel-kettle"}
    found = answer.json()
    assert found["hits"][0]["product"]["price"] == {"amount": 4900, "currency": "EUR"}
    assert {"brand", "category"} <= {facet["key"] for facet in found["facets"]}
    assert found["took_ms"] > 0


@pytest.mark.parametrize(
    ("params", "handles"),
    [
        ({}, {"kettle", "steel-kettle", "mug"}),
        ({"brand": "Borea"}, {"mug"}),
        ({"brand": ["Borea", "Alto"]}, {"kettle", "steel-kettle", "mug"}),
        ({"category": "kitchen/mugs"}, {"mug"}),
        ({"category": "nowhere"}, set()),
        ({"price_max": 1000}, {"mug"}),
        ({"price_min": 1000}, {"kettle", "steel-kettle"}),
        ({"attr.material": "Steel"}, {"steel-kettle"}),
        ({"attr.material": ["Steel", "Copper"]}, {"kettle", "steel-kettle"}),
        ({"range.capacity": "1..1.6"}, {"kettle"}),
        ({"range.capacity": "1.6.."}, {"steel-kettle"}),
        ({"range.capacity": "..1"}, {"mug"}),
        ({"attr.whistles": "true"}, {"kettle"}),
        ({"in_stock": "true", "limit": 100}, {"kettle", "steel-kettle", "mug"}),
    ],
)
async def test_filters_narrow(
    api: httpx.AsyncClient,
    shelf: dict[str, Any],
    params: dict[str, Any],
    handles: set[str],
) -> None:
    assert set(_handles(await api.get("/search", params=params))) == handles


async def test_hits_are_sorted_and_paged(api: httpx.AsyncClient, shelf: dict[str, Any]) -> None:
    params = {"sort": "price", "limit": 1, "facets": "false"}
    first = await api.get("/search", params=params)
    assert _handles(first) == ["mug"]
    assert (first.json()["total"], first.json()["facets"]) == (3, [])
    second = await api.get("/search", params=params | {"offset": 1})
    assert _handles(second) != ["mug"]


@pytest.mark.parametrize(
    ("params", "pointer"),
    [
        ({"limit": 101}, "/limit"),
        ({"limit": "many"}, "/limit"),
        ({"offset": 10_001}, "/offset"),
        ({"sort": "colour"}, "/sort"),
        ({"price_min": -5}, "/price_min"),
        ({"in_stock": "perhaps"}, "/in_stock"),
        ({"q": "a" * 1001}, "/q"),
        ({"range.capacity": "1-2"}, "/range.capacity"),
        ({"range.capacity": "nan.."}, "/range.capacity"),
        ({"colour": "red"}, "/colour"),
        ({"brand": ["a"] * 101}, "/brand"),
        ({f"attr.a{i}": "b" for i in range(51)}, "/attributes"),
    ],
)
async def test_a_search_cannot_be_asked_for_otherwise(
    api: httpx.AsyncClient, params: dict[str, Any], pointer: str
) -> None:
    answer = await api.get("/search", params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


async def test_another_store_finds_nothing_of_it(
    their_api: httpx.AsyncClient, shelf: dict[str, Any]
) -> None:
    assert _handles(await their_api.get("/search")) == []
    assert (await their_api.get("/search/suggest", params={"q": "ket"})).json() == []
    similar = await their_api.get(f"/products/{shelf['kettle']['id']}/similar")
    assert (similar.status_code, similar.json()["code"]) == (404, "search.not_indexed")


async def test_what_is_typed_is_completed(
    shop_window: httpx.AsyncClient, shelf: dict[str, Any]
) -> None:
    answer = await shop_window.get("/search/suggest", params={"q": "ket", "limit": 5})
    assert answer.status_code == 200
    assert 0 < len(answer.json()) <= 5
    assert any("kettle" in each["text"].lower() for each in answer.json())
    assert (await shop_window.get("/search/suggest")).status_code == 422


async def test_similar_products_are_others(
    shop_window: httpx.AsyncClient, shelf: dict[str, Any]
) -> None:
    answer = await shop_window.get(f"/products/{shelf['kettle']['id']}/similar")
    assert answer.status_code == 200
    assert "kettle" not in [card["handle"] for card in answer.json()]
    missing = await shop_window.get(f"/products/{uuid4()}/similar")
    assert (missing.status_code, missing.json()["code"]) == (404, "search.not_indexed")


async def test_the_index_tells_how_far_it_is(api: httpx.AsyncClient, shelf: dict[str, Any]) -> None:
    state = (await api.get("/search/index")).json()
    assert (state["products"], state["indexed"]) == (3, 3)
    assert state["embedded"] + state["waiting_for_embedding"] == 3


async def test_synonyms_are_kept_listed_and_forgotten(
    api: httpx.AsyncClient, their_api: httpx.AsyncClient
) -> None:
    made = await api.post("/search/synonyms", json={"words": ["cup", "mug"]})
    assert made.status_code == 201
    assert (await api.get("/search/synonyms")).json() == [made.json()]
    assert (await their_api.get("/search/synonyms")).json() == []
    address = f"/search/synonyms/{made.json()['id']}"
    words = {"words": ["cup", "beaker"], "one_way": True}
    for theirs in (await their_api.delete(address), await their_api.put(address, json=words)):
        assert (theirs.status_code, theirs.json()["code"]) == (404, "search.synonym_not_found")
    changed = await api.put(address, json=words)
    assert (changed.status_code, changed.json()) == (200, words | {"id": made.json()["id"]})
    assert (await api.get("/search/synonyms")).json() == [changed.json()]
    gone = await api.delete(address)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await api.get("/search/synonyms")).json() == []


async def test_a_synonym_needs_two_words(api: httpx.AsyncClient) -> None:
    answer = await api.post("/search/synonyms", json={"words": ["mug"]})
    assert answer.json()["errors"][0]["pointer"] == "/words"


async def test_searches_are_reported_and_those_that_found_nothing(
    api: httpx.AsyncClient,
    their_api: httpx.AsyncClient,
    shelf: dict[str, Any],
    tenancy: Tenancy,
) -> None:
    for words in ("kettle", "kettle", "zyxwvut"):
        await api.get("/search", params={"q": words, "price_max": 1 if words[0] == "z" else 9999})
    await search.SearchNode.of(tenancy).write_counts()
    every = (await api.get("/search/queries")).json()
    assert [(each["text"], each["count"]) for each in every] == [("kettle", 2), ("zyxwvut", 1)]
    none = (await api.get("/search/queries", params={"only": "zero_results"})).json()
    assert [(each["text"], each["last_total"]) for each in none] == [("zyxwvut", 0)]
    assert (await their_api.get("/search/queries")).json() == []
    assert (await api.get("/search/queries", params={"only": "all"})).status_code == 422

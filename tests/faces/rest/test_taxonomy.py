"""Brands, categories, attributes and counts over REST."""

from typing import Any

import httpx


async def test_brands_are_listed_and_read_by_slug(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    listed = (await api.get("/brands")).json()
    assert [(each["slug"], each["product_count"]) for each in listed] == [("alto", 1)]
    assert (await api.get("/brands/alto")).json() == listed[0]
    missing = await api.get("/brands/none")
    assert (missing.status_code, missing.json()["code"]) == (404, "catalog.brand_not_found")


async def test_categories_are_listed_parents_first_and_read_by_path(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    parent, child = (await api.get("/categories")).json()
    assert (parent["path"], child["path"]) == ("kitchen", "kitchen/kettles")
    assert child["parent_id"] == parent["id"]
    assert (await api.get("/categories/kitchen/kettles")).json() == child
    missing = await api.get("/categories/kitchen/mugs")
    assert (missing.status_code, missing.json()["code"]) == (404, "catalog.category_not_found")


async def test_attributes_tell_their_types(api: httpx.AsyncClient, product: dict[str, Any]) -> None:
    listed = (await api.get("/attributes")).json()
    assert {each["code"]: each["type"] for each in listed} == {
        "capacity": "number",
        "material": "text",
        "whistles": "boolean",
    }


async def test_counts_tell_how_much_there_is(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    counts = (await api.get("/counts")).json()
    assert (counts["products"], counts["published"], counts["variants"]) == (1, 1, 2)


async def test_another_store_sees_none_of_it(
    their_api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    for path in ("/brands", "/categories", "/attributes"):
        assert (await their_api.get(path)).json() == []
    assert (await their_api.get("/brands/alto")).status_code == 404
    assert (await their_api.get("/counts")).json()["products"] == 0

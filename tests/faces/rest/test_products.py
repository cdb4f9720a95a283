"""Products over REST: made, read, changed, listed and archived, each store for itself."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

Draft = Callable[..., dict[str, Any]]


async def test_a_created_product_is_read_back_whole(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    answer = await api.get(f"/products/{product['id']}")
    assert answer.status_code == 200
    assert answer.json() == product
    assert product["price_from"] == {"amount": 4900, "currency": "EUR"}
    assert product["variants"][0]["cost"] == {"amount": 2000, "currency": "EUR"}


async def test_a_new_product_tells_its_address_and_version(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    answer = await api.post("/products", json=kettle())
    assert answer.headers["location"] == f"/api/v1/products/{answer.json()['id']}"
    assert answer.headers["etag"] == '"1"'


async def test_what_cannot_be_kept_is_refused_field_by_field(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    wrong = kettle(
        titel="Kettle", title="", variants=[{"price": -1}], attributes={"ok": {"nested": 1}}
    )
    answer = await api.post("/products", json=wrong)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    found = {each["pointer"]: each["code"] for each in answer.json()["errors"]}
    assert found["/titel"] == "extra_forbidden"
    assert found["/title"] == "string_too_short"
    assert found["/variants/0/price"] == "greater_than_equal"
    assert "/attributes/ok" in found


async def test_a_missing_field_is_named(api: httpx.AsyncClient) -> None:
    answer = await api.post("/products", json={"handle": "a", "variants": [{}]})
    found = {each["pointer"] for each in answer.json()["errors"] if each["code"] == "missing"}
    assert found == {"/title", "/variants/0/price"}


async def test_parts_that_do_not_fit_together_are_refused(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    answer = await api.post("/products", json=kettle(option_names=["Size", "Colour"]))
    assert (answer.status_code, answer.json()["code"]) == (422, "catalog.product_invalid")
    assert answer.json()["errors"][0]["pointer"] == "/variants/0/option_values"


async def test_a_taken_handle_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any], kettle: Draft
) -> None:
    answer = await api.post("/products", json=kettle())
    assert (answer.status_code, answer.json()["code"]) == (409, "catalog.handle_taken")


async def test_of_two_products_with_one_handle_at_a_time_one_is_made(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    answers = await asyncio.gather(*(api.post("/products", json=kettle()) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409, 409]


async def test_only_sent_fields_change(api: httpx.AsyncClient, product: dict[str, Any]) -> None:
    answer = await api.patch(
        f"/products/{product['id']}",
        json={"title": "Steel kettle", "attributes": {"material": "Steel", "whistles": None}},
    )
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["title"], changed["brand"]) == ("Steel kettle", product["brand"])
    assert {a["code"]: a["value"] for a in changed["attributes"]} == {
        "material": "Steel",
        "capacity": 1.5,
    }


async def test_a_change_meant_for_an_older_version_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}"
    first = await api.patch(address, json={"title": "First"}, headers={"if-match": '"1"'})
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    late = await api.patch(address, json={"title": "Late"}, headers={"if-match": '"1"'})
    assert (late.status_code, late.json()["code"]) == (412, "catalog.version_outdated")
    assert (await api.get(address)).json()["title"] == "First"


async def test_of_changes_meant_for_one_version_one_is_made(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    changes = [
        api.patch(
            f"/products/{product['id']}", json={"title": f"T{i}"}, headers={"if-match": '"1"'}
        )
        for i in range(4)
    ]
    statuses = [each.status_code for each in await asyncio.gather(*changes)]
    assert sorted(statuses) == [200, 412, 412, 412]


@pytest.mark.parametrize("sent", ["abc", '"abc"', "1", 'W/"1"', '"99999999999999"'])
async def test_an_unreadable_version_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any], sent: str
) -> None:
    answer = await api.patch(
        f"/products/{product['id']}", json={"title": "X"}, headers={"if-match": sent}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/If-Match"


async def test_a_product_is_archived_and_brought_back(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}"
    gone = await api.delete(address)
    assert (gone.status_code, gone.json()["status"]) == (200, "archived")
    assert (await api.delete(address)).status_code == 200
    assert (await api.get("/products/by-handle/kettle")).status_code == 404
    back = await api.patch(address, json={"status": "published"})
    assert back.json()["status"] == "published"
    assert (await api.get("/products/by-handle/kettle")).status_code == 200


async def test_shop_windows_see_published_products_without_their_cost(
    api: httpx.AsyncClient, shop_window: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    answer = await shop_window.get("/products/by-handle/kettle")
    assert answer.status_code == 200
    assert answer.json()["id"] == product["id"]
    assert "cost" not in answer.text
    await api.patch(f"/products/{product['id']}", json={"status": "draft"})
    hidden = await shop_window.get("/products/by-handle/kettle")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "catalog.product_not_found")


async def test_another_stores_product_is_not_there(
    api: httpx.AsyncClient, their_api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}"
    for answer in (
        await their_api.get(address),
        await their_api.patch(address, json={"title": "Theirs"}),
        await their_api.delete(address),
        await their_api.get("/products/by-handle/kettle"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "catalog.product_not_found")
    assert (await their_api.get("/products")).json()["items"] == []
    assert (await api.get(address)).json() == product


async def test_an_unknown_product_is_not_found(api: httpx.AsyncClient) -> None:
    for method in ("GET", "DELETE"):
        answer = await api.request(method, f"/products/{uuid4()}")
        assert answer.status_code == 404


async def test_pages_hold_every_product_once(api: httpx.AsyncClient, kettle: Draft) -> None:
    for i in range(5):
        await api.post("/products", json=kettle(handle=f"k-{i}", title=f"Kettle {i}"))
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2, "sort": "title"} | ({"cursor": cursor} if cursor else {})
        page = (await api.get("/products", params=params)).json()
        assert len(page["items"]) <= 2
        seen += [item["handle"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"k-{i}" for i in range(5)]


@pytest.mark.parametrize(
    ("params", "handles"),
    [
        ({"q": "K2"}, {"kettle"}),
        ({"brand": "alto"}, {"kettle"}),
        ({"category": "kitchen"}, {"kettle"}),
        ({"status": "draft"}, {"mug"}),
        ({"in_stock": "false"}, {"mug"}),
        ({"price_max": 1000}, {"mug"}),
        ({"price_min": 1000, "price_max": 5000}, {"kettle"}),
        ({"sort": "-price"}, {"kettle", "mug"}),
    ],
)
async def test_lists_are_narrowed_by_filters(
    api: httpx.AsyncClient,
    product: dict[str, Any],
    params: dict[str, Any],
    handles: set[str],
) -> None:
    mug = {"handle": "mug", "title": "Mug", "status": "draft", "variants": [{"price": 900}]}
    assert (await api.post("/products", json=mug)).status_code == 201
    page = (await api.get("/products", params=params)).json()
    assert {item["handle"] for item in page["items"]} == handles


@pytest.mark.parametrize(
    ("params", "pointer"),
    [
        ({"limit": 101}, "/limit"),
        ({"limit": 0}, "/limit"),
        ({"sort": "colour"}, "/sort"),
        ({"price_min": -1}, "/price_min"),
        ({"price_min": 10**19}, "/price_min"),
        ({"statuz": "draft"}, "/statuz"),
    ],
)
async def test_a_list_cannot_be_asked_for_otherwise(
    api: httpx.AsyncClient, params: dict[str, Any], pointer: str
) -> None:
    answer = await api.get("/products", params=params)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


async def test_a_cursor_of_another_list_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.get("/products", params={"cursor": "bm9uc2Vuc2U="})
    assert (answer.status_code, answer.json()["code"]) == (422, "catalog.cursor_invalid")

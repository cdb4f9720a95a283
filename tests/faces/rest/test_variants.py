"""Variants of a product over REST."""

from typing import Any
from uuid import uuid4

import httpx


async def test_a_variant_is_added_and_prices_follow(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    answer = await api.post(
        f"/products/{product['id']}/variants", json={"option_values": ["3 l"], "price": 7900}
    )
    assert answer.status_code == 201
    assert answer.json()["price_to"]["amount"] == 7900
    assert [v["option_values"] for v in answer.json()["variants"]] == [["1 l"], ["2 l"], ["3 l"]]


async def test_a_variant_with_taken_options_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    answer = await api.post(
        f"/products/{product['id']}/variants", json={"option_values": ["1 l"], "price": 1}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "catalog.product_invalid")


async def test_a_variant_is_changed(api: httpx.AsyncClient, product: dict[str, Any]) -> None:
    variant = product["variants"][0]
    answer = await api.patch(
        f"/products/{product['id']}/variants/{variant['id']}", json={"price": 100, "cost": None}
    )
    assert answer.status_code == 200
    assert answer.json()["price_from"]["amount"] == 100
    assert answer.json()["variants"][0]["cost"] is None
    assert answer.json()["variants"][0]["sku"] == "K1"


async def test_a_gtin_is_made_of_plain_digits(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/variants/{product['variants'][0]['id']}"
    assert (await api.patch(address, json={"gtin": "٤٠١٢٣٤٥٦"})).status_code == 422
    assert (await api.patch(address, json={"gtin": "40123456"})).status_code == 200


async def test_the_last_variant_stays(api: httpx.AsyncClient, product: dict[str, Any]) -> None:
    first, second = (
        f"/products/{product['id']}/variants/{variant['id']}" for variant in product["variants"]
    )
    assert (await api.delete(first)).status_code == 200
    answer = await api.delete(second)
    assert (answer.status_code, answer.json()["code"]) == (409, "catalog.last_variant")


async def test_an_unknown_variant_is_not_found(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/variants/{uuid4()}"
    for answer in (await api.patch(address, json={}), await api.delete(address)):
        assert (answer.status_code, answer.json()["code"]) == (404, "catalog.variant_not_found")
    answer = await api.post(f"/products/{uuid4()}/variants", json={"price": 1})
    assert (answer.status_code, answer.json()["code"]) == (404, "catalog.product_not_found")


async def test_another_stores_variant_is_not_there(
    api: httpx.AsyncClient, their_api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/variants"
    variant = f"{address}/{product['variants'][0]['id']}"
    draft = {"option_values": ["9 l"], "price": 1}
    assert (await their_api.post(address, json=draft)).status_code == 404
    assert (await their_api.patch(variant, json={"price": 1})).status_code == 404
    assert (await their_api.delete(variant)).status_code == 404
    assert (await api.get(f"/products/{product['id']}")).json() == product

"""Requests that no API should stumble over: too large, too deep, or not text."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from storewise.domain.catalog import service as catalog
from storewise.infra.tenancy import Scope

Draft = Callable[..., dict[str, Any]]
JSON = {"content-type": "application/json"}


async def test_an_unknown_path_is_a_problem_document(api: httpx.AsyncClient) -> None:
    answer = await api.get("/nothing/here")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_method_that_is_not_there_is_a_problem_document(api: httpx.AsyncClient) -> None:
    answer = await api.put("/products/018f2b3c-0000-7000-8000-000000000000")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, GET, PATCH"


async def test_a_path_with_a_line_break_is_a_problem_document(api: httpx.AsyncClient) -> None:
    answer = await api.get("/brands/a%0Ab")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_above_five_mebibytes_is_refused(api: httpx.AsyncClient) -> None:
    body = b'{"handle":"' + b"a" * (5 * 2**20) + b'"}'
    answer = await api.post("/products", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")


async def test_a_body_that_does_not_tell_its_size_is_cut_off(api: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * 2**20:
            sent += 2**20
            yield b" " * 2**20

    answer = await api.post("/products", content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert sent < 10 * 2**20


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"handle": NaN}',
        b'{"handle": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"handle": "\xff"}',
        b'{"price": 1e999}',
        b"\xef\xbb\xbf{}",
        b"null",
        b"[]",
        b'"text"',
        b"",
    ],
    ids=lambda body: repr(body[:20]),
)
async def test_what_is_not_the_json_of_an_object_is_refused(
    api: httpx.AsyncClient, body: bytes
) -> None:
    answer = await api.post("/products", content=body[:300_000], headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_body_that_does_not_say_that_it_is_json_is_refused(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "nonsense"):
        answer = await api.post("/products", content=b"{}", headers={"content-type": kind})
        assert answer.status_code == 422


async def test_nul_characters_are_refused_where_they_are(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    draft = kettle(title="a\0b", tags=["ok", "\0"], metadata={"a/b": "\0"})
    answer = await api.post("/products", json=draft)
    assert (answer.status_code, answer.json()["code"]) == (422, "nul_character")
    pointers = {each["pointer"] for each in answer.json()["errors"]}
    assert pointers == {"/title", "/tags/1", "/metadata/a~1b"}


async def test_nul_characters_in_names_are_refused(api: httpx.AsyncClient, kettle: Draft) -> None:
    answer = await api.post("/products", json=kettle(metadata={"a\0": "b"}))
    assert answer.json()["errors"][0]["pointer"] == "/metadata"


async def test_a_written_out_escape_is_no_nul_character(
    api: httpx.AsyncClient, kettle: Draft
) -> None:
    answer = await api.post("/products", json=kettle(title=r"The escape \u0000"))
    assert answer.status_code == 201
    assert answer.json()["title"] == r"The escape \u0000"


@pytest.mark.parametrize(
    "address",
    [
        "/products?q=%00",
        "/search?q=a%00b",
        "/search?attr.%00=a",
        "/search/suggest?q=%00",
        "/brands/%00",
        "/categories/a%00b",
        "/products/by-handle/%00",
        "/products/%00",
    ],
)
async def test_nul_characters_in_addresses_are_refused(
    api: httpx.AsyncClient, address: str
) -> None:
    answer = await api.get(address)
    assert (answer.status_code, answer.json()["code"]) == (422, "nul_character")


@pytest.mark.parametrize(
    "fields",
    [
        {"variants": [{"price": 10**30}]},
        {"variants": [{"price": 1, "stock": 2**63}]},
        {"variants": [{"price": 1, "weight_g": -(2**63)}]},
        {"variants": [{"price": 1.5}]},
        {"variants": [{"price": "free"}]},
        {"variants": [{"price": True}]},
        {"variants": [{"price": 1, "stock": False}]},
    ],
)
async def test_numbers_that_no_column_holds_are_refused(
    api: httpx.AsyncClient, kettle: Draft, fields: dict[str, Any]
) -> None:
    answer = await api.post("/products", json=kettle(option_names=[], **fields))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_invalid_utf_8_in_an_address_finds_nothing(api: httpx.AsyncClient) -> None:
    assert (await api.get("/brands/%ff%fe")).status_code == 404
    assert (await api.get("/products?q=%ff")).json()["items"] == []


async def test_when_the_database_takes_too_long_the_answer_says_so(
    api: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(scope: Scope) -> None:
        await scope.session.execute(text("SET LOCAL statement_timeout = '10ms'"))
        await scope.session.execute(text("SELECT pg_sleep(1)"))

    monkeypatch.setattr(catalog, "counts", slow)
    answer = await api.get("/counts")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")


async def test_a_request_keeps_the_id_that_it_came_with(api: httpx.AsyncClient) -> None:
    answer = await api.get("/brands", headers={"request-id": "from-the-client-1"})
    assert answer.headers["request-id"] == "from-the-client-1"


_texts = st.text(max_size=40)
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=12,
)
_names = st.sampled_from(
    ["handle", "title", "brand", "category", "tags", "variants", "attributes", "images", "status"]
)


@given(fields=st.dictionaries(_names, _values, max_size=4))
@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_whatever_is_sent_the_answer_is_no_defect(
    api: httpx.AsyncClient, kettle: Draft, fields: dict[str, Any]
) -> None:
    answer = await api.post("/products", json=kettle(**fields))
    assert answer.status_code in (201, 409, 422), answer.text

"""Documents over REST."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from storewise.domain.identity.schemas import Store

RETURNS = b"# Returns\n\nGoods may be sent back within 30 days.\n"
FORM = {"file": ('Rückgabe "neu".md', RETURNS, "text/markdown")}
LONG = "t" * 201


@pytest.fixture
async def document(api: httpx.AsyncClient) -> dict[str, Any]:
    """A document of the store, as it was answered when it was added."""
    answer = await api.post("/documents", files=FORM)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/v1/documents/{answer.json()['id']}"
    return answer.json()  # type: ignore[no-any-return]


async def test_a_document_is_added_read_and_removed(
    api: httpx.AsyncClient, document: dict[str, Any]
) -> None:
    path = f"/documents/{document['id']}"
    assert (document["title"], document["kind"], document["passages"]) == ("Returns", "markdown", 1)
    assert (await api.get("/documents")).json()["items"] == [document]
    assert (await api.get(path)).json() == document
    text = await api.get(f"{path}/text")
    assert text.headers["content-type"].startswith("text/plain")
    ((passage),) = (await api.get(f"{path}/passages")).json()
    assert text.text[passage["start"] : passage["end"]] == passage["text"]
    assert (await api.delete(path)).status_code == 204
    assert (await api.get(path)).json()["code"] == "ingestion.document_not_found"


async def test_a_file_is_downloaded_and_never_shown(
    api: httpx.AsyncClient, document: dict[str, Any]
) -> None:
    answer = await api.get(f"/documents/{document['id']}/file")
    assert answer.content == RETURNS
    assert answer.headers["content-type"] == "text/markdown"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="R_ckgabe')
    assert "filename*=UTF-8''R%C3%BCckgabe" in disposition


async def test_a_document_is_replaced(api: httpx.AsyncClient, document: dict[str, Any]) -> None:
    answer = await api.put(
        f"/documents/{document['id']}",
        files={"file": ("new.txt", b"Within 60 days.")},
        data={"title": "New returns"},
    )
    assert answer.status_code == 200
    told = answer.json()
    assert (told["id"], told["title"], told["version"]) == (document["id"], "New returns", 2)
    missing = await api.put(f"/documents/{uuid4()}", files={"file": ("a.txt", b"Other.")})
    assert (missing.status_code, missing.json()["code"]) == (404, "ingestion.document_not_found")


async def test_a_form_sent_twice_adds_one_document(api: httpx.AsyncClient) -> None:
    key = {"idempotency-key": "document-1"}
    first = await api.post("/documents", files=FORM, headers=key)
    again = await api.post("/documents", files=FORM, headers=key)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json() == first.json()
    other = await api.post("/documents", files=FORM, headers=key, data={"title": "Other"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_conflict")
    bare = await api.post("/documents", files=FORM)
    assert (bare.status_code, bare.json()["code"]) == (409, "ingestion.document_duplicate")


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"files": {"file": ("a.pdf", b"%PDF-1.4 half")}}, 422, "ingestion.document_broken"),
        ({"files": {"file": ("a.pdf", b"words")}}, 422, "ingestion.document_mismatch"),
        ({"files": {"file": ("a.exe", b"MZ")}}, 422, "ingestion.document_type_unknown"),
        ({"files": {"file": ("a.txt", b" ")}}, 422, "ingestion.document_empty"),
        ({"files": {"other": ("a.txt", b"words")}}, 422, "document_missing"),
        (
            {"files": {"file": ("a.txt", b"w")}, "data": {"title": "t" * 201}},
            422,
            "document_missing",
        ),
        ({"files": {"file": ("a.txt", b"w")}, "data": {"title": "a\0b"}}, 422, "nul_character"),
        ({"content": b"words"}, 415, "unsupported_media_type"),
    ],
)
async def test_what_cannot_be_taken_is_refused_by_name(
    api: httpx.AsyncClient, form: dict[str, Any], status: int, code: str
) -> None:
    answer = await api.post("/documents", **form)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_200_megabytes_are_refused_before_they_are_read(api: httpx.AsyncClient) -> None:
    taken = 0

    async def upload() -> AsyncIterator[bytes]:
        nonlocal taken
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(200):
            taken += 1
            yield b"words " * 2**18

    form = {"content-type": "multipart/form-data; boundary=x"}
    answer = await api.post("/documents", content=upload(), headers=form)
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")
    assert taken < 40
    announced = {**form, "content-length": str(200 * 2**20)}
    answer = await api.post("/documents", content=b"--x", headers=announced)
    assert answer.status_code == 413


async def test_a_document_needs_a_key_that_may(
    client: httpx.AsyncClient,
    their_api: httpx.AsyncClient,
    shop_window: httpx.AsyncClient,
    document: dict[str, Any],
    store: Store,
    api_key: Callable[..., Awaitable[dict[str, str]]],
) -> None:
    path = f"/documents/{document['id']}"
    assert (await client.get(f"/api/v1{path}")).status_code == 401
    reader = await api_key(store, "documents:read")
    refused = await client.post("/api/v1/documents", files=FORM, headers=reader)
    assert refused.status_code == 403
    assert (await client.get(f"/api/v1{path}", headers=reader)).status_code == 200
    for call in (
        their_api.get(path),
        their_api.get(f"{path}/file"),
        their_api.get(f"{path}/text"),
        their_api.get(f"{path}/passages"),
        their_api.delete(path),
    ):
        assert (await call).status_code == 404
    assert (await shop_window.get(path)).status_code == 403

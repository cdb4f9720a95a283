"""Documents in the console: uploads, each as the assistant sees it, replacing and deleting."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Document
from storewise.faces.console.assistant import documents
from storewise.infra.tenancy import SYSTEM, Tenancy

RETURNS = b"# Returns\n\n## How long\n\nYou may return anything within 30 days.\n"
WARRANTY = b"# Warranty\n\nTents carry five years on seams.\n"
Upload = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def send(merchant: httpx.AsyncClient, store: Store) -> Upload:
    """Uploads files, as pairs of name and content; returns the page that comes of it."""

    async def post(*files: tuple[str, bytes], path: str = "") -> httpx.Response:
        sent = [("file", (name, content)) for name, content in files]
        return await merchant.post(
            f"/console/{store.slug}/assistant/documents{path}", files=sent or None
        )

    return post


async def kept(tenancy: Tenancy, store: Store) -> list[Document]:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        return (await ingestion.documents(scope)).items


async def test_an_empty_list_tells_what_documents_are_good_for(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    page = await merchant.get(f"/console/{store.slug}/assistant/documents")
    assert "No documents yet" in page.text


async def test_a_document_is_uploaded_shown_replaced_and_deleted(
    merchant: httpx.AsyncClient, store: Store, other_store: Store, tenancy: Tenancy, send: Upload
) -> None:
    page = await send(("returns.md", RETURNS))
    assert "“Returns” was added." in page.text
    assert "How the assistant sees it" in page.text
    assert "You may return anything within 30 days." in page.text
    assert "How long" in page.text
    (made,) = await kept(tenancy, store)
    assert await kept(tenancy, other_store) == []
    base = f"/console/{store.slug}/assistant/documents"
    assert page.url.path == f"{base}/{made.id}"
    listed = (await merchant.get(base)).text
    assert "Markdown · 1 passage · 64 bytes" in listed
    file = await merchant.get(f"{base}/{made.id}/file")
    assert file.content == RETURNS
    assert file.headers["content-disposition"] == 'attachment; filename="returns.md"'
    page = await send(("new.md", WARRANTY), path=f"/{made.id}/replace")
    assert "was replaced" in page.text
    assert "five years" in page.text
    assert "30 days" not in page.text
    question = await merchant.get(f"{base}/{made.id}/delete")
    assert "Delete “Returns”?" in question.text
    page = await merchant.post(f"{base}/{made.id}/delete")
    assert "“Returns” was deleted." in page.text
    assert await kept(tenancy, store) == []


async def test_bad_files_are_told_why_while_good_ones_go_in(
    store: Store, tenancy: Tenancy, send: Upload
) -> None:
    page = await send(
        ("returns.md", RETURNS),
        ("prices.xlsx", b"PK\x03\x04 not a document"),
        ("again.md", RETURNS),
        ("<b>.pdf", b"%PDF-1.7 broken"),
    )
    assert page.status_code == 422
    assert "Added as" in page.text
    assert "Files that end in .xlsx are not read." in page.text
    assert "The store has this document already: Returns (returns.md)." in page.text
    assert "This file is damaged" in page.text
    assert "<b>.pdf" not in page.text
    assert [document.title for document in await kept(tenancy, store)] == ["Returns"]


async def test_several_good_files_go_in_at_once(
    store: Store, tenancy: Tenancy, send: Upload
) -> None:
    page = await send(("returns.md", RETURNS), ("warranty.md", WARRANTY))
    assert "2 documents were added." in page.text
    assert len(await kept(tenancy, store)) == 2


async def test_a_file_that_is_too_large_is_refused(
    store: Store, tenancy: Tenancy, send: Upload
) -> None:
    page = await send(("long.txt", b"word " * (26 * 2**18)))
    assert page.status_code == 422
    assert "larger than 25 MiB" in page.text
    assert await kept(tenancy, store) == []


async def test_no_file_at_all_is_said(merchant: httpx.AsyncClient, store: Store) -> None:
    page = await merchant.post(f"/console/{store.slug}/assistant/documents", data={"file": ""})
    assert page.status_code == 422
    assert "Pick one or more files first." in page.text


async def test_a_bad_file_does_not_replace_anything(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, send: Upload
) -> None:
    await send(("returns.md", RETURNS))
    (made,) = await kept(tenancy, store)
    page = await send(("returns.pdf", b"%PDF-1.7 broken"), path=f"/{made.id}/replace")
    assert page.status_code == 422
    assert "returns.pdf: This file is damaged" in page.text
    assert "30 days" in page.text
    address = f"/console/{store.slug}/assistant/documents/{made.id}/replace"
    assert "Pick a file first." in (await merchant.post(address, data={"file": ""})).text


async def test_a_document_of_another_store_is_not_found(
    merchant: httpx.AsyncClient, store: Store, other_store: Store, tenancy: Tenancy, send: Upload
) -> None:
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        theirs = await ingestion.add_document(scope, "returns.md", RETURNS)
    base = f"/console/{store.slug}/assistant/documents/{theirs.id}"
    for path in ("", "/file", "/delete"):
        assert (await merchant.get(base + path)).status_code == 404
    assert (await merchant.post(f"{base}/delete")).status_code == 404
    answer = await send(("warranty.md", WARRANTY), path=f"/{theirs.id}/replace")
    assert answer.status_code == 404
    assert [document.title for document in await kept(tenancy, other_store)] == ["Returns"]


async def test_passages_are_found_with_their_scores(
    merchant: httpx.AsyncClient, store: Store, send: Upload
) -> None:
    await send(("returns.md", RETURNS), ("warranty.md", WARRANTY))
    address = f"/console/{store.slug}/assistant/documents/find"
    page = await merchant.get(address, params={"q": "return anything"})
    first = page.text.index("within 30 days")
    assert "five years" not in page.text[:first]
    assert re.search(r"Score </span>(0\.\d\d|1\.00)<", page.text)
    assert re.search(r"/assistant/documents/[0-9a-f-]{36}#p-[0-9a-f-]{36}", page.text)
    nothing = await merchant.get(address, params={"q": " "})
    assert "Ask as a shopper would" in nothing.text


async def test_many_documents_come_in_pages(
    merchant: httpx.AsyncClient, store: Store, send: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PAGE_SIZE", 1)
    await send(("returns.md", RETURNS), ("warranty.md", WARRANTY))
    base = f"/console/{store.slug}/assistant/documents"
    page = await merchant.get(base)
    following = re.search(r'rel="next" href="([^"]+)"', page.text)
    assert following
    assert "returns.md" in (await merchant.get(following[1])).text
    again = await merchant.get(f"{base}?cursor=nonsense")
    assert "cursor" not in str(again.url)

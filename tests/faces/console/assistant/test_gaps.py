"""Unanswered questions in the console, and the answer written on the spot."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.infra.tenancy import SYSTEM, Tenancy

Keep = Callable[..., Awaitable[UUID]]
Said = Callable[..., dict[str, Any]]


async def titles(tenancy: Tenancy, store: Store) -> list[str]:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        return [document.title for document in (await ingestion.documents(scope)).items]


async def test_questions_alike_stand_together_with_their_conversations(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said
) -> None:
    base = f"/console/{store.slug}/assistant/unanswered"
    assert "Nothing is unanswered" in (await merchant.get(base)).text
    first = await keep(said("Do you ship to Switzerland?", verdict="replaced"))
    second = await keep(said("do you ship to switzerland", verdict="replaced"))
    await keep(said("Do you ship to Austria?", verdict="proven"))
    old = datetime.now(UTC) - timedelta(days=50)
    await keep(said("May I rent a tent?", verdict="replaced"), at=old)
    page = (await merchant.get(base)).text
    assert "2 questions without an answer" in page
    assert page.count('<li class="panel gap">') == 1
    assert f"/assistant/conversations/{first}" in page
    assert f"/assistant/conversations/{second}" in page
    assert "Austria" not in page
    assert "rent a tent" not in page
    assert "rent a tent" in (await merchant.get(f"{base}?days=90")).text
    assert "rent a tent" not in (await merchant.get(f"{base}?days=nonsense")).text


async def test_a_question_as_long_as_a_page_is_cut(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said
) -> None:
    await keep(said("Why? " * 400, verdict="replaced"))
    page = (await merchant.get(f"/console/{store.slug}/assistant/unanswered")).text
    assert "Why? Why?" in page
    assert "Why? " * 60 not in page


async def test_an_answer_written_on_the_spot_becomes_a_document(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, keep: Keep, said: Said
) -> None:
    base = f"/console/{store.slug}/assistant"
    await keep(said("Do you ship to Switzerland?", verdict="replaced"))
    form = {"question": "Do you ship to Switzerland?", "text": "Yes, within 5 days.\r\n- By post"}
    page = await merchant.post(f"{base}/write", data=form)
    assert "is a document now" in page.text
    assert "Answered in a document since" in page.text
    assert "0 questions without an answer" in page.text
    async with tenancy.scope(store.id, SYSTEM) as scope:
        (made,) = (await ingestion.documents(scope)).items
        hits = await ingestion.search_documents(scope, "ship to Switzerland")
    assert made.title == "Do you ship to Switzerland?"
    assert made.file_name == "do-you-ship-to-switzerland.md"
    assert "within 5 days" in hits[0].passage.text


async def test_the_next_one_who_asks_is_told_what_was_written(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    base = f"/console/{store.slug}/assistant"
    asked = {"text": "Do you have gift cards?"}
    before = await merchant.post(f"{base}/playground", data=asked)
    assert "Not answered" in before.text
    form = {"question": "Do you have gift cards?", "text": "Gift cards come by e-mail, from €10."}
    await merchant.post(f"{base}/write", data=form)
    after = await merchant.post(f"{base}/playground", data=asked)
    assert "Gift cards come by e-mail, from €10." in after.text
    assert "Proven" in after.text


async def test_an_answer_that_cannot_be_kept_stays_typed(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    address = f"/console/{store.slug}/assistant/write"
    for question, text, error in (
        ("", "We do.", "Write the question"),
        ("Do you?", " \n", "Write the answer."),
        ("Q" * 201, "We do.", "At most 200 characters."),
        ("Do you?", "x" * 20_001, "At most 20,000 characters."),
    ):
        page = await merchant.post(address, data={"question": question, "text": text})
        assert page.status_code == 422
        assert error in page.text
        assert text.strip() in page.text
    assert await titles(tenancy, store) == []
    form = {"question": "Do you?", "text": "We do."}
    assert (await merchant.post(address, data=form)).status_code == 200
    again = await merchant.post(address, data=form)
    assert again.status_code == 422
    assert "has this document already" in again.text
    assert await titles(tenancy, store) == ["Do you?"]


async def test_the_form_is_filled_in_by_its_address(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    hostile = "<b>May I?</b>"
    page = await merchant.get(
        f"/console/{store.slug}/assistant/write", params={"question": hostile}
    )
    assert hostile not in page.text
    assert "May I?" in page.text

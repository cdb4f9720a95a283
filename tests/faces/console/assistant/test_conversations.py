"""Conversations in the console: the list with its filters, and one with its evidence."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.domain.identity.schemas import Store
from storewise.faces.console.assistant import conversations, evidence
from storewise.infra.tenancy import SYSTEM, Tenancy

Keep = Callable[..., Awaitable[UUID]]
Said = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    "path",
    ["", "/conversations/{id}", "/unanswered", "/write", "/figures", "/playground", "/documents",
     "/documents/{id}", "/documents/find", "/settings"],
)  # fmt: skip
async def test_who_is_not_signed_in_is_asked_to(
    client: httpx.AsyncClient, store: Store, path: str
) -> None:
    address = f"/console/{store.slug}/assistant{path.format(id=uuid4())}"
    answer = await client.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?next=")


@pytest.mark.parametrize(
    "path",
    ["", "/unanswered", "/write", "/figures", "/playground", "/documents", "/documents/find",
     "/settings"],
)  # fmt: skip
async def test_another_stores_assistant_is_not_found(
    merchant: httpx.AsyncClient, other_store: Store, path: str
) -> None:
    answer = await merchant.get(f"/console/{other_store.slug}/assistant{path}")
    assert answer.status_code == 404


async def test_an_empty_list_tells_what_will_be_there(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    page = await merchant.get(f"/console/{store.slug}/assistant")
    assert "No conversations yet" in page.text
    assert "/assistant/playground" in page.text


async def test_the_list_shows_what_was_asked_and_what_became_of_it(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said, rich: dict[str, Any]
) -> None:
    talk = await keep(rich, said("And gift cards?", verdict="replaced"))
    page = await merchant.get(f"/console/{store.slug}/assistant")
    assert f"/assistant/conversations/{talk}" in page.text
    assert "A kettle under 50 euro" in page.text
    assert "<script>alert" not in page.text
    assert "1 unanswered" in page.text
    assert "1 removed" in page.text
    assert "$0.0025" in page.text
    assert "And gift cards?" not in page.text


async def test_filters_narrow_the_list(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said
) -> None:
    now = datetime.now(UTC)
    await keep(said("What about kettles?", helpful=True))
    await keep(said("Any gift cards?", verdict="replaced"), channel="widget")
    await keep(said("A pan?", problems=[{"kind": "price", "text": "It costs €1."}]))
    await keep(said("A tray?", degraded="provider", helpful=False), at=now - timedelta(days=9))
    week = (now - timedelta(days=5)).date()
    for query, wanted in (
        ("words=kettle", {"What about kettles?"}),
        ("words=100%25", set()),
        ("channel=widget", {"Any gift cards?"}),
        ("only=unanswered", {"Any gift cards?"}),
        ("only=removed", {"A pan?"}),
        ("only=helpful", {"What about kettles?"}),
        ("only=unhelpful", {"A tray?"}),
        ("only=degraded", {"A tray?"}),
        (f"until={week}", {"A tray?"}),
        (f"since={week}", {"What about kettles?", "Any gift cards?", "A pan?"}),
        ("only=nonsense&channel=moon&since=yesterday", {"A tray?", "A pan?", "Any gift cards?",
                                                        "What about kettles?"}),
    ):  # fmt: skip
        page = await merchant.get(f"/console/{store.slug}/assistant?{query}")
        assert page.status_code == 200
        found = set(re.findall(r'conversations/[^"]+">([^<]+)</a>', page.text))
        assert found == wanted, query
        if not wanted:
            assert "No conversation fits" in page.text


async def test_long_lists_come_in_pages_that_keep_the_filter(
    merchant: httpx.AsyncClient,
    store: Store,
    keep: Keep,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conversations, "PAGE_SIZE", 2)
    now = datetime.now(UTC)
    for number in range(3):
        await keep(said(f"Kettle {number}?"), at=now - timedelta(hours=number))
    base = f"/console/{store.slug}/assistant"
    page = await merchant.get(f"{base}?words=kettle")
    following = re.search(r'rel="next" href="([^"]+)"', page.text)
    assert following
    assert "words=kettle" in following[1]
    second = await merchant.get(following[1].replace("&amp;", "&"))
    assert "Kettle 2?" in second.text
    assert "Kettle 1?" not in second.text
    again = await merchant.get(f"{base}?words=kettle&cursor=nonsense")
    assert "cursor" not in str(again.url)
    assert "Kettle 0?" in again.text


async def test_a_switched_off_assistant_is_said_on_the_list(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(enabled=False))
    page = await merchant.get(f"/console/{store.slug}/assistant")
    assert "The assistant is switched off" in page.text


async def test_a_conversation_shows_all_that_an_answer_was_made_from(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, rich: dict[str, Any]
) -> None:
    page = await merchant.get(f"/console/{store.slug}/assistant/conversations/{await keep(rich)}")
    text = page.text
    base = f"/console/{store.slug}"
    assert "<script>alert" not in text
    assert "Trimmed" in text
    assert "<q>€99.00</q>" in text
    assert "The catalogue does not state this price." in text
    assert f"{base}/products/00000000-0000-0000-0000-000000000007" in text
    document = "documents/00000000-0000-0000-0000-000000000008"
    assert f"{base}/assistant/{document}#p-00000000-0000-0000-0000-000000000009" in text
    assert "Care › Kettles · page 3" in text
    assert "up to</span> €50.00" in text
    assert "in stock</span> yes" in text
    assert "4 products: Copper kettle" in text
    assert "products</span> Copper kettle" in text
    assert "The documents are away." in text
    assert "gpt-test" in text
    assert "1,200 read, 80 written" in text
    assert "$0.0025" in text
    assert "Just right" in text


async def test_an_answer_that_was_never_finished_says_why(
    merchant: httpx.AsyncClient, store: Store, keep: Keep, said: Said
) -> None:
    left = "The shopper left before the answer was complete."
    talk = await keep(said(answer=None, mode=None, verdict=None, failure=left))
    page = await merchant.get(f"/console/{store.slug}/assistant/conversations/{talk}")
    assert "Not finished" in page.text
    assert left in page.text


async def test_a_conversation_of_another_store_is_not_found(
    merchant: httpx.AsyncClient, store: Store, other_store: Store, keep: Keep
) -> None:
    base = f"/console/{store.slug}/assistant/conversations"
    theirs = await keep(where=other_store)
    assert (await merchant.get(f"{base}/{theirs}")).status_code == 404
    assert (await merchant.get(f"{base}/{theirs}/delete")).status_code == 404
    assert (await merchant.post(f"{base}/{theirs}/delete")).status_code == 404
    assert (await merchant.get(f"{base}/nonsense")).status_code == 404


async def test_a_conversation_is_deleted_after_a_question(
    merchant: httpx.AsyncClient, store: Store, keep: Keep
) -> None:
    talk = await keep()
    base = f"/console/{store.slug}/assistant"
    question = await merchant.get(f"{base}/conversations/{talk}/delete")
    assert "Delete this conversation?" in question.text
    assert (await merchant.get(f"{base}/conversations/{talk}")).status_code == 200
    page = await merchant.post(f"{base}/conversations/{talk}/delete")
    assert "The conversation was deleted." in page.text
    assert (await merchant.get(f"{base}/conversations/{talk}")).status_code == 404


async def test_a_form_sent_from_another_site_deletes_nothing(
    merchant: httpx.AsyncClient, store: Store, keep: Keep
) -> None:
    address = f"/console/{store.slug}/assistant/conversations/{await keep()}"
    forged = await merchant.post(f"{address}/delete", headers={"sec-fetch-site": "cross-site"})
    assert forged.status_code == 403
    assert (await merchant.get(address)).status_code == 200


def test_an_answer_becomes_paragraphs_lists_and_numbers() -> None:
    made = evidence.blocks("Two fit:\n- A [1]\n- B [2][3]\n\nBye [x] [12]")
    assert [(block.bullets, block.lines) for block in made] == [
        (False, [["Two fit:"]]),
        (True, [["A ", 1], ["B ", 2, 3]]),
        (False, [["Bye [x] ", 12]]),
    ]


async def test_the_overview_tells_of_the_week(
    merchant: httpx.AsyncClient,
    store: Store,
    keep: Keep,
    said: Said,
    make_product: Callable[..., Awaitable[Any]],
) -> None:
    await make_product()
    page = await merchant.get(f"/console/{store.slug}/")
    assert "Nobody asked this week." in page.text
    old = datetime.now(UTC) - timedelta(days=20)
    await keep(said("Any gift cards?", verdict="replaced"), said())
    await keep(said("Any vouchers?", verdict="replaced"), at=old)
    page = await merchant.get(f"/console/{store.slug}/")
    assert "1 question had no answer this week" in page.text
    assert re.search(r"Questions this week</a><span[^>]*>2<", page.text)

"""The assistant in a shop, as scripts and as browsers without scripts talk to it."""

import asyncio
import functools
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.infra.tenancy import SYSTEM, Tenancy

BASE = "/shop/talkshop"
NOBODYS = UUID("01a1f9de-4f6b-70a6-9a7d-354e9f80d735")
STREAM = {"accept": "text/event-stream"}
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _open(talking_shop: Store) -> None:
    """Every test here talks to the shop."""


async def told(client: httpx.AsyncClient, text: str, **more: Any) -> dict[str, Any]:
    """The answer to a question."""
    answer = await client.post(f"{BASE}/assistant/messages", json={"text": text}, headers=JSON)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_every_page_leads_to_the_assistant(client: httpx.AsyncClient) -> None:
    for path in ("/", "/search?q=kettle", "/c/kettles", "/p/kettle-0", "/p/not-there"):
        page = (await client.get(BASE + path)).text
        assert 'class="chat-launcher"' in page, path
        assert "storefront/chat.js" in page
    page = (await client.get(f"{BASE}/p/kettle-0")).text
    assert f'href="{BASE}/assistant?product=kettle-0"' in page


async def test_an_answer_streams_with_cards_sources_and_addresses(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post(
        f"{BASE}/assistant/messages", json={"text": "Do you have a copper kettle?"}, headers=STREAM
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data")]
    kinds = [event["type"] for event in events]
    assert kinds[0] == "status"
    assert kinds[-1] == "done"
    assert {"tool_call", "text_delta", "citation", "products"} <= set(kinds)
    answered = events[-1]["answer"]
    card = answered["products"][0]
    assert (card["title"], card["price"]) == ("Copper kettle", "€30.00")
    assert card["url"] == f"{BASE}/p/kettle-0"
    assert answered["citations"][0]["url"] == f"{BASE}/p/kettle-0"


async def test_the_token_is_in_a_cookie_that_scripts_cannot_read(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{BASE}/assistant/messages", json={"text": "Hello"}, headers=STREAM)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Path={BASE}/assistant" in cookie
    assert client.cookies["storewise_chat"] not in answer.text


async def test_a_conversation_goes_on_and_is_shown_again(client: httpx.AsyncClient) -> None:
    await told(client, "Do you have a copper kettle?")
    await told(client, "How much does it cost?")
    history = (await client.get(f"{BASE}/assistant/history")).json()
    questions = [message["question"] for message in history["messages"]]
    assert questions == ["Do you have a copper kettle?", "How much does it cost?"]
    assert "€30.00" in history["messages"][1]["answer"]["text"]
    assert history["chat"]["name"] == "Talk & Tea assistant"
    assert "Show me Kettles" in history["chat"]["examples"]


async def test_another_stores_token_opens_nothing_here(
    client: httpx.AsyncClient, other_store: Store
) -> None:
    await told(client, "Do you have a copper kettle?")
    token = client.cookies["storewise_chat"]
    client.cookies.clear()
    headers = {"cookie": f"storewise_chat={token}"}
    elsewhere = f"/shop/{other_store.slug}/assistant"
    history = await client.get(f"{elsewhere}/history", headers=headers)
    assert history.json()["messages"] == []
    answer = await client.post(
        f"{elsewhere}/messages", json={"text": "And the second one?"}, headers=JSON | headers
    )
    assert answer.cookies["storewise_chat"] != token
    assert "kettle" not in answer.text.casefold()


async def test_the_product_at_hand_is_what_this_means(client: httpx.AsyncClient) -> None:
    asked = {"text": "How much does this cost?", "product": "kettle-1"}
    answer = await client.post(f"{BASE}/assistant/messages", json=asked, headers=JSON)
    assert "€40.00" in answer.json()["text"]
    history = await client.get(f"{BASE}/assistant/history?product=kettle-1")
    assert "Tell me about this product" in history.json()["chat"]["examples"]


async def test_without_scripts_a_form_asks_and_the_page_answers(client: httpx.AsyncClient) -> None:
    page = await client.get(f"{BASE}/assistant")
    assert "I answer only from what Talk &amp; Tea has published" in page.text
    assert page.headers["cache-control"] == "no-store"
    posted = await client.post(f"{BASE}/assistant", data={"text": "Do you have a copper kettle?"})
    assert posted.status_code == 303
    assert re.fullmatch(rf"{BASE}/assistant#answer-[0-9a-f-]+", posted.headers["location"])
    page = await client.get(f"{BASE}/assistant")
    assert "Do you have a copper kettle?" in page.text
    assert f'href="{BASE}/p/kettle-0" dir="auto">Copper kettle</a>' in page.text
    assert 'class="chat-cite"' in page.text


async def test_without_scripts_an_opinion_is_given_and_a_conversation_begun_anew(
    client: httpx.AsyncClient,
) -> None:
    answer = await told(client, "Do you have a copper kettle?")
    opinion = {"helpful": "no", "words": "Too <short>"}
    posted = await client.post(f"{BASE}/assistant/opinions/{answer['id']}", data=opinion)
    assert posted.headers["location"].endswith(f"#answer-{answer['id']}")
    page = (await client.get(f"{BASE}/assistant")).text
    assert "You found this answer not helpful." in page
    assert 'value="Too &lt;short&gt;"' in page
    posted = await client.post(f"{BASE}/assistant/new")
    assert posted.status_code == 303
    assert "copper" not in (await client.get(f"{BASE}/assistant")).text


async def test_scripts_give_an_opinion(client: httpx.AsyncClient, talking_shop: Store) -> None:
    answer = await told(client, "Do you have a copper kettle?")
    address = f"{BASE}/assistant/messages/{answer['id']}/feedback"
    assert (await client.post(address, json={"helpful": True})).status_code == 204
    history = (await client.get(f"{BASE}/assistant/history")).json()
    assert history["messages"][0]["feedback"] == {"helpful": True, "words": ""}
    client.cookies.clear()
    stranger = await client.post(address, json={"helpful": False})
    assert stranger.status_code == 404
    assert stranger.json()["code"] == "assistant.conversation_not_found"


@pytest.mark.parametrize("path", ["", "/messages", "/new", f"/messages/{NOBODYS}/feedback"])
@pytest.mark.parametrize(
    "forged", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}]
)
async def test_what_other_sites_send_is_refused_with_and_without_a_cookie(
    client: httpx.AsyncClient, path: str, forged: dict[str, str]
) -> None:
    body = {"text": "Do you have a kettle?"}
    for cookie in ({}, {"cookie": "storewise_chat=x"}):
        answer = await client.post(f"{BASE}/assistant{path}", json=body, headers=forged | cookie)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


async def test_a_question_that_cannot_be_asked_is_refused_in_words(
    client: httpx.AsyncClient,
) -> None:
    for text in ("", " ", "x" * 2001):
        answer = await client.post(f"{BASE}/assistant/messages", json={"text": text})
        assert answer.status_code == 422
        assert answer.json()["detail"].startswith("text: ")
        page = await client.post(f"{BASE}/assistant", data={"text": text})
        assert page.status_code == 400
        assert "Please write a question" in page.text
    large = await client.post(f"{BASE}/assistant/messages", json={"text": "x" * 70_000})
    assert large.json()["code"] == "too_large"


async def test_bytes_that_are_no_text_are_refused_and_not_a_defect(
    client: httpx.AsyncClient,
) -> None:
    kind = {"content-type": "application/json"}
    for body in (b'{"text": "\xff\xfe"}', b'{"text":' + b"[" * 20_000 + b"]" * 20_000 + b"}"):
        answer = await client.post(f"{BASE}/assistant/messages", content=body, headers=kind)
        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid"
    broken = {"content-type": "multipart/form-data"}
    page = await client.post(f"{BASE}/assistant", content=b"x", headers=broken)
    assert page.status_code == 400


async def test_the_character_that_no_database_keeps_is_left_out(client: httpx.AsyncClient) -> None:
    asked = {"text": "Do you have a copper ke\0ttle?", "product": "kettle\0-1"}
    answer = await client.post(f"{BASE}/assistant/messages", json=asked, headers=JSON)
    assert "Copper kettle" in answer.json()["text"]
    page = await client.post(f"{BASE}/assistant", data={"text": "\0kettles"})
    assert page.status_code == 303
    for address in ("/assistant?product=%00", "/assistant/history?product=%00"):
        assert (await client.get(BASE + address)).status_code == 200
    for address in (f"{BASE}/p/%00", "/shop/%00/"):
        assert (await client.get(address)).status_code == 404


async def test_an_assistant_that_is_off_is_nowhere(
    client: httpx.AsyncClient, tenancy: Tenancy, store: Store
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(enabled=False))
    base = f"/shop/{store.slug}"
    assert "chat-launcher" not in (await client.get(f"{base}/search")).text
    assert (await client.get(f"{base}/assistant")).status_code == 403
    for answer in (
        await client.get(f"{base}/assistant/history"),
        await client.post(f"{base}/assistant/messages", json={"text": "Hello"}, headers=STREAM),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "assistant.off")


async def test_on_its_own_domain_a_shop_has_its_assistant_at_the_root(
    client: httpx.AsyncClient, open_store: Callable[..., Awaitable[Store]]
) -> None:
    await open_store(domain="tea.example")
    host = {"host": "tea.example"}
    assert 'href="/assistant"' in (await client.get("/search", headers=host)).text
    asked = {"text": "Hello"}
    answer = await client.post("/assistant/messages", json=asked, headers=host | JSON)
    assert answer.status_code == 200
    assert "Path=/assistant;" in answer.headers["set-cookie"]


async def test_a_shopper_who_goes_away_stops_the_planner(
    site: str, tenancy: Tenancy, talking_shop: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = asyncio.Event()

    async def endless(_turn: Any) -> AsyncIterator[str]:
        try:
            yield "Hello! "
            await asyncio.sleep(3600)
        finally:
            stopped.set()

    slow = functools.partial(assistant.converse, planners=assistant.Planners(catalogue=endless))
    monkeypatch.setattr(assistant, "converse", slow)
    async with httpx.AsyncClient(base_url=site) as browser:
        asked = {"text": "Hello"}
        address = f"{BASE}/assistant/messages"
        async with browser.stream("POST", address, json=asked, headers=STREAM) as answer:
            token = answer.cookies["storewise_chat"]
            await anext(answer.aiter_lines())
        await asyncio.wait_for(stopped.wait(), 3)
        await asyncio.sleep(0.2)
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        (message,) = await assistant.history(scope, token)
    assert message.answer is None
    assert "left" in (message.failure or "")


async def test_a_source_shows_the_passage_with_the_quoted_words_marked(
    client: httpx.AsyncClient,
) -> None:
    answer = await told(client, "How long can I return a product?")
    cited = next(each for each in answer["citations"] if each["kind"] == "document")
    page = await client.get(cited["url"])
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text
    assert '<h1 dir="auto">Returns</h1>' in page.text
    marked = re.findall(r'<mark id="quote">(.*?)</mark>', page.text)
    assert marked
    assert marked[0] in cited["quote"]
    assert "The label costs nothing" in page.text, "what stands around it"


@pytest.mark.parametrize("span", ["?start=0&end=99999", "?start=x&end=-1", "?start=5", ""])
async def test_a_span_that_is_not_in_the_passage_marks_nothing(
    client: httpx.AsyncClient, span: str
) -> None:
    answer = await told(client, "How long can I return a product?")
    address = answer["citations"][0]["url"].partition("?")[0]
    page = await client.get(address + span)
    assert page.status_code == 200
    assert "<mark" not in page.text


async def test_another_stores_source_is_not_found(
    client: httpx.AsyncClient, other_store: Store
) -> None:
    answer = await told(client, "How long can I return a product?")
    address = answer["citations"][0]["url"]
    elsewhere = address.replace("talkshop", other_store.slug)
    for path in (elsewhere, f"{BASE}/sources/{uuid4()}", f"{BASE}/sources/nonsense"):
        assert (await client.get(path)).status_code == 404


async def test_hostile_titles_and_passages_stay_texts(
    client: httpx.AsyncClient,
    tenancy: Tenancy,
    store: Store,
    run_jobs: Callable[[], Awaitable[None]],
) -> None:
    hostile = 'Evil lamp "><img src=x onerror=alert(1)>'
    draft = {"handle": "lamp", "title": hostile, "variants": [{"price": 900, "stock": 1}]}
    text = "# Lamps\n\nLamps last for 9 years. <script>alert(2)</script>\n"
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.create_product(scope, ProductDraft.model_validate(draft))
        await ingestion.add_document(scope, "lamps.txt", text.encode())
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
        hits = await ingestion.search_documents(scope, "lamps last")
    base = f"/shop/{store.slug}"
    await client.post(f"{base}/assistant", data={"text": f"Do you have an {hostile}?"})
    page = (await client.get(f"{base}/assistant")).text
    assert "Evil lamp &#34;&gt;&lt;img src=x" in page
    assert "<img src=x" not in page
    source = (await client.get(f"{base}/sources/{hits[0].passage.id}")).text
    assert "<script>alert" not in source
    assert "&lt;script&gt;alert" in source

"""The playground: answers with their evidence, as a page and as a stream."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from storewise.domain.assistant import conversation
from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings, Channel
from storewise.domain.assistant.service import Planners
from storewise.domain.assistant.turn import Turn
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.infra.llm import Gateway
from storewise.infra.tenancy import SYSTEM, Tenancy

PASSWORD = "a long enough password"
RETURNS = b"# Returns\n\n## How long\n\nYou may return anything within 30 days.\n"
HOSTILE = "<script>alert(1)</script>"


async def quoting(turn: Turn) -> AsyncIterator[str]:
    """A planner that quotes the best passage, and says one thing that nothing proves."""
    found = await turn.toolbox.search_documents(turn.question)
    if not found:
        turn.unknown = True
        yield "I don't have that in this store's information."
        return
    yield "You may return anything "
    yield f"within 30 days. [{found[0].ref}] Postage is €7.50. [{found[0].ref}]"


async def failing(turn: Turn) -> AsyncIterator[str]:
    """A planner with a defect."""
    raise RuntimeError(turn.question)
    yield ""


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a planner answer in this test."""

    def put(planner: Any) -> None:
        monkeypatch.setattr(conversation, "Planners", lambda: Planners(catalogue=planner))

    return put


@pytest.fixture
async def documented(tenancy: Tenancy, store: Store, plan: Callable[..., None]) -> None:
    """The store has a document, which `quoting` quotes."""
    plan(quoting)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.add_document(scope, "returns.md", RETURNS)


def token(page: httpx.Response) -> str:
    """The session that the form of a page goes on with."""
    found = re.search(r'name="session" value="([^"]*)"', page.text)
    assert found
    return found[1]


@pytest.mark.usefixtures("documented")
async def test_without_scripts_the_page_shows_the_answer_and_its_evidence(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    address = f"/console/{store.slug}/assistant/playground"
    page = await merchant.get(address, params={"q": HOSTILE})
    assert HOSTILE not in page.text
    assert "without a language model" in page.text
    page = await merchant.post(address, data={"text": "How long may I return it?"})
    assert "within 30 days." in page.text
    assert "Trimmed" in page.text
    assert "<q>€7.50</q>" in page.text
    assert "Looked in the documents" in page.text
    first = token(page)
    page = await merchant.post(address, data={"text": "And a tent?", "session": first})
    assert token(page) == first
    assert page.text.count('<article class="talk-turn"') == 2
    async with tenancy.scope(store.id, SYSTEM) as scope:
        (talk,) = (await assistant.conversations(scope)).items
    assert (talk.channel, talk.messages) == (Channel.PLAYGROUND, 2)


async def test_what_cannot_be_asked_stays_typed(merchant: httpx.AsyncClient, store: Store) -> None:
    address = f"/console/{store.slug}/assistant/playground"
    for text, error in ((" ", "Write a question."), ("x" * 2001, "At most 2,000 characters.")):
        page = await merchant.post(address, data={"text": text, "session": "unknown"})
        assert page.status_code == 422
        assert error in page.text
        assert text in page.text
        answer = await merchant.post(f"{address}/stream", data={"text": text})
        assert (answer.status_code, answer.text) == (422, error)


async def test_an_answer_that_fails_is_said(
    merchant: httpx.AsyncClient, store: Store, plan: Callable[..., None]
) -> None:
    plan(failing)
    address = f"/console/{store.slug}/assistant/playground"
    page = await merchant.post(address, data={"text": "How long?"})
    assert page.status_code == 422
    assert "went wrong while answering" in page.text
    assert 'value="How long?"' in page.text


@pytest.mark.usefixtures("documented")
async def test_the_stream_tells_what_happens_and_the_evidence_follows(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    address = f"/console/{store.slug}/assistant/playground"
    answer = await merchant.post(
        f"{address}/stream",
        data={"text": "How long may I return it?"},
        headers={"accept": "text/event-stream"},
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line[:6] == "data: "]
    kinds = [event["type"] for event in events]
    assert kinds[0] == "status"
    assert {"tool_call", "tool_result", "text_delta", "citation"} < set(kinds)
    assert kinds[-1] == "done"
    assert events[-1]["verdict"] == "Trimmed"
    called = events[kinds.index("tool_call")]
    assert called["label"] == "Looked in the documents"
    assert called["note"] == "words: How long may I return it?"
    session = events[0]["session"]
    part = await merchant.post(f"{address}/evidence", data={"session": session})
    assert part.text.count('<article class="talk-turn"') == 1
    assert "<html" not in part.text
    assert "within 30 days." in part.text
    missing = await merchant.post(f"{address}/evidence", data={"session": "unknown"})
    assert missing.status_code == 404


@pytest.mark.usefixtures("documented")
async def test_a_switched_off_assistant_still_answers_its_merchant(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(enabled=False, greeting="Hoi!"))
    address = f"/console/{store.slug}/assistant/playground"
    assert "Hoi!" in (await merchant.get(address)).text
    page = await merchant.post(address, data={"text": "How long?"})
    assert "within 30 days." in page.text


async def test_who_is_not_signed_in_or_works_elsewhere_cannot_ask(
    client: httpx.AsyncClient, merchant: httpx.AsyncClient, store: Store, other_store: Store
) -> None:
    for path in ("", "/stream", "/evidence"):
        here = f"/console/{store.slug}/assistant/playground{path}"
        answer = await client.post(here, data={"text": "How long?"})
        assert answer.status_code == 303
        there = f"/console/{other_store.slug}/assistant/playground{path}"
        assert (await merchant.post(there, data={"text": "How long?"})).status_code == 404


async def test_the_page_says_that_a_model_answers_where_there_is_one(
    merchant: httpx.AsyncClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gateway, "configured", property(lambda _: True))
    page = await merchant.get(f"/console/{store.slug}/assistant/playground")
    assert "Answers are worded by the language model" in page.text


@pytest.fixture
async def pages(
    chromium: Browser, site: str, store: Store, email: str
) -> AsyncIterator[Callable[..., Awaitable[Page]]]:
    """Opens pages of the assistant, signed in; no script may have failed in any of them."""
    complaints: list[str] = []
    contexts = []

    async def open_at(path: str, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 850}
        contexts.append(await chromium.new_context(viewport=size, **options))
        page = await contexts[-1].new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        await page.goto(f"{site}/console/{store.slug}/assistant/{path}")
        await page.get_by_label("E-mail").fill(email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await page.wait_for_url(f"**/assistant/{path}")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.usefixtures("documented")
async def test_in_a_browser_the_answer_comes_as_it_is_made(
    pages: Callable[..., Awaitable[Page]],
) -> None:
    page = await pages("playground")
    field = page.get_by_label("Your question")
    await field.fill("How long may I return it?")
    await page.keyboard.press("Enter")
    turn = page.get_by_role("article", name="Question and answer")
    await expect(turn).to_have_count(1)
    await expect(turn).to_contain_text("You may return anything within 30 days.")
    await expect(turn.get_by_role("group", name="Evidence")).to_contain_text("Trimmed")
    await expect(field).to_be_focused()
    await expect(turn.get_by_text("Looked in the documents")).to_be_visible()
    await turn.get_by_text("1 look-up").click()
    await expect(turn.get_by_text("Looked in the documents")).to_be_hidden()
    await expect(field).to_have_value("")
    await field.fill("And a tent?")
    await page.keyboard.press("Enter")
    await expect(turn).to_have_count(2)
    await turn.first.get_by_role("link", name="Source 1").click()
    assert page.url.endswith("-1")
    await turn.first.get_by_role("link", name="Returns", exact=True).first.click()
    await expect(page.get_by_role("heading", name="How the assistant sees it")).to_be_visible()
    await expect(page.locator(".passage-text:target")).to_contain_text("within 30 days")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
async def test_in_a_browser_a_failure_is_said_and_one_can_ask_again(
    pages: Callable[..., Awaitable[Page]], plan: Callable[..., None]
) -> None:
    plan(failing)
    page = await pages("playground", width=390)
    await page.get_by_label("Your question").fill("How long?")
    await page.get_by_role("button", name="Ask").click()
    await expect(page.get_by_role("status")).to_contain_text("went wrong while answering")
    await expect(page.locator(".talk-live")).to_contain_text("went wrong while answering")
    await expect(page.get_by_role("button", name="Ask")).not_to_have_attribute(
        "aria-disabled", "true"
    )
    current = page.locator(".tabs [aria-current]")
    await expect(current).to_be_in_viewport()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("width", [360, 768, 1280])
async def test_no_page_of_the_assistant_is_wider_than_the_window(
    pages: Callable[..., Awaitable[Page]],
    keep: Callable[..., Awaitable[Any]],
    said: Callable[..., dict[str, Any]],
    rich: dict[str, Any],
    width: int,
) -> None:
    wide = said("Longword" * 25, verdict="replaced")
    talk = await keep(rich, wide)
    page = await pages("", width=width)
    for path in ("", f"conversations/{talk}", "unanswered", "figures", "documents", "settings"):
        await page.goto(page.url.split("/assistant/")[0] + f"/assistant/{path}")
        over = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, path

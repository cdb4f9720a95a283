"""The widget on a foreign page: another origin, a strict policy, odd styles, no cookies of ours."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Tenancy

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = """<!doctype html><html lang="en"><head><title>Another shop</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><h1>Another shop</h1><p>Words</p>
<script src="{site}/widget.js" data-key="{key}" {attributes} async></script></body></html>"""
QUESTION = "Do you have a copper kettle?"


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


@dataclass
class Foreign:
    """A site that is not ours, and the attributes of its script tag."""

    address: str
    attributes: str = ""


@pytest.fixture
async def foreign(
    site: str, tenancy: Tenancy, talking_shop: Store, publishable_key: str
) -> AsyncIterator[Foreign]:
    """Another shop, served on its own origin with a policy that admits our server and no style."""
    made = Foreign("")
    policy = f"default-src 'none'; script-src {site}; connect-src {site}; img-src data: {site}"

    async def page(_request: Request) -> HTMLResponse:
        text = PAGE.format(site=site, key=publishable_key, attributes=made.attributes)
        return HTMLResponse(text, headers={"Content-Security-Policy": policy})

    app = Starlette(routes=[Route("/{rest:path}", page)])
    server = _Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    made.address = f"http://localhost:{port}"
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings(allowed_origins=[made.address]))
    yield made
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings())
    server.should_exit = True
    await serving


@dataclass
class Visit:
    """A page that is open, and what its console said."""

    page: Page
    said: list[str]


@pytest.fixture
async def visit(chromium: Browser, foreign: Foreign) -> AsyncIterator[Any]:
    """Opens a page of the foreign site."""
    contexts = []

    async def open_at(path: str = "/", width: int = 1280, **more: Any) -> Visit:
        viewport = {"width": width, "height": 844}
        contexts.append(await chromium.new_context(viewport=viewport, **more))
        opened = Visit(await contexts[-1].new_page(), [])
        opened.page.set_default_timeout(8000)
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        await opened.page.goto(foreign.address + path)
        return opened

    yield open_at
    for context in contexts:
        await context.close()


async def ask(page: Page, text: str = QUESTION) -> Any:
    await page.get_by_label("Your question").fill(text)
    await page.keyboard.press("Enter")
    turn = page.locator(".chat-turn").last
    await expect(turn.get_by_role("button", name="Helpful", exact=True)).to_be_visible()
    return turn


async def test_a_foreign_page_talks_to_the_store(visit: Any, site: str) -> None:
    opened = await visit()
    page = opened.page
    await page.get_by_role("button", name="Ask the assistant").click()
    await expect(page.get_by_role("dialog", name="Talk & Tea assistant")).to_be_visible()
    await expect(page.get_by_label("Your question")).to_be_focused()
    turn = await ask(page)
    card = turn.locator(".chat-card a").first
    await expect(card).to_have_text("Copper kettle")
    await expect(card).to_have_attribute("href", f"{site}/shop/talkshop/p/kettle-0")
    await expect(card).to_have_attribute("target", "_blank")
    await turn.get_by_role("button", name="Helpful", exact=True).click()
    await expect(turn.get_by_label("Would you like to say why?")).to_be_visible()
    assert await page.context.cookies() == []
    assert opened.said == []


async def test_a_source_opens_beside_the_page(visit: Any) -> None:
    page = (await visit()).page
    await page.get_by_role("button", name="Ask the assistant").click()
    turn = await ask(page, "How long can I return a product?")
    async with page.expect_popup() as popup:
        await turn.locator(".chat-sources a").first.click()
    source = await popup.value
    await expect(source.locator("#quote")).to_be_visible()
    assert "/shop/talkshop/sources/" in source.url


async def test_the_conversation_lasts_over_pages_of_the_site(visit: Any, foreign: Foreign) -> None:
    page = (await visit()).page
    await page.get_by_role("button", name="Ask the assistant").click()
    await ask(page)
    await page.goto(f"{foreign.address}/other")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await expect(page.locator(".chat-question")).to_have_count(1)
    turn = await ask(page, "How much does it cost?")
    await expect(turn).to_contain_text("€30.00")
    await page.get_by_role("button", name="Start anew").click()
    await page.reload()
    await expect(page.locator(".chat-greeting")).to_be_visible()


async def test_products_lead_to_the_sites_own_pages(visit: Any, foreign: Foreign) -> None:
    foreign.attributes = f'data-product-url="{foreign.address}/item/{{handle}}"'
    page = (await visit()).page
    await page.get_by_role("button", name="Ask the assistant").click()
    turn = await ask(page)
    await turn.locator(".chat-card a").first.click()
    await expect(page).to_have_url(f"{foreign.address}/item/kettle-0")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_accent_position_language_and_theme_are_set_by_attributes(
    visit: Any, foreign: Foreign
) -> None:
    foreign.attributes = (
        'data-accent="#b00020" data-position="left" data-language="de" data-theme="dark"'
    )
    page = (await visit(color_scheme="light")).page
    launcher = page.get_by_role("button", name="Fragen?")
    assert (await launcher.bounding_box())["x"] < 100
    colour = await launcher.evaluate("each => getComputedStyle(each).backgroundColor")
    assert re.match(r"rgb\(2\d\d, ", colour), "a red that is light enough for dark mode"
    await launcher.click()
    await expect(page.get_by_label("Ihre Frage")).to_be_visible()
    ground = await page.locator(".chat").evaluate("each => getComputedStyle(each).backgroundColor")
    assert ground == "rgb(33, 33, 31)"


async def test_on_a_phone_the_panel_fills_the_screen(visit: Any) -> None:
    page = (await visit("/", 390, has_touch=True, is_mobile=True, reduced_motion="reduce")).page
    await page.get_by_role("button", name="Ask the assistant").tap()
    box = await page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)


async def test_the_keyboard_opens_asks_and_closes(visit: Any) -> None:
    page = (await visit()).page
    launcher = page.get_by_role("button", name="Ask the assistant")
    await launcher.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Your question")).to_be_focused()
    await page.keyboard.type(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.locator(".chat-card").first).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(launcher).to_be_focused()


async def test_the_foreign_pages_styles_do_not_reach_the_widget(visit: Any) -> None:
    page = (await visit(reduced_motion="reduce")).page
    await page.get_by_role("button", name="Ask the assistant").click()
    send = page.get_by_role("button", name="Send")
    await expect(send).to_be_visible()
    before = await send.bounding_box()
    await page.evaluate(
        """() => {
             const sheet = new CSSStyleSheet();
             sheet.replaceSync("html { font-size: 30px } button { width: 3px !important }");
             document.adoptedStyleSheets = [sheet];
           }"""
    )
    assert await send.bounding_box() == before


async def test_what_one_types_is_no_shortcut_of_the_page_around(visit: Any) -> None:
    page = (await visit()).page
    await page.evaluate("document.addEventListener('keydown', e => (document.title += e.key))")
    await page.get_by_role("button", name="Ask the assistant").click()
    await page.get_by_label("Your question").press_sequentially("gg?")
    await expect(page.get_by_label("Your question")).to_have_value("gg?")
    assert await page.title() == "Another shop"


async def test_a_page_that_is_not_allowed_is_told_so_in_the_console(
    visit: Any, foreign: Foreign, tenancy: Tenancy, talking_shop: Store
) -> None:
    async with tenancy.scope(talking_shop.id, SYSTEM) as scope:
        await assistant.change_settings(scope, AssistantSettings())
    opened = await visit()
    async with asyncio.timeout(5):
        while not any("Storewise assistant:" in text for text in opened.said):
            await asyncio.sleep(0.05)
    hint = next(text for text in opened.said if "Storewise assistant:" in text)
    assert f"Is {foreign.address} among the pages that may use it" in hint
    await expect(opened.page.get_by_role("button")).to_have_count(0)

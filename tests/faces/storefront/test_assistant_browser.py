"""The chat in a real browser: by mouse, by keyboard, on a phone, and without scripts."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from storewise.domain.identity.schemas import Store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
QUESTION = "Do you have a copper kettle?"


@pytest.fixture
async def open_page(chromium: Browser, site: str, talking_shop: Store) -> AsyncIterator[Any]:
    """Opens pages of the shop; at the end, nothing may have gone wrong in any of them."""
    complaints: list[str] = []
    contexts = []

    async def open_at(path: str, width: int = 1280, height: int = 800, **more: Any) -> Page:
        viewport = {"width": width, "height": height}
        contexts.append(await chromium.new_context(viewport=viewport, **more))
        page = await contexts[-1].new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        await page.goto(f"{site}/shop/{talking_shop.slug}{path}")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    expected = ("ERR_FAILED", "404", "503")
    assert [text for text in complaints if not any(e in text for e in expected)] == []


async def open_chat(page: Page) -> Any:
    await page.get_by_role("button", name="Ask the assistant").click()
    dialog = page.get_by_role("dialog", name="Talk & Tea assistant")
    await expect(dialog).to_be_visible()
    return dialog


async def ask(page: Page, text: str = QUESTION) -> Any:
    await page.get_by_label("Your question").fill(text)
    await page.keyboard.press("Enter")
    turn = page.locator(".chat-turn").last
    await expect(turn.get_by_role("button", name="Helpful", exact=True)).to_be_visible()
    return turn


async def test_a_question_is_answered_with_cards_and_its_source_opens(open_page: Any) -> None:
    page = await open_page("/")
    dialog = await open_chat(page)
    await expect(dialog.get_by_label("Your question")).to_be_focused()
    turn = await ask(page)
    await expect(turn.locator(".chat-card")).to_contain_text(["Copper kettle"])
    await expect(turn.locator(".chat-card").first).to_contain_text("€30.00")
    await expect(turn.locator(".chat-text")).not_to_contain_text("[1]")
    await turn.locator(".chat-cite").first.click()
    await expect(page).to_have_url(re.compile(r"/p/kettle-0$"))
    await expect(page.get_by_role("dialog")).to_be_visible()
    turn = await ask(page, "How long can I return a product?")
    await turn.locator(".chat-sources a").first.click()
    await expect(page.locator("#quote")).to_be_in_viewport()


async def test_the_conversation_lasts_over_pages_and_reloads(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    await ask(page)
    await page.reload()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await expect(page.locator(".chat-question")).to_have_text([f"You: {QUESTION}"])
    await ask(page, "How much does it cost?")
    await page.get_by_role("button", name="Close the assistant").click()
    await page.reload()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await open_chat(page)
    await expect(page.locator(".chat-question")).to_have_count(2)
    await page.get_by_role("button", name="Start anew").click()
    await expect(page.locator(".chat-question")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".chat-greeting")).to_be_visible()


async def test_everything_is_reached_by_keyboard(open_page: Any) -> None:
    page = await open_page("/")
    launcher = page.get_by_role("button", name="Ask the assistant")
    await launcher.focus()
    await page.keyboard.press("Space")
    await expect(page.get_by_label("Your question")).to_be_focused()
    await page.keyboard.type("Do you have a steel kettle?")
    await page.keyboard.press("Enter")
    card = page.locator(".chat-card a").first
    await expect(card).to_be_visible()
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await card.evaluate("card => card === document.activeElement"):
            break
    await expect(card).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(launcher).to_be_focused()
    await expect(launcher).to_have_attribute("aria-expanded", "false")


async def test_an_opinion_is_given_with_words(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    turn = await ask(page)
    thumb = turn.get_by_role("button", name="Not helpful")
    await thumb.click()
    await expect(thumb).to_have_attribute("aria-pressed", "true")
    await turn.get_by_label("Would you like to say why?").fill("I meant the red one")
    await page.keyboard.press("Enter")
    await expect(turn.get_by_text("Thank you.")).to_be_visible()
    await page.reload()
    thumb = page.locator(".chat-turn").last.get_by_role("button", name="Not helpful")
    await expect(thumb).to_have_attribute("aria-pressed", "true")


async def test_an_opinion_that_is_not_kept_is_told(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    turn = await ask(page)
    await page.context.clear_cookies()
    thumb = turn.get_by_role("button", name="Not helpful")
    await thumb.click()
    await expect(turn.get_by_text("This conversation does not exist")).to_be_visible()
    await expect(thumb).to_have_attribute("aria-pressed", "false")


async def test_statements_are_read_out_once(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    await ask(page)
    spoken = await page.locator(".chat [aria-live=polite]").inner_text()
    assert spoken.count("Copper kettle") == 1
    assert "[1]" not in spoken


async def test_an_answer_can_be_stopped_and_asked_again(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    await page.route("**/assistant/messages", lambda _route: None)
    await page.get_by_label("Your question").fill(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Looking it up…")).to_be_visible()
    await page.get_by_role("button", name="Stop").click()
    await expect(page.get_by_text("Stopped.").first).to_be_visible()
    await page.unroute("**/assistant/messages")
    await page.get_by_role("button", name="Ask again").click()
    await expect(page.locator(".chat-card").first).to_be_visible()
    await expect(page.locator(".chat-turn")).to_have_count(1)


async def test_a_lost_connection_is_told_in_words_and_asked_again(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    await page.route("**/assistant/messages", lambda route: route.abort())
    await page.get_by_label("Your question").fill(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.locator(".chat-failed")).to_contain_text("The connection was lost.")
    await page.unroute("**/assistant/messages")
    await page.get_by_role("button", name="Ask again").click()
    await expect(page.locator(".chat-card").first).to_be_visible()


async def test_what_a_model_writes_is_text_and_nothing_else(open_page: Any) -> None:
    page = await open_page("/")
    await open_chat(page)
    hostile = "<img src=x onerror=alert(1)> **bold** [1](javascript:alert(2)) [1]\\n- one\\n- two"
    citation = '{"number":1,"kind":"product","title":"K","handle":"k","where":"","quote":"","url":"/shop/talkshop/p/kettle-0"}'  # noqa: E501
    body = (
        f'event: text_delta\ndata: {{"type":"text_delta","text":"{hostile}"}}\n\n'
        f'event: done\ndata: {{"type":"done","answer":{{"id":"a","text":"{hostile}",'
        f'"products":[],"citations":[{citation}],"suggestions":[],"notice":"Away."}}}}\n\n'
    )
    await page.route(
        "**/assistant/messages",
        lambda route: route.fulfill(content_type="text/event-stream", body=body),
    )
    turn = await ask(page)
    text = turn.locator(".chat-text")
    await expect(text).to_contain_text("<img src=x onerror=alert(1)> **bold**")
    await expect(text.locator("li")).to_have_text(["one", "two"])
    await expect(turn.locator(".chat-notice")).to_have_text("Away.")
    assert await text.locator("img").count() == 0
    links = await text.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert set(links) == {"/shop/talkshop/p/kettle-0"}


async def test_on_a_phone_the_panel_fills_the_screen_and_keeps_the_focus(open_page: Any) -> None:
    page = await open_page("/p/kettle-0", 390, 844, **PHONE)
    dialog = await open_chat(page)
    await expect(dialog).to_have_attribute("aria-modal", "true")
    box = await dialog.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    await ask(page, "Tell me about this product")
    small = await page.evaluate(
        """() => [...document.querySelectorAll(".chat button, .chat textarea, .chat-sources a")]
             .map(e => [e.textContent || e.ariaLabel, e.getBoundingClientRect()])
             .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
             .map(([name]) => name)"""
    )
    assert small == []
    for _ in range(14):
        await page.keyboard.press("Tab")
        assert await dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    await dialog.get_by_role("button", name="Close the assistant").tap()
    await expect(dialog).to_be_hidden()


async def test_on_a_phone_a_card_leads_to_the_product_and_not_under_the_panel(
    open_page: Any,
) -> None:
    page = await open_page("/", 390, 844, **PHONE)
    await open_chat(page)
    turn = await ask(page)
    await turn.locator(".chat-card a").first.tap()
    await expect(page).to_have_url(re.compile(r"/p/kettle-0$"))
    await expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_what_is_behind_them(open_page: Any, scheme: str) -> None:
    page = await open_page("/", color_scheme=scheme)
    await open_chat(page)
    await ask(page)
    worst = await page.evaluate(
        """() => {
             const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
             const rgb = (colour) => {
               canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour;
               canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data];
             };
             const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
               .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
               .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
             const ground = (element) => {
               const found = rgb(getComputedStyle(element).backgroundColor);
               return found[3] || !element.parentElement ? found : ground(element.parentElement);
             };
             const found = [...document.querySelectorAll(".chat *")]
               .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                  && e.getClientRects().length && !e.closest(".chat-hidden"))
               .map(e => {
                 const pair = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
                 return [(Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05), e.textContent];
               });
             return found.filter(([ratio]) => ratio < 4.5);
           }"""
    )
    assert worst == []


async def test_roles_and_names_are_there(open_page: Any) -> None:
    page = await open_page("/")
    dialog = await open_chat(page)
    await ask(page)
    nameless = await dialog.evaluate(
        """panel => [...panel.querySelectorAll("button, a, input, textarea, [role]")]
             .filter(e => !(e.ariaLabel || e.textContent.trim() || e.labels?.length
                || e.getAttribute("role") === "list"))
             .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert nameless == []
    ids = await page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert await page.locator(".chat-log").get_attribute("aria-busy") == "false"


async def test_without_scripts_the_launcher_leads_to_a_page_that_answers(open_page: Any) -> None:
    page = await open_page("/p/kettle-1", java_script_enabled=False)
    await page.get_by_role("link", name="Ask the assistant").click()
    await page.get_by_label("Your question").fill("How much does this cost?")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".chat-answer")).to_contain_text("€40.00")
    await page.get_by_role("button", name="Helpful", exact=True).click()
    await expect(page.get_by_text("You found this answer helpful.")).to_be_visible()
    await page.get_by_role("button", name="Start anew").click()
    await expect(page.locator(".chat-greeting")).to_be_visible()


async def test_with_scripts_the_page_streams_in_place(open_page: Any) -> None:
    page = await open_page("/assistant")
    await expect(page.locator(".chat-inside")).to_be_visible()
    await ask(page)
    await expect(page.locator(".chat-card").first).to_contain_text("Copper kettle")
    assert page.url.endswith("/assistant")
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    turn = await ask(page, "How much does it cost?")
    await expect(turn.locator(".chat-question")).to_be_in_viewport()
    cut = "each => each.scrollHeight - each.clientHeight"
    assert await page.locator(".chat-scroll").evaluate(cut) <= 0, "the page scrolls, not a part"


async def test_pages_fetch_the_chat_only_when_it_is_opened(open_page: Any) -> None:
    page = await open_page("/p/kettle-0")
    await page.wait_for_load_state("networkidle")
    fetched = "performance.getEntriesByType('resource').map(entry => entry.name)"
    before = await page.evaluate(fetched)
    assert not [name for name in before if "/ui/chat/" in name or name.endswith("/history")]
    await open_chat(page)
    after = await page.evaluate(fetched)
    assert [name for name in after if "/ui/chat/panel.js" in name]


async def test_the_launcher_covers_no_link_at_the_end_of_a_page(open_page: Any) -> None:
    for width in (390, 1280):
        page = await open_page("/", width, 844)
        await page.evaluate("scrollTo(0, document.body.scrollHeight)")
        launcher = await page.get_by_role("button", name="Ask the assistant").bounding_box()
        assert min(launcher["width"], launcher["height"]) >= 44
        covered = await page.evaluate(
            """(box) => [...document.querySelectorAll(".site-footer a")]
                 .map(a => a.getBoundingClientRect())
                 .filter(a => a.right > box.x && a.left < box.x + box.width
                    && a.bottom > box.y && a.top < box.y + box.height).length""",
            launcher,
        )
        assert covered == 0

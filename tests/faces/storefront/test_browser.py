"""The shop in a real browser: suggestions, filters, variants, themes, widths, no scripts."""

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, Page, async_playwright, expect

from storewise.domain.identity.schemas import Store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update"]
PLACES = [
    "/",
    "/search?q=kettle&brand=Alto&a.whistles=true",
    "/search?q=zzzqqqxxx",
    "/c/kitchen",
    "/p/mug",
    "/p/hostile",
    "/brands",
    "/p/not-there",
]


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@pytest.fixture(scope="session")
async def address(shop_app: FastAPI, shop: Store) -> AsyncIterator[str]:
    """Where the shop is served."""
    server = _Server(uvicorn.Config(shop_app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await server.listening.wait()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/shop/{shop.slug}"
    server.should_exit = True
    await serving


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium of the system."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        await opened.close()


@pytest.fixture
async def open_page(browser: Browser, address: str) -> AsyncIterator[Any]:
    """Opens pages; at the end, nothing may have gone wrong in any of them."""
    complaints: list[str] = []
    contexts = []

    async def open_at(path: str, width: int = 1280, **context: Any) -> Page:
        size = {"width": width, "height": 900}
        contexts.append(await browser.new_context(viewport=size, **context))
        page = await contexts[-1].new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: said.type in ("error", "warning") and complaints.append(said.text),
        )
        await page.goto(address + path)
        return page

    yield open_at
    for context in contexts:
        await context.close()
    expected = "the server responded with a status of 404"
    assert [text for text in complaints if expected not in text] == []


async def test_suggestions_are_used_by_keyboard_alone(open_page: Any) -> None:
    page = await open_page("/")
    await page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search Look & Buy")
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-expanded", "false")
    await field.press_sequentially("kettle num")
    options = page.get_by_role("option")
    await expect(options.first).to_be_visible()
    await expect(field).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("ArrowDown")
    first = await field.get_attribute("aria-activedescendant")
    assert first == await options.first.get_attribute("id")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowUp")
    assert await field.get_attribute("aria-activedescendant") is None
    await page.keyboard.press("ArrowUp")
    last = await options.last.get_attribute("id")
    assert await field.get_attribute("aria-activedescendant") == last
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    assert await field.input_value() == "kettle num", "what was typed comes back"
    await page.keyboard.press("ArrowDown")
    product = page.get_by_role("group", name="Products").get_by_role("option").first
    while await field.get_attribute("aria-activedescendant") != await product.get_attribute("id"):
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile("/p/kettle-"))


async def test_typing_and_enter_searches_even_with_suggestions_open(open_page: Any) -> None:
    page = await open_page("/")
    field = page.get_by_role("combobox")
    await field.press_sequentially("tunnel")
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await page.wait_for_url(re.compile(r"/search\?q=tunnel$"))


async def test_hostile_titles_are_shown_as_text_in_suggestions(open_page: Any) -> None:
    page = await open_page("/")
    await page.get_by_role("combobox").press_sequentially("hostile")
    option = page.get_by_role("option").filter(has_text="<script>").first
    await expect(option).to_be_visible()
    assert await page.locator("#suggestions script, #suggestions img[src=x]").count() == 0


async def test_late_answers_do_not_replace_newer_suggestions(open_page: Any) -> None:
    page = await open_page("/")

    async def slow_at_first(route: Any) -> None:
        if route.request.url.endswith("q=ket"):
            await asyncio.sleep(0.6)
        with contextlib.suppress(Exception):
            await route.continue_()

    await page.route("**/search/suggest?*", slow_at_first)
    field = page.get_by_role("combobox")
    await field.press_sequentially("ket")
    await asyncio.sleep(0.25)
    await field.fill("tunnel")
    await expect(page.get_by_role("option").first).to_contain_text("unnel")
    await asyncio.sleep(0.8)
    await expect(page.get_by_role("option").first).to_contain_text("unnel")


async def test_a_filter_changes_the_list_in_place_and_back_undoes_it(open_page: Any) -> None:
    page = await open_page("/search?q=kettle")
    await page.evaluate("window.same = true")
    await expect(page.locator(".results-count strong")).to_have_text("30")
    await page.get_by_role("checkbox", name="Alto").check()
    await expect(page.locator(".results-count strong")).to_have_text("10")
    await expect(page.get_by_role("status").filter(has_text="10 products")).to_have_count(1)
    assert page.url.endswith("/search?q=kettle&brand=Alto")
    assert await page.evaluate("document.activeElement.value") == "Alto", "the focus stays"
    await page.locator("#r-price_max").fill("20")
    await page.locator("#r-price_max").press("Enter")
    await expect(page.locator(".results-count strong")).to_have_text("4")
    await page.get_by_label("Order").select_option("-price")
    await page.wait_for_url(re.compile("sort=-price"))
    await page.go_back()
    await page.go_back()
    await page.go_back()
    await expect(page.locator(".results-count strong")).to_have_text("30")
    assert await page.evaluate("window.same"), "the page was never loaded anew"
    await page.get_by_role("link", name="Next page").click()
    await expect(page.locator(".results-count")).to_contain_text("page 2 of 2")


async def test_filters_open_as_a_sheet_on_a_phone_and_stay_open(open_page: Any) -> None:
    page = await open_page("/search?q=kettle", 390, has_touch=True, is_mobile=True)
    sheet = page.locator("#filters")
    await expect(sheet).to_be_hidden()
    await page.get_by_role("link", name="Filter").tap()
    await expect(sheet).to_be_visible()
    await page.locator("label.check", has_text="Borea").tap()
    show = page.get_by_role("button", name="Show 10 products")
    await expect(show).to_be_visible()
    await show.tap()
    await expect(sheet).to_be_hidden()
    await expect(page.get_by_role("link", name="Remove Borea")).to_be_visible()


async def test_choosing_a_variant_changes_price_stock_picture_and_address(open_page: Any) -> None:
    page = await open_page("/p/mug")
    assert await page.locator("[data-price]").inner_text() == "€9.00"
    await page.get_by_text("Large", exact=True).click()
    await expect(page.locator("[data-price]")).to_have_text("€11.00")
    await expect(page.locator("[data-stock]")).to_have_text("Sold out")
    await expect(page.locator("[data-sku]")).to_have_text("M-BL")
    assert "variant=" in page.url
    await page.get_by_text("Red", exact=True).click()
    await expect(page.locator("[data-price]")).to_have_text("€9.50")
    await expect(page.get_by_role("radio", name="Small")).to_be_checked()
    await expect(page.locator("[data-was]")).to_be_visible()
    await page.reload()
    await expect(page.locator("[data-price]")).to_have_text("€9.50")


async def test_pictures_are_chosen_and_enlarged(open_page: Any) -> None:
    page = await open_page("/p/mug")
    await page.get_by_role("link", name="Picture 2 of 2").click()
    await expect(page.locator(".gallery-thumbs [aria-current]")).to_have_count(1)
    await expect(page.get_by_role("link", name="Enlarge picture 2")).to_be_in_viewport(ratio=0.9)
    await page.get_by_role("link", name="Enlarge picture 2").click()
    dialog = page.get_by_role("dialog", name="Enlarged picture")
    await expect(dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_the_theme_is_remembered_and_shows_from_the_first_moment(open_page: Any) -> None:
    page = await open_page("/", color_scheme="light")
    toggle = page.get_by_role("button", name="Dark mode")
    await expect(toggle).to_have_attribute("aria-pressed", "false")
    light = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-pressed", "true")
    dark = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    await page.reload(wait_until="commit")
    await page.wait_for_function("document.body !== null")
    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"


async def test_departments_close_by_escape_and_give_the_focus_back(open_page: Any) -> None:
    page = await open_page("/")
    summary = page.locator(".departments > summary")
    await summary.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("navigation", name="All departments")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("navigation", name="All departments")).to_be_hidden()
    await expect(summary).to_be_focused()


async def test_the_first_tab_leads_past_the_header(open_page: Any) -> None:
    page = await open_page("/p/mug")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_without_scripts_filters_variants_and_departments_work(open_page: Any) -> None:
    page = await open_page("/search?q=kettle", java_script_enabled=False)
    await page.get_by_role("checkbox", name="Alto").check()
    await page.get_by_role("button", name="Show products").click()
    await expect(page.locator(".results-count strong")).to_have_text("10")
    await page.locator(".departments > summary").click()
    await page.get_by_role("link", name="Mugs").click()
    await page.get_by_role("link", name="Stoneware mug").click()
    await page.get_by_text("Large", exact=True).click()
    await page.get_by_role("button", name="Show this version").click()
    await expect(page.locator("[data-price]")).to_have_text("€11.00")


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_wider_than_the_screen_and_nothing_fails(
    open_page: Any, address: str, width: int, scheme: str
) -> None:
    page = await open_page("/", width, color_scheme=scheme)
    for place in PLACES:
        await page.goto(address + place, wait_until="load")
        wide = await page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                 .filter(e => e.getBoundingClientRect().right > document.body.clientWidth + 1
                    && !e.closest(".gallery-stage, .gallery-thumbs, .visually-hidden, .site-nav,"
                                  + " .cards-row, .menu-panel, .departments-panel, .prose"))
                 .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert wide == [], place
        assert await page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), place


async def test_fingers_find_targets_that_are_large_enough(open_page: Any) -> None:
    page = await open_page("/search?q=kettle", 390, has_touch=True, is_mobile=True)
    small = await page.evaluate(
        """() => [...document.querySelectorAll("button, .button, .chip, .pagination a, summary")]
             .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
             .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
             .map(([name]) => name)"""
    )
    assert small == []

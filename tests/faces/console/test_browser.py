"""The console in a real browser: with scripts, by keyboard, on phones, in the dark."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from storewise.domain.catalog.schemas import MerchantProduct, Status, VariantDraft
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import queries
from storewise.domain.ingestion import service as ingestion
from storewise.infra.tenancy import SYSTEM, Tenancy

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "a long enough password"
Make = Callable[..., Awaitable[MerchantProduct]]


@pytest.fixture
async def desk(
    chromium: Browser, site: str, store: Store, email: str
) -> AsyncIterator[Callable[..., Awaitable[Page]]]:
    """Opens pages of the store's console, signed in; no script may have failed in any of them."""
    complaints: list[str] = []
    contexts = []

    async def open_at(path: str, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 850}
        contexts.append(await chromium.new_context(viewport=size, **options))
        page = await contexts[-1].new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: said.type in ("error", "warning") and complaints.append(said.text),
        )
        await page.goto(f"{site}/console/{store.slug}/{path}")
        await page.get_by_label("E-mail").fill(email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await page.wait_for_url(f"**/console/{store.slug}/{path}")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    refused = "the server responded with a status of 4"
    assert [text for text in complaints if refused not in text] == []


async def test_a_merchant_signs_in_edits_a_product_and_signs_out(
    desk: Any, make_product: Make, read_product: Make, store: Store
) -> None:
    product = await make_product()
    page: Page = await desk("")
    await page.get_by_role("link", name="Products", exact=True).click()
    await page.get_by_role("link", name="Copper kettle").click()
    await page.get_by_label("Title", exact=True).fill("Steel kettle")
    await expect(page.get_by_text("Unsaved changes")).to_be_visible()
    await expect(page.locator(".preview-title")).to_have_text("Steel kettle")
    await page.get_by_label("Price", exact=True).fill("59.5")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("“Steel kettle” was saved.")
    after = await read_product(product.id)
    assert (after.title, after.variants[0].price.amount) == ("Steel kettle", 5950)
    await page.get_by_label("Your account").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await page.goto(page.url.split("/sign-in")[0] + f"/{store.slug}/products")
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_variants_and_attributes_are_added_in_place(
    desk: Any, make_product: Make, read_product: Make
) -> None:
    variants = [VariantDraft(option_values=["1 l"], sku="K1", price=4900, stock=3)]
    product = await make_product(option_names=["Size"], variants=variants)
    page: Page = await desk(f"products/{product.id}")
    await page.get_by_role("button", name="Add variant").click()
    await expect(page.locator(".variant-row")).to_have_count(2)
    added = page.locator("[name='variants-1-option-0']")
    await expect(added).to_be_focused()
    await added.fill("2 l")
    await page.get_by_role("button", name="Add attribute").click()
    await page.locator("[name='attributes-4-label']").fill("Colour")
    await page.locator("[name='attributes-4-value']").fill("red")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("was saved")
    after = await read_product(product.id)
    assert [(v.option_values, v.sku, v.price.amount) for v in after.variants] == [
        (["1 l"], "K1", 4900),
        (["2 l"], None, 4900),
    ]
    assert "colour" in {a.code for a in after.attributes}


async def test_errors_get_the_focus_and_are_read_with_their_field(
    desk: Any, make_product: Make
) -> None:
    product = await make_product()
    page: Page = await desk(f"products/{product.id}")
    price = page.get_by_label("Price", exact=True)
    await price.fill("cheap")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(price).to_be_focused()
    await expect(price).to_have_value("cheap")
    await expect(price).to_have_accessible_description("Write an amount like 1234.56.")


async def test_a_question_is_asked_in_a_dialog_and_escape_means_no(
    desk: Any, make_product: Make, read_product: Make
) -> None:
    product = await make_product()
    page: Page = await desk(f"products/{product.id}")
    archive = page.get_by_role("link", name="Archive")
    await archive.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_have_accessible_name("Archive “Copper kettle”?")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(archive).to_be_focused()
    assert (await read_product(product.id)).status is Status.PUBLISHED
    await archive.click()
    await dialog.get_by_role("button", name="Archive product").click()
    await expect(page.get_by_role("status")).to_contain_text("was archived")
    assert (await read_product(product.id)).status is Status.ARCHIVED


async def test_many_products_are_picked_at_once(
    desk: Any, make_product: Make, read_product: Make
) -> None:
    made = [await make_product(title=f"Kettle {i}") for i in range(3)]
    page: Page = await desk("products")
    await expect(page.locator("[data-bulk]")).to_be_hidden()
    await page.get_by_label("Pick all on this page").check()
    await expect(page.get_by_text("3 of 3 picked")).to_be_visible()
    await page.get_by_label("Pick Kettle 1").uncheck()
    await page.get_by_role("button", name="Make draft").click()
    await expect(page.get_by_role("status")).to_contain_text("2 products made a draft.")
    states = [(await read_product(product.id)).status for product in made]
    assert states == [Status.DRAFT, Status.PUBLISHED, Status.DRAFT]


async def test_an_import_shows_its_progress_as_it_happens(
    desk: Any, tenancy: Tenancy, store: Store, run_jobs: Callable[[], Awaitable[None]]
) -> None:
    rows = [f"K{i},Kettle {i},{i + 1}.50,3" for i in range(40)]
    content = "\n".join(["sku,name,price,stock", *rows, "K99,No price,none,1"]).encode()
    page: Page = await desk("imports")
    await page.get_by_role("link", name="Import a file").first.click()
    file = {"name": "kettles.csv", "mimeType": "text/csv", "buffer": content}
    await page.get_by_label("Product file").set_input_files(files=[file])
    await page.get_by_role("button", name="Upload").click()
    await expect(page.get_by_role("heading", name="Columns", exact=True)).to_be_visible()
    target = page.get_by_label("What stock becomes")
    details = page.locator("tr", has=target).get_by_text("Details")
    await expect(details).to_be_hidden()
    await target.select_option(label="Attribute")
    await expect(details).to_be_visible()
    await target.select_option(label="Stock")
    await page.get_by_role("button", name="Preview", exact=True).click()
    await expect(page.get_by_text("Reading the whole file")).to_be_visible()
    await run_jobs()
    await page.get_by_role("button", name="Start import").click()
    await expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        import_id = (await ingestion.imports(scope)).items[0].id
        halfway = {"state": "applying", "rows_total": 41, "rows_read": 20}
        await queries.change_import(scope, import_id, started_at=datetime.now(UTC), **halfway)
    await expect(page.get_by_text("20 of 41 rows")).to_be_visible()
    bar = page.get_by_role("progressbar", name="Importing")
    await expect(bar).to_have_attribute("value", "20")
    await run_jobs()
    await expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    await expect(page.get_by_text("The price is missing")).to_be_visible()
    await expect(page.locator(".outcome")).to_contain_text("40")
    async with page.expect_download() as started:
        await page.get_by_role("link", name="Download as CSV").click()
    assert (await started.value).suggested_filename.endswith(".csv")


async def test_a_console_without_scripts_does_the_same(
    desk: Any, make_product: Make, read_product: Make
) -> None:
    product = await make_product()
    page: Page = await desk(f"products/{product.id}", java_script_enabled=False)
    await page.locator("[name='attributes-0-value']").fill("2")
    await page.get_by_role("button", name="Add attribute").click()
    await expect(page.locator("[name='attributes-0-value']")).to_have_value("2")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("was saved")
    await page.get_by_role("link", name="Archive").click()
    await page.get_by_role("button", name="Archive product").click()
    assert (await read_product(product.id)).status is Status.ARCHIVED


async def test_the_keyboard_reaches_the_page_past_the_navigation(
    desk: Any, make_product: Make
) -> None:
    await make_product()
    page: Page = await desk("products")
    await page.locator("body").press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    await expect(skip).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_is_wider_than_the_screen(
    desk: Any, make_product: Make, width: int, scheme: str
) -> None:
    variants = [
        VariantDraft(option_values=[size, "Stainless steel"], price=100) for size in ("S", "M")
    ]
    product = await make_product(
        title="Unbreakable" * 12, option_names=["Size", "Material"], variants=variants
    )
    page: Page = await desk("", width, color_scheme=scheme)
    base = page.url
    for path in (
        "", "products", f"products/{product.id}", f"products/{product.id}/archive",
        "products/new", "imports", "imports/new", "search", "search/synonyms",
        "search/try?q=kettle", "settings", "settings/keys", "nowhere",
    ):  # fmt: skip
        await page.goto(base + path)
        too_wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not too_wide, path

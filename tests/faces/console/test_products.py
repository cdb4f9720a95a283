"""The list of products and the form of one, in a browser without scripts."""

import io
import uuid
from collections.abc import Awaitable, Callable

import httpx
import pytest
from PIL import Image

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import ProductNotFound
from storewise.domain.catalog.schemas import MerchantProduct, Status, VariantDraft
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
Make = Callable[..., Awaitable[MerchantProduct]]
Fields = Callable[..., dict[str, str]]


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


async def test_an_empty_store_is_told_what_to_do_first(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    for path in ("", "products"):
        page = await merchant.get(f"/console/{store.slug}/{path}")
        assert f"/console/{store.slug}/imports/new" in page.text
        assert f"/console/{store.slug}/products/new" in page.text


async def test_the_list_is_narrowed_ordered_and_walked_by_cursor(
    merchant: httpx.AsyncClient, store: Store, make_product: Make
) -> None:
    for i in range(52):
        await make_product(title=f"Kettle {i:02}", handle=f"kettle-{i}")
    await make_product(title="Blue mug", status="draft", brand="Mugs & Co", category=("Mugs",))
    base = f"/console/{store.slug}/products"
    first = (await merchant.get(f"{base}?sort=title&q=kettle")).text
    assert "Kettle 00" in first
    assert "Kettle 51" not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = (await merchant.get(following)).text
    assert "Kettle 51" in second
    assert "Kettle 00" not in second
    for query in ("status=draft", "brand=mugs-and-co", "category=mugs", "q=blue+mug"):
        page = (await merchant.get(f"{base}?{query}")).text
        assert "Blue mug" in page, query
        assert "Kettle 0" not in page, query
    nothing = (await merchant.get(f"{base}?stock=out")).text
    assert "No product fits" in nothing


async def test_nonsense_in_the_address_of_the_list_does_no_harm(
    merchant: httpx.AsyncClient, store: Store, make_product: Make
) -> None:
    await make_product()
    base = f"/console/{store.slug}/products"
    for query in (
        "sort=x&status=y&stock=z",
        "cursor=nonsense",
        "cursor=%00",
        "q=%00%25",
        "brand=x",
    ):
        assert (await merchant.get(f"{base}?{query}")).status_code == 200, query


async def test_hostile_titles_stay_text_everywhere(
    merchant: httpx.AsyncClient, store: Store, make_product: Make
) -> None:
    product = await make_product(title=HOSTILE, brand=HOSTILE, attributes={"material": HOSTILE})
    for path in (
        "", "products", f"products/{product.id}", f"products/{product.id}/archive",
        "products?q=%3Cscript%3E",
    ):  # fmt: skip
        page = (await merchant.get(f"/console/{store.slug}/{path}")).text
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path


async def test_saving_the_form_as_it_stands_changes_nothing(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    variants = [
        VariantDraft(option_values=["1 l"], sku="K1", price=4900, stock=3, cost=2000),
        VariantDraft(option_values=["2 l"], price=5900, compare_at_price=6900, weight_g=900),
    ]
    before = await make_product(
        option_names=["Size"],
        variants=variants,
        description="First\n\n<b>Second</b>",
        tags=["new", "copper"],
        metadata={"shelf": "A:4"},
        seo_title="Kettles",
        images=[{"src": "a.webp", "alt": "A kettle"}],
    )
    address = f"/console/{store.slug}/products/{before.id}"
    sent = fields_of((await merchant.get(address)).text)
    answer = await merchant.post(address, data=sent)
    assert "was saved" in answer.text
    after = await read_product(before.id)
    unchanged = {"updated_at", "version"}
    assert after.model_dump(exclude=unchanged) == before.model_dump(exclude=unchanged)


async def test_fields_variants_and_attributes_are_changed_together(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}"
    sent = fields_of((await merchant.get(address)).text) | {
        "title": "Steel kettle",
        "category": "Kitchen > Tea > Kettles",
        "tags": "steel, , new",
        "variants-0-price": "1.299,00",
        "variants-0-stock": "12",
        "attributes-1-value": "",
        "attributes-3-label": "Power",
        "attributes-3-type": "number",
        "attributes-3-unit": "W",
        "attributes-3-value": "2200",
        "status": "draft",
    }
    assert (await merchant.post(address, data=sent)).status_code == 200
    after = await read_product(product.id)
    assert (after.title, after.status, after.tags) == (
        "Steel kettle",
        Status.DRAFT,
        ["steel", "new"],
    )
    assert [crumb.name for crumb in after.breadcrumb] == ["Kitchen", "Tea", "Kettles"]
    assert after.variants[0].price.amount == 129900
    assert (after.variants[0].stock, after.variants[0].id) == (12, product.variants[0].id)
    power = next(a for a in after.attributes if a.code == "power")
    assert (power.value, power.unit, power.label) == (2200, "W", "Power")
    assert len(after.attributes) == 3


async def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}"
    typed = {
        "title": "",
        "description": "A <new> text",
        "handle": "Not a handle!",
        "variants-0-price": "cheap",
        "variants-0-stock": "many",
        "variants-0-gtin": "123",
        "attributes-0-value": "a lot",
        "metadata": "no colon here",
    }
    sent = fields_of((await merchant.get(address)).text) | typed
    answer = await merchant.post(address, data=sent)
    assert answer.status_code == 422
    for words in (
        "This is needed.", "Small letters, digits", "Write an amount like 1234.56",
        "Write a whole number", "A GTIN has 8 to 14 digits", "holds a number", "No colon in",
        "7 fields need another look",
    ):  # fmt: skip
        assert words in answer.text, words
    assert fields_of(answer.text) == sent
    assert await read_product(product.id) == product


async def test_a_change_made_elsewhere_meanwhile_is_not_lost_silently(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}"
    stale = fields_of((await merchant.get(address)).text)
    await merchant.post(address, data=stale | {"title": "First"})
    answer = await merchant.post(address, data=stale | {"title": "Second"})
    assert answer.status_code == 409
    assert "changed elsewhere" in answer.text
    assert (await read_product(product.id)).title == "First"
    again = await merchant.post(address, data=fields_of(answer.text))
    assert again.status_code == 200
    assert (await read_product(product.id)).title == "Second"


async def test_a_product_is_created_under_the_next_free_handle(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, fields_of: Fields
) -> None:
    address = f"/console/{store.slug}/products/new"
    sent = fields_of((await merchant.get(address)).text) | {
        "title": "Crème brûlée torch",
        "variants-0-price": "39",
        "attributes-0-label": "Gas included",
        "attributes-0-type": "boolean",
        "attributes-0-value": "no",
        "status": "published",
    }
    for handle in ("creme-brulee-torch", "creme-brulee-torch-2"):
        answer = await merchant.post(address, data=sent)
        assert answer.status_code == 200
        async with tenancy.scope(store.id, SYSTEM) as scope:
            made = await catalog.product_by_handle(scope, handle)
        assert made.variants[0].price.amount == 3900
        assert made.attributes[0].value is False
    refused = await merchant.post(address, data=sent | {"handle": "creme-brulee-torch"})
    assert refused.status_code == 422
    assert "Another product already has this handle." in refused.text


async def test_options_and_variants_are_added_without_scripts(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}"
    sent = fields_of((await merchant.get(address)).text)
    page = await merchant.post(address, data=sent | {"option-0": "Size", "do": "set-options"})
    sent = fields_of(page.text) | {"variants-0-option-0": "1 l", "do": "add-variant"}
    page = await merchant.post(address, data=sent)
    sent = fields_of(page.text)
    assert sent["variants-0-option-0"] == "1 l"
    assert sent["variants-1-price"] == "49.00"
    missing = await merchant.post(address, data=sent)
    assert "Which size is this?" in missing.text
    saved = await merchant.post(address, data=sent | {"variants-1-option-0": "2 l"})
    assert saved.status_code == 200
    after = await read_product(product.id)
    assert [v.option_values for v in after.variants] == [["1 l"], ["2 l"]]
    assert after.variants[0].id == product.variants[0].id
    sent = fields_of(saved.text) | {"variants-0-remove": "1"}
    await merchant.post(address, data=sent)
    assert [v.option_values for v in (await read_product(product.id)).variants] == [["2 l"]]


async def test_the_last_variant_stays(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    fields_of: Fields,
) -> None:
    variants = [VariantDraft(option_values=["1 l"], price=1)]
    product = await make_product(option_names=["Size"], variants=variants)
    address = f"/console/{store.slug}/products/{product.id}"
    sent = fields_of((await merchant.get(address)).text) | {"variants-0-remove": "1"}
    answer = await merchant.post(address, data=sent)
    assert answer.status_code == 422
    assert "A product needs at least one variant." in answer.text


async def test_two_variants_with_the_same_options_are_refused_beside_them(
    merchant: httpx.AsyncClient, store: Store, make_product: Make, fields_of: Fields
) -> None:
    variants = [VariantDraft(option_values=[size], price=1) for size in ("S", "M")]
    product = await make_product(option_names=["Size"], variants=variants)
    address = f"/console/{store.slug}/products/{product.id}"
    sent = fields_of((await merchant.get(address)).text) | {"variants-1-option-0": "S"}
    answer = await merchant.post(address, data=sent)
    assert answer.status_code == 422
    assert 'id="variants-1-option-0-error"' in answer.text


async def test_many_are_published_made_drafts_and_archived_after_a_question(
    merchant: httpx.AsyncClient,
    store: Store,
    other_store: Store,
    tenancy: Tenancy,
    make_product: Make,
    read_product: Make,
) -> None:
    async def statuses() -> set[Status]:
        return {(await read_product(i)).status for i in ids}

    ids = [(await make_product()).id for _ in range(3)]
    address = f"/console/{store.slug}/products/bulk"
    form: dict[str, object] = {
        "product": [str(i) for i in (*ids, uuid.uuid4())],
        "list-q": "kettle",
    }
    page = await merchant.post(address, data=form | {"action": "draft"})
    assert "3 products made a draft." in page.text
    assert page.url.params["q"] == "kettle"
    assert await statuses() == {Status.DRAFT}
    await merchant.post(address, data=form | {"action": "publish"})
    assert await statuses() == {Status.PUBLISHED}
    question = await merchant.post(address, data=form | {"action": "archive"})
    assert "Archive 4 products?" in question.text
    assert await statuses() == {Status.PUBLISHED}
    await merchant.post(address, data=form | {"action": "archive", "sure": "1"})
    assert await statuses() == {Status.ARCHIVED}
    nothing = await merchant.post(address, data={"action": "publish", "product": "nonsense"})
    assert "Pick some products first" in nothing.text


async def test_a_product_of_another_store_is_neither_shown_nor_changed(
    merchant: httpx.AsyncClient,
    store: Store,
    other_store: Store,
    tenancy: Tenancy,
    make_product: Make,
    fields_of: Fields,
) -> None:
    own = await make_product()
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        draft = (await catalog.drafts(scope, [own.id])).get(own.id)
        assert draft is None
        theirs = await catalog.create_product(
            scope,
            catalog.ProductDraft(handle="theirs", title="Theirs", variants=[VariantDraft(price=1)]),
        )
    base = f"/console/{store.slug}/products"
    sent = fields_of((await merchant.get(f"{base}/{own.id}")).text)
    assert (await merchant.get(f"{base}/{theirs.id}")).status_code == 404
    assert (await merchant.post(f"{base}/{theirs.id}", data=sent)).status_code == 404
    assert (await merchant.post(f"{base}/{theirs.id}/archive")).status_code == 404
    files = {"files": ("a.png", picture(), "image/png")}
    assert (await merchant.post(f"{base}/{theirs.id}/pictures", files=files)).status_code == 404
    form = {"product": str(theirs.id), "action": "archive", "sure": "1"}
    await merchant.post(f"{base}/bulk", data=form)
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        assert (await catalog.product(scope, theirs.id)).status is Status.PUBLISHED
    with pytest.raises(ProductNotFound):
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await catalog.product(scope, theirs.id)


async def test_pictures_are_added_described_put_first_and_removed(
    merchant: httpx.AsyncClient,
    store: Store,
    make_product: Make,
    read_product: Make,
    fields_of: Fields,
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}"
    files = [
        ("files", ("a.png", picture("red"), "image/png")),
        ("files", (f"{HOSTILE}.png", b"no picture", "image/png")),
        ("files", ("b.png", picture("blue"), "image/png")),
        ("files", ("again.png", picture("red"), "image/png")),
    ]
    page = await merchant.post(f"{address}/pictures", files=files)
    assert "2 pictures were added." in page.text
    assert "not a picture that can be read" in page.text
    assert "already has this picture" in page.text
    assert "<script>alert" not in page.text
    first, second = (await read_product(product.id)).media
    sent = fields_of(page.text) | {f"picture-{second.id}-alt": "From behind"}
    await merchant.post(address, data=sent)
    await merchant.post(f"{address}/pictures/first", data={"picture": str(second.id)})
    after = await read_product(product.id)
    assert [(p.id, p.alt) for p in after.media] == [
        (second.id, "From behind"), (first.id, "Copper kettle"),
    ]  # fmt: skip
    sent = fields_of((await merchant.get(address)).text)
    await merchant.post(address, data=sent | {f"picture-{second.id}-alt": ""})
    assert (await read_product(product.id)).media[0].alt == ""
    assert (
        "Remove this picture?" in (await merchant.get(f"{address}/pictures/{first.id}/remove")).text
    )
    await merchant.post(f"{address}/pictures/{first.id}/remove")
    assert [p.id for p in (await read_product(product.id)).media] == [second.id]
    gone = await merchant.get(f"{address}/pictures/{first.id}/remove")
    assert gone.status_code == 404


async def test_archiving_asks_first(
    merchant: httpx.AsyncClient, store: Store, make_product: Make, read_product: Make
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}/archive"
    assert "data-question" in (await merchant.get(address)).text
    assert (await read_product(product.id)).status is Status.PUBLISHED
    assert "was archived" in (await merchant.post(address)).text
    assert (await read_product(product.id)).status is Status.ARCHIVED


async def test_a_form_from_another_site_changes_nothing(
    merchant: httpx.AsyncClient, store: Store, make_product: Make, read_product: Make
) -> None:
    product = await make_product()
    address = f"/console/{store.slug}/products/{product.id}/archive"
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert (await merchant.post(address, headers=headers)).status_code == 403
    assert (await read_product(product.id)).status is Status.PUBLISHED


async def test_a_notice_that_we_did_not_sign_is_not_shown(
    merchant: httpx.AsyncClient, store: Store
) -> None:
    forged = "eyJ0ZXh0IjoiRm9yZ2VkIiwidG9uZSI6Imdvb2QifQ==.0000"
    merchant.cookies.set("storewise_notice", forged, path="/console")
    assert "Forged" not in (await merchant.get(f"/console/{store.slug}/products")).text

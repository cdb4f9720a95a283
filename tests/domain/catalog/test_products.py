"""Products: created, read, changed, listed and archived, each store for itself."""

import pytest

from storewise.domain.catalog import errors
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    ImageDraft,
    ProductDraft,
    ProductFilter,
    ProductPatch,
    ProductSort,
    Status,
    VariantDraft,
    VariantPatch,
)
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Scope, Tenancy


def kettle(**fields: object) -> ProductDraft:
    values: dict[str, object] = {
        "handle": "kettle",
        "title": "Copper kettle",
        "brand": "Alto",
        "category": ("Kitchen", "Kettles"),
        "option_names": ["Size"],
        "variants": [
            VariantDraft(option_values=["1 l"], sku="K1", price=4900, stock=3, cost=2000),
            VariantDraft(option_values=["2 l"], sku="K2", price=5900, stock=0),
        ],
        "attributes": {"material": "Copper", "capacity": 1.5, "whistles": True},
        "images": [ImageDraft(src="images/a.webp", alt="A kettle")],
    }
    return ProductDraft.model_validate(values | fields)


async def test_a_created_product_is_read_back_whole(scope: Scope) -> None:
    created = await catalog.create_product(scope, kettle())
    read = await catalog.product(scope, created.id)
    assert read == created
    assert read.brand is not None
    assert read.brand.slug == "alto"
    assert [crumb.path for crumb in read.breadcrumb] == ["kitchen", "kitchen/kettles"]
    assert (read.price_from.amount, read.price_to.amount) == (4900, 5900)
    assert {a.code: a.value for a in read.attributes} == {
        "material": "Copper",
        "capacity": 1.5,
        "whistles": True,
    }
    assert [v.sku for v in read.variants] == ["K1", "K2"]
    assert read.variants[0].cost is not None
    assert read.media[0].state == "remote"


async def test_shoppers_see_published_products_only_and_never_the_cost(scope: Scope) -> None:
    await catalog.create_product(scope, kettle())
    shown = await catalog.product_by_handle(scope, "kettle")
    assert "cost" not in shown.variants[0].model_dump()
    await catalog.archive_products(scope, [shown.id])
    with pytest.raises(errors.ProductNotFound):
        await catalog.product_by_handle(scope, "kettle")


async def test_several_products_are_read_as_shoppers_see_them_in_the_order_asked(
    scope: Scope,
) -> None:
    first = await catalog.create_product(scope, kettle(handle="first"))
    second = await catalog.create_product(scope, kettle(handle="second"))
    draft = await catalog.create_product(scope, kettle(handle="third", status=Status.DRAFT))
    ids = [second.id, draft.id, first.id, second.id]
    read = await catalog.published_products(scope, ids)
    assert [each.handle for each in read] == ["second", "first"]
    assert "cost" not in read[0].variants[0].model_dump()
    assert read[0] == await catalog.product_by_handle(scope, "second")


async def test_another_store_does_not_see_the_product(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        created = await catalog.create_product(scope, kettle())
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        with pytest.raises(errors.ProductNotFound):
            await catalog.product(scope, created.id)
        assert (await catalog.products(scope)).items == []
        assert await catalog.archive_products(scope, [created.id]) == []
        await catalog.create_product(scope, kettle(title="Theirs"))
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert (await catalog.product(scope, created.id)).title == "Copper kettle"


async def test_a_taken_handle_is_refused(scope: Scope) -> None:
    await catalog.create_product(scope, kettle())
    with pytest.raises(errors.HandleTaken):
        await catalog.create_product(scope, kettle())


async def test_only_sent_fields_change(scope: Scope) -> None:
    created = await catalog.create_product(scope, kettle())
    changed = await catalog.update_product(
        scope,
        created.id,
        ProductPatch(title="Steel kettle", attributes={"material": "Steel", "whistles": None}),
    )
    assert changed.title == "Steel kettle"
    assert {a.code: a.value for a in changed.attributes} == {"material": "Steel", "capacity": 1.5}
    assert changed.brand == created.brand
    assert changed.version == created.version + 1


async def test_writing_again_keeps_the_ids_of_variants_and_pictures(scope: Scope) -> None:
    created = await catalog.create_product(scope, kettle())
    draft = (await catalog.drafts(scope, [created.id]))[created.id]
    assert draft == kettle()
    turned = draft.model_copy(update={"variants": list(reversed(draft.variants))})
    await catalog.write_products(scope, [catalog.ProductWrite(turned, created.id)])
    again = await catalog.product(scope, created.id)
    assert [v.id for v in again.variants] == [v.id for v in reversed(created.variants)]
    assert [m.id for m in again.media] == [m.id for m in created.media]


async def test_variants_come_and_go_and_prices_follow(scope: Scope) -> None:
    created = await catalog.create_product(scope, kettle())
    more = await catalog.add_variant(
        scope, created.id, VariantDraft(option_values=["3 l"], price=7900)
    )
    assert more.price_to.amount == 7900
    dearer = await catalog.update_variant(
        scope, created.id, more.variants[2].id, VariantPatch(price=8900)
    )
    assert dearer.price_to.amount == 8900
    for variant in dearer.variants[1:]:
        left = await catalog.remove_variant(scope, created.id, variant.id)
    assert left.price_to.amount == 4900
    with pytest.raises(errors.LastVariant):
        await catalog.remove_variant(scope, created.id, left.variants[0].id)


async def test_variants_must_fit_the_options(scope: Scope) -> None:
    with pytest.raises(errors.ProductInvalid) as caught:
        await catalog.create_product(scope, kettle(option_names=["Size", "Colour"]))
    assert caught.value.errors[0].pointer == "/variants/0/option_values"


@pytest.mark.parametrize("sort", list(ProductSort))
async def test_pages_of_a_list_hold_every_product_once_in_order(
    scope: Scope, sort: ProductSort
) -> None:
    for i in range(7):
        variant = VariantDraft(price=100 * (i % 3))
        draft = ProductDraft(handle=f"p-{i}", title=f"P {i % 4}", variants=[variant])
        await catalog.create_product(scope, draft)
    seen, cursor = [], None
    while True:
        page = await catalog.products(scope, sort=sort, cursor=cursor, limit=2)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len({row.id for row in seen}) == len(seen) == 7
    if sort is ProductSort.PRICE:
        assert [r.price_from.amount for r in seen] == [0, 0, 0, 100, 100, 200, 200]


async def test_a_cursor_of_another_order_is_refused(scope: Scope) -> None:
    for i in range(3):
        draft = ProductDraft(handle=f"p-{i}", title="P", variants=[VariantDraft(price=1)])
        await catalog.create_product(scope, draft)
    page = await catalog.products(scope, sort=ProductSort.TITLE, limit=1)
    for cursor in (page.next_cursor, "nonsense", "bnVsbA=="):
        with pytest.raises(errors.CursorInvalid):
            await catalog.products(scope, sort=ProductSort.PRICE, cursor=cursor)


async def test_lists_are_narrowed_by_filters(scope: Scope) -> None:
    await catalog.create_product(scope, kettle())
    other = ProductDraft(
        handle="mug", title="Mug", status=Status.DRAFT, variants=[VariantDraft(price=900)]
    )
    await catalog.create_product(scope, other)
    for wanted, handles in (
        (ProductFilter(category="kitchen"), {"kettle"}),
        (ProductFilter(category="kitch"), set()),
        (ProductFilter(brand="alto"), {"kettle"}),
        (ProductFilter(status=Status.DRAFT), {"mug"}),
        (ProductFilter(query="K2"), {"kettle"}),
        (ProductFilter(query="mug"), {"mug"}),
        (ProductFilter(query="%"), set()),
        (ProductFilter(in_stock=False), {"mug"}),
        (ProductFilter(price_max=1000), {"mug"}),
    ):
        page = await catalog.products(scope, wanted)
        assert {row.handle for row in page.items} == handles, wanted


async def test_counts_and_trees_tell_what_is_there(scope: Scope) -> None:
    await catalog.create_product(scope, kettle())
    counts = await catalog.counts(scope)
    assert (counts.products, counts.published, counts.variants, counts.brands) == (1, 1, 2, 1)
    tree = await catalog.categories(scope)
    assert [(c.path, c.product_count) for c in tree] == [("kitchen", 1), ("kitchen/kettles", 1)]

"""Search over what the store holds: from a written product to a hit, and back out again."""

from collections.abc import Awaitable, Callable

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft, ProductPatch, Status, VariantDraft
from storewise.domain.identity.schemas import Store
from storewise.domain.search import service as search
from storewise.domain.search.node import SearchNode
from storewise.domain.search.schemas import SearchQuery, Sort, SynonymDraft
from storewise.infra import jobs
from storewise.infra.tenancy import SYSTEM, Tenancy

RunJobs = Callable[[], Awaitable[None]]


def product(handle: str, title: str, **fields: object) -> ProductDraft:
    variants = [VariantDraft(price=fields.pop("price", 1000), stock=fields.pop("stock", 5))]
    values = {"handle": handle, "title": title, "variants": variants} | fields
    return ProductDraft.model_validate(values)


SHOP = [
    product("red-kettle", "Red enamel kettle", brand="Alto", category=("Kitchen", "Kettles")),
    product("steel-kettle", "Steel kettle", brand="Borea", category=("Kitchen", "Kettles"),
            price=4000, stock=0, attributes={"capacity": 1.7, "whistles": True}),
    product("tent", "Two person tent", brand="Borea", category=("Outdoor", "Tents"), price=19000),
]  # fmt: skip


async def fill(tenancy: Tenancy, store: Store, run_jobs: RunJobs) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, [catalog.ProductWrite(draft) for draft in SHOP])
    await run_jobs()


async def handles(tenancy: Tenancy, store: Store, **query: object) -> list[str]:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
        found = await search.find(scope, SearchQuery.model_validate(query))
    return [hit.product.handle for hit in found.hits]


async def test_a_written_product_is_found_by_its_words_and_by_its_meaning(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    assert set(await handles(tenancy, store, text="kettle")) == {"red-kettle", "steel-kettle"}
    assert (await handles(tenancy, store, text="camping shelter"))[:1] == ["tent"]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        state = await search.index_state(scope)
    assert (state.products, state.indexed, state.embedded) == (3, 3, 3)


async def test_another_store_finds_nothing(
    tenancy: Tenancy, store: Store, other_store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    assert await handles(tenancy, other_store, text="kettle") == []
    assert await handles(tenancy, other_store) == []


async def test_filters_narrow_and_facets_count(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    assert await handles(tenancy, store, brands=["Borea"], in_stock=True) == ["tent"]
    assert await handles(tenancy, store, category="kitchen/kettles", price_min=2000) == [
        "steel-kettle"
    ]
    assert await handles(tenancy, store, category="no/such/place") == []
    assert await handles(tenancy, store, sort=Sort.PRICE_DESC) == [
        "tent", "steel-kettle", "red-kettle",
    ]  # fmt: skip
    async with tenancy.scope(store.id, SYSTEM) as scope:
        found = await search.find(scope, SearchQuery(text="kettle"))
    facets = {facet.key: facet for facet in found.facets}
    assert {(v.value, v.count) for v in facets["brand"].values} == {("Alto", 1), ("Borea", 1)}
    assert found.price is not None
    assert (found.price.min, found.price.max) == (1000, 4000)
    assert found.in_stock_count == 1


async def test_changes_reach_the_index_and_archived_products_leave_it(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    assert await handles(tenancy, store, text="tent") == ["tent"]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        tent = await catalog.product_by_handle(scope, "tent")
        await catalog.update_product(scope, tent.id, ProductPatch(title="Dome shelter Quokka"))
    await run_jobs()
    assert await handles(tenancy, store, text="quokka") == ["tent"]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.update_product(scope, tent.id, ProductPatch(status=Status.ARCHIVED))
    await run_jobs()
    assert await handles(tenancy, store, text="quokka") == []


async def test_only_changed_texts_are_embedded_again(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    from sqlalchemy import text

    async def numbers() -> dict[str, int]:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            rows = await scope.session.execute(
                text("""SELECT p.handle, d.embedded FROM search_documents d
                          JOIN catalog_products p ON p.id = d.product_id""")
            )
            return dict(rows.all())

    await fill(tenancy, store, run_jobs)
    before = await numbers()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        tent = await catalog.product_by_handle(scope, "tent")
        kettle = await catalog.product_by_handle(scope, "red-kettle")
        await catalog.update_product(scope, tent.id, ProductPatch(metadata={"a": "b"}))
        await catalog.update_product(scope, kettle.id, ProductPatch(title="Blue kettle"))
    await run_jobs()
    after = await numbers()
    assert {handle for handle in after if after[handle] != before[handle]} == {"red-kettle"}


async def test_synonyms_of_the_merchant_are_understood_at_once_and_forgotten_again(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        kept = await search.add_synonym(scope, SynonymDraft(words=["zorb", "tent"]))
    assert await handles(tenancy, store, text="zorb") == ["tent"]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.remove_synonym(scope, kept.id)
    assert await handles(tenancy, store, text="zorb") == []


async def test_searches_are_counted_for_the_merchant(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        for words in ("Kettle", "kettle ", "xyzzyplugh"):
            await search.find(scope, SearchQuery(text=words))
    await SearchNode.of(tenancy).write_counts()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        top = await search.top_queries(scope)
        without = await search.queries_without_result(scope)
    assert [(q.text, q.count) for q in top] == [("kettle", 2), ("xyzzyplugh", 1)]
    assert [q.text for q in without] == ["xyzzyplugh"]


async def test_similar_products_and_suggestions_lead_somewhere(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
        kettle = await catalog.product_by_handle(scope, "red-kettle")
        near = await search.similar(scope, kettle.id)
        offered = await search.suggest(scope, "kett")
    assert near[0].handle == "steel-kettle"
    assert {(each.kind, each.target) for each in offered} >= {
        ("category", "kitchen/kettles"),
        ("product", "red-kettle"),
    }


async def test_embedding_gives_way_to_more_urgent_work_of_the_store(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, [catalog.ProductWrite(draft) for draft in SHOP])
    for each, gives_way in ((store, True), (other_store, False)):
        async with tenancy.scope(each.id, SYSTEM) as scope:
            assert await jobs.more_urgent(scope, search.EMBEDDING_PRIORITY) is gives_way


async def test_a_brand_that_is_not_wanted_is_left_out(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    await fill(tenancy, store, run_jobs)
    assert await handles(tenancy, store, text="kettle", not_brands=["ALTO"]) == ["steel-kettle"]
    assert set(await handles(tenancy, store, not_brands=["nobody"])) == {
        "red-kettle",
        "steel-kettle",
        "tent",
    }

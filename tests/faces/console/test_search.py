"""Search tuning: reports, synonyms, and a search to try."""

from collections.abc import Awaitable, Callable

import httpx

from storewise.domain.catalog.schemas import MerchantProduct
from storewise.domain.identity.schemas import Store
from storewise.domain.search import service as search
from storewise.domain.search.node import SearchNode
from storewise.domain.search.schemas import SearchQuery, SynonymDraft
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTILE = "<script>alert(1)</script>"
Make = Callable[..., Awaitable[MerchantProduct]]


async def synonyms_of(tenancy: Tenancy, store: Store) -> list[tuple[list[str], bool]]:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        return [(s.words, s.one_way) for s in await search.synonyms(scope)]


async def test_a_synonym_is_added_shown_and_removed(
    merchant: httpx.AsyncClient, store: Store, other_store: Store, tenancy: Tenancy
) -> None:
    base = f"/console/{store.slug}/search/synonyms"
    form = {"words": " couch,  settee ", "meaning": "sofa, sofa"}
    page = await merchant.post(base, data=form)
    assert "The synonyms are in use now." in page.text
    assert f"/console/{store.slug}/search/try?q=couch" in page.text
    assert await synonyms_of(tenancy, store) == [(["couch", "settee", "sofa"], False)]
    assert await synonyms_of(tenancy, other_store) == []
    await merchant.post(base, data={"words": "specs", "meaning": "glasses", "one_way": "1"})
    assert (await synonyms_of(tenancy, store))[1] == (["specs", "glasses"], True)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        kept = (await search.synonyms(scope))[0]
    assert "were removed" in (await merchant.post(f"{base}/{kept.id}/remove")).text
    assert "no such set" in (await merchant.post(f"{base}/{kept.id}/remove")).text
    assert len(await synonyms_of(tenancy, store)) == 1


async def test_synonyms_that_make_no_sense_are_refused_and_stay_typed(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    base = f"/console/{store.slug}/search/synonyms"
    for form in (
        {"words": "couch"}, {"words": "couch", "meaning": " couch "}, {"words": ",", "meaning": ""},
        {"words": HOSTILE, "meaning": "x" * 81},
        {"words": ",".join(f"w{i}" for i in range(21))},
    ):  # fmt: skip
        answer = await merchant.post(base, data=form)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
        assert HOSTILE not in answer.text
    assert await synonyms_of(tenancy, store) == []


async def test_another_stores_synonyms_cannot_be_removed(
    merchant: httpx.AsyncClient, store: Store, other_store: Store, tenancy: Tenancy
) -> None:
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        kept = await search.add_synonym(scope, SynonymDraft(words=["a", "b"]))
    await merchant.post(f"/console/{store.slug}/search/synonyms/{kept.id}/remove")
    assert len(await synonyms_of(tenancy, other_store)) == 1


async def test_a_search_without_result_is_reported_with_a_way_to_mend_it(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.find(scope, SearchQuery(text=HOSTILE))
    await SearchNode.of(tenancy).write_counts()
    for path in ("search", ""):
        page = (await merchant.get(f"/console/{store.slug}/{path}")).text
        assert HOSTILE not in page
    assert "search/synonyms?words=" in (await merchant.get(f"/console/{store.slug}/search")).text
    form = (await merchant.get(f"/console/{store.slug}/search/synonyms?words=divan")).text
    assert 'value="divan"' in form


async def test_a_tried_search_shows_scores_and_is_not_counted(
    merchant: httpx.AsyncClient,
    store: Store,
    tenancy: Tenancy,
    make_product: Make,
    run_jobs: Callable[[], Awaitable[None]],
) -> None:
    product = await make_product(title=f"Copper kettle {HOSTILE}")
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    page = (await merchant.get(f"/console/{store.slug}/search/try?q=copper+kettle")).text
    assert f"products/{product.id}" in page
    assert 'class="hit-score"' in page
    assert HOSTILE not in page
    nothing = (await merchant.get(f"/console/{store.slug}/search/try?q=zzzyyyxxx")).text
    assert "search/synonyms?words=zzzyyyxxx" in nothing
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await search.top_queries(scope) == []

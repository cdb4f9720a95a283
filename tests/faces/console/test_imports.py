"""Imports in the console, from the file to the undo, in a browser without scripts."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductFilter, Status
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Import, ImportState, Target
from storewise.faces.console.imports import states, targets
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTILE = "<script>alert(1)</script>"
Jobs = Callable[[], Awaitable[None]]
Upload = Callable[..., Awaitable[httpx.Response]]


def table(*rows: str, header: str = "sku,name,price,stock,Fabric") -> bytes:
    return "\n".join([header, *rows]).encode()


KETTLES = table(
    "K1,Copper kettle,49.00,3,copper", "K2,Steel kettle,59.90,0,steel", f"K3,{HOSTILE},12,1,wool"
)


@pytest.fixture
def send(merchant: httpx.AsyncClient, store: Store) -> Upload:
    """Uploads a file and returns the page that comes of it."""

    async def post(
        content: bytes = KETTLES, name: str = "kettles.csv", **form: str
    ) -> httpx.Response:
        files = {"file": (name, content, "text/csv")}
        return await merchant.post(f"/console/{store.slug}/imports/new", data=form, files=files)

    return post


@pytest.fixture
def act(merchant: httpx.AsyncClient, store: Store) -> Callable[..., Awaitable[httpx.Response]]:
    """Does something with an import, by the address of its page."""

    async def post(page: httpx.Response, path: str = "", **form: str) -> httpx.Response:
        found = re.search(r"/imports/[0-9a-f-]{36}", str(page.url))
        assert found
        return await merchant.post(f"/console/{store.slug}{found[0]}{path}", data=form)

    return post


async def titles(tenancy: Tenancy, store: Store, status: Status = Status.PUBLISHED) -> set[str]:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        page = await catalog.products(scope, ProductFilter(status=status))
        return {row.title for row in page.items}


async def newest(tenancy: Tenancy, store: Store) -> Import:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        return (await ingestion.imports(scope)).items[0]


async def test_a_file_is_uploaded_mapped_previewed_imported_and_undone(
    merchant: httpx.AsyncClient,
    store: Store,
    tenancy: Tenancy,
    send: Upload,
    act: Upload,
    run_jobs: Jobs,
) -> None:
    page = await send()
    assert page.url.path.endswith("/columns")
    assert "What stands in it" in page.text
    assert HOSTILE not in page.text
    page = await act(page, "/columns", do="preview")
    assert "Being checked" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert await titles(tenancy, store) == set()
    await run_jobs()
    page = await merchant.get(str(page.url))
    assert "What would happen" in page.text
    assert "Copper kettle" in page.text
    page = await act(page, "/start")
    await run_jobs()
    page = await merchant.get(str(page.url))
    assert "What happened" in page.text
    assert {"Copper kettle", "Steel kettle"} < await titles(tenancy, store)
    history = await merchant.get(f"/console/{store.slug}/imports")
    assert "kettles.csv" in history.text
    assert "3 new" in history.text
    question = await merchant.get(f"{page.url.path}/undo")
    assert "data-question" in question.text
    await act(page, "/undo")
    await run_jobs()
    assert await titles(tenancy, store) == set()
    assert "Undone" in (await merchant.get(str(page.url))).text
    assert HOSTILE not in (await merchant.get(f"/console/{store.slug}/")).text


async def test_a_column_becomes_what_the_merchant_says(
    store: Store, tenancy: Tenancy, send: Upload, act: Upload, run_jobs: Jobs
) -> None:
    page = await send(table("K1,Kettle,4900,3,copper"))
    columns = re.findall(r'name="columns-(\d+)-target" aria-label="What (\w+) becomes"', page.text)
    number = {name: n for n, name in columns}
    form = {
        f"columns-{number['Fabric']}-target": "attribute",
        f"columns-{number['Fabric']}-label": "Material",
        f"columns-{number['stock']}-target": "ignore",
        "price_unit": "minor",
        "default_stock": "7",
        "policy": "reject_all",
        "feed": "main",
    }
    page = await act(page, "/columns", **form)
    assert "The columns were saved." in page.text
    await act(page, "/columns", **form, do="start")
    await run_jobs()
    done = await newest(tenancy, store)
    assert (done.state, done.options.feed) == (ImportState.DONE, "main")
    assert done.options.policy == "reject_all"
    async with tenancy.scope(store.id, SYSTEM) as scope:
        row = (await catalog.products(scope)).items[0]
        product = await catalog.product(scope, row.id)
    assert product.price_from.amount == 4900
    assert product.variants[0].stock == 7
    assert [(a.label, a.value) for a in product.attributes] == [("Material", "copper")]


async def test_a_mapping_that_cannot_be_is_refused_and_stays_typed(
    store: Store, tenancy: Tenancy, send: Upload, act: Upload
) -> None:
    page = await send()
    for form, words in (
        ({"feed": "Not a feed!"}, "The name of a feed"),
        ({"list_separator": "much too long"}, "list_separator"),
        ({"default_stock": "many"}, "whole number"),
        ({"pictures": HOSTILE + "x" * 500}, "pictures"),
    ):
        answer = await act(page, "/columns", **form, do="preview")
        assert answer.status_code == 422, form
        assert words in answer.text
        assert HOSTILE not in answer.text
        for value in form.values():
            assert value.replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert (await newest(tenancy, store)).state is ImportState.READY


async def test_without_a_price_the_column_is_asked_for(
    send: Upload, act: Upload, tenancy: Tenancy, store: Store
) -> None:
    page = await send(table("K1,Kettle,copper", header="sku,name,fabric"))
    assert "Something is missing" in page.text
    answer = await act(page, "/columns", do="preview")
    assert answer.status_code == 422
    assert (await newest(tenancy, store)).state is ImportState.READY


async def test_wide_tables_are_mapped_page_by_page(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, send: Upload, act: Upload
) -> None:
    names = [f"attr_t_feature_{i:03}" for i in range(130)]
    header = ",".join(["sku", "name", "price", *names])
    content = table("K1,Kettle,49," + ",".join(f"v{i}" for i in range(130)), header=header)
    page = await send(content)
    assert "attr_t_feature_000" not in page.text
    base = page.url.path
    second = (await merchant.get(f"{base}?show=attributes&page=2")).text
    assert "attr_t_feature_060" in second
    assert "attr_t_feature_010" not in second
    found = (await merchant.get(f"{base}?show=all&q=feature_099")).text
    number = re.search(r'name="columns-(\d+)-target" aria-label="What attr_t_feature_099', found)
    assert number
    await act(page, "/columns?show=attributes&page=2", **{f"columns-{number[1]}-target": "ignore"})
    rule = (await newest(tenancy, store)).plan.mapping.rule("attr_t_feature_099")
    assert rule
    assert rule.target is Target.IGNORE
    for nonsense in ("show=x&page=y", "page=99999", "q=%00", "page=-1", "show=ignored&page=3"):
        assert (await merchant.get(f"{base}?{nonsense}")).status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, b"PK\x03\x04broken", b"name;name\n1;2\n", b"\n\n\n"],
)
async def test_a_file_that_is_no_feed_is_refused_with_the_reason(
    merchant: httpx.AsyncClient, store: Store, send: Upload, content: bytes
) -> None:
    answer = await send(content, f"{HOSTILE}.csv")
    assert answer.status_code == 422
    assert 'id="f-file-error"' in answer.text
    assert HOSTILE not in answer.text
    assert "Nothing imported yet" in (await merchant.get(f"/console/{store.slug}/imports")).text


async def test_a_file_is_needed_and_a_feed_has_a_plain_name(
    merchant: httpx.AsyncClient, store: Store, send: Upload
) -> None:
    address = f"/console/{store.slug}/imports/new"
    assert "Pick a file first." in (await merchant.post(address, data={"feed": ""})).text
    answer = await send(feed="Über uns!")
    assert answer.status_code == 422
    assert 'value="Über uns!"' in answer.text


async def test_hostile_file_names_stay_text(
    merchant: httpx.AsyncClient, store: Store, send: Upload, act: Upload, run_jobs: Jobs
) -> None:
    name = "../../etc/<img src=x onerror=alert(1)>.csv"
    page = await send(table("K1,Kettle,abc,1,x"), name)
    await act(page, "/columns", do="start")
    await run_jobs()
    for path in ("", "imports", "imports/new"):
        text = (await merchant.get(f"/console/{store.slug}/{path}")).text
        assert "<img src=x" not in text
        assert "../.." not in text
    assert "<img src=x" not in (await merchant.get(page.url.path.removesuffix("/columns"))).text


async def test_what_is_wrong_is_told_by_row_and_as_a_table(
    merchant: httpx.AsyncClient, store: Store, send: Upload, act: Upload, run_jobs: Jobs
) -> None:
    rows = [f"K{i},Kettle {i},{'cheap' if i % 2 else i},1,x" for i in range(260)]
    page = await send(table(*rows, "K999,=HYPERLINK(1),-3,1,x"))
    await act(page, "/columns", do="start")
    await run_jobs()
    base = page.url.path.removesuffix("/columns")
    shown = (await merchant.get(base)).text
    assert "Rows to look at" in shown
    assert "is not a number" in shown
    first = (await merchant.get(f"{base}/errors")).text
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "is negative" in (await merchant.get(following)).text
    assert (await merchant.get(f"{base}/errors?cursor=nonsense")).status_code == 200
    csv = await merchant.get(f"{base}/errors.csv")
    assert csv.headers["content-type"].startswith("text/csv")
    assert "attachment" in csv.headers["content-disposition"]
    assert len(csv.text.splitlines()) == 132
    overview = (await merchant.get(f"/console/{store.slug}/")).text
    assert "131 products of kettles.csv could not be imported" in overview


async def test_too_many_gone_products_are_archived_only_when_told_twice(
    merchant: httpx.AsyncClient,
    store: Store,
    tenancy: Tenancy,
    send: Upload,
    act: Upload,
    run_jobs: Jobs,
) -> None:
    await act(await send(), "/columns", do="start")
    await run_jobs()
    page = await send(table("K1,Copper kettle,49.00,3,copper"))
    page = await act(page, "/columns", do="preview", archive_missing="1")
    await run_jobs()
    page = await merchant.get(str(page.url))
    assert "This import would stop" in page.text
    assert "Archive 2 products all the same" in page.text
    assert "Start import" not in page.text
    page = await act(page, "/start-archiving")
    await run_jobs()
    assert await titles(tenancy, store) == {"Copper kettle"}
    assert len(await titles(tenancy, store, Status.ARCHIVED)) == 2


async def test_an_import_is_cancelled_and_gone_on_with(
    merchant: httpx.AsyncClient,
    store: Store,
    tenancy: Tenancy,
    send: Upload,
    act: Upload,
    run_jobs: Jobs,
) -> None:
    page = await act(await send(), "/columns", do="start")
    assert "data-question" in (await merchant.get(f"{page.url.path}/cancel")).text
    page = await act(page, "/cancel")
    assert "Cancelled" in page.text
    await run_jobs()
    assert await titles(tenancy, store) == set()
    again = await act(page, "/cancel")
    assert "This cannot be done" in again.text
    await act(page, "/resume")
    await run_jobs()
    assert len(await titles(tenancy, store)) == 3


async def test_an_earlier_file_is_used_again(
    merchant: httpx.AsyncClient, store: Store, tenancy: Tenancy, send: Upload, act: Upload
) -> None:
    first = await send(feed="main")
    assert "Use again" in (await merchant.get(f"/console/{store.slug}/imports/new")).text
    page = await act(first, "/again")
    assert page.url.path.endswith("/columns")
    found = await newest(tenancy, store)
    assert f"/imports/{found.id}/columns" in page.url.path
    assert (found.file_name, found.options.feed) == ("kettles.csv", "main")
    keys = await tenancy.resources.storage.keys(f"{store.id}/imports/{found.id}/")
    await tenancy.resources.storage.delete(keys)
    assert "not kept any more" in (await act(page, "/again")).text


async def test_progress_is_a_part_of_the_page_that_can_be_renewed(
    merchant: httpx.AsyncClient, store: Store, send: Upload, act: Upload, run_jobs: Jobs
) -> None:
    page = await act(await send(), "/columns", do="start")
    part = await merchant.get(f"{page.url.path}/progress")
    assert part.text.lstrip().startswith('<div class="live-body')
    assert 'data-state="queued" data-goes-on="1"' in part.text
    await run_jobs()
    part = await merchant.get(f"{page.url.path}/progress")
    assert 'data-state="done" data-goes-on=""' in part.text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""), ("GET", "/columns"), ("POST", "/columns"), ("GET", "/progress"),
        ("GET", "/errors"), ("GET", "/errors.csv"), ("GET", "/cancel"), ("POST", "/cancel"),
        ("POST", "/start"), ("POST", "/preview"), ("POST", "/resume"), ("GET", "/undo"),
        ("POST", "/undo"), ("POST", "/again"), ("POST", "/start-archiving"),
    ],
)  # fmt: skip
async def test_another_stores_import_is_not_there_and_nobody_sees_any(
    merchant: httpx.AsyncClient,
    client: httpx.AsyncClient,
    store: Store,
    other_store: Store,
    hire: Callable[..., Awaitable[str]],
    send: Upload,
    tenancy: Tenancy,
    method: str,
    path: str,
) -> None:
    await send()
    found = await newest(tenancy, store)
    address = f"imports/{found.id}{path}"
    nobody = await client.request(method, f"/console/{store.slug}/{address}")
    assert nobody.status_code == 303
    assert "/console/sign-in" in nobody.headers["location"]
    form = {"email": await hire(other_store), "password": "a long enough password"}
    await client.post("/console/sign-in", data=form)
    theirs = await client.request(method, f"/console/{other_store.slug}/{address}")
    assert theirs.status_code == 404
    assert (await newest(tenancy, store)).state is ImportState.READY


def test_every_target_and_state_has_words() -> None:
    assert set(targets.LABELS) == set(Target)
    assert set(states.SHOWN) == set(ImportState)

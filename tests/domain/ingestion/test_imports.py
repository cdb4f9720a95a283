"""Imports from upload to undo: what is written, what is left alone, and what is told."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import text

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    MerchantProduct,
    ProductFilter,
    ProductPatch,
    ProductSort,
    Status,
)
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import errors
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.mapping import Mapping, Target
from storewise.domain.ingestion.schemas import Import, ImportOptions, ImportState
from storewise.infra.tenancy import SYSTEM, Actor, Scope, Tenancy

Bring = Callable[..., Awaitable[Import]]
HEAD = "id,name,price,stock,brand,attr_n_width\n"
THREE = HEAD + "1,Red pan,10,5,Alto,3\n2,Blue pan,20,5,Alto,4\n3,Green pot,30,5,Alto,5\n"


@pytest.fixture
def products(
    tenancy: Tenancy, store: Store
) -> Callable[..., Awaitable[dict[str, MerchantProduct]]]:
    async def all_of() -> dict[str, MerchantProduct]:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            page = await catalog.products(scope, ProductFilter(), ProductSort.TITLE, limit=100)
            return {row.title: await catalog.product(scope, row.id) for row in page.items}

    return all_of


def counts(found: Import) -> tuple[int, int, int, int]:
    told = found.progress.counts
    return told.new, told.changed, told.unchanged, told.rejected


async def test_an_upload_tells_what_was_found_and_imports_nothing(
    upload: Bring, products: Callable
) -> None:
    found = await upload(THREE)
    assert (found.state, found.file_name, found.file_size) == (
        ImportState.READY,
        "feed.csv",
        len(THREE),
    )
    assert found.plan.dialect == "mapped"
    assert found.plan.missing == []
    rules = {planned.rule.column: planned for planned in found.plan.columns}
    assert rules["name"].rule.target is Target.TITLE
    assert rules["name"].examples == ["Red pan", "Blue pan", "Green pot"]
    assert await products() == {}


async def test_an_import_writes_products_and_tells_how_many(
    bring: Bring, products: Callable
) -> None:
    done = await bring(THREE)
    assert (done.state, done.failure) == (ImportState.DONE, None)
    assert counts(done) == (3, 0, 0, 0)
    assert (done.progress.rows_read, done.progress.rows_total) == (3, 3)
    assert done.finished_at is not None
    found = await products()
    pan = found["Red pan"]
    assert (pan.handle, pan.brand.name, pan.variants[0].price.amount) == ("red-pan-1", "Alto", 1000)
    assert [(a.code, a.label, a.value) for a in pan.attributes] == [("width", "Width", 3.0)]
    assert done.progress.indexed == done.progress.embedded == done.progress.to_embed == 3


async def test_the_same_feed_again_writes_nothing(bring: Bring, products: Callable) -> None:
    await bring(THREE)
    before = await products()
    again = await bring(THREE)
    assert counts(again) == (0, 0, 3, 0)
    assert await products() == before, "not even a version was counted up"


async def test_exactly_what_changed_is_written(bring: Bring, products: Callable) -> None:
    await bring(THREE)
    before = await products()
    again = await bring(THREE.replace("20,5", "25,5") + "4,New lid,5,1,Alto,1\n")
    assert counts(again) == (1, 1, 2, 0)
    after = await products()
    assert after["Blue pan"].variants[0].price.amount == 2500
    assert after["Blue pan"].variants[0].id == before["Blue pan"].variants[0].id
    assert [title for title in before if before[title].version != after[title].version] == [
        "Blue pan"
    ]


async def test_columns_in_another_order_change_no_product(bring: Bring, products: Callable) -> None:
    await bring("id,name,price\n1,Pan,10\n")
    before = await products()
    again = await bring("price,id,name\n10,1,Pan\n")
    assert counts(again) == (0, 0, 1, 0)
    once_more = await bring("price,id,name\n10,1,Pan\n")
    assert counts(once_more) == (0, 0, 1, 0)
    assert await products() == before


async def test_bad_rows_are_left_out_and_told(bring: Bring, scope: Scope) -> None:
    done = await bring(HEAD + "1,Pan,abc,5,=1+1,3\n2,Pot,5,1,Alto,4\n3,,6,1,Alto,wide\n")
    assert counts(done) == (1, 0, 0, 2)
    assert done.progress.error_count == 3
    page = await ingestion.import_errors(scope, done.id, limit=2)
    assert [(e.row, e.column, e.code, e.value) for e in page.items] == [
        (2, "price", "bad_price", "abc"), (4, "attr_n_width", "not_a_number", "wide")
    ]  # fmt: skip
    rest = await ingestion.import_errors(scope, done.id, page.next_cursor)
    assert [(e.row, e.code) for e in rest.items] == [(4, "title_missing")]
    assert rest.next_cursor is None
    lines = (await ingestion.error_csv(scope, done.id)).decode("utf-8-sig").splitlines()
    assert lines[0] == "row,column,code,message,value,severity,file"
    assert lines[1].startswith("2,price,bad_price,The price 'abc' is not a number.")


async def test_an_error_csv_holds_no_formula(bring: Bring, scope: Scope) -> None:
    done = await bring("id,name,price\n1,Pan,=cmd|' /C calc'!A0\n2,Pot,5\n")
    text = (await ingestion.error_csv(scope, done.id)).decode("utf-8-sig")
    assert ",'=cmd|" in text


async def test_with_reject_all_one_bad_row_stops_everything(
    bring: Bring, products: Callable, scope: Scope
) -> None:
    done = await bring(THREE + "4,Bad,x,1,Alto,1\n", policy="reject_all")
    assert done.state is ImportState.FAILED
    assert "1 products have errors" in (done.failure or "")
    assert await products() == {}
    assert [e.row for e in (await ingestion.import_errors(scope, done.id)).items] == [5]


async def test_gone_products_stay_unless_the_merchant_asks(
    bring: Bring, products: Callable
) -> None:
    rows = [f"{i},Pan {i},10,5,Alto,3" for i in range(30)]
    await bring(HEAD + "\n".join(rows) + "\n")
    fewer = HEAD + "\n".join(rows[2:]) + "\n"
    kept = await bring(fewer)
    assert (kept.progress.counts.gone, kept.progress.archived) == (2, 0)
    asked = await bring(fewer, archive_missing=True)
    assert (asked.state, asked.progress.archived) == (ImportState.DONE, 2)
    found = await products()
    assert {t for t, p in found.items() if p.status is Status.ARCHIVED} == {"Pan 0", "Pan 1"}
    back = await bring(HEAD + "\n".join(rows) + "\n", archive_missing=True)
    assert counts(back)[:3] == (0, 2, 28)
    assert (await products())["Pan 0"].status is Status.PUBLISHED


async def test_an_import_that_would_archive_more_than_a_tenth_stops_before_it_writes(
    bring: Bring, products: Callable
) -> None:
    await bring(THREE)
    before = await products()
    changed = HEAD + "1,Red pan,99,5,Alto,3\n"
    stopped = await bring(changed, archive_missing=True)
    assert stopped.state is ImportState.FAILED
    assert "more than a tenth" in (stopped.failure or "")
    assert await products() == before
    allowed = await bring(changed, archive_missing=True, allow_large_archive=True)
    assert (allowed.state, allowed.progress.archived) == (ImportState.DONE, 2)


async def test_nothing_is_archived_where_rows_could_not_be_read(
    bring: Bring, products: Callable, scope: Scope
) -> None:
    rows = [f"{i},Pan {i},10,5,Alto,3" for i in range(30)]
    await bring(HEAD + "\n".join(rows) + "\n")
    done = await bring(HEAD + "\n".join(rows[1:]) + "\n0,Pan 0\n", archive_missing=True)
    assert (done.state, done.progress.archived) == (ImportState.DONE, 0)
    assert (await products())["Pan 0"].status is Status.PUBLISHED
    codes = [e.code for e in (await ingestion.import_errors(scope, done.id)).items]
    assert codes == ["ragged_row", "archive_skipped"]


async def test_a_product_with_a_mistake_in_its_row_is_not_gone(
    bring: Bring, products: Callable
) -> None:
    rows = [f"{i},Pan {i},10,5,Alto,3" for i in range(30)]
    await bring(HEAD + "\n".join(rows) + "\n")
    rows[4] = rows[4].replace(",10,", ",ten,")
    done = await bring(HEAD + "\n".join(rows) + "\n", archive_missing=True)
    assert (done.progress.archived, counts(done)) == (0, (0, 0, 29, 1))


async def test_feeds_of_one_store_do_not_archive_each_other(
    bring: Bring, products: Callable
) -> None:
    await bring(THREE, feed="pans")
    await bring(HEAD + "9,Lid,5,1,Alto,1\n", feed="lids", archive_missing=True)
    assert all(p.status is Status.PUBLISHED for p in (await products()).values())


async def test_a_preview_tells_what_would_happen_and_writes_nothing(
    bring: Bring, upload: Bring, look: Bring, scope: Scope, run_jobs: Callable, products: Callable,
    tenancy: Tenancy, store: Store,
) -> None:  # fmt: skip
    await bring(THREE)
    before = await products()
    made = await upload(
        HEAD
        + "1,Red pan,10,5,Alto,3\n2,Blue pan,22,5,Alto,4\n7,Lid,5,1,Alto,1\n8,Bad,x,1,Alto,1\n",
        archive_missing=True,
    )
    async with tenancy.scope(store.id, SYSTEM) as opened:
        asked = await ingestion.preview_import(opened, made.id)
    assert asked.state is ImportState.PREVIEWING
    await run_jobs()
    ready = await look(made)
    assert ready.state is ImportState.READY
    preview = ready.preview
    assert preview is not None
    told = preview.counts
    assert (told.new, told.changed, told.unchanged, told.rejected, told.gone) == (1, 1, 1, 1, 1)
    assert {(e.kind, e.external_id) for e in preview.examples} == {
        ("new", "7"), ("changed", "2"), ("gone", "3")
    }  # fmt: skip
    assert [e.detail for e in preview.examples] == ["row 4", "price", ""]
    assert [e.title for e in preview.examples] == ["Lid", "Blue pan", "Green pot"]
    assert [(e.row, e.code) for e in preview.errors] == [(5, "bad_price")]
    assert "more than a tenth" in (preview.stops_because or "")
    assert await products() == before


async def test_a_mapping_can_be_changed_before_the_start_and_is_kept_for_the_next_import(
    upload: Bring, bring: Bring, look: Bring, products: Callable, run_jobs: Callable,
    tenancy: Tenancy, store: Store,
) -> None:  # fmt: skip
    content = "code,words,amount\nA1,Copper pan,1250\nA2,Copper pot,990\n"
    made = await upload(content)
    assert set(made.plan.missing) == {Target.TITLE, Target.PRICE}
    async with tenancy.scope(store.id, SYSTEM) as scope:
        with pytest.raises(errors.ColumnsMissing):
            await ingestion.start_import(scope, made.id)
    changes = {"price_unit": "minor", "columns": {"words": "title", "amount": "price"}}
    async with tenancy.scope(store.id, SYSTEM) as scope:
        changed = await ingestion.change_import(scope, made.id, changes=changes)
        assert changed.plan.missing == []
        assert changed.plan.mapping.price_unit == "minor"
        await ingestion.start_import(scope, made.id)
    await run_jobs()
    assert (await look(made)).state is ImportState.DONE
    assert (await products())["Copper pan"].price_from.amount == 1250
    again = await bring(content + "A3,Copper lid,450\n")
    assert counts(again) == (1, 0, 2, 0)
    assert (await products())["Copper lid"].price_from.amount == 450


async def test_a_mapping_can_be_replaced_as_a_whole(upload: Bring, scope: Scope) -> None:
    made = await upload(THREE)
    rules = tuple(rule for rule in made.plan.mapping.columns if rule.column != "brand")
    mapping = Mapping(columns=rules, default_status=Status.DRAFT, rest="ignore")
    changed = await ingestion.change_import(
        scope, made.id, mapping=mapping, options=ImportOptions(feed="other")
    )
    assert changed.plan.mapping == mapping
    assert changed.options.feed == "other"


async def test_a_file_that_is_no_feed_is_refused_and_not_kept(
    upload: Bring, tenancy: Tenancy
) -> None:
    before = await tenancy.resources.storage.keys("")
    with pytest.raises(errors.FeedNotText):
        await upload(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(errors.MappingInvalid):
        await upload(THREE, changes={"columns": {"name": "tittle"}})
    assert await tenancy.resources.storage.keys("") == before


async def test_an_import_of_another_store_is_not_there(
    upload: Bring, tenancy: Tenancy, other_store: Store
) -> None:
    made = await upload(THREE)
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        for call in (
            ingestion.import_, ingestion.start_import, ingestion.cancel_import,
            ingestion.undo_import, ingestion.error_csv, ingestion.import_errors,
        ):  # fmt: skip
            with pytest.raises(errors.ImportNotFound):
                await call(scope, made.id)
        assert (await ingestion.imports(scope)).items == []


async def test_imports_are_listed_newest_first_in_pages(upload: Bring, scope: Scope) -> None:
    made = [await upload(THREE) for _ in range(3)]
    page = await ingestion.imports(scope, limit=2)
    assert [found.id for found in page.items] == [made[2].id, made[1].id]
    rest = await ingestion.imports(scope, page.next_cursor, limit=2)
    assert [found.id for found in rest.items] == [made[0].id]
    assert rest.next_cursor is None
    with pytest.raises(errors.CursorInvalid):
        await ingestion.imports(scope, "nonsense")
    with pytest.raises(errors.CursorInvalid):
        await ingestion.import_errors(scope, made[0].id, "nonsense")
    with pytest.raises(errors.ImportNotFound):
        await ingestion.import_(scope, uuid4())


async def test_what_was_uploaded_and_never_started_is_forgotten_after_a_week(
    upload: Bring, look: Bring, tenancy: Tenancy, store: Store
) -> None:
    old, new = await upload(THREE), await upload(THREE)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        age = "UPDATE ingestion_imports SET created_at = now() - interval '8 days' WHERE id = :id"
        await scope.session.execute(text(age), {"id": old.id})
    await ingestion.forget_unstarted(tenancy)
    assert (await look(old)).state is ImportState.CANCELLED
    assert (await look(new)).state is ImportState.READY
    files = await tenancy.resources.storage.keys(f"{store.id}/imports")
    assert [str(new.id) in key for key in files] == [True]


# ------------------------------------------------------------------ undo


async def undo(found: Import, tenancy: Tenancy, store: Store, run_jobs: Callable) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.undo_import(scope, found.id)
    await run_jobs()


async def test_undo_puts_back_what_was_and_archives_what_is_new(
    bring: Bring,
    look: Bring,
    products: Callable,
    tenancy: Tenancy,
    store: Store,
    run_jobs: Callable,
) -> None:
    rows = [f"{i},Pan {i},10,5,Alto,3" for i in range(30)]
    first = await bring(HEAD + "\n".join(rows) + "\n")
    before = await products()
    rows[0] = "0,Renamed,77,1,Other,9"
    second = await bring(
        HEAD + "\n".join(rows[:28]) + "\n40,Brand new,5,1,Alto,1\n", archive_missing=True
    )
    assert (second.can_undo, (await look(first)).can_undo) == (True, False)
    await undo(second, tenancy, store, run_jobs)
    undone = await look(second)
    assert (undone.state, undone.can_undo) == (ImportState.UNDONE, False)
    after = await products()
    assert after.pop("Brand new").status is Status.ARCHIVED
    assert after.keys() == before.keys()
    for title, product in before.items():
        same = {"version", "updated_at"}
        assert after[title].model_dump(exclude=same) == product.model_dump(exclude=same)
    assert not (await look(first)).can_undo, "what was before it is not known any more"
    again = await bring(HEAD + "\n".join(f"{i},Pan {i},10,5,Alto,3" for i in range(30)) + "\n")
    assert counts(again) == (0, 0, 30, 0)


async def test_only_the_last_import_of_a_feed_can_be_undone(
    bring: Bring, tenancy: Tenancy, store: Store, run_jobs: Callable, look: Bring
) -> None:
    first = await bring(THREE)
    await bring(THREE.replace("10,5", "11,5"))
    with pytest.raises(errors.ImportBusy):
        await undo(first, tenancy, store, run_jobs)
    unchanged = await bring(THREE.replace("10,5", "11,5"))
    assert not unchanged.can_undo, "it wrote nothing"


async def test_undo_of_a_first_import_archives_all_and_a_new_import_brings_them_back(
    bring: Bring, tenancy: Tenancy, store: Store, run_jobs: Callable, products: Callable
) -> None:
    first = await bring(THREE)
    await undo(first, tenancy, store, run_jobs)
    assert {p.status for p in (await products()).values()} == {Status.ARCHIVED}
    again = await bring(THREE)
    assert counts(again) == (0, 3, 0, 0)
    assert {p.status for p in (await products()).values()} == {Status.PUBLISHED}


async def test_undo_finds_a_way_where_a_handle_was_passed_on(
    bring: Bring, tenancy: Tenancy, store: Store, run_jobs: Callable, products: Callable
) -> None:
    head = "id,handle,title,price\n"
    await bring(head + "1,pan,Pan,10\n")
    await bring(head + "1,old-pan,Pan,10\n")
    third = await bring(head + "1,old-pan,Pan,12\n2,pan,New pan,20\n")
    assert counts(third) == (1, 1, 0, 0)
    await undo(third, tenancy, store, run_jobs)
    found = await products()
    assert (found["Pan"].handle, found["Pan"].price_from.amount) == ("old-pan", 1000)
    assert found["New pan"].status is Status.ARCHIVED


# ------------------------------------------------------------------ handles, edits


async def test_a_handle_that_another_product_has_is_told_and_changes_nothing(
    bring: Bring, scope: Scope, products: Callable
) -> None:
    head = "id,handle,title,price\n"
    await bring(head + "1,pan,Pan,10\n2,pot,Pot,20\n")
    done = await bring(head + "1,pot,Pan,10\n2,pot-2,Pot,20\n")
    assert counts(done) == (0, 1, 0, 1)
    (error,) = (await ingestion.import_errors(scope, done.id)).items
    assert (error.row, error.code) == (2, "handle_taken")
    assert (await products())["Pan"].handle == "pan"
    assert counts(await bring(head + "1,pot,Pan,10\n2,pot-2,Pot,20\n")) == (0, 1, 1, 0)


async def test_a_product_that_was_made_by_hand_is_taken_over_by_its_handle_and_can_come_back(
    bring: Bring, tenancy: Tenancy, store: Store, run_jobs: Callable, products: Callable
) -> None:
    await bring("handle,title,price\npan,Pan by hand,10\n", feed="by-hand")
    done = await bring("handle,title,price\npan,Pan of the feed,12\n", feed="supplier")
    assert counts(done) == (0, 1, 0, 0)
    assert list(await products()) == ["Pan of the feed"]
    await undo(done, tenancy, store, run_jobs)
    assert list(await products()) == ["Pan by hand"]


async def test_the_same_feed_leaves_a_merchant_s_own_change_alone(
    bring: Bring, tenancy: Tenancy, store: Store, products: Callable
) -> None:
    await bring(THREE)
    pan = (await products())["Red pan"]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.update_product(scope, pan.id, ProductPatch(description="By hand"))
    await bring(THREE)
    assert (await products())["Red pan"].description == "By hand"


# ------------------------------------------------------------------ pictures


def picture(path: Path, colour: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).save(path)


async def test_pictures_of_a_folder_are_stored_and_a_new_content_replaces_them(
    bring: Bring, tmp_path: Path, products: Callable
) -> None:
    feed = tmp_path / "feed"
    picture(feed / "img" / "pan.png", "red")
    table = "id,title,price,images\n1,Pan,10,img/pan.png | https://x.example/far.jpg | gone.png\n"
    (feed / "a.csv").write_text(table)
    done = await bring(feed)
    assert (done.state, done.progress.pictures_waiting) == (ImportState.DONE, 0)
    media = (await products())["Pan"].media
    assert [(m.source, m.state) for m in media] == [
        ("img/pan.png", "ready"), ("https://x.example/far.jpg", "remote")
    ]  # fmt: skip
    assert (media[0].width, media[0].height) == (40, 30)
    picture(feed / "img" / "pan.png", "blue")
    again = await bring(feed)
    assert counts(again) == (0, 1, 0, 0)
    after = (await products())["Pan"].media
    assert after[0].id == media[0].id
    assert after[0].url != media[0].url


async def test_a_table_without_its_pictures_keeps_those_that_are_there(
    bring: Bring, tmp_path: Path, products: Callable
) -> None:
    feed = tmp_path / "feed"
    picture(feed / "img" / "pan.png", "red")
    (feed / "a.csv").write_text("id,title,price,images\n1,Pan,10,pan.png\n")
    await bring(feed)
    again = await bring("id,title,price,images\n1,Pan,11,pan.png\n")
    assert counts(again) == (0, 1, 0, 0)
    product = (await products())["Pan"]
    assert product.price_from.amount == 1100
    assert [(m.source, m.state) for m in product.media] == [("img/pan.png", "ready")]


async def test_pictures_beside_a_table_come_along_for_an_operator_only(
    bring: Bring, tmp_path: Path, products: Callable
) -> None:
    folder = tmp_path / "shop"
    picture(folder / "img" / "pan.png", "red")
    table = folder / "a.csv"
    table.write_text("id,title,price,images\n1,Pan,10,img/pan.png\n2,Pot,10,../feed.csv\n")
    await bring(table, actor=Actor("staff", uuid4()), feed="one")
    assert (await products())["Pan"].media == []
    await bring(table, actor=Actor("operator"), feed="two")
    assert [m.state for m in (await products())["Pan"].media] == ["ready"]


async def test_a_picture_that_cannot_be_read_is_marked_and_the_rest_goes_on(
    bring: Bring, tmp_path: Path, products: Callable
) -> None:
    feed = tmp_path / "feed"
    picture(feed / "good.png", "red")
    (feed / "bad.png").write_bytes(b"not a picture")
    (feed / "a.csv").write_text("id,title,price,images\n1,Pan,10,bad.png|good.png\n")
    done = await bring(feed)
    assert done.state is ImportState.DONE
    assert [m.state for m in (await products())["Pan"].media] == ["failed", "ready"]


async def test_undo_brings_back_pictures_that_an_import_took_off(
    bring: Bring, tmp_path: Path, products: Callable, tenancy: Tenancy, store: Store,
    run_jobs: Callable,
) -> None:  # fmt: skip
    feed = tmp_path / "feed"
    picture(feed / "a.png", "red")
    (feed / "a.csv").write_text("id,title,price,images\n1,Pan,10,a.png\n")
    await bring(feed)
    second = await bring("id,title,price,images\n1,Pan,10,\n2,Pot,5,\n")
    assert (await products())["Pan"].media == []
    await undo(second, tenancy, store, run_jobs)
    assert [m.state for m in (await products())["Pan"].media] == ["ready"]

"""Imports that are cancelled, that fail or whose worker is killed: nothing lost, nothing twice."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductFilter
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import errors, running
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Import, ImportState
from storewise.infra.db import Addresses
from storewise.infra.jobs import Work, Worker
from storewise.infra.settings import Settings
from storewise.infra.tenancy import SYSTEM, Tenancy

MANY = "id,name,price\n" + "".join(f"{i},Thing {i},{i + 1}\n" for i in range(120))
Bring = Callable[..., Awaitable[Import]]


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "OUTCOMES_AT_ONCE", 20)


@pytest.fixture
def versions(tenancy: Tenancy, store: Store) -> Callable[[], Awaitable[dict[str, int]]]:
    """How often each product of the store was written."""

    async def all_of() -> dict[str, int]:
        found = {}
        async with tenancy.scope(store.id, SYSTEM) as scope:
            async for ids in catalog.walk_products(scope):
                for product_id in ids:
                    product = await catalog.product(scope, product_id)
                    found[product.title] = product.version
        return found

    return all_of


async def start(tenancy: Tenancy, store: Store, made: Import) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.start_import(scope, made.id)


async def test_an_import_that_breaks_in_a_portion_goes_on_after_the_last_one_committed(
    upload: Bring, look: Bring, versions: Callable, run_jobs: Callable, tenancy: Tenancy,
    store: Store, monkeypatch: pytest.MonkeyPatch, small_portions: None,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)
    true_write, calls = catalog.write_products, []

    async def breaking(*args: object, **options: object) -> object:
        written = await true_write(*args, **options)  # type: ignore[arg-type]
        calls.append(len(written))
        if len(calls) == 3:
            raise RuntimeError("the power went off after writing, before the commit")
        return written

    monkeypatch.setattr(catalog, "write_products", breaking)
    work = Work(tenancy, store.id, SYSTEM, 1, 0, "", lambda: False)
    with pytest.raises(RuntimeError):
        await ingestion.run_apply(work, made.id)
    halfway = await look(made)
    assert (halfway.state, halfway.progress.counts.new) == (ImportState.APPLYING, 40)
    await run_jobs()
    done = await look(made)
    assert (done.state, done.progress.rows_read) == (ImportState.DONE, 120)
    told = done.progress.counts
    assert (told.new, told.changed, told.unchanged) == (120, 0, 0)
    assert calls == [20] * 7, "one portion was tried twice"
    assert set((await versions()).values()) == {1}
    assert len(await versions()) == 120


async def test_errors_are_not_told_twice_after_an_interruption(
    upload: Bring, look: Bring, run_jobs: Callable, tenancy: Tenancy, store: Store,
    monkeypatch: pytest.MonkeyPatch, small_portions: None,
) -> None:  # fmt: skip
    head, rows = MANY.split("\n", 1)
    made = await upload(f"{head}\n500,Bad,x\n{rows}501,Bad,y\n")
    await start(tenancy, store, made)
    stop = iter([False, True])
    work = Work(tenancy, store.id, SYSTEM, 1, 0, "", lambda: next(stop, False))
    await ingestion.run_apply(work, made.id)
    halfway = await look(made)
    assert (halfway.state, halfway.progress.counts.rejected) == (ImportState.QUEUED, 1)
    await run_jobs()
    done = await look(made)
    assert (done.state, done.progress.error_count) == (ImportState.DONE, 2)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        rows = [e.row for e in (await ingestion.import_errors(scope, done.id)).items]
    assert rows == sorted(set(rows))


async def test_a_cancelled_import_stops_after_its_portion_and_can_go_on(
    upload: Bring, look: Bring, run_jobs: Callable, tenancy: Tenancy, store: Store,
    versions: Callable, small_portions: None,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)
    asked = False

    work = Work(tenancy, store.id, SYSTEM, 1, 0, "", lambda: False)
    task = asyncio.create_task(ingestion.run_apply(work, made.id))
    while not asked:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            row = await ingestion.import_(scope, made.id)
            if row.progress.counts.new:
                await ingestion.cancel_import(scope, made.id)
                asked = True
        await asyncio.sleep(0)
    await task
    cancelled = await look(made)
    assert (cancelled.state, cancelled.cancel_requested) == (ImportState.CANCELLED, False)
    written = cancelled.progress.counts.new
    assert 0 < written < 120
    assert len(await versions()) == written
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.resume_import(scope, made.id)
    await run_jobs()
    done = await look(made)
    assert (done.state, done.progress.counts.new) == (ImportState.DONE, 120)
    assert set((await versions()).values()) == {1}


async def test_an_import_that_waits_is_cancelled_at_once(
    upload: Bring, look: Bring, run_jobs: Callable, tenancy: Tenancy, store: Store,
    versions: Callable,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert (await ingestion.cancel_import(scope, made.id)).state is ImportState.CANCELLED
    await run_jobs()
    assert (await look(made)).state is ImportState.CANCELLED
    assert await versions() == {}
    async with tenancy.scope(store.id, SYSTEM) as scope:
        with pytest.raises(errors.ImportBusy):
            await ingestion.cancel_import(scope, made.id)


async def test_a_run_that_was_taken_over_writes_nothing_more(
    upload: Bring, look: Bring, tenancy: Tenancy, store: Store, versions: Callable,
    small_portions: None,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)
    rival: list[asyncio.Task[None]] = []

    def overtaken() -> bool:
        if not rival:
            other = Work(tenancy, store.id, SYSTEM, 2, 0, "", lambda: False)
            rival.append(asyncio.create_task(ingestion.run_apply(other, made.id)))
        return False

    await ingestion.run_apply(Work(tenancy, store.id, SYSTEM, 1, 0, "", overtaken), made.id)
    await rival[0]
    done = await look(made)
    assert (done.state, done.progress.counts.new) == (ImportState.DONE, 120)
    assert set((await versions()).values()) == {1}


async def test_a_failure_that_lasts_is_told_and_can_be_resumed(
    upload: Bring, look: Bring, run_jobs: Callable, tenancy: Tenancy, store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)

    async def broken(*args: object, **options: object) -> object:
        raise RuntimeError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr(catalog, "write_products", broken)
        last = Work(tenancy, store.id, SYSTEM, 1, 99, "", lambda: False)
        await ingestion.run_apply(last, made.id)
    failed = await look(made)
    assert failed.state is ImportState.FAILED
    assert "a defect" not in (failed.failure or "")
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.resume_import(scope, made.id)
    await run_jobs()
    done = await look(made)
    assert (done.state, done.failure, done.progress.counts.new) == (ImportState.DONE, None, 120)


async def test_a_feed_whose_file_is_gone_fails_with_a_sentence(
    upload: Bring, look: Bring, run_jobs: Callable, tenancy: Tenancy, store: Store
) -> None:
    made = await upload(MANY)
    storage = tenancy.resources.storage
    await storage.delete(await storage.keys(f"{store.id}/imports"))
    await start(tenancy, store, made)
    await run_jobs()
    failed = await look(made)
    assert failed.state is ImportState.FAILED
    assert "Upload it again" in (failed.failure or "")


WORKER = """
import asyncio, sys
from pathlib import Path
from sqlalchemy.engine import make_url
from storewise.infra import db, jobs
from storewise.infra.jobs import Worker
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Tenancy
from storewise.domain.ingestion import applying, running

running.OUTCOMES_AT_ONCE = 20
slow = applying._write_portion

async def slower(*args):
    await slow(*args)
    await asyncio.sleep(0.2)

applying._write_portion = slower

async def main():
    jobs.load("storewise.domain")
    url = make_url(sys.argv[1])
    settings = Settings(data_dir=Path(sys.argv[2]))
    where = db.Addresses(admin=url, app=url, role="storewise_app")
    database = db.Database(where, settings.database)
    async with open_resources(settings) as resources:
        await Worker(Tenancy(database, resources)).run()

asyncio.run(main())
"""


async def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_repeats_nothing(
    upload: Bring, look: Bring, versions: Callable, tenancy: Tenancy, store: Store,
    postgres: Addresses, settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    made = await upload(MANY)
    await start(tenancy, store, made)
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    address = postgres.app.render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script), address, str(settings.data_dir)
    )
    try:
        deadline = time.monotonic() + 60
        while (written := (await look(made)).progress.counts.new) < 40:
            assert time.monotonic() < deadline, "the worker did not begin"
            await asyncio.sleep(0.02)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
    assert written < 120
    halfway = await look(made)
    assert halfway.state is ImportState.APPLYING
    assert len(await versions()) == halfway.progress.counts.new
    hasty = settings.worker.model_copy(update={"stalled_after_s": 5})
    resources = replace(tenancy.resources, settings=settings.model_copy(update={"worker": hasty}))
    await _work_until_done(Tenancy(tenancy.database, resources), look, made)
    done = await look(made)
    assert (done.state, done.progress.counts.new) == (ImportState.DONE, 120)
    told = done.progress.counts
    assert (told.changed, told.unchanged, told.rejected) == (0, 0, 0)
    found = await versions()
    assert len(found) == 120
    assert set(found.values()) == {1}
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert len((await catalog.products(scope, ProductFilter(), limit=100)).items) == 100


async def _work_until_done(tenancy: Tenancy, look: Bring, made: Import) -> None:
    """Another worker takes up the job of the one that died, once it is given up for lost."""
    worker = asyncio.create_task(Worker(tenancy).run())
    try:
        deadline = time.monotonic() + 90
        while (await look(made)).state is not ImportState.DONE:
            assert time.monotonic() < deadline, "nobody took the import up"
            await asyncio.sleep(0.2)
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)

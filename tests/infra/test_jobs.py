"""Background work leaves with the transaction, is tried again, and outlives its worker."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import text

from storewise.domain.identity.schemas import Store
from storewise.infra import db, jobs
from storewise.infra.errors import Invalid
from storewise.infra.events import Event, emit, on
from storewise.infra.tenancy import SYSTEM, Scope, Tenancy

RunJobs = Callable[[], Awaitable[None]]
seen: list[tuple[str, Any]] = []


class Greeted(Event):
    name: ClassVar[str] = "test.greeted"

    words: str


@on(Greeted)
async def first(scope: Scope, event: Greeted) -> None:
    seen.append(("first", (scope.store_id, scope.request_id, event.words)))


@on(Greeted)
async def second(scope: Scope, event: Greeted) -> None:
    seen.append(("second", event.words))


@jobs.job("test.refuse")
async def refuse(work: jobs.Work) -> None:
    seen.append(("refuse", work.attempt))
    raise Invalid


@jobs.job("test.stumble")
async def stumble(work: jobs.Work) -> None:
    seen.append(("stumble", work.attempt))
    raise ConnectionError("down")


@pytest.fixture(autouse=True)
async def clean(tenancy: Tenancy) -> None:
    seen.clear()
    async with tenancy.database.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))


async def _jobs(tenancy: Tenancy) -> list[tuple[str, str]]:
    async with tenancy.database.engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id")
        )
        return [(name, status) for name, status in rows]


async def test_an_event_reaches_every_handler_once_in_its_own_store(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async with tenancy.scope(store.id, SYSTEM, "req-1") as scope:
        await emit(scope, Greeted(words="hello"))
    await run_jobs()
    assert sorted(seen) == [("first", (store.id, "req-1", "hello")), ("second", "hello")]


async def test_an_event_of_a_transaction_that_fails_was_never_told(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async def fail() -> None:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await emit(scope, Greeted(words="hello"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    await run_jobs()
    assert seen == []


async def test_a_passing_fault_is_tried_again_later_and_a_named_error_is_not(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await refuse.defer(scope)
        await stumble.defer(scope)
    await run_jobs()
    assert await _jobs(tenancy) == [("test.refuse", "failed"), ("test.stumble", "todo")]
    assert sorted(seen) == [("refuse", 0), ("stumble", 0)]


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 2), (3, 16), (11, 3600)])
def test_waits_between_attempts_grow_up_to_an_hour(attempts: int, seconds: int) -> None:
    from datetime import UTC, datetime

    from procrastinate.jobs import Job

    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
    decision = jobs.Backoff().get_retry_decision(exception=ConnectionError(), job=job)
    assert decision is not None
    assert decision.retry_at is not None
    wait = (decision.retry_at - datetime.now(UTC)).total_seconds()
    assert wait == pytest.approx(min(seconds, 4096), abs=1)


WORKER = """
import asyncio, sys
from pathlib import Path
from storewise.infra import db, jobs
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Tenancy
from sqlalchemy.engine import make_url

@jobs.job("test.count")
async def count(work, upto):
    for i in range(upto):
        print("step", i, flush=True)
        await asyncio.sleep(0.2)

async def main():
    url = make_url(sys.argv[1])
    settings = Settings(data_dir=Path(sys.argv[2]), worker={"stalled_after_s": 5})
    where = db.Addresses(admin=url, app=url, role="storewise_app")
    async with open_resources(settings) as resources:
        tenancy = Tenancy(db.Database(where, settings.database), resources)
        await jobs.Worker(tenancy).run()

asyncio.run(main())
"""


async def test_the_job_of_a_killed_worker_is_done_by_another(
    tenancy: Tenancy, store: Store, postgres: db.Addresses, tmp_path: Path
) -> None:
    jobs._tasks.setdefault("test.count", jobs.Task("test.count", refuse.run, 0))
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await jobs.put(scope, "test.count", {"upto": 8})
    url = postgres.app.render_as_string(hide_password=False)

    async def start() -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", WORKER, url, str(tmp_path), stdout=asyncio.subprocess.PIPE
        )

    victim = await start()
    assert victim.stdout
    assert await victim.stdout.readline() == b"step 0\n"
    os.kill(victim.pid, signal.SIGKILL)
    await victim.wait()
    assert await _jobs(tenancy) == [("test.count", "doing")]
    heir = await start()
    try:
        async with asyncio.timeout(30):
            while await _jobs(tenancy):
                await asyncio.sleep(0.2)
    finally:
        heir.terminate()
        await heir.wait()

"""The queue of background work, on Procrastinate: jobs leave in the caller's transaction.

A job that fails is tried again with growing waits; a job whose worker died is taken up by another.
"""

import asyncio
import importlib
import importlib.util
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import procrastinate
import structlog
from procrastinate import exceptions, retry
from procrastinate import jobs as procrastinate_jobs
from sqlalchemy import text

from .db import driver_connection
from .errors import StorewiseError, TooMany, Unavailable
from .tenancy import Actor, Scope, Tenancy

MAX_ATTEMPTS = 12
LONGEST_WAIT_S = 3600
SOON_S = 1.5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """A job at work for one store: opens as many transactions as it needs, one after another."""

    tenancy: Tenancy
    store_id: UUID
    actor: Actor
    job_id: int
    attempt: int
    request_id: str
    stopping: Callable[[], bool]

    @asynccontextmanager
    async def scope(self) -> AsyncIterator[Scope]:
        """Open one transaction in the job's store."""
        async with self.tenancy.scope(self.store_id, self.actor, self.request_id) as scope:
            yield scope


Runner = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of job: its name and what it does."""

    name: str
    run: Runner
    priority: int


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work of the platform that is due by the clock."""

    name: str
    cron: str
    run: Callable[[Tenancy], Awaitable[None]]


_tasks: dict[str, Task] = {}
_periodic: dict[str, Periodic] = {}
# Writes jobs on the caller's connection only, so it is never opened.
_producer = procrastinate.App(connector=procrastinate.PsycopgConnector())


def load(package: str) -> None:
    """Import the module `jobs` of every context in a package, so that its handlers are known."""
    parent = importlib.import_module(package)
    for context in pkgutil.iter_modules(parent.__path__, f"{package}."):
        name = f"{context.name}.jobs"
        if importlib.util.find_spec(name):
            importlib.import_module(name)


def register(name: str, run: Runner, *, priority: int = 0) -> None:
    """Make a kind of job known under its name."""
    if name in _tasks:
        raise ValueError(f"two jobs are called {name}")
    _tasks[name] = Task(name, run, priority)


def job(name: str, *, priority: int = 0) -> Callable[[Runner], "Job"]:
    """Declare long work, `async def f(work: Work, **arguments)`, with transactions of its own.

    Its arguments must be JSON. It may be started twice, after a crash, and must go on from there.
    """

    def declare(run: Runner) -> Job:
        register(name, run, priority=priority)
        return Job(name, run)

    return declare


@dataclass(frozen=True, slots=True)
class Job:
    """A declared kind of long work."""

    name: str
    run: Runner

    async def defer(
        self, scope: Scope, *, lock: str | None = None, after_s: float = 0, **arguments: Any
    ) -> None:
        """Ask for this work, in the caller's transaction. Jobs of one `lock` run one at a time."""
        await put(scope, self.name, arguments, lock=lock, after_s=after_s)


PlatformRunner = Callable[[Tenancy], Awaitable[None]]


def every(cron: str) -> Callable[[PlatformRunner], PlatformRunner]:
    """Declare work of the platform that is due by the clock, once over all workers."""

    def declare(run: PlatformRunner) -> PlatformRunner:
        name = f"{run.__module__.removeprefix('storewise.domain.')}.{run.__name__}"
        _periodic[name] = Periodic(name, cron, run)
        return run

    return declare


async def put(
    scope: Scope,
    task_name: str,
    arguments: dict[str, Any],
    *,
    lock: str | None = None,
    after_s: float = 0,
) -> None:
    """Write one job into the caller's transaction, to be done at once or after some seconds."""
    envelope: dict[str, Any] = {
        "store_id": str(scope.store_id),
        "actor": {"kind": scope.actor.kind, "id": str(scope.actor.id) if scope.actor.id else None},
        "request_id": scope.request_id,
        "arguments": arguments,
    }
    await scope.session.flush()
    configured = _producer.configure_task(
        task_name,
        connection=await driver_connection(scope.session),
        priority=_tasks[task_name].priority,
        lock=f"{scope.store_id}:{lock}" if lock else None,
        schedule_at=datetime.now(UTC) + timedelta(seconds=after_s) if after_s else None,
    )
    await configured.defer_async(**envelope)


class Backoff(retry.BaseRetryStrategy):
    """Wait 2, 4, 8 … seconds, an hour at most; at once when the worker was asked to stop.

    A named error that trying again cannot mend (not found, invalid, …) ends the job.
    """

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate_jobs.Job
    ) -> retry.RetryDecision | None:
        """Say when to try again, or None for never."""
        if isinstance(exception, asyncio.CancelledError | exceptions.JobAborted):
            return retry.RetryDecision(retry_at=datetime.now(UTC))
        final = isinstance(exception, StorewiseError) and not isinstance(
            exception, Unavailable | TooMany
        )
        if final or job.attempts >= MAX_ATTEMPTS:
            return None
        wait = min(2 ** (job.attempts + 1), LONGEST_WAIT_S)
        return retry.RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=wait))


def _task_function(task: Task, tenancy: Tenancy) -> Callable[..., Awaitable[None]]:
    async def run(
        context: procrastinate.JobContext,
        *,
        store_id: str,
        actor: dict[str, Any],
        request_id: str,
        arguments: dict[str, Any],
    ) -> None:
        structlog.contextvars.bind_contextvars(
            request_id=request_id, store_id=store_id, job=context.job.id, task=task.name
        )
        work = Work(
            tenancy,
            UUID(store_id),
            Actor(actor["kind"], UUID(actor["id"]) if actor["id"] else None),
            context.job.id or 0,
            context.job.attempts,
            request_id,
            context.should_abort,
        )
        await task.run(work, **arguments)

    return run


def _periodic_function(periodic: Periodic, tenancy: Tenancy) -> Callable[[int], Awaitable[None]]:
    async def run(timestamp: int) -> None:
        await periodic.run(tenancy)

    return run


class Worker:
    """Does the queue's jobs in this process until it is asked to stop."""

    def __init__(self, tenancy: Tenancy, *, concurrency: int | None = None) -> None:
        self._settings = tenancy.resources.settings.worker
        self._concurrency = concurrency or self._settings.concurrency
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(
                conninfo=tenancy.database.where.conninfo(), min_size=1, max_size=4
            )
        )
        for task in _tasks.values():
            self._app.task(name=task.name, pass_context=True, retry=Backoff())(
                _task_function(task, tenancy)
            )
        for periodic in _periodic.values():
            self._app.periodic(cron=periodic.cron)(
                self._app.task(name=periodic.name, queueing_lock=periodic.name, retry=Backoff())(
                    _periodic_function(periodic, tenancy)
                )
            )

        self._app.periodic(cron="17 * * * *")(
            self._app.task(name="jobs.forget_old", queueing_lock="jobs.forget_old")(
                self._forget_old
            )
        )

    async def run(self) -> None:
        """Work until cancelled; jobs under way are finished within seconds, or given back."""
        async with self._app.open_async():
            rescue = asyncio.create_task(self._rescue_for_ever())
            try:
                await self._work(wait=True)
            finally:
                rescue.cancel()

    async def run_until_idle(self) -> None:
        """Work until no job is left that is due within a second, those of jobs included."""
        async with self._app.open_async():
            while await self._due(within_s=SOON_S):
                if await self._due():
                    await self._work(wait=False)
                else:
                    await asyncio.sleep(0.1)

    async def _work(self, *, wait: bool) -> None:
        await self._app.run_worker_async(
            concurrency=self._concurrency,
            wait=wait,
            listen_notify=wait,
            install_signal_handlers=False,
            delete_jobs="successful",
            fetch_job_polling_interval=2.0,
            update_heartbeat_interval=3.0,
            stalled_worker_timeout=float(self._settings.stalled_after_s),
            shutdown_graceful_timeout=3.0 if wait else 3600.0,
        )

    async def _due(self, within_s: float = 0) -> bool:
        row = await self._app.connector.execute_query_one_async(
            "SELECT count(*) AS due FROM procrastinate_jobs WHERE status = 'todo' AND "
            "(scheduled_at IS NULL OR scheduled_at <= now() + make_interval(secs => %(within)s))",
            within=within_s,
        )
        return bool(row["due"])

    async def rescue(self) -> int:
        """Put the jobs of workers that died back into the queue; returns how many."""
        stalled = await self._app.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=self._settings.stalled_after_s
        )
        count = 0
        for lost in stalled:
            log.warning("job_rescued", job=lost.id, task=lost.task_name)
            await self._app.job_manager.retry_job(lost, retry_at=datetime.now(UTC))
            count += 1
        return count

    async def _forget_old(self, timestamp: int) -> None:
        await self._app.job_manager.delete_old_jobs(
            nb_hours=self._settings.keep_jobs_h,
            include_failed=True,
            include_cancelled=True,
            include_aborted=True,
        )

    async def _rescue_for_ever(self) -> None:
        while True:
            try:
                await self.rescue()
            except exceptions.ConnectorException:
                log.exception("rescue_failed")
            await asyncio.sleep(5)


async def more_urgent(scope: Scope, priority: int) -> bool:
    """Whether jobs of the store that are more urgent than `priority` are due or under way."""
    found = await scope.session.execute(
        text("""
            SELECT EXISTS (
                SELECT 1 FROM procrastinate_jobs
                 WHERE status IN ('todo', 'doing') AND priority > :priority
                   AND args ->> 'store_id' = :store
                   AND (scheduled_at IS NULL OR scheduled_at <= now()))
        """),
        {"priority": priority, "store": str(scope.store_id)},
    )
    return bool(found.scalar_one())


async def waiting(tenancy: Tenancy) -> dict[str, int]:
    """How many jobs there are by state: todo, doing, failed."""
    async with tenancy.database.engine.connect() as connection:
        found = await connection.execute(
            text(
                "SELECT status::text AS state, count(*) AS jobs FROM procrastinate_jobs GROUP BY 1"
            )
        )
        return {row.state: row.jobs for row in found}

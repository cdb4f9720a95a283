"""The work of imports in the background: each piece can be interrupted, and goes on."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from storewise.domain.identity import service as identity
from storewise.infra import events
from storewise.infra.errors import StorewiseError, TooMany, Unavailable
from storewise.infra.jobs import Work, put
from storewise.infra.tenancy import SYSTEM, Scope, Tenancy, new_id

from . import applying, queries, running, storing, surveying, undoing
from .events import ImportFinished
from .schemas import ImportState

ATTEMPTS = 5
DAYS_UNSTARTED = 7

log = structlog.get_logger(__name__)


async def run_preview(work: Work, import_id: UUID) -> None:
    """Read the feed whole and keep what an import would do."""
    async with work.scope() as scope:
        row = await queries.import_row(scope, import_id)
        if row is None or row.state != ImportState.PREVIEWING:
            return
        run = await running.begin(scope, row, new_id())
    values: dict[str, Any]
    try:
        async with running.reading(work, run) as reader:
            found = await surveying.survey(run, reader)
        async with work.scope() as scope:
            preview = await surveying.preview_of(scope, found)
        values = {"preview": preview.model_dump(mode="json"), "rows_total": found.rows}
    except StorewiseError as error:
        if isinstance(error, Unavailable | TooMany):
            raise
        values = {"failure": error.message}
    async with work.scope() as scope:
        row = await queries.import_row(scope, import_id, lock=True)
        if row is not None and row.state == ImportState.PREVIEWING:
            await queries.change_import(scope, import_id, state=ImportState.READY.value, **values)


async def run_apply(work: Work, import_id: UUID) -> None:
    """Import the feed, or go on where a run before ended."""
    run = await _take_over(work, import_id)
    if run is None:
        return
    try:
        async with running.reading(work, run) as reader:
            await applying.apply(work, run, reader)
    except applying.RunEnded as ended:
        await _let_go(work, run, str(ended))
        return
    except StorewiseError as error:
        if isinstance(error, Unavailable | TooMany) and work.attempt < ATTEMPTS:
            raise
        await _fail(work, run, error.message)
        return
    except Exception:
        if work.attempt < ATTEMPTS:
            raise
        log.exception("import_failed", import_id=str(import_id))
        await _fail(work, run, "Something went wrong within Storewise. Resuming it may help.")
        return
    async with work.scope() as scope:
        if await queries.pictures_waiting(scope, [import_id]):
            await defer(scope, "ingestion.pictures", import_id)


async def run_undo(work: Work, import_id: UUID) -> None:
    """Put back what was before an import."""
    await undoing.undo(work, import_id)
    async with work.scope() as scope:
        for waiting in await queries.imports_with_pictures(scope):
            await defer(scope, "ingestion.pictures", waiting)


async def run_pictures(work: Work, import_id: UUID) -> None:
    """Store the pictures that an import announced."""
    await storing.store_pictures(work, import_id)
    async with work.scope() as scope:
        if work.stopping() and await queries.pictures_waiting(scope, [import_id]):
            await defer(scope, "ingestion.pictures", import_id)


async def forget_unstarted(tenancy: Tenancy) -> None:
    """Cancel imports of all stores that were uploaded a week ago and never started."""
    async with tenancy.platform() as platform:
        stores = await identity.stores(platform)
    before = datetime.now(UTC) - timedelta(days=DAYS_UNSTARTED)
    for store in stores:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            left = await queries.unstarted(scope, before)
            for import_id, _ in left:
                await end(scope, import_id, ImportState.CANCELLED, None)
                await queries.change_import(scope, import_id, file_key="")
        await tenancy.resources.storage.delete([key for _, key in left])


async def _take_over(work: Work, import_id: UUID) -> running.Run | None:
    """Make this the run that writes for an import; None where there is nothing to do."""
    async with work.scope() as scope:
        row = await queries.import_row(scope, import_id, lock=True)
        if row is None or row.state not in {ImportState.QUEUED, ImportState.APPLYING}:
            return None
        run = await running.begin(scope, row, new_id())
        await queries.forget_errors(scope, import_id)
        await queries.change_import(
            scope, import_id, state=ImportState.APPLYING.value, runner=run.runner,
            started_at=datetime.now(UTC), finished_at=None, failure=None,
            rows_read=0, unchanged=0, rejected=0, error_count=0,
        )  # fmt: skip
    return run


async def _let_go(work: Work, run: running.Run, reason: str) -> None:
    async with work.scope() as scope:
        row = await queries.import_row(scope, run.import_id, lock=True)
        if row is None or row.runner != run.runner or row.state != ImportState.APPLYING:
            return
        if row.cancel_requested:
            await end(scope, run.import_id, ImportState.CANCELLED, None)
            return
        log.info("import_interrupted", import_id=str(run.import_id), reason=reason)
        await queries.change_import(scope, run.import_id, state=ImportState.QUEUED.value)
        await defer(scope, "ingestion.apply", run.import_id)


async def _fail(work: Work, run: running.Run, failure: str) -> None:
    async with work.scope() as scope:
        row = await queries.import_row(scope, run.import_id, lock=True)
        if row is not None and row.runner == run.runner:
            await end(scope, run.import_id, ImportState.FAILED, failure)


async def end(scope: Scope, import_id: UUID, state: ImportState, failure: str | None) -> None:
    """Bring an import to its end, and tell that."""
    await queries.change_import(
        scope, import_id, state=state.value, failure=failure, cancel_requested=False,
        finished_at=datetime.now(UTC),
    )  # fmt: skip
    await events.emit(scope, ImportFinished(import_id=import_id, state=state.value))


async def defer(scope: Scope, task: str, import_id: UUID) -> None:
    """Have work of an import done in the background, that of one store one after the other."""
    lock = "ingestion.pictures" if task == "ingestion.pictures" else "ingestion"
    await put(scope, task, {"import_id": str(import_id)}, lock=lock)

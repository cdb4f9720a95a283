"""`storewise import`: a feed into a store, with progress, by the same jobs as the console uses."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Import, ImportOptions, ImportState, Preview
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import Actor, Tenancy

from .session import EXIT_INVALID, EXIT_ROWS_REJECTED, platform, run, settings, tell_json, terminal

OPERATOR = Actor("operator")
_BUSY = {
    ImportState.PREVIEWING,
    ImportState.QUEUED,
    ImportState.APPLYING,
    ImportState.UNDOING,
}
_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to import and how."""

    path: Path
    options: ImportOptions = field(default_factory=ImportOptions)
    mapping: Path | None = None
    preview_only: bool = False
    wait_for_all: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished import, and the seconds from its start until products could be found by words,
    and by meaning as well.
    """

    done: Import
    searchable_s: float | None
    embedded_s: float | None


def command(
    file: Annotated[
        Path, typer.Argument(help="CSV, JSON, JSONL, YAML; packed, zipped or a folder.")
    ],
    store: Annotated[str, typer.Option("--store", "-s", help="Slug of the store.")],
    mapping: Annotated[
        Path | None, typer.Option(help="File that overrides the proposed mapping.")
    ] = None,
    feed: Annotated[
        str, typer.Option(help="Name under which imports of one feed meet.")
    ] = "default",
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what it would do.")] = False,
    reject_all: Annotated[
        bool, typer.Option("--reject-all", help="Import nothing when any row is wrong.")
    ] = False,
    archive_missing: Annotated[
        bool, typer.Option("--archive-missing", help="Archive products that left the feed.")
    ] = False,
    allow_large_archive: Annotated[
        bool, typer.Option("--allow-large-archive", help="… even more than a tenth of them.")
    ] = False,
    fetch_images: Annotated[
        bool, typer.Option("--fetch-images", help="Fetch pictures from the web.")
    ] = False,
    wait: Annotated[bool, typer.Option(help="Wait until everything is embedded, too.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")] = False,
) -> None:
    """Import products from a feed into a store."""
    chosen = settings()
    options = ImportOptions(
        feed=feed,
        policy="reject_all" if reject_all else "reject_rows",
        archive_missing=archive_missing,
        allow_large_archive=allow_large_archive,
        fetch_images=fetch_images,
    )
    order = ImportOrder(file, options, mapping, preview, wait)

    async def work() -> Outcome:
        async with platform(chosen) as tenancy:
            target = await identity.find_store(tenancy, slug=store)
            return await import_feed(tenancy, target, order)

    outcome = run(work())
    _tell(outcome, as_json=as_json)
    if outcome.done.state is ImportState.FAILED:
        raise typer.Exit(EXIT_INVALID)
    if outcome.done.progress.counts.rejected:
        raise typer.Exit(EXIT_ROWS_REJECTED)


async def import_feed(tenancy: Tenancy, store: Store, order: ImportOrder) -> Outcome:
    """Bring a feed into a store and show how it goes; workers elsewhere may lend a hand."""
    started = time.monotonic()
    changes = ingestion.read_mapping_file(order.mapping) if order.mapping else None
    async with tenancy.scope(store.id, OPERATOR) as scope:
        made = await ingestion.create_import(
            scope, order.path.name, order.path, order.options, changes
        )
        terminal.print(f"[bold]{made.plan.label}[/]: {made.plan.reason}")
        for notice in made.plan.notices:
            terminal.print(f"[dim]{notice}[/]")
        if order.preview_only:
            await ingestion.preview_import(scope, made.id)
        else:
            await ingestion.start_import(scope, made.id)
    async with working(tenancy):
        done = await _follow(tenancy, store, made.id)
        if order.preview_only or done.state is not ImportState.DONE:
            return Outcome(done, None, None)
        searchable = await _follow_index(tenancy, store, made.id, "indexed", started)
        embedded = None
        if order.wait_for_all:
            embedded = await _follow_index(tenancy, store, made.id, "embedded", started)
            await _follow_pictures(tenancy, store, made.id)
        return Outcome(await _read(tenancy, store, made.id), searchable, embedded)


@asynccontextmanager
async def working(tenancy: Tenancy) -> AsyncIterator[None]:
    """A worker in this process, beside what is done meanwhile."""
    worker = asyncio.create_task(Worker(tenancy).run())
    try:
        yield
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker


async def _read(tenancy: Tenancy, store: Store, import_id: Any) -> Import:
    async with tenancy.scope(store.id, OPERATOR) as scope:
        return await ingestion.import_(scope, import_id)


async def _follow(tenancy: Tenancy, store: Store, import_id: Any) -> Import:
    with _bar() as progress:
        bar: TaskID | None = None
        while True:
            found = await _read(tenancy, store, import_id)
            if found.state not in _BUSY:
                return found
            told = found.progress
            if bar is None:
                bar = progress.add_task("Reading", total=told.rows_total, detail="")
            detail = f"{told.rows_per_second:.0f} rows/s" if told.rows_per_second else ""
            progress.update(bar, completed=told.rows_read, total=told.rows_total, detail=detail)
            await asyncio.sleep(_POLL_S)


async def _follow_index(
    tenancy: Tenancy, store: Store, import_id: Any, what: str, started: float
) -> float:
    with _bar() as progress:
        words = {"indexed": "Indexing", "embedded": "Embedding"}[what]
        bar = progress.add_task(words, total=None, detail="")
        while True:
            told = (await _read(tenancy, store, import_id)).progress
            done = getattr(told, what) or 0
            progress.update(bar, completed=done, total=told.to_embed)
            if done >= (told.to_embed or 0):
                return time.monotonic() - started
            await asyncio.sleep(_POLL_S)


async def _follow_pictures(tenancy: Tenancy, store: Store, import_id: Any) -> None:
    with _bar() as progress:
        bar: TaskID | None = None
        while waiting := (await _read(tenancy, store, import_id)).progress.pictures_waiting:
            if bar is None:
                most = waiting
                bar = progress.add_task("Pictures", total=most, detail="")
            progress.update(bar, completed=most - waiting)
            await asyncio.sleep(_POLL_S)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TextColumn("[dim]{task.fields[detail]}"),
        TimeRemainingColumn(),
        console=terminal,
        transient=True,
    )


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        told = outcome.done.model_dump(mode="json", exclude={"plan": {"columns", "mapping"}})
        told |= {"searchable_s": outcome.searchable_s, "embedded_s": outcome.embedded_s}
        tell_json(told)
        return
    done = outcome.done
    if done.preview and done.state is ImportState.READY:
        _tell_preview(done.preview)
        return
    if done.failure:
        terminal.print(f"[red]{done.failure}[/]")
    counts = done.progress.counts
    terminal.print(
        f"[bold]{done.state.value.capitalize()}.[/] "
        f"New {counts.new:,}, changed {counts.changed:,}, "
        f"unchanged {counts.unchanged:,}, rejected {counts.rejected:,}, "
        f"archived {done.progress.archived:,}."
    )
    if outcome.searchable_s is not None:
        embedded = f", by meaning after {outcome.embedded_s:.1f} s" if outcome.embedded_s else ""
        terminal.print(f"[dim]Found by words after {outcome.searchable_s:.1f} s{embedded}.[/]")


def _tell_preview(preview: Preview) -> None:
    counts = preview.counts
    terminal.print(
        f"New {counts.new:,}, changed {counts.changed:,}, unchanged {counts.unchanged:,}, "
        f"rejected {counts.rejected:,}, gone {counts.gone:,}."
    )
    table = Table("", "Product", "", box=None)
    for example in preview.examples:
        table.add_row(example.kind, example.title, example.detail)
    terminal.print(table)
    for error in preview.errors:
        terminal.print(f"[red]Row {error.row}, {error.column}:[/] {error.message}")

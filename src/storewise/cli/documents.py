"""`storewise documents`: policies, FAQ and manuals into a store, from files."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import DocumentDuplicate, DocumentTooLarge
from storewise.domain.ingestion.schemas import Document, DocumentState
from storewise.infra.errors import StorewiseError
from storewise.infra.tenancy import Actor, Tenancy

from .imports import working
from .session import (
    EXIT_ROWS_REJECTED,
    EXIT_USAGE,
    fail,
    platform,
    run,
    settings,
    tell_json,
    terminal,
)

OPERATOR = Actor("operator")
_POLL_S = 0.2

app = typer.Typer(help="Policies, FAQ and manuals to answer from.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]
StoreSlug = Annotated[str, typer.Option("--store", "-s", help="Slug of the store.")]


@dataclass(slots=True)
class Added:
    """What became of files: documents, files that the store had already, and files refused."""

    documents: list[Document] = field(default_factory=list)
    known: list[tuple[Path, StorewiseError]] = field(default_factory=list)
    refused: list[tuple[Path, StorewiseError]] = field(default_factory=list)


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True, dir_okay=False, help="PDF, DOCX, HTML, Markdown or plain text."
        ),
    ],
    store: StoreSlug,
    title: Annotated[str, typer.Option(help="Title, where it is one file.")] = "",
    wait: Annotated[bool, typer.Option(help="Wait until they are found by meaning, too.")] = True,
    as_json: Json = False,
) -> None:
    """Add documents to a store. Those that it has already are passed over."""
    if title and len(files) > 1:
        terminal.print("[red]A title is for one file.[/] Leave it out to add several.")
        raise typer.Exit(EXIT_USAGE)
    chosen = settings()

    async def work() -> Added:
        async with platform(chosen) as tenancy:
            target = await identity.find_store(tenancy, slug=store)
            added = await _add(tenancy, target, files, title)
            if wait and added.documents:
                async with working(tenancy):
                    added.documents = await _embedded(tenancy, target, added.documents)
            return added

    added = run(work())
    if as_json:
        tell_json(_told(added))
    else:
        _tell(added)
    if added.refused:
        if len(files) == 1:
            fail(added.refused[0][1])
        raise typer.Exit(EXIT_ROWS_REJECTED)


@app.command(name="list")
def list_documents(store: StoreSlug, as_json: Json = False) -> None:
    """List a store's documents, newest first."""
    chosen = settings()

    async def work() -> list[Document]:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.scope(owner.id, OPERATOR) as scope:
                page = await ingestion.documents(scope, limit=100)
                found = page.items
                while page.next_cursor:
                    page = await ingestion.documents(scope, page.next_cursor, limit=100)
                    found += page.items
                return found

    found = run(work())
    if as_json:
        tell_json([each.model_dump(mode="json") for each in found])
        return
    table = Table("Id", "Title", "File", "Passages", "State", box=None)
    for each in found:
        table.add_row(
            str(each.id), each.title, each.file_name, f"{each.passages:,}", each.state.value
        )
    terminal.print(table)


@app.command()
def remove(
    documents: Annotated[list[UUID], typer.Argument(help="Ids of documents; see `list`.")],
    store: StoreSlug,
) -> None:
    """Remove documents from a store, all of them or none."""
    chosen = settings()

    async def work() -> None:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.scope(owner.id, OPERATOR) as scope:
                for document_id in documents:
                    await ingestion.remove_document(scope, document_id)

    run(work())
    terminal.print(f"Removed {len(documents)}.")


async def _add(tenancy: Tenancy, store: Store, files: Sequence[Path], title: str) -> Added:
    """Add each file in a transaction of its own, so that one that is refused stops no other."""
    added = Added()
    with _bar() as progress:
        bar = progress.add_task("Reading", total=len(files))
        for path in files:
            try:
                content = await asyncio.to_thread(_content, path)
                parsed = await ingestion.read_document(path.name, content)
                async with tenancy.scope(store.id, OPERATOR) as scope:
                    made = await ingestion.keep_document(scope, parsed, title or None)
                added.documents.append(made)
            except DocumentDuplicate as error:
                added.known.append((path, error))
            except StorewiseError as error:
                added.refused.append((path, error))
            progress.advance(bar)
    return added


def _content(path: Path) -> bytes:
    if path.stat().st_size > ingestion.MOST_DOCUMENT_BYTES:
        raise DocumentTooLarge
    return path.read_bytes()


async def _embedded(
    tenancy: Tenancy, store: Store, documents: Sequence[Document]
) -> list[Document]:
    """The documents, once all of their passages are found by meaning."""
    total = sum(each.passages for each in documents)
    with _bar() as progress:
        bar = progress.add_task("Embedding", total=total)
        while True:
            async with tenancy.scope(store.id, OPERATOR) as scope:
                found = [await ingestion.document(scope, each.id) for each in documents]
            progress.update(bar, completed=sum(each.embedded for each in found))
            if all(each.state is DocumentState.READY for each in found):
                return found
            await asyncio.sleep(_POLL_S)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=terminal, transient=True)


def _told(added: Added) -> dict[str, object]:
    return {
        "added": [each.model_dump(mode="json") for each in added.documents],
        "known": [str(path) for path, _ in added.known],
        "refused": [
            {"file": str(path), "code": error.code, "message": error.message}
            for path, error in added.refused
        ],
    }


def _tell(added: Added) -> None:
    for each in added.documents:
        terminal.print(f"[bold]{each.title}[/]: {each.passages:,} passages [dim]({each.id})[/]")
    for path, error in added.known:
        terminal.print(f"[dim]{path.name}: {error.message}[/]")
    for path, error in added.refused:
        terminal.print(f"[red]{path.name}:[/] {error.message}")

"""What every command needs: the platform opened, errors in words, telling exit codes."""

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NoReturn, TypeVar

import orjson
import typer
from pydantic import BaseModel, ValidationError
from rich.console import Console

from storewise.infra import db, errors, jobs, migrations, telemetry
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Tenancy

EXIT_DEFECT = 1
EXIT_USAGE = 2
EXIT_NOT_FOUND = 3
EXIT_INVALID = 4
EXIT_CONFLICT = 5
EXIT_FORBIDDEN = 6
EXIT_UNAVAILABLE = 7
EXIT_ROWS_REJECTED = 8
EXIT_INTERRUPTED = 130

_EXITS: dict[type[errors.StorewiseError], int] = {
    errors.NotFound: EXIT_NOT_FOUND,
    errors.Invalid: EXIT_INVALID,
    errors.Conflict: EXIT_CONFLICT,
    errors.Forbidden: EXIT_FORBIDDEN,
    errors.Unavailable: EXIT_UNAVAILABLE,
    errors.TooMany: EXIT_UNAVAILABLE,
}

Answer = TypeVar("Answer")
terminal = Console(stderr=True, highlight=False)


def settings() -> Settings:
    """The settings of this process; a wrong one ends the command with words."""
    try:
        found = Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "__".join(str(part).upper() for part in problem["loc"])
            terminal.print(f"[red]STOREWISE_{name}:[/] {problem['msg']}")
        raise typer.Exit(EXIT_USAGE) from None
    telemetry.set_up_logging(found.log)
    return found


@asynccontextmanager
async def platform(chosen: Settings) -> AsyncIterator[Tenancy]:
    """The database started and brought up to date, and the resources open."""
    jobs.load("storewise.domain")
    where = await asyncio.to_thread(db.addresses, chosen)
    await asyncio.to_thread(migrations.upgrade, where)
    database = db.Database(where, chosen.database)
    try:
        async with open_resources(chosen) as resources:
            yield Tenancy(database, resources)
    finally:
        await database.close()


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Do a command's work; named errors become a sentence and an exit code."""
    try:
        with asyncio.Runner(loop_factory=_event_loop) as runner:
            return runner.run(work)
    except errors.StorewiseError as error:
        fail(error)
    except KeyboardInterrupt:
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _event_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def fail(error: errors.StorewiseError) -> NoReturn:
    """Tell a named error and end the command with the exit code of its kind."""
    terminal.print(f"[red]{error.message}[/] [dim]({error.code})[/]")
    for field in error.errors:
        terminal.print(f"  {field.pointer}: {field.message}")
    code = next((code for kind, code in _EXITS.items() if isinstance(error, kind)), EXIT_DEFECT)
    raise typer.Exit(code)


def tell_json(answer: BaseModel | dict[str, Any] | list[Any]) -> None:
    """Write an answer as one line of JSON to standard output."""
    if isinstance(answer, BaseModel):
        answer = answer.model_dump(mode="json")
    sys.stdout.write(orjson.dumps(answer, default=str).decode() + "\n")

"""`storewise ask`: the assistant in a terminal, one question or a conversation."""

import sys
from typing import Annotated

import typer

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import (
    Answer,
    Ask,
    Channel,
    Done,
    Failed,
    TextDelta,
    ToolReturned,
)
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import Actor, Tenancy

from .session import EXIT_UNAVAILABLE, platform, run, settings, tell_json, terminal

OPERATOR = Actor("operator")
LONGEST = 2000
_ENDS = {"", "exit", "quit"}


def command(
    store: Annotated[str, typer.Option("--store", "-s", help="Slug of the store.")],
    question: Annotated[
        str, typer.Argument(help="What to ask; without it, a conversation begins.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")] = False,
) -> None:
    """Ask a store's assistant."""
    if as_json and not question:
        raise typer.BadParameter("Give a question: a conversation is not told in JSON.")
    if len(question) > LONGEST:
        raise typer.BadParameter(f"A question may have at most {LONGEST:,} characters.")
    chosen = settings()

    async def work() -> None:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            if question:
                answer = await _ask(tenancy, owner, question, None, quiet=as_json)
                if as_json:
                    tell_json(answer)
                return
            terminal.print(f"[dim]Talking to {owner.name}. An empty line ends it.[/]")
            session = None
            while (asked := _read()) not in _ENDS:
                session = (await _ask(tenancy, owner, asked, session)).session

    run(work())


def _read() -> str:
    try:
        return input("? ").strip() if sys.stdin.isatty() else sys.stdin.readline().strip()
    except EOFError:
        return ""


async def _ask(
    tenancy: Tenancy, store: Store, question: str, session: str | None, *, quiet: bool = False
) -> Answer:
    """Ask, writing the answer as it comes; ends the command where it could not be finished."""
    ask = Ask(text=question[:LONGEST], session=session)
    events = assistant.converse(tenancy, store.id, OPERATOR, ask, channel=Channel.COMMAND_LINE)
    async for event in events:
        if isinstance(event, Done):
            if not quiet:
                _tell(event.answer)
            return event.answer
        if isinstance(event, Failed):
            terminal.print(f"[red]{event.message}[/] [dim]({event.code})[/]")
            break
        if quiet:
            continue
        if isinstance(event, TextDelta):
            sys.stdout.write(event.text)
            sys.stdout.flush()
        elif isinstance(event, ToolReturned):
            terminal.print(f"[dim]{event.tool}: {event.summary}, {event.ms:.0f} ms[/]")
    raise typer.Exit(EXIT_UNAVAILABLE)


def _tell(answer: Answer) -> None:
    sys.stdout.write("\n")
    for each in answer.citations:
        place = " › ".join([each.title, *each.title_path])
        page = f", page {each.page}" if each.page else ""
        terminal.print(f"[{each.number}] {place}{page}", style="dim", markup=False)
    if answer.notice:
        terminal.print(f"[yellow]{answer.notice}[/]")
    terminal.print(f"[dim]{answer.verdict.value}, {answer.total_ms:.0f} ms[/]")

"""The commands of `storewise`."""

import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, SecretStr, ValidationError
from rich.table import Table

from storewise import __version__, worker
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import (
    KeyDraft,
    Permission,
    StaffDraft,
    Store,
    StoreDraft,
)
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.domain.search.schemas import SearchQuery
from storewise.infra.currency import exponent
from storewise.infra.tenancy import Actor, Tenancy

from . import demo as demo_store
from .asking import command as ask_command
from .documents import app as documents_app
from .imports import command as import_command
from .processes import Child, kept_alive, serve_by_several
from .session import EXIT_INVALID, platform, run, settings, tell_json, terminal

OPERATOR = Actor("operator")
Draft = TypeVar("Draft", bound=BaseModel)

app = typer.Typer(
    name="storewise",
    help="Storewise: a store that sells, with search that finds and answers it can prove.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
store_app = typer.Typer(help="Open stores and let people in.", no_args_is_help=True)
app.add_typer(store_app, name="store")
app.add_typer(documents_app, name="documents")
app.command(name="import")(import_command)
app.command(name="ask")(ask_command)

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]
StoreSlug = Annotated[str, typer.Option("--store", "-s", help="Slug of the store.")]


def main() -> None:
    """Run the command line."""
    app()


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Tell the version.")] = False,
) -> None:
    """Storewise: a store that sells, with search that finds and answers it can prove."""
    if version:
        sys.stdout.write(f"storewise {__version__}\n")
        raise typer.Exit


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve a ready-made store, filled from the sample catalogue on the first start."""
    chosen = settings()
    if port is not None:
        chosen.server.port = port

    async def work() -> None:
        async with platform(chosen) as tenancy:
            sign_in = await demo_store.ensure(tenancy)
            await _serve(tenancy, lambda address: demo_store.welcome(address, sign_in))

    run(work())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    listener: Annotated[int | None, typer.Option("--socket", hidden=True)] = None,
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Serve the storefronts, the console and the API."""
    chosen = settings()
    chosen.server.host = host or chosen.server.host
    chosen.server.port = chosen.server.port if port is None else port

    async def work() -> None:
        async with platform(chosen) as tenancy:
            if listener is not None and parent is not None:
                await _serve_below(tenancy, parent, listener)
            else:
                await _serve(tenancy, lambda address: terminal.print(f"Serving on {address}"))

    run(work())


@app.command()
def work(
    parent: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Do background work: imports, indexing, embedding."""
    chosen = settings()

    async def labour() -> None:
        async with platform(chosen) as tenancy:
            await worker.work(tenancy, parent)

    run(labour())


@app.command()
def migrate() -> None:
    """Bring the database to the layout of this version."""
    chosen = settings()

    async def work() -> None:
        async with platform(chosen):
            terminal.print("The database is up to date.")

    run(work())


@app.command(name="search")
def search_command(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    store: StoreSlug,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many products.")] = 10,
    as_json: Json = False,
) -> None:
    """Search a store's published products."""
    chosen = settings()

    async def work() -> None:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.scope(owner.id, OPERATOR) as scope:
                query = SearchQuery(text=words, limit=limit, facets=False)
                found = await search.find(scope, query, count=False)
            if as_json:
                tell_json(found)
                return
            table = Table("Product", "Brand", "Price", box=None)
            for hit in found.hits:
                shown = hit.product
                price = Decimal(shown.price.amount).scaleb(-exponent(shown.price.currency))
                table.add_row(shown.title, shown.brand or "", f"{price} {shown.price.currency}")
            terminal.print(table)
            terminal.print(f"[dim]{found.total} products in {found.took_ms:.0f} ms[/]")

    run(work())


@app.command()
def reindex(store: StoreSlug) -> None:
    """Have a store's products and documents embedded anew, after a change of the model."""
    chosen = settings()

    async def work() -> None:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.scope(owner.id, OPERATOR) as scope:
                count = await search.rebuild(scope)
                waiting = await ingestion.renew_passages(scope)
        terminal.print(f"{count} products are indexed; changed texts are embedded by a worker.")
        terminal.print(f"{waiting} passages of documents wait for it.")

    run(work())


@store_app.command(name="create")
def create_store(
    slug: Annotated[str, typer.Argument(help="Name in addresses, such as my-shop.")],
    name: Annotated[str, typer.Option(help="Name for people.")] = "",
    currency: Annotated[str, typer.Option(help="ISO 4217 code.")] = "EUR",
    locale: Annotated[str, typer.Option(help="Language tag for formats.")] = "en",
    as_json: Json = False,
) -> None:
    """Open a store."""
    chosen = settings()
    draft = _checked(StoreDraft, slug=slug, name=name or slug, currency=currency, locale=locale)

    async def work() -> Store:
        async with platform(chosen) as tenancy, tenancy.platform(OPERATOR) as scope:
            return await identity.create_store(scope, draft)

    created = run(work())
    if as_json:
        tell_json(created)
    else:
        terminal.print(f"The store {created.name} is open: /shop/{created.slug}")


@store_app.command(name="list")
def list_stores(as_json: Json = False) -> None:
    """List all stores."""
    chosen = settings()

    async def work() -> list[Store]:
        async with platform(chosen) as tenancy, tenancy.platform(OPERATOR) as scope:
            return await identity.stores(scope)

    found = run(work())
    if as_json:
        tell_json([each.model_dump(mode="json") for each in found])
        return
    table = Table("Slug", "Name", "Currency", box=None)
    for each in found:
        table.add_row(each.slug, each.name, each.currency)
    terminal.print(table)


@store_app.command(name="invite")
def invite(
    store: Annotated[str, typer.Argument(help="Slug of the store.")],
    email: Annotated[str, typer.Argument(help="The person's e-mail address.")],
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
) -> None:
    """Let a person into a store's console, with a password that is asked for here."""
    chosen = settings()
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    draft = _checked(
        StaffDraft, email=email, name=name or email.partition("@")[0], password=SecretStr(password)
    )

    async def work() -> None:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.platform(OPERATOR) as scope:
                await identity.add_staff(scope, owner.id, draft)

    run(work())
    terminal.print(f"{draft.email} may now sign in to {store}.")


@store_app.command(name="key")
def create_key(
    store: Annotated[str, typer.Argument(help="Slug of the store.")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "command line",
    kind: Annotated[str, typer.Option(help="pk (publishable) or sk (secret).")] = "sk",
    scopes: Annotated[
        list[Permission] | None, typer.Option("--scope", help="What it may do; all by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make an API key and show its secret, this once."""
    chosen = settings()
    draft = _checked(KeyDraft, kind=kind, name=name, scopes=scopes or list(Permission))

    async def work() -> str:
        async with platform(chosen) as tenancy:
            owner = await identity.find_store(tenancy, slug=store)
            async with tenancy.scope(owner.id, OPERATOR) as scope:
                key = await identity.create_key(scope, draft)
                if as_json:
                    tell_json(key)
                return key.secret

    secret = run(work())
    if not as_json:
        sys.stdout.write(f"{secret}\n")


async def _serve(tenancy: Tenancy, announce: Callable[[str], None]) -> None:
    chosen = tenancy.resources.settings
    workers = [Child(("work",))] if chosen.worker.in_server else []
    async with kept_alive(*workers):
        if chosen.server.processes > 1:
            chosen.signing_key()  # made before several processes could each make one
            await serve_by_several(chosen.server, announce)
            return
        # The faces take half a second to import: commands that serve nothing should not wait.
        from .serving import serve

        await serve(tenancy, announce)


async def _serve_below(tenancy: Tenancy, parent: int, listener: int) -> None:
    from .serving import serve_below

    await serve_below(tenancy, parent, listener)


def _checked(shape: type[Draft], **fields: object) -> Draft:
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        for problem in error.errors():
            terminal.print(f"[red]{problem['loc'][0]}:[/] {problem['msg']}")
        raise typer.Exit(EXIT_INVALID) from None

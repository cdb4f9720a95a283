"""The demo store: made once from the sample catalogue, through the same doors as any other."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import SecretStr
from rich.panel import Panel

import storewise
from storewise.domain.catalog import service as catalog
from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import StoreNotFound
from storewise.domain.identity.schemas import StaffDraft, Store, StoreDraft
from storewise.domain.ingestion import service as ingestion
from storewise.infra.tenancy import SYSTEM, Tenancy

from .imports import ImportOrder, import_feed
from .session import terminal

SAMPLE = Path(storewise.__file__).parent / "sample_store"
EMAIL = "merchant@storewise.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """The demo merchant."""

    store: Store
    email: str
    password: str


async def ensure(tenancy: Tenancy) -> SignIn:
    """The demo store with its catalogue and documents; made where it is not there yet."""
    draft = StoreDraft.model_validate(orjson.loads((SAMPLE / "store.json").read_bytes()))
    password = _password(tenancy.resources.settings.data_dir)
    try:
        store = await identity.find_store(tenancy, slug=draft.slug)
    except StoreNotFound:
        async with tenancy.platform() as scope:
            store = await identity.create_store(scope, draft)
            person = StaffDraft(email=EMAIL, name="Demo merchant", password=SecretStr(password))
            await identity.add_staff(scope, store.id, person)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        filled = (await catalog.counts(scope)).products
    if not filled:
        terminal.print(f"Filling [bold]{store.name}[/] from the sample catalogue …")
        await import_feed(tenancy, store, ImportOrder(SAMPLE / "products.csv"))
    await _add_documents(tenancy, store)
    return SignIn(store, EMAIL, password)


async def _add_documents(tenancy: Tenancy, store: Store) -> None:
    """Give the store its policies and manuals, unless it has documents by now."""
    async with tenancy.scope(store.id, SYSTEM) as scope:
        if (await ingestion.documents(scope, limit=1)).items:
            return
    for file in sorted((SAMPLE / "documents").iterdir()):
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await ingestion.add_document(scope, file.name, file.read_bytes())


def welcome(address: str, sign_in: SignIn) -> None:
    """Tell where everything is."""
    slug = sign_in.store.slug
    terminal.print(
        Panel(
            f"Storefront   {address}/shop/{slug}/\n"
            f"Console      {address}/console\n"
            f"             {sign_in.email}\n"
            f"             {sign_in.password}\n"
            f"API          {address}/api/v1/docs\n\n"
            "[dim]Ctrl-C stops everything; nothing is lost.[/]",
            title=f"[bold]{sign_in.store.name}[/] is open",
            expand=False,
        )
    )


def _password(data_dir: Path) -> str:
    kept = data_dir / "demo-password.txt"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text().strip()

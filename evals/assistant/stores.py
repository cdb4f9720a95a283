"""A data folder with the stores that the questions are asked in; made once, used again."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from storewise.cli.imports import ImportOrder, import_feed
from storewise.cli.session import platform
from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import StoreNotFound
from storewise.domain.identity.schemas import Store, StoreDraft
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Document, DocumentState, Passage
from storewise.infra.jobs import Worker
from storewise.infra.settings import Settings
from storewise.infra.tenancy import SYSTEM, Tenancy

from .records import Corpus

MOST_WAIT_S = 300


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store ready to be asked: its documents' keys by id, and its passages by id."""

    store: Store
    corpus: Corpus
    keys: dict[UUID, str]
    passages: dict[UUID, Passage]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Tenancy]:
    """The platform on a data folder, with the language model that the environment configures."""
    async with platform(Settings(data_dir=folder)) as tenancy:
        yield tenancy


async def prepare(tenancy: Tenancy, corpus: Corpus, data: Path) -> Prepared:
    """The store of a corpus; made and filled by the real import where it is not there yet."""
    titles = corpus.titles
    try:
        store = await identity.find_store(tenancy, slug=corpus.name)
    except StoreNotFound:
        draft = StoreDraft(slug=corpus.name, name=corpus.name.title(), currency=corpus.currency)
        async with tenancy.platform() as scope:
            store = await identity.create_store(scope, draft)
        if corpus.records:
            await _fill(tenancy, store, corpus, data)
    known = {each.title: each.id for each in await _documents(tenancy, store)}
    for key, content in corpus.documents.items():
        await _keep(tenancy, store, key, titles[key], content.encode(), known.get(titles[key]))
    documents = await _embedded(tenancy, store)
    keys_by_title = {title: key for key, title in titles.items()}
    passages: dict[UUID, Passage] = {}
    async with tenancy.scope(store.id, SYSTEM) as scope:
        for each in documents:
            passages |= {p.id: p for p in await ingestion.passages(scope, each.id)}
    return Prepared(store, corpus, {d.id: keys_by_title[d.title] for d in documents}, passages)


async def _fill(tenancy: Tenancy, store: Store, corpus: Corpus, data: Path) -> None:
    if corpus.name == "contoso":
        feed = data / "contoso_outdoor" / "products.csv"
        await import_feed(tenancy, store, ImportOrder(feed))
        return
    with tempfile.TemporaryDirectory() as beside:
        mapping = Path(beside) / "mapping.yaml"
        mapping.write_text("price_unit: minor\n", encoding="utf-8")
        feed = data / "icecat" / "products.jsonl.gz"
        await import_feed(tenancy, store, ImportOrder(feed, mapping=mapping))


async def _keep(
    tenancy: Tenancy, store: Store, key: str, title: str, content: bytes, known: UUID | None
) -> None:
    """Add a document, or replace it where it has changed since the last run."""
    name = f"{key.replace(' / ', '-')}.md"
    async with tenancy.scope(store.id, SYSTEM) as scope:
        if known is None:
            await ingestion.add_document(scope, name, content, title)
        elif (await ingestion.document_file(scope, known))[2] != content:
            await ingestion.replace_document(scope, known, name, content, title)


async def _documents(tenancy: Tenancy, store: Store) -> list[Document]:
    found: list[Document] = []
    cursor = None
    async with tenancy.scope(store.id, SYSTEM) as scope:
        while True:
            page = await ingestion.documents(scope, cursor, 100)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found


async def _embedded(tenancy: Tenancy, store: Store) -> list[Document]:
    """The store's documents, once a worker has embedded all of their passages."""
    found = await _documents(tenancy, store)
    if all(each.state is DocumentState.READY for each in found):
        return found
    worker = asyncio.create_task(Worker(tenancy).run())
    try:
        async with asyncio.timeout(MOST_WAIT_S):
            while any(each.state is not DocumentState.READY for each in found):
                await asyncio.sleep(0.3)
                found = await _documents(tenancy, store)
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
    return found

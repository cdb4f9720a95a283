"""What one process keeps of search: an index per store, built when first needed and kept fresh.

PostgreSQL holds the documents; an index is a copy that may be dropped at any time. A node hears of
changes by NOTIFY, looks by itself now and then in case it missed one, and drops the indexes that
were not used for longest when they pass the memory that is set.
"""

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import psycopg
import structlog
from sqlalchemy.exc import DBAPIError

from storewise.domain.catalog import service as catalog
from storewise.domain.identity import service as identity
from storewise.infra import telemetry
from storewise.infra.db import listening
from storewise.infra.tenancy import SYSTEM, Tenancy
from storewise.ml.retrieval import Attribute, Index, Lexicon, Synonyms

from . import documents, queries
from .models import SynonymRow

STEP = 2_000
MEGABYTE = 1_000_000
FLUSH_S = 3.0
LONGEST_QUERY = 120
LEXICON_REST = 20.0

Answer = TypeVar("Answer")
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class StoreIndex:
    """The index of one store, and how far it has followed the store's changes."""

    index: Index
    changed: int = 0
    embedded: int = 0
    looked: float = 0.0
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    known_attributes: int = -1
    refreshing: asyncio.Lock = field(default_factory=asyncio.Lock)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    lexicon: Lexicon | None = None
    lexicon_of: tuple[int, int] = (-1, -1)
    lexicon_until: float = 0.0

    def path_of(self, names: tuple[str, ...]) -> str | None:
        """The path of slugs of a category, by its path of names."""
        return next((path for path, found in self.paths.items() if found == names), None)

    def path_of_leaf(self, name: str) -> str | None:
        """The path of slugs of the uppermost category of this name."""
        paths = [path for path, names in self.paths.items() if names[-1] == name]
        return min(paths, key=lambda path: (path.count("/"), path), default=None)


class SearchNode:
    """The indexes of one process."""

    def __init__(self, tenancy: Tenancy) -> None:
        self._tenancy = tenancy
        self._settings = tenancy.resources.settings.search
        self._threads = ThreadPoolExecutor(self._settings.threads, "search")
        self._indexes: OrderedDict[UUID, StoreIndex] = OrderedDict()
        self._opening: dict[UUID, asyncio.Lock] = {}
        self._made: dict[UUID, dict[str, tuple[int, int]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._start(self._listen_for_ever())
        self._start(self._count_for_ever())

    @classmethod
    def of(cls, tenancy: Tenancy) -> "SearchNode":
        """The node of this process."""
        return tenancy.resources.keep(cls, lambda: cls(tenancy))

    async def index(self, store_id: UUID) -> StoreIndex:
        """The index of a store; the first call builds it, later ones look for changes at times."""
        kept = self._indexes.get(store_id)
        if kept is None:
            async with self._opening.setdefault(store_id, asyncio.Lock()):
                kept = self._indexes.get(store_id) or await self._open(store_id)
            self._make_room()
        self._indexes.move_to_end(store_id)
        if time.monotonic() - kept.looked > self._settings.refresh_s:
            kept.looked = time.monotonic()
            self._start(self._refresh(store_id, kept))
        return kept

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do work on an index in a thread, so that the event loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def lexicon(self, store_id: UUID) -> Lexicon:
        """The words by which a store's products can be narrowed.

        It is read anew after a change, but takes no more than a twentieth of the time.
        """
        kept = await self.index(store_id)
        async with kept.reading:
            state = (kept.changed, kept.known_attributes)
            started = time.monotonic()
            if kept.lexicon is None or (state != kept.lexicon_of and started > kept.lexicon_until):
                kept.lexicon = await self.run(kept.index.lexicon)
                kept.lexicon_of = state
                took = time.monotonic() - started
                kept.lexicon_until = started + LEXICON_REST * took
            return kept.lexicon

    def count(self, store_id: UUID, words: str, total: int) -> None:
        """Note that shoppers searched for these words and how many products they found."""
        made = self._made.setdefault(store_id, {})
        key = " ".join(words.lower().split())[:LONGEST_QUERY]
        made[key] = (made.get(key, (0, 0))[0] + 1, total)

    async def refresh(self, store_id: UUID) -> None:
        """Bring a store's index up to what is committed now."""
        kept = await self.index(store_id)
        await self._refresh(store_id, kept)
        await self._reread_synonyms(store_id, kept)

    async def write_counts(self) -> None:
        """Write the searches that were counted since the last time."""
        made, self._made = self._made, {}
        for store_id, counted in made.items():
            async with self._tenancy.scope(store_id, SYSTEM) as scope:
                await queries.count_queries(scope, counted)

    async def close(self) -> None:
        """Write what was counted and let go of everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(DBAPIError):
            await self.write_counts()
        self._threads.shutdown(cancel_futures=True)

    async def _open(self, store_id: UUID) -> StoreIndex:
        async with self._tenancy.scope(store_id, SYSTEM) as scope:
            store = await identity.store(scope)
            synonyms = _synonyms(await queries.synonyms(scope))
            # Documents bring their vectors along; only later ones are asked for by themselves.
            embedded = await queries.last_embedded(scope)
        index = Index(language=store.locale[:2], synonyms=synonyms)
        opened = StoreIndex(index, embedded=embedded)
        await self._refresh(store_id, opened)
        opened.looked = time.monotonic()
        self._indexes[store_id] = opened
        return opened

    async def _refresh(self, store_id: UUID, kept: StoreIndex) -> None:
        async with kept.refreshing:
            while await self._take_documents(store_id, kept):
                pass
            while await self._take_vectors(store_id, kept):
                pass
        telemetry.INDEXES.set(sum(each.index.nbytes for each in self._indexes.values()))

    async def _take_documents(self, store_id: UUID, kept: StoreIndex) -> bool:
        async with self._tenancy.scope(store_id, SYSTEM) as scope:
            rows = await queries.documents_after(scope, kept.changed, STEP)
            if not rows:
                return False
            definitions = await catalog.attributes(scope)
        await self.run(lambda: _take(kept, rows))
        labels = {d.code: Attribute(d.label, d.unit) for d in definitions}
        labels |= {code: Attribute(label) for code, label in kept.labels.items()}
        if len(labels) != kept.known_attributes:
            kept.known_attributes = len(labels)
            await self.run(lambda: kept.index.describe(attributes=labels))
        kept.changed = rows[-1][3]
        return len(rows) == STEP

    async def _take_vectors(self, store_id: UUID, kept: StoreIndex) -> bool:
        async with self._tenancy.scope(store_id, SYSTEM) as scope:
            rows = await queries.vectors_after(scope, kept.embedded, STEP)
        if not rows:
            return False
        vectors = {str(row[0]): v for row in rows if (v := queries.vector_of(row[1])) is not None}
        await self.run(lambda: kept.index.set_vectors(vectors))
        kept.embedded = rows[-1][2]
        return len(rows) == STEP

    def _make_room(self) -> None:
        limit = self._settings.memory_mb * MEGABYTE
        while len(self._indexes) > 1 and (
            sum(each.index.nbytes for each in self._indexes.values()) > limit
        ):
            store_id, _ = self._indexes.popitem(last=False)
            self._opening.pop(store_id, None)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                async with listening(self._tenancy.database.where, queries.CHANNEL) as payloads:
                    async for told in payloads:
                        self._hear(told)
            except psycopg.OperationalError:
                log.warning("listening_again", channel=queries.CHANNEL)
                await asyncio.sleep(1)

    def _hear(self, told: str) -> None:
        store_id = UUID(told.removeprefix(queries.SYNONYMS))
        kept = self._indexes.get(store_id)
        if kept is None:
            return
        kept.looked = time.monotonic()
        again = self._reread_synonyms if told.startswith(queries.SYNONYMS) else self._refresh
        self._start(again(store_id, kept))

    async def _reread_synonyms(self, store_id: UUID, kept: StoreIndex) -> None:
        async with self._tenancy.scope(store_id, SYSTEM) as scope:
            synonyms = _synonyms(await queries.synonyms(scope))
        kept.index.describe(synonyms=synonyms)

    async def _count_for_ever(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_S)
            await self.write_counts()


def _take(kept: StoreIndex, rows: Sequence[tuple[UUID, str | None, bytes | None, int]]) -> None:
    upserts, deletes = [], []
    for product_id, body, sent, _ in rows:
        if body is None:
            deletes.append(str(product_id))
            continue
        stored = documents.read(product_id, body, queries.vector_of(sent))
        kept.paths |= stored.paths
        kept.labels |= stored.labels
        upserts.append(stored.document)
    kept.index.update(upserts, deletes)


def _synonyms(rows: Sequence[SynonymRow]) -> Synonyms:
    one_way: dict[str, list[str]] = {}
    for row in rows:
        if row.one_way:
            one_way.setdefault(row.words[0], []).extend(row.words[1:])
    return Synonyms(groups=[row.words for row in rows if not row.one_way], one_way=one_way)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        # A search goes on with the index it has; the next look tries again.
        log.exception("search_node_failed")

"""What one process holds open: settings, files, cache, embedder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from .cache import Cache
from .embeddings import Embedder, make_embedder
from .settings import Settings
from .storage import Storage


@dataclass(frozen=True, slots=True)
class Resources:
    """What services reach through their scope besides the database."""

    settings: Settings
    storage: Storage
    cache: Cache
    embedder: Embedder


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open what a process needs, and close it at the end."""
    embedder = make_embedder(settings.embedding)
    cache = Cache(settings.cache.url)
    try:
        yield Resources(settings, Storage(settings), cache, embedder)
    finally:
        await cache.close()
        await embedder.close()

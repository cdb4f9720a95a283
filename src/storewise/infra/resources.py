"""What one process holds open: settings, files, cache, embedder, mail, and contexts' memory."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from .cache import Cache
from .embeddings import Embedder, make_embedder
from .mail import Mailer
from .settings import Settings
from .storage import Storage


class Closable(Protocol):
    """Something that is closed when the process ends."""

    async def close(self) -> None:
        """Let go of everything."""


Kept = TypeVar("Kept", bound=Closable)


@dataclass(frozen=True, slots=True)
class Resources:
    """What services reach through their scope besides the database."""

    settings: Settings
    storage: Storage
    cache: Cache
    embedder: Embedder
    mailer: Mailer
    _kept: dict[type, Any] = field(default_factory=dict)

    def keep(self, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
        """The one `kind` of this process; made at the first call and closed at the end."""
        if kind not in self._kept:
            self._kept[kind] = make()
        return cast("Kept", self._kept[kind])

    async def close(self) -> None:
        """Close everything, last opened first."""
        while self._kept:
            await self._kept.popitem()[1].close()
        await self.cache.close()
        await self.embedder.close()


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open what a process needs, and close it at the end."""
    resources = Resources(
        settings,
        Storage(settings),
        Cache(settings.cache.url),
        make_embedder(settings.embedding),
        Mailer(settings),
    )
    try:
        yield resources
    finally:
        await resources.close()

"""Puts the pictures that an import announced into storage: out of its feed, or from the web."""

from contextlib import AsyncExitStack
from itertools import groupby
from typing import Any
from uuid import UUID

import structlog

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import PictureUnreadable
from storewise.infra.jobs import Work

from . import queries
from .errors import FeedRefused
from .feeds import stored_feed
from .fetching import NotFetched, fetch
from .reading import Feed

AT_ONCE = 50

log = structlog.get_logger(__name__)


async def store_pictures(work: Work, import_id: UUID) -> None:
    """Take all pictures that an import still waits for; each product's are one transaction.

    What cannot be had is marked as failed. Stops early when the worker is asked to.
    """
    async with AsyncExitStack() as stack:
        feed = await _feed(work, import_id, stack)
        while not work.stopping():
            async with work.scope() as scope:
                waiting = await queries.next_pictures(scope, import_id, AT_ONCE)
            if not waiting:
                return
            for product_id, rows in groupby(waiting, key=lambda row: row.product_id):
                await _store(work, import_id, product_id, [row.source for row in rows], feed)


async def _feed(work: Work, import_id: UUID, stack: AsyncExitStack) -> Feed | None:
    """The feed of the import, if its file is still there."""
    async with work.scope() as scope:
        row = await queries.import_row(scope, import_id)
    if row is None:
        return None
    storage = work.tenancy.resources.storage
    try:
        return await stack.enter_async_context(stored_feed(storage, row.file_key, row.file_name))
    except FeedRefused:
        return None


async def _store(
    work: Work, import_id: UUID, product_id: UUID, sources: list[str], feed: Feed | None
) -> None:
    storage = work.tenancy.resources.storage
    found: dict[str, Any] = {}
    for source in sources:
        try:
            content = await _content(source, feed)
            found[source] = await catalog.store_picture(storage, work.store_id, content)
        except (PictureUnreadable, NotFetched, FeedRefused) as error:
            log.info("picture_failed", product=str(product_id), reason=str(error))
            found[source] = None
    async with work.scope() as scope:
        for source, rendering in found.items():
            await catalog.set_picture(scope, product_id, source, rendering)
        await queries.remove_picture(scope, import_id, product_id, sources)


async def _content(source: str, feed: Feed | None) -> bytes:
    if source.startswith(("http://", "https://")):
        return await fetch(source)
    entry = feed.picture(source) if feed else None
    if feed is None or entry is None:
        raise NotFetched("The picture is not in the feed.")
    return feed.picture_bytes(entry)

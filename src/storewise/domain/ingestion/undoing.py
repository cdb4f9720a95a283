"""Undoes an import: puts back what was before it, portion by portion."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft
from storewise.infra.errors import Conflict
from storewise.infra.jobs import Work
from storewise.infra.tenancy import Scope

from . import queries
from .models import ChangeRow
from .schemas import ImportState

AT_ONCE = 200


async def undo(work: Work, import_id: UUID) -> None:
    """Write all before-images, archive what the import created, and forget what it knew."""
    while True:
        async with work.scope() as scope:
            row = await queries.import_row(scope, import_id, lock=True)
            if row is None or row.state != ImportState.UNDOING:
                return
            changes = await queries.changes_after(scope, import_id, "", AT_ONCE)
            if not changes:
                await queries.change_import(scope, import_id, state=ImportState.UNDONE.value)
                return
            await _put_back(scope, row.feed, changes)
            names = [change.external_id for change in changes]
            await queries.remove_changes(scope, import_id, names)


async def _put_back(scope: Scope, feed: str, changes: Sequence[ChangeRow]) -> None:
    created = [change for change in changes if change.before is None]
    if created:
        await catalog.archive_products(scope, [change.product_id for change in created])
    changed = [change for change in changes if change.before is not None]
    now = await catalog.drafts(scope, [change.product_id for change in changed])
    changed = [change for change in changed if change.product_id in now]
    writes = [
        catalog.ProductWrite(ProductDraft.model_validate(change.before), change.product_id)
        for change in changed
    ]
    await _write(scope, writes, now)
    pictures = []
    for change, write in zip(changed, writes, strict=True):
        pictures += _lost_pictures(scope, change, write.draft, now[change.product_id])
    await queries.add_pictures(scope, pictures)
    forgotten = [change.external_id for change in changes if change.record is None]
    await queries.remove_records(scope, feed, forgotten)
    known = [_record(scope, feed, change) for change in changed if change.record is not None]
    await queries.put_records(scope, known)


async def _write(
    scope: Scope, writes: list[catalog.ProductWrite], now: dict[UUID, ProductDraft]
) -> None:
    """Write before-images; where another product has the handle by now, keep the present one."""
    if not writes:
        return
    try:
        async with scope.session.begin_nested():
            await catalog.write_products(scope, writes)
        return
    except Conflict:
        pass
    for write in writes:
        try:
            async with scope.session.begin_nested():
                await catalog.write_products(scope, [write])
        except Conflict:
            present = now[write.product_id] if write.product_id else write.draft
            draft = write.draft.model_copy(update={"handle": present.handle})
            await catalog.write_products(scope, [catalog.ProductWrite(draft, write.product_id)])


def _lost_pictures(
    scope: Scope, change: ChangeRow, before: ProductDraft, now: ProductDraft
) -> list[dict[str, Any]]:
    """Pictures of the feed that the import took off; they come from the file of the one before."""
    if change.record is None:
        return []
    present = {image.src for image in now.images}
    lost = [image.src for image in before.images if image.src not in present]
    return [
        {
            "store_id": scope.store_id,
            "import_id": change.record["import_id"],
            "product_id": change.product_id,
            "source": source,
        }
        for source in dict.fromkeys(lost)
        if not source.startswith(("http://", "https://"))
    ]


def _record(scope: Scope, feed: str, change: ChangeRow) -> dict[str, Any]:
    record = change.record or {}
    return {
        "store_id": scope.store_id,
        "feed": feed,
        "external_id": change.external_id,
        "product_id": change.product_id,
        "content_hash": bytes.fromhex(record["content_hash"]),
        "row_hash": bytes.fromhex(record["row_hash"]),
        "claims": bytes.fromhex(record["claims"]),
        "import_id": record["import_id"],
    }

"""The use-cases of feeds: one is uploaded, mapped, previewed, applied, and can be undone."""

import asyncio
import base64
import binascii
import re
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from storewise.infra.errors import StorewiseError
from storewise.infra.storage import Storage
from storewise.infra.tenancy import Scope, new_id

from .. import queries, running, telling
from ..errors import CursorInvalid, ImportBusy, ImportNotFound
from ..exporting import csv_line
from ..feeds import packed, pictures_beside
from ..mapping import Mapping
from ..models import ImportRow
from ..overriding import continued, overridden, read_mapping
from ..planning import Plan, check_mapping, plan_feed
from ..reading import open_feed
from ..schemas import (
    Import,
    ImportOptions,
    ImportPage,
    ImportState,
    RowError,
    RowErrorPage,
)
from ..working import (
    defer,
    end,
)

MAPPING_BYTES = 1_000_000
_TRUSTED = {"operator", "system"}
_LIVE = {ImportState.APPLYING, ImportState.DONE}


async def create_import(
    scope: Scope,
    file_name: str,
    path: Path,
    options: ImportOptions | None = None,
    changes: dict[str, Any] | None = None,
) -> Import:
    """Take in a feed: a file, an archive or a folder. Its layout is detected, its mapping proposed.

    The mapping of the feed's last import goes on to hold for columns that it knows; `changes`
    (what a mapping file holds) override single rules. Nothing is imported yet. Raises a
    FeedRefused that says why the file is none, or MappingInvalid.
    """
    options = options or ImportOptions()
    import_id = new_id()
    key = f"{scope.store_id}/imports/{import_id}/{_safe(file_name)}"
    storage = scope.resources.storage
    trusted = scope.actor.kind in _TRUSTED
    plan, size = await _take_in(storage, key, path, file_name, trusted=trusted)
    try:
        last = await queries.last_done(scope, options.feed)
        mapping = plan.mapping
        before = await queries.plan(scope, last.id) if last else {}
        if before.get("dialect") == plan.dialect.name:
            mapping = continued(Mapping.model_validate(before["mapping"]), mapping)
        plan = plan.with_mapping(overridden(mapping, changes or {}))
        await queries.add_import(
            scope,
            {
                "id": import_id,
                "feed": options.feed,
                "file_name": file_name[:200],
                "file_size": size,
                "file_key": key,
                "state": ImportState.READY.value,
                "options": options.model_dump(mode="json"),
                "plan": telling.kept_plan(plan),
            },
        )
    except StorewiseError:
        await storage.delete([key])
        raise
    return await import_(scope, import_id)


async def import_(scope: Scope, import_id: UUID) -> Import:
    """An import with its progress; raises ImportNotFound."""
    row = await _row(scope, import_id)
    (found,) = await telling.shown(scope, [row], live=ImportState(row.state) in _LIVE)
    return found


async def imports(scope: Scope, cursor: str | None = None, limit: int = 20) -> ImportPage:
    """A page of the list of imports, newest first; raises CursorInvalid."""
    after = UUID(bytes=_decoded(cursor, 16)) if cursor else None
    rows = await queries.import_page(scope, after, limit + 1)
    items = await telling.shown(scope, rows[:limit])
    more = len(rows) > limit
    return ImportPage(items=items, next_cursor=_encoded(items[-1].id.bytes) if more else None)


async def change_import(
    scope: Scope,
    import_id: UUID,
    *,
    options: ImportOptions | None = None,
    mapping: Mapping | None = None,
    changes: dict[str, Any] | None = None,
) -> Import:
    """Change how a feed that was not started yet will be imported.

    `mapping` replaces all rules, `changes` override single ones. Raises ImportNotFound,
    ImportBusy or MappingInvalid.
    """
    row = await _row(scope, import_id, {ImportState.READY})
    values: dict[str, Any] = {"preview": None}
    if options is not None:
        values |= {"options": options.model_dump(mode="json"), "feed": options.feed}
    if mapping is not None or changes:
        plan = await queries.plan(scope, import_id)
        base = mapping or Mapping.model_validate(plan["mapping"])
        final = overridden(base, changes or {})
        kept = final.model_dump(mode="json", exclude_defaults=True)
        values |= {"plan": {**plan, "mapping": kept}, "revision": row.revision + 1}
    await queries.change_import(scope, import_id, **values)
    scope.session.expire(row)
    return await import_(scope, import_id)


async def preview_import(scope: Scope, import_id: UUID) -> Import:
    """Have the whole feed read and compared; the answer stands in `preview` when it is ready again.

    Raises ImportNotFound, ImportBusy, or ColumnsMissing.
    """
    row = await _row(scope, import_id, {ImportState.READY})
    await _check_mapping(scope, import_id)
    return await _move(scope, row, ImportState.PREVIEWING, "ingestion.preview", failure=None)


async def start_import(scope: Scope, import_id: UUID) -> Import:
    """Have the feed imported in the background.

    Raises ImportNotFound, ImportBusy or ColumnsMissing.
    """
    row = await _row(scope, import_id, {ImportState.READY})
    await _check_mapping(scope, import_id)
    return await _move(scope, row, ImportState.QUEUED, "ingestion.apply")


async def cancel_import(scope: Scope, import_id: UUID) -> Import:
    """Stop an import: at once if it waits, else after the portion that is being written.

    What is written stays; `undo_import` takes it back. Raises ImportNotFound or ImportBusy.
    """
    active = {ImportState.READY, ImportState.PREVIEWING, ImportState.QUEUED, ImportState.APPLYING}
    row = await _row(scope, import_id, active)
    if row.state == ImportState.APPLYING:
        await queries.change_import(scope, import_id, cancel_requested=True)
    else:
        await end(scope, row.id, ImportState.CANCELLED, None)
    scope.session.expire(row)
    return await import_(scope, import_id)


async def resume_import(scope: Scope, import_id: UUID) -> Import:
    """Go on with an import that failed or was cancelled; raises ImportNotFound or ImportBusy."""
    row = await _row(scope, import_id, {ImportState.FAILED, ImportState.CANCELLED})
    await _check_mapping(scope, import_id)
    return await _move(
        scope, row, ImportState.QUEUED, "ingestion.apply",
        failure=None, cancel_requested=False, finished_at=None,
    )  # fmt: skip


async def undo_import(scope: Scope, import_id: UUID) -> Import:
    """Put back what was before the last import of a feed: products that it changed or archived
    become what they were, products that it created are archived.

    Raises ImportNotFound, or ImportBusy where the import wrote nothing or is not the feed's last.
    """
    row = await _row(
        scope, import_id, {ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED}
    )
    (found,) = await telling.shown(scope, [row])
    if not found.can_undo:
        raise ImportBusy("Only the last import of a feed can be undone.")
    return await _move(scope, row, ImportState.UNDOING, "ingestion.undo")


async def import_errors(
    scope: Scope, import_id: UUID, cursor: str | None = None, limit: int = 100
) -> RowErrorPage:
    """A page of what is wrong with rows, in the order of the feed; at most 10,000 are kept.

    Raises ImportNotFound or CursorInvalid.
    """
    await _row(scope, import_id)
    after = int.from_bytes(_decoded(cursor, 4)) if cursor else -1
    rows = await queries.errors_after(scope, import_id, after, limit + 1)
    items = [RowError.model_validate(row, from_attributes=True) for row in rows[:limit]]
    more = len(rows) > limit
    last = rows[limit - 1].position.to_bytes(4) if more else b""
    return RowErrorPage(items=items, next_cursor=_encoded(last) if more else None)


async def error_csv(scope: Scope, import_id: UUID) -> bytes:
    """All kept errors as CSV that no spreadsheet takes for formulas; raises ImportNotFound."""
    await _row(scope, import_id)
    columns = ("row", "column", "code", "message", "value", "severity", "file")
    rows = await queries.errors_after(scope, import_id, -1, running.ERRORS_KEPT)
    lines = [csv_line(columns)]
    lines += [csv_line([str(getattr(row, name)) for name in columns]) for row in rows]
    return "".join(lines).encode("utf-8-sig")


def read_mapping_file(path: Path) -> dict[str, Any]:
    """The changes that a mapping file (YAML, JSON or TOML) states; raises MappingInvalid."""
    with path.open("rb") as file:
        return read_mapping(file.read(MAPPING_BYTES), path.name)


# ------------------------------------------------------------------ within


async def _take_in(
    storage: Storage, key: str, path: Path, file_name: str, *, trusted: bool
) -> tuple[Plan, int]:
    """Plan a feed and put it into storage; returns the plan and the bytes stored."""

    def prepared(folder: Path) -> tuple[Plan, Path]:
        with open_feed(path, file_name) as feed:
            plan = plan_feed(feed)
            beside = pictures_beside(path, plan) if trusted and path.is_file() else {}
            return plan, packed(path, beside, folder)

    with tempfile.TemporaryDirectory(prefix="storewise-import-") as folder:
        plan, file = await asyncio.to_thread(prepared, Path(folder))
        return plan, await storage.put(key, file)


async def _row(scope: Scope, import_id: UUID, states: set[ImportState] | None = None) -> ImportRow:
    """An import in one of `states`, locked where states are given."""
    row = await queries.import_row(scope, import_id, lock=states is not None)
    if row is None:
        raise ImportNotFound
    if states is not None and ImportState(row.state) not in states:
        raise ImportBusy(f"This cannot be done while the import is {row.state}.")
    return row


async def _check_mapping(scope: Scope, import_id: UUID) -> None:
    plan = await queries.plan(scope, import_id)
    check_mapping(Mapping.model_validate(plan["mapping"]))


async def _move(
    scope: Scope, row: ImportRow, state: ImportState, task: str, **values: Any
) -> Import:
    """Put an import into a state, and have the work done that belongs to it."""
    import_id = row.id
    await queries.change_import(scope, import_id, state=state.value, **values)
    await defer(scope, task, import_id)
    scope.session.expire(row)
    return await import_(scope, import_id)


def _safe(name: str) -> str:
    """A file name that is safe within a storage key."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", Path(name).name).strip("._")[-100:] or "feed"


def _encoded(position: bytes) -> str:
    return base64.urlsafe_b64encode(position).decode().rstrip("=")


def _decoded(cursor: str, length: int) -> bytes:
    try:
        position = base64.urlsafe_b64decode(cursor.encode() + b"==")
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid from error
    if len(position) != length:
        raise CursorInvalid
    return position

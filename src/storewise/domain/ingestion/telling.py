"""Imports as merchants see them, made from rows."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from storewise.domain.search import service as search
from storewise.domain.search.schemas import IndexState
from storewise.infra.tenancy import Scope

from . import queries
from .mapping import Mapping
from .models import ImportRow
from .planning import Plan, missing_targets
from .proposal import remarks
from .schemas import (
    Counts,
    Import,
    ImportOptions,
    ImportPlan,
    ImportProgress,
    ImportState,
    PlannedColumn,
    Preview,
)

PLANS_REMEMBERED = 32
COUNTED_EVERY_S = 0.5
_plans: dict[tuple[UUID, int], ImportPlan] = {}
_counted: dict[UUID, tuple[float, IndexState]] = {}
ENDED = {ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED}


def kept_plan(plan: Plan) -> dict[str, Any]:
    """A plan as it is kept: what does not follow from the mapping, and the mapping itself."""
    columns = [rule.column for rule in plan.mapping.columns]
    return {
        "dialect": plan.dialect.name,
        "label": plan.dialect.label,
        "confidence": plan.confidence,
        "reason": plan.reason,
        "found": list(plan.found),
        "whole_price": plan.whole_price,
        "examples": {c: examples for c in columns if (examples := plan.examples(c))},
        "mapping": plan.mapping.model_dump(mode="json", exclude_defaults=True),
    }


def shown_plan(kept: dict[str, Any]) -> ImportPlan:
    """A plan as merchants see it."""
    mapping = Mapping.model_validate(kept["mapping"])
    return ImportPlan(
        dialect=kept["dialect"],
        label=kept["label"],
        confidence=kept["confidence"],
        reason=kept["reason"],
        notices=[*kept["found"], *remarks(mapping, kept["whole_price"])],
        missing=list(missing_targets(mapping)),
        columns=[
            PlannedColumn(rule=rule, examples=kept["examples"].get(rule.column, []))
            for rule in mapping.columns
        ],
        mapping=mapping,
    )


async def shown(scope: Scope, rows: Sequence[ImportRow], *, live: bool = False) -> list[Import]:
    """Imports as merchants see them; with `live` also how far search is with the products."""
    ids = [row.id for row in rows]
    waiting = await queries.pictures_waiting(scope, ids)
    last = set((await queries.last_touched(scope, {row.feed for row in rows})).values())
    undoable = last & await queries.with_changes(scope, ids)
    index = await _index_state(scope) if live else None
    return [
        Import(
            id=row.id,
            file_name=row.file_name,
            file_size=row.file_size,
            state=ImportState(row.state),
            options=ImportOptions.model_validate(row.options),
            plan=await _plan(scope, row),
            preview=Preview.model_validate(row.preview) if row.preview else None,
            progress=_progress(row, waiting.get(row.id, 0), index),
            failure=row.failure,
            cancel_requested=row.cancel_requested,
            can_undo=row.id in undoable and ImportState(row.state) in ENDED,
            created_at=row.created_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
        )
        for row in rows
    ]


async def _plan(scope: Scope, row: ImportRow) -> ImportPlan:
    """The plan of an import; those looked at lately are remembered by their revision."""
    key = (row.id, row.revision)
    if (known := _plans.get(key)) is None:
        known = shown_plan(await queries.plan(scope, row.id))
        while len(_plans) >= PLANS_REMEMBERED:
            _plans.pop(next(iter(_plans)), None)
        _plans[key] = known
    return known


async def _index_state(scope: Scope) -> IndexState:
    """How far search is; asked for often while an import runs, so counted twice a second only."""
    now = time.monotonic()
    counted = _counted.get(scope.store_id)
    if counted is None or now - counted[0] > COUNTED_EVERY_S:
        _counted.clear()
        counted = _counted[scope.store_id] = (now, await search.index_state(scope))
    return counted[1]


def _progress(row: ImportRow, waiting: int, index: IndexState | None) -> ImportProgress:
    rate = left = None
    if row.started_at and row.rows_read:
        until = row.finished_at or datetime.now(UTC)
        seconds = max(0.001, (until - row.started_at).total_seconds())
        rate = row.rows_read / seconds
        if row.rows_total and row.finished_at is None:
            left = max(0.0, (row.rows_total - row.rows_read) / rate)
    return ImportProgress(
        rows_total=row.rows_total,
        rows_read=row.rows_read,
        counts=Counts(
            new=row.new,
            changed=row.changed,
            unchanged=row.unchanged,
            rejected=row.rejected,
            gone=row.gone,
        ),
        archived=row.archived,
        pictures_waiting=waiting,
        error_count=row.error_count,
        rows_per_second=rate,
        seconds_left=left,
        indexed=index.indexed if index else None,
        embedded=index.embedded if index else None,
        to_embed=index.products if index else None,
    )

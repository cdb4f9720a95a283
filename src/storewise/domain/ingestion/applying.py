"""Applies an import portion by portion: each is one transaction with its progress.

A run that ends in the middle loses nothing and repeats nothing: what was written is known by its
row hash, so that the next run passes over it.
"""

from collections.abc import Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import AttributeDefinition, ProductDraft
from storewise.infra import bulk, events
from storewise.infra.errors import Conflict, Invalid
from storewise.infra.jobs import Work
from storewise.infra.tenancy import Scope

from . import queries
from .errors import ImportRejected, TooManyGone
from .events import ImportFinished
from .outcomes import Outcome, Record, Rejected, RowProblem, Unchanged
from .records import Reader
from .running import ERRORS_KEPT, Known, Run, missing_pictures, portions, problems_of
from .schemas import ImportState
from .surveying import Survey, survey

FILES_KEPT = 2
_FIRST_ANALYZE = 1000

log = structlog.get_logger(__name__)


class RunEnded(Exception):
    """This run may not go on: it was cancelled, or another run took over."""


@dataclass
class _Tally:
    """What a run did so far."""

    written: int = 0
    next_analyze: int = _FIRST_ANALYZE
    errors: int = 0
    rows: int = 0


@dataclass
class _Portion:
    """What one transaction is to write."""

    writes: list[tuple[Record, Known | None]] = field(default_factory=list)
    same: list[Record] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    unchanged: int = 0
    rejected: int = 0


async def apply(work: Work, run: Run, reader: Reader) -> None:
    """Write what is new or changed in a feed, archive what is gone if that is asked for.

    Raises ImportRejected or TooManyGone before anything is written.
    """
    await _check_first(work, run, reader)
    tally = _Tally()
    async with aclosing(portions(reader)) as read:
        async for portion in read:
            async with work.scope() as scope:
                await _still_mine(scope, run)
                await _write_portion(scope, run, portion, tally)
                await queries.change_import(scope, run.import_id, rows_read=reader.rows_read)
            if work.stopping():
                raise RunEnded("the worker is stopping")
            if tally.written >= tally.next_analyze:
                tally.next_analyze = tally.written * 3
                async with work.scope() as scope:
                    await bulk.analyze_grown(scope.session)
    await _finish(work, run, reader, tally)


async def _check_first(work: Work, run: Run, reader: Reader) -> None:
    """Read the feed whole where a policy could forbid the import."""
    if run.options.policy == "reject_rows" and not run.options.archive_missing:
        return
    first = Reader(reader.feed, reader.plan, run.currency, run.definitions, reader.known)
    found = await survey(run, first, problems_kept=ERRORS_KEPT)
    if found.stops_because:
        async with work.scope() as scope:
            await _still_mine(scope, run)
            await _keep_findings(scope, run, found)
        rejected = run.options.policy == "reject_all" and found.rejected
        raise (ImportRejected if rejected else TooManyGone)(found.stops_because)


async def _keep_findings(scope: Scope, run: Run, found: Survey) -> None:
    rows = [_error(scope, run, place, p) for place, p in enumerate(found.problems)]
    await queries.add_errors(scope, rows)
    await queries.change_import(
        scope,
        run.import_id,
        rows_read=found.rows,
        rejected=found.rejected,
        gone=found.gone,
        error_count=found.error_count,
    )


async def _still_mine(scope: Scope, run: Run) -> None:
    """Hold the import until this transaction ends; raises RunEnded when it is not this run's."""
    state, runner, cancelled = await queries.held(scope, run.import_id)
    if runner != run.runner or state != ImportState.APPLYING:
        raise RunEnded("another run took over")
    if cancelled:
        raise RunEnded("cancelled")


# ------------------------------------------------------------------ one portion


async def _write_portion(
    scope: Scope, run: Run, outcomes: Sequence[Outcome], tally: _Tally
) -> None:
    portion = _sorted_out(run, outcomes)
    counts = {"new": 0, "changed": 0}
    if portion.writes:
        counts = await _write_products(scope, run, portion)
    if portion.same:
        rows = [(r.external_id, r.row_hash, r.claims) for r in portion.same]
        await queries.set_row_hashes(scope, run.feed, rows)
    counts |= {"unchanged": portion.unchanged, "rejected": portion.rejected}
    counts["error_count"] = sum(problem.severity == "error" for problem in portion.problems)
    await queries.count_up(scope, run.import_id, **counts)
    await _keep_errors(scope, run, portion.problems, tally)
    tally.written += counts["new"] + counts["changed"]


def _sorted_out(run: Run, outcomes: Sequence[Outcome]) -> _Portion:
    portion = _Portion()
    for outcome in outcomes:
        known = run.note(outcome)
        portion.problems += problems_of(outcome)
        if isinstance(outcome, Rejected):
            portion.rejected += 1
        elif isinstance(outcome, Unchanged):
            # What this import wrote before it was interrupted, is counted already.
            portion.unchanged += known is not None and known.import_id != run.import_id
        elif known is not None and known.content_hash == outcome.content_hash:
            portion.unchanged += known.import_id != run.import_id
            portion.same.append(outcome)
        else:
            portion.writes.append((outcome, known))
    return portion


async def _write_products(scope: Scope, run: Run, portion: _Portion) -> dict[str, int]:
    """Write products with their records, what was before, and the pictures to come."""
    targets = await _targets(scope, portion)
    ids = [target for _, _, target in targets if target is not None]
    before = await catalog.drafts(scope, ids) if ids else {}
    targets = [(r, k, t if t in before else None) for r, k, t in targets]
    writes = [
        catalog.ProductWrite(_with_pictures(record, before.get(target) if target else None), target)
        for record, _, target in targets
    ]
    definitions = {d.code: d for record, _, _ in targets for d in record.definitions}
    written = await _write_or_reject(scope, portion, targets, writes, definitions.values())
    records, changes, pictures = [], [], []
    for (record, known, target), done in written:
        if run.known:
            run.alive.add(done.product_id)
        records.append(_record(scope, run, record, done.product_id))
        old = before.get(target) if target else None
        changes.append(_change(scope, run, record.external_id, done.product_id, old, known))
        pictures += _pictures(scope, run, done.product_id, record, old)
    await queries.put_records(scope, records)
    await queries.add_changes(scope, changes)
    await queries.add_pictures(scope, pictures)
    created = sum(done.created for _, done in written)
    return {"new": created, "changed": len(written) - created}


Target = tuple[Record, Known | None, UUID | None]
Done = tuple[Target, catalog.Written]


async def _targets(scope: Scope, portion: _Portion) -> list[Target]:
    """Over which product each record is written; notes handles that other products have."""
    handles = [record.draft.handle for record, _ in portion.writes]
    there = await catalog.ids_of_handles(scope, handles)
    targets: list[Target] = []
    taken: set[UUID | str] = set()
    for record, known in portion.writes:
        handle = record.draft.handle
        holder = there.get(handle)
        target = known.product_id if known else holder
        if (known and holder not in {None, known.product_id}) or {target, handle} & taken:
            _reject(portion, record, "handle_taken", f"Another product has the handle '{handle}'.")
            continue
        taken |= {handle} if target is None else {handle, target}
        targets.append((record, known, target))
    return targets


async def _write_or_reject(
    scope: Scope,
    portion: _Portion,
    targets: list[Target],
    writes: list[catalog.ProductWrite],
    definitions: Iterable[AttributeDefinition],
) -> list[Done]:
    """Write all at once; where the catalogue refuses, one by one, to find the ones at fault."""
    try:
        async with scope.session.begin_nested():
            done = await catalog.write_products(scope, writes, definitions)
        return list(zip(targets, done, strict=True))
    except (Invalid, Conflict):
        written: list[Done] = []
    for target, write in zip(targets, writes, strict=True):
        try:
            async with scope.session.begin_nested():
                (one,) = await catalog.write_products(scope, [write], definitions)
            written.append((target, one))
        except (Invalid, Conflict) as error:
            message = error.errors[0].message if error.errors else error.message
            _reject(portion, target[0], error.code, message)
    return written


def _reject(portion: _Portion, record: Record, code: str, message: str) -> None:
    portion.rejected += 1
    portion.problems.append(
        RowProblem(record.row, "", code, message, record.external_id[:200], record.file)
    )


def _with_pictures(record: Record, before: ProductDraft | None) -> ProductDraft:
    """The draft without pictures that did not come with the feed, but with those that are there."""
    if not record.missing_pictures:
        return record.draft
    present = [image.src for image in before.images] if before else []
    found = {
        source: next((src for src in present if f"/{src}".endswith(f"/{source.lstrip('/')}")), None)
        for source in record.missing_pictures
    }
    draft = record.draft
    images = [
        image.model_copy(update={"src": src})
        for image in draft.images
        if (src := found.get(image.src, image.src)) is not None
    ]
    variants = [
        variant.model_copy(update={"image": found.get(variant.image, variant.image)})
        if variant.image
        else variant
        for variant in draft.variants
    ]
    return draft.model_copy(update={"images": images, "variants": variants})


def _record(scope: Scope, run: Run, record: Record, product_id: UUID) -> dict[str, Any]:
    return {
        "store_id": scope.store_id,
        "feed": run.feed,
        "external_id": record.external_id,
        "product_id": product_id,
        "content_hash": record.content_hash,
        "row_hash": record.row_hash,
        "claims": record.claims,
        "import_id": run.import_id,
    }


def _change(
    scope: Scope,
    run: Run,
    external_id: str,
    product_id: UUID,
    before: ProductDraft | None,
    known: Known | None,
) -> dict[str, Any]:
    record = known and {
        "content_hash": known.content_hash.hex(),
        "row_hash": known.row_hash.hex(),
        "claims": known.claims.hex(),
        "import_id": str(known.import_id),
    }
    return {
        "store_id": scope.store_id,
        "import_id": run.import_id,
        "external_id": external_id,
        "product_id": product_id,
        "before": before.model_dump(mode="json") if before else None,
        "record": record,
    }


def _pictures(
    scope: Scope, run: Run, product_id: UUID, record: Record, before: ProductDraft | None
) -> list[dict[str, Any]]:
    """Pictures that came with the feed, and those of the web that are new, if they are wanted."""
    present = {image.src for image in before.images} if before else set()
    named = {image.src for image in record.draft.images}
    named |= {variant.image for variant in record.draft.variants if variant.image}
    wanted = [
        source
        for source in sorted(named - record.missing_pictures)
        if not source.startswith(("http://", "https://"))
        or (run.options.fetch_images and source not in present)
    ]
    return [
        {
            "store_id": scope.store_id,
            "import_id": run.import_id,
            "product_id": product_id,
            "source": source,
        }
        for source in wanted
    ]


async def _keep_errors(
    scope: Scope, run: Run, problems: Sequence[RowProblem], tally: _Tally
) -> None:
    """Keep problems, 10,000 of an import at most."""
    kept = problems[: ERRORS_KEPT - tally.errors]
    await queries.add_errors(
        scope, [_error(scope, run, tally.errors + place, p) for place, p in enumerate(kept)]
    )
    tally.errors += len(kept)


def _error(scope: Scope, run: Run, position: int, problem: RowProblem) -> dict[str, Any]:
    return {
        "store_id": scope.store_id,
        "import_id": run.import_id,
        "position": position,
        "row": problem.row,
        "file": problem.file,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "value": problem.value.replace("\0", "␀"),
        "severity": problem.severity,
    }


# ------------------------------------------------------------------ the end


async def _finish(work: Work, run: Run, reader: Reader, tally: _Tally) -> None:
    gone = run.gone()
    notes = missing_pictures(reader)
    if run.options.archive_missing and gone and run.unreadable:
        # A row that cannot be read may be that of a product that seems to be gone.
        message = (
            f"Nothing was archived: {run.unreadable:,} products of the feed cannot be read, so "
            "that it is not certain which products left it."
        )
        notes.append(RowProblem(0, "", "archive_skipped", message, severity="warning"))
    elif run.options.archive_missing:
        if not run.allowed_to_archive(len(gone)):
            raise TooManyGone
        for start in range(0, len(gone), 500):
            async with work.scope() as scope:
                await _still_mine(scope, run)
                await _archive(scope, run, gone[start : start + 500])
    async with work.scope() as scope:
        await _still_mine(scope, run)
        await _keep_errors(scope, run, notes, tally)
        await queries.change_import(
            scope,
            run.import_id,
            state=ImportState.DONE.value,
            gone=len(gone),
            rows_total=reader.rows_read,
            rows_read=reader.rows_read,
            finished_at=datetime.now(UTC),
        )
        await queries.forget_older_changes(scope, run.feed, run.import_id)
        await events.emit(scope, ImportFinished(import_id=run.import_id, state="done"))
        old = await queries.old_files(scope, run.feed, FILES_KEPT)
        for import_id, _ in old:
            await queries.change_import(scope, import_id, file_key="")
    await work.tenancy.resources.storage.delete([key for _, key in old])


async def _archive(scope: Scope, run: Run, gone: Sequence[Known]) -> None:
    """Take products out of sale that the feed has no more; should they come back, they are new."""
    before = await catalog.drafts(scope, [known.product_id for known in gone])
    changes = [
        _change(
            scope, run, known.external_id, known.product_id, before.get(known.product_id), known
        )
        for known in gone
        if known.product_id in before
    ]
    await queries.add_changes(scope, changes)
    archived = await catalog.archive_products(scope, list(before))
    await queries.remove_records(scope, run.feed, [known.external_id for known in gone])
    await queries.count_up(scope, run.import_id, archived=len(archived))

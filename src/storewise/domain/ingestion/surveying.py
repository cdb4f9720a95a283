"""A survey: reads a feed whole and says what an import of it would do, without doing it."""

from contextlib import aclosing
from dataclasses import dataclass, field

from .outcomes import Outcome, Record, Rejected, RowProblem, Unchanged
from .records import Reader
from .running import Run, missing_pictures, portions, problems_of
from .schemas import Counts, Example, Preview, RowError

ERRORS_SHOWN = 50
EXAMPLES_OF_EACH = 4


@dataclass
class Survey:
    """What a feed holds, compared with what it held."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    gone: int = 0
    rows: int = 0
    error_count: int = 0
    examples: list[Example] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    stops_because: str | None = None


async def survey(run: Run, reader: Reader, *, problems_kept: int = ERRORS_SHOWN) -> Survey:
    """Read the whole feed and compare."""
    found = Survey()
    async with aclosing(portions(reader)) as read:
        async for portion in read:
            for outcome in portion:
                _count(found, run, outcome)
                problems = problems_of(outcome)
                found.error_count += sum(problem.severity == "error" for problem in problems)
                found.problems += problems[: max(0, problems_kept - len(found.problems))]
    found.problems += missing_pictures(reader)
    found.rows = reader.rows_read
    gone = run.gone()
    found.gone = len(gone)
    for known in gone[:EXAMPLES_OF_EACH]:
        found.examples.append(
            Example(kind="gone", external_id=known.external_id, title=known.external_id)
        )
    found.stops_because = _stop(found, run)
    return found


def preview_of(found: Survey) -> Preview:
    """A survey as merchants see it."""
    order = {kind: place for place, kind in enumerate(("new", "changed", "gone", "unchanged"))}
    return Preview(
        rows=found.rows,
        counts=Counts(
            new=found.new,
            changed=found.changed,
            unchanged=found.unchanged,
            rejected=found.rejected,
            gone=found.gone,
        ),
        examples=sorted(found.examples, key=lambda example: order[example.kind]),
        errors=[row_error(problem) for problem in found.problems],
        error_count=found.error_count,
        stops_because=found.stops_because,
    )


def row_error(problem: RowProblem) -> RowError:
    """A problem as merchants see it."""
    return RowError(
        row=problem.row,
        file=problem.file,
        column=problem.column,
        code=problem.code,
        message=problem.message,
        value=problem.value,
        severity=problem.severity,
    )


def _count(found: Survey, run: Run, outcome: Outcome) -> None:
    known = run.note(outcome)
    if isinstance(outcome, Rejected):
        found.rejected += 1
    elif isinstance(outcome, Unchanged):
        found.unchanged += 1
    elif known is None:
        found.new += 1
        _show(found, "new", outcome)
    elif known.content_hash != outcome.content_hash:
        found.changed += 1
        _show(found, "changed", outcome)
    else:
        found.unchanged += 1
        _show(found, "unchanged", outcome)


def _show(found: Survey, kind: str, record: Record) -> None:
    if sum(example.kind == kind for example in found.examples) >= EXAMPLES_OF_EACH:
        return
    draft = record.draft
    variants = f"{len(draft.variants)} variants, " if len(draft.variants) > 1 else ""
    found.examples.append(
        Example.model_validate(
            {
                "kind": kind,
                "external_id": record.external_id,
                "title": draft.title,
                "detail": f"row {record.row}: {variants}{len(draft.attributes)} attributes, "
                f"{len(draft.images)} pictures",
            }
        )
    )


def _stop(found: Survey, run: Run) -> str | None:
    """Why an import would stop before it wrote anything."""
    if run.options.policy == "reject_all" and found.rejected:
        return (
            f"{found.rejected:,} products have errors, and nothing may be imported then. "
            "Correct them, or let only those be left out."
        )
    if run.options.archive_missing and not run.allowed_to_archive(found.gone):
        return (
            f"{found.gone:,} of the {len(run.known):,} products of this feed are not in it any "
            "more. That is more than a tenth: nothing was changed. If they shall be archived, "
            "allow a large archive."
        )
    return None

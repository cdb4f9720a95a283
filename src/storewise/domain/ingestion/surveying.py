"""A survey: reads a feed whole and says what an import of it would do, without doing it."""

from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Literal

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft, VariantDraft
from storewise.infra.tenancy import Scope

from .outcomes import Outcome, Record, Rejected, RowProblem, Unchanged
from .records import Reader
from .running import Known, Run, missing_pictures, portions, problems_of
from .schemas import Counts, Example, Preview, RowError

Kind = Literal["new", "changed", "unchanged", "gone"]
ERRORS_SHOWN = 50
EXAMPLES_OF_EACH = 4


@dataclass
class Survey:
    """What a feed holds, compared with what it held; a few products of each kind as examples."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("new", "changed", "gone", "unchanged"), 0)
    )
    rejected: int = 0
    rows: int = 0
    error_count: int = 0
    records: list[tuple[Kind, Record, Known | None]] = field(default_factory=list)
    left: list[Known] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    stops_because: str | None = None

    @property
    def gone(self) -> int:
        """How many products left the feed."""
        return self.counts["gone"]


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
    found.counts["gone"] = len(gone)
    found.left = gone[:EXAMPLES_OF_EACH]
    found.stops_because = _stop(found, run)
    return found


async def preview_of(scope: Scope, found: Survey) -> Preview:
    """A survey as merchants see it; examples tell what changed."""
    known = [k for _, _, k in found.records if k is not None] + found.left
    before = await catalog.drafts(scope, [k.product_id for k in known])
    examples = [
        Example(
            kind=kind,
            external_id=record.external_id,
            title=record.draft.title,
            detail=_difference(before[k.product_id], record.draft)
            if k is not None and k.product_id in before
            else f"row {record.row}",
        )
        for kind, record, k in found.records
    ]
    examples += [
        Example(kind="gone", external_id=k.external_id, title=before[k.product_id].title)
        for k in found.left
        if k.product_id in before
    ]
    order = list(found.counts)
    return Preview(
        rows=found.rows,
        counts=Counts(rejected=found.rejected, **found.counts),
        examples=sorted(examples, key=lambda example: order.index(example.kind)),
        errors=[row_error(problem) for problem in found.problems],
        error_count=found.error_count,
        stops_because=found.stops_because,
    )


def _difference(before: ProductDraft, after: ProductDraft) -> str:
    """Which fields of a product change, with their values where these are short."""
    said = []
    for name in ProductDraft.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name == "images":
            continue
        if name == "variants":
            said += _variant_difference(before, after)
        elif isinstance(old, str) and isinstance(new, str) and len(old) + len(new) < 60:
            said.append(f"{name.replace('_', ' ')} {old or '–'} → {new or '–'}")
        else:
            said.append(name.replace("_", " "))
    return ", ".join(said) or "pictures"


def _variant_difference(before: ProductDraft, after: ProductDraft) -> list[str]:
    if len(before.variants) != len(after.variants):
        return [f"{len(before.variants)} → {len(after.variants)} variants"]
    pairs = list(zip(before.variants, after.variants, strict=True))
    names = [name for name in VariantDraft.model_fields if name != "image"]
    differing = [n for n in names if any(getattr(a, n) != getattr(b, n) for a, b in pairs)]
    if len(pairs) == 1 and differing == ["stock"]:
        return [f"stock {pairs[0][0].stock} → {pairs[0][1].stock}"]
    return [name.replace("_", " ") for name in differing]


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
        return
    if isinstance(outcome, Unchanged):
        found.counts["unchanged"] += 1
        return
    kind: Kind = "new"
    if known is not None:
        kind = "unchanged" if known.content_hash == outcome.content_hash else "changed"
    found.counts[kind] += 1
    if kind != "unchanged" and found.counts[kind] <= EXAMPLES_OF_EACH:
        found.records.append((kind, outcome, known))


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

"""A run of an import: what is known of its feed, and that this run is still the one to write."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import AttributeDefinition
from storewise.domain.identity import service as identity
from storewise.infra.jobs import Work
from storewise.infra.tenancy import Scope

from . import queries
from .feeds import stored_feed
from .mapping import Mapping
from .models import ImportRow
from .outcomes import Outcome, Record, Rejected, RowProblem
from .planning import plan_feed
from .records import Reader
from .schemas import ImportOptions

ERRORS_KEPT = 10_000
OUTCOMES_AT_ONCE = 500
GONE_SHARE = 0.1


class Known(NamedTuple):
    """A product as the feed last stated it."""

    external_id: str
    product_id: UUID
    content_hash: bytes
    row_hash: bytes
    claims: bytes
    import_id: UUID


@dataclass
class Run:
    """What a run of an import needs, read in one transaction at its beginning."""

    import_id: UUID
    runner: UUID
    feed: str
    file_key: str
    file_name: str
    options: ImportOptions
    mapping: Mapping
    currency: str
    definitions: list[AttributeDefinition]
    known: dict[str, Known]
    by_row: dict[bytes, Known]
    rows_total: int | None
    alive: set[UUID] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    unreadable: int = 0

    def gone(self) -> list[Known]:
        """Products that the feed had and has no more, unless it has them under another id."""
        return [
            known
            for external_id, known in self.known.items()
            if external_id not in self.seen and known.product_id not in self.alive
        ]

    def note(self, outcome: Outcome) -> Known | None:
        """Remember that the feed still has a product; returns what is known of it."""
        if isinstance(outcome, Rejected):
            # Its product stays: a mistake in a row takes nothing out of sale.
            known = self.known.get(outcome.external_id)
            self.unreadable += not outcome.external_id
        elif isinstance(outcome, Record):
            known = self.known.get(outcome.external_id)
        else:
            known = self.by_row[outcome.row_hash]
        if known is not None:
            self.seen.add(known.external_id)
            self.alive.add(known.product_id)
        return known

    def allowed_to_archive(self, gone: int) -> bool:
        """Whether so many products may leave at once."""
        return self.options.allow_large_archive or gone <= GONE_SHARE * len(self.known)


async def begin(scope: Scope, row: ImportRow, runner: UUID) -> Run:
    """Read what a run needs."""
    records = [Known(*record) for record in await queries.records(scope, row.feed)]
    plan = await queries.plan(scope, row.id)
    return Run(
        import_id=row.id,
        runner=runner,
        feed=row.feed,
        file_key=row.file_key,
        file_name=row.file_name,
        options=ImportOptions.model_validate(row.options),
        mapping=Mapping.model_validate(plan["mapping"]),
        currency=(await identity.store(scope)).currency,
        definitions=await catalog.attributes(scope),
        known={known.external_id: known for known in records},
        by_row={known.row_hash: known for known in records},
        rows_total=row.rows_total,
    )


@asynccontextmanager
async def reading(work: Work, run: Run) -> AsyncIterator[Reader]:
    """Open the feed of a run."""
    storage = work.tenancy.resources.storage
    async with stored_feed(storage, run.file_key, run.file_name) as feed:
        plan = await asyncio.to_thread(plan_feed, feed, None, run.mapping)
        claims = {known.row_hash: known.claims for known in run.known.values()}
        yield Reader(feed, plan, run.currency, run.definitions, claims)


async def portions(reader: Reader) -> AsyncGenerator[list[Outcome], None]:
    """The outcomes of a feed in portions, read in a thread one portion ahead.

    Close it (`aclosing`) before the feed is closed: a thread may still read.
    """
    outcomes = iter(reader)
    following = asyncio.create_task(asyncio.to_thread(_portion, outcomes))
    try:
        while portion := await following:
            following = asyncio.create_task(asyncio.to_thread(_portion, outcomes))
            yield portion
    finally:
        # A thread cannot be stopped, only waited for.
        await asyncio.gather(following, return_exceptions=True)


def _portion(outcomes: Iterator[Outcome]) -> list[Outcome]:
    """Up to 500 products to look at, or ten times as many that need nothing."""
    found: list[Outcome] = []
    telling = 0
    for outcome in islice(outcomes, 10 * OUTCOMES_AT_ONCE):
        found.append(outcome)
        telling += isinstance(outcome, Record)
        if telling >= OUTCOMES_AT_ONCE:
            break
    return found


def problems_of(outcome: Outcome) -> tuple[RowProblem, ...]:
    """What is wrong with a product, errors and warnings."""
    if isinstance(outcome, Record):
        return outcome.warnings
    return outcome.problems if isinstance(outcome, Rejected) else ()


def missing_pictures(reader: Reader) -> list[RowProblem]:
    """One warning for all pictures that did not come with the feed."""
    if not reader.missing_pictures:
        return []
    message = (
        f"{reader.missing_pictures:,} pictures are named in the feed and did not come with it. "
        "Send an archive or a folder with the pictures in it."
    )
    return [RowProblem(0, "images", "pictures_missing", message, severity="warning")]

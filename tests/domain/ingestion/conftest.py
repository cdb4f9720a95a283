"""Feeds written by tests, and how they read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.outcomes import (
    Outcome,
    Record,
    Rejected,
    RowProblem,
    Unchanged,
)
from storewise.domain.ingestion.planning import Plan, plan_feed
from storewise.domain.ingestion.reading import Limits, open_feed
from storewise.domain.ingestion.records import Reader
from storewise.domain.ingestion.schemas import Import, ImportOptions
from storewise.infra.tenancy import SYSTEM, Actor, Tenancy


@dataclass
class Result:
    """What a feed read as."""

    plan: Plan
    outcomes: list[Outcome]
    missing_pictures: int

    @property
    def records(self) -> list[Record]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Record)]

    @property
    def unchanged(self) -> list[Unchanged]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Unchanged)]

    @property
    def problems(self) -> list[RowProblem]:
        return [p for o in self.outcomes if isinstance(o, Rejected) for p in o.problems]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[RowProblem]:
        return [warning for record in self.records for warning in record.warnings]

    @property
    def only(self) -> Record:
        assert not self.problems, self.problems
        (record,) = self.records
        return record

    @property
    def known(self) -> dict[bytes, bytes]:
        return {record.row_hash: record.claims for record in self.records}


def written(folder: Path, content: str | bytes | Path, name: str) -> Path:
    """The path of a feed, written to a folder unless it lies somewhere already."""
    if isinstance(content, Path):
        return content
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Result]:
    """Reads a feed given as text, bytes or a path."""

    def reading(
        content: str | bytes | Path,
        name: str = "feed.csv",
        *,
        changes: dict[str, Any] | None = None,
        currency: str = "EUR",
        limits: Limits | None = None,
        **options: Any,
    ) -> Result:
        path = written(tmp_path, content, name)
        with open_feed(path, limits=limits) as feed:
            plan = plan_feed(feed, changes)
            reader = Reader(feed, plan, currency, **options)
            return Result(plan, list(reader), reader.missing_pictures)

    return reading


@pytest.fixture
def upload(tenancy: Tenancy, store: Store, tmp_path: Path) -> Callable[..., Awaitable[Import]]:
    """Takes in a feed given as text, bytes or a path, without starting its import."""

    async def make(
        content: str | bytes | Path,
        name: str = "feed.csv",
        *,
        changes: dict[str, Any] | None = None,
        actor: Actor = SYSTEM,
        **options: Any,
    ) -> Import:
        path = written(tmp_path, content, name)
        async with tenancy.scope(store.id, actor) as scope:
            return await ingestion.create_import(
                scope, path.name, path, ImportOptions(**options), changes
            )

    return make


@pytest.fixture
def look(tenancy: Tenancy, store: Store) -> Callable[[Import], Awaitable[Import]]:
    """Reads an import anew."""

    async def read_again(found: Import) -> Import:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            return await ingestion.import_(scope, found.id)

    return read_again


@pytest.fixture
def bring(
    upload: Callable[..., Awaitable[Import]],
    look: Callable[[Import], Awaitable[Import]],
    tenancy: Tenancy,
    store: Store,
    run_jobs: Callable[[], Awaitable[None]],
) -> Callable[..., Awaitable[Import]]:
    """Imports a feed and waits until all background work is done."""

    async def whole(*args: Any, **options: Any) -> Import:
        made = await upload(*args, **options)
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await ingestion.start_import(scope, made.id)
        await run_jobs()
        return await look(made)

    return whole

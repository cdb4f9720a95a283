"""Feeds written by tests, and how they read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        with open_feed(path, limits=limits) as feed:
            plan = plan_feed(feed, changes)
            reader = Reader(feed, plan, currency, **options)
            return Result(plan, list(reader), reader.missing_pictures)

    return reading

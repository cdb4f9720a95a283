"""What a dialect is: a layout of columns that is known, and how its rows form products."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from ..building import Build
from ..compiling import Compiled
from ..mapping import ColumnRule, Mapping, Target, free_rule
from ..reading import Cells, Feed

NumberedRow = tuple[int, Cells]


@dataclass(frozen=True, slots=True)
class Links:
    """How a row belongs to others: its own names, the name of its parent, those of its children."""

    own: tuple[str, ...] = ()
    parent: str | None = None
    children: tuple[str, ...] = ()


class Dialect(ABC):
    """A known layout. `name` is for programs, `label` for people.

    `adjacent` names the column whose equal cells in following rows make one product; a dialect
    whose rows belong together wherever they stand has `scattered` set and answers `links`.
    """

    name: str
    label: str
    adjacent: str | None = None
    scattered: bool = False

    @abstractmethod
    def sure(self, columns: Sequence[str]) -> float:
        """How sure it is, from 0 to 1, that a table with these columns is of this dialect."""

    @abstractmethod
    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """What its columns become."""

    def reason(self, columns: Sequence[str]) -> str:
        """Why a table is taken for this dialect, in a sentence."""
        return f"Its columns are those of {self.label}."

    def with_companions(self, feed: Feed, mapping: Mapping) -> tuple["Dialect", Mapping]:
        """The dialect and mapping with what other tables of the feed say."""
        return self, mapping

    def grouped_by(self, mapping: Mapping) -> "Dialect":
        """The dialect as a mapping in its final form wants rows to be joined."""
        return self

    def links(self, cells: Cells) -> Links:
        """How a row belongs to others."""
        return Links()

    def assemble(self, compiled: Compiled, build: Build, rows: Sequence[NumberedRow]) -> None:
        """Give the rows of one product to it; each may hold a variant."""
        for place, (number, cells) in enumerate(rows):
            if place:
                build.next_variant(number)
            compiled.apply(build, cells)


def table_mapping(
    columns: Sequence[str],
    targets: dict[str, Target | ColumnRule],
    ignored: Sequence[str] = (),
    reason: str = "",
) -> list[ColumnRule]:
    """Rules of a known layout; columns that it does not know become attributes by their name."""
    rules = []
    passed_over = set(ignored)
    for column in columns:
        known = targets.get(column)
        if isinstance(known, ColumnRule):
            rules.append(known.model_copy(update={"column": column, "reason": reason}))
        elif known is not None:
            rules.append(ColumnRule(column=column, target=known, reason=reason))
        elif column in passed_over:
            rules.append(ColumnRule(column=column, target=Target.IGNORE, reason="not needed here"))
        else:
            rules.append(free_rule(column))
    return rules


def overlap(columns: Sequence[str], needed: set[str], telling: set[str]) -> float:
    """0 unless all `needed` columns are there; else 0.7 to 1 by the share of `telling` ones."""
    there = set(columns)
    if not needed <= there:
        return 0.0
    return 0.7 + 0.3 * len(telling & there) / max(1, len(telling))

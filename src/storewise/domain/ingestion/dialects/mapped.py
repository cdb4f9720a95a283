"""Any other table: read by the mapping that was proposed, or that the merchant made."""

from collections.abc import Sequence

from ..mapping import Mapping, Target
from ..proposal import propose
from ..reading import Cells
from ..values import one_line
from .dialect import Dialect, Links


class Mapped(Dialect):
    """A table without a known layout."""

    name = "mapped"
    label = "a table with columns of its own"

    def __init__(self, group: str | None = None) -> None:
        self._group = group
        self.scattered = group is not None

    def sure(self, columns: Sequence[str]) -> float:
        """Any table will do, when nothing else fits."""
        return 0.5

    def reason(self, columns: Sequence[str]) -> str:
        """Why no known layout fits."""
        return (
            "Its columns are of no layout that Storewise knows; the mapping is proposed from "
            "their names and from what stands in them."
        )

    def mapping(self, columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
        """A proposal from the names of the columns and what stands in them."""
        return propose(columns, sample)

    def grouped_by(self, mapping: Mapping) -> Dialect:
        """Join rows by the column that names their group, or by a handle that options go with."""
        options = mapping.columns_of(Target.OPTION) or mapping.columns_of(Target.OPTION_VALUE)
        groups = mapping.columns_of(Target.GROUP)
        handles = mapping.columns_of(Target.HANDLE) if options else []
        return Mapped(next(iter(groups or handles), None))

    def links(self, cells: Cells) -> Links:
        """Rows of one group belong together."""
        value = cells.get(self._group) if self._group else None
        return Links(parent=one_line(value) if value not in (None, "") else None)

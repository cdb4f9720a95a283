"""What comes out of reading a feed: products to write, products seen before, and problems."""

from dataclasses import dataclass, field
from typing import Literal

from storewise.domain.catalog.schemas import AttributeDefinition, ProductDraft

Severity = Literal["error", "warning"]
VALUE_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a cell, in plain words. An error rejects the product, a warning does not.

    `value` is the offending cell cut short; `row` is numbered as people see it in the file.
    """

    row: int
    column: str
    code: str
    message: str
    value: str = ""
    file: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Record:
    """A product as the feed states it.

    `rows` are all its rows; `content_hash` is a SHA-256 over the fields that matter; `row_hash`
    changes when anything in its rows, or in the way of reading them, changes; `claims` are the
    names that no other product of the feed may have, 8 bytes each; `missing_pictures` are named
    in the draft, but did not come with the feed.
    """

    rows: tuple[int, ...]
    external_id: str
    draft: ProductDraft
    definitions: tuple[AttributeDefinition, ...]
    content_hash: bytes
    row_hash: bytes
    claims: bytes
    missing_pictures: frozenset[str] = frozenset()
    warnings: tuple[RowProblem, ...] = ()
    file: str = ""

    @property
    def row(self) -> int:
        """The first row of the product."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A product that cannot be written, with everything that is wrong with it."""

    rows: tuple[int, ...]
    problems: tuple[RowProblem, ...]
    external_id: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A product whose rows are the same as in the last import."""

    rows: tuple[int, ...]
    row_hash: bytes
    file: str = ""


Outcome = Record | Rejected | Unchanged


@dataclass
class Definitions:
    """The attributes of a store and a feed: one type for each code, whatever the feed says."""

    by_code: dict[str, AttributeDefinition] = field(default_factory=dict)

    def claim(self, wanted: AttributeDefinition, *, guessed: bool = False) -> AttributeDefinition:
        """The definition under which an attribute is kept: its own, unless another type has it.

        A number attribute `capacity` beside a text attribute `capacity` becomes `capacity_number`;
        where the type is only a guess, the definition that is there is right.
        """
        known = self.by_code.setdefault(wanted.code, wanted)
        if known.type is wanted.type or guessed:
            return known
        code = f"{wanted.code[:110]}_{wanted.type.value}"
        label = f"{wanted.label} ({wanted.type.value})"
        renamed = AttributeDefinition(code=code, label=label, type=wanted.type, unit=wanted.unit)
        return self.by_code.setdefault(code, renamed)

"""The shapes that go into ingestion and come out of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from .mapping import ColumnRule, Mapping, Target

__all__ = [
    "ColumnRule", "Counts", "Document", "DocumentKind", "DocumentPage", "DocumentState",
    "Example", "Import", "ImportOptions", "ImportPage", "ImportPlan", "ImportProgress",
    "ImportState", "Mapping", "Passage", "PassageHit", "PlannedColumn", "Preview", "RowError",
    "RowErrorPage", "Target",
]  # fmt: skip


class Shape(BaseModel):
    """A shape of ingestion: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ImportState(StrEnum):
    """Where an import is.

    `ready` (uploaded, detected, mapped: may be changed, previewed, started) → `previewing` →
    `ready` → `queued` → `applying` → `done`, `failed` or `cancelled`; `done` → `undoing` →
    `undone`.
    """

    READY = "ready"
    PREVIEWING = "previewing"
    QUEUED = "queued"
    APPLYING = "applying"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNDOING = "undoing"
    UNDONE = "undone"


class ImportOptions(Shape):
    """How an import is applied.

    Imports of one `feed` know each other: what they hold is compared, and products that were in
    the feed and are no longer are *gone*. Gone products are archived only with `archive_missing`,
    and an import that would archive more than a tenth of the feed's products stops before it
    writes anything, unless `allow_large_archive`. `fetch_images` fetches pictures from the web.
    """

    feed: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")] = "default"
    policy: Literal["reject_rows", "reject_all"] = "reject_rows"
    archive_missing: bool = False
    allow_large_archive: bool = False
    fetch_images: bool = False


class PlannedColumn(Shape):
    """A column of the feed: some of what stands in it, and what becomes of it and why."""

    rule: ColumnRule
    examples: list[str]


class ImportPlan(Shape):
    """What was detected: the layout with its reason, and the columns with their proposed rules.

    `missing` names the targets (title, price) without which nothing can be imported.
    """

    dialect: str
    label: str
    confidence: float
    reason: str
    notices: list[str]
    missing: list[Target]
    columns: list[PlannedColumn]
    mapping: Mapping


class Counts(Shape):
    """Products of a feed by what becomes (or became) of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    gone: int = 0


class Example(Shape):
    """A product of the feed as an example: what would become of it."""

    kind: Literal["new", "changed", "unchanged", "gone"]
    external_id: str
    title: str
    detail: str = ""


class Preview(Shape):
    """What an import would do, by a full reading of the feed."""

    rows: int
    counts: Counts
    examples: list[Example]
    errors: list["RowError"]
    error_count: int
    stops_because: str | None = None


class RowError(Shape):
    """What is wrong with a row, in plain words; `value` is the cell cut short."""

    row: int
    file: str = ""
    column: str
    code: str
    message: str
    value: str
    severity: Literal["error", "warning"] = "error"


class RowErrorPage(Shape):
    """A page of row errors; `next_cursor` asks for the following ones."""

    items: list[RowError]
    next_cursor: str | None = None


class ImportProgress(Shape):
    """How far an import is. Rates and times are None while they cannot be told."""

    rows_total: int | None
    rows_read: int
    counts: Counts
    archived: int = 0
    pictures_waiting: int = 0
    error_count: int = 0
    rows_per_second: float | None = None
    seconds_left: float | None = None
    indexed: int | None = None
    embedded: int | None = None
    to_embed: int | None = None


class Import(Shape):
    """An import: a feed on its way into the catalogue."""

    id: UUID
    file_name: str
    file_size: int
    state: ImportState
    options: ImportOptions
    plan: ImportPlan
    preview: Preview | None
    progress: ImportProgress
    failure: str | None
    cancel_requested: bool
    can_undo: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class ImportPage(Shape):
    """A page of imports, newest first."""

    items: list[Import]
    next_cursor: str | None = None


class DocumentKind(StrEnum):
    """What a document is written in."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


class DocumentState(StrEnum):
    """`embedding`: found by its words, soon by its meaning too; `ready`: found by both."""

    EMBEDDING = "embedding"
    READY = "ready"


class Document(Shape):
    """A document of the store: a policy, an FAQ, a manual.

    `size` is in bytes, `pages` is None where the kind has no pages. Of its `passages`, `embedded`
    can be found by meaning so far.
    """

    id: UUID
    title: str
    file_name: str
    kind: DocumentKind
    size: int
    pages: int | None
    passages: int
    embedded: int
    state: DocumentState
    created_at: datetime
    updated_at: datetime
    version: int


class DocumentPage(Shape):
    """A page of documents, newest first."""

    items: list[Document]
    next_cursor: str | None = None


class Passage(Shape):
    """A piece of a document that can be quoted: its text is `document_text[start:end]`.

    `title_path` are the headings that it stands under, outermost first; `page` counts from 1 and
    is that on which it begins, None where the kind has no pages.
    """

    id: UUID
    document_id: UUID
    document_title: str
    title_path: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str


class PassageHit(Shape):
    """A passage that was found, and how sure it is (0 to 1) that it answers."""

    passage: Passage
    score: float

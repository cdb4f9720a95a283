"""The page of a source: a passage of a document in its context, with the quoted words marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import PassageNotFound
from storewise.domain.ingestion.schemas import Passage
from storewise.faces.ui import chat
from storewise.faces.ui.scopes import Shop as Host
from storewise.infra.tenancy import Scope

from .frame import respond, view

CONTEXT = 1500  # characters shown before and behind a passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document: its words in pieces, of which some are quoted.

    `cited` says that it belongs to the passage, and does not only stand around it.
    """

    pieces: list[tuple[str, bool]]
    cited: bool


async def source(
    request: Request, scope: Scope, host: Host, passage_id: str, start: str, end: str
) -> HTMLResponse:
    """A passage, with characters `start` to `end` of the document marked; or PassageNotFound."""
    try:
        passage = await ingestion.passage(scope, UUID(passage_id))
    except ValueError as error:
        raise PassageNotFound from error
    text = await ingestion.document_text(scope, passage.document_id)
    quote = _within(passage, start, end)
    first, last = max(0, passage.start - CONTEXT), min(len(text), passage.end + CONTEXT)
    shown = list(paragraphs(text, passage, quote))
    return respond(
        "source.html",
        await view(request, scope, host),
        title=passage.document_title,
        where=chat.where(passage.title_path, passage.page),
        paragraphs=shown,
        cut_before=first > 0,
        cut_behind=last < len(text),
    )


def paragraphs(text: str, passage: Passage, quote: tuple[int, int]) -> Iterator[Paragraph]:
    """The paragraphs of the passage and of what stands around it, whole ones only."""
    place = 0
    for line in text.split("\n"):
        start, end = place, place + len(line)
        place = end + 1
        around = start >= passage.start - CONTEXT and end <= passage.end + CONTEXT
        cited = start < passage.end and end > passage.start
        if line.strip() and (around or cited):
            yield Paragraph(list(_pieces(line, quote[0] - start, quote[1] - start)), cited)


def _within(passage: Passage, start: str, end: str) -> tuple[int, int]:
    """The quoted characters where they lie in the passage; none for anything else."""
    if start[:9].isdecimal() and end[:9].isdecimal():
        first, last = int(start[:9]), int(end[:9])
        if passage.start <= first < last <= passage.end:
            return first, last
    return passage.start, passage.start


def _pieces(line: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    start, end = max(0, start), min(len(line), end)
    if start >= end:
        yield line, False
        return
    for words, quoted in ((line[:start], False), (line[start:end], True), (line[end:], False)):
        if words:
            yield words, quoted

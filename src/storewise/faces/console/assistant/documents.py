"""The documents that the assistant answers from: the list, uploads, and each as it sees it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import CursorInvalid, DocumentDuplicate, DocumentRefused
from storewise.domain.ingestion.schemas import Document, DocumentKind, Passage, PassageHit

from ..failures import ConsoleRoute
from ..frame import NEVER_KEPT, AnyWorkplace, Workplace
from ..notices import Notice
from . import wording

PAGE_SIZE = 50
MOST_FILES = 30
MOST_HITS = 10
ENOUGH = 26 * 2**20  # bytes; more than a document may have, so that a cut one is refused, too
KINDS = {
    DocumentKind.PDF: "PDF",
    DocumentKind.DOCX: "Word",
    DocumentKind.HTML: "HTML",
    DocumentKind.MARKDOWN: "Markdown",
    DocumentKind.TEXT: "Text",
}

router = APIRouter(
    prefix="/console/{slug}/assistant/documents", route_class=ConsoleRoute, include_in_schema=False
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an uploaded file: a document, or the reason why it is none."""

    name: str
    document: Document | None
    error: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Passages that stand under the same headings."""

    path: tuple[str, ...]
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class ScoredHit:
    """A passage that was found, with its score in percent."""

    hit: PassageHit
    share: int


@router.get("")
@router.get("/")
async def show_documents(request: Request, desk: AnyWorkplace) -> Response:
    """A page of the documents, the newest first, and the form for more."""
    return await _list(desk, request.query_params.get("cursor") or None)


@router.post("")
async def upload(request: Request, desk: AnyWorkplace) -> Response:
    """Take files in; those that cannot be read are told why, the others are kept."""
    async with request.form(max_files=MOST_FILES, max_fields=5) as sent:
        files = _files(sent)
        outcomes = [await _take_in(desk, file) for file in files]
    if not outcomes:
        return await _list(desk, error="Pick one or more files first.")
    kept = [each.document for each in outcomes if each.document]
    if len(kept) < len(outcomes):
        return await _list(desk, outcomes=outcomes)
    if len(kept) > 1:
        text = f"{len(kept)} documents were added. The assistant answers from them now."
        return desk.go(desk.url("assistant/documents"), text)
    said = f"“{kept[0].title}” was added. This is how the assistant sees it."
    return desk.go(desk.url(f"assistant/documents/{kept[0].id}"), said)


@router.get("/find")
async def find(request: Request, desk: AnyWorkplace) -> Response:
    """Look for passages as the assistant does, with their scores."""
    words = request.query_params.get("q", "").replace("\0", "").strip()[:300]
    async with desk.scope() as scope:
        hits = await ingestion.search_documents(scope, words, MOST_HITS) if words else []
    return desk.page(
        "assistant_find.html",
        section="assistant",
        query=words,
        hits=[ScoredHit(hit, round(100 * max(0.0, min(1.0, hit.score)))) for hit in hits],
    )


@router.get("/{document_id}")
async def show_document(desk: AnyWorkplace, document_id: UUID) -> Response:
    """A document as the assistant sees it: its passages under their headings."""
    return await _one(desk, document_id)


@router.get("/{document_id}/file")
async def download(desk: AnyWorkplace, document_id: UUID) -> Response:
    """The file as it was uploaded; never shown by the browser itself."""
    async with desk.scope() as scope:
        name, media_type, body = await ingestion.document_file(scope, document_id)
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    headers = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(body, headers=headers, media_type=media_type)


@router.post("/{document_id}/replace")
async def replace(request: Request, desk: AnyWorkplace, document_id: UUID) -> Response:
    """Put another file in the document's place; one that cannot be read is told why."""
    async with request.form(max_files=1, max_fields=5) as sent:
        files = _files(sent)
        if not files:
            return await _one(desk, document_id, "Pick a file first.")
        try:
            parsed = await ingestion.read_document(_name(files[0]), await files[0].read(ENOUGH))
            async with desk.scope() as scope:
                found = await ingestion.put_in_place(scope, document_id, parsed)
        except (DocumentRefused, DocumentDuplicate) as error:
            return await _one(desk, document_id, f"{_name(files[0])[:100]}: {error.message}")
    said = f"“{found.title}” was replaced. The assistant answers from the new file now."
    return desk.go(desk.url(f"assistant/documents/{document_id}"), said)


@router.get("/{document_id}/delete")
async def ask_delete(desk: AnyWorkplace, document_id: UUID) -> Response:
    """Ask whether the document shall really be deleted."""
    async with desk.scope() as scope:
        found = await ingestion.document(scope, document_id)
    return desk.page(
        "confirm.html",
        section="assistant",
        title=f"Delete “{found.title}”?",
        text="The assistant no longer answers from it. Earlier conversations keep what they "
        "quoted.",
        action=desk.url(f"assistant/documents/{document_id}/delete"),
        label="Delete document",
        back=desk.url(f"assistant/documents/{document_id}"),
    )


@router.post("/{document_id}/delete")
async def delete(desk: AnyWorkplace, document_id: UUID) -> Response:
    """Delete the document."""
    async with desk.scope() as scope:
        found = await ingestion.document(scope, document_id)
        await ingestion.remove_document(scope, document_id)
    return desk.go(desk.url("assistant/documents"), Notice(f"“{found.title}” was deleted."))


def _files(sent: FormData) -> list[UploadFile]:
    return [each for each in sent.getlist("file") if isinstance(each, UploadFile) and each.filename]


def _name(file: UploadFile) -> str:
    return Path((file.filename or "").replace("\\", "/").replace("\0", "")).name or "document"


async def _take_in(desk: Workplace, file: UploadFile) -> Outcome:
    name = _name(file)
    try:
        parsed = await ingestion.read_document(name, await file.read(ENOUGH))
        async with desk.scope() as scope:
            return Outcome(name, await ingestion.keep_document(scope, parsed), "")
    except (DocumentRefused, DocumentDuplicate) as error:
        return Outcome(name, None, error.message)


async def _list(
    desk: Workplace,
    cursor: str | None = None,
    *,
    error: str = "",
    outcomes: Sequence[Outcome] = (),
) -> Response:
    async with desk.scope() as scope:
        try:
            page = await ingestion.documents(scope, cursor, PAGE_SIZE)
        except CursorInvalid:
            return desk.go(desk.url("assistant/documents"))
    base = "assistant/documents"
    return desk.page(
        "assistant_documents.html",
        section="assistant",
        status=422 if error or outcomes else 200,
        page=page,
        kinds=KINDS,
        error=error,
        outcomes=outcomes,
        words=wording,
        first_href=desk.url(base) if cursor else "",
        next_href=desk.url(base, cursor=page.next_cursor) if page.next_cursor else "",
    )


async def _one(desk: Workplace, document_id: UUID, error: str = "") -> Response:
    async with desk.scope() as scope:
        found = await ingestion.document(scope, document_id)
        passages = await ingestion.passages(scope, document_id)
    return desk.page(
        "assistant_document.html",
        section="assistant",
        status=422 if error else 200,
        document=found,
        headings=_headings(passages),
        kinds=KINDS,
        error=error,
    )


def _headings(passages: Sequence[Passage]) -> list[Heading]:
    made: list[Heading] = []
    for each in passages:
        if not made or made[-1].path != each.title_path:
            made.append(Heading(each.title_path, []))
        made[-1].passages.append(each)
    return made

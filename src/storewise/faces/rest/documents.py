"""Documents over REST: policies, FAQ and manuals that the assistant answers from."""

import hashlib
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import Document, DocumentPage, Passage
from storewise.infra.errors import FieldError, Invalid

from .access import DocumentReader, DocumentWriter
from .once import Once
from .problems import answers
from .requests import ApiRequest, ApiRoute, refuse_nul

MOST_FORM_BYTES = 26 * 2**20
MOST_TITLE = 200

_BODY: dict[str, Any] = {
    "description": "The document: PDF, DOCX, HTML, Markdown or plain text, at most 25 MiB. Without "
    "`title`, it has the title that it states itself.",
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                    "title": {"type": "string", "maxLength": MOST_TITLE},
                },
            }
        }
    },
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            kind: {"schema": {"type": "string", "contentMediaType": kind}}
            for kind in ingestion.DOCUMENT_MEDIA_TYPES
        }
    }
}
_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}


class DocumentMissing(Invalid):
    """The form has no file, or its title is not acceptable."""

    code = "document_missing"
    message = "Send the document as the field `file` of a form (multipart/form-data)."


class DocumentRequest(ApiRequest):
    """A request that may be as large as a document."""

    most_bytes = MOST_FORM_BYTES


class DocumentRoute(ApiRoute):
    """A route that takes documents."""

    request_class = DocumentRequest


ERRORS = answers(401, 403)
uploads = APIRouter(tags=["Documents"], route_class=DocumentRoute, responses=ERRORS)
router = APIRouter(tags=["Documents"], route_class=ApiRoute, responses=ERRORS)


@uploads.post(
    "/documents",
    status_code=201,
    response_model=Document,
    responses=answers(400, 409, 415),
    openapi_extra={"requestBody": _BODY},
)
async def add_document(request: Request, scope: DocumentWriter, once: Once) -> Response:
    """Add a document. It is found by its words at once, and by its meaning when it is `ready`."""
    name, content, title = await _sent(request)
    parsed = await ingestion.read_document(name, content)

    async def add() -> Response:
        made = await ingestion.keep_document(scope, parsed, title)
        headers = {"location": f"/api/v1/documents/{made.id}"}
        return Response(made.model_dump_json(), 201, headers, media_type="application/json")

    sent = f"{name}\0{title}\0".encode("utf-8", "replace") + hashlib.sha256(content).digest()
    return await once.run(scope, add, sent)


@uploads.put(
    "/documents/{document_id}",
    response_model=Document,
    responses=answers(400, 404, 409, 415),
    openapi_extra={"requestBody": _BODY},
)
async def replace_document(request: Request, scope: DocumentWriter, document_id: UUID) -> Document:
    """Put a new file in the place of a document's, which keeps its id, and its title unless a new
    one is sent. Readers see the old passages or the new ones, never some of both.
    """
    name, content, title = await _sent(request)
    parsed = await ingestion.read_document(name, content)
    return await ingestion.put_in_place(scope, document_id, parsed, title)


@router.get("/documents")
async def list_documents(
    scope: DocumentReader,
    cursor: Annotated[
        str | None, Query(max_length=100, description="`next_cursor` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> DocumentPage:
    """The store's documents, newest first."""
    return await ingestion.documents(scope, cursor, limit)


@router.get("/documents/{document_id}", responses=answers(404))
async def read_document(scope: DocumentReader, document_id: UUID) -> Document:
    """A document, and how many of its passages can be found by meaning so far."""
    return await ingestion.document(scope, document_id)


@router.get("/documents/{document_id}/passages", responses=answers(404))
async def list_passages(scope: DocumentReader, document_id: UUID) -> list[Passage]:
    """The passages of a document, in order; `start` and `end` count characters of its text."""
    return await ingestion.passages(scope, document_id)


@router.get(
    "/documents/{document_id}/text", response_class=Response, responses=_TEXT | answers(404)
)
async def read_document_text(scope: DocumentReader, document_id: UUID) -> Response:
    """The whole text of a document, as it was read out of its file."""
    text = await ingestion.document_text(scope, document_id)
    return Response(text, headers=_harmless(), media_type="text/plain")


@router.get(
    "/documents/{document_id}/file", response_class=Response, responses=_FILE | answers(404)
)
async def download_document(scope: DocumentReader, document_id: UUID) -> Response:
    """The file of a document, as it was uploaded."""
    name, kind, content = await ingestion.document_file(scope, document_id)
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = _harmless() | {"content-disposition": disposition, "content-type": kind}
    return Response(content, headers=headers)


@router.delete("/documents/{document_id}", status_code=204, responses=answers(404))
async def remove_document(scope: DocumentWriter, document_id: UUID) -> None:
    """Remove a document with its passages and its file."""
    await ingestion.remove_document(scope, document_id)


def _harmless() -> dict[str, str]:
    """Headers by which no browser runs what somebody uploaded."""
    return {
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    }


async def _sent(request: Request) -> tuple[str, bytes, str | None]:
    """The name and bytes of the file in a form, and the title that came with it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise HTTPException(415, DocumentMissing.message)
    async with request.form(max_files=1, max_fields=10) as form:
        file, title = form.get("file"), form.get("title")
        if not isinstance(file, UploadFile):
            raise DocumentMissing(errors=[FieldError("/file", "missing", DocumentMissing.message)])
        if isinstance(title, UploadFile) or len(title or "") > MOST_TITLE:
            message = f"A title is a text of at most {MOST_TITLE} characters."
            raise DocumentMissing(message, errors=[FieldError("/title", "too_long", message)])
        name = file.filename or ""
        refuse_nul({"file": name, "title": title})
        return name, await file.read(), title

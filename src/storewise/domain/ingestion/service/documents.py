"""The use-cases of documents: one is added, read, replaced, removed, and answers questions."""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from storewise.domain.identity import service as identity
from storewise.infra import jobs
from storewise.infra.storage import Storage
from storewise.infra.tenancy import Scope, new_id

from .. import queries
from ..documents import MEDIA_TYPES, MOST_BYTES, Parsed, one_line, parse
from ..errors import CursorInvalid, DocumentDuplicate, DocumentNotFound, PassageNotFound
from ..models import DocumentRow, PassageRow
from ..schemas import Document, DocumentKind, DocumentPage, DocumentState, Passage

DOCUMENT_MEDIA_TYPES = tuple(MEDIA_TYPES.values())
MOST_DOCUMENT_BYTES = MOST_BYTES
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip


async def add_document(
    scope: Scope, file_name: str, content: bytes, title: str | None = None
) -> Document:
    """Take in a document; it is found by its words at once, and by meaning soon after.

    Without a `title` it has the one that it states itself. Raises a DocumentRefused that says why
    the file cannot be read, or DocumentDuplicate when the store has it already.
    """
    return await keep_document(scope, await read_document(file_name, content), title)


async def replace_document(
    scope: Scope, document_id: UUID, file_name: str, content: bytes, title: str | None = None
) -> Document:
    """Put a new file in the place of a document's; readers see the old one or the new one.

    The document keeps its id, and its title unless one is given. Raises a DocumentRefused,
    DocumentNotFound, or DocumentDuplicate when another document has these bytes.
    """
    return await put_in_place(scope, document_id, await read_document(file_name, content), title)


async def read_document(file_name: str, content: bytes) -> Parsed:
    """Read a file before a transaction is opened, for `keep_document` or `put_in_place`.

    Raises a DocumentRefused that says why it cannot be read.
    """
    return await parse(file_name, content)


async def keep_document(scope: Scope, parsed: Parsed, title: str | None = None) -> Document:
    """Take in a document that was read; raises DocumentDuplicate."""
    await _refuse_known(scope, parsed.digest)
    document_id = new_id()
    key = await _put_file(scope, document_id, parsed)
    row = _values(parsed, one_line(title or "") or parsed.title, key)
    if not await queries.add_document(scope, {"id": document_id, **row}):
        await scope.resources.storage.delete([key])
        await _refuse_known(scope, parsed.digest)
    await _add_passages(scope, document_id, parsed, row["title"])
    return await document(scope, document_id)


async def put_in_place(
    scope: Scope, document_id: UUID, parsed: Parsed, title: str | None = None
) -> Document:
    """Replace a document by one that was read; raises DocumentNotFound or DocumentDuplicate."""
    before = await queries.document_row(scope, document_id, lock=True)
    if before is None:
        raise DocumentNotFound
    await _refuse_known(scope, parsed.digest, but=document_id)
    old_key, kept_title = before.file_key, before.title
    key = await _put_file(scope, document_id, parsed)
    row = _values(parsed, one_line(title or "") or kept_title, key)
    await queries.change_document(scope, document_id, row)
    await queries.remove_passages(scope, document_id)
    await _add_passages(scope, document_id, parsed, row["title"])
    await jobs.put(scope, "ingestion.remove_files", {"keys": [old_key]})
    return await document(scope, document_id)


async def documents(scope: Scope, cursor: str | None = None, limit: int = 50) -> DocumentPage:
    """A page of the store's documents, newest first; raises CursorInvalid."""
    rows = await queries.document_page(scope, _position(cursor) if cursor else None, limit + 1)
    items = await _shown(scope, rows[:limit])
    more = len(rows) > limit
    return DocumentPage(items=items, next_cursor=_cursor(items[-1].id) if more else None)


async def document(scope: Scope, document_id: UUID) -> Document:
    """A document; raises DocumentNotFound."""
    row = await queries.document_row(scope, document_id)
    if row is None:
        raise DocumentNotFound
    (found,) = await _shown(scope, [row])
    return found


async def document_text(scope: Scope, document_id: UUID) -> str:
    """The whole text of a document, in which spans of its passages count; or DocumentNotFound."""
    text = await queries.document_text(scope, document_id)
    if text is None:
        raise DocumentNotFound
    return text


async def document_file(scope: Scope, document_id: UUID) -> tuple[str, str, bytes]:
    """The name, media type and bytes of a document's file; raises DocumentNotFound."""
    row = await queries.document_row(scope, document_id)
    if row is None:
        raise DocumentNotFound
    content = await scope.resources.storage.get(row.file_key)
    return row.file_name, MEDIA_TYPES[DocumentKind(row.kind)], content


async def remove_document(scope: Scope, document_id: UUID) -> None:
    """Remove a document with its passages and its file; raises DocumentNotFound."""
    key = await queries.remove_document(scope, document_id)
    if key is None:
        raise DocumentNotFound
    await jobs.put(scope, "ingestion.remove_files", {"keys": [key]})


async def remove_files(storage: Storage, keys: Sequence[str]) -> None:
    """Remove the files of documents that were replaced or removed."""
    await storage.delete(keys)


async def passages(scope: Scope, document_id: UUID) -> list[Passage]:
    """The passages of a document in order; raises DocumentNotFound."""
    row = await queries.document_row(scope, document_id)
    if row is None:
        raise DocumentNotFound
    return [
        shown_passage(each, row.title) for each in await queries.passage_rows(scope, document_id)
    ]


async def passage(scope: Scope, passage_id: UUID) -> Passage:
    """A passage; raises PassageNotFound."""
    found = await queries.passages_with(scope, [passage_id])
    if not found:
        raise PassageNotFound
    ((row, title),) = found
    return shown_passage(row, title)


# ------------------------------------------------------------------ within


async def _refuse_known(scope: Scope, digest: bytes, but: UUID | None = None) -> None:
    known = await queries.document_with(scope, digest)
    if known is not None and known.id != but:
        raise DocumentDuplicate(
            f"The store has this document already: {known.title} ({known.file_name})."
        )


async def _put_file(scope: Scope, document_id: UUID, parsed: Parsed) -> str:
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", parsed.file_name).strip("._")[-100:] or "document"
    key = f"{scope.store_id}/documents/{document_id}/{new_id()}/{safe}"
    await scope.resources.storage.put(key, parsed.content)
    return key


def _values(parsed: Parsed, title: str, key: str) -> dict[str, Any]:
    return {
        "title": title,
        "subject": parsed.subject,
        "file_name": parsed.file_name,
        "file_key": key,
        "kind": parsed.kind.value,
        "size": len(parsed.content),
        "digest": parsed.digest,
        "pages": parsed.pages,
        "passages": len(parsed.chunks),
        "text": parsed.text,
    }


async def _add_passages(scope: Scope, document_id: UUID, parsed: Parsed, title: str) -> None:
    rows = [
        {
            "store_id": scope.store_id,
            "id": new_id(),
            "document_id": document_id,
            "position": position,
            "title_path": chunk.title_path,
            "page": chunk.page,
            "start_at": chunk.start,
            "end_at": chunk.end,
            "text": chunk.text,
        }
        for position, chunk in enumerate(parsed.chunks)
    ]
    locale = (await identity.store(scope)).locale
    await queries.add_passages(scope, text_search(locale), title, parsed.subject, rows)
    await jobs.put(scope, "ingestion.embed_passages", {}, lock="ingestion.passages")


def text_search(locale: str) -> str:
    """PostgreSQL's text search configuration for a store's language."""
    return _LANGUAGES.get(re.split(r"[-_]", locale)[0].lower(), "simple")


async def _shown(scope: Scope, rows: Sequence[DocumentRow]) -> list[Document]:
    ids = [row.id for row in rows]
    embedded = await queries.embedded_counts(scope, ids, scope.resources.embedder.name)
    return [_document(row, embedded.get(row.id, 0)) for row in rows]


def _document(row: DocumentRow, embedded: int) -> Document:
    state = DocumentState.READY if embedded >= row.passages else DocumentState.EMBEDDING
    return Document(
        id=row.id, title=row.title, file_name=row.file_name, kind=DocumentKind(row.kind),
        size=row.size, pages=row.pages, passages=row.passages, embedded=embedded, state=state,
        created_at=row.created_at, updated_at=row.updated_at, version=row.version,
    )  # fmt: skip


def shown_passage(row: PassageRow, title: str) -> Passage:
    """A passage of the document with this title, as it comes out of the service."""
    return Passage(
        id=row.id, document_id=row.document_id, document_title=title,
        title_path=tuple(row.title_path), page=row.page,
        start=row.start_at, end=row.end_at, text=row.text,
    )  # fmt: skip


def _cursor(document_id: UUID) -> str:
    return base64.urlsafe_b64encode(document_id.bytes).decode().rstrip("=")


def _position(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid from error

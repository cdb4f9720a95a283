"""The use-cases of documents: one is added, read, replaced, removed, and answers questions."""

import base64
import binascii
import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from storewise.domain.identity import service as identity
from storewise.infra import jobs, telemetry
from storewise.infra.embeddings import Embedder, EmbeddingUnavailable
from storewise.infra.storage import Storage
from storewise.infra.tenancy import Scope, new_id

from .. import queries
from ..documents import MEDIA_TYPES, Parsed, one_line, parse
from ..errors import CursorInvalid, DocumentDuplicate, DocumentNotFound, PassageNotFound
from ..models import DocumentRow, PassageRow
from ..schemas import Document, DocumentKind, DocumentPage, DocumentState, Passage, PassageHit

EMBEDDING_PRIORITY = -4
EMBEDDED_AT_ONCE = 64
_PIECE = 420
_SUBJECT = 60
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
    return [_passage(each, row.title) for each in await queries.passage_rows(scope, document_id)]


async def passage(scope: Scope, passage_id: UUID) -> Passage:
    """A passage; raises PassageNotFound."""
    found = await queries.passages_with(scope, [passage_id])
    if not found:
        raise PassageNotFound
    ((row, title),) = found
    return _passage(row, title)


async def search_documents(scope: Scope, words: str, limit: int = 5) -> list[PassageHit]:
    """The passages that fit a question best, the best first, by their words and their meaning.

    The score (0 to 1) says how sure it is that the store's documents speak of what was asked: from
    0.5 on they most probably do, below 0.3 they hardly do, whatever comes first. It is the same
    scale for every store and question, but no proof that the very detail asked for is in there.
    Without the encoder, or before a passage is embedded, its words alone decide.
    """
    words = words.strip()[:1000]
    if not words:
        return []
    embedder, meaning = scope.resources.embedder, None
    try:
        meaning = embedder.name, await embedder.embed_query(words)
    except EmbeddingUnavailable:
        telemetry.DEGRADED.labels("embedding").inc()
    joined = " ".join(a + b for a, b in pairwise(re.findall(r"\w+", words)))
    best = await queries.find_passages(scope, await _language(scope), words, joined, meaning, limit)
    found = {
        row.id: _passage(row, title)
        for row, title in await queries.passages_with(scope, [each.id for each in best])
    }
    return [PassageHit(passage=found[each.id], score=_sure(each.fit)) for each in best]


async def embed_passages(work: jobs.Work) -> bool:
    """Embed every passage that has no vector of the present model; False where it stopped early.

    It gives way to all that is more urgent in the store, and to a worker that is asked to stop. No
    transaction is open while the encoder works.
    """
    embedder = work.tenancy.resources.embedder
    while not work.stopping():
        async with work.scope() as scope:
            if await jobs.more_urgent(scope, EMBEDDING_PRIORITY):
                return False
            rows = await queries.waiting_passages(scope, embedder.name, EMBEDDED_AT_ONCE)
        if not rows:
            return True
        vectors = await _meanings(embedder, [_pieces(row) for row in rows])
        async with work.scope() as scope:
            ids = [row.id for row in rows]
            await queries.put_passage_vectors(scope, embedder.name, ids, vectors)
    return False


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
    about = f"{title} · {parsed.subject}"
    await queries.add_passages(scope, await _language(scope), about, rows)
    await jobs.put(scope, "ingestion.embed_passages", {}, lock="ingestion.passages")


async def _language(scope: Scope) -> str:
    """The text search configuration for the store's language."""
    locale = (await identity.store(scope)).locale
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


def _passage(row: PassageRow, title: str) -> Passage:
    return Passage(
        id=row.id, document_id=row.document_id, document_title=title,
        title_path=tuple(row.title_path), page=row.page,
        start=row.start_at, end=row.end_at, text=row.text,
    )  # fmt: skip


def _pieces(row: Any) -> list[str]:
    """What of a passage is embedded: pieces that an encoder of sentences takes in whole, each with
    what the document is about and the headings.
    """
    about = " · ".join(dict.fromkeys([row.title, row.subject[:_SUBJECT], *row.title_path[-2:]]))
    last = max(1, len(row.text) - _PIECE // 3)
    return [f"{about} · {row.text[at : at + _PIECE]}" for at in range(0, last, _PIECE)]


async def _meanings(embedder: Embedder, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """One vector of unit length for the pieces of each passage: (len(texts), d)."""
    vectors = await embedder.embed_texts([piece for pieces in texts for piece in pieces])
    starts = np.cumsum([0, *(len(pieces) for pieces in texts[:-1])])
    summed = np.add.reduceat(vectors, starts, axis=0)
    unit: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
    return unit


def _sure(fit: float) -> float:
    """How sure a fit is, by a logistic curve that was laid through questions on manuals and
    policies (nine in ten above 0.75) and questions on other things (19 in 20 below 0.4).
    """
    return 1 / (1 + math.exp(-5 * (fit - 0.8)))


def _cursor(document_id: UUID) -> str:
    return base64.urlsafe_b64encode(document_id.bytes).decode().rstrip("=")


def _position(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid from error

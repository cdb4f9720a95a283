"""Named errors of ingestion: why a feed, a mapping or an import cannot go on."""

from storewise.infra.errors import Conflict, Invalid, NotFound


class FeedRefused(Invalid):
    """The file as a whole cannot be read as a product feed."""

    code = "ingestion.feed_refused"
    message = "This file cannot be read as a product feed."


class FeedEmpty(FeedRefused):
    """There is no product in the file."""

    code = "ingestion.feed_empty"
    message = "This file is empty: there is no product in it."


class FeedNotText(FeedRefused):
    """The file is a workbook, a document, a picture or other binary data."""

    code = "ingestion.feed_not_text"
    message = "This is not a table of text. Save it as CSV, JSON or JSONL."


class FeedBroken(FeedRefused):
    """The file breaks off, or its structure is damaged."""

    code = "ingestion.feed_broken"
    message = "This file is damaged and cannot be read to its end."


class FeedTooLarge(FeedRefused):
    """The file unpacks to more than a feed may hold."""

    code = "ingestion.feed_too_large"
    message = "This file unpacks to more than a product feed may hold."


class ArchiveUnsafe(FeedRefused):
    """The archive names files outside itself."""

    code = "ingestion.archive_unsafe"
    message = "This archive holds names that point outside of it. It was not unpacked."


class HeaderInvalid(FeedRefused):
    """The column names cannot be told apart."""

    code = "ingestion.header_invalid"
    message = "Some columns of this file have the same name."


class ColumnsMissing(FeedRefused):
    """No column says what a product needs: a title and a price."""

    code = "ingestion.columns_missing"
    message = "No column says what the product is called, or what it costs."


class MappingInvalid(Invalid):
    """The mapping names a target that does not exist, or cannot be read."""

    code = "ingestion.mapping_invalid"
    message = "This mapping cannot be used."


class ImportNotFound(NotFound):
    """No such import in this store."""

    code = "ingestion.import_not_found"
    message = "This import does not exist."


class ImportBusy(Conflict):
    """The import is in a state in which this cannot be done."""

    code = "ingestion.import_busy"
    message = "This cannot be done while the import is in its present state."


class ImportRejected(Invalid):
    """The feed has errors, and the policy says that then nothing may be imported."""

    code = "ingestion.import_rejected"
    message = "The feed has errors, so nothing was imported."


class TooManyGone(Conflict):
    """More products would be archived than an import may archive without being told to."""

    code = "ingestion.too_many_gone"
    message = "This import would archive more than a tenth of the products of this feed."


class CursorInvalid(Invalid):
    """The cursor is not one that this list gave out."""

    code = "ingestion.cursor_invalid"
    message = "This cursor does not belong to this list. Start again without one."


class DocumentNotFound(NotFound):
    """No such document in this store."""

    code = "ingestion.document_not_found"
    message = "This document does not exist (any more)."


class PassageNotFound(NotFound):
    """No such passage in this store."""

    code = "ingestion.passage_not_found"
    message = "This passage does not exist (any more): its document was replaced or removed."


class DocumentDuplicate(Conflict):
    """The store has a document of exactly these bytes; the message names it."""

    code = "ingestion.document_duplicate"
    message = "The store has this document already."


class DocumentRefused(Invalid):
    """The file cannot be read as a document."""

    code = "ingestion.document_refused"
    message = "This file cannot be read as a document."


class DocumentEmpty(DocumentRefused):
    """There is no text in the file."""

    code = "ingestion.document_empty"
    message = "There is no text in this file. Add the text and upload it again."


class DocumentTypeUnknown(DocumentRefused):
    """The file is none of the kinds that are read."""

    code = "ingestion.document_type_unknown"
    message = "This kind of file is not read. Send PDF, DOCX, HTML, Markdown or plain text."


class DocumentMismatch(DocumentRefused):
    """The name of the file promises another kind than its content is."""

    code = "ingestion.document_mismatch"
    message = "The ending of this file's name does not fit its content. Rename it, or save it anew."


class DocumentEncrypted(DocumentRefused):
    """The file asks for a password."""

    code = "ingestion.document_encrypted"
    message = "This file is protected by a password. Save it without one and upload it again."


class DocumentBroken(DocumentRefused):
    """The file is damaged."""

    code = "ingestion.document_broken"
    message = "This file is damaged and cannot be read. Save or export it anew and upload that."


class DocumentScanned(DocumentRefused):
    """The pages are pictures without any text behind them."""

    code = "ingestion.document_scanned"
    message = (
        "The pages of this PDF are pictures without text. Run text recognition (OCR) over it, or "
        "upload the document that it was printed from."
    )


class DocumentTooLarge(DocumentRefused):
    """The file, or what it unpacks to, is larger than a document may be."""

    code = "ingestion.document_too_large"
    message = "This file is larger than 25 MiB. Split it into parts, or save it with less pictures."


class DocumentTooLong(DocumentRefused):
    """The document has more pages or more text than one document may have."""

    code = "ingestion.document_too_long"
    message = "This document is too long. Split it into parts and upload each."


class DocumentTooSlow(DocumentRefused):
    """The file takes longer to read than a document may take."""

    code = "ingestion.document_too_slow"
    message = "Reading this file took too long. Split it into parts, or save it in a simpler form."

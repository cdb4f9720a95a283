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

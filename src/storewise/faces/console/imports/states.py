"""The states of an import in the merchant's words, and what is still going on."""

from storewise.domain.ingestion.schemas import Import, ImportState

SHOWN = {
    ImportState.READY: ("Not started", "info"),
    ImportState.PREVIEWING: ("Being checked", "info"),
    ImportState.QUEUED: ("Waiting", "info"),
    ImportState.APPLYING: ("Importing", "info"),
    ImportState.DONE: ("Done", "good"),
    ImportState.FAILED: ("Failed", "bad"),
    ImportState.CANCELLED: ("Cancelled", "plain"),
    ImportState.UNDOING: ("Being undone", "info"),
    ImportState.UNDONE: ("Undone", "plain"),
}
ACTIVE = {ImportState.PREVIEWING, ImportState.QUEUED, ImportState.APPLYING, ImportState.UNDOING}


def goes_on(found: Import) -> bool:
    """Whether the page of the import changes by itself: work is done, or products are embedded."""
    if found.state in ACTIVE:
        return True
    progress = found.progress
    if found.state is not ImportState.DONE:
        return False
    waiting = (progress.to_embed or 0) > min(progress.indexed or 0, progress.embedded or 0)
    return waiting or progress.pictures_waiting > 0

"""One import: its preview, its start, its progress as it happens, and the ways back."""

from uuid import UUID

from fastapi import APIRouter, Response

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import ColumnsMissing, ImportBusy
from storewise.domain.ingestion.schemas import Import, ImportState, RowError

from ..failures import ConsoleRoute
from ..frame import NEVER_KEPT, PAGES, AnyWorkplace, Workplace
from ..notices import Notice
from . import states

FIRST_ERRORS = 10

router = APIRouter(
    prefix="/console/{slug}/imports/{import_id}",
    route_class=ConsoleRoute,
    include_in_schema=False,
)


@router.get("")
async def show_import(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Where the import is, and what can be done next."""
    errors: list[RowError] = []
    async with desk.scope() as scope:
        found = await ingestion.import_(scope, import_id)
        if found.progress.error_count and found.state is not ImportState.READY:
            errors = (await ingestion.import_errors(scope, import_id, limit=FIRST_ERRORS)).items
    if found.state is ImportState.READY and found.preview is None and not found.failure:
        return desk.go(desk.url(f"imports/{import_id}/columns"))
    if found.state is ImportState.READY and found.preview:
        errors = found.preview.errors[:FIRST_ERRORS]
    return desk.page(
        "import.html",
        section="imports",
        found=found,
        errors=errors,
        live=states.goes_on(found),
        states=states.SHOWN,
    )


@router.get("/progress")
async def show_progress(desk: AnyWorkplace, import_id: UUID) -> Response:
    """The part of the import's page that changes by itself."""
    async with desk.scope() as scope:
        found = await ingestion.import_(scope, import_id)
    return PAGES.respond(
        "console/import_live.html",
        headers=NEVER_KEPT,
        desk=desk,
        found=found,
        live=states.goes_on(found),
    )


@router.post("/start")
async def start(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Begin the import as it was previewed."""
    return await _do(desk, import_id, "start")


@router.post("/start-archiving")
async def start_archiving(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Begin the import although it archives more than a tenth of the feed's products."""
    return await _do(desk, import_id, "archive")


@router.post("/preview")
async def preview(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Read the feed again and say what would happen."""
    return await _do(desk, import_id, "preview")


@router.get("/cancel")
async def ask_cancel(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Ask whether the import shall really stop."""
    found = await _import(desk, import_id)
    begun = found.state is ImportState.APPLYING
    return desk.page(
        "confirm.html",
        section="imports",
        title=f"Cancel the import of {found.file_name}?",
        text="What is written stays written. You can go on later, or undo it."
        if begun
        else "Nothing was written yet.",
        action=desk.url(f"imports/{import_id}/cancel"),
        label="Cancel import",
        back=desk.url(f"imports/{import_id}"),
    )


@router.post("/cancel")
async def cancel(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Stop the import."""
    return await _do(desk, import_id, "cancel")


@router.post("/resume")
async def resume(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Go on where the import stopped."""
    return await _do(desk, import_id, "resume")


@router.get("/undo")
async def ask_undo(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Ask whether the import shall really be taken back."""
    found = await _import(desk, import_id)
    return desk.page(
        "confirm.html",
        section="imports",
        title=f"Undo the import of {found.file_name}?",
        text="Products that it changed or archived become what they were before, and changes made "
        "to them since are lost. Products that it created are archived.",
        action=desk.url(f"imports/{import_id}/undo"),
        label="Undo import",
        back=desk.url(f"imports/{import_id}"),
    )


@router.post("/undo")
async def undo(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Take the import back."""
    return await _do(desk, import_id, "undo")


async def _do(desk: Workplace, import_id: UUID, action: str) -> Response:
    """Do one thing with an import; what cannot be done now is said on its page."""
    said = Notice(SAID[action]) if action in SAID else None
    try:
        async with desk.scope() as scope:
            if action == "archive":
                found = await ingestion.import_(scope, import_id)
                options = found.options.model_copy(update={"allow_large_archive": True})
                await ingestion.change_import(scope, import_id, options=options)
            await ACTIONS[action](scope, import_id)
    except (ImportBusy, ColumnsMissing) as error:
        said = Notice(error.message, "warn")
    return desk.go(desk.url(f"imports/{import_id}"), said)


async def _import(desk: Workplace, import_id: UUID) -> Import:
    async with desk.scope() as scope:
        return await ingestion.import_(scope, import_id)


ACTIONS = {
    "start": ingestion.start_import,
    "archive": ingestion.start_import,
    "preview": ingestion.preview_import,
    "cancel": ingestion.cancel_import,
    "resume": ingestion.resume_import,
    "undo": ingestion.undo_import,
}
SAID = {"cancel": "The import is being cancelled.", "resume": "The import goes on."}

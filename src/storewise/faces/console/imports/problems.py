"""What is wrong with the rows of a feed: a table page by page, and all of it as CSV."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import CursorInvalid

from ..failures import ConsoleRoute
from ..frame import NEVER_KEPT, AnyWorkplace

PAGE_SIZE = 100

router = APIRouter(
    prefix="/console/{slug}/imports/{import_id}",
    route_class=ConsoleRoute,
    include_in_schema=False,
)


@router.get("/errors")
async def show_errors(request: Request, desk: AnyWorkplace, import_id: UUID) -> Response:
    """A page of what is wrong."""
    address = f"imports/{import_id}/errors"
    cursor = request.query_params.get("cursor") or None
    async with desk.scope() as scope:
        found = await ingestion.import_(scope, import_id)
        try:
            page = await ingestion.import_errors(scope, import_id, cursor, PAGE_SIZE)
        except CursorInvalid:
            return desk.go(desk.url(address))
    return desk.page(
        "import_errors.html",
        section="imports",
        found=found,
        page=page,
        first_href=desk.url(address) if cursor else "",
        next_href=desk.url(address, cursor=page.next_cursor) if page.next_cursor else "",
    )


@router.get("/errors.csv")
async def download_errors(desk: AnyWorkplace, import_id: UUID) -> Response:
    """All kept errors as a table for a spreadsheet."""
    async with desk.scope() as scope:
        body = await ingestion.error_csv(scope, import_id)
    name = f'attachment; filename="import-errors-{import_id.hex[-8:]}.csv"'
    headers = {**NEVER_KEPT, "Content-Disposition": name}
    return Response(body, headers=headers, media_type="text/csv; charset=utf-8")

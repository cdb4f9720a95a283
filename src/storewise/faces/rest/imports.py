"""Imports over REST: a feed is uploaded, mapped, previewed, applied, and can be undone."""

import tempfile
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.schemas import (
    Import,
    ImportOptions,
    ImportPage,
    Mapping,
    RowErrorPage,
)

from .access import ImportReader, ImportWriter
from .examples import IMPORT_EXAMPLES
from .feeds import BODY, FeedRoute, receive_feed
from .once import Once
from .problems import answers
from .requests import ApiRoute

ERRORS = answers(401, 403)
uploads = APIRouter(tags=["Imports"], route_class=FeedRoute, responses=ERRORS)
router = APIRouter(tags=["Imports"], route_class=ApiRoute, responses=ERRORS)

Cursor = Annotated[
    str | None, Query(max_length=100, description="`next_cursor` of the page before.")
]


class Upload(ImportOptions):
    """How a feed is called, and how it shall be imported."""

    file_name: Annotated[str, Field(max_length=200)] = "feed"


class ImportPatch(BaseModel):
    """A change of an import that was not started yet: only what is sent changes.

    `mapping` replaces all rules, `changes` override single ones, as a mapping file does.
    """

    model_config = ConfigDict(extra="forbid")

    options: ImportOptions | None = None
    mapping: Mapping | None = None
    changes: dict[str, Any] | None = None


@uploads.post(
    "/imports",
    status_code=201,
    response_model=Import,
    responses=answers(400),
    openapi_extra={"requestBody": BODY},
)
async def create_import(
    request: Request, scope: ImportWriter, once: Once, upload: Annotated[Upload, Query()]
) -> Response:
    """Upload a feed. Its layout is detected and a mapping is proposed; nothing is imported yet."""
    options = ImportOptions(**upload.model_dump(exclude={"file_name"}))
    with tempfile.TemporaryDirectory(prefix="storewise-upload-") as folder:
        path = Path(folder) / "feed"
        feed = await receive_feed(request, path, upload.file_name)

        async def create() -> Response:
            made = await ingestion.create_import(scope, feed.name, path, options, feed.changes)
            headers = {"location": f"/api/v1/imports/{made.id}"}
            return Response(made.model_dump_json(), 201, headers, media_type="application/json")

        return await once.run(scope, create, feed.name.encode() + b"\0" + feed.digest)


@router.get("/imports")
async def list_imports(
    scope: ImportReader, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> ImportPage:
    """The store's imports, newest first."""
    return await ingestion.imports(scope, cursor, limit)


@router.get("/imports/{import_id}", responses=answers(404))
async def read_import(scope: ImportReader, import_id: UUID) -> Import:
    """An import: what was detected, its mapping, its preview, and how far it is."""
    return await ingestion.import_(scope, import_id)


@router.patch("/imports/{import_id}", responses=answers(404, 409))
async def change_import(
    scope: ImportWriter, import_id: UUID, patch: Annotated[ImportPatch, IMPORT_EXAMPLES]
) -> Import:
    """Change the options or the mapping of an import that was not started yet."""
    return await ingestion.change_import(
        scope, import_id, options=patch.options, mapping=patch.mapping, changes=patch.changes
    )


@router.post("/imports/{import_id}/preview", status_code=202, responses=answers(404, 409))
async def preview_import(scope: ImportWriter, import_id: UUID) -> Import:
    """Have the whole feed read and compared, without writing anything.

    The answer stands in `preview` when the import is `ready` again.
    """
    return await ingestion.preview_import(scope, import_id)


@router.post("/imports/{import_id}/apply", status_code=202, responses=answers(404, 409))
async def apply_import(scope: ImportWriter, import_id: UUID) -> Import:
    """Have the feed imported in the background; read the import to see how far it is."""
    return await ingestion.start_import(scope, import_id)


@router.post("/imports/{import_id}/cancel", status_code=202, responses=answers(404, 409))
async def cancel_import(scope: ImportWriter, import_id: UUID) -> Import:
    """Stop an import. What is written stays until it is undone."""
    return await ingestion.cancel_import(scope, import_id)


@router.post("/imports/{import_id}/resume", status_code=202, responses=answers(404, 409))
async def resume_import(scope: ImportWriter, import_id: UUID) -> Import:
    """Go on with an import that failed or was cancelled."""
    return await ingestion.resume_import(scope, import_id)


@router.post("/imports/{import_id}/undo", status_code=202, responses=answers(404, 409))
async def undo_import(scope: ImportWriter, import_id: UUID) -> Import:
    """Put back what was before the last import of a feed."""
    return await ingestion.undo_import(scope, import_id)


@router.get("/imports/{import_id}/errors", responses=answers(404))
async def list_import_errors(
    scope: ImportReader,
    import_id: UUID,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> RowErrorPage:
    """What is wrong with rows of the feed, in plain words, in the order of the feed."""
    return await ingestion.import_errors(scope, import_id, cursor, limit)


@router.get(
    "/imports/{import_id}/errors.csv",
    response_class=Response,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **answers(404),
    },
)
async def download_import_errors(scope: ImportReader, import_id: UUID) -> Response:
    """What is wrong with rows of the feed as a table; at most 10,000 errors are kept."""
    content = await ingestion.error_csv(scope, import_id)
    headers = {"content-disposition": f'attachment; filename="import-{import_id}-errors.csv"'}
    return Response(content, headers=headers, media_type="text/csv")

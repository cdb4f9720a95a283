"""All imports of a store, and the upload of a file for one more."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import CursorInvalid
from storewise.domain.ingestion.schemas import Import, ImportOptions
from storewise.infra.errors import StorewiseError

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice
from . import states

PAGE_SIZE = 20
EARLIER = 5
MOST_BYTES = 2 * 2**30

router = APIRouter(
    prefix="/console/{slug}/imports", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("")
@router.get("/")
async def show_imports(request: Request, desk: AnyWorkplace) -> Response:
    """A page of the list of imports, newest first."""
    cursor = request.query_params.get("cursor") or None
    async with desk.scope() as scope:
        try:
            page = await ingestion.imports(scope, cursor, PAGE_SIZE)
        except CursorInvalid:
            return desk.go(desk.url("imports"))
    return desk.page(
        "imports.html",
        section="imports",
        page=page,
        states=states.SHOWN,
        first_href=desk.url("imports") if cursor else "",
        next_href=desk.url("imports", cursor=page.next_cursor) if page.next_cursor else "",
    )


@router.get("/new")
async def show_upload(request: Request, desk: AnyWorkplace) -> Response:
    """The form for a file, and earlier files to use again."""
    return await _upload_page(desk, request.query_params.get("feed", "")[:63])


@router.post("/new")
async def upload(request: Request, desk: AnyWorkplace) -> Response:
    """Take a file in and find out what it is; one that is no feed is told why."""
    async with request.form(max_files=1, max_fields=10) as sent:
        feed = str(sent.get("feed", "")).strip()
        try:
            options = ImportOptions(feed=feed or "default")
        except ValidationError:
            text = "Small letters, digits and hyphens only, such as main-supplier."
            return await _upload_page(desk, feed, feed_error=text)
        file = _file(sent)
        if file is None:
            return await _upload_page(desk, feed, error="Pick a file first.")
        if (file.size or 0) > MOST_BYTES:
            return await _upload_page(
                desk, feed, error="This file is larger than 2 GB. Compress it."
            )
        try:
            made = await _take_in(desk, file, options)
        except StorewiseError as error:
            return await _upload_page(
                desk, feed, error=f"{(file.filename or '')[:100]}: {error.message}"
            )
    return desk.go(desk.url(f"imports/{made.id}/columns"))


@router.post("/{import_id}/again")
async def use_again(desk: AnyWorkplace, import_id: UUID) -> Response:
    """Begin an import of the file of an earlier one."""
    storage = desk.tenancy.resources.storage
    async with desk.scope() as scope:
        earlier = await ingestion.import_(scope, import_id)
    keys = await storage.keys(f"{desk.store.id}/imports/{import_id}/")
    if not keys:
        said = Notice("This file is not kept any more. Please upload it again.", "warn")
        return desk.go(desk.url("imports/new", feed=earlier.options.feed), said)
    with tempfile.TemporaryDirectory(prefix="storewise-upload-") as folder:
        path = Path(folder) / "feed"
        await storage.download(keys[0], path)
        options = earlier.options.model_copy(update={"allow_large_archive": False})
        async with desk.scope() as scope:
            made = await ingestion.create_import(scope, earlier.file_name, path, options)
    return desk.go(desk.url(f"imports/{made.id}/columns"))


def _file(sent: FormData) -> UploadFile | None:
    file = sent.get("file")
    return file if isinstance(file, UploadFile) and file.filename else None


async def _take_in(desk: Workplace, file: UploadFile, options: ImportOptions) -> Import:
    with tempfile.TemporaryDirectory(prefix="storewise-upload-") as folder:
        path = Path(folder) / "feed"
        await asyncio.to_thread(_copy, file.file, path)
        name = Path((file.filename or "").replace("\\", "/").replace("\0", "")).name
        async with desk.scope() as scope:
            return await ingestion.create_import(scope, name or "feed", path, options)


def _copy(source: BinaryIO, path: Path) -> None:
    source.seek(0)
    with path.open("wb") as target:
        shutil.copyfileobj(source, target, 2**20)


async def _upload_page(
    desk: Workplace, feed: str = "", *, error: str = "", feed_error: str = ""
) -> Response:
    async with desk.scope() as scope:
        earlier = (await ingestion.imports(scope, limit=EARLIER)).items
    return desk.page(
        "import_new.html",
        section="imports",
        status=422 if error or feed_error else 200,
        feed=feed,
        error=error,
        feed_error=feed_error,
        earlier=earlier,
    )

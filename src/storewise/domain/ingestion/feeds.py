"""Where feeds lie: a file, archive or folder goes into storage, and comes back as a local path."""

import asyncio
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from storewise.infra.storage import FileNotStored, Storage

from .errors import FeedRefused
from .pictures import named
from .planning import Plan
from .reading import BadRow, Cells, Feed, open_feed
from .reading.feed import PICTURES, TABLES

_PACKED = {".gz", ".zst", ".zstd"}


def pictures_beside(path: Path, plan: Plan) -> dict[str, Path]:
    """Pictures that the cells of a single table name and that lie in its folder, by their names.

    Reads the table whole only where its first rows name such a picture.
    """
    folder = path.parent.resolve()

    def there(cells: Cells) -> Iterator[tuple[str, Path]]:
        for name in named(plan.mapping, cells):
            if "://" not in name and Path(name).suffix.lower() in PICTURES:
                file = (folder / name.lstrip("/\\")).resolve()
                if file.is_relative_to(folder) and file.is_file():
                    yield file.relative_to(folder).as_posix(), file

    if not any(next(there(cells), None) for cells in plan.sample[:50]):
        return {}
    found: dict[str, Path] = {}
    for part in plan.parts:
        for _, raw in part.rows():
            try:
                found.update(there(part.cells(raw)))
            except BadRow:
                continue
    return found


def packed(path: Path, beside: Mapping[str, Path], folder: Path) -> Path:
    """One file that holds all of a feed: itself, or a zip archive that is made in `folder`."""
    if path.is_file() and not beside:
        return path
    target = folder / "feed.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                name = file.relative_to(path)
                if file.is_file() and _belongs(name):
                    _add(archive, file, name.as_posix())
        else:
            _add(archive, path, path.name)
            for source, file in sorted(beside.items()):
                _add(archive, file, source)
    return target


def _add(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    table = file.suffix.lower() in TABLES
    method = zipfile.ZIP_DEFLATED if table else zipfile.ZIP_STORED
    archive.write(file, name, method, compresslevel=1)


def _belongs(name: Path) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
    return not hidden and name.suffix.lower() in TABLES | PICTURES | _PACKED


@asynccontextmanager
async def stored_feed(storage: Storage, key: str, name: str) -> AsyncIterator[Feed]:
    """A feed from storage; raises FeedRefused when its file was removed since."""
    gone = FeedRefused("The file of this import is not kept any more. Upload it again.")
    if not key:
        raise gone
    folder: Path | None = None
    try:
        if storage.folder is not None:
            local = storage.folder / key
        else:
            folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="storewise-feed-"))
            local = folder / "feed"
            try:
                await storage.download(key, local)
            except FileNotStored as error:
                raise gone from error
        if not await asyncio.to_thread(local.is_file):
            raise gone
        feed = await asyncio.to_thread(open_feed, local, name)
        with feed:
            yield feed
    finally:
        if folder is not None:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

"""Files by key: a local folder by default, an object store (S3, GCS, Azure) by address.

Keys begin with the id of the store that owns the file, so that one prefix holds all of a store.
"""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import obstore
from obstore.store import LocalStore, from_url

from .errors import NotFound
from .settings import Settings


class FileNotStored(NotFound):
    """No file lies under this key."""

    code = "file_not_found"
    message = "This file does not exist (any more)."


class Storage:
    """Files by key."""

    def __init__(self, settings: Settings) -> None:
        self.folder: Path | None = None
        if settings.storage.url:
            self._store: Any = from_url(settings.storage.url)
        else:
            self.folder = (settings.data_dir / "files").resolve()
            self.folder.mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(self.folder)

    async def put(self, key: str, content: bytes | Path | AsyncIterator[bytes]) -> int:
        """Write a file, from memory, a local path or a stream; returns its size in bytes."""
        await obstore.put_async(self._store, _checked(key), content)
        return int((await obstore.head_async(self._store, key))["size"])

    async def get(self, key: str) -> bytes:
        """Read a whole file; raises FileNotStored."""
        try:
            result = await obstore.get_async(self._store, _checked(key))
            return bytes(await result.bytes_async())
        except FileNotFoundError as error:
            raise FileNotStored from error

    async def download(self, key: str, target: Path) -> None:
        """Write a file to a local path, in pieces; raises FileNotStored."""
        try:
            result = await obstore.get_async(self._store, _checked(key))
        except FileNotFoundError as error:
            raise FileNotStored from error
        with target.open("wb") as out:
            async for chunk in result.stream():
                out.write(bytes(chunk))

    async def delete(self, keys: Iterable[str]) -> None:
        """Remove files; those that do not exist are passed over."""
        for key in keys:
            try:
                await obstore.delete_async(self._store, _checked(key))
            except FileNotFoundError:
                continue

    async def keys(self, prefix: str) -> list[str]:
        """The keys below a prefix."""
        found: list[str] = []
        async for page in obstore.list(self._store, prefix=_checked(prefix)):
            found.extend(item["path"] for item in page)
        return sorted(found)

    async def link(self, key: str, minutes: int = 15) -> str | None:
        """A signed address for a short time, where the object store can give one."""
        if self.folder is not None:
            return None
        return str(
            await obstore.sign_async(self._store, "GET", _checked(key), timedelta(minutes=minutes))
        )


def _checked(key: str) -> str:
    path = PurePosixPath(key)
    if path.is_absolute() or ".." in path.parts or "\\" in key or "\0" in key:
        raise FileNotStored
    return key

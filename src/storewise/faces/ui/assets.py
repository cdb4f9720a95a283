"""Static files of a face: read once, compressed, and cached by browsers for a year.

The address of a file holds a digest of all files of the face, `/static/{face}/{digest}/{name}`, so
that a new release is fetched at once and ES modules may import one another by relative paths.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request, Response

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file in memory, plain and as gzip where that is smaller."""

    body: bytes
    compressed: bytes | None
    media_type: str


class Assets:
    """The static files of one face and of the shared ui, named `ui/…` and `{face}/…`.

    `styles` lists style sheets by name; they are joined, in this order, to `{face}.css`.
    """

    def __init__(self, face: str, folders: Mapping[str, Path], styles: Sequence[str]) -> None:
        sources = {
            f"{prefix}/{path.relative_to(folder).as_posix()}": _compact(path)
            for prefix, folder in folders.items()
            for path in sorted(folder.rglob("*"))
            if path.suffix in MEDIA_TYPES
        }
        sources[f"{face}.css"] = b"\n".join(sources.pop(name) for name in styles)
        digest = hashlib.sha256()
        for name, body in sorted(sources.items()):
            digest.update(name.encode() + b"\0" + body + b"\0")
        self.face = face
        self.digest = digest.hexdigest()[:12]
        self.files = {name: _static_file(name, body) for name, body in sources.items()}

    def url(self, name: str) -> str:
        """The address of a file. Raises KeyError for a file that does not exist."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.face}/{self.digest}/{name}"

    def router(self) -> APIRouter:
        """The route that serves the files."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(
            f"/static/{self.face}/{{digest}}/{{name:path}}", self._serve, methods=["GET", "HEAD"]
        )
        return router

    async def _serve(self, request: Request, digest: str, name: str) -> Response:
        file = self.files.get(name)
        if file is None:
            return Response("Not found", 404, media_type="text/plain")
        etag = f'"{self.digest}"'
        headers = {
            "Cache-Control": A_YEAR if digest == self.digest else "no-cache",
            "ETag": etag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        body = file.body
        if file.compressed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = file.compressed
        return Response(body, headers=headers, media_type=file.media_type)


def _compact(path: Path) -> bytes:
    """A file without indentation and comments, where it is text that we write.

    Scripts must not hold template literals of several lines, nor comments behind code.
    """
    if path.suffix not in (".css", ".js"):
        return path.read_bytes()
    text = path.read_text()
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


def _static_file(name: str, body: bytes) -> StaticFile:
    compressed = gzip.compress(body, mtime=0)
    return StaticFile(
        body,
        compressed if len(compressed) < len(body) * 0.9 else None,
        MEDIA_TYPES[Path(name).suffix],
    )

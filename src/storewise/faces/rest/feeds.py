"""Receives product feeds: the bytes of a request go to a local file, whatever their size."""

import asyncio
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from fastapi import Request
from starlette.datastructures import UploadFile

from storewise.domain.ingestion import service as ingestion
from storewise.infra.errors import FieldError, Invalid

from .requests import ApiRequest, ApiRoute, refuse_nul

MOST_FEED_BYTES = 2**30
_PIECE = 2**20

_BYTES = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
BODY: dict[str, Any] = {
    "description": "The feed: CSV, TSV, JSON or JSON Lines, or these in gzip, Zstandard or zip; "
    "at most 1 GiB. In a form, `mapping` may hold a mapping file (YAML, JSON or TOML).",
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": _BYTES["schema"], "mapping": _BYTES["schema"]},
            }
        },
        "text/csv": {"schema": {"type": "string"}},
        "application/x-ndjson": {"schema": {"type": "string"}},
        "application/octet-stream": _BYTES,
    },
}


class FeedMissing(Invalid):
    """The form has no file."""

    code = "feed_missing"
    message = "Send the feed as the body, or as the field `file` of a form."


class FeedRequest(ApiRequest):
    """A request that may be as large as a feed."""

    most_bytes = MOST_FEED_BYTES


class FeedRoute(ApiRoute):
    """A route that takes feeds."""

    request_class = FeedRequest


@dataclass(frozen=True, slots=True)
class Received:
    """A feed in a local file: its name, a digest of what was sent, and changes of its mapping."""

    name: str
    digest: bytes
    changes: dict[str, Any]


async def receive_feed(request: Request, path: Path, name: str) -> Received:
    """Write the feed of a request to `path`; raises FeedMissing or MappingInvalid."""
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return await _from_form(request, path)
    digest = hashlib.sha256()
    async with await anyio.open_file(path, "wb") as out:
        async for piece in request.stream():
            digest.update(piece)
            await out.write(piece)
    return Received(name, digest.digest(), {})


async def _from_form(request: Request, path: Path) -> Received:
    async with request.form(max_files=2, max_fields=10) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise FeedMissing(errors=[FieldError("/file", "missing", FeedMissing.message)])
        changes, stated = await _mapping(form.get("mapping"))
        digest = await asyncio.to_thread(_copy, file, path)
    name = file.filename or "feed"
    refuse_nul({"file": name, "mapping": changes})
    return Received(name, hashlib.sha256(digest + stated).digest(), changes)


async def _mapping(sent: UploadFile | str | None) -> tuple[dict[str, Any], bytes]:
    if sent is None:
        return {}, b""
    if isinstance(sent, str):
        content, name = sent.encode(), ""
    else:
        content, name = await sent.read(ingestion.MAPPING_BYTES), sent.filename or ""
    return await asyncio.to_thread(ingestion.read_mapping, content, name), content


def _copy(file: UploadFile, path: Path) -> bytes:
    with path.open("wb") as out:
        shutil.copyfileobj(file.file, out, _PIECE)
    with path.open("rb") as written:
        return hashlib.file_digest(written, "sha256").digest()

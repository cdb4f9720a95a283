"""Problem documents (RFC 9457): every error of the API, translated once."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from storewise.faces.ui.problems import STATUS
from storewise.infra import errors
from storewise.infra.db import OUTAGES, DatabaseUnavailable

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
# Errors for which HTTP has a status of their own within their kind.
_STATUS_OF_CODE = {
    "identity.key_unknown": 401,
    "identity.not_signed_in": 401,
    "catalog.version_outdated": 412,
}
# RFC 9110 renamed these two; Python's `http` follows with 3.13.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


class FieldProblem(BaseModel):
    """One field that could not be accepted, addressed by JSON pointer."""

    pointer: str
    code: str
    message: str


class Problem(BaseModel):
    """An error: `code` is stable and for programs, `detail` is for people."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] = []


def title_of(status: int) -> str:
    """What HTTP calls a status."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


def status_of(error: errors.StorewiseError) -> int:
    """The HTTP status of a named error: its code's own, or else its kind's."""
    if error.code in _STATUS_OF_CODE:
        return _STATUS_OF_CODE[error.code]
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return status
    raise TypeError(f"{type(error).__name__} is of no kind") from error


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem document as an answer."""
    return Response(problem.model_dump_json(), problem.status, headers, media_type=MEDIA_TYPE)


def translate(application: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Make an application of these routes answer every error with a problem document."""
    application.state.paths = [
        (route.path_regex, route.methods or set())
        for route in routes
        if isinstance(route, APIRoute)
    ]
    application.add_exception_handler(errors.StorewiseError, _named)
    application.add_exception_handler(RequestValidationError, _malformed)
    application.add_exception_handler(HTTPException, _http)
    for outage in OUTAGES:
        application.add_exception_handler(outage, _outage)
    application.add_exception_handler(Exception, _defect)


async def _named(_request: Request, error: Any) -> Response:
    status = status_of(error)
    headers = {}
    if retry_after := getattr(error, "retry_after", None):
        headers["retry-after"] = str(retry_after)
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    fields = [FieldProblem(pointer=e.pointer, code=e.code, message=e.message) for e in error.errors]
    problem = Problem(
        title=title_of(status), status=status, code=error.code, detail=error.message, errors=fields
    )
    return respond(problem, headers)


async def _malformed(_request: Request, error: Any) -> Response:
    fields = [
        FieldProblem(
            pointer=pointer(found["loc"], error.body, missing=found["type"] == "missing"),
            code=found["type"],
            message=found["msg"],
        )
        for found in error.errors()
    ]
    problem = Problem(
        title=title_of(422),
        status=422,
        code="invalid",
        detail="Some of what was sent cannot be accepted; see `errors`.",
        errors=fields,
    )
    return respond(problem)


def pointer(place: Sequence[str | int], body: Any = None, *, missing: bool = False) -> str:
    """The JSON pointer of a place that pydantic names.

    Pydantic puts the names of union members into places within a body; they are left out, because
    they are not in what the caller sent.
    """
    parts = list(place[1:])
    if place[0] == "body":
        known = 0
        for part in parts:
            if not _holds(body, part):
                break
            body, known = body[part], known + 1
        parts = parts[: known + missing]
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join(f"/{part}" for part in escaped)


def _holds(value: Any, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


async def _http(request: Request, error: Any) -> Response:
    title, headers = title_of(error.status_code), error.headers
    if error.status_code == 405:
        headers = {"allow": ", ".join(_methods(request))}
    problem = Problem(
        title=title,
        status=error.status_code,
        code=title.lower().replace(" ", "_"),
        detail=str(error.detail),
    )
    return respond(problem, headers)


def _methods(request: Request) -> list[str]:
    """The methods that an address has, by all of its routes."""
    path = request.scope["path"].removeprefix(request.scope["root_path"])
    found = (methods for regex, methods in request.app.state.paths if regex.match(path))
    return sorted(set().union(*found))


async def _outage(request: Request, error: Exception) -> Response:
    log.error("database_unavailable", exc_info=error)
    return await _named(request, DatabaseUnavailable())


async def _defect(_request: Request, error: Exception) -> Response:
    log.error("defect", exc_info=error)
    problem = Problem(
        title=title_of(500),
        status=500,
        code="defect",
        detail="This is a defect of ours. The request id in the headers finds it in the log.",
    )
    return respond(problem)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for OpenAPI."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": title_of(status), "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }

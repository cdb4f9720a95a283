"""Problem documents (RFC 9457): every error of the API, translated once."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from storewise.infra import errors

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
_STATUS: Mapping[type[errors.StorewiseError], int] = {
    errors.NotFound: 404,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.Forbidden: 403,
    errors.Unavailable: 503,
    errors.TooMany: 429,
}


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


def status_of(error: errors.StorewiseError) -> int:
    """The HTTP status of a named error's kind."""
    for kind, status in _STATUS.items():
        if isinstance(error, kind):
            return status
    raise TypeError(f"{type(error).__name__} is of no kind") from error


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem document as an answer."""
    return Response(problem.model_dump_json(), problem.status, headers, media_type=MEDIA_TYPE)


def translate(application: FastAPI) -> None:
    """Make an application answer every error with a problem document."""
    application.add_exception_handler(errors.StorewiseError, _named)
    application.add_exception_handler(RequestValidationError, _malformed)
    application.add_exception_handler(HTTPException, _http)
    application.add_exception_handler(Exception, _defect)


async def _named(_request: Request, error: Any) -> Response:
    status = status_of(error)
    headers = {}
    if isinstance(error, errors.TooMany):
        headers["retry-after"] = str(error.retry_after)
    if error.code in ("identity.key_unknown", "identity.not_signed_in"):
        status = 401
        headers["www-authenticate"] = "Bearer"
    fields = [FieldProblem(pointer=e.pointer, code=e.code, message=e.message) for e in error.errors]
    title = HTTPStatus(status).phrase
    return respond(
        Problem(title=title, status=status, code=error.code, detail=error.message, errors=fields),
        headers,
    )


async def _malformed(_request: Request, error: Any) -> Response:
    fields = [
        FieldProblem(
            pointer="/" + "/".join(str(part) for part in found["loc"][1:]),
            code=found["type"],
            message=found["msg"],
        )
        for found in error.errors()
    ]
    problem = Problem(
        title="Unprocessable Content",
        status=422,
        code="invalid",
        detail="Some of what was sent cannot be accepted; see `errors`.",
        errors=fields,
    )
    return respond(problem)


async def _http(_request: Request, error: Any) -> Response:
    title = HTTPStatus(error.status_code).phrase
    problem = Problem(
        title=title,
        status=error.status_code,
        code=title.lower().replace(" ", "_"),
        detail=str(error.detail),
    )
    return respond(problem, error.headers)


async def _defect(_request: Request, error: Exception) -> Response:
    log.exception("defect", exc_info=error)
    problem = Problem(
        title="Internal Server Error",
        status=500,
        code="defect",
        detail="This is a defect of ours. The request id in the headers finds it in the log.",
    )
    return respond(problem)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for OpenAPI."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: schema},
            "model": Problem,
        }
        for status in statuses
    }

"""Errors of addresses that scripts of pages call: problem documents (RFC 9457)."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from storewise.infra import errors

from .door import from_another_site

MOST_BYTES = 64 * 2**10
STATUS: Mapping[type[errors.StorewiseError], int] = {
    errors.NotFound: 404,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.Forbidden: 403,
    errors.Unavailable: 503,
    errors.TooMany: 429,
}

log = structlog.get_logger(__name__)


class OtherSite(errors.Forbidden):
    """A request that a page of another site started."""

    code = "other_site"
    message = "This was sent from another site."


class TooLarge(errors.Invalid):
    """A request that is longer than any that is meant here."""

    code = "too_large"
    message = "This is too long to be read."


class ScriptRoute(APIRoute):
    """A route whose failures become problem documents."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with errors translated."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                refuse_large(request)
                return await handle(request)
            except errors.StorewiseError as error:
                return problem(error)
            except RequestValidationError as error:
                return _problem(422, "invalid", _malformed(error))
            except HTTPException as error:  # a body that is not JSON, or not UTF-8
                return _problem(error.status_code, "invalid", str(error.detail))
            except Exception:
                log.exception("request_failed", path=request.url.path)
                return _problem(500, "defect", "Something went wrong. Please try again.")

        return guarded


async def same_site(request: Request) -> None:
    """A dependency: refuses what pages of other sites start, with or without a cookie."""
    if from_another_site(request.headers):
        raise OtherSite


def refuse_large(request: Request) -> None:
    """Refuse a body that announces more than a question can have, or no length at all."""
    announced = request.headers.get("content-length", "")
    large = announced.isdecimal() and int(announced) > MOST_BYTES
    if large or "transfer-encoding" in request.headers:
        raise TooLarge


def problem(error: errors.StorewiseError, headers: Mapping[str, str] | None = None) -> Response:
    """A named error as a problem document."""
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    waiting = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.TooMany) else {}
    return _problem(status, error.code, error.message, {**waiting, **(headers or {})})


def _problem(
    status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    return Response(
        orjson.dumps(told),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        media_type="application/problem+json",
    )


def _malformed(error: RequestValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:])
    return f"{place}: {first['msg']}" if place else str(first["msg"])

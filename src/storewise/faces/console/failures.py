"""Failures as pages of the console; who is not signed in goes to the sign-in page."""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from storewise.domain.identity.errors import NotSignedIn
from storewise.faces.ui.scopes import request_id
from storewise.infra.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    StorewiseError,
    TooMany,
    Unavailable,
)

from .frame import NEVER_KEPT, PAGES, Workplace

SIGN_IN = "/console/sign-in"
HOME = "/console/"
STATUS: dict[type[StorewiseError], tuple[int, str]] = {
    NotFound: (404, "There is nothing here"),
    Invalid: (422, "That did not work"),
    Conflict: (409, "That did not work"),
    Forbidden: (403, "You may not do this"),
    Unavailable: (503, "Not just now"),
    TooMany: (429, "A moment, please"),
}

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageNotFound(NotFound):
    """No page of the console has this address."""

    code = "console.page_not_found"
    message = "No page of the console has this address."


class ConsoleRoute(APIRoute):
    """A route whose failures become pages."""

    def get_route_handler(self) -> Handler:
        """The handler, with named errors translated."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedIn:
                return to_sign_in(request)
            except RequestValidationError as error:
                in_path = any(found["loc"][0] == "path" for found in error.errors())
                return failure(request, PageNotFound() if in_path else Invalid())
            except StorewiseError as error:
                return failure(request, error)

        return guarded


def to_sign_in(request: Request) -> Response:
    """Ask for a sign-in, and come back afterwards."""
    came_from = request.url.path
    if request.method == "GET":
        came_from += f"?{request.url.query}" if request.url.query else ""
    else:
        page = urlsplit(request.headers.get("referer", ""))
        came_from = page.path if page.netloc == request.headers.get("host") else HOME
    query = urlencode({"next": local(came_from)})
    return RedirectResponse(f"{SIGN_IN}?{query}", 303, NEVER_KEPT)


def local(address: str) -> str:
    """The address when it is a page of the console, else the console's first page."""
    parts = urlsplit(address) if address.isprintable() and "\\" not in address else urlsplit("")
    inside = parts.path.startswith("/console/") and ".." not in parts.path.split("/")
    if parts.scheme or parts.netloc or not inside or parts.path == SIGN_IN:
        return HOME
    return parts.path + (f"?{parts.query}" if parts.query else "")


def failure(request: Request, error: StorewiseError) -> Response:
    """The page that says what went wrong: in the store's console where it is known, else bare."""
    status, title = next(found for kind, found in STATUS.items() if isinstance(error, kind))
    place: Workplace | None = getattr(request.state, "workplace", None)
    context: dict[str, Any] = {
        "title": title,
        "message": error.message,
        "details": [found.message for found in error.errors],
        "request_id": request_id(request) if status >= 500 else "",
    }
    if place is not None:
        response = place.page("failure.html", section="", status=status, **context)
    else:
        response = PAGES.respond(
            "console/bare_failure.html",
            status=status,
            headers=NEVER_KEPT,
            face="console",
            **context,
        )
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response

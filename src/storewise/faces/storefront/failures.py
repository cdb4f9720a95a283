"""Failures as pages: in the shop's own design where its store is known, else on a bare page."""

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from storewise.faces.ui.scopes import Shop as Host
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
from storewise.infra.tenancy import ANONYMOUS

from .frame import PAGES, newest, respond, view

STATUS: dict[type[StorewiseError], tuple[int, str]] = {
    NotFound: (404, "There is nothing at this address"),
    Invalid: (400, "That did not work"),
    Conflict: (409, "That did not work"),
    Forbidden: (403, "This is not open to you"),
    Unavailable: (503, "We will be right back"),
    TooMany: (429, "A moment, please"),
}

log = structlog.get_logger(__name__)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageNotFound(NotFound):
    """No page of a shop has this address."""

    code = "storefront.page_not_found"
    message = "There is nothing at this address."


class ShopRoute(APIRoute):
    """A route whose failures become pages."""

    def get_route_handler(self) -> Handler:
        """The handler, with named errors translated."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except NotFound as error:
                host: Host | None = getattr(request.state, "shop", None)
                return await missing(request, host, error) if host else failure(request, error)
            except StorewiseError as error:
                return failure(request, error)
            except HTTPException as error:  # a form that cannot be read
                return _bare(request, error.status_code, "That did not work", error.detail, {})
            except Exception:
                log.exception("page_failed", path=request.url.path)
                return defect(request)

        return guarded


async def missing(request: Request, host: Host, error: NotFound) -> Response:
    """A page that is not there, with the shop's search, departments and new products around it."""
    tenancy = request.app.state.tenancy
    async with tenancy.scope(host.store.id, ANONYMOUS, request_id(request)) as scope:
        shop = await view(request, scope, host)
        latest = await newest(scope, 4)
    return respond("missing.html", shop, status=404, message=error.message, newest=latest)


def failure(request: Request, error: StorewiseError) -> Response:
    """A bare page that says what went wrong."""
    status, title = next(found for kind, found in STATUS.items() if isinstance(error, kind))
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
    return _bare(request, status, title, error.message, headers)


def defect(request: Request) -> Response:
    """The page for a failure that nobody foresaw."""
    return _bare(
        request,
        500,
        "Something went wrong",
        "This is our fault. We have kept a record of it; please try again in a moment.",
        {},
    )


def _bare(
    request: Request, status: int, title: str, message: str, headers: dict[str, str]
) -> Response:
    host: Host | None = getattr(request.state, "shop", None)
    return PAGES.respond(
        "storefront/failure.html",
        status=status,
        headers={"Cache-Control": "no-store", **headers},
        face="storefront",
        title=title,
        message=message,
        request_id=request_id(request) if status >= 500 else "",
        home=f"{host.base}/" if host else "/",
        home_label=f"Back to {host.store.name}" if host else "Back to the start",
        code=status,
    )

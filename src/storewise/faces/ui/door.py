"""The door that every request passes: an id, a log line, metrics, and protective headers."""

import re
import time
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

from storewise.infra import telemetry

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)

log = structlog.get_logger("storewise.access")


class Door:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, *, access_log: bool) -> None:
        self.app = app
        self.access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else str(uuid7())
        scope["storewise.request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        status = 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _protect(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            if _forged(scope["method"], headers):
                refusal = PlainTextResponse("This form was sent from another site.", 403)
                await refusal(scope, receive, send_on)
            elif _unthinkable(scope["path"]):
                await PlainTextResponse("Not Found", 404)(scope, receive, send_on)
            else:
                await self.app(scope, receive, send_on)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None) or scope.get("storewise.route", "other")
        telemetry.REQUESTS.labels(scope["method"], route, status).observe(seconds)
        if self.access_log:
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round(seconds * 1000, 1),
            )


def _forged(method: str, headers: Headers) -> bool:
    # Cookies travel with requests that other sites start; browsers say so in these two headers.
    return method in _UNSAFE and "cookie" in headers and from_another_site(headers)


def _unthinkable(path: str) -> bool:
    # PostgreSQL refuses U+0000, so nothing can have such an address; the API says so itself.
    return "\0" in path and not path.startswith("/api/")


def from_another_site(headers: Headers) -> bool:
    """Whether a browser says that a page of another site started this request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _protect(headers: MutableHeaders, request_id: str) -> None:
    headers["request-id"] = request_id
    headers.setdefault("content-security-policy", POLICY)
    headers.setdefault("x-content-type-options", "nosniff")
    headers.setdefault("referrer-policy", "strict-origin-when-cross-origin")
    headers.setdefault("permissions-policy", "camera=(), microphone=(), geolocation=()")

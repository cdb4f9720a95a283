"""Notices: a sentence about what was just done, carried over a redirect in a signed cookie."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import asdict, dataclass

import orjson
from fastapi import Request, Response

from storewise.infra.settings import Settings

COOKIE = "storewise_notice"
PATH = "/console"
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the next page, with a way on perhaps; `tone` as in the ui's alerts."""

    text: str
    tone: str = "good"
    href: str = ""
    label: str = ""


def leave(response: Response, settings: Settings, notice: Notice) -> None:
    """Put a notice on the answer, for the page that comes next."""
    body = base64.urlsafe_b64encode(orjson.dumps(asdict(notice))).decode()
    response.set_cookie(
        COOKIE,
        f"{body}.{_signature(settings, body)}",
        max_age=SECONDS,
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=settings.server.secure_cookies,
    )


def read(request: Request, settings: Settings) -> Notice | None:
    """The notice that the last answer left; None where there is none that we signed."""
    body, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not body or not hmac.compare_digest(signature.encode(), _signature(settings, body).encode()):
        return None
    try:
        return Notice(**orjson.loads(base64.urlsafe_b64decode(body)))
    except (ValueError, TypeError, binascii.Error):
        return None


def clear(response: Response) -> None:
    """Take the notice away once it was shown."""
    response.delete_cookie(COOKIE, path=PATH)


def _signature(settings: Settings, body: str) -> str:
    return hmac.new(settings.signing_key(), f"notice:{body}".encode(), hashlib.sha256).hexdigest()

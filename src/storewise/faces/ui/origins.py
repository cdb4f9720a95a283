"""Which pages may talk to a store's assistant from a browser."""

from urllib.parse import urlsplit

from fastapi import Request

from storewise.domain.assistant.errors import OriginNotAllowed
from storewise.domain.assistant.schemas import AssistantSettings


def allowed_origin(request: Request, settings: AssistantSettings) -> str | None:
    """The origin of the page that calls, None for a caller that is no page.

    Our own pages may, and those that the merchant allows; raises OriginNotAllowed for others.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return None
    own = urlsplit(origin).netloc == request.headers.get("host")
    if own or origin.lower() in settings.allowed_origins:
        return origin
    raise OriginNotAllowed

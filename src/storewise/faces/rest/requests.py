"""What a request may look like: bodies within limits, strict JSON, no text with NUL in it."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from itertools import islice
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from storewise.infra.errors import FieldError, Invalid, StorewiseError

from .problems import pointer

MOST_JSON_BYTES = 5 * 2**20


class NulCharacter(Invalid):
    """A text holds the character U+0000, which PostgreSQL cannot keep."""

    code = "nul_character"
    message = "A text must not hold the character U+0000."


class ApiRequest(Request):
    """A request whose body is read up to a limit, and whose JSON is read strictly.

    Refused are lone surrogates, NaN, numbers beyond a double, and nesting deeper than 1,024.
    """

    most_bytes = MOST_JSON_BYTES

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces; answers 413 as soon as it is known to be too large."""
        too_large = HTTPException(
            413, f"The body may have at most {self.most_bytes // 2**20:,} MiB."
        )
        announced = self.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.most_bytes:
            raise too_large
        seen = 0
        async for piece in super().stream():
            seen += len(piece)
            if seen > self.most_bytes:
                raise too_large
            yield piece

    async def json(self) -> Any:
        """The body as JSON; raises json.JSONDecodeError or NulCharacter."""
        if not hasattr(self, "_json"):
            body = await self.body()
            self._json = orjson.loads(body)
            if b"\\u0000" in body:
                refuse_nul(self._json)
        return self._json


class ApiRoute(APIRoute):
    """A route whose requests are of this kind."""

    request_class = ApiRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler behind the checks of the request."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            scope = request.scope
            if b"%00" in scope["query_string"] or "\0" in scope["path"]:
                raise NulCharacter
            try:
                return await handle(self.request_class(scope, request.receive))
            except HTTPException as error:
                # FastAPI hides whatever a body is refused for behind a status of 400.
                if isinstance(error.__cause__, StorewiseError):
                    raise error.__cause__ from error
                raise

        return checked


def refuse_nul(value: Any) -> None:
    """See that no text within a JSON value holds U+0000; raises NulCharacter with the places."""
    errors = [
        FieldError(pointer(("body", *place), value), "nul_character", NulCharacter.message)
        for place in islice(_nul_places(value), 100)
    ]
    if errors:
        raise NulCharacter(errors=errors)


def _nul_places(value: Any) -> Iterator[tuple[str | int, ...]]:
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting:
        place, found = waiting.pop()
        if isinstance(found, str):
            if "\0" in found:
                yield place
        elif isinstance(found, list):
            waiting.extend(((*place, i), member) for i, member in enumerate(found))
        elif isinstance(found, dict):
            if any("\0" in str(key) for key in found):
                yield place
            waiting.extend(((*place, key), member) for key, member in found.items())

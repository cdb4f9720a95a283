"""Calls that create are done once for each Idempotency-Key, however often they are sent."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from storewise.infra import idempotency
from storewise.infra.tenancy import Scope

NAME = "Idempotency-Key"
_KEPT_HEADERS = ("content-type", "location", "etag")


@dataclass(frozen=True, slots=True)
class Guard:
    """Does the work of one request, unless its key tells that it was done before."""

    key: str | None
    request: Request

    async def run(
        self,
        scope: Scope,
        work: Callable[[], Awaitable[Response]],
        content: bytes | None = None,
    ) -> Response:
        """Do the work and keep its answer, in the transaction of `scope`; or answer as before.

        Only answers are kept: an error undoes the transaction and the key with it, so the caller
        may mend the request and send it again. `content` stands for the body where the bytes sent
        differ each time, as those of a form with files do. Raises IdempotencyConflict or
        IdempotencyInFlight.
        """
        if self.key is None:
            return await work()
        fingerprint = await self._fingerprint(content)
        known = await idempotency.claim(scope, self.key, fingerprint)
        if known is not None:
            headers = known.headers | {"idempotent-replayed": "true"}
            return Response(known.body, known.status, headers)
        response = await work()
        headers = {
            name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
        }
        answer = idempotency.Answer(response.status_code, headers, bytes(response.body))
        await idempotency.keep(scope, self.key, fingerprint, answer)
        return response

    async def _fingerprint(self, content: bytes | None) -> bytes:
        body = await self.request.body() if content is None else content
        url = self.request.url
        call = f"{self.request.method} {url.path}?{url.query}".encode()
        return hashlib.sha256(hashlib.sha256(call).digest() + body).digest()


async def _guard(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            alias=NAME,
            min_length=1,
            max_length=255,
            pattern=r"^[\x21-\x7e]+$",
            description="Your own name for this call, such as a UUID. Sent again within 24 hours "
            "with the same body, the call is not done again and gets the first answer.",
        ),
    ] = None,
) -> Guard:
    return Guard(idempotency_key, request)


Once = Annotated[Guard, Depends(_guard)]

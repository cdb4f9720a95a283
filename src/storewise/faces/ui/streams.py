"""The assistant's answer on the wire: typed events as they come (server-sent events), or as JSON.

An event travels as `event: <type>` and `data: <json>`. Whoever goes away stops the work at once.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, TypeVar, cast

import orjson
from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from storewise.domain.assistant.errors import AnswerFailed
from storewise.domain.assistant.schemas import Done, Event, Failed, Status

KEEP_ALIVE_S = 15.0
MEDIA_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Result = TypeVar("Result")
Present = Callable[[Event], dict[str, Any]]
Keep = Callable[[Response, str], None]


def plain(event: Event) -> dict[str, Any]:
    """An event as it is."""
    return event.model_dump(mode="json")


async def respond(
    request: Request,
    events: AsyncIterator[Event],
    *,
    headers: Mapping[str, str] | None = None,
    present: Present = plain,
    keep: Keep | None = None,
) -> Response:
    """What `assistant.converse` tells, as a stream, or as one JSON document where that is accepted.

    The first event is waited for, so that errors before it are still errors of HTTP. `present`
    makes of an event what is sent; the JSON document is the answer of the last one. `keep` gets
    the response and the session's token before anything is sent. Raises AnswerFailed for JSON.
    """
    generator = cast("AsyncGenerator[Event, None]", events)
    try:
        first = await anext(generator)
        if prefers_json(request.headers.get("accept", "")):
            response = await _document(request, first, generator, present, headers)
        else:
            response = EventStream(first, generator, present, headers)
        if keep and isinstance(first, Status) and first.session:
            keep(response, first.session)
    except BaseException:
        await generator.aclose()
        raise
    return response


def prefers_json(accept: str) -> bool:
    """Whether an Accept header asks for JSON, and not for a stream."""
    named = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    return "application/json" in named and MEDIA_TYPE not in named


def encoded(event: Event, present: Present = plain) -> bytes:
    """An event on the wire. JSON holds no line break, so that it is one line of data."""
    return b"event: %b\ndata: %b\n\n" % (event.type.encode(), orjson.dumps(present(event)))


class EventStream(Response):
    """Events as they come; closes their generator when they end or the reader goes away."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        first: Event,
        events: AsyncGenerator[Event, None],
        present: Present,
        headers: Mapping[str, str] | None,
    ) -> None:
        super().__init__(headers=HEADERS | dict(headers or {}))
        del self.headers["content-length"]
        self._first = first
        self._events = events
        self._present = present
        self._sent_at = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        gone, sending = (
            asyncio.create_task(_gone(receive)),
            asyncio.create_task(self._send_all(send)),
        )
        both: set[asyncio.Future[Any]] = {gone, sending}
        try:
            while not (gone.done() or sending.done()):
                silent = time.monotonic() - self._sent_at
                if silent >= KEEP_ALIVE_S:
                    await self._send(send, b": still here\n\n")
                    continue
                left = KEEP_ALIVE_S - silent
                await asyncio.wait(both, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        except OSError:
            pass  # The connection broke while something was being sent: nobody is left to tell.
        finally:
            await _cancelled(gone)
            await _cancelled(sending)
            await self._events.aclose()

    async def _send_all(self, send: Send) -> None:
        """Send event by event; those that are ready together leave together."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await self._send(send, encoded(self._first, self._present))
        async for event in self._events:
            await self._send(send, encoded(event, self._present))
        await self._send(send, b"", more=False)

    async def _send(self, send: Send, body: bytes, *, more: bool = True) -> None:
        self._sent_at = time.monotonic()
        await send({"type": "http.response.body", "body": body, "more_body": more})


async def _document(
    request: Request,
    first: Event,
    events: AsyncGenerator[Event, None],
    present: Present,
    headers: Mapping[str, str] | None,
) -> Response:
    last = await _unless_gone(request.receive, _last(first, events))
    await events.aclose()
    if isinstance(last, Failed):
        raise AnswerFailed(last.message)
    if not isinstance(last, Done):
        raise AnswerFailed
    body = orjson.dumps(present(last)["answer"])
    return Response(body, headers=HEADERS | dict(headers or {}), media_type="application/json")


async def _last(first: Event, events: AsyncIterator[Event]) -> Event:
    last = first
    async for event in events:
        last = event
    return last


async def _unless_gone(receive: Receive, work: Awaitable[Result]) -> Result | None:
    """What the work comes to; it is broken off, with None, when the client goes away before."""
    working, gone = asyncio.ensure_future(work), asyncio.create_task(_gone(receive))
    try:
        both: set[asyncio.Future[Any]] = {working, gone}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        await _cancelled(gone)
        await _cancelled(working)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


async def _cancelled(task: asyncio.Future[Any]) -> None:
    """Cancel a task and wait until it is through; one that has ended is left alone."""
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

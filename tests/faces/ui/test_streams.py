"""Answers on the wire: events in order, keep-alive, JSON on request, and no work for nobody."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request, Response

from storewise.domain.assistant.errors import AssistantOff
from storewise.domain.assistant.schemas import (
    Answer,
    AnswerMode,
    Done,
    Event,
    Failed,
    Status,
    TextDelta,
    Verdict,
)
from storewise.faces.ui import streams

ANSWER = Answer(
    id=UUID(int=1),
    session="token",
    text="A line\nand another.",
    mode=AnswerMode.CATALOGUE,
    verdict=Verdict.PROVEN,
    first_token_ms=1,
    total_ms=2,
)
STREAM = {"accept": "text/event-stream"}
Telling = Callable[[], AsyncGenerator[Event, None]]


async def telling() -> AsyncGenerator[Event, None]:
    yield Status(text="Looking it up", session="token")
    yield TextDelta(text="A line\nand another.")
    yield Done(answer=ANSWER)


async def failing() -> AsyncGenerator[Event, None]:
    yield Status(text="Looking it up", session="token")
    yield Failed(code="assistant.failed", message="The model fell over.")


async def switched_off() -> AsyncGenerator[Event, None]:
    raise AssistantOff
    yield Status(text="never")


class Waiting:
    """Tells one thing, then waits until it is closed."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    async def __call__(self) -> AsyncGenerator[Event, None]:
        try:
            yield Status(text="Looking it up", session="token")
            await asyncio.sleep(3600)
        finally:
            self.closed.set()


def app_that_tells(source: Telling, **options: Any) -> FastAPI:
    app = FastAPI()

    @app.post("/ask", response_model=None)
    async def ask(request: Request) -> Response:
        return await streams.respond(request, source(), **options)

    return app


def client_of(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver")


async def test_events_come_one_by_one_with_their_type() -> None:
    async with client_of(app_that_tells(telling)) as client:
        answer = await client.post("/ask", headers=STREAM)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"
    assert "content-length" not in answer.headers
    events = [dict(line.split(": ", 1) for line in part.split("\n"))
              for part in answer.text.strip().split("\n\n")]  # fmt: skip
    assert [event["event"] for event in events] == ["status", "text_delta", "done"]
    assert json.loads(events[1]["data"]) == {"type": "text_delta", "text": "A line\nand another."}
    assert json.loads(events[2]["data"])["answer"]["session"] == "token"


@pytest.mark.parametrize(
    ("accept", "as_json"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("application/json, text/event-stream", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_json_is_sent_to_who_asks_for_it_and_for_no_stream(accept: str, as_json: bool) -> None:
    assert streams.prefers_json(accept) is as_json


async def test_json_on_request_is_the_answer_alone() -> None:
    async with client_of(app_that_tells(telling)) as client:
        answer = await client.post("/ask", headers={"accept": "application/json"})
    assert Answer.model_validate(answer.json()) == ANSWER


async def test_a_failure_is_an_event_in_a_stream_and_an_error_in_json() -> None:
    async with client_of(app_that_tells(failing)) as client:
        answer = await client.post("/ask", headers=STREAM)
        assert answer.status_code == 200
        assert "event: error" in answer.text
        with pytest.raises(streams.AnswerFailed, match="fell over"):
            await client.post("/ask", headers={"accept": "application/json"})


async def test_an_error_before_the_first_event_is_an_error_of_http() -> None:
    async with client_of(app_that_tells(switched_off)) as client:
        with pytest.raises(AssistantOff):
            await client.post("/ask", headers=STREAM)


async def test_the_session_is_given_to_who_keeps_it() -> None:
    app = app_that_tells(telling, keep=lambda response, token: response.set_cookie("kept", token))
    async with client_of(app) as client:
        for accept in ("text/event-stream", "application/json"):
            answer = await client.post("/ask", headers={"accept": accept})
            assert answer.cookies["kept"] == "token"


async def test_a_silent_answer_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow() -> AsyncGenerator[Event, None]:
        yield Status(text="Looking it up", session="token")
        await asyncio.sleep(0.1)
        yield Done(answer=ANSWER)

    monkeypatch.setattr(streams, "KEEP_ALIVE_S", 0.02)
    async with client_of(app_that_tells(slow)) as client:
        answer = await client.post("/ask", headers=STREAM)
    assert answer.text.count(": still here\n\n") >= 2
    assert answer.text.count("event: done") == 1


@contextlib.asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
async def test_a_reader_who_goes_away_stops_the_work_at_once(
    accept: str, hang_up: Callable[[str, str], Awaitable[None]]
) -> None:
    waiting = Waiting()
    async with served(app_that_tells(waiting)) as address:
        await hang_up(address, accept)
        await asyncio.wait_for(waiting.closed.wait(), 2)


@pytest.fixture
def hang_up() -> Callable[[str, str], Awaitable[None]]:
    """Asks over a plain connection, and hangs up without a word."""

    async def ask(address: str, accept: str) -> None:
        port = int(address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"POST /ask HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nContent-Length: 0\r\n\r\n"
        writer.write(request.encode())
        await writer.drain()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(reader.readuntil(b"event: status"), 0.2)
        writer.close()
        await writer.wait_closed()

    return ask

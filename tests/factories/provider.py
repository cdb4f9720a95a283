"""A scripted provider of language models on a loopback socket, in three dialects.

It speaks the wire formats of OpenAI's Chat Completions, Anthropic's Messages and Google's
streamGenerateContent as far as answers in words, tool calls and errors go. It keeps what it was
asked, so that a test can look for what must not leave the house, and counts the streams that are
open, so that a test sees whether a client that goes away closes its own.
"""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Call = tuple[str, dict[str, Any] | str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer: words at a rate of pieces per second (0: at once), tool calls, or an error.

    `wait_s` comes before anything is sent and `stall_s` after the first piece. `cut_after` ends the
    connection behind that many pieces, without a goodbye. `garbage` is sent in place of an event.
    """

    text: str = ""
    calls: tuple[Call, ...] = ()
    rate: float = 0
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait_s: float = 0
    stall_s: float = 0
    cut_after: int | None = None
    garbage: bytes = b""
    usage: tuple[int, int] | None = (100, 20)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def everything(self) -> str:
        """All that the provider got to see, as one string."""
        return json.dumps(self.body, ensure_ascii=False) + json.dumps(self.headers) + self.path

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages of a request in OpenAI's format."""
        found: list[dict[str, Any]] = self.body["messages"]
        return found

    def said(self, role: str) -> str:
        """What stands in the messages of a role, in OpenAI's format."""
        return "\n".join(_words(m["content"]) for m in self.messages if m["role"] == role)


def _words(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(part.get("text", "") for part in content)
    return content or ""


@dataclass
class Provider:
    """A running provider: `replies` are given first, then `respond` is asked."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    respond: Callable[[Asked], Reply] = lambda _: Reply("Hello there.")
    asked: list[Asked] = field(default_factory=list)
    open_streams: int = 0
    most_streams: int = 0
    cut_short: int = 0
    on_piece: Callable[[Asked, str, float], None] | None = None

    async def gone(self, within_s: float = 2) -> None:
        """Wait until no stream is open any more."""
        async with asyncio.timeout(within_s):
            while self.open_streams:
                await asyncio.sleep(0.01)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after another on a connection."""
        try:
            while asked := await _read(reader):
                self.asked.append(asked)
                reply = self.replies.pop(0) if self.replies else self.respond(asked)
                await _rest(reply.wait_s, reader)
                if reply.status != 200:
                    _refuse(writer, reply)
                elif not await self._stream(asked, reply, reader, writer):
                    break
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # A client that left early is part of these tests.
        finally:
            writer.close()

    async def _stream(
        self,
        asked: Asked,
        reply: Reply,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        self.open_streams += 1
        self.most_streams = max(self.most_streams, self.open_streams)
        try:
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n"
            )
            pieces = 0
            due = asyncio.get_running_loop().time()
            for event, piece in _events(asked, reply):
                if piece and pieces == reply.cut_after:
                    writer.transport.abort()
                    return False
                writer.write(b"%x\r\n%s\r\n" % (len(event), event))
                if not piece:
                    continue
                pieces += 1
                if self.on_piece:
                    self.on_piece(asked, piece, time.monotonic())
                due += 1 / reply.rate if reply.rate else 0
                due += reply.stall_s if pieces == 1 else 0
                await _rest(due - asyncio.get_running_loop().time(), reader)
                if reader.at_eof() or writer.is_closing():
                    self.cut_short += 1
                    return False
            writer.write(b"0\r\n\r\n")
            return True
        finally:
            self.open_streams -= 1


async def _rest(seconds: float, reader: asyncio.StreamReader) -> None:
    """Sleep, but not on when the client has gone."""
    while seconds > 0.1 and not reader.at_eof():
        await asyncio.sleep(0.1)
        seconds -= 0.1
    await asyncio.sleep(0 if reader.at_eof() else max(0, seconds))


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    headers = {k.strip().lower(): v.strip() for k, v in (line.split(":", 1) for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(first.split(" ")[1], headers, json.loads(body or b"{}"))


def _refuse(writer: asyncio.StreamWriter, reply: Reply) -> None:
    body = (
        reply.text.encode()
        or json.dumps(
            {"error": {"message": "Scripted.", "type": "scripted_error", "code": "scripted"}}
        ).encode()
    )
    more = "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
    writer.write(
        f"HTTP/1.1 {reply.status} Scripted\r\nContent-Type: application/json\r\n{more}"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def _events(asked: Asked, reply: Reply) -> Iterator[tuple[bytes, str]]:
    """The events of a reply in the dialect of the request, each with the piece that it carries."""
    if reply.garbage:
        yield reply.garbage, ""
    elif asked.path.endswith("/messages"):
        yield from _anthropic(reply)
    elif "streamGenerateContent" in asked.path:
        yield from _google(reply)
    else:
        yield from _openai(asked, reply)


def _pieces(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)


def _data(content: dict[str, Any], event: str = "") -> bytes:
    name = f"event: {event}\n" if event else ""
    return f"{name}data: {json.dumps(content)}\n\n".encode()


def _openai(asked: Asked, reply: Reply) -> Iterator[tuple[bytes, str]]:
    def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return _data(frame | {"choices": [choice]})

    frame = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_750_000_000}
    frame |= {"model": asked.body.get("model", "scripted")}
    yield chunk({"role": "assistant", "content": ""}), ""
    for piece in _pieces(reply.text):
        yield chunk({"content": piece}), piece
    for number, (name, arguments) in enumerate(reply.calls):
        raw = arguments if isinstance(arguments, str) else json.dumps(arguments)
        call = {"index": number, "id": f"call_{number}", "type": "function"}
        yield chunk({"tool_calls": [call | {"function": {"name": name, "arguments": ""}}]}), ""
        for half in (raw[: len(raw) // 2], raw[len(raw) // 2 :]):
            more = {"index": number, "function": {"arguments": half}}
            yield chunk({"tool_calls": [more]}), ""
    yield chunk({}, "tool_calls" if reply.calls else "stop"), ""
    if reply.usage:
        read, written = reply.usage
        usage = {"prompt_tokens": read, "completion_tokens": written}
        yield (
            _data(frame | {"choices": [], "usage": usage | {"total_tokens": sum(reply.usage)}}),
            "",
        )
    yield b"data: [DONE]\n\n", ""


def _anthropic(reply: Reply) -> Iterator[tuple[bytes, str]]:
    read, written = reply.usage or (0, 0)
    message = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": [],
        "stop_reason": None, "stop_sequence": None,
        "usage": {"input_tokens": read, "output_tokens": 1},
    }  # fmt: skip
    yield _data({"type": "message_start", "message": message}, "message_start"), ""
    block = {"type": "content_block_start", "index": 0}
    yield _data(block | {"content_block": {"type": "text", "text": ""}}, "content_block_start"), ""
    for piece in _pieces(reply.text):
        delta = {"type": "text_delta", "text": piece}
        yield (
            _data(
                {"type": "content_block_delta", "index": 0, "delta": delta}, "content_block_delta"
            ),
            piece,
        )
    yield _data({"type": "content_block_stop", "index": 0}, "content_block_stop"), ""
    ending = {"delta": {"stop_reason": "end_turn", "stop_sequence": None}}
    usage = {"usage": {"output_tokens": written}}
    yield _data({"type": "message_delta"} | ending | usage, "message_delta"), ""
    yield _data({"type": "message_stop"}, "message_stop"), ""


def _google(reply: Reply) -> Iterator[tuple[bytes, str]]:
    read, written = reply.usage or (0, 0)
    for piece in _pieces(reply.text):
        content = {"role": "model", "parts": [{"text": piece}]}
        yield _data({"candidates": [{"content": content, "index": 0}]}), piece
    usage = {"promptTokenCount": read, "candidatesTokenCount": written}
    last = {"content": {"role": "model", "parts": [{"text": ""}]}, "finishReason": "STOP"}
    yield _data({"candidates": [last | {"index": 0}], "usageMetadata": usage}), ""


@asynccontextmanager
async def scripted_provider(*replies: Reply) -> AsyncIterator[Provider]:
    """A provider on a free port of this machine, which ends with the block."""
    provider = Provider(replies=list(replies))
    connections: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        connections.add(task)
        try:
            await provider.serve(reader, writer)
        except asyncio.CancelledError:
            pass  # The end of the block; nobody waits for this task but the block itself.
        finally:
            connections.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    provider.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield provider
    finally:
        server.close()
        for task in list(connections):
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await server.wait_closed()

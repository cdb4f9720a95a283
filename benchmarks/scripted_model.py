"""A language model of 30 tokens a second that first searches, then names what it found.

Runs as a process of its own: `python -m benchmarks.scripted_model` prints its address. When its
standard input closes it prints, as JSON, when each question's words were sent (monotonic seconds).

It speaks OpenAI's Chat Completions, a token in an event and a chunk of its own, as real ones do.
The events are made once and sent by one clock, so that it takes little of the machine it shares.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import uvloop

TOKENS_PER_S = 30
TOKENS = 450  # fifteen seconds
TURNS_OF_CLOCK = 10  # within a token: streams do not all speak at the same moment
NUMBER = re.compile(r"number (\d+)")
PRODUCT = re.compile(
    r"^(P\d+): ([^;\n]+); ((?:in|out of) stock); \W*[^>\n]*>?([^|<\n]+)", re.MULTILINE
)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
FRAME = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_750_000_000}


@dataclass(frozen=True, slots=True)
class Speech:
    """An answer: its tokens as they are sent, the one that shows the first statement, its end."""

    tokens: list[bytes]
    statement: int
    end: bytes


@dataclass(slots=True, eq=False)
class Speaker:
    """A stream that is being sent: how far it is, and what is noted of it."""

    transport: asyncio.Transport
    speech: Speech
    marks: dict[str, float]
    sent: int = 0


@dataclass
class Model:
    """All streams of the model, and when each question's words were sent."""

    marks: dict[str, dict[str, float]] = field(default_factory=dict)
    most_streams: int = 0
    _speakers: list[set[Speaker]] = field(
        default_factory=lambda: [set() for _ in range(TURNS_OF_CLOCK)]
    )

    async def speak(self) -> None:
        """Send each stream its tokens, for ever."""
        began = time.monotonic()
        tick = 0
        while True:
            tick += 1
            due = began + tick / (TOKENS_PER_S * TURNS_OF_CLOCK)
            await asyncio.sleep(max(0, due - time.monotonic()))
            speakers = self._speakers[tick % TURNS_OF_CLOCK]
            for speaker in list(speakers):
                if not _say(speaker):
                    speakers.discard(speaker)

    def begin(self, transport: asyncio.Transport, asked: dict[str, Any]) -> None:
        """Answer a request: by a search, or, when its result is there, by words."""
        number = NUMBER.findall(_said(asked, "user"))[-1]
        marks = self.marks.setdefault(number, {"asked": time.monotonic()})
        transport.write(HEAD)
        found = _said(asked, "tool")
        if not found:
            transport.write(_search())
            return
        speakers = self._speakers[int(time.monotonic() * 1000) % TURNS_OF_CLOCK]
        speakers.add(Speaker(transport, _speech(found), marks))
        self.most_streams = max(self.most_streams, sum(map(len, self._speakers)))


def _say(speaker: Speaker) -> bool:
    """Send the next token; False when there is none, or nobody listens."""
    if speaker.transport.is_closing():
        return False
    if speaker.sent == len(speaker.speech.tokens):
        speaker.transport.write(speaker.speech.end)
        return False
    speaker.transport.write(speaker.speech.tokens[speaker.sent])
    if speaker.sent == 0:
        speaker.marks["first"] = time.monotonic()
    elif speaker.sent == speaker.speech.statement:
        speaker.marks["statement"] = time.monotonic()
    speaker.sent += 1
    return True


class Connection(asyncio.Protocol):
    """One request after another."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer a request when it is complete."""
        self._came += data
        head, end, body = self._came.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
        if end and length and len(body) >= int(length[1]):
            self._came = b""
            self._model.begin(self._transport, json.loads(body))


def _said(asked: dict[str, Any], role: str) -> str:
    """What stands in the messages of a role."""
    said = [each["content"] for each in asked["messages"] if each["role"] == role]
    return "\n".join(
        "\n".join(part.get("text", "") for part in each) if isinstance(each, list) else each
        for each in said
    )


@cache
def _speech(found: str) -> Speech:
    """A sentence about each product, again and again."""
    sentences = [
        f"The {title.strip()} costs {price} and is {stock}. [{ref}]"
        for ref, price, stock, title in PRODUCT.findall(found)
    ]
    pieces = re.findall(r"\s*\S+", " ".join(sentences * 40))[:TOKENS]
    statement = next(n for n, piece in enumerate(pieces) if piece.endswith("]")) + 1
    tokens = [_chunk({"choices": [_choice({"content": piece})]}) for piece in pieces]
    return Speech(tokens, statement, _ending("stop"))


@cache
def _search() -> bytes:
    """The call of a tool, complete."""
    call = {"name": "search_products", "arguments": json.dumps({"words": "printer"})}
    calls = [{"index": 0, "id": "call_0", "type": "function", "function": call}]
    return _chunk({"choices": [_choice({"tool_calls": calls})]}) + _ending("tool_calls")


def _ending(reason: str) -> bytes:
    usage = {"prompt_tokens": 100, "completion_tokens": TOKENS, "total_tokens": 100 + TOKENS}
    last = _chunk({"choices": [_choice({}, reason)]}) + _chunk({"choices": [], "usage": usage})
    return last + b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _chunk(content: dict[str, Any]) -> bytes:
    event = f"data: {json.dumps(FRAME | {'model': 'scripted'} | content)}\n\n".encode()
    return b"%x\r\n%b\r\n" % (len(event), event)


async def _serve() -> None:
    model = Model()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(model), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    speaking = asyncio.create_task(model.speak())
    await asyncio.to_thread(sys.stdin.read)
    speaking.cancel()
    print(json.dumps({"marks": model.marks, "most_streams": model.most_streams}))


if __name__ == "__main__":
    uvloop.run(_serve())

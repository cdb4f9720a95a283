"""Reads a provider's stream in a rhythm, so that hundreds of them fit into one process.

A provider sends a token in an event of its own, some thirty a second. Taking each apart costs far
more than carrying it, and nothing is shown before a statement is complete. So, the more streams are
open, the longer is waited between two reads, and plain words of one answer are put together until
its first statement is complete, before any library sees them. From then on somebody is reading, and
more slowly than a model writes: each stream is read at longer intervals, and what came in between
goes on as one event. With few streams words go on at once.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import orjson

from storewise.infra import telemetry

PAUSE_PER_STREAM_S = 0.0004
LONGEST_PAUSE_S = 0.04
CALMER = 30  # how much longer the pauses are once the first statement has gone on
HOLD_S = 1.0
# An end of a sentence is certain when the next one begins; references belong to the one before.
STATEMENT = re.compile(r"[.!?…\])】]\s+[^\s\[(【]|[。！？\n]")
KNOWN_FIELDS = frozenset(("role", "content"))


class Rhythm:
    """How many streams this process reads, and so how long each waits between two reads."""

    def __init__(self) -> None:
        self.streams = 0

    @property
    def pause_s(self) -> float:
        """Seconds from one read of a stream to the next; 0 where there is room for all."""
        pause = self.streams * PAUSE_PER_STREAM_S
        return 0.0 if pause < 0.005 else min(pause, LONGEST_PAUSE_S)


class RhythmicStream(httpx2.AsyncByteStream):
    """The body of a streamed answer, read from its connection in the rhythm.

    The connection's own `read` is what waits, for there it is known that nothing is left of what
    came before. It fails after a silence of `silence_s` seconds; the first bytes may take longer.
    """

    def __init__(
        self,
        body: httpx2.AsyncByteStream,
        connection: Any,
        rhythm: Rhythm,
        silence_s: float,
        *,
        merge: bool,
    ) -> None:
        self._body = body
        self._connection = connection
        self._rhythm = rhythm
        self._silence_s = silence_s
        self._merge = Merge() if merge and connection is not None else None
        self._read_at = 0.0
        self._begun = False
        self._closed = False
        rhythm.streams += 1
        telemetry.LLM_STREAMS.set(rhythm.streams)
        if connection is not None:
            self._read = connection.read
            connection.read = self._paced_read

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes of the body."""
        async for part in self._body:
            self._begun = True
            yield part

    async def aclose(self) -> None:
        """Close the connection, or give it back."""
        if not self._closed:
            self._closed = True
            self._rhythm.streams -= 1
            telemetry.LLM_STREAMS.set(self._rhythm.streams)
            if self._connection is not None:
                del self._connection.read
        await self._body.aclose()

    async def _paced_read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        while True:
            calmer = CALMER if self._merge and self._merge.stated else 1
            left = self._read_at + self._rhythm.pause_s * calmer - time.monotonic()
            if left > 0:
                await asyncio.sleep(left)
            came: bytes = await self._read(max_bytes, self._silence_s if self._begun else timeout)
            now = time.monotonic()
            self._read_at = now if len(came) < max_bytes else 0.0  # more is waiting already
            told = self._merged(self._merge, came, now) if self._merge else came
            if told or not came:
                return told

    def _merged(self, merge: "Merge", came: bytes, now: float) -> bytes:
        """What came, with the words in it put together; nothing while all of it may wait."""
        events, rest = _whole_events(came)
        out = merge.feed(events, now, hold=self._rhythm.pause_s > 0)
        if rest or not events:
            out += merge.rest()
        return (b"%x\r\n%b\r\n" % (len(out), out) if out else b"") + rest


def _whole_events(raw: bytes) -> tuple[bytes, bytes]:
    """The events in chunks of HTTP/1.1 that are whole, and what is behind them.

    Where the bytes do not begin with a chunk, or a chunk holds something else than whole events,
    all is left as it came.
    """
    events: list[bytes] = []
    position = 0
    while position < len(raw):
        line = raw.find(b"\r\n", position, position + 10)
        if line <= position or not (digits := raw[position:line]).isalnum():
            return b"", raw
        try:
            size = int(digits, 16)
        except ValueError:
            return b"", raw
        if not size:
            break
        end = line + 2 + size
        event = raw[line + 2 : end]
        whole = event.startswith(b"data: ") and event.endswith(b"\n\n")
        if not whole or raw[end : end + 2] != b"\r\n":
            return b"", raw
        events.append(event)
        position = end + 2
    return b"".join(events), raw[position:]


class Merge:
    """Puts the words of following events together (Chat Completions, server-sent events)."""

    def __init__(self) -> None:
        self._buffer = b""
        self._words: list[str] = []
        self._event: dict[str, Any] = {}
        self._since = 0.0
        self._last = ""
        self.stated = False  # whether a statement has gone on

    def feed(self, part: bytes, now: float, *, hold: bool) -> bytes:
        """Take bytes as they came, at `now`; returns those that may go on."""
        *events, self._buffer = (self._buffer + part).replace(b"\r\n", b"\n").split(b"\n\n")
        out = [each for event in events for each in self._take(event, now)]
        if self._words and not (hold and self._may_wait(now)):
            out.append(self._together())
        return b"".join(out)

    def rest(self) -> bytes:
        """What is left at the end of the stream."""
        left, self._buffer = self._buffer, b""
        return (self._together() if self._words else b"") + left

    def _take(self, event: bytes, now: float) -> Iterator[bytes]:
        words = self._plain_words(event)
        if words is None:
            if self._words:
                yield self._together()
            yield event + b"\n\n"
        else:
            if not self._words:
                self._since = now
            self._words.append(words)

    def _plain_words(self, event: bytes) -> str | None:
        """The words of an event that brings nothing else; None for any other event."""
        if not event.startswith(b"data: {") or b"\n" in event:
            return None
        try:
            parsed = orjson.loads(event[6:])
            (choice,) = parsed["choices"]
            delta = {name for name, value in choice["delta"].items() if value is not None}
            words = choice["delta"].get("content")
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        more = choice.get("finish_reason") or choice.get("logprobs") or parsed.get("usage")
        if more or not isinstance(words, str) or not delta <= KNOWN_FIELDS:
            return None
        self._event = parsed
        return words

    def _may_wait(self, now: float) -> bool:
        """Whether words may be held: until those that show that the first statement is complete."""
        if self.stated or not self._last or now - self._since >= HOLD_S:
            return False
        self.stated = STATEMENT.search(self._last + "".join(self._words)) is not None
        return not self.stated

    def _together(self) -> bytes:
        words = "".join(self._words)
        self._words = []
        over = words.endswith(("\n", "。", "！", "？"))
        self._last = " " if over else words[-2:] or self._last or " "
        self._event["choices"][0]["delta"]["content"] = words
        return b"data: " + orjson.dumps(self._event) + b"\n\n"


def in_rhythm(rhythm: Rhythm, silence_s: float, *, merge: bool) -> Any:
    """A hook that has a client's streamed answers read in this rhythm."""

    async def hook(response: httpx2.Response) -> None:
        if not response.headers.get("content-type", "").startswith("text/event-stream"):
            return
        plain = "content-encoding" not in response.headers
        plain = plain and response.headers.get("transfer-encoding", "").lower() == "chunked"
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101
        connection = response.extensions.get("network_stream")
        response.stream = RhythmicStream(
            response.stream, connection, rhythm, silence_s, merge=merge and plain
        )

    return hook

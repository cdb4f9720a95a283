"""Words of a stream are put together: none is lost, and none that ends a statement waits."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.infra.llm.stream import HOLD_S, Merge, Rhythm, RhythmicStream


def event(words: str | None = None, **more: object) -> bytes:
    delta = {"content": words} | more if words is not None else more
    return b"data: " + json.dumps({"id": "1", "choices": [{"delta": delta}]}).encode() + b"\n\n"


def words_of(sent: bytes) -> str:
    events = [json.loads(each[6:]) for each in sent.split(b"\n\n") if each.startswith(b"data: {")]
    return "".join(each["choices"][0]["delta"].get("content") or "" for each in events)


@given(
    pieces=st.lists(st.text(max_size=6), max_size=12),
    cuts=st.lists(st.integers(0, 400), max_size=8),
    hold=st.booleans(),
    lines=st.sampled_from([b"\n", b"\r\n"]),
)
def test_no_word_is_lost_wherever_the_bytes_are_cut(
    pieces: list[str], cuts: list[int], hold: bool, lines: bytes
) -> None:
    stream = b"".join(map(event, pieces)) + event(tool_calls=[{"index": 0}]) + b"data: [DONE]\n\n"
    stream = stream.replace(b"\n", lines)
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    merge = Merge()
    parts = [stream[a:b] for a, b in itertools.pairwise(places)]
    sent = b"".join(merge.feed(part, 0.0, hold=hold) for part in parts) + merge.rest()
    assert words_of(sent) == "".join(pieces)
    assert sent.endswith(b"data: [DONE]\n\n")
    assert sent.count(b"tool_calls") == 1


def test_words_wait_until_the_next_statement_begins() -> None:
    merge = Merge()
    words = ("", "It", " costs", " 5", ".50", " EUR.", " [P1]", " It", " is")
    told = [words_of(merge.feed(event(each), 0.0, hold=True)) for each in words]
    assert [each for each in told if each] == ["It costs 5.50 EUR. [P1] It", " is"]


def test_a_line_that_ends_is_a_statement() -> None:
    merge = Merge()
    told = [
        words_of(merge.feed(event(each), 0.0, hold=True))
        for each in ("", "- A kettle", "\n", "- a")
    ]
    assert [each for each in told if each] == ["- A kettle\n", "- a"]


def test_a_statement_whose_end_has_gone_on_is_complete_with_the_next_word() -> None:
    merge = Merge()
    merge.feed(event("It costs 5 EUR. [P1]"), 0.0, hold=True)
    assert words_of(merge.feed(event(" It"), 0.0, hold=True)) == " It"


def test_words_do_not_wait_for_long() -> None:
    merge = Merge()
    merge.feed(event("It"), 0.0, hold=True)
    assert merge.feed(event(" costs"), 1.0, hold=True) == b""
    assert words_of(merge.feed(event(" 5"), 1.0 + HOLD_S, hold=True)) == " costs 5"


@pytest.mark.parametrize(
    "other",
    [
        event("x", tool_calls=[{"index": 0}]),
        event(reasoning_content="hm"),
        event("x", refusal="no"),
        b": keep-alive\n\n",
        b"event: ping\ndata: {}\n\n",
        b"data: {broken\n\n",
        b'data: {"choices": []}\n\n',
        b'data: {"choices": [{"delta": {"content": "x"}, "finish_reason": "stop"}]}\n\n',
    ],
)
def test_events_that_bring_more_than_words_go_on_as_they_are(other: bytes) -> None:
    merge = Merge()
    merge.feed(event("First"), 0.0, hold=True)
    merge.feed(event(" then"), 0.0, hold=True)
    sent = merge.feed(other, 0.0, hold=True)
    assert sent.endswith(other)
    assert words_of(sent.removesuffix(other)) == " then"


class Connection:
    """A connection that gives what came in the meantime: one piece every `every_s` seconds."""

    def __init__(self, pieces: list[bytes], every_s: float = 0.0) -> None:
        self.pieces = pieces
        self.every_s = every_s
        self.began = time.monotonic()
        self.reads = 0

    async def read(self, max_bytes: int, _timeout: float | None = None) -> bytes:
        self.reads += 1
        if not self.every_s:
            return self.pieces.pop(0) if self.pieces else b""
        await asyncio.sleep(self.every_s)
        came = max(1, int((time.monotonic() - self.began) / self.every_s))
        self.began = time.monotonic()
        now, self.pieces = self.pieces[:came], self.pieces[came:]
        return b"".join(now)[:max_bytes]


class Body(httpx2.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b""


def chunked(*events: bytes) -> list[bytes]:
    return [*(b"%x\r\n%b\r\n" % (len(each), each) for each in events), b"0\r\n\r\n"]


def decoded(raw: bytes) -> bytes:
    """The body of a message in chunks of HTTP/1.1."""
    body = b""
    while raw:
        size, _, raw = raw.partition(b"\r\n")
        body += raw[: int(size, 16)]
        assert raw[int(size, 16) :].startswith(b"\r\n")
        raw = raw[int(size, 16) + 2 :]
    return body


async def read_all(connection: Connection, streams: int) -> list[bytes]:
    rhythm = Rhythm()
    rhythm.streams = streams
    stream = RhythmicStream(Body(), connection, rhythm, 5, merge=True)
    told = []
    while part := await connection.read(65536):
        told.append(part)
    await stream.aclose()
    await stream.aclose()
    assert rhythm.streams == streams
    assert "read" not in vars(connection)
    return told


@given(pieces=st.lists(st.text(max_size=6), max_size=8), cuts=st.lists(st.integers(0, 900)))
def test_bytes_in_chunks_bring_the_same_words_wherever_they_are_cut(
    pieces: list[str], cuts: list[int]
) -> None:
    raw = b"".join(chunked(*map(event, pieces), b"data: [DONE]\n\n"))
    places = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    parts = [raw[a:b] for a, b in itertools.pairwise(places) if a < b]
    sent = decoded(b"".join(asyncio.run(read_all(Connection(parts), 15))))
    assert words_of(sent) == "".join(pieces)
    assert sent.endswith(b"data: [DONE]\n\n")


async def test_with_few_streams_words_go_on_at_once() -> None:
    told = await read_all(Connection(chunked(event("It"), event(" costs"))), 0)
    assert [words_of(decoded(each)) for each in told] == ["It", " costs", ""]


async def test_words_of_a_connection_that_breaks_are_not_lost() -> None:
    parts = chunked(event("It"), event(" costs"), event(" 5"))[:-1]
    told = b"".join(await read_all(Connection(parts), 15))
    assert words_of(decoded(told)) == "It costs 5"


async def test_with_many_streams_a_connection_is_read_less_often_and_falls_behind_nowhere() -> None:
    events = [event(f" w{number}") for number in range(40)]
    connection = Connection(chunked(*events), every_s=0.01)
    started = time.monotonic()
    told = await read_all(connection, 300)
    assert words_of(decoded(b"".join(told))) == "".join(f" w{number}" for number in range(40))
    assert connection.reads < 15
    assert len(told) < 6
    assert time.monotonic() - started < 2
    assert Rhythm().pause_s == 0


async def test_behind_the_first_statement_words_come_in_few_events() -> None:
    events = [event(" It."), *(event(f" w{number}") for number in range(200))]
    connection = Connection(chunked(*events), every_s=0.005)
    told = await read_all(connection, 300)
    assert words_of(decoded(b"".join(told))).startswith(" It. w0 w1")
    assert words_of(decoded(b"".join(told))).endswith(" w199")
    assert len(told) < 12


async def test_a_provider_that_sends_faster_than_is_read_is_not_waited_for() -> None:
    events = [event(" It."), event(" Is."), event(" w" * 100_000)]
    raw = b"".join(chunked(*events))
    connection = Connection([raw[at : at + 65536] for at in range(0, len(raw), 65536)])
    started = time.monotonic()
    told = await read_all(connection, 300)
    assert words_of(decoded(b"".join(told))).endswith(" w w")
    assert time.monotonic() - started < 3

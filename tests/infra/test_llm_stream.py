"""Words of a stream are put together: none is lost, and none that ends a statement waits."""

import itertools
import json
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.infra.llm.stream import HOLD_S, LONGEST_PAUSE_S, Merge, Rhythm, RhythmicStream


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
    words = ("", "It", " costs", " 5", ".50", " EUR.", " [P1]", " It", " is", " red.\n", "- a")
    told = [words_of(merge.feed(event(each), 0.0, hold=True)) for each in words]
    assert [each for each in told if each] == ["It costs 5.50 EUR. [P1] It", " is red.\n"]


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


async def body(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


class Body(httpx2.AsyncByteStream):
    def __init__(self, *parts: bytes) -> None:
        self.parts = parts

    def __aiter__(self) -> AsyncIterator[bytes]:
        return body(*self.parts)


async def test_with_few_streams_every_event_goes_on_at_once() -> None:
    rhythm = Rhythm()
    stream = RhythmicStream(
        Body(event("It"), event(" costs"), event(" 5")), None, rhythm, 5, merge=True
    )
    assert [words_of(each) async for each in stream] == ["It", " costs", " 5"]
    assert rhythm.streams == 1
    await stream.aclose()
    await stream.aclose()
    assert rhythm.streams == 0


async def test_with_many_streams_words_come_in_larger_pieces() -> None:
    rhythm = Rhythm()
    rhythm.streams = 300
    assert rhythm.pause_s == LONGEST_PAUSE_S
    parts = [event(f" w{number}") for number in range(8)]
    stream = RhythmicStream(Body(*parts), None, rhythm, 5, merge=True)
    told = [words_of(each) async for each in stream]
    assert "".join(told) == "".join(f" w{number}" for number in range(8))
    assert len(told) < 5


class Connection:
    """A connection on which a token comes every 10 ms."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.reads = 0
        self.given = 0

    async def read(self, max_bytes: int, _timeout: float | None = None) -> bytes:
        self.reads += 1
        came = int((time.monotonic() - self.began) / 0.01) + 1
        words = b"x" * min(max_bytes, came - self.given)
        self.given = came
        return words


async def test_with_many_streams_a_connection_is_read_less_often_and_falls_behind_nowhere() -> None:
    rhythm, connection = Rhythm(), Connection()
    rhythm.streams = 300
    stream = RhythmicStream(Body(), connection, rhythm, 5, merge=True)
    while time.monotonic() - connection.began < 0.5:
        await connection.read(1000)
    assert connection.given >= 45
    assert connection.reads <= 10
    await stream.aclose()
    assert "read" not in vars(connection)

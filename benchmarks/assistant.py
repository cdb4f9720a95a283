"""How many answers two cores stream at a time, worded by a model of 30 tokens a second.

The model is a scripted provider in a process of its own; `storewise serve` with PROCESSES processes
searches for it, proves what it says and streams it to clients, each of which asks again as soon as
it is answered. Their number grows from level to level; each level is held for WINDOW_S seconds. An
answer has 450 tokens, so that its words take fifteen seconds.

"Added" is what Storewise adds to the model's own time, measured by one clock: from the provider's
sending of the token that shows the first statement to be complete (nothing may be shown before it)
to the client's receipt of the first `text_delta`. Beside it stands the time since the provider's
very first token, which holds the model's own time for the rest of the statement.

Model and clients share the machine's cores with what is measured: processor time is told for the
server's processes, for PostgreSQL, and for model and clients, each in percent of one core.
"""

import asyncio
import contextlib
import gzip
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import uvloop

from .icecat import MAPPING, Figure, at_most
from .running import STORE, Storewise, processor_s, resident_mb, storewise

STREAMS = (50, 100, 200, 300, 400)
TARGET = 300
PROCESSES = 3
PRODUCTS = 400
WINDOW_S = 32.0
SPREAD_S = 16.0  # as long as an answer takes, so that questions come evenly
SETTLE_S = 4.0


@dataclass
class Turn:
    """One question: when it was sent, and when its first words and its end came."""

    number: int
    sent: float
    first: float = 0.0
    ended: float = 0.0
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time since the start, of each part."""

    server: float
    postgres: float
    load: float


@dataclass
class Level:
    """What came of a number of streams, held for a while; processor time in percent of a core."""

    streams: int
    turns: list[Turn] = field(default_factory=list)
    server: float = 0.0
    postgres: float = 0.0
    load: float = 0.0
    answers: int = 0
    memory_mb: float = 0.0
    failed: int = 0

    def milliseconds(self, marks: dict[str, dict[str, float]], since: str) -> np.ndarray:
        """From a mark of the provider to the client's first words, in ms, per turn."""
        return np.array([
            (turn.first - marks[str(turn.number)][since]) * 1000
            for turn in self.turns
            if turn.first and since in marks.get(str(turn.number), {})
        ])  # fmt: skip


@dataclass
class Model:
    """The scripted model: its process, its address, and at the end what it marked."""

    process: subprocess.Popen[str]
    url: str
    marks: dict[str, dict[str, float]] = field(default_factory=dict)


def measure(data: Path) -> list[Figure]:
    """All figures on concurrent answers."""
    with _model() as model:
        chosen = {"PROVIDER": "openai", "BASE_URL": model.url, "MODEL": "scripted"}
        environment = {f"STOREWISE_LLM__{name}": value for name, value in chosen.items()}
        environment["STOREWISE_SERVER__PROCESSES"] = str(PROCESSES)
        with storewise(**environment) as running:
            _fill(running, data)
            key = running.cli("store", "key", STORE, "--kind", "pk").strip()
            levels = uvloop.run(Load(running, key, model).hold())
    return [figure for level in levels for figure in _figures(level, model.marks)]


def _figures(level: Level, marks: dict[str, dict[str, float]]) -> list[Figure]:
    name = f"{level.streams} answers at a time"
    added, first = level.milliseconds(marks, "statement"), level.milliseconds(marks, "first")
    if not len(added):
        return [Figure(name, "no answer came", "", False)]
    p50, p95 = np.percentile(added, [50, 95])
    since_p50, since_p95 = np.percentile(first, [50, 95])
    proven = sum(turn.verdict == "proven" for turn in level.turns)
    ended = sum(bool(turn.ended) for turn in level.turns)
    load = (
        f"{p50:.0f} ms (since the model's first token {since_p50:.0f}, p95 {since_p95:.0f}); "
        f"{len(level.turns)} begun, {proven} of {ended} ended proven"
    )
    spent = level.server / 100 * WINDOW_S / max(level.answers, 1) * 1000
    processor = (
        f"server {level.server:.0f} %, {spent:.0f} ms an answer, {level.memory_mb:.0f} MB; "
        f"PostgreSQL {level.postgres:.0f} %; model and clients {level.load:.0f} %"
    )
    figures = [Figure(f"{name}: added to the first words, p50", load, "", True)]
    if level.streams == TARGET:
        figures.append(at_most("… p95", float(p95), 100, "ms"))
    else:
        figures.append(Figure("… p95", f"{p95:.1f} ms", "", True))
    figures.append(Figure("… processor, in % of a core", processor, "", True))
    return [*figures, Figure("… failures", str(level.failed), "0", level.failed == 0)]


def _fill(running: Storewise, data: Path) -> None:
    mapping, feed = running.folder / "icecat.yaml", running.folder / "products.jsonl"
    mapping.write_text(MAPPING)
    with gzip.open(data / "icecat" / "products.jsonl.gz", "rt") as lines:
        feed.write_text("".join(itertools.islice(lines, PRODUCTS)))
    running.import_feed(feed, "--mapping", str(mapping))


@contextmanager
def _model() -> Iterator[Model]:
    """The scripted model, running; what it marked is known at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.scripted_model"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    model = Model(process, process.stdout.readline().strip())
    yield model
    out, _ = process.communicate()
    told: dict[str, Any] = json.loads(out)
    model.marks = told["marks"]


class Load:
    """Clients that ask again as soon as they are answered, more and more of them."""

    def __init__(self, running: Storewise, key: str, model: Model) -> None:
        self._running = running
        self._key = key
        self._model = model
        self._numbers = itertools.count()
        self._level: Level | None = None  # the one that is being measured
        self._failed = 0

    async def hold(self) -> list[Level]:
        """Add clients, evenly over the time of an answer, let them settle, measure; and again."""
        clients: list[asyncio.Task[None]] = []
        levels = []
        for streams in STREAMS:
            added = streams - len(clients)
            clients += [
                asyncio.create_task(self._client(number / added * SPREAD_S))
                for number in range(added)
            ]
            await asyncio.sleep(SPREAD_S + SETTLE_S)
            levels.append(await self._measure(Level(streams)))
        await asyncio.sleep(SETTLE_S)  # first words of the last turns
        for each in clients:
            each.cancel()
        await asyncio.gather(*clients, return_exceptions=True)
        return levels

    async def _measure(self, level: Level) -> Level:
        self._level, failed = level, self._failed
        before, began = self._spent(), time.monotonic()
        await asyncio.sleep(WINDOW_S)
        after, took = self._spent(), time.monotonic() - began
        self._level = None
        level.server = (after.server - before.server) / took * 100
        level.postgres = (after.postgres - before.postgres) / took * 100
        level.load = (after.load - before.load) / took * 100
        level.memory_mb = sum(resident_mb(each.pid) for each in self._running.serving())
        level.failed = self._failed - failed
        return level

    def _spent(self) -> Spent:
        load = [psutil.Process(), psutil.Process(self._model.process.pid)]
        return Spent(
            sum(map(processor_s, self._running.serving())),
            self._running.postgres_s(),
            sum(map(processor_s, load)),
        )

    async def _client(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        while True:
            turn = Turn(next(self._numbers), time.monotonic())
            if self._level:
                self._level.turns.append(turn)
            try:
                await _ask(self._running.port, self._key, turn)
            except (OSError, asyncio.IncompleteReadError, RuntimeError) as error:
                self._failed += 1
                if self._failed <= 10:
                    print(f"failed: {error!r}", file=sys.stderr)
                await asyncio.sleep(1)
            else:
                if self._level:
                    self._level.answers += 1


async def _ask(port: int, key: str, turn: Turn) -> None:
    """Ask one question and read its events until the last."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    try:
        body = json.dumps({"text": f"Which printers do you have, number {turn.number}?"}).encode()
        writer.write(
            b"POST /api/v1/assistant/messages HTTP/1.1\r\nHost: localhost\r\n"
            b"Accept: text/event-stream\r\nContent-Type: application/json\r\n"
            b"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
            % (key.encode(), len(body), body)
        )
        status = await reader.readline()
        if b" 200 " not in status:
            raise RuntimeError(status.decode().strip())
        await _follow(reader, turn)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _follow(reader: asyncio.StreamReader, turn: Turn) -> None:
    event = b""
    while line := await reader.readline():
        if line.startswith(b"event: "):
            event = line[7:].strip()
            if event == b"text_delta" and not turn.first:
                turn.first = time.monotonic()
        elif line.startswith(b"data: ") and event in (b"done", b"error"):
            told = json.loads(line[6:])
            if event == b"error":
                raise RuntimeError(told["message"])
            turn.ended, turn.verdict = time.monotonic(), told["answer"]["verdict"]
            if told["answer"]["mode"] != "model":
                raise RuntimeError(told["answer"]["notice"])
            return
    raise RuntimeError("the stream ended without an answer")

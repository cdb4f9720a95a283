"""How many answers two cores stream at a time, worded by a model of 30 tokens a second.

The model is a scripted provider in a process of its own; `storewise serve` searches for it, proves
what it says and streams it to clients, each of which asks again as soon as it is answered.

"Added" is what Storewise adds to the model's own time, measured by one clock: from the provider's
sending of the token that shows the first statement to be complete (nothing may be shown before it)
to the client's receipt of the first `text_delta`. Beside it stands the time since the provider's
very first token, which holds the model's own time for the rest of the statement.
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

from .icecat import MAPPING, Figure, at_most
from .running import STORE, Storewise, resident_mb, storewise

STREAMS = (50, 100, 200, 300, 400)
TARGET = 300
PRODUCTS = 400
WINDOW_S = 35.0
SPREAD_S = 16.0  # as long as an answer takes, so that questions come evenly


@dataclass
class Turn:
    """One question: when it was sent, and when its first words and its end came."""

    number: int
    sent: float
    first: float = 0.0
    ended: float = 0.0
    verdict: str = ""


@dataclass
class Run:
    """What came of a number of streams, held for a while."""

    streams: int
    turns: list[Turn] = field(default_factory=list)
    processor: float = 0.0
    memory_mb: float = 0.0
    failed: int = 0
    most_streams: int = 0
    marks: dict[str, dict[str, float]] = field(default_factory=dict)

    def milliseconds(self, since: str) -> np.ndarray:
        """From a mark of the provider to the client's first words, in ms, per turn."""
        return np.array([
            (turn.first - self.marks[str(turn.number)][since]) * 1000
            for turn in self.turns
            if turn.first and since in self.marks.get(str(turn.number), {})
        ])  # fmt: skip


def measure(data: Path) -> list[Figure]:
    """All figures on concurrent answers."""
    figures = []
    for streams in STREAMS:
        run = _run(data, streams)
        figures += _figures(run)
    return figures


def _figures(run: Run) -> list[Figure]:
    name = f"{run.streams} answers at a time"
    added, first = run.milliseconds("statement"), run.milliseconds("first")
    if not len(added):
        return [Figure(name, "no answer came", "", False)]
    p50, p95 = np.percentile(added, [50, 95])
    since_p50, since_p95 = np.percentile(first, [50, 95])
    ended = [turn.verdict for turn in run.turns if turn.ended]
    load = (
        f"{p50:.0f} ms (since the model's first token {since_p50:.0f}, p95 {since_p95:.0f}); "
        f"{run.processor:.0f}% of a core, {run.memory_mb:.0f} MB, {len(run.turns)} begun, "
        f"{len(ended)} ended ({ended.count('proven')} proven), {run.most_streams} streams"
    )
    figures = [Figure(f"{name}: added to the first words, p50", load, "", True)]
    if run.streams == TARGET:
        figures.append(at_most("… p95", float(p95), 100, "ms"))
    else:
        figures.append(Figure("… p95", f"{p95:.1f} ms", "", True))
    return [*figures, Figure("… failures", str(run.failed), "0", run.failed == 0)]


def _run(data: Path, streams: int) -> Run:
    run = Run(streams)
    with _model(run) as url:
        model = {"PROVIDER": "openai", "BASE_URL": url, "MODEL": "scripted"}
        environment = {f"STOREWISE_LLM__{name}": value for name, value in model.items()}
        with storewise(**environment) as running:
            _fill(running, data)
            key = running.cli("store", "key", STORE, "--kind", "pk").strip()
            asyncio.run(_hold(running, key, run))
    return run


def _fill(running: Storewise, data: Path) -> None:
    mapping, feed = running.folder / "icecat.yaml", running.folder / "products.jsonl"
    mapping.write_text(MAPPING)
    with gzip.open(data / "icecat" / "products.jsonl.gz", "rt") as lines:
        feed.write_text("".join(itertools.islice(lines, PRODUCTS)))
    running.import_feed(feed, "--mapping", str(mapping))


@contextmanager
def _model(run: Run) -> Iterator[str]:
    """The scripted model's address; what it marked is in the run at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.scripted_model"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    yield process.stdout.readline().strip()
    out, _ = process.communicate()
    told: dict[str, Any] = json.loads(out)
    run.marks, run.most_streams = told["marks"], told["most_streams"]


async def _hold(running: Storewise, key: str, run: Run) -> None:
    """Hold the streams: all begin one after another, then a window is measured."""
    numbers = itertools.count()
    started = asyncio.Event()
    turns: list[Turn] = []

    async def client(number: int) -> None:
        await asyncio.sleep(number / run.streams * SPREAD_S)
        while True:
            turn = Turn(next(numbers), time.monotonic())
            if started.is_set():
                turns.append(turn)
            try:
                await _ask(running.port, key, turn)
            except (OSError, asyncio.IncompleteReadError, RuntimeError) as error:
                run.failed += 1
                print(f"failed: {error!r}", file=sys.stderr)
                await asyncio.sleep(1)

    clients = [asyncio.create_task(client(number)) for number in range(run.streams)]
    await asyncio.sleep(SPREAD_S + 5)
    started.set()
    server = psutil.Process(running.server.pid)
    before, began = _processor_s(server), time.monotonic()
    await asyncio.sleep(WINDOW_S)
    run.processor = (_processor_s(server) - before) / (time.monotonic() - began) * 100
    run.memory_mb = resident_mb(running.server.pid)
    for each in clients:
        each.cancel()
    await asyncio.gather(*clients, return_exceptions=True)
    run.turns = [turn for turn in turns if turn.first]


def _processor_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


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

"""A load generator: connections that stay open, one request after another on each."""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: latencies in ms, requests per second, answers other than 200."""

    latencies: np.ndarray
    per_second: float
    failed: int

    def percentile(self, share: float) -> float:
        """The latency in ms that this share (0 to 100) of the requests stayed below."""
        return float(np.percentile(self.latencies, share))


class Connection:
    """One open connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> "Connection":
        """Connect to a server on this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=2**20))

    async def get(self, path: str, key: str = "") -> tuple[int, bytes]:
        """The status and body of an answer."""
        authorization = f"Authorization: Bearer {key}\r\n" if key else ""
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        body = await self.reader.readexactly(length)
        return int(head[9:12]), body

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


async def load(
    port: int, paths: Sequence[str], key: str = "", *, clients: int = 1, seconds: float = 8.0
) -> Load:
    """Ask for the paths in turn from several connections for some seconds."""
    turn = itertools.cycle(paths)
    latencies: list[float] = []
    failed = 0
    end = time.perf_counter() + seconds

    async def client() -> None:
        nonlocal failed
        connection = await Connection.open(port)
        while (started := time.perf_counter()) < end:
            status, _ = await connection.get(next(turn), key)
            latencies.append((time.perf_counter() - started) * 1000)
            failed += status != 200
        connection.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return Load(np.array(latencies), len(latencies) / (time.perf_counter() - started), failed)

"""A Storewise of its own to be measured: server, worker and commands on an empty folder."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from storewise.infra.db import start_embedded

STORE = "bench"


@dataclass
class Memory:
    """The most resident memory, in MB, that a process and those below it held while watched."""

    pid: int
    peak: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look every 50 ms until told to stop."""
        while not self._stop.wait(0.05):
            with contextlib.suppress(psutil.NoSuchProcess):
                self.peak = max(self.peak, resident_mb(self.pid))

    def stop(self) -> None:
        """Stop to look."""
        self._stop.set()


def resident_mb(pid: int) -> float:
    """The resident memory of one process in MB, PostgreSQL not included."""
    return psutil.Process(pid).memory_info().rss / 1e6


def processor_s(process: psutil.Process) -> float:
    """Seconds of processor time that a process took since its start."""
    times = process.cpu_times()
    return float(times.user + times.system)


class Storewise:
    """A running Storewise with one store, a secret key and a place to put files."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = (
            os.environ
            | {
                "STOREWISE_DATA_DIR": str(folder / "data"),
                "STOREWISE_SERVER__PORT": "0",
                "STOREWISE_SERVER__ACCESS_LOG": "false",
                "STOREWISE_LOG__LEVEL": "warning",
            }
            | (settings or {})
        )
        self.cli("store", "create", STORE)
        self.key = self.cli("store", "key", STORE).strip()
        self._log = (folder / "server.log").open("w+b")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "storewise", "serve"], env=self.environment, stderr=self._log
        )
        self.port = self._wait_for_port()

    def cli(self, *arguments: str, check: bool = True) -> str:
        """The standard output of a command."""
        done = subprocess.run(
            [sys.executable, "-m", "storewise", *arguments],
            env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if check and done.returncode not in (0, 8):
            raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def import_feed(
        self, file: Path, *options: str, wait: bool = True
    ) -> tuple[dict[str, Any], float, float]:
        """Import by the command line: its JSON, its seconds, and the peak of its memory in MB."""
        started = time.monotonic()
        command = [sys.executable, "-m", "storewise", "import", str(file), "--store", STORE]
        more = ["--json", *options, "--wait" if wait else "--no-wait"]
        process = subprocess.Popen(
            [*command, *more], env=self.environment, stdout=subprocess.PIPE, stderr=self._log
        )
        memory = Memory(process.pid)
        watcher = threading.Thread(target=memory.watch)
        watcher.start()
        out, _ = process.communicate()
        memory.stop()
        watcher.join()
        seconds = time.monotonic() - started
        if process.returncode not in (0, 8):
            told = Path(self._log.name).read_text(errors="replace")[-3000:]
            raise RuntimeError(f"import ended with {process.returncode}: {told}")
        return json.loads(out), seconds, memory.peak

    def worker_pid(self) -> int | None:
        """The worker beside the server."""
        children = psutil.Process(self.server.pid).children()
        return children[0].pid if children else None

    def serving(self) -> list[psutil.Process]:
        """The processes that serve: one, or one that holds the socket and those below it."""
        server = psutil.Process(self.server.pid)
        return [server, *(each for each in server.children() if "--socket" in each.cmdline())]

    def postgres_s(self) -> float:
        """Seconds of processor time that the embedded PostgreSQL took since its start."""
        lines = (self.folder / "data" / "postgres" / "postmaster.pid").read_text().splitlines()
        postmaster = psutil.Process(int(lines[0]))
        took = postmaster.cpu_times()
        ended = took.children_user + took.children_system
        return float(ended) + sum(map(processor_s, [postmaster, *postmaster.children()]))

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection that sees everything, to check what was written."""
        url = start_embedded(self.folder / "data").set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
            yield connection

    def close(self) -> None:
        """Stop the server as Ctrl-C does."""
        self.server.send_signal(signal.SIGINT)
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
        self._log.close()

    def _wait_for_port(self) -> int:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self._log.seek(0)
            found = re.search(rb"Serving on http://127.0.0.1:(\d+)", self._log.read())
            if found:
                return int(found[1])
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start; see {self._log.name}")


@contextmanager
def storewise(**settings: str) -> Iterator[Storewise]:
    """A Storewise in a folder that is removed at the end; `settings` go into its environment."""
    with tempfile.TemporaryDirectory(prefix="storewise-bench-") as folder:
        Path(folder).chmod(0o755)
        running = Storewise(Path(folder), settings)
        try:
            yield running
        finally:
            running.close()

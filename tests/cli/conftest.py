"""Runs the real command line on a data folder of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    log: Path
    address: str = ""

    def wait(self, pattern: str, seconds: float) -> str:
        """The first group of what the server tells, once it does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := re.search(pattern, self.log.read_text()):
                return found[1]
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def get(self, path: str) -> httpx.Response:
        """An answer of the server."""
        return httpx.get(f"{self.address}{path}", timeout=30)

    def interrupt(self) -> int:
        """Stop it as Ctrl-C does; returns its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(40)


@dataclass
class CommandLine:
    """The command `storewise` with settings of its own."""

    folder: Path
    environment: dict[str, str]
    served: list[Served] = field(default_factory=list)

    def run(
        self, *arguments: str, stdin: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        """A finished command that read `stdin`."""
        return subprocess.run(
            [sys.executable, "-m", "storewise", *arguments],
            env=self.environment | more,
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def answer(self, *arguments: str) -> Any:
        """The JSON of a command that went well."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments: str) -> Served:
        """A command that serves, in the background."""
        log = self.folder / f"serve-{len(self.served)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "storewise", *arguments],
                env=self.environment,
                cwd=self.folder,
                stdout=out,
                stderr=out,
            )
        self.served.append(Served(process, log))
        return self.served[-1]


@pytest.fixture
def storewise(tmp_path: Path) -> Iterator[CommandLine]:
    """The command line on an empty data folder; what it started is stopped at the end."""
    environment = os.environ | {
        "STOREWISE_DATA_DIR": str(tmp_path / "data"),
        "STOREWISE_SERVER__PORT": "0",
        "STOREWISE_LOG__LEVEL": "warning",
        "COLUMNS": "200",
    }
    line = CommandLine(tmp_path, environment)
    yield line
    for served in line.served:
        if served.process.poll() is None:
            served.interrupt()

"""Keeps processes running beside or below this one: a worker, and servers on a shared socket."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import structlog
from prometheus_client import multiprocess

from storewise.infra.errors import Unavailable
from storewise.infra.settings import ServerSettings

BACKLOG = 2048
LONGEST_PAUSE_S = 30.0
GRACE_S = 12.0
READY = b"ready\n"

log = structlog.get_logger(__name__)


class AddressTaken(Unavailable):
    """The server cannot listen where it should."""

    code = "address_taken"


@dataclass(frozen=True, slots=True)
class Child:
    """A `storewise` command that is started again whenever it ends before we do.

    It gets our process id as `--parent`, inherits the file descriptors in `inherited`, and tells by
    its first line on standard output that it is `ready`. `ended` gets the id of each that ended.
    """

    arguments: Sequence[str]
    inherited: Sequence[int] = ()
    environment: dict[str, str] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    ended: Callable[[int], object] = lambda _: None


@asynccontextmanager
async def kept_alive(*children: Child) -> AsyncIterator[None]:
    """Keep children running within; at the end all are asked to stop, and waited for."""
    keepers = [asyncio.create_task(_keep_alive(child)) for child in children]
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)


async def serve_by_several(settings: ServerSettings, announce: Callable[[str], None]) -> None:
    """Serve by several processes on one socket until SIGINT or SIGTERM.

    This process only binds the socket and keeps the others alive; whichever is free takes the next
    connection. `announce` gets the address when all answer requests. Raises AddressTaken.
    """
    with (
        _listening(settings) as listener,
        tempfile.TemporaryDirectory(prefix="storewise-metrics-") as metrics,
    ):
        fd, address = listener.fileno(), address_of(listener)
        children = [
            Child(
                ("serve", "--socket", str(fd)),
                inherited=(fd,),
                environment={"PROMETHEUS_MULTIPROC_DIR": metrics},
                ended=partial(_forget, metrics),
            )
            for _ in range(settings.processes)
        ]
        with _asked_to_stop() as stop:
            async with kept_alive(*children):
                telling = asyncio.create_task(_tell(children, lambda: announce(address)))
                await stop.wait()
                telling.cancel()


async def _tell(children: Sequence[Child], announce: Callable[[], None]) -> None:
    for child in children:
        await child.ready.wait()
    announce()


def _forget(metrics: str, pid: int) -> None:
    """Take what a process that ended had open out of the metrics; what it counted stays."""
    multiprocess.mark_process_dead(pid, metrics)  # type: ignore[no-untyped-call]


def address_of(listener: socket.socket) -> str:
    """Where a socket listens, as a web address."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


@contextlib.contextmanager
def _listening(settings: ServerSettings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server(
            (settings.host, settings.port), family=family, backlog=BACKLOG
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise AddressTaken(f"Cannot listen on {where}: {error.strerror}.") from error
    with listener:
        yield listener


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[asyncio.Event]:
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    try:
        yield asked
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def _keep_alive(child: Child) -> None:
    pause = 0.5
    while True:
        started = asyncio.get_running_loop().time()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "storewise", *child.arguments, "--parent", str(os.getpid()),
            env=os.environ | child.environment, pass_fds=child.inherited,
            stdout=asyncio.subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        listening = asyncio.create_task(_listen(process, child.ready))
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            await _stop(process)
            raise
        finally:
            listening.cancel()
            child.ended(process.pid)
        if asyncio.get_running_loop().time() - started > 30:
            pause = 0.5
        log.warning("process_ended", command=child.arguments[0], code=code, again_in_s=pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_S)


async def _listen(process: asyncio.subprocess.Process, ready: asyncio.Event) -> None:
    assert process.stdout  # noqa: S101
    while line := await process.stdout.readline():
        if line == READY:
            ready.set()


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(GRACE_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()

"""Runs the web server in this process."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import structlog
import uvicorn

from storewise.app import create_app
from storewise.domain.assistant import service as assistant
from storewise.infra.tenancy import Tenancy

from .processes import READY, address_of

# Objects that the collector looks through at a time, and how much rarer each next generation is.
# Answers leave next to no cycles, and a look through everything stops all of them for 0.2 s.
COLLECT = (10_000, 20, 100)

log = structlog.get_logger(__name__)


class Server(uvicorn.Server):
    """A web server that says when it is ready, and for which Ctrl-C is an ordinary end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at SIGINT and SIGTERM, and do not raise them once more afterwards."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    @property
    def address(self) -> str:
        """Where the server listens, as a web address."""
        return address_of(self.servers[0].sockets[0])


async def serve(
    tenancy: Tenancy, announce: Callable[[str], None], listener: socket.socket | None = None
) -> None:
    """Serve the whole application, until SIGINT or SIGTERM, where the settings say or on a socket.

    `announce` gets the address when requests are answered.
    """
    gc.set_threshold(*COLLECT)
    server = _web_server(tenancy)
    serving = asyncio.create_task(server.serve([listener] if listener else None))
    ready = asyncio.create_task(server.ready.wait())
    await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if server.started:
        announce(server.address)
    warming = asyncio.create_task(_warm(tenancy))
    try:
        await serving
    finally:
        warming.cancel()


async def serve_below(tenancy: Tenancy, parent: int, fd: int) -> None:
    """Serve on the socket that a parent process listens on, until it says so or is gone."""

    def tell(_: str) -> None:
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()

    async def follow_parent() -> None:
        while os.getppid() == parent:
            await asyncio.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    following = asyncio.create_task(follow_parent())
    try:
        await serve(tenancy, tell, socket.socket(fileno=fd))
    finally:
        following.cancel()


def _web_server(tenancy: Tenancy) -> Server:
    chosen = tenancy.resources.settings.server
    config = uvicorn.Config(
        create_app(tenancy),
        host=chosen.host,
        port=chosen.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=5,
    )
    return Server(config)


async def _warm(tenancy: Tenancy) -> None:
    """Load what the first question to the assistant would wait for.

    What is loaded by then stays, so the garbage collector need not look through it any more.
    """
    try:
        await assistant.warm(tenancy.resources)
    except Exception:
        log.exception("model_not_loaded")
    gc.collect()
    gc.freeze()

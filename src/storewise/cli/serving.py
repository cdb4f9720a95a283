"""Runs the web server, and beside it a worker process that is kept alive as long as the server."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import structlog
import uvicorn

from storewise.app import create_app
from storewise.infra.tenancy import Tenancy

log = structlog.get_logger(__name__)


class Server(uvicorn.Server):
    """A web server that says when it is ready, and for which Ctrl-C is an ordinary end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: object = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)  # type: ignore[arg-type]
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
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{port}"


def web_server(tenancy: Tenancy) -> Server:
    """The web server of the whole application."""
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


@asynccontextmanager
async def worker_process() -> AsyncIterator[None]:
    """A worker in a process of its own, started again whenever it ends before we do."""
    keeper = asyncio.create_task(_keep_alive())
    try:
        yield
    finally:
        keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeper


async def _keep_alive() -> None:
    pause = 0.5
    while True:
        started = asyncio.get_running_loop().time()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "storewise", "work", "--parent", str(os.getpid()),
            start_new_session=True,
        )  # fmt: skip
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            await _stop(process)
            raise
        if asyncio.get_running_loop().time() - started > 30:
            pause = 0.5
        log.warning("worker_ended", code=code, again_in_s=pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, 30)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(12):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()

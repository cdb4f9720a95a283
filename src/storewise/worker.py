"""Runs background work: does what is in the queue until it is asked to stop."""

import asyncio
import contextlib
import os
import signal

from storewise.infra.jobs import Worker
from storewise.infra.tenancy import Tenancy


async def work(tenancy: Tenancy, parent: int | None = None) -> None:
    """Do background work until SIGTERM or SIGINT; jobs under way are finished or given back.

    With `parent`, also until that process is gone.
    """
    os.nice(tenancy.resources.settings.worker.niceness)
    running = asyncio.create_task(Worker(tenancy).run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    watch = asyncio.create_task(_end_with(parent, running)) if parent else None
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await running
    finally:
        if watch:
            watch.cancel()


async def _end_with(parent: int, running: asyncio.Task[None]) -> None:
    while os.getppid() == parent:
        await asyncio.sleep(1)
    running.cancel()

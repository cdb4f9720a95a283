"""Runs background work: loads every context's jobs and does what is in the queue."""

import asyncio
import importlib
import importlib.util
import os
import pkgutil
import signal

from storewise import domain
from storewise.infra import db
from storewise.infra.jobs import Worker
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Tenancy


def load_jobs() -> None:
    """Import every context's `jobs.py`, so that its handlers and jobs are known."""
    for context in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}."):
        name = f"{context.name}.jobs"
        if importlib.util.find_spec(name):
            importlib.import_module(name)


async def work(settings: Settings, where: db.Addresses) -> None:
    """Do background work until SIGTERM or SIGINT; jobs under way are finished or given back."""
    load_jobs()
    os.nice(settings.worker.niceness)
    database = db.Database(where, settings.database)
    async with open_resources(settings) as resources:
        running = asyncio.create_task(Worker(Tenancy(database, resources)).run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, running.cancel)
        try:
            await running
        except asyncio.CancelledError:
            pass
        finally:
            await database.close()

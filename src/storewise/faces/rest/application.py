"""Builds the REST application, which is mounted at `/api/v1`."""

from fastapi import FastAPI

from storewise import __version__
from storewise.infra.tenancy import Tenancy

from . import problems, store

DESCRIPTION = """
Everything that a store holds, over HTTP. Money is in minor units, times are UTC, lists are walked
by `next_cursor`, and every error is a problem document with a stable `code`.
"""


def build(tenancy: Tenancy) -> FastAPI:
    """The REST application with all of its routes."""
    application = FastAPI(
        title="Storewise", version=__version__, description=DESCRIPTION, redirect_slashes=False
    )
    application.state.tenancy = tenancy
    for part in (store,):
        application.include_router(part.router)
    problems.translate(application)
    return application

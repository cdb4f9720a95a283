"""Builds the REST application, which is mounted at `/api/v1`."""

import re

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount

from storewise import __version__
from storewise.infra.tenancy import Tenancy

from . import assistant, catalog, documents, images, imports, problems, search, store, variants
from .openapi import DESCRIPTION, TAGS, describe

PATH = "/api/v1"
PARTS = (
    store.router,
    search.router,
    catalog.router,
    variants.router,
    images.uploads,
    images.router,
    assistant.router,
    imports.uploads,
    imports.router,
    documents.uploads,
    documents.router,
)


def mounted(tenancy: Tenancy) -> Mount:
    """The REST application under its path."""
    mount = Mount(PATH, build(tenancy), name="rest")
    # A path with a line break in it is answered here as well, with a problem document.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def build(tenancy: Tenancy) -> FastAPI:
    """The REST application with all of its routes."""
    application = FastAPI(
        title="Storewise",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        servers=[{"url": PATH}],
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
    )
    application.state.tenancy = tenancy
    for router in PARTS:
        application.include_router(router)
    problems.translate(application, [route for part in PARTS for route in part.routes])
    describe(application)
    # Keys travel in a header that a page must set itself, so any page may call: no cookie is read.
    application.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["ETag", "Idempotent-Replayed", "Location", "Request-Id", "Retry-After"],
        max_age=86_400,
    )
    return application


def _operation_id(route: APIRoute) -> str:
    return route.name

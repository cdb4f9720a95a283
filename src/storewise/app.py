"""Builds the web application: mounts every face on one set of resources."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from storewise.faces.console import routes as console
from storewise.faces.live import completions, widget
from storewise.faces.rest import application as rest
from storewise.faces.storefront import routes as storefront
from storewise.faces.ui import media
from storewise.faces.ui.door import Door
from storewise.infra import db, jobs, telemetry
from storewise.infra.errors import Unavailable
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import Tenancy


def create_app(tenancy: Tenancy) -> FastAPI:
    """The whole web application on open resources."""
    jobs.load("storewise.domain")
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.tenancy = tenancy
    app.add_middleware(Door, access_log=tenancy.resources.settings.server.access_log)
    app.router.routes.append(rest.mounted(tenancy))
    app.include_router(completions.router)
    app.include_router(widget.router)
    app.include_router(console.router)
    app.include_router(media.router)
    _watch(app, tenancy)
    # Last: on a store's own domain, every address that nothing else took is a page of its shop.
    app.include_router(storefront.router)
    return app


@asynccontextmanager
async def running(settings: Settings, where: db.Addresses) -> AsyncIterator[FastAPI]:
    """The application with its database and resources open."""
    database = db.Database(where, settings.database)
    try:
        async with open_resources(settings) as resources:
            yield create_app(Tenancy(database, resources))
    finally:
        await database.close()


def _watch(app: FastAPI, tenancy: Tenancy) -> None:
    @app.get("/healthz")
    async def alive() -> Response:
        return Response("ok\n", media_type="text/plain")

    @app.get("/readyz")
    async def ready() -> Response:
        try:
            await tenancy.database.ready()
        except Unavailable as error:
            return Response(f"{error.message}\n", 503, media_type="text/plain")
        return Response("ok\n", media_type="text/plain")

    @app.get("/metrics")
    async def metrics(_request: Request) -> Response:
        for state, count in (await jobs.waiting(tenancy)).items():
            telemetry.QUEUE.labels(state).set(count)
        return Response(telemetry.exposition(), media_type=CONTENT_TYPE_LATEST)

"""Addresses of the console: `/console/sign-in`, and each store under `/console/{slug}/`."""

from fastapi import APIRouter, Response

from . import overview, search, settings, sign_in
from .assistant import conversations, documents, figures, gaps, playground
from .assistant import settings as assistant_settings
from .failures import ConsoleRoute, PageNotFound
from .frame import PAGES, AnyWorkplace
from .imports import columns, history, problems, steps
from .products import editing, listing, pictures

_elsewhere = APIRouter(route_class=ConsoleRoute, include_in_schema=False)


@_elsewhere.get("/console/{slug}/{rest:path}")
async def _anything_else(desk: AnyWorkplace, rest: str) -> Response:
    raise PageNotFound


router = APIRouter()
router.include_router(PAGES.router())
router.include_router(sign_in.router)
router.include_router(overview.router)
router.include_router(listing.router)
router.include_router(pictures.router)
router.include_router(editing.router)
router.include_router(history.router)
router.include_router(columns.router)
router.include_router(problems.router)
router.include_router(steps.router)
router.include_router(search.router)
router.include_router(conversations.router)
router.include_router(gaps.router)
router.include_router(figures.router)
router.include_router(playground.router)
router.include_router(documents.router)
router.include_router(assistant_settings.router)
router.include_router(settings.router)
router.include_router(_elsewhere)

"""The assistant on other sites: `widget.js`, and what it talks to.

A publishable key is in the address, so that a browser's preflight can be decided by the origins
that its store allows. No cookie is set or read.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.errors import AssistantOff, ConversationNotFound
from storewise.domain.assistant.schemas import Ask, AssistantSettings, Channel, Feedback
from storewise.domain.catalog import service as catalog
from storewise.domain.identity import service as identity
from storewise.domain.identity.errors import KeyUnknown
from storewise.domain.identity.schemas import Permission, Store
from storewise.domain.ingestion import service as ingestion
from storewise.faces.ui import chat, streams
from storewise.faces.ui.accent import accent_style
from storewise.faces.ui.keys import actor_of
from storewise.faces.ui.origins import allowed_origin
from storewise.faces.ui.problems import ScriptRoute
from storewise.faces.ui.scopes import AnyTenancy, request_id
from storewise.infra.tenancy import Actor, Tenancy

from .widget_script import adapted, widget_script

SESSION = "Assistant-Session"
PREFLIGHT_S = 600

Session = Annotated[str | None, Header(alias=SESSION, max_length=100)]
Short = Annotated[str, Query(max_length=200)]


class WidgetRoute(ScriptRoute):
    """A route whose answers the pages of allowed origins may read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the headers by which a browser decides."""
        handle = super().get_route_handler()

        async def opened(request: Request) -> Response:
            response = await handle(request)
            response.headers["Vary"] = "Origin"
            if origin := getattr(request.state, "allowed_origin", None):
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers["Access-Control-Expose-Headers"] = f"{SESSION}, Request-Id"
                response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            return response

        return opened


@dataclass(frozen=True, slots=True)
class Guest:
    """A page of an allowed origin that shows a store's assistant."""

    tenancy: Tenancy
    store: Store
    settings: AssistantSettings
    actor: Actor
    shop: str  # the address of the store's own shop

    @property
    def view(self) -> chat.ChatView:
        """How the widget shows the assistant: all addresses have a host."""
        origin = "/".join(self.shop.split("/")[:3])
        return chat.ChatView(self.store, chat.Addresses(self._product, self._source, origin))

    def _product(self, handle: str) -> str:
        return f"{self.shop}/p/{quote(handle, safe='')}"

    def _source(self, passage_id: UUID, start: int | None, end: int | None) -> str:
        span = f"?start={start}&end={end}#quote" if start is not None and end is not None else ""
        return f"{self.shop}/sources/{passage_id}{span}"


async def find_guest(request: Request, tenancy: AnyTenancy, key: str) -> Guest:
    """Who calls; raises KeyUnknown or OriginNotAllowed."""
    owner = await identity.key_owner(tenancy, key)
    # A secret key has no place on a page, so it is not taken there either.
    if owner.kind != "pk" or Permission.ASSISTANT_ASK not in owner.scopes:
        raise KeyUnknown("data-key must be a publishable key of the store (pk_…).")
    actor = actor_of(owner)
    async with tenancy.scope(owner.store_id, actor, request_id(request)) as scope:
        store, settings = await identity.store(scope), await assistant.settings(scope)
    request.state.allowed_origin = allowed_origin(request, settings)
    public = tenancy.resources.settings.server.public_url or str(request.base_url)
    return Guest(tenancy, store, settings, actor, f"{public.rstrip('/')}/shop/{store.slug}")


AnyGuest = Annotated[Guest, Depends(find_guest)]
router = APIRouter(include_in_schema=False)
_calls = APIRouter(prefix="/widget/{key}", route_class=WidgetRoute)


@router.api_route("/widget.js", methods=["GET", "HEAD"])
async def script(request: Request) -> Response:
    """The widget, for any page to load."""
    made = widget_script()
    headers = {
        "ETag": made.etag,
        "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == made.etag:
        return Response(status_code=304, headers=headers)
    body = made.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"], body = "gzip", made.compressed
    return Response(body, headers=headers, media_type="text/javascript; charset=utf-8")


@_calls.options("")
@_calls.options("/{rest:path}")
async def preflight(_guest: AnyGuest) -> Response:
    """What a page of an allowed origin may send; others are refused."""
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": f"Content-Type, {SESSION}",
            "Access-Control-Max-Age": str(PREFLIGHT_S),
        },
    )


@_calls.get("")
async def begin(
    guest: AnyGuest, language: Short = "", accent: Short = "", product: Short = ""
) -> JSONResponse:
    """How the widget begins: who the assistant is, its colours, and example questions."""
    if not guest.settings.enabled:
        return JSONResponse({"enabled": False})
    handle = product.replace("\0", "")
    async with guest.tenancy.scope(guest.store.id, guest.actor) as scope:
        known = await catalog.ids_of_handles(scope, [handle]) if handle else {}
        roots = [each for each in await catalog.categories(scope) if each.parent_id is None]
        documents = bool((await ingestion.documents(scope, limit=1)).items)
    roots.sort(key=lambda each: -each.product_count)
    names = [each.name for each in roots if each.product_count]
    questions = chat.examples(names, product=bool(known), documents=documents)
    return JSONResponse(
        {
            "enabled": True,
            "chat": chat.introduction(guest.store, guest.settings, questions, language),
            "style": adapted(accent_style(accent or guest.store.settings.accent or "")),
        }
    )


@_calls.post("/messages", response_model=None)
async def ask(
    request: Request, guest: AnyGuest, question: Ask, session: Session = None
) -> Response:
    """A question: the answer as a stream of events. The session's token is in a header."""
    events = assistant.converse(
        guest.tenancy,
        guest.store.id,
        guest.actor,
        question.model_copy(update={"session": session}),
        channel=Channel.WIDGET,
        request_id=request_id(request),
    )
    return await streams.respond(request, events, present=guest.view.event, keep=_tell)


@_calls.get("/history")
async def history(guest: AnyGuest, session: Session = None) -> JSONResponse:
    """The conversation so far; nothing of one that is not known here."""
    if not guest.settings.enabled:
        raise AssistantOff
    async with guest.tenancy.scope(guest.store.id, guest.actor) as scope:
        try:
            kept = await assistant.history(scope, session or "")
        except ConversationNotFound:
            kept = []
    return JSONResponse(
        [guest.view.message(each) for each in kept], headers={"Cache-Control": "no-store"}
    )


@_calls.post("/messages/{message_id}/feedback", status_code=204)
async def feedback(
    guest: AnyGuest, message_id: UUID, opinion: Feedback, session: Session = None
) -> None:
    """What the shopper thinks of an answer; raises ConversationNotFound or AnswerNotFound."""
    async with guest.tenancy.scope(guest.store.id, guest.actor) as scope:
        await assistant.give_feedback(scope, session or "", message_id, opinion)


def _tell(response: Response, token: str) -> None:
    response.headers[SESSION] = token


router.include_router(_calls)

"""The playground: merchants ask their own assistant, and see how each answer is made."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.errors import AnswerFailed, ConversationNotFound
from storewise.domain.assistant.schemas import Ask, Channel, Done, Event, Message, ToolCalled
from storewise.faces.ui import streams
from storewise.faces.ui.scopes import request_id
from storewise.infra.llm import Gateway

from ..failures import ConsoleRoute
from ..frame import NEVER_KEPT, PAGES, AnyWorkplace, Workplace
from . import wording
from .evidence import arguments, told

MOST_ASKED = 2000
EXAMPLES = 4

router = APIRouter(
    prefix="/console/{slug}/assistant/playground", route_class=ConsoleRoute, include_in_schema=False
)
Typed = Annotated[str, Form(max_length=20_000)]
Token = Annotated[str, Form(max_length=100)]


@router.get("")
@router.get("/")
async def show_playground(request: Request, desk: AnyWorkplace) -> Response:
    """An empty conversation; `q` fills the field in."""
    question = request.query_params.get("q", "").replace("\0", "")[:MOST_ASKED]
    return await _page(desk, question)


@router.post("")
async def ask(desk: AnyWorkplace, text: Typed = "", session: Token = "") -> Response:
    """Answer, for browsers without scripts: the conversation so far, with all evidence."""
    try:
        asked = Ask(text=text.replace("\0", ""), session=session or None)
    except ValidationError:
        return await _page(desk, text, session, _too_long(text))
    try:
        answer = await assistant.answer(
            desk.tenancy,
            desk.store.id,
            desk.actor,
            asked,
            channel=Channel.PLAYGROUND,
            request_id=request_id(desk.request),
        )
    except AnswerFailed as error:
        return await _page(desk, text, session, error.message)
    return await _page(desk, "", answer.session)


@router.post("/stream")
async def stream(
    request: Request, desk: AnyWorkplace, text: Typed = "", session: Token = ""
) -> Response:
    """Answer as a stream of server-sent events."""
    try:
        asked = Ask(text=text.replace("\0", ""), session=session or None)
    except ValidationError:
        return Response(_too_long(text), 422, NEVER_KEPT, media_type="text/plain")
    events = assistant.converse(
        desk.tenancy,
        desk.store.id,
        desk.actor,
        asked,
        channel=Channel.PLAYGROUND,
        request_id=request_id(request),
    )
    return await streams.respond(request, events, present=partial(_worded, desk))


def _worded(desk: Workplace, event: Event) -> dict[str, Any]:
    """An event as the page shows it: tools, their arguments and the verdict also in words."""
    sent = streams.plain(event)
    if isinstance(event, ToolCalled):
        pairs = arguments(desk, event.arguments, {})
        sent["label"] = wording.tool(event.tool)
        sent["note"] = " · ".join(f"{name}: {value}" for name, value in pairs)
    elif isinstance(event, Done):
        sent["verdict"] = wording.VERDICTS[event.answer.verdict][0]
    return sent


@router.post("/evidence")
async def show_evidence(desk: AnyWorkplace, session: Token = "") -> Response:
    """The last answer of a conversation with what it was made from, as a part of the page."""
    messages = await _history(desk, session)
    return PAGES.respond(
        "console/assistant_turn.html",
        headers=NEVER_KEPT,
        desk=desk,
        told=told(desk, messages[-1:])[0],
        words=wording,
    )


async def _history(desk: Workplace, session: str) -> list[Message]:
    async with desk.scope() as scope:
        found = await assistant.history(scope, session)
    if not found:
        raise ConversationNotFound
    return found


async def _page(desk: Workplace, text: str, session: str = "", error: str = "") -> Response:
    gateway = Gateway.of(desk.tenancy.resources)
    messages: list[Message] = []
    async with desk.scope() as scope:
        settings = await assistant.settings(scope)
        if session:
            try:
                messages = await assistant.history(scope, session)
            except ConversationNotFound:
                session = ""
    return desk.page(
        "assistant_playground.html",
        section="assistant",
        status=422 if error else 200,
        messages=told(desk, messages),
        session=session,
        text=text,
        error=error,
        settings=settings,
        with_model=gateway.configured and settings.use_model,
        words=wording,
    )


def _too_long(text: str) -> str:
    return f"At most {MOST_ASKED:,} characters." if text.strip() else "Write a question."

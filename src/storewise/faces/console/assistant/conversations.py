"""What shoppers asked: the list of conversations, and one with all its evidence."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.errors import CursorInvalid
from storewise.domain.assistant.schemas import Channel, ConversationFilter

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace
from . import wording
from .evidence import told

PAGE_SIZE = 30

router = APIRouter(
    prefix="/console/{slug}/assistant", route_class=ConsoleRoute, include_in_schema=False
)


@router.get("")
@router.get("/")
async def show_conversations(request: Request, desk: AnyWorkplace) -> Response:
    """A page of conversations, the latest first, narrowed by the filters of the address."""
    wanted = _wanted(request)
    cursor = request.query_params.get("cursor") or None
    given = wanted.model_dump(mode="json", exclude_defaults=True)
    async with desk.scope() as scope:
        try:
            page = await assistant.conversations(scope, wanted, cursor, PAGE_SIZE)
        except CursorInvalid:
            return desk.go(desk.url("assistant", **given))
        settings = await assistant.settings(scope)
    return desk.page(
        "assistant_conversations.html",
        section="assistant",
        page=page,
        wanted=wanted,
        narrowed=bool(given),
        enabled=settings.enabled,
        words=wording,
        first_href=desk.url("assistant", **given) if cursor else "",
        next_href=desk.url("assistant", **given, cursor=page.next_cursor)
        if page.next_cursor
        else "",
    )


@router.get("/conversations/{conversation_id}")
async def show_conversation(desk: AnyWorkplace, conversation_id: UUID) -> Response:
    """A conversation as the shopper saw it, and beside each answer what it was made from."""
    async with desk.scope() as scope:
        found = await assistant.conversation(scope, conversation_id)
    return desk.page(
        "assistant_conversation.html",
        section="assistant",
        conversation=found,
        messages=told(desk, found.messages),
        words=wording,
    )


@router.get("/conversations/{conversation_id}/delete")
async def ask_delete(desk: AnyWorkplace, conversation_id: UUID) -> Response:
    """Ask whether the conversation shall really be deleted."""
    async with desk.scope() as scope:
        found = await assistant.conversation(scope, conversation_id)
    count = wording.counted(len(found.messages), "question", "questions")
    return desk.page(
        "confirm.html",
        section="assistant",
        title="Delete this conversation?",
        text=f"Its {count} and all that was kept with them are gone for good, from the figures as "
        "well.",
        action=desk.url(f"assistant/conversations/{conversation_id}/delete"),
        label="Delete conversation",
        back=desk.url(f"assistant/conversations/{conversation_id}"),
    )


@router.post("/conversations/{conversation_id}/delete")
async def delete(desk: AnyWorkplace, conversation_id: UUID) -> Response:
    """Delete the conversation."""
    async with desk.scope() as scope:
        await assistant.remove_conversation(scope, conversation_id)
    return desk.go(desk.url("assistant"), "The conversation was deleted.")


def _wanted(request: Request) -> ConversationFilter:
    """The filters of the address; what cannot be understood is left out."""
    given = request.query_params
    values: dict[str, Any] = {"words": given.get("words", "").replace("\0", "").strip()[:200]}
    if given.get("channel") in set(Channel):
        values["channel"] = given["channel"]
    if given.get("only") in wording.ONLY:
        values["only"] = given["only"]
    for name in ("since", "until"):
        values[name] = _day(given.get(name, ""))
    return ConversationFilter.model_validate(values)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""Asking the assistant over REST, and reading what shoppers asked."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import (
    Answer,
    Ask,
    AssistantReport,
    AssistantSettings,
    Channel,
    Conversation,
    ConversationFilter,
    ConversationPage,
    Feedback,
    Message,
    Spending,
    UnansweredGroup,
)
from storewise.domain.identity.schemas import Permission
from storewise.faces.ui import streams
from storewise.faces.ui.keys import Caller
from storewise.faces.ui.origins import allowed_origin

from .access import AssistantCaller, AssistantReader, AssistantWriter, calling
from .problems import answers
from .requests import ApiRoute

router = APIRouter(tags=["Assistant"], route_class=ApiRoute, responses=answers(401, 403))

SessionToken = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Session = Annotated[
    SessionToken,
    Header(alias="Assistant-Session", description="The token that the first answer brought."),
]
Days = Annotated[int, Query(ge=1, le=366, description="How many days, today included.")]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The events of an answer, or with `Accept: application/json` the answer.",
        "content": {"text/event-stream": {}},
    }
}


class Opinion(BaseModel):
    """What a shopper thinks of an answer of a conversation."""

    model_config = ConfigDict(extra="forbid")

    session: SessionToken
    helpful: bool
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


async def _admitted(request: Request, caller: Caller) -> None:
    async with caller.scope() as scope:
        settings = await assistant.settings(scope)
    if "assistant:write" not in caller.actor.permissions:
        allowed_origin(request, settings)


@router.post("/assistant/messages", response_model=Answer, responses=_ANSWERS)
async def ask(request: Request, caller: AssistantCaller, question: Ask) -> Response:
    """Ask the store's assistant; a publishable key is enough.

    The answer holds only what the store can prove, with its sources. It brings a session token:
    send it with the next question, so that "the second one" is understood. From a browser, the
    page's address must be among the allowed origins.

    With `Accept: application/json` the answer comes at once. Otherwise events come as they happen:
    `status`, `tool_call`, `tool_result`, `text_delta`, `citation`, `products`, and at the end
    `done` or `error`.
    """
    await _admitted(request, caller)
    events = assistant.converse(
        caller.tenancy,
        caller.store_id,
        caller.actor,
        question,
        channel=Channel.API,
        request_id=caller.request_id,
    )
    return await streams.respond(request, events)


@router.get("/assistant/history", responses=answers(404))
async def read_history(
    request: Request, caller: AssistantCaller, session: Session
) -> list[Message]:
    """The conversation that a session token opens, oldest question first."""
    await _admitted(request, caller)
    async with caller.scope() as scope:
        return await assistant.history(scope, session)


@router.post("/assistant/messages/{message_id}/feedback", status_code=204, responses=answers(404))
async def give_feedback(
    request: Request, caller: AssistantCaller, message_id: UUID, opinion: Opinion
) -> None:
    """Say whether an answer helped, in words if you like; a later opinion replaces this one."""
    await _admitted(request, caller)
    feedback = Feedback(helpful=opinion.helpful, words=opinion.words)
    async with caller.scope() as scope:
        await assistant.give_feedback(scope, opinion.session, message_id, feedback)


@router.get("/assistant/conversations")
async def list_conversations(
    scope: AssistantReader,
    words: Annotated[str, Query(max_length=200)] = "",
    channel: Channel | None = None,
    only: Literal["", "unanswered", "removed", "helpful", "unhelpful", "degraded"] = "",
    since: date | None = None,
    until: date | None = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ConversationPage:
    """Conversations of shoppers, the latest first."""
    wanted = ConversationFilter(words=words, channel=channel, only=only, since=since, until=until)
    return await assistant.conversations(scope, wanted, cursor, limit)


@router.get("/assistant/conversations/{conversation_id}", responses=answers(404))
async def read_conversation(scope: AssistantReader, conversation_id: UUID) -> Conversation:
    """A conversation, with what each answer was made from and what proof removed."""
    return await assistant.conversation(scope, conversation_id)


@router.delete(
    "/assistant/conversations/{conversation_id}", status_code=204, responses=answers(404)
)
async def remove_conversation(scope: AssistantWriter, conversation_id: UUID) -> None:
    """Delete a conversation for good."""
    await assistant.remove_conversation(scope, conversation_id)


@router.get("/assistant/unanswered")
async def list_unanswered(
    caller: Annotated[Caller, calling(Permission.ASSISTANT_READ)],
    days: Days = 30,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> list[UnansweredGroup]:
    """Questions that the store's information did not answer, alike ones together."""
    return await assistant.unanswered(caller.tenancy, caller.store_id, caller.actor, days, limit)


@router.get("/assistant/report")
async def read_report(scope: AssistantReader, days: Days = 30) -> AssistantReport:
    """Answers, verdicts, cost and latency of each of the last days (UTC)."""
    return await assistant.report(scope, days)


@router.get("/assistant/spending")
async def read_spending(scope: AssistantReader) -> Spending:
    """What language models took this month, beside the budget."""
    return await assistant.spending(scope)


@router.get("/assistant/settings")
async def read_settings(scope: AssistantReader) -> AssistantSettings:
    """How the assistant is set."""
    return await assistant.settings(scope)


@router.put("/assistant/settings")
async def change_settings(scope: AssistantWriter, settings: AssistantSettings) -> AssistantSettings:
    """Set the assistant; what is left out takes its default."""
    return await assistant.change_settings(scope, settings)

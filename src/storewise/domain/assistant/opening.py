"""Begins a turn: the question cleaned and kept, the conversation found again by its token."""

import hashlib
import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import Actor, Scope, Tenancy, new_id

from . import guard, presets, queries
from .errors import AssistantOff
from .facts import Memory
from .models import ConversationRow, MessageRow
from .schemas import Ask, AssistantSettings, Channel
from .turn import Exchange

HISTORY = 6
TOKEN_BYTES = 24


@dataclass(slots=True)
class Opened:
    """What a turn starts from."""

    conversation_id: UUID
    message_id: UUID
    token: str
    store: Store
    settings: AssistantSettings
    memory: Memory
    history: list[Exchange]
    question: str


async def begin(
    tenancy: Tenancy,
    store_id: UUID,
    actor: Actor,
    ask: Ask,
    channel: Channel,
    request_id: str,
    before: Sequence[tuple[str, str]] = (),
) -> Opened:
    """Keep the question, in one transaction, and return what its turn starts from.

    `before` is what a client says was said, for a conversation that is new here. Raises
    AssistantOff.
    """
    async with tenancy.scope(store_id, actor, request_id) as scope:
        settings = await presets.settings(scope)
        if not settings.enabled and channel is not Channel.PLAYGROUND:
            raise AssistantOff
        conversation, token = await _conversation(scope, ask.session, channel)
        history = await queries.history(scope, conversation.id, HISTORY)
        question = guard.cleaned(ask.text, settings)
        message = MessageRow(
            store_id=store_id,
            id=new_id(),
            conversation_id=conversation.id,
            question=question,
            tools=[],
            retrieved={},
            problems=[],
        )
        scope.session.add(message)
        return Opened(
            conversation_id=conversation.id,
            message_id=message.id,
            token=token,
            store=await identity.store(scope),
            settings=settings,
            memory=Memory.model_validate(conversation.memory),
            history=[Exchange(question, answer) for question, answer in history]
            or _told_by_client(before, settings),
            question=question,
        )


def _told_by_client(
    before: Sequence[tuple[str, str]], settings: AssistantSettings
) -> list[Exchange]:
    """The exchanges within what a client says was said, personal data masked."""
    said = [(role, guard.cleaned(text, settings)) for role, text in before[-2 * HISTORY :]]
    return [
        Exchange(asked, answered)
        for (role, asked), (next_role, answered) in itertools.pairwise(said)
        if (role, next_role) == ("user", "assistant")
    ]


async def _conversation(
    scope: Scope, token: str | None, channel: Channel
) -> tuple[ConversationRow, str]:
    if token:
        known = await queries.conversation_by_token(scope, token_hash(token))
        if known is not None:
            return known, token
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = ConversationRow(
        store_id=scope.store_id,
        id=new_id(),
        token_hash=token_hash(token),
        channel=channel,
        memory={},
    )
    scope.session.add(row)
    await scope.session.flush()
    return row, token


def token_hash(token: str) -> bytes:
    """What is kept of a conversation's token; it is random and long, so a plain hash will do."""
    return hashlib.sha256(token.encode()).digest()

"""The use-cases of the assistant."""

from uuid import UUID

from storewise.infra.llm import Gateway
from storewise.infra.resources import Resources
from storewise.infra.tenancy import Scope

from . import agent, budget, guard, queries
from .budget import send_warning
from .conversation import Planners, answer, converse
from .errors import AnswerNotFound, ConversationNotFound
from .opening import token_hash
from .presets import change_settings, settings
from .reports import conversation, conversations, message, remove_conversation, report, unanswered
from .schemas import Feedback, Message, Spending

__all__ = [
    "Planners",
    "answer",
    "change_settings",
    "conversation",
    "conversations",
    "converse",
    "give_feedback",
    "hand_over",
    "history",
    "remove_conversation",
    "report",
    "send_warning",
    "settings",
    "spending",
    "unanswered",
    "warm",
]


async def warm(resources: Resources) -> None:
    """Load the libraries of the provider, if one is configured, before the first question."""
    gateway = Gateway.of(resources)
    if gateway.configured:
        await agent.warm(gateway)


async def history(scope: Scope, session: str) -> list[Message]:
    """The messages of the conversation that a token opens, oldest first, for who holds the token.

    Raises ConversationNotFound.
    """
    row = await queries.conversation_by_token(scope, token_hash(session))
    if row is None:
        raise ConversationNotFound
    return [message(each, session) for each in await queries.messages(scope, row.id)]


async def give_feedback(scope: Scope, session: str, message_id: UUID, feedback: Feedback) -> None:
    """Keep what a shopper thinks of an answer; a later opinion replaces an earlier one.

    Raises ConversationNotFound or AnswerNotFound.
    """
    row = await queries.conversation_by_token(scope, token_hash(session))
    if row is None:
        raise ConversationNotFound
    words = guard.cleaned(feedback.words, await settings(scope))
    if not await queries.put_feedback(scope, row.id, message_id, feedback.helpful, words):
        raise AnswerNotFound


async def spending(scope: Scope) -> Spending:
    """What the store's assistant took of models this month, beside its budget."""
    return await budget.spending(scope, (await settings(scope)).budget)


async def hand_over(scope: Scope, session: str, successor: str) -> None:
    """Give a conversation another token; the former one opens nothing any more."""
    await queries.change_token(scope, token_hash(session), token_hash(successor))

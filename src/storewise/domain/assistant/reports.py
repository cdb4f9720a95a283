"""What the merchant reads: conversations with their evidence, unanswered questions, figures."""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from storewise.infra.tenancy import Actor, Scope, Tenancy
from storewise.ml.grouping import group

from . import queries
from .errors import ConversationNotFound, CursorInvalid
from .models import MessageRow
from .schemas import (
    Answer,
    AssistantReport,
    Conversation,
    ConversationFilter,
    ConversationPage,
    ConversationSummary,
    DayReport,
    Feedback,
    Message,
    UnansweredGroup,
)

ALIKE = 0.72
MOST_GROUPED = 400
EXAMPLES = 5


async def conversations(
    scope: Scope,
    wanted: ConversationFilter | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> ConversationPage:
    """A page of conversations, the latest first; raises CursorInvalid."""
    before = _decode(cursor) if cursor else None
    rows = await queries.conversations(scope, wanted or ConversationFilter(), before, limit + 1)
    items = [ConversationSummary.model_validate(dict(row)) for row in rows[:limit]]
    more = len(rows) > limit
    return ConversationPage(items=items, next_cursor=_encode(items[-1]) if more else None)


async def conversation(scope: Scope, conversation_id: UUID) -> Conversation:
    """A conversation with what each answer was made from; raises ConversationNotFound."""
    row = await queries.conversation(scope, conversation_id)
    if row is None:
        raise ConversationNotFound
    return Conversation(
        id=row.id,
        channel=row.channel,
        started_at=row.started_at,
        last_at=row.last_at,
        messages=[message(each) for each in await queries.messages(scope, row.id)],
    )


async def remove_conversation(scope: Scope, conversation_id: UUID) -> None:
    """Delete a conversation for good; raises ConversationNotFound."""
    if not await queries.remove_conversation(scope, conversation_id):
        raise ConversationNotFound


async def unanswered(
    tenancy: Tenancy, store_id: UUID, actor: Actor, days: int = 30, limit: int = 50
) -> list[UnansweredGroup]:
    """Questions of the last days without an answer, alike ones together, the most asked first.

    What a merchant asks in the playground does not count. No transaction is open while questions
    are embedded.
    """
    since = datetime.now(UTC) - timedelta(days=days)
    async with tenancy.scope(store_id, actor) as scope:
        rows = await queries.unanswered(scope, since, MOST_GROUPED)
    asked: dict[str, list[Any]] = {}
    for row in rows:
        asked.setdefault(" ".join(row["question"].casefold().split()), []).append(row)
    if not asked:
        return []
    vectors = await tenancy.resources.embedder.embed_texts(list(asked))
    alike = list(asked.values())
    groups = [_group([row for i in each for row in alike[i]]) for each in group(vectors, ALIKE)]
    return sorted(groups, key=lambda each: -each.count)[:limit]


async def report(scope: Scope, days: int = 30) -> AssistantReport:
    """The assistant's days, up to today."""
    today = datetime.now(UTC).date()
    first = today - timedelta(days=days - 1)
    since = datetime.combine(first, datetime.min.time(), UTC)
    known = {row["day"]: dict(row) for row in await queries.days(scope, since)}
    every = [first + timedelta(days=i) for i in range(days)]
    return AssistantReport(days=[_day(day, known.get(day, {})) for day in every])


def message(row: MessageRow, session: str = "") -> Message:
    """A message as it is shown; only who came with the conversation's token gets it back."""
    feedback = None
    if row.helpful is not None:
        feedback = Feedback(helpful=row.helpful, words=row.feedback)
    return Message.model_validate(
        {
            "id": row.id,
            "asked_at": row.asked_at,
            "question": row.question,
            "answer": Answer.model_validate({**row.answer, "session": session})
            if row.answer
            else None,
            "tools": row.tools,
            "retrieved": row.retrieved,
            "problems": row.problems,
            "feedback": feedback,
            "failure": row.failure,
        }
    )


def _group(rows: Sequence[Any]) -> UnansweredGroup:
    texts = list(dict.fromkeys(row["question"] for row in rows))
    return UnansweredGroup(
        question=texts[0],
        count=len(rows),
        last_at=max(row["asked_at"] for row in rows),
        examples=texts[1 : 1 + EXAMPLES],
        conversation_ids=list(dict.fromkeys(row["conversation_id"] for row in rows))[:EXAMPLES],
    )


def _day(day: date, values: dict[str, Any]) -> DayReport:
    return DayReport.model_validate(
        {"day": day} | {name: value for name, value in values.items() if value is not None}
    )


def _encode(last: ConversationSummary) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([last.last_at, last.id])).decode()


def _decode(cursor: str) -> tuple[datetime, UUID]:
    try:
        last_at, last_id = orjson.loads(base64.urlsafe_b64decode(cursor))
        return datetime.fromisoformat(last_at), UUID(last_id)
    except (binascii.Error, orjson.JSONDecodeError, ValueError, TypeError) as error:
        raise CursorInvalid from error

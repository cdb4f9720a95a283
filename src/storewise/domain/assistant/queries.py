"""SQL of the assistant."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storewise.infra.tenancy import Scope

from .models import ConversationRow, MessageRow, SettingsRow, SpendingRow
from .schemas import Channel, ConversationFilter

_ONLY = {
    "unanswered": "m.verdict = 'replaced'",
    "removed": "jsonb_array_length(m.problems) > 0",
    "helpful": "m.helpful",
    "unhelpful": "NOT m.helpful",
    "degraded": "m.degraded IS NOT NULL",
}


# ------------------------------------------------------------------ settings


async def settings(scope: Scope) -> dict[str, Any] | None:
    """What the merchant has set, or None."""
    return await scope.session.scalar(select(SettingsRow.settings))


async def put_settings(scope: Scope, values: dict[str, Any]) -> None:
    """Write what the merchant has set."""
    statement = insert(SettingsRow).values(store_id=scope.store_id, settings=values)
    await scope.session.execute(
        statement.on_conflict_do_update(
            index_elements=["store_id"], set_={"settings": statement.excluded.settings}
        )
    )


# ------------------------------------------------------------------ conversations


async def conversation_by_token(scope: Scope, token_hash: bytes) -> ConversationRow | None:
    """The conversation that a token opens."""
    found: ConversationRow | None = await scope.session.scalar(
        select(ConversationRow).where(ConversationRow.token_hash == token_hash)
    )
    return found


async def change_token(scope: Scope, former: bytes, token_hash: bytes) -> None:
    """Let a conversation be opened by another token, unless that one opens one already."""
    taken = select(ConversationRow.id).where(ConversationRow.token_hash == token_hash)
    await scope.session.execute(
        update(ConversationRow)
        .where(ConversationRow.token_hash == former, ~taken.exists())
        .values(token_hash=token_hash)
    )


async def history(scope: Scope, conversation_id: UUID, limit: int) -> Sequence[tuple[str, str]]:
    """The last answered questions with their answers' texts, oldest first."""
    rows = await scope.session.execute(
        select(MessageRow.question, MessageRow.answer["text"].astext)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.answer.is_not(None))
        .order_by(MessageRow.asked_at.desc(), MessageRow.id.desc())
        .limit(limit)
    )
    return [(question, answer) for question, answer in rows][::-1]


async def remember(scope: Scope, conversation_id: UUID, memory: dict[str, Any]) -> None:
    """Write what a conversation remembers, and that it went on."""
    await scope.session.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .values(memory=memory, last_at=func.now())
    )


async def finish(scope: Scope, message_id: UUID, values: dict[str, Any]) -> None:
    """Write what became of a message."""
    await scope.session.execute(
        update(MessageRow).where(MessageRow.id == message_id).values(values)
    )


async def conversations(
    scope: Scope, wanted: ConversationFilter, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Conversations that have a message, the latest first, with counts over their messages."""
    conditions = ["true"]
    if wanted.words:
        conditions.append("(m.question ILIKE :words OR m.answer ->> 'text' ILIKE :words)")
    if wanted.only:
        conditions.append(_ONLY[wanted.only])
    outer = ["true"]
    for name, condition in (
        ("channel", "c.channel = :channel"),
        ("since", "c.last_at >= :since"),
        ("until", "c.last_at < CAST(:until AS date) + 1"),
    ):
        if getattr(wanted, name) is not None:
            outer.append(condition)
    if before:
        outer.append("(c.last_at, c.id) < (:last_at, :id)")
    statement = text(f"""
        SELECT c.id, c.channel, c.started_at, c.last_at, s.*
          FROM assistant_conversations c
          JOIN LATERAL (
               SELECT (array_agg(question ORDER BY asked_at, id))[1] AS first_question,
                      count(*) AS messages,
                      count(*) FILTER (WHERE verdict = 'replaced') AS unanswered,
                      coalesce(sum(jsonb_array_length(problems)), 0) AS removed,
                      count(*) FILTER (WHERE helpful) AS helpful,
                      count(*) FILTER (WHERE NOT helpful) AS unhelpful,
                      coalesce(sum(cost_micros), 0) AS cost_micros
                 FROM assistant_messages m
                WHERE m.store_id = c.store_id AND m.conversation_id = c.id) s ON s.messages > 0
         WHERE {" AND ".join(outer)}
           AND EXISTS (SELECT 1 FROM assistant_messages m
                        WHERE m.store_id = c.store_id AND m.conversation_id = c.id
                          AND {" AND ".join(conditions)})
         ORDER BY c.last_at DESC, c.id DESC LIMIT :limit
    """)  # noqa: S608
    escaped = wanted.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = await scope.session.execute(
        statement,
        {
            "words": f"%{escaped}%",
            "channel": wanted.channel,
            "since": wanted.since,
            "until": wanted.until,
            "last_at": before[0] if before else None,
            "id": before[1] if before else None,
            "limit": limit,
        },
    )
    return rows.mappings().all()


async def conversation(scope: Scope, conversation_id: UUID) -> ConversationRow | None:
    """One conversation."""
    return await scope.session.get(ConversationRow, (scope.store_id, conversation_id))


async def messages(scope: Scope, conversation_id: UUID) -> Sequence[MessageRow]:
    """The messages of a conversation, oldest first."""
    rows = await scope.session.scalars(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id)
        .order_by(MessageRow.asked_at, MessageRow.id)
    )
    return rows.all()


async def remove_conversation(scope: Scope, conversation_id: UUID) -> bool:
    """Delete a conversation with its messages; False where there was none."""
    found = await scope.session.execute(
        delete(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .returning(ConversationRow.id)
    )
    return found.first() is not None


async def put_feedback(
    scope: Scope, conversation_id: UUID, message_id: UUID, helpful: bool, words: str
) -> bool:
    """Write what a shopper thinks of an answer; False where the conversation has no such one."""
    found = await scope.session.execute(
        update(MessageRow)
        .where(
            MessageRow.id == message_id,
            MessageRow.conversation_id == conversation_id,
            MessageRow.answer.is_not(None),
        )
        .values(helpful=helpful, feedback=words)
        .returning(MessageRow.id)
    )
    return found.first() is not None


# ------------------------------------------------------------------ reports


async def unanswered(scope: Scope, since: datetime, limit: int) -> Sequence[RowMapping]:
    """The latest questions of shoppers that the store's information did not answer."""
    rows = await scope.session.execute(
        select(MessageRow.question, MessageRow.asked_at, MessageRow.conversation_id)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(MessageRow.verdict == "replaced", MessageRow.asked_at >= since)
        .where(ConversationRow.channel != Channel.PLAYGROUND)
        .order_by(MessageRow.asked_at.desc(), MessageRow.id)
        .limit(limit)
    )
    return rows.mappings().all()


async def days(scope: Scope, since: datetime) -> Sequence[RowMapping]:
    """Counts, tokens, cost and latencies of the answers to shoppers, for days (UTC) with any."""
    rows = await scope.session.execute(
        text("""
            SELECT CAST(asked_at AS date) AS day,
                   count(*) AS answers,
                   count(*) FILTER (WHERE mode = 'model') AS by_model,
                   count(*) FILTER (WHERE mode = 'model' AND verdict IN ('proven', 'trimmed'))
                       AS answered_by_model,
                   count(*) FILTER (WHERE verdict = 'trimmed') AS trimmed,
                   count(*) FILTER (WHERE verdict = 'replaced') AS unanswered,
                   count(*) FILTER (WHERE verdict = 'declined') AS declined,
                   sum(jsonb_array_length(problems)) AS removed,
                   count(*) FILTER (WHERE helpful) AS helpful,
                   count(*) FILTER (WHERE NOT helpful) AS unhelpful,
                   sum(input_tokens) AS input_tokens,
                   sum(output_tokens) AS output_tokens,
                   sum(cost_micros) AS cost_micros,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY first_token_ms)
                       AS first_token_p50_ms,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY first_token_ms)
                       AS first_token_p95_ms,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY total_ms) AS total_p50_ms,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY total_ms) AS total_p95_ms
              FROM assistant_messages m
              JOIN assistant_conversations c
                ON c.store_id = m.store_id AND c.id = m.conversation_id
             WHERE answer IS NOT NULL AND asked_at >= :since AND c.channel <> 'playground'
             GROUP BY 1 ORDER BY 1
        """),
        {"since": since},
    )
    return rows.mappings().all()


# ------------------------------------------------------------------ spending


async def spending(scope: Scope, month: date) -> SpendingRow | None:
    """What was spent in a month."""
    return await scope.session.get(SpendingRow, (scope.store_id, month))


async def reserve(
    scope: Scope,
    month: date,
    tokens: int,
    cost_micros: int,
    tokens_limit: int | None,
    cost_limit: int | None,
) -> bool:
    """Charge an estimate if it fits below the limits, in one statement; False where it does not."""
    await scope.session.execute(
        insert(SpendingRow)
        .values(store_id=scope.store_id, month=month)
        .on_conflict_do_nothing(index_elements=["store_id", "month"])
    )
    found = await scope.session.execute(
        text("""
            UPDATE assistant_spending
               SET tokens = tokens + :tokens, cost_micros = cost_micros + :cost
             WHERE month = :month
               AND (CAST(:tokens_limit AS bigint) IS NULL OR tokens + :tokens <= :tokens_limit)
               AND (CAST(:cost_limit AS bigint) IS NULL OR cost_micros + :cost <= :cost_limit)
            RETURNING 1
        """),
        {
            "month": month,
            "tokens": tokens,
            "cost": cost_micros,
            "tokens_limit": tokens_limit,
            "cost_limit": cost_limit,
        },
    )
    return found.first() is not None


async def settle(scope: Scope, month: date, tokens: int, cost_micros: int) -> SpendingRow:
    """Correct a month by what an answer took more (or less, when negative) than its estimate."""
    found = await scope.session.scalars(
        update(SpendingRow)
        .where(SpendingRow.month == month)
        .values(
            tokens=func.greatest(SpendingRow.tokens + tokens, 0),
            cost_micros=func.greatest(SpendingRow.cost_micros + cost_micros, 0),
        )
        .returning(SpendingRow)
        .execution_options(populate_existing=True)
    )
    return found.one()


async def warned(scope: Scope, month: date, level: float) -> bool:
    """Note that the merchant is told of a level of spending; False where they were already."""
    found = await scope.session.execute(
        update(SpendingRow)
        .where(SpendingRow.month == month, SpendingRow.warned < level)
        .values(warned=level)
        .returning(SpendingRow.month)
    )
    return found.first() is not None

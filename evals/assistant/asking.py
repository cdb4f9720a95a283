"""Ask the assistant as a shopper does, and put its answers into terms of the raw data."""

import time

from storewise.domain.assistant import conversation
from storewise.domain.assistant.schemas import Answer, Ask, Channel, Citation, Done, Failed
from storewise.infra.tenancy import ANONYMOUS, Tenancy

from .questions import Conversation
from .replies import Reply, Source
from .stores import Prepared


async def hold(tenancy: Tenancy, prepared: Prepared, asked: Conversation) -> list[Reply]:
    """Hold a conversation, one question after another, and return its answers."""
    replies: list[Reply] = []
    session = None
    for turn in asked.turns:
        reply, session = await _ask(tenancy, prepared, turn.ask, session)
        replies.append(reply)
    return replies


async def _ask(
    tenancy: Tenancy, prepared: Prepared, text: str, session: str | None
) -> tuple[Reply, str | None]:
    started = time.perf_counter()
    events = conversation.converse(
        tenancy, prepared.store.id, ANONYMOUS, Ask(text=text, session=session), channel=Channel.API
    )
    answer: Answer | None = None
    failure = "no answer"
    async for event in events:
        if isinstance(event, Done):
            answer = event.answer
        elif isinstance(event, Failed):
            failure = event.message
    ms = (time.perf_counter() - started) * 1000
    if answer is None:
        return Reply(text=failure, verdict="", ms=ms), session
    return _reply(answer, prepared, ms), answer.session


def _reply(answer: Answer, prepared: Prepared, ms: float) -> Reply:
    shown = [(_record_id(each.handle), each) for each in answer.products]
    return Reply(
        text=answer.text,
        products=tuple(key for key, _ in shown),
        titles={key: each.title for key, each in shown},
        prices={key: each.price.amount for key, each in shown},
        sources=tuple(_source(each, prepared) for each in answer.citations),
        verdict=answer.verdict.value,
        mode=answer.mode.value,
        ms=ms,
        first_ms=answer.first_token_ms,
    )


def _record_id(handle: str | None) -> str:
    """The record's id ends the handle of an imported product."""
    return (handle or "").rsplit("-", 1)[-1]


def _source(citation: Citation, prepared: Prepared) -> Source:
    if citation.kind == "product":
        return Source(citation.number, "product", _record_id(citation.handle), citation.title)
    passage = prepared.passages.get(citation.passage_id) if citation.passage_id else None
    key = prepared.keys.get(citation.document_id, "") if citation.document_id else ""
    path = " > ".join([citation.title, *citation.title_path])
    return Source(
        citation.number, "document", key, path, passage.text if passage else citation.quote
    )

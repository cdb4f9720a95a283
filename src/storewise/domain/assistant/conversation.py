"""Holds a conversation: one turn from the question to the proven answer, as a stream of events.

A language model and the offline planner go the same way: the same tools, the same proof, the same
events. No transaction is open while either of them works.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog

from storewise.infra import privacy, telemetry
from storewise.infra.errors import StorewiseError
from storewise.infra.llm import Gateway, ModelUnavailable
from storewise.infra.tenancy import SYSTEM, Actor, Scope, Tenancy

from . import agent, budget, guard, planner, queries
from .errors import AnswerFailed
from .opening import Opened, begin
from .proof import Gate, Prover, Release
from .schemas import (
    Answer,
    AnswerMode,
    Ask,
    Channel,
    Citation,
    Cited,
    Done,
    Event,
    Failed,
    Problem,
    ProductShown,
    ProductsShown,
    Retrieved,
    Status,
    TextDelta,
    Verdict,
)
from .toolbox import Toolbox
from .turn import Planner, Turn

MOST_SHOWN = 8
MOST_SUGGESTED = 3

NOTHING = "I don't have that in this store's information."
DECLINED = "I can't help with that. Ask me about this store, its products and its documents."
NOTICES = {
    "provider": "The language model does not answer right now, so this comes straight from the "
    "catalogue and the store's documents.",
    "budget": "This comes straight from the catalogue and the store's documents, without a "
    "language model.",
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Planners:
    """Who words answers: `model` where a language model may be asked, `catalogue` otherwise.

    A planner given as `model` here is asked whether a provider is configured or not.
    """

    model: Planner | None = None
    catalogue: Planner = planner.answer


@dataclass(slots=True)
class _Told:
    """What was said in a turn so far."""

    text: str = ""
    products: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    first_token_ms: float | None = None


async def converse(
    tenancy: Tenancy,
    store_id: UUID,
    actor: Actor,
    ask: Ask,
    *,
    channel: Channel,
    request_id: str = "",
    before: Sequence[tuple[str, str]] = (),
    planners: Planners | None = None,
) -> AsyncIterator[Event]:
    """Answer a question as a stream of events, the last of which is `Done` or `Failed`.

    A session that is not known begins a new conversation; the first event tells its token. Who
    stops reading stops the work: the model's stream is closed, and the message is kept as not
    answered. `before` is what a client that keeps conversations itself says was said, as pairs of
    role ("user", "assistant") and text; it counts in a new conversation. Raises AssistantOff.
    """
    opened = await begin(tenancy, store_id, actor, ask, channel, request_id, before)
    run = _Run(tenancy, store_id, actor, opened, ask, request_id, planners or Planners())
    yield Status(text="Looking it up", session=opened.token)
    working = asyncio.create_task(run.work())
    try:
        while (event := await run.events.get()) is not None:
            yield event
        await working
    finally:
        if not working.done():
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
            await asyncio.shield(run.give_up("The shopper left before the answer was complete."))


async def answer(
    tenancy: Tenancy,
    store_id: UUID,
    actor: Actor,
    ask: Ask,
    *,
    channel: Channel,
    request_id: str = "",
) -> Answer:
    """Answer a question at once, complete; raises AnswerFailed where a stream would tell Failed."""
    events = converse(tenancy, store_id, actor, ask, channel=channel, request_id=request_id)
    async for event in events:
        if isinstance(event, Done):
            return event.answer
        if isinstance(event, Failed):
            raise AnswerFailed(event.message)
    raise AnswerFailed


class _Run:
    """One turn at work; puts its events into a queue, and None behind the last one."""

    def __init__(
        self,
        tenancy: Tenancy,
        store_id: UUID,
        actor: Actor,
        opened: Opened,
        ask: Ask,
        request_id: str,
        planners: Planners,
    ) -> None:
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._tenancy = tenancy
        self._store_id = store_id
        self._opened = opened
        self._ask = ask
        self._planners = planners
        self._started = time.perf_counter()
        self._told = _Told()
        self._gateway = Gateway.of(tenancy.resources)
        toolbox = Toolbox(
            tenancy, store_id, actor, opened.memory, self.events.put_nowait, request_id
        )
        self._actor, self._request_id = actor, request_id
        self._turn = Turn(
            question=opened.question,
            store=opened.store,
            settings=opened.settings,
            memory=opened.memory,
            history=opened.history,
            toolbox=toolbox,
        )
        self._prover = Prover(
            toolbox.evidence,
            question=opened.question,
            store=opened.store,
            languages=opened.settings.languages,
        )
        self._gate = Gate(self._prover)
        self._problems: list[Problem] = []
        self._mode = AnswerMode.CATALOGUE
        self._degraded: str | None = None

    def _scope(self) -> AbstractAsyncContextManager[Scope]:
        return self._tenancy.scope(self._store_id, self._actor, self._request_id)

    async def work(self) -> None:
        """Answer, and keep the answer; a defect ends the stream with an error and is logged."""
        try:
            await self._answer()
        except StorewiseError as error:
            await self.give_up(error.message)
            self.events.put_nowait(Failed(code=error.code, message=error.message))
        except Exception:
            log.exception("answer_failed")
            await self.give_up("A defect ended the answer.")
            message = "Something went wrong while answering. Please ask again."
            self.events.put_nowait(Failed(code="assistant.failed", message=message))
        finally:
            self.events.put_nowait(None)

    async def give_up(self, reason: str) -> None:
        """Keep that the message was not answered, and why."""
        telemetry.ANSWERS.labels(self._mode, "failed").inc()
        async with self._tenancy.scope(self._store_id, SYSTEM) as scope:
            await queries.finish(scope, self._opened.message_id, {"failure": reason})

    async def _answer(self) -> None:
        turn = self._turn
        turn.page_product = await turn.toolbox.recall(self._ask.product)
        refusal = await guard.refusal(self._tenancy.resources.embedder, turn)
        if refusal is not None:
            turn.declined = True
            self._say(Release(refusal, [], []))
        elif not await self._with_model():
            await self._with(self._planners.catalogue)
        await self._finish()

    async def _with_model(self) -> bool:
        """Let a language model answer; False where there is none, or it could not."""
        asked = self._planners.model or (agent.answer if self._model_wanted() else None)
        if asked is None:
            return False
        if not self._gateway.open and self._planners.model is None:
            self._degraded = "provider"
            return False
        settings = self._opened.settings
        estimate = agent.estimate(self._gateway, settings)
        async with self._scope() as scope:
            reserved = await budget.reserve(scope, settings.budget, estimate)
        if reserved is None:
            self._degraded = "budget"
            return False
        self._mode = AnswerMode.MODEL
        answered = True
        try:
            await self._with(asked)
        except ModelUnavailable:
            telemetry.DEGRADED.labels("model").inc()
            self._degraded, self._mode, answered = "provider", AnswerMode.CATALOGUE, False
            # What the model had begun and not finished is dropped with its gate.
            self._problems += self._gate.problems
            self._gate = Gate(self._prover)
        # A turn that is broken off stays charged at its estimate: nobody knows what it took.
        await self._settle(reserved)
        return answered

    def _model_wanted(self) -> bool:
        return self._gateway.configured and self._opened.settings.use_model

    async def _settle(self, reserved: budget.Reservation) -> None:
        async with self._scope() as scope:
            await budget.settle(scope, self._opened.settings.budget, reserved, self._turn.usage)

    async def _with(self, chosen: Planner) -> None:
        deltas = chosen(self._turn)
        try:
            async for delta in deltas:
                self._say(*self._gate.feed(delta))
        finally:
            await deltas.aclose()
        self._say(*self._gate.finish())
        self._problems += self._gate.problems

    def _say(self, *releases: Release) -> None:
        """Tell what was released; what came at the same time is told in one piece."""
        if not releases:
            return
        if self._told.first_token_ms is None:
            self._told.first_token_ms = self._passed()
            telemetry.FIRST_TOKEN.labels(self._mode).observe(self._told.first_token_ms / 1000)
        words = privacy.star_profanity("".join(release.text for release in releases))
        self._told.text += words
        self.events.put_nowait(TextDelta(text=words))
        for release in releases:
            self._told.products += [r for r in release.products if r not in self._told.products]
            self._told.citations += release.citations
            for citation in release.citations:
                self.events.put_nowait(Cited(citation=citation))

    async def _finish(self) -> None:
        verdict = self._verdict()
        shown = self._shown()
        if shown:
            self.events.put_nowait(ProductsShown(products=shown))
        turn, told, opened = self._turn, self._told, self._opened
        answer = Answer(
            id=opened.message_id,
            session=opened.token,
            text=told.text.strip(),
            mode=self._mode,
            verdict=verdict,
            notice=NOTICES.get(self._degraded or ""),
            products=shown,
            citations=told.citations,
            suggestions=turn.suggestions[:MOST_SUGGESTED],
            usage=turn.usage,
            first_token_ms=told.first_token_ms or 0,
            total_ms=self._passed(),
        )
        focus = turn.focus or (told.products[0] if told.products else opened.memory.focus)
        async with self._scope() as scope:
            await queries.finish(scope, opened.message_id, self._row(answer))
            memory = turn.toolbox.memory(focus, turn.topic)
            await queries.remember(scope, opened.conversation_id, memory.model_dump(mode="json"))
        telemetry.ANSWERS.labels(self._mode, verdict).inc()
        self.events.put_nowait(Done(answer=answer))

    def _verdict(self) -> Verdict:
        """What proof made of the answer; says the honest sentence where nothing was left."""
        if self._turn.declined:
            if not self._told.text.strip():
                self._say(Release(DECLINED, [], []))
            return Verdict.DECLINED
        if self._problems and not self._told.citations:
            self._told.text = ""
        if not self._told.text.strip():
            self._say(Release(NOTHING, [], []))
            return Verdict.REPLACED
        if self._turn.unknown:
            return Verdict.REPLACED
        return Verdict.TRIMMED if self._problems else Verdict.PROVEN

    def _shown(self) -> list[ProductShown]:
        known = self._turn.toolbox.evidence.products
        facts = [known[ref] for ref in self._told.products if ref in known][:MOST_SHOWN]
        fields = set(ProductShown.model_fields)
        return [ProductShown.model_validate(each.model_dump(include=fields)) for each in facts]

    def _row(self, answer: Answer) -> dict[str, Any]:
        toolbox = self._turn.toolbox
        retrieved = Retrieved(
            products=[
                each
                for ref, each in toolbox.evidence.products.items()
                if ref in toolbox.returned or ref in self._told.products
            ],
            passages=list(toolbox.evidence.passages.values()),
        )
        return {
            "answer": answer.model_dump(mode="json", exclude={"session"}),
            "tools": [each.model_dump(mode="json") for each in toolbox.traces],
            "retrieved": retrieved.model_dump(mode="json", exclude_defaults=True),
            "problems": [each.model_dump(mode="json") for each in self._problems],
            "mode": answer.mode,
            "verdict": answer.verdict,
            "degraded": self._degraded,
            "model": answer.usage.model,
            "input_tokens": answer.usage.input_tokens,
            "output_tokens": answer.usage.output_tokens,
            "cost_micros": answer.usage.cost_micros,
            "first_token_ms": answer.first_token_ms,
            "total_ms": answer.total_ms,
        }

    def _passed(self) -> float:
        return round((time.perf_counter() - self._started) * 1000, 2)

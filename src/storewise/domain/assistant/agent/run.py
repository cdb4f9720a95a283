"""Runs one turn with a language model: rounds of tools, and the words of the answer."""

import asyncio
import importlib
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from storewise.domain.assistant.schemas import AssistantSettings, Usage
from storewise.domain.assistant.turn import Turn
from storewise.infra import telemetry
from storewise.infra.llm import Gateway, unavailable

if TYPE_CHECKING:
    from pydantic_ai import AgentRun, RunContext
    from pydantic_ai.messages import AgentStreamEvent, ModelMessage
    from pydantic_ai.settings import ModelSettings

GRANTED = frozenset(
    ("search_products", "product_details", "compare_products", "find_brands", "search_documents")
)
CALLS_PER_ROUND = 4
LETTERS_PER_TOKEN = 4
MOST_INPUT = 16_000


async def answer(turn: Turn, granted: frozenset[str] = GRANTED) -> AsyncGenerator[str, None]:
    """Word an answer with a language model, as deltas of text; the tools in `granted` it may call.

    Fills `turn.usage`, whatever becomes of the answer. Who closes this generator closes the
    provider's stream. Raises ModelUnavailable, also in the middle of an answer.
    """
    gateway = Gateway.of(turn.toolbox.resources)
    await warm(gateway)
    from pydantic_ai import UsageLimits

    from . import tools
    from .instructions import asked, history, instructions

    limits = gateway.settings
    with gateway.call():
        model = gateway.model(turn.settings.model)
        async with tools.agent_with(granted).iter(
            asked(turn),
            deps=turn,
            model=model,
            instructions=instructions(turn, limits.tool_rounds),
            message_history=history(turn),
            model_settings=_settings(gateway),
            usage_limits=UsageLimits(
                request_limit=limits.tool_rounds + tools.RETRIES + 1,
                tool_calls_limit=limits.tool_rounds * CALLS_PER_ROUND,
            ),
            timeout=limits.total_timeout_s,
        ) as run:
            try:
                async with aclosing(_words(run, _most_tokens(gateway))) as words:
                    async for delta in words:
                        yield delta
            finally:
                turn.usage = _usage(run, gateway, model.model_name)


async def warm(gateway: Gateway) -> None:
    """Load what a first question needs: it takes a second or two, beside the event loop."""
    if f"{__package__}.tools" in sys.modules and gateway.warm:
        return

    def load() -> None:
        importlib.import_module(f"{__package__}.tools")
        gateway.model()

    await asyncio.to_thread(load)


def estimate(gateway: Gateway, settings: AssistantSettings) -> Usage:
    """What an answer takes at most: charged to the budget until the truth is known.

    An answer that comes to more is broken off, so that the budget holds.
    """
    model = settings.model or gateway.settings.model
    written = _most_tokens(gateway) - MOST_INPUT
    cost = gateway.cost_micros(model, MOST_INPUT, written)
    return Usage(model=model, input_tokens=MOST_INPUT, output_tokens=written, cost_micros=cost)


def _most_tokens(gateway: Gateway) -> int:
    return MOST_INPUT + 2 * gateway.settings.max_output_tokens


def _settings(gateway: Gateway) -> "Any":
    def for_request(ctx: "RunContext[Turn]") -> "ModelSettings":
        """The gateway's limits; when rounds or tokens run out, a model must use words."""
        settings: ModelSettings = {**gateway.model_settings}
        spent = ctx.usage.total_tokens > _most_tokens(gateway) // 2
        if spent or ctx.run_step > gateway.settings.tool_rounds:
            settings["tool_choice"] = "none"
        return settings

    return for_request


async def _words(run: "AgentRun[Turn, str]", most_tokens: int) -> AsyncGenerator[str, None]:
    """The text of all rounds; words before a call of a tool end their line."""
    from pydantic_ai import Agent

    spoken = False
    async for node in run:
        if not Agent.is_model_request_node(node):
            continue
        if run.usage.total_tokens > most_tokens:
            raise unavailable("the answer takes more tokens than were charged for it")
        if spoken:
            yield "\n"
            spoken = False
        async with node.stream(run.ctx) as stream:
            async for event in stream:
                if words := _text(event):
                    spoken = True
                    yield words


def _text(event: "AgentStreamEvent") -> str:
    from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    return ""


def _usage(run: "AgentRun[Turn, str]", gateway: Gateway, model: str) -> Usage:
    """Tokens as the provider counted them, or by the letters where it did not."""
    counted = run.usage
    read, written = counted.input_tokens, counted.output_tokens
    if not read:
        sent, came = _letters(run.all_messages())
        read, written = sent // LETTERS_PER_TOKEN, max(written, came // LETTERS_PER_TOKEN)
    telemetry.LLM_TOKENS.labels(model, "read").inc(read)
    telemetry.LLM_TOKENS.labels(model, "written").inc(written)
    cost = gateway.cost_micros(model, read, written)
    return Usage(model=model, input_tokens=read, output_tokens=written, cost_micros=cost)


def _letters(messages: "list[ModelMessage]") -> tuple[int, int]:
    """Letters sent in all requests, each of which repeats those before it, and letters written."""
    sent = written = total = 0
    for message in messages:
        letters = sum(len(str(getattr(part, "content", ""))) for part in message.parts)
        if message.kind == "response" and letters:
            written += letters
            sent += total
        elif message.kind == "request":
            letters += len(message.instructions or "")
        total += letters
    return sent, written

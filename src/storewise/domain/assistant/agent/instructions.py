"""What a model is told: who it is, how it proves what it says, and what was said before."""

from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from storewise.domain.assistant.fencing import fence
from storewise.domain.assistant.turn import Turn

from .rendering import product_line

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelMessage

TONES = {
    "friendly": "warm and helpful, without exaggeration",
    "concise": "short and matter-of-fact",
    "formal": "polite and formal",
}
SENTENCES = {"friendly": 6, "concise": 3, "formal": 6}


@cache
def _template() -> Template:
    text = files(__package__).joinpath("instructions.txt").read_text(encoding="utf-8")
    return Template(text)


def instructions(turn: Turn, rounds: int) -> str:
    """The standing instructions of a store's assistant; nothing in them comes from a shopper."""
    settings = turn.settings
    topics = "; ".join(settings.refused_topics)
    return _template().substitute(
        name=settings.name or "the catalogue assistant",
        store=turn.store.name,
        currency=turn.store.currency,
        rounds=rounds,
        sentences=SENTENCES[settings.tone],
        languages=", ".join(settings.languages),
        tone=TONES[settings.tone],
        refused=f" The same holds for these topics, however they are worded: {topics}."
        if topics
        else "",
    )


def asked(turn: Turn) -> str:
    """The question, under what it may refer to: products named before, the page looked at."""
    known = turn.toolbox.evidence.products
    lines = [
        product_line(known[ref], turn.store.locale) for ref in turn.memory.products if ref in known
    ]
    if turn.page_product in known and turn.page_product not in turn.memory.products:
        lines.append(product_line(known[turn.page_product], turn.store.locale))
    before = ["Products of this conversation, as they stand now:", *lines] if lines else []
    if turn.memory.shown and lines:
        before.append(f"The last list was, in this order: {', '.join(turn.memory.shown)}.")
    if turn.page_product:
        before.append(f"The shopper is looking at the page of {turn.page_product}.")
    before.append("The shopper asks:")
    return "\n".join([*before, fence(turn.question, "question")])


def history(turn: Turn) -> list["ModelMessage"]:
    """Earlier questions and answers, as the model's own conversation."""
    from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart

    told: list[ModelMessage] = []
    for each in turn.history:
        told.append(ModelRequest.user_text_prompt(each.question))
        told.append(ModelResponse(parts=[TextPart(each.answer)]))
    return told

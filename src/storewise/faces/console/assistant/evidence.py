"""An answer as the shopper saw it, with all that it was made from, in the form a page shows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from storewise.domain.assistant.schemas import Message, ToolTrace
from storewise.domain.catalog.schemas import Money
from storewise.faces.ui import formats

from ..frame import Workplace
from . import wording

MOST_NAMES = 8
_CITED = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"\s*[-*•]\s+(.*)")
_LABELS = {
    "words": "words",
    "name": "name",
    "brands": "brands",
    "not_brands": "not of",
    "category": "category",
    "price_min": "from",
    "price_max": "up to",
    "in_stock": "in stock",
    "sort": "order",
    "limit": "at most",
    "products": "products",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of several lines; each line is words and numbers of citations."""

    bullets: bool
    lines: list[list[str | int]]


@dataclass(frozen=True, slots=True)
class ToolUse:
    """A tool as it was used: what it did, with what, what it found, and how long it took."""

    label: str
    arguments: list[tuple[str, str]]
    found: str
    names: list[str]
    time: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a page shows it."""

    message: Message
    blocks: list[Block]
    tools: list[ToolUse]
    verdict: str
    tone: str
    meaning: str


def told(desk: Workplace, messages: Sequence[Message]) -> list[Told]:
    """Messages in the form in which `assistant_evidence.html` shows them."""
    return [_told(desk, each) for each in messages]


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of an answer, `[1]` as the number 1."""
    lines = [line for line in text.splitlines() if line.strip()]
    made: list[Block] = []
    for bullets, group in groupby(lines, lambda line: _BULLET.match(line) is not None):
        texts = [_BULLET.sub(r"\1", line) for line in group]
        if bullets:
            made.append(Block(True, [_parts(each) for each in texts]))
        else:
            made += [Block(False, [_parts(each)]) for each in texts]
    return made


def arguments(
    desk: Workplace, given: Mapping[str, Any], titles: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What a tool was called with, in words; `titles` are those of products by reference."""
    return [_argument(desk, name, value, titles) for name, value in given.items()]


def _parts(line: str) -> list[str | int]:
    pieces = _CITED.split(line)
    return [int(each) if i % 2 else each for i, each in enumerate(pieces) if each]


def _told(desk: Workplace, message: Message) -> Told:
    titles = {each.ref: each.title for each in message.retrieved.products}
    if message.answer is None:
        verdict, tone = ("Not finished", "bad") if message.failure else ("Being answered", "info")
        meaning = message.failure or "The answer is still being made."
        lines: list[Block] = []
    else:
        verdict, tone, meaning = wording.VERDICTS[message.answer.verdict]
        lines = blocks(message.answer.text)
    tools = [_tool(desk, trace, titles) for trace in message.tools]
    return Told(message, lines, tools, verdict, tone, meaning)


def _tool(desk: Workplace, trace: ToolTrace, titles: Mapping[str, str]) -> ToolUse:
    items = _items(trace.result)
    names = [str(each.get("title") or each.get("document") or each.get("name")) for each in items]
    total = trace.result.get("total") if isinstance(trace.result, dict) else None
    return ToolUse(
        label=wording.tool(trace.tool),
        arguments=arguments(desk, trace.arguments, titles),
        found=str(trace.result)
        if trace.failed
        else wording.found(trace.tool, len(items) if total is None else int(total)),
        names=list(dict.fromkeys(names))[:MOST_NAMES],
        time=wording.span(trace.ms),
        failed=trace.failed,
    )


def _items(result: Any) -> list[dict[str, Any]]:
    found = result.get("products", []) if isinstance(result, dict) else result
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _argument(desk: Workplace, name: str, value: Any, titles: Mapping[str, str]) -> tuple[str, str]:
    label = _LABELS.get(name, name.replace("_", " "))
    if name in ("price_min", "price_max") and isinstance(value, int):
        return label, desk.money(Money(amount=value, currency=desk.store.currency))
    if name == "products" and isinstance(value, list):
        return label, ", ".join(titles.get(str(each), str(each)) for each in value)
    return label, _plain(desk, value)


def _plain(desk: Workplace, value: Any) -> str:
    """A value of an argument in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return formats.number(value, desk.store.locale)
    if isinstance(value, list):
        return ", ".join(_plain(desk, each) for each in value)
    if isinstance(value, dict):
        pairs = ((name, _plain(desk, each)) for name, each in value.items() if each is not None)
        return "; ".join(f"{name} {text}" for name, text in pairs)
    return str(value)

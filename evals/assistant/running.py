"""Ask all questions and put the scores together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from storewise.infra.tenancy import Tenancy

from . import asking, grounding, stores
from .questions import Conversation, load
from .records import Corpus
from .replies import Reply
from .scoring import Score, score

Figures = dict[str, dict[str, float]]
WARMING = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Which sets are asked, how many questions of each, and where the data lies."""

    sets: tuple[str, ...]
    limit: int | None
    folder: Path
    data: Path


@dataclass(frozen=True, slots=True)
class Result:
    """A conversation with its answers, their scores and what they state without ground."""

    asked: Conversation
    replies: list[Reply]
    scores: list[Score]
    ungrounded: list[list[str]]


@dataclass(slots=True)
class Report:
    """The figures by set, one line for each failure, and every answer."""

    figures: Figures
    failures: list[str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)


async def run(plan: Plan, corpora: Mapping[str, Corpus], mode: str) -> Report:
    """Ask the questions and return the report."""
    chosen = {group: spread(load(group), plan.limit) for group in plan.sets}
    wanted = {each.store for group in chosen.values() for each in group}
    results: dict[str, list[Result]] = {}
    async with stores.opened(plan.folder) as tenancy:
        ready = {
            name: await stores.prepare(tenancy, corpora[name], plan.data) for name in sorted(wanted)
        }
        await _warm(tenancy, ready, chosen)
        for group, asked in chosen.items():
            results[group] = [await _one(tenancy, ready[each.store], each) for each in asked]
    return report(results, mode)


async def _warm(
    tenancy: Tenancy, ready: Mapping[str, stores.Prepared], chosen: Mapping[str, list[Conversation]]
) -> None:
    """Have each store answer a few questions first: figures are those of a server at work."""
    for name, prepared in ready.items():
        mine = [each for group in chosen.values() for each in group if each.store == name]
        for each in mine[:WARMING]:
            await asking.hold(tenancy, prepared, each)


async def _one(tenancy: Tenancy, prepared: stores.Prepared, asked: Conversation) -> Result:
    replies = await asking.hold(tenancy, prepared, asked)
    corpus = prepared.corpus
    before = [None, *replies]
    scores = [
        score(turn, reply, corpus, earlier)
        for turn, reply, earlier in zip(asked.turns, replies, before, strict=False)
    ]
    said = [turn.ask for turn in asked.turns]
    # What was said in earlier turns, by either side, may come up again.
    loose = [
        grounding.violations(reply, corpus, [*said[: n + 1], *(r.text for r in replies[:n])])
        for n, reply in enumerate(replies)
    ]
    if asked.group == "decline" and not asked.tags.get("must"):
        for result, reply in zip(scores, replies, strict=True):
            refused = reply.verdict == "declined" or (
                asked.tags.get("kind") == "talk" and reply.refused
            )
            result.mark("not refused", [reply.text[:80]] if refused else [])
    return Result(asked, replies, scores, loose)


def spread(conversations: Sequence[Conversation], limit: int | None) -> list[Conversation]:
    """So many of them, spread evenly; all where there is no limit."""
    if limit is None or limit >= len(conversations):
        return list(conversations)
    picked = np.linspace(0, len(conversations) - 1, limit).round().astype(int)
    return [conversations[place] for place in dict.fromkeys(picked.tolist())]


def report(results: Mapping[str, Sequence[Result]], mode: str) -> Report:
    """Put the results of all sets into figures, failures and answers."""
    made = Report({})
    for group, found in results.items():
        made.figures[group] = _figures(group, found)
        for each in found:
            made.failures += _failures(each)
            made.answers += _answers(each)
    replies = [reply for found in results.values() for each in found for reply in each.replies]
    made.figures["all"] = _speed(replies) | {
        "ungrounded": float(_loose(each for found in results.values() for each in found)),
        "unanswered": float(sum(not reply.verdict for reply in replies)),
        "by model": _share([reply.mode == "model" for reply in replies]),
    }
    if mode == "model" and not any(reply.mode == "model" for reply in replies):
        made.failures.append("no answer came from a language model: is STOREWISE_LLM__… set?")
    return made


def _figures(group: str, found: Sequence[Result]) -> dict[str, float]:
    marks: dict[str, list[bool]] = {}
    for each in found:
        for one in each.scores:
            for measure, outcomes in one.marks.items():
                marks.setdefault(measure, []).extend(outcomes)
    figures = {"questions": float(sum(len(each.replies) for each in found))}
    figures |= {measure: _share(outcomes) for measure, outcomes in marks.items()}
    if group == "turns":
        figures["turns right"] = _share([s.right for each in found for s in each.scores if s.marks])
        figures["conversations right"] = _share([all(s.right for s in e.scores) for e in found])
    if group == "decline":
        free = [r for e in found if not e.asked.tags.get("must") for r in e.replies]
        figures["left unanswered"] = _share([reply.verdict == "replaced" for reply in free])
    figures["ungrounded"] = float(_loose(found))
    return figures | _speed([reply for each in found for reply in each.replies])


def _speed(replies: Iterable[Reply]) -> dict[str, float]:
    took = [reply.ms for reply in replies]
    if not took:
        return {}
    p50, p95 = np.percentile(took, [50, 95]).tolist()
    return {"p50_ms": p50, "p95_ms": p95}


def _loose(found: Iterable[Result]) -> int:
    return sum(bool(told) for each in found for told in each.ungrounded)


def _share(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 0.0


def _failures(result: Result) -> list[str]:
    lines = []
    for number, (turn, reply) in enumerate(zip(result.asked.turns, result.replies, strict=True)):
        told = [*result.scores[number].faults]
        told += [f"UNGROUNDED {each}" for each in result.ungrounded[number]]
        if told:
            name = result.asked.name + (f".{number + 1}" if len(result.replies) > 1 else "")
            answer = " ".join(reply.text.split())[:160]
            lines.append(f"{name} “{turn.ask}” — {'; '.join(told[:4])} | {answer}")
    return lines


def _answers(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "name": result.asked.name,
            "ask": turn.ask,
            "verdict": reply.verdict,
            "ms": round(reply.ms, 1),
            "faults": scored.faults + loose,
            "shown": reply.shown,
            "cited": [f"{source.key}: {source.title}" for source in reply.documents],
            "text": reply.text,
        }
        for turn, reply, scored, loose in zip(
            result.asked.turns, result.replies, result.scores, result.ungrounded, strict=True
        )
    ]


def table(figures: Figures) -> str:
    """The figures as lines for people."""
    lines = []
    for group, told in figures.items():
        words = [f"{name} {_written(name, value)}" for name, value in told.items()]
        lines.append(f"{group:10} {'  '.join(words)}")
    return "\n".join(lines)


def _written(name: str, value: float) -> str:
    if name in ("questions", "ungrounded", "unanswered"):
        return f"{value:.0f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:.3f}"

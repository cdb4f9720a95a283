"""Puts passages that fit a question about as well in order, by the line of each that says most."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storewise.ml.retrieval.text import language as rules_of

from .asking import WORD, Term

ALIKE, HEADED, UNNUMBERED = 0.8, 0.7, 0.5
_LINE = re.compile(r"\n+|(?<=[.!;])\s+")  # a question stays with what answers it
_QUESTION = re.compile(r"\?\s+")
_ORDINAL = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+")
_NUMBER = re.compile(r"\d")
_MEASURE = {
    "en": re.compile(
        r"\bhow (much|many|heavy|tall|high|long|wide|deep|thick|big|large|small|far|old|fast|quick"
        r"|soon|hot|cold|strong|loud|expensive)|\b(weigh|weight|height|width|length|depth|diameter"
        r"|thickness|size|dimensions?|capacity|volume|limit|temperature|number|cost|price)\b"
    )
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words of a passage: its own headings, without those of the whole document, and text."""

    headings: str
    text: str


def line_fits(
    question: str, asked: Sequence[Term], candidates: Sequence[Candidate], locale: str
) -> list[float]:
    """How much of a question the best line of each passage holds, 0 to 1.

    Words that stand in most of the candidates, as the name of the product asked for does, weigh
    little; those that stand in few weigh most. A heading counts for all lines under it, and where
    an amount is asked for, a line without a number counts half.
    """
    code = re.split(r"[-_]", locale)[0].lower()
    forms = [_forms(each, code) for each in asked]
    lines = [_lines(each.text, code) for each in candidates]
    headings = [_stemmed(each.headings, code) for each in candidates]
    whole = [" ".join([head, *texts]) for head, texts in zip(headings, lines, strict=True)]
    weights = [_rarity(sum(_holds(form, text) > 0 for text in whole), len(whole)) for form in forms]
    total = sum(weights)
    if not total:
        return [0.0] * len(candidates)
    measure = code in _MEASURE and _MEASURE[code].search(question.lower()) is not None
    return [
        max(
            (_fit(forms, weights, head, line, measure=measure) / total for line in texts),
            default=0.0,
        )
        for head, texts in zip(headings, lines, strict=True)
    ]


Forms = tuple[tuple[str, ...], tuple[str, ...]]


def _fit(
    forms: Sequence[Forms], weights: Sequence[float], head: str, line: str, *, measure: bool
) -> float:
    found = sum(
        weight * max(_holds(form, line), HEADED * _holds(form, head))
        for form, weight in zip(forms, weights, strict=True)
    )
    return found * UNNUMBERED if measure and not _NUMBER.search(line) else found


def _holds(forms: Forms, text: str) -> float:
    spellings, alike = forms
    if any(each in text for each in spellings):
        return 1.0
    return ALIKE if any(each in text for each in alike) else 0.0


def _rarity(held: int, of: int) -> float:
    return math.log((of + 1) / (held + 0.5)) if held else 0.0


def _forms(term: Term, code: str) -> Forms:
    return (
        tuple(_stemmed(each, code) for each in term.spellings),
        tuple(_stemmed(each, code) for each in term.alike),
    )


@lru_cache(maxsize=4096)
def _lines(text: str, code: str) -> tuple[str, ...]:
    joined = _QUESTION.sub("? ", _ORDINAL.sub("", text))
    return tuple(
        stemmed for line in _LINE.split(joined) if (stemmed := _stemmed(line, code)).strip()
    )


@lru_cache(maxsize=4096)
def _stemmed(text: str, code: str) -> str:
    """The stems of a text's words, each between two spaces, so that phrases are found in it."""
    return f" {' '.join(_stem(each, code) for each in WORD.findall(text.lower()))} "


@lru_cache(maxsize=65536)
def _stem(word: str, code: str) -> str:
    return rules_of(code).stem(word)

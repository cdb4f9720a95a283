"""Check that what stands in quotation marks stands so in the evidence."""

import re
from collections.abc import Iterator, Sequence

from .ground import folded_words
from .statement import Statement

_QUOTED = re.compile(
    r"(?<!\d)[\"“„«»](?P<words>[^\"“”„«»]{3,1500})[\"”“»«]|‘(?P<single>[^‘’]{3,1500})’"
)
_LEAST_WORDS = 3


def take_out_quotes(statement: Statement, texts: Sequence[str]) -> None:
    """Leave quotes that stand verbatim in a text out of all other checks: they are proven whole."""
    folded = [f" {folded_words(text)} " for text in texts]
    for match in _QUOTED.finditer(statement.text):
        words = folded_words(match["words"] or match["single"])
        if words and any(f" {words} " in text for text in folded):
            start, end = match.span()
            statement.text = statement.text[:start] + " " * (end - start) + statement.text[end:]
            statement.words = [w for w in statement.words if not start <= w.start < end]
            statement.quoted.append(match.group())


def check_quotes(statement: Statement) -> Iterator[str]:
    """Quotes of three words or more that are still there stand in no text; yields them."""
    for match in _QUOTED.finditer(statement.text):
        words = folded_words(match["words"] or match["single"])
        if words.count(" ") + 1 >= _LEAST_WORDS:
            yield match.group()

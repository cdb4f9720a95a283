"""Check that what stands in quotation marks stands so in the evidence."""

import re
from collections.abc import Iterator, Sequence

from .ground import folded_words
from .statement import Statement

_QUOTED = re.compile(
    r"(?<!\d)[\"“„«»](?P<words>[^\"“”„«»]{3,1500})[\"”“»«]|‘(?P<single>[^‘’]{3,1500})’"
)
_LEAST_WORDS = 3


def take_out_quotes(statement: Statement, texts: Sequence[str], titles: Sequence[str] = ()) -> None:
    """Leave quotes that stand verbatim in a text out of all other checks: they are proven whole.

    The same goes for `titles` of cited documents, with or without quotation marks.
    """
    quotes = list(_QUOTED.finditer(statement.text))
    folded = [f" {folded_words(text)} " for text in texts] if quotes else []
    for match in quotes:
        words = folded_words(match["words"] or match["single"])
        if words and any(f" {words} " in text for text in folded):
            _blank(statement, *match.span())
            statement.quoted.append(match.group())
    for title in titles:
        at = statement.text.lower().find(title.lower()) if " " in title else -1
        if at >= 0:
            _blank(statement, at, at + len(title))


def _blank(statement: Statement, start: int, end: int) -> None:
    statement.text = statement.text[:start] + " " * (end - start) + statement.text[end:]
    statement.words = [each for each in statement.words if not start <= each.start < end]


def check_quotes(statement: Statement) -> Iterator[str]:
    """Quotes of three words or more that are still there stand in no text; yields them."""
    for match in _QUOTED.finditer(statement.text):
        words = folded_words(match["words"] or match["single"])
        if words.count(" ") + 1 >= _LEAST_WORDS:
            yield match.group()

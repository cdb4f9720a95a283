"""Check that what stands in quotation marks stands so in the evidence."""

import re
from collections.abc import Iterator, Sequence

from .ground import folded_words
from .statement import Statement

_QUOTED = re.compile(
    r"(?<!\d)[\"“„«»](?P<words>[^\"“”„«»]{3,1500})[\"”“»«]|‘(?P<single>[^‘’]{3,1500})’"
)
_LEAST_WORDS = 3


def check_quotes(statement: Statement, texts: Sequence[str]) -> Iterator[str]:
    """Quotes of three words or more must stand verbatim in one text; yields those that do not."""
    folded: list[str] | None = None
    for match in _QUOTED.finditer(statement.text):
        words = folded_words(match["words"] or match["single"])
        if words.count(" ") + 1 < _LEAST_WORDS:
            continue
        if folded is None:
            folded = [f" {folded_words(text)} " for text in texts]
        if any(f" {words} " in text for text in folded):
            statement.hold(*match.span())
        else:
            yield match.group()

"""Words of statements and of evidence, folded and stemmed the same way on both sides."""

import re
from collections.abc import Iterable
from functools import lru_cache

from storewise.ml.retrieval import fold, language

from .lexicon import ALIKE, HARMLESS_WORDS, PLAIN_WORDS
from .units import UNITS

WORD = re.compile(r"[^\W_]+(?:[-'’./+&][^\W_]+)*")
PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\W_]+")
_PIECE = re.compile(r"[^\W_]+")
_ENGLISH = language("en")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The part that the forms of a folded word share; words that mean one thing share one."""
    found = _ENGLISH.stem(word)
    return ALIKE.get(word) or _ALIKE_STEMS.get(found, found)


_ALIKE_STEMS = {_ENGLISH.stem(word): group for word, group in ALIKE.items()}


def pieces(text: str) -> list[str]:
    """Folded words of a text, hyphens and apostrophes taken apart."""
    return _PIECE.findall(fold(text.replace("’", "'").replace("'", "")))


def stems(text: str) -> list[str]:
    """Stems of all words of a text, in order; hyphenated words also count in one piece."""
    return list(_stems(text))


@lru_cache(maxsize=8_192)
def _stems(text: str) -> tuple[str, ...]:
    found = [stem(piece) for piece in pieces(text)]
    if "-" in text or "/" in text:
        joined = (re.sub(r"[-/]", "", fold(word)) for word in re.findall(r"\w+(?:[-/]\w+)+", text))
        found += [stem(word) for word in joined]
    return tuple(found)


def content(found: Iterable[str]) -> frozenset[str]:
    """Those stems that say something: function words and conversational words are left out."""
    return frozenset(each for each in found if each not in HARMLESS)


def telling(found: Iterable[str]) -> frozenset[str]:
    """Stems that may name a measure: numbers, units and function words are left out."""
    return frozenset(
        each
        for each in found
        if each not in PLAIN_STEMS and each not in UNITS and not each[0].isdigit()
    )


def is_plain(word: str) -> bool:
    """Tell whether a folded word is a function word, which claims nothing by itself."""
    return word in PLAIN_WORDS


PLAIN_STEMS = frozenset(stem(word) for word in PLAIN_WORDS) | PLAIN_WORDS
HARMLESS = frozenset(
    [stem(word) for word in HARMLESS_WORDS] + [stem(word) for word in PLAIN_WORDS]
) | {*HARMLESS_WORDS, *PLAIN_WORDS}

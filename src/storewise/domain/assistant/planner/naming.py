"""Which product a question names: by code, by title, or by enough words of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from storewise.ml.retrieval import Glimpse
from storewise.ml.retrieval.text import fold, fold_code

from ..facts import ProductFacts, ProductSearch
from .case import Case
from .kinds import last_stem
from .quantities import UNITS
from .wishes import content

DEPTH = 30
SURE = 0.74  # weighed share of the words that a title must hold
MOST_ALIKE = 6
CODED = 5.0  # scores from here on mean that a code was found
SHORTEST_CODE = 4
SHORTEST_TYPO = 5
SAME_WORD = 83  # likeness from which on an unknown word is one of the title, misspelled
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_NAME = re.compile(r"[\w.-]+")
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9./-]{4,}")
_SIZE = re.compile(r"[\s,]+\d+(?:[.,]\d+)?\s?(?:ml|cl|l|cm|mm|m|g|kg|w|inch|\")(?=\s|$)", re.I)


@dataclass(slots=True)
class Named:
    """A product named in a question: the words for it, and those that its title does not hold.

    `alike` counts the products that fit as well, `whole` tells that all of its title was said.
    """

    product: Glimpse
    alike: int
    share: float
    coded: bool
    words: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    whole: bool = False


async def named(case: Case, phrase: str, *, loosely: bool = False) -> Named | None:
    """The product that a phrase names, or None where it names a kind of thing or nothing here.

    With `loosely` words that the title does not hold are allowed, and told as left.
    """
    words = _without_units(content(fold(phrase)))
    if not words:
        return None
    numbered = _with_number(phrase, words)
    asked = ProductSearch(words=" ".join(numbered)[:300])
    found = (await case.turn.toolbox.glimpse(asked, DEPTH, meaning=False)).found
    if numbered != words and _some_hold(case, numbered, found):
        words = numbered
    judged = [_judge(case, words, each) for each in found]
    codes = [word for word in words if _CODE.fullmatch(word)]
    if codes and not any(set(codes).isdisjoint(each.left) for each in judged):
        judged += await _by_codes(case, words, codes)
    if not judged:
        return None
    best = max(each.share for each in judged)
    alike = [each for each in judged if each.share >= best - 1e-9]
    alike = _closest(" ".join(word for word in words if word not in alike[0].left), alike)
    said = set(case.lexicon.stems(" ".join(words)))
    first = min(alike, key=lambda each: len(said_by_name(each.product, case) - said))
    first.alike = len(alike)
    if best < (0.5 if loosely else SURE):
        return None
    title = first.product.title
    first.whole = _exactly(words, title, case) and len(words) > 1
    if first.whole:
        return first
    if len(words) == 1 and _is_kind(case, words[0], found):
        return None
    return first if _is_one(words, first, loosely=loosely) else None


def _is_kind(case: Case, word: str, found: Sequence[Glimpse]) -> bool:
    """Whether a word names a kind of thing, and a product only by what it is for."""
    stem = last_stem(word, case.lexicon)
    tagged = (each.attributes.get("tags") for each in found)
    return bool(stem) and (
        any(stem in each.stems for each in case.lexicon.categories)
        or any(stem in case.lexicon.stems(tag) for tags in tagged if isinstance(tags, tuple)
               for tag in tags)
    )  # fmt: skip


def _without_units(words: list[str]) -> list[str]:
    """Words without the units behind numbers: titles are read with the two in one piece."""
    return [
        word for place, word in enumerate(words)
        if not (place and word in UNITS and words[place - 1][-1:].isdigit())
    ]  # fmt: skip


async def _by_codes(case: Case, words: list[str], codes: list[str]) -> list[Named]:
    """The products that codes within a question find, of which the whole question finds none."""
    asked = ProductSearch(words=" ".join(codes)[:300])
    found = (await case.turn.toolbox.glimpse(asked, DEPTH, meaning=False)).found
    return [_judge(case, words, each) for each in found]


def _with_number(phrase: str, words: list[str]) -> list[str]:
    """The words, with numbers in words where they follow one of them: "Lull One"."""
    before, kept = "", []
    for word in content(fold(phrase), keep=_NUMBERS):
        if word not in _NUMBERS or before in words:
            kept.append(word)
        before = word
    return _without_units(kept)


def _some_hold(case: Case, words: list[str], found: Sequence[Glimpse]) -> bool:
    """Whether a number in words belongs to the name of a product: "One" of "Lull One"."""
    pairs = [
        set(case.lexicon.stems(f"{words[place - 1]} {word}"))
        for place, word in enumerate(words) if place and word in _NUMBERS
    ]  # fmt: skip
    return any(pair <= said_by_name(each, case) for each in found for pair in pairs)


def _closest(phrase: str, alike: list[Named]) -> list[Named]:
    """Of products that hold the same words those that are called so, or whose name says it."""
    titles = [fold(each.product.title) for each in alike]
    called = [each for each, title in zip(alike, titles, strict=True)
              if _SIZE.sub("", title) == phrase]  # fmt: skip
    if called:
        return called
    plain = [" ".join(_NAME.findall(title)) for title in titles]
    within = [each for each, title in zip(alike, plain, strict=True)
              if f" {phrase} " in f" {title} "]  # fmt: skip
    if within:
        return within
    return alike


def _judge(case: Case, words: list[str], product: Glimpse) -> Named:
    said = said_by_name(product, case)
    glued = fold_code(product.title)
    held, total, left, coded = 0.0, 0.0, [], product.score > CODED
    for word in words:
        weight = 2.0 if any(c.isdigit() for c in word) else 1.0
        total += weight
        code = fold_code(word)
        whole = len(code) >= SHORTEST_CODE and any(c.isdigit() for c in code)
        named_so = all(s in said for s in case.lexicon.stems(word))
        if (
            named_so
            or (whole and (coded or code in glued))
            or _is_misspelled(case, word, product.title)
        ):
            held += weight
        else:
            left.append(word)
    return Named(product, 1, held / total, coded, words, left)


def _is_misspelled(case: Case, word: str, title: str) -> bool:
    """Whether a word that the store does not know is one of a title with a letter wrong."""
    if len(word) < SHORTEST_TYPO or not word.isalpha() or case.lexicon.known(word):
        return False
    return any(
        each[0] == word[0] and fuzz.ratio(word, each) >= SAME_WORD
        for each in re.findall(r"[a-z]{4,}", fold(title))
    )


def said_by_name(product: Glimpse, case: Case) -> set[str]:
    """The stems of a product's title and brand."""
    return set(case.lexicon.stems(f"{product.title} {product.brand or ''}"))


def _exactly(words: list[str], title: str, case: Case) -> bool:
    asked = set(case.lexicon.stems(" ".join(words)))
    plain = re.sub(r"\([^)]*\)", " ", title)
    return asked >= set(case.lexicon.stems(" ".join(content(fold(plain)))))


def _is_one(words: list[str], first: Named, *, loosely: bool) -> bool:
    """Whether words name one product, and not a kind of which there are several."""
    held = [word for word in words if word not in first.left]
    if first.coded and first.alike <= MOST_ALIKE:
        return True
    digits = any(any(c.isdigit() for c in word) for word in held)
    if first.alike == 1:
        return len(held) > 1 or (not loosely and len(held[0]) > 3) or digits
    if digits and len(held) > 1:
        return first.alike <= MOST_ALIKE or (len(held) > 2 and not first.left)
    return len(held) >= 3 and first.alike <= 3


async def read(case: Case, product: Glimpse) -> ProductFacts | None:
    """The facts of a product seen in the index, as evidence."""
    asked = ProductSearch(words=product.title[:300], limit=1)
    before, shown = case.turn.toolbox.last_search, case.turn.toolbox.last_shown
    found = await case.turn.toolbox.search_products(asked, chosen=[product.id], total=1)
    case.turn.toolbox.last_search, case.turn.toolbox.last_shown = before, shown
    return found.products[0] if found.products else None

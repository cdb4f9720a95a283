"""Which product a question names: by code, by title, or by enough words of one."""

import re
from dataclasses import dataclass, field

from storewise.ml.retrieval import Glimpse
from storewise.ml.retrieval.text import fold, fold_code

from ..facts import ProductFacts, ProductSearch
from .case import Case
from .quantities import UNITS
from .wishes import content

DEPTH = 30
SURE = 0.74  # weighed share of the words that a title must hold
MOST_ALIKE = 6
CODED = 5.0  # scores from here on mean that a code was found
SHORTEST_CODE = 4


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
    asked = ProductSearch(words=" ".join(words)[:300])
    found = (await case.turn.toolbox.glimpse(asked, DEPTH, meaning=False)).found
    judged = [_judge(case, words, each) for each in found]
    if not judged:
        return None
    best = max(each.share for each in judged)
    alike = [each for each in judged if each.share >= best - 1e-9]
    said = set(case.lexicon.stems(" ".join(words)))
    first = min(alike, key=lambda each: len(said_by_name(each.product, case) - said))
    first.alike = len(alike)
    if best < (0.5 if loosely else SURE):
        return None
    title = first.product.title
    first.whole = _exactly(words, title, case) and len(words) > 1
    if first.whole:
        return first
    return first if _is_one(words, first, loosely=loosely) else None


def _without_units(words: list[str]) -> list[str]:
    """Words without the units behind numbers: titles are read with the two in one piece."""
    return [
        word for place, word in enumerate(words)
        if not (place and word in UNITS and words[place - 1][-1:].isdigit())
    ]  # fmt: skip


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
        if named_so or (whole and (coded or code in glued)):
            held += weight
        else:
            left.append(word)
    return Named(product, 1, held / total, coded, words, left)


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

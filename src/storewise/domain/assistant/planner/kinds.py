"""Tells kinds of products apart, in stores with categories and in those without."""

import re
from collections import Counter
from collections.abc import Sequence

from storewise.ml.retrieval import Glimpse, Lexicon
from storewise.ml.retrieval.text import fold

_ASIDE = re.compile(r",| for | with | \d")
_ACCESSORY = re.compile(r"\baccessor(?:y|ies)\b|\bspare parts?\b|\breplacements?\b", re.I)
_FREE = frozenset(["free", "without", "no", "non", "zero"])
LIKENESS = 0.45
LEAST_SHARED = 4
MOSTLY = 0.6
FIRST_TAGS = 1  # a word alone among the tags behind them tells what a thing is for
RARE = 0.1  # share of products from which stating an attribute tells no kind


def kind_words(product: Glimpse, lexicon: Lexicon) -> set[str]:
    """The stems of what names a product or its kind: title, brand, category, short values."""
    short = [
        value[0] for value in product.attributes.values()
        if isinstance(value, tuple) and len(value) <= 8 and len(value[0]) <= 24
    ]  # fmt: skip
    tags = product.attributes.get("tags")
    listed = tags if isinstance(tags, tuple) else ()
    return set(
        lexicon.stems(" ".join((product.title, product.brand or "", *product.category, *listed,
                                *short)))
    )  # fmt: skip


def names(product: Glimpse, heads: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the name or kind of a product holds words."""
    said = {*lexicon.stems(product.title)}
    for name in product.category:
        said.update(lexicon.stems(name))
    return all(stem in said for word in heads for stem in lexicon.stems(word))


def denies(product: Glimpse, stems: set[str], lexicon: Lexicon) -> bool:
    """Whether a product states that it is without a feature."""
    for code, value in product.attributes.items():
        if stems <= set(lexicon.attributes[code].stems):
            if value is False or value == 0:
                return True
            if isinstance(value, tuple) and fold(value[0]) in ("no", "n", "none", "without"):
                return True
        if isinstance(value, tuple) and any(_is_free(text, stems, lexicon) for text in value):
            return True
    return False


def _is_free(text: str, stems: set[str], lexicon: Lexicon) -> bool:
    """Whether a value says "plastic free"."""
    said = set(lexicon.stems(text[:60]))
    return stems < said and not _FREE.isdisjoint(said)


def has(product: Glimpse, phrase: str, lexicon: Lexicon) -> bool:
    """Whether a product states a feature, in an attribute or in its name."""
    stems = set(lexicon.stems(phrase))
    if stems <= set(lexicon.stems(product.title)):
        return True
    for code, value in product.attributes.items():
        if isinstance(value, tuple):
            if any(stems <= set(lexicon.stems(text[:200])) and not _is_free(text, stems, lexicon)
                   for text in value):  # fmt: skip
                return True
        elif value is True and stems <= set(lexicon.attributes[code].stems):
            return True
    return False


def called(products: list[Glimpse], words: str, lexicon: Lexicon) -> list[Glimpse]:
    """Those whose title says the thing asked for, where most do: a tent, and no peg of it."""
    said = [word for word in words.split() if not any(c.isdigit() for c in word)]
    if not said or len(products) < 3:
        return products
    stems = set(lexicon.stems(said[-1]))
    naming = [each for each in products if stems <= set(lexicon.stems(each.title))]
    return naming if len(naming) >= MOSTLY * len(products) else products


def is_called(product: Glimpse, stem: str, lexicon: Lexicon) -> bool:
    """Whether a word is what a product is called: the end of its title, or of one of its tags.

    A "laptop charger" is a charger and no laptop.
    """
    if any(lexicon.stems(tag)[-1:] == (stem,) and (" " in tag or place < FIRST_TAGS)
           for place, tag in enumerate(_tags(product))):  # fmt: skip
        return True
    return lexicon.stems(_ASIDE.split(product.title)[0])[-1:] == (stem,)


def only_called(products: list[Glimpse], words: str, lexicon: Lexicon) -> list[Glimpse]:
    """Those that are the thing asked for, where some are: a pen, and not the ink for it.

    Only stores that put products into categories tell kinds of things well enough.
    """
    stem = last_stem(words, lexicon)
    if not lexicon.categories or not stem:
        return products
    if any((stem,) == each.stems for each in lexicon.categories):
        return products
    stems = set(lexicon.stems(words))
    named = [each for each in products if stems <= kind_words(each, lexicon)] or products
    return [each for each in named if is_called(each, stem, lexicon)] or named


def without_accessories(products: list[Glimpse]) -> list[Glimpse]:
    """Those that no tag calls an accessory or a spare part, where some are neither."""
    plain = [
        each for each in products
        if not any(_ACCESSORY.search(tag) for tag in _tags(each))
    ]  # fmt: skip
    return plain or products


def _tags(product: Glimpse) -> tuple[str, ...]:
    tags = product.attributes.get("tags")
    return tags if isinstance(tags, tuple) else ()


def last_stem(words: str, lexicon: Lexicon) -> str:
    """The stem of the last word without digits, which names the thing in English."""
    said = [word for word in words.split() if not any(c.isdigit() for c in word)]
    stems = lexicon.stems(said[-1]) if said else ()
    return stems[0] if len(stems) == 1 else ""


def of_kind(products: list[Glimpse], first: Sequence[Glimpse], lexicon: Lexicon) -> list[Glimpse]:
    """Those of the kind that the best hits are, by category or else by what they state.

    Without it a search for printers under a price would list their toner.
    """
    top = [each for each in first[:20] if each.worded][:12]
    if len(top) < 4:
        return products
    like = _like(products, top, lexicon)
    return products if like is None else like


def alike(products: list[Glimpse], first: Sequence[Glimpse], lexicon: Lexicon) -> list[Glimpse]:
    """Those of the kind that the best hits are; none where what they state tells no kind."""
    top = [each for each in first[:20] if each.worded][:12]
    return (_like(products, top, lexicon) or []) if len(top) >= 4 else []


def _like(
    products: list[Glimpse], top: Sequence[Glimpse], lexicon: Lexicon
) -> list[Glimpse] | None:
    """Those of the kind that some are; None where neither category nor attributes tell it."""
    leaves = Counter(each.category for each in top if each.category)
    if sum(leaves.values()) >= 0.6 * len(top):
        kept = {leaf for leaf, count in leaves.items() if count >= 0.15 * len(top)}
        return [each for each in products if each.category in kept]
    shares = Counter(code for each in top for code in each.codes)
    rare = {code: count / len(top) for code, count in shares.items()
            if lexicon.attributes[code].count < RARE * lexicon.products}  # fmt: skip
    typical = {code: share for code, share in rare.items() if share >= 0.5}
    if len(typical) < 3:
        return None
    return [each for each in products if _is_like(each, typical, rare, lexicon)]


def _is_like(
    product: Glimpse, typical: dict[str, float], rare: dict[str, float], lexicon: Lexicon
) -> bool:
    """Whether a product states what those of a kind do: much of it, or little else."""
    held = sum(share for code, share in typical.items() if code in product.codes)
    if held >= LIKENESS * sum(typical.values()):
        return True
    own = [c for c in product.codes if lexicon.attributes[c].count < RARE * lexicon.products]
    shared = [code for code in own if rare.get(code, 0) >= 0.25]
    return len(shared) >= LEAST_SHARED and len(shared) >= 0.5 * len(own)

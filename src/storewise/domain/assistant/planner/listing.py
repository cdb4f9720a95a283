"""Answers to a search: a lead that says what was found, and the products as a list."""

import re
from collections.abc import Sequence

from storewise.domain.identity.schemas import Store
from storewise.domain.search.schemas import Sort
from storewise.infra.currency import exponent
from storewise.ml.retrieval.text import words

from ..facts import ProductFacts, ProductSearch
from . import wording
from .case import Case
from .filtering import measure_code
from .finding import Finding, find
from .wishes import Wish

_UTMOST = re.compile(r"\b(?:cheapest|dearest|priciest|(?:most|least) (?:expensive|affordable))\b")


async def search(case: Case, wish: Wish) -> str:
    """Search for a wish and tell what was found."""
    finding = await find(case.turn, wish, case.lexicon)
    return told(case, wish, finding)


def told(case: Case, wish: Wish, finding: Finding) -> str:
    """Tell what a search found, or that nothing does, and what is nearest."""
    products = finding.found.products if finding.found else []
    if not finding.here:
        return _not_here(case, wish, finding)
    if not products:
        case.turn.unknown = True
        said = _said(case, wish, finding.wanted)
        return f"I found nothing here {said}." if said else "I found nothing here for that."
    case.turn.focus = products[0].ref
    case.turn.topic = wish.words or None
    lead = _lead(case, wish, finding)
    body = wording.lines(products, case.turn.store)
    extra = _measured(case, wish, finding)
    if extra:
        body = "\n".join(
            wording.line(each, case.turn.store, *extra.get(each.ref, ())) for each in products
        )
    _suggest(case, wish, finding)
    if foremost := _foremost(case, wish, finding, products):
        lead = f"{foremost}\n{lead}"
    unknown = [*finding.unchecked, *finding.silent]
    if not unknown:
        return f"{lead}\n{body}"
    names = wording.listed(unknown, "or")
    return f"I could not find what these products say about {names}.\n{lead}\n{body}"


def _foremost(case: Case, wish: Wish, finding: Finding, products: Sequence[ProductFacts]) -> str:
    """The cheapest or dearest of a list in a sentence, where that was asked for."""
    priced = wish.sort in (Sort.PRICE, Sort.PRICE_DESC) and not finding.dropped
    if not priced or len(products) < 2 or not _UTMOST.search(case.lower):
        return ""
    word = "least" if wish.sort is Sort.PRICE else "most"
    price = wording.money(products[0].price, case.turn.store)
    text = f"{products[0].title} costs the {word}, {price}"
    return wording.sentence(text, products[0].ref)


def _lead(case: Case, wish: Wish, finding: Finding) -> str:
    if finding.dropped:
        case.turn.unknown = True
        label = set(case.lexicon.stems(finding.dropped.removeprefix("the ")))
        named = finding.dropped in ("the price limit", "the brand") or label <= set(
            case.lexicon.stems(case.lower)
        )
        dropped = f"Leaving out {finding.dropped}, the" if named else "The"
        return f"I found nothing here that meets all of that. {dropped} nearest is:"
    said = _said(case, wish, finding.wanted)
    which = f", {said}" if said else ""
    if finding.total == 1:
        return f"I found one product{which}:"
    order = ", sorted by price" if wish.sort in (Sort.PRICE, Sort.PRICE_DESC) else ""
    if wish.best and wish.best[0] not in finding.unchecked:
        order = ", in that order"
    if finding.total > len(finding.chosen):
        return f"I found {finding.total:,} products{which}{order}:"
    return f"I found these {len(finding.chosen)} products{which}{order}:"


def _said(case: Case, wish: Wish, wanted: ProductSearch) -> str:
    """A search in words."""
    store = case.turn.store
    parts = []
    if wish.category:
        parts.append(f"in {wish.category.path[-1]}")
    if wanted.brands:
        parts.append(f"from {wording.listed(wanted.brands, 'or')}")
    if wanted.not_brands:
        parts.append(f"not from {wording.listed(wanted.not_brands, 'or')}")
    low, high = wanted.price_min, wanted.price_max
    if low is not None and high is not None:
        parts.append(f"from {wording.minor(low, store)} to {wording.minor(high, store)}")
    elif high is not None:
        parts.append(_at_most(high, store))
    elif low is not None:
        parts.append(f"from {wording.minor(low, store)} on")
    if wanted.in_stock:
        parts.append("in stock")
    return ", ".join(parts)


def _at_most(high: int, store: Store) -> str:
    """A limit as the shopper set it: one minor unit below a whole amount means "under" that."""
    whole = 10 ** exponent(store.currency)
    if whole > 1 and (high + 1) % whole == 0:
        return f"under {wording.minor(high + 1, store)}"
    return f"up to {wording.minor(high, store)}"


def _measured(case: Case, wish: Wish, finding: Finding) -> dict[str, list[str]]:
    """What products state of the measures that were asked for, for their lines."""
    codes = list(finding.wanted.ranges)
    if wish.best:
        codes.append(measure_code(wish.best[0], finding.chosen, case.lexicon) or wish.best[0])
    if not codes or not finding.found:
        return {}
    return {
        each.ref: [
            f"{wording.stated(s, case.turn.store)}"
            for s in each.specs if s.code in codes
        ]
        for each in finding.found.products
    }  # fmt: skip


def _not_here(case: Case, wish: Wish, finding: Finding) -> str:
    case.turn.unknown = True
    products = finding.found.products if finding.found else []
    said = f" {' '.join(words(case.lower))} "
    thing = wish.words if wish.words and f" {wish.words} " in said else "that"
    if not products:
        case.turn.suggestions[:] = ["What do you sell?", "Which brands do you carry?"]
        return f"I did not find {thing} in this store."
    case.turn.focus = products[0].ref
    lines = wording.lines(products, case.turn.store)
    return f"I did not find {thing} in this store. The nearest is:\n{lines}"


def _suggest(case: Case, wish: Wish, finding: Finding) -> None:
    products = finding.found.products if finding.found else []
    suggestions = case.turn.suggestions
    suggestions.clear()
    if len(products) > 1:
        suggestions.append("Compare the first two")
        if wish.sort is not Sort.PRICE:
            suggestions.append("Which is the cheapest?")
    elif products:
        suggestions.append("Tell me more about it")
    if finding.total > len(products):
        suggestions.append("Show me more")

"""Answers to a search: a lead that says what was found, and the products as a list."""

from storewise.domain.search.schemas import Sort

from ..facts import ProductSearch
from . import wording
from .case import Case
from .finding import Finding, find, measure_code
from .wishes import Wish

_ORDERS = {
    Sort.PRICE: "the least expensive first",
    Sort.PRICE_DESC: "the most expensive first",
    Sort.NEWEST: "the newest first",
}


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
        return f"I found nothing here that is {_said(case, wish, finding.wanted)}."
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
    parts = [lead, body]
    if finding.unchecked:
        names = wording.listed([f'"{each}"' for each in finding.unchecked])
        parts.append(f"I could not filter by {names}: these products do not state it.")
    return "\n".join(parts)


def _lead(case: Case, wish: Wish, finding: Finding) -> str:
    count = finding.total
    said = _said(case, wish, finding.wanted)
    if finding.dropped:
        case.turn.unknown = True
        return (
            f"I found nothing here that meets all of that. Without {finding.dropped} as a "
            "condition, the nearest is:"
        )
    if count == 1:
        return f"I found one product that is {said}:" if said else "I found one product:"
    shown = len(finding.chosen)
    order = _ORDERS.get(wish.sort, "")
    if wish.best:
        order = "by " + wish.best[0] + (", the most first" if wish.best[1] else ", the least first")
    begin = f"I found {count:,} products" if count > shown else f"I found these {shown} products"
    tail = f", {order}" if order else ""
    which = f": {said}" if said else ""
    head = "Here are the first" if count > shown else "Here they are"
    return f"{begin} for {said}{tail}." if which and not head else f"{begin}{which}{tail}:"


def _said(case: Case, wish: Wish, wanted: ProductSearch) -> str:
    """A search in words."""
    store = case.turn.store
    parts = []
    if wish.words:
        parts.append(f'"{wish.words}"')
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
        parts.append(f"up to {wording.minor(high, store)}")
    elif low is not None:
        parts.append(f"from {wording.minor(low, store)} on")
    parts += [f"with {each.text}" for each in wish.measures]
    parts += [f"without {each}" for each in wish.unwanted]
    if wanted.in_stock:
        parts.append("in stock")
    return ", ".join(parts)


def _measured(case: Case, wish: Wish, finding: Finding) -> dict[str, list[str]]:
    """What products state of the measures that were asked for, for their lines."""
    codes = [code for code in finding.wanted.ranges]
    if wish.best and (code := measure_code(wish.best[0], finding.chosen, case.lexicon)):
        codes.append(code)
    if not codes or not finding.found:
        return {}
    return {
        each.ref: [
            f"{s.label}: {wording.value_of(s, case.turn.store)}"
            for s in each.specs if s.code in codes
        ]
        for each in finding.found.products
    }  # fmt: skip


def _not_here(case: Case, wish: Wish, finding: Finding) -> str:
    case.turn.unknown = True
    products = finding.found.products if finding.found else []
    thing = wish.words or "that"
    if not products:
        case.turn.suggestions[:] = ["What do you sell?", "Which brands do you carry?"]
        return f'I did not find "{thing}" in this store.'
    case.turn.focus = products[0].ref
    lines = wording.lines(products, case.turn.store)
    return f'I did not find "{thing}" in this store. The nearest is:\n{lines}'


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

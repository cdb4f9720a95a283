"""Check what a statement says of money: prices, limits, differences, reductions."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storewise.domain.assistant.facts import ProductFacts, SearchMade
from storewise.infra.currency import exponent

from .ground import ProductGround
from .money import Amount, amounts
from .statement import Clause, Statement

_NOT_ABOVE = (
    r"under|below|less than|up to|at most|within|max(?:imum)?(?: of)?|no more than|cheaper than|"
    r"not exceed(?:ing)?|budget (?:of|is)|beneath|lower than|unter|bis(?: zu)?|höchstens|maximal|"
    r"unterhalb von|weniger als|moins de|jusqu'à|inférieur à|au plus|menos de|hasta|por debajo de|"
    r"meno di|fino a|sotto i|sotto|onder|tot|minder dan|maximaal|até|abaixo de|do|poniżej"
)
_NOT_BELOW = (
    r"over|above|more than|at least|starting at|from|exceed(?:s|ing)?|higher than|upwards of|über|"
    r"ab|mindestens|mehr als|plus de|à partir de|más de|desde|più di|a partire da|boven|vanaf|"
    r"acima de|powyżej|od"
)
_LIMIT = re.compile(
    rf"\b(?:(?P<most>{_NOT_ABOVE})|(?P<least>{_NOT_BELOW})|(?P<between>between|zwischen|entre|tra|"
    r"tussen))\s+(?:the |about |your |a |an |the price of )*$",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:was|were|before|instead of|reduced from|down from|marked down from|originally|"
    r"(?:regular|previous|usual|former|original)ly|"
    r"(?:regular|previous|old|usual|former|original|list) price|"
    r"formerly|rrp|msrp|statt|vorher|früher|au lieu de|antes|"
    r"invece di|prima|in plaats van)\b[\s:(of]*(?:priced? )?(?:at |for |of |costs? |the |price )*$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^\s*(?:cheaper|less|more(?: expensive)?|dearer|extra|off|discount|difference|apart|saving|"
    r"lower|higher|günstiger|billiger|teurer|moins|de moins|plus ch|más|menos|in meno|goedkoper)",
    re.IGNORECASE,
)
_SAVING = re.compile(
    r"\b(?:sav(?:e|es|ing)|difference(?: in price)?(?: is| of)?|reduced by|discount(?: of)?|"
    r"differs? by|cheaper by|off by|sparen|Ersparnis)\s*(?:you |of |is |about )*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:together|in total|total(?:ling)?|combined|altogether|both for|sum|insgesamt|zusammen)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s?(?:%|percent|per cent|prozent)", re.IGNORECASE)
_REDUCED = re.compile(
    r"\b(?:off|discount\w*|reduc\w+|cheaper|sav\w+|less|rabatt\w*|reduziert|günstiger|remise|"
    r"descuento|sconto|korting)\b",
    re.IGNORECASE,
)


_OFF = re.compile(r"\b(?:off|discount\w*|cheaper|sav\w+|price)\b", re.IGNORECASE)
_ON_SALE = re.compile(
    r"\b(?:on sale|on offer|(?:sale|discounted|reduced|previous|former|original|regular|old|list|"
    r"usual) price|discounted|reduced|marked down|previous(?:ly)?|instead of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Amounts that the shopper named, or that a search was narrowed to, in minor units."""

    currency: str
    known: frozenset[int]

    @classmethod
    def of(cls, question: str, searches: Sequence[SearchMade], currency: str) -> "Limits":
        """Gather them from the question and from the searches of the turn."""
        asked = (each.minor(currency) for each in amounts(question))
        plain = re.findall(r"(?<![\w.,])\d+(?:[.,]\d{1,3})?(?![\w])", question)
        found = {amount for amount in asked if amount is not None}
        found |= {amount - 1 for amount in found}  # "under 30" said back as "up to 29.99"
        whole = {round(float(each.replace(",", ".")) * 10 ** exponent(currency)) for each in plain}
        found |= whole | {each - 1 for each in whole}
        for search in (each.wanted for each in searches):
            found |= {each for each in (search.price_min, search.price_max) if each is not None}
            found |= {search.price_max - 1} if search.price_max else set()
        return cls(currency, frozenset(found))


def check_prices(
    statement: Statement,
    products: Sequence[ProductGround],
    passages: bool,
    limits: Limits,
) -> Iterator[str]:
    """Check every amount and every reduction of a statement; yields the words that fail.

    `passages` says that the statement cites a document: amounts of which no product is the subject
    are then left to be looked up in it.
    """
    found = amounts(statement.text)
    listed = _in_order(found, statement, products, limits)
    for number, amount in enumerate(found):
        if statement.is_held(amount.start, amount.end):
            continue
        clause = _clause_at(statement, amount.start)
        about = clause.products if clause else list(products)
        if listed[number] or _holds(statement, amount, about, products, limits):
            statement.hold(amount.start, amount.end)
        elif not (passages and not _names_product(statement, clause)):
            statement.hold(amount.start, amount.end)
            yield statement.text[amount.start : amount.end]
    _hold_sale(statement)
    yield from _reductions(statement, products)


def _hold_sale(statement: Statement) -> None:
    """ "On sale" and "reduced" are true of products that have a former price."""
    for clause in statement.clauses:
        was = [each.facts.compare_at_price for each in clause.products]
        for found in _ON_SALE.finditer(clause.text) if was and all(was) else ():
            statement.hold(clause.start + found.start(), clause.start + found.end())


def _clause_at(statement: Statement, position: int) -> Clause | None:
    return next((each for each in statement.clauses if position in each), None)


def _names_product(statement: Statement, clause: Clause | None) -> bool:
    """Tell whether a price is said of a product: one is named, or it "costs" or has a "price"."""
    if clause is None or statement.names:
        return True
    return any(ref.startswith("P") for ref in statement.refs)


def _in_order(
    found: Sequence[Amount],
    statement: Statement,
    products: Sequence[ProductGround],
    limits: Limits,
) -> list[bool]:
    """ "They cost 9 and 12 euros": as many prices as products, in the order of the references."""
    named = sorted({start: each for start, _, each in statement.names}.items())
    order = list(dict.fromkeys(id(each) for _, each in named)) or [id(each) for each in products]
    if len(found) != len(products) or len(found) < 2 or len(order) != len(found):
        return [False] * len(found)
    if any(len(clause.products) == 1 for clause in statement.clauses):
        return [False] * len(found)
    by_id = {id(each): each for each in products}
    return [
        amount.minor(limits.currency) in _prices(by_id[one].facts)
        for amount, one in zip(found, order, strict=True)
    ]


def _prices(facts: ProductFacts) -> set[int]:
    return {
        facts.price.amount, facts.price_to.amount, *(each.price.amount for each in facts.variants)
    }  # fmt: skip


def _holds(
    statement: Statement,
    amount: Amount,
    about: Sequence[ProductGround],
    products: Sequence[ProductGround],
    limits: Limits,
) -> bool:
    currency = products[0].facts.price.currency if products else limits.currency
    minor = amount.minor(currency)
    if minor is None:
        return False
    before, after = statement.text[: amount.start][-60:], statement.text[amount.end :][:40]
    if _APART.match(after) or _SAVING.search(before):
        return minor in _differences(products)
    former = _FORMER.search(before)
    if not former and (limit := _limit(before)):
        return _within(limit, minor, about, limits)
    if not about:
        return False
    if former:
        start = amount.start - len(before) + former.start()
        statement.hold(start, amount.start)
        return all(
            each.facts.compare_at_price and each.facts.compare_at_price.amount == minor
            for each in about
        )
    if len(products) > 1 and _TOGETHER.search(statement.text):
        return minor == sum(each.facts.price.amount for each in products)
    return all(minor in _prices(each.facts) for each in about)


def _limit(before: str) -> str | None:
    found = _LIMIT.search(before)
    if found:
        return found.lastgroup
    if re.search(
        r"\b(?:between|zwischen|entre|tra|tussen)\s.{1,20}\b(?:and|und|et|y|e|en)\s+$", before
    ):
        return "most"
    if re.search(r"\b(?:from|between|von)\s\S{1,15}(?:\s\S{1,4})?\s(?:to|–|-|bis)\s+$", before):
        return "most"
    return None


def _within(limit: str, minor: int, about: Sequence[ProductGround], limits: Limits) -> bool:
    """A limit must be the shopper's, and true of the products that the clause speaks of."""
    if not about:
        return minor in limits.known
    low = all(each.facts.price.amount == minor for each in about)
    if limit == "most":
        return all(max(_prices(each.facts)) <= minor for each in about)
    return low or (
        minor in limits.known and all(each.facts.price.amount >= minor for each in about)
    )


def _differences(products: Sequence[ProductGround]) -> set[int]:
    prices = [each.facts.price.amount for each in products]
    found = {abs(one - other) for one, other in itertools.combinations(prices, 2)}
    for each in products:
        if each.facts.compare_at_price and len(products) == 1:
            found.add(each.facts.compare_at_price.amount - each.facts.price.amount)
    return found - {0}


def _reductions(statement: Statement, products: Sequence[ProductGround]) -> Iterator[str]:
    """Percentages off must be the products' own reduction, or the gap between two of them."""
    for match in _PERCENT.finditer(statement.text):
        near = statement.text[max(0, match.start() - 30) : match.end() + 30]
        if not _REDUCED.search(near) or statement.is_held(*match.span()):
            continue
        share = float(match["n"].replace(",", "."))
        if products and not _OFF.search(near) and all(_states(each, share) for each in products):
            continue
        if any(abs(share - each) <= 1 for each in _shares(products)):
            statement.hold(*match.span())
        elif not any(ref.startswith("D") for ref in statement.refs):
            yield match.group()


def _states(product: ProductGround, share: float) -> bool:
    """Tell whether a percentage is stated of the product itself: "85% less noise"."""
    return any(each.unit in ("%", "percent") and each.value == share for each in product.quantities)


def _shares(products: Sequence[ProductGround]) -> Iterator[float]:
    for each in products:
        if was := each.facts.compare_at_price:
            yield 100 * (was.amount - each.facts.price.amount) / max(was.amount, 1)
    prices = [each.facts.price.amount for each in products]
    for one, other in itertools.combinations(prices, 2):
        yield 100 * abs(one - other) / max(one, other, 1)

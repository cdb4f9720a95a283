"""What a statement rests on: references that bear nothing, claims that are none, the contact."""

import re
from collections.abc import Mapping, Sequence

from .ground import PassageGround, ProductGround
from .money import amounts
from .quantities import quantities, same
from .statement import Statement, mentions
from .words import content, is_plain

_STANDING_IN = "cost costs price priced right correct true so exactly indeed same confirm sure"
_STANDS_IN = frozenset(_STANDING_IN.split())
_VERB = re.compile(
    r"\b(?:it|they|that|this|these|those|one|both|neither|you|we|i|does|do|did|is|are|was|has|have|can|"
    r"will|would|costs?)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:than|\w{3,}(?:er|est)|both|each|all|these|those|two|three|between|difference|total|"
    r"together|neither|either|compared|saves?)\b",
    re.IGNORECASE,
)
_OF_CONTACT = re.compile(
    r"\b(?:e-?mails?|mail|contact(?:ing)?|reach|messages?|team|customer service|support|address|"
    r"questions?)\b",
    re.IGNORECASE,
)


def says_nothing(read: Statement) -> bool:
    """Tell whether a statement of something holds no claim: "It does.", "It costs that."

    A reference behind it would seem to prove whatever the shopper had asked.
    """
    if read.quoted or read.text.rstrip().endswith((":", "?")) or not _VERB.search(read.text):
        return False
    if not any(clause.tells for clause in read.clauses):
        return False
    named = [(start, end) for start, end, _ in read.names]
    return all(
        any(start <= word.start and word.end <= end for start, end in named)
        or (not word.has_digit and all(is_plain(part) or part in _STANDS_IN for part in word.parts))
        for word in read.words
    )


def hold_contact(read: Statement, address: str | None) -> None:
    """Note the store's own e-mail address as proven, and words that introduce an address."""
    at = read.text.lower().find(address.lower()) if address else -1
    if at < 0 or address is None:
        return
    read.hold(at, at + len(address))
    for found in _OF_CONTACT.finditer(read.text):
        read.hold(*found.span())


def supporting(
    read: Statement,
    refs: Sequence[str],
    cited: Mapping[str, ProductGround | PassageGround],
    currency: str,
) -> list[str]:
    """Those references that bear some of a statement; all of them where none seems to."""
    known = [ref for ref in refs if ref in cited]
    products = [each for each in cited.values() if isinstance(each, ProductGround)]
    named = {each.facts.ref for _, each in mentions(read, products)}
    named |= {each.facts.ref for _, _, each in read.names}
    together = bool(_TOGETHER.search(read.text)) and not named
    kept = [
        ref
        for ref in known
        if ref in named
        or (together and isinstance(cited[ref], ProductGround))
        or _bears(read, cited[ref], currency, alone=not named)
    ]
    return kept or known


def _bears(
    read: Statement, ground: ProductGround | PassageGround, currency: str, alone: bool
) -> bool:
    """Tell whether a ground holds a number of the statement, or words where it has none."""
    said = {each.minor(currency) for each in amounts(read.text)} - {None}
    if isinstance(ground, ProductGround):
        facts = ground.facts
        known = {facts.price, facts.price_to, facts.compare_at_price}
        known |= {each.price for each in facts.variants}
        if said & {each.amount for each in known if each}:
            return True
    elif said & {each.minor(currency) for each in amounts(ground.text)}:
        return True
    numbers = [each for each in quantities(read.text) if not each.unit.startswith("¤")]
    if any(same(one, held) for one in numbers for held in ground.quantities):
        return True
    if isinstance(ground, ProductGround):
        return alone and not said
    names = frozenset().union(*(each.name for each in read.products))
    words = frozenset().union(*(clause.stems | clause.meant for clause in read.clauses))
    return bool((content(words) - names) & ground.stems)

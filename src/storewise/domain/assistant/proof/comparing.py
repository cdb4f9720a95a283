"""Check comparisons and superlatives against prices and specifications."""

import re
from collections.abc import Iterator, Sequence

from storewise.domain.assistant.facts import Evidence

from .ground import PassageGround, ProductGround
from .quantities import Quantity
from .statement import Act, Clause, Statement, mentions
from .words import content, stem, stems

_MEASURES = {
    "light": (("weight",), -1), "heav": (("weight",), 1), "tall": (("height",), 1),
    "high": (("height",), 1), "wid": (("width",), 1), "narrow": (("width",), -1),
    "fast": (("speed",), 1), "slow": (("speed",), -1),
    "bright": ((stem("luminous"), stem("brightness")), 1),
    "deep": (("depth",), 1), "thin": (("depth", "height", "thick"), -1),
    "thick": (("depth", "height", "thick"), 1), "long": (("length",), 1),

    "short": (("length",), -1),
}  # fmt: skip
_PRICE = re.compile(
    r"\b(?P<low>cheap(?:er|est)|less expensive|least expensive|(?:more|most) affordable|"
    r"(?:lower|lowest)(?:[- ]priced?| price| cost)|cost(?:s|ing)? (?:\S+ )?less|"
    r"[€$£]?\d[\d.,]*(?: ?(?:€|euros?|EUR))? (?:less|cheaper|lower) than|"
    r"günstig(?:er|ste)\w*|billig(?:er|ste)\w*|(?:moins|le plus) cher|más barat[oa]s?|"
    r"goedkop?er|goedkoopste)\b|"
    r"\b(?P<high>(?:more|most) expensive|dear(?:er|est)|pric(?:ier|iest)|"
    r"(?:higher|highest)(?:[- ]priced?| price| cost)|cost(?:s|ing)? (?:\S+ )?more|"
    r"[€$£]\d[\d.,]* (?:more|dearer|higher) than|teur(?:er|"
    r"ste)\w*|"
    r"plus cher|más car[oa]s?|duurder|duurste)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?P<stem>bright|light|heav|fast|slow|tall|high|wid|narrow|deep|thinn?|thick|long|short)(?:i?er|"
    r"i?est)\b"
    r"(?P<label>(?: [a-z-]+){0,3})",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?P<way>more|most|less|least|fewer|fewest|larger|largest|bigger|biggest|higher|highest|"
    r"lower|lowest|smaller|smallest|greater|greatest|longer|longest|shorter|shortest)\s+"
    r"(?P<label>[a-z-]+(?: [a-z-]+){0,2})",
    re.IGNORECASE,
)
_FEWER = frozenset(
    ("less", "least", "fewer", "fewest", "lower", "lowest", "smaller", "smallest", "shorter",
     "shortest")
)  # fmt: skip
_ANY = re.compile(
    r"\b(?:better|best|worse|worst|fast(?:er|est)|slow(?:er|est)|small(?:er|est)|larg(?:er|est)|"
    r"bigg(?:er|est)|strong(?:er|est)|weak(?:er|est)|quiet(?:er|est)|loud(?:er|est)|bright(?:er|"
    r"est)|"
    r"new(?:er|est)|old(?:er|est)|superior|inferior|unbeatable|unmatched|unrivall?ed|world-class|"
    r"number one|leading|top-rated|best-selling|bestseller|most popular|finest|safest|easiest|"
    r"(?:more|most) (?!of\b|products?\b|brands?\b|likely\b|than\b|detail|information|option|"
    r"result|product|about|"
    r"closely\b|"
    r"specific|question|help)\w+|outperforms?|beats?|günstigst\w*|beste[rns]?|meilleure?s?|"
    r"mejor(?:es)?|"
    r"migliore?|leichter|schneller|größer|kleiner|twice|double|half|triple|"
    r"\w{3,}(?<!ov)(?<!und)(?<!numb)iest)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:of (?:these|them|those|the (?:two|three|four|five|\w+ (?:products|items|options|results|"
    r"models)|ones?))|among (?:these|them|those)|here|listed|in (?:this|the) list|i found|shown|"
    r"between (?:the two|them)|both|than)\b",
    re.IGNORECASE,
)
_FREQUENT = re.compile(
    r"\b(?:at least|at most|at best|best regards|all the best|most of)\b", re.IGNORECASE
)
_LEAST = re.compile(r"est\b|\bleast\b|\bmost\b", re.IGNORECASE)


def check_comparisons(
    statement: Statement, products: Sequence[ProductGround], everything: Evidence
) -> Iterator[str]:
    """Check what is said to be cheaper, lighter, the largest; yields the words that fail.

    Where neither a price nor a specification decides it, the words fail unless a text under the
    statement's references holds them.
    """
    for clause in statement.clauses:
        if clause.act is Act.TELLS:
            yield from _check(statement, clause, products, everything)


def _check(
    statement: Statement, clause: Clause, products: Sequence[ProductGround], everything: Evidence
) -> Iterator[str]:
    text = _FREQUENT.sub(lambda match: " " * len(match[0]), clause.text)
    for match in _PRICE.finditer(text):
        way = -1 if match["low"] else 1
        if _prices_agree(statement, clause, match, way, products, everything):
            statement.hold(clause.start + match.start(), clause.start + match.end())
        else:
            yield match.group()
    for pattern in (_MEASURE, _AMOUNT, _ANY):
        for match in pattern.finditer(text):
            start, end = clause.start + match.start(), clause.start + match.end()
            if statement.is_held(start, start + 1):
                continue
            if _is_verbatim(match.group(), clause) or _measured(statement, clause, match, products):
                statement.hold(start, end)
            else:
                yield match.group()


def _is_verbatim(words: str, clause: Clause) -> bool:
    wanted = words.split(maxsplit=1)[0].lower()
    grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
    texts = [each.text for each in grounds]
    return any(re.search(rf"\b{re.escape(wanted)}\b", text.lower()) for text in texts) and not (
        wanted in ("cheaper", "better", "best") and not clause.passages
    )


def _sides(
    statement: Statement, clause: Clause, said: re.Match[str], products: Sequence[ProductGround]
) -> tuple[list[ProductGround], list[ProductGround]]:
    """The products that are compared, and those that they are compared with."""
    if len(products) < 2:
        return list(clause.products or products), []
    at = clause.start + said.start()
    named = mentions(statement, products)
    before = [each for start, each in named if start < at]
    after = [each for start, each in named if start >= at]
    if before:
        subject = [before[-1]] if len(products) == 2 or after else clause.products
    elif after and _LEAST.search(said.group()):
        subject = after[:1]
    elif after:
        subject = [each for each in products if each not in after]
    else:
        subject = list(clause.products)
    if len(subject) >= len(products):
        subject = list(products[:1])
    return subject, [each for each in products if each not in subject]


def _prices_agree(
    statement: Statement,
    clause: Clause,
    match: re.Match[str],
    way: int,
    products: Sequence[ProductGround],
    everything: Evidence,
) -> bool:
    subject, others = _sides(statement, clause, match, products)
    if not subject:
        return False
    if not others:
        if not _LEAST.search(match.group()):
            return _is_reduced(subject, way)
        rivals = _rivals(statement, subject, everything)
        if rivals is None:
            return False
        others = rivals
    return all(
        way * each.facts.price.amount > way * other.facts.price.amount
        or (bool(_LEAST.search(match.group())) and each.facts.price == other.facts.price)
        for each in subject
        for other in others
    )


def _is_reduced(subject: Sequence[ProductGround], way: int) -> bool:
    """ "Cheaper" of one product alone: cheaper than it was."""
    return way < 0 and all(
        each.facts.compare_at_price and each.facts.compare_at_price.amount > each.facts.price.amount
        for each in subject
    )


def _rivals(
    statement: Statement, subject: Sequence[ProductGround], everything: Evidence
) -> list[ProductGround] | None:
    """All products that a superlative speaks of; None where not all of them are known.

    "The cheapest of these" is about the products at hand. "The cheapest" is about all that a search
    has found: it must have been sorted so, or have brought all that there are.
    """
    known = [
        ProductGround(each)
        for each in everything.products.values()
        if each.id not in [one.facts.id for one in subject]
    ]
    if _WITHIN.search(statement.text):
        return known
    for made in everything.searches:
        search = made.wanted
        if made.relaxed:
            continue
        if search.sort in ("price", "-price") or made.total <= min(search.limit, len(known) + 1):
            return known
    return None


def _measured(
    statement: Statement, clause: Clause, match: re.Match[str], products: Sequence[ProductGround]
) -> bool:
    """Compare by the specification that the words name."""
    groups = match.groupdict()
    if "stem" in groups:
        labels, way = _MEASURES[groups["stem"].lower().replace("thinn", "thin")]
        wanted = content(stems(groups["label"] or ""))
        options = [frozenset((label,)) for label in labels] + ([wanted] if wanted else [])
    elif "way" in groups:
        way = -1 if groups["way"].lower() in _FEWER else 1
        options = [content(stems(groups["label"]))]
    else:
        return False
    subject, others = _sides(statement, clause, match, products)
    if not subject or not others:
        return False
    for label in options:
        sizes = [_size(each, label) for each in (*subject, *others)]
        if label and None not in sizes:
            known: list[float] = [each for each in sizes if each is not None]
            mine, rest = known[: len(subject)], known[len(subject) :]
            return all(way * one > way * other for one in mine for other in rest)
    return False


def _size(product: ProductGround, label: frozenset[str]) -> float | None:
    """The number under the specification whose label is nearest to what was said."""

    def spare(each: Quantity) -> int:
        return len(each.context - label)

    found = [each for each in product.quantities if each.label and label & each.context]
    whole = [each for each in found if label <= each.context] or (
        found if len(label) > 1 and len(found) == 1 else []
    )
    return min(whole, key=spare).size if whole else None

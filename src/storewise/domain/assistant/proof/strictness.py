"""Check words that narrow or turn what the evidence says: "only", "over-ear", "closed"."""

import re
from collections.abc import Iterator

from .ground import PassageGround, ProductGround
from .languages import NEGATION
from .statement import Clause, Statement
from .words import content, stem, stems

_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|nothing but) (?:via|in|with|on|by|for|through|from|over|works?|"
    r"supports?|connects?|comes?|runs?|available|compatible|suitable|uses?|has|have)\b|"
    r"\b(?:works?|connects?|runs?|comes?|compatible|suitable|available|supports?) "
    r"(?:only|solely|exclusively)\b|\bthe only\b",
    re.IGNORECASE,
)
_NARROW = re.compile(r"\b(?:only|solely|exclusively|nothing but)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:without (?:any )?(?:exceptions?|conditions?|limits?|restrictions?)|no (?:exceptions|"
    r"conditions|limits?|restrictions)|unconditional\w*)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?<![\w-])(?P<first>on|in|over|up|under|out|off|non|front|rear|top|one|two|three|four|five|six|"
    r"single|dual|triple|quad|half|full|semi|anti)-(?P<last>[^\W\d_]{2,})\b",
    re.IGNORECASE,
)
_PAIRS = (
    "open closed", "wired wireless", "internal external", "active passive", "matte glossy",
    "bagged bagless", "wet dry", "analogue digital", "mono stereo", "manual automatic",
    "curved flat", "mechanical membrane", "disposable rechargeable", "laser inkjet", "soft hard",
    "single dual triple quad", "left right", "male female", "portrait landscape", "small large",
)  # fmt: skip
_OPPOSITES = {
    stem(word): frozenset(stem(other) for other in pair.split()) - {stem(word)}
    for pair in _PAIRS
    for word in pair.split()
}
_AFTER_NO = re.compile(r"[^,;:.()]*")


def check_strictness(statement: Statement) -> Iterator[str]:
    """Yield words that make of the evidence something narrower, or its contrary."""
    for clause in statement.clauses:
        if not clause.tells:
            continue
        grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
        found = _ONLY.search(clause.text)
        of_store = bool(found and not grounds and found.group().lower() == "the only")
        whole = _WHOLE.search(clause.text)
        if whole and clause.passages and not any(_WHOLE.search(e.text) for e in grounds):
            yield whole.group()
        narrow = any(_NARROW.search(each.text) for each in grounds)
        if found and (grounds or of_store) and not narrow:
            yield found.group()
        for product in clause.products:
            yield from _compounds(statement, clause, product)
            yield from _turned(clause, product)


def _compounds(statement: Statement, clause: Clause, product: ProductGround) -> Iterator[str]:
    """ "On-ear" where the product is over-ear: the parts alone prove nothing."""
    for found in _COMPOUND.finditer(clause.text):
        start, end = clause.start + found.start(), clause.start + found.end()
        if statement.is_held(start, end) or clause.negative:
            continue
        joined = f" {found['first']} {found['last']}".lower()
        if re.search(rf"[\w]+-{found['last']}\b", product.text, re.IGNORECASE) and (
            joined not in f" {product.folded}"
        ):
            yield found.group()


def _turned(clause: Clause, product: ProductGround) -> Iterator[str]:
    """Words that stand only where the product says no, or whose contrary it says."""
    said = frozenset(stem(part) for word in clause.words for part in word.parts)
    if clause.negative:
        yield from _refused(clause, product)
        return
    wrong = said & product.denied
    wrong |= {word for word in said & _OPPOSITES.keys() - product.stems
              if _OPPOSITES[word] & product.valued}  # fmt: skip
    for word in clause.words:
        if wrong & {stem(part) for part in word.parts}:
            yield word.text


def _refused(clause: Clause, product: ProductGround) -> Iterator[str]:
    """ "No Ethernet port" where the specification "Ethernet LAN" says yes."""
    for found in NEGATION.finditer(clause.text):
        rest = _AFTER_NO.match(clause.text, found.end())
        words = content(stems(rest.group())) if rest else frozenset()
        if words and words & product.affirmed and words <= product.affirmed | _THINGS:
            yield clause.text.strip()


_THING_WORDS = ("port", "jack", "function", "socket", "slot", "connector")
_THINGS = frozenset(stem(word) for word in _THING_WORDS)

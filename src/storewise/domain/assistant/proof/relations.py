"""Check that words which a statement joins are joined in the evidence as well.

"The walnut handle stays cool; the painted steel body does not" has all the words of "the steel
handle", "the walnut body" and "the body stays cool", and says none of it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .ground import PassageGround, ProductGround
from .languages import NEGATION
from .lexicon import NUMBER_WORDS
from .statement import Clause, Statement
from .units import UNITS
from .words import HARMLESS, PLAIN_STEMS, content, pieces, stem, stems

_HARD = re.compile(
    r"[;:()]\s|\s[–—]\s|,?\s(?:but|while|whereas|although|though|unless)\s|"
    r",\s(?:so|and (?:the|it|they|we|you|is|are|has|have|can|may|goes)|or (?:the|it))\s",
    re.IGNORECASE,
)
_SMALL_WORDS = (
    "on over in at for from to by than under above instead off out into onto through between "
    "against around behind below before after and or with without but while when if that which "
    "who whose is are was were be has have had not no never does do did can may must"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;:.!?()]")
_JOINS = re.compile(
    r"(?P<with>\bwith\b)|(?<!\w)(?P<noun>[^\W\d_]+) (?:of|in|from|made of|for)\b", re.IGNORECASE
)
_LACKING = re.compile(r"\b(?:without|with no|with-?out any)\s+(?P<of>[^,;.()]+)", re.IGNORECASE)
_HAVING = re.compile(
    r"\bwith\s+(?:an?|the|any|your|its)\s+(?P<of>[^\W\d_]+)(?=\W|$)", re.IGNORECASE
)
_DENIED = re.compile(rf"{NEGATION.pattern}(?P<of>(?:(?!\bbut\b)[^,;:.])*)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"(?:^|[:;]\s)(?:do not|don't|never)\s(?P<of>[^,;:.]*)", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:while|because|whenever|once)\s$", re.IGNORECASE)
_PRONOUN = re.compile(r"^\W*(?:it|they|you|its|the)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:for|if) (?P<of>[^,;:.]+), (?:look at|take|choose|see|try|go for|use|buy|get) "
    r"(?:the|our|its)\b",
    re.IGNORECASE,
)
_PAIRS = (
    "left right", "first last", "inner outer", "inside outside", "within outside", "before after",
    "top bottom", "front rear", "above below", "over under", "more less", "much little", "many few",
    "open close", "always never",
)  # fmt: skip
_CONTRARIES = {
    stem(word): frozenset(
        stem(other) for pair in _PAIRS if word in pair.split() for other in pair.split()
    )
    - {stem(word)}
    for word in " ".join(_PAIRS).split()
}


def check_relations(statement: Statement) -> Iterator[str]:
    """Yield clauses whose words stand apart in the evidence.

    The content words of a clause must stand in one clause of a description or of a passage, or
    among the specifications. Two words side by side ("steel handle") must stand in one phrase.
    What names the product, and what other checks have held, is left out.
    """
    before: frozenset[str] = frozenset()
    for clause in statement.clauses:
        grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
        if not clause.tells or not grounds or clause.elided:
            before = frozenset()
            continue
        own = _own(statement, clause, grounds)
        if (
            _lacks_otherwise(clause, grounds)
            or _refused(statement, clause, own)
            or (own and not _stand_together(clause, own))
            or not _side_by_side(clause, own, grounds)
            or _bound_otherwise(statement, clause, before, own)
        ):
            yield clause.text.strip()
        before = own


# ------------------------------------------------------------------ what the evidence joins


@lru_cache(maxsize=4_096)
def joined(text: str) -> tuple[frozenset[str], ...]:
    """The stems of each clause of a sentence of evidence."""
    parts = _HARD.split(text)
    return tuple(frozenset(stems(part)) for part in parts if part.strip())


@lru_cache(maxsize=4_096)
def phrases(text: str) -> tuple[frozenset[str], ...]:
    """The stems of each phrase of a sentence: it ends at a comma, a preposition, a verb."""
    found: list[set[str]] = [set()]
    for word in _TOKEN.findall(text):
        if word in ",;:.!?()" or word.lower() in _SMALL:
            found.append(set())
        else:
            found[-1] |= set(stems(word))
    return tuple(frozenset(each) for each in found if each)


def _units(ground: ProductGround | PassageGround) -> Iterator[frozenset[str]]:
    if isinstance(ground, ProductGround):
        for sentence in ground.description:
            yield from joined(sentence.text)
            if sentence.elided:
                yield sentence.stems
        return
    for sentence in ground.sentences:
        yield from joined(sentence.text)
        if sentence.elided:
            yield sentence.stems


def _neutral(ground: ProductGround | PassageGround) -> frozenset[str]:
    """What the ground is about as a whole, and so goes with all of it."""
    if isinstance(ground, ProductGround):
        return ground.name
    return ground.headed | frozenset(stems(ground.facts.document))


# ------------------------------------------------------------------ what the statement joins


def _own(
    statement: Statement, clause: Clause, grounds: Sequence[ProductGround | PassageGround]
) -> frozenset[str]:
    """The content words of a clause that its grounds must join."""
    neutral = frozenset().union(*(_neutral(each) for each in grounds))
    found = frozenset(
        part
        for word in clause.words
        if not word.has_digit and not statement.is_held(word.start, word.end)
        for piece in pieces(word.text)
        if len(piece) > 1 and piece not in UNITS and piece not in NUMBER_WORDS
        for part in (stem(piece),)
        if not any(each.startswith(part) for each in neutral if len(part) > 3)
    )
    return content(found) - neutral


def _stand_together(clause: Clause, own: frozenset[str]) -> bool:
    if clause.passages and any(
        own <= unit and not _contrary(clause, unit)
        for each in clause.passages
        for unit in _units(each)
    ):
        return True
    if clause.passages and clause.products:
        return True
    return bool(clause.products) and all(_holds(each, clause, own) for each in clause.products)


def _holds(product: ProductGround, clause: Clause, own: frozenset[str]) -> bool:
    units = list(_units(product))
    if own <= product.spec_stems:
        return True
    if any(own <= unit and not _contrary(clause, unit) for unit in units):
        return True
    cuts = [each.end() for each in _JOINS.finditer(clause.text)
            if each["with"] or stem(pieces(each["noun"])[-1]) in product.name]  # fmt: skip
    if not cuts:
        return False
    edges = [0, *cuts, len(clause.text)]
    parts = [own & frozenset(stems(clause.text[start:end]))
             for start, end in itertools.pairwise(edges)]  # fmt: skip
    return all(
        part <= product.spec_stems or (not number and any(part <= unit for unit in units))
        for number, part in enumerate(parts)
    )


def _refused(statement: Statement, clause: Clause, own: frozenset[str]) -> bool:
    """Tell whether a description says no of a word, and nowhere yes, or sends elsewhere for it."""
    if clause.negative or _ELSEWHERE.search(statement.text):
        return False
    told = [_refused_of(tuple(_sentences(each)), False) for each in clause.products]
    told += [_refused_of(tuple(_sentences(each)), True) for each in clause.passages]
    return any(own & each for each in told)


@lru_cache(maxsize=1_024)
def _refused_of(sentences: tuple[str, ...], document: bool) -> frozenset[str]:
    """Stems that sentences only hold behind a no: "not a family breakfast".

    Of a document only what it forbids counts: "Do not use vinegar".
    """
    refused: set[str] = set()
    said: set[str] = set()
    for text in sentences:
        rest = text
        for pattern in (_FORBIDDEN,) if document else (_DENIED, _ELSEWHERE):
            for found in pattern.finditer(text):
                refused |= set(stems(found["of"]))
                rest = rest.replace(found.group(), " ")
        said |= set(stems(rest))
    return content(refused - said)


def _bound_otherwise(
    statement: Statement, clause: Clause, before: frozenset[str], own: frozenset[str]
) -> bool:
    """Tell whether "while it boils" goes with what no sentence says along with it."""
    if not before or not own or not _PRONOUN.match(clause.text):
        return False
    if not _BOUND.search(statement.text[: clause.start]):
        return False
    grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
    parts = [each for each in (before, own) if not any(
        each <= product.spec_stems for product in clause.products
    )]  # fmt: skip
    both = before | own
    return len(parts) == 2 and not any(
        both <= frozenset(stems(text)) for each in grounds for text in _sentences(each)
    )


def _phrases_of(ground: ProductGround | PassageGround) -> Iterator[frozenset[str]]:
    for text in _sentences(ground):
        yield from phrases(text)
    if isinstance(ground, ProductGround):
        for spec, label in ground.specs:
            value = str(spec.value).replace("\\n", " ")  # a line break as feeds write it
            yield label | frozenset(stems(value))


def _contrary(clause: Clause, unit: frozenset[str]) -> bool:
    """Tell whether a clause says "left" where the evidence says "right"."""
    return any(
        word not in unit and _CONTRARIES[word] & unit for word in clause.stems & _CONTRARIES.keys()
    )


def _side_by_side(
    clause: Clause, own: frozenset[str], grounds: Sequence[ProductGround | PassageGround]
) -> bool:
    pairs = [
        (one, other) for one, other in _neighbours(clause) if one != other and {one, other} <= own
    ]
    if not pairs:
        return True
    known = [phrase for ground in grounds for phrase in _phrases_of(ground)]
    return all(any({*pair} <= phrase for phrase in known) for pair in pairs)


def _neighbours(clause: Clause) -> Iterator[tuple[str, str]]:
    """Content words that stand side by side."""
    before = ""
    for token in _TOKEN.findall(clause.text):
        found = [stem(piece) for piece in pieces(token)]
        if not found or not token[0].isalpha() or any(each in HARMLESS for each in found):
            before = ""
            continue
        if before:
            yield before, found[0]
        before = found[-1]


def _lacks_otherwise(clause: Clause, grounds: Sequence[ProductGround | PassageGround]) -> bool:
    """Tell whether "with" and "without" have changed places, or "without" stands nowhere."""
    for found in _LACKING.finditer(clause.text):
        of = frozenset(stems(found["of"])) - PLAIN_STEMS
        if of and not any(_is_lacked(of, ground) for ground in grounds):
            return True
    for found in _HAVING.finditer(clause.text):
        of = frozenset(stems(found["of"]))
        if any(_is_lacked(of, ground) and not _is_had(of, ground) for ground in grounds):
            return True
    return False


def _sentences(ground: ProductGround | PassageGround) -> list[str]:
    told = ground.description if isinstance(ground, ProductGround) else ground.sentences
    return [each.text for each in told]


def _is_lacked(of: frozenset[str], ground: ProductGround | PassageGround) -> bool:
    """Tell whether the evidence says no of any of some words, behind the no."""
    for text in _sentences(ground):
        for found in NEGATION.finditer(text):
            rest = re.split(r"[,;:.]\s|\bbut\b", text[found.end() :])[0]
            if of & frozenset(stems(rest)):
                return True
    if isinstance(ground, ProductGround):
        free = frozenset(stems(" ".join(re.findall(r"(\w+)[ -]free\b", ground.text))))
        return bool(of & (ground.denied | free)) or any(
            spec.value is False and label & of for spec, label in ground.specs
        )
    return False


def _is_had(of: frozenset[str], ground: ProductGround | PassageGround) -> bool:
    """Tell whether a sentence without a no has the words."""
    return any(
        of <= frozenset(stems(text)) and not NEGATION.search(text) for text in _sentences(ground)
    )

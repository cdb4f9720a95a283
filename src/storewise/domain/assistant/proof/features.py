"""Check what a statement says that a product has or has not, and what a document allows."""

import re
from collections.abc import Iterator

from .ground import ProductGround, Sentence, yes_or_no
from .languages import NEGATION
from .statement import Act, Clause, Statement
from .words import content, stem, stems

_VAGUE = frozenset(stem(word) for word in "support compatible compliance function product".split())
_COLOURS = frozenset(
    stem(word)
    for word in """
    black white grey silver gold golden red blue green yellow orange purple violet pink brown beige
    turquoise cyan magenta bronze copper navy ivory cream burgundy khaki teal lilac anthracite
    """.split()
)
_COLOUR_LABEL = stem("colour")
_OF_LABEL = re.compile(
    r"^\W*(?:its |the |their )?(?P<label>[\w /()-]{3,50}?)(?: of [^:]{3,80}?)?\s*"
    r"(?::|\bis\b|\bare\b|=)\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_MOST_SHARED = 0.6


def check_features(statement: Statement) -> Iterator[str]:
    """Check polarity, colours and named labels of each clause; yields the words that fail."""
    for clause in statement.clauses:
        if clause.act is not Act.TELLS:
            continue
        for product in clause.products:
            yield from _booleans(clause, product)
            yield from _colours(statement, clause, product)
            yield from _values(clause, product)
            if not clause.passages and _turned(clause, product.description, least=3):
                yield clause.text.strip()
        for passage in clause.passages:
            if not clause.products and _turned(clause, passage.sentences, least=1):
                yield clause.text.strip()


def _booleans(clause: Clause, product: ProductGround) -> Iterator[str]:
    """A yes or no of the specifications must be said as it is."""
    said = clause.stems - product_names(product)
    for spec, label in product.specs:
        answer = yes_or_no(spec)
        core = label - _VAGUE or label
        if answer is None or not core <= said or _more_special(core, product, said):
            continue
        if answer == _negated(clause, core):
            yield f"{spec.label}: {clause.text.strip()}"


def product_names(product: ProductGround) -> frozenset[str]:
    """Stems of a product's title, which name it and say nothing of it by themselves."""
    return frozenset(stems(product.facts.title))


def _more_special(label: frozenset[str], product: ProductGround, said: frozenset[str]) -> bool:
    """Tell whether the words name a longer label too: "Bluetooth version" is not "Bluetooth"."""
    return any(label < other and other <= said for _, other in product.specs)


def _negated(clause: Clause, label: frozenset[str]) -> bool:
    """Tell whether a no stands before the label, or the sentence denies as a whole."""
    if not clause.negative:
        return False
    for found in NEGATION.finditer(clause.text):
        after = frozenset(stems(clause.text[found.end() :]))
        if label & after or found.group().lower() in ("excluded", "lacks", "lacking"):
            return True
    last = re.search(r":\s*no\b", clause.text, re.IGNORECASE)
    return bool(last) or bool(re.search(r"\b(?:not|isn't|aren't|no)\b", clause.text))


def _colours(statement: Statement, clause: Clause, product: ProductGround) -> Iterator[str]:
    """A colour must be one of the product's own, not one of something that it is for."""
    own = frozenset(
        word
        for spec, label in product.specs
        if _COLOUR_LABEL in label and isinstance(spec.value, str)
        for word in stems(spec.value)
    )
    if not own & _COLOURS or clause.negative:
        return
    for word in clause.words:
        colour = stem(word.parts[0]) if word.parts else ""
        if (
            colour in _COLOURS
            and colour not in own | product.name
            and not statement.is_held(word.start, word.end)
        ):
            yield word.text


def _values(clause: Clause, product: ProductGround) -> Iterator[str]:
    """ "The material is leather": the specification of that label must say so."""
    found = _OF_LABEL.match(clause.text)
    if not found:
        return
    wanted = content(stems(found["label"])) - product_names(product)
    meant = [spec for spec, label in product.specs if label == wanted]
    texts = [spec for spec in meant if isinstance(spec.value, str) and yes_or_no(spec) is None]
    if not wanted or not texts or len(texts) != len(meant):
        return
    said = frozenset(stems(found["value"]))
    if not any(frozenset(stems(str(spec.value))) & said for spec in texts):
        yield clause.text.strip()


def _turned(clause: Clause, told: list[Sentence], least: int) -> bool:
    """Tell whether the sentence that a clause rests on says the opposite.

    It rests on the sentences that share most of its words; one of them must agree in its yes or no.
    """
    said = content(clause.stems)
    if not said:
        return False
    shared = [(len(said & each.stems), each) for each in told]
    most = max((count for count, _ in shared), default=0)
    if most < least or most < _MOST_SHARED * len(said) * (least > 1):
        return False
    resting = [each for count, each in shared if count == most]
    return all(_part_negative(each, said) != clause.negative for each in resting)


def _part_negative(sentence: Sentence, said: frozenset[str]) -> bool:
    """Whether the part of a sentence that shares most words says no."""
    if not sentence.negative:
        return False
    parts = re.split(r"[,:()]\s|\s(?:but|unless|while|whereas|although|and|or)\s", sentence.text)
    best = max(len(said & frozenset(stems(part))) for part in parts)
    nearest = [part for part in parts if len(said & frozenset(stems(part))) == best]
    return any(NEGATION.search(part) for part in nearest)

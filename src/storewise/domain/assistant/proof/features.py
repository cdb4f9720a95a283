"""Check what a statement says that a product has or has not, and what a document allows."""

import re
from collections.abc import Iterator

from .ground import ELIDED, ProductGround, Sentence, yes_or_no
from .languages import NEGATION
from .statement import Act, Clause, Statement
from .words import content, stem, stems

_VAGUE_WORDS = "support compatible compliance function product"
_VAGUE = frozenset(stem(word) for word in _VAGUE_WORDS.split())
_COLOUR_WORDS = """
black white grey silver gold golden red blue green yellow orange purple violet pink brown beige
turquoise cyan magenta bronze copper navy ivory cream burgundy khaki teal lilac anthracite
"""
_COLOURS = frozenset(stem(word) for word in _COLOUR_WORDS.split())
_COLOUR_LABEL = stem("colour")
_OF_LABEL = re.compile(
    r"^\W*(?:its |the |their )?(?P<label>[\w /-]{3,50}?)\s*(?::\W*|\s(?:is|"
    r"are)\s)(?P<value>[^,;.]+)",
    re.IGNORECASE,
)
_IN_COLOUR = re.compile(
    r"\b(?:(?:in|full|true)[ -]colou?r|colou?r (?:print|laser|inkjet|cop|scan|photo|display|"
    r"screen))",
    re.IGNORECASE,
)
_UNIVERSAL = re.compile(
    r"\b(?:all|any|every|everything|everyone|anything|anytime|always|whenever|wherever|anywhere|"
    r"everywhere|worldwide|unlimited|lifetime)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:over|above|more than|at least|only|unless|except|provided|if|when|from|within)\b",
    re.IGNORECASE,
)
_GENEROUS = re.compile(r"\b(?:free|all|any|every|everything|always|whenever)\b", re.IGNORECASE)
_WHOLLY = re.compile(
    r"\b(?:excluded|excludes|impossible|prohibited|forbidden|refused|ausgeschlossen|exclus?)\b",
    re.IGNORECASE,
)
_NO_BEHIND = re.compile(r"(\w+):? no(?=[.,;!]|$)", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:when|if|as long as|where)\b", re.IGNORECASE)
_TURN = re.compile(r"\s(?:but|unless|while|whereas|although|though)\s|;\s", re.IGNORECASE)
_REASON = re.compile(r": (?=(?:it|they|the|this|these|you|we|use)\b)", re.IGNORECASE)


def check_features(statement: Statement) -> Iterator[str]:
    """Check polarity, colours and named labels of each clause; yields the words that fail."""
    for clause in statement.clauses:
        if clause.act is not Act.TELLS:
            continue
        for product in clause.products:
            yield from _booleans(clause, product)
            yield from _colours(statement, clause, product)
            if not clause.passages and _turned(
                clause, product.description, product_names(product), whole=True
            ):
                yield clause.text.strip()
        for passage in clause.passages:
            others = frozenset(word for each in clause.products for word in product_names(each))
            if _turned(clause, passage.sentences, others, whole=bool(clause.products)):
                yield clause.text.strip()
            if not clause.products and _widened(statement, clause, passage.sentences):
                yield clause.text.strip()
    if len({id(each) for clause in statement.clauses for each in clause.products}) == 1:
        yield from _values(statement, statement.clauses[0].products[0])


def _booleans(clause: Clause, product: ProductGround) -> Iterator[str]:
    """A yes or no of the specifications must be said as it is."""
    said = clause.stems - product_names(product)
    for spec, label in product.specs:
        answer = yes_or_no(spec)
        core = label - _VAGUE or label
        if answer is None or not core <= said or _more_special(core, product, said):
            continue
        if answer == (clause.negative if clause.elided else _negated(clause, core)):
            yield f"{spec.label}: {clause.text.strip()}"


def product_names(product: ProductGround) -> frozenset[str]:
    """Stems of a product's title, which name it and say nothing of it by themselves."""
    return frozenset(stems(product.facts.title))


def _more_special(label: frozenset[str], product: ProductGround, said: frozenset[str]) -> bool:
    """Tell whether the words name a longer label too: "Bluetooth version" is not "Bluetooth"."""
    return any(label < other <= said for _, other in product.specs)


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
    told = [product.facts.title, *(each.text for each in product.description)]
    in_colour = _IN_COLOUR.search(clause.text)
    if in_colour and not clause.negative and not any(_IN_COLOUR.search(each) for each in told):
        yield in_colour.group()
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


def _values(statement: Statement, product: ProductGround) -> Iterator[str]:
    """ "The material is leather": the specification of that label must say so."""
    found = _OF_LABEL.match(statement.text)
    if not found or NEGATION.search(found["value"]):
        return
    wanted = content(stems(found["label"])) - product_names(product)
    meant = [spec for spec, label in product.specs if label == wanted]
    texts = [spec for spec in meant if isinstance(spec.value, str) and yes_or_no(spec) is None]
    if not wanted or not texts or len(texts) != len(meant):
        return
    said = frozenset(stems(found["value"]))
    told = wanted | content(said)
    if any(frozenset(stems(str(spec.value))) & said for spec in texts):
        return
    if not any(told <= each.stems for each in product.description):
        yield found.group().strip()


def _turned(clause: Clause, told: list[Sentence], names: frozenset[str], whole: bool) -> bool:
    """Tell whether the sentence that a clause rests on says the opposite.

    It rests on the sentences that share most of its words (with `whole`: that hold all of them);
    one of them must agree in its yes or no.
    """
    said = content(clause.stems | clause.meant) - names
    resting = _resting(said, told)
    if not said or not resting or (whole and not said <= resting[0].stems):
        return False
    short = clause.negative and bool(ELIDED.search(clause.text.strip()))
    return all(
        not (short and each.elided) and _denies(each, said) != clause.negative for each in resting
    )


def _resting(said: frozenset[str], told: list[Sentence]) -> list[Sentence]:
    """The sentences that share most words with what is said."""
    shared = [(len(said & each.stems), each) for each in told]
    most = max((count for count, _ in shared), default=0)
    return [each for count, each in shared if count == most and most]


def _denies(sentence: Sentence, said: frozenset[str]) -> bool:
    """Tell whether a sentence says no of the words that are shared: they follow the no."""
    if not sentence.negative:
        return False
    if sentence.elided:
        return _denies_shortly(sentence, said)
    behind = _NO_BEHIND.findall(sentence.text)
    if behind and said & frozenset(stems(" ".join(behind))):
        return True
    parts = (part for part in _TURN.split(sentence.text) if said & frozenset(stems(part)))
    return any(_WHOLLY.search(part) or said & frozenset(stems(_denied(part))) for part in parts)


def _denied(part: str) -> str:
    """What stands behind the no of a part of a sentence; "" without one."""
    found = NEGATION.search(part)
    denied = part[found.end() :] if found else ""
    lacking = found and found.group().lower() in ("no", "without")
    denied = denied.partition(": ")[0] if lacking else _REASON.split(denied)[0]
    if found and _SUBORDINATE.search(part[: found.start()]):
        denied = denied.partition(", ")[0]
    return denied


def _denies_shortly(sentence: Sentence, said: frozenset[str]) -> bool:
    """ "The lid does not": of the lid it denies what the sentence before says."""
    own = content(stems(sentence.text))
    before = content(sentence.stems) - own
    return bool(said & own) and (bool(said & before) or "," in sentence.text)


def _widened(statement: Statement, clause: Clause, told: list[Sentence]) -> bool:
    """Tell whether a clause promises more than its sentence: a condition left out, an "all"."""
    said = content(clause.stems)
    resting = _resting(said, told)
    if clause.negative:
        return False
    everything = [each for passage in clause.passages for each in passage.sentences]
    universal = bool(_UNIVERSAL.search(clause.text))
    if universal and not any(_UNIVERSAL.search(each.text) for each in resting or everything):
        return True
    if not resting:
        return False
    if not _GENEROUS.search(clause.text):
        return False
    return all(_CONDITION.search(each.text) for each in resting) and not _CONDITION.search(
        statement.text
    )

"""A statement taken apart: words, clauses, and the products that each clause speaks of."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from storewise.ml.retrieval import fold

from .ground import PassageGround, ProductGround
from .languages import NEGATION
from .lexicon import NUMBER_WORDS
from .references import REFERENCES, blank, references
from .words import PART, WORD, content, is_plain, pieces, stems

_BREAK = re.compile(
    r"(?:[,;:]|\.(?=\s+\S))\s+|\s[–—|-]\s|[()]|\s(?:and|but|while|whereas|however|although|though|"
    r"because|so(?! (?:do|is|are|has|have|can))|plus|"
    r"versus|vs\.?|compared (?:to|with)|as opposed to|und|aber|et|mais|pero|maar|och|og)\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:i|we|you|is|are|was|has|have|not|no|n't|don't)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^\W*(?:(?:yes|no|sure|also|and|but|in addition|additionally|moreover|however|"
    r"furthermore)\W+)*"
    r"(?:it|its|it's|this|that|the (?:product|item|article|device|model|same)|er|sie|es|il|elle|"
    r"lo|la|het|hij|ele|ela|to|den|det)\b",
    re.IGNORECASE,
)


_BESIDE = re.compile(
    r"\b(?:versus|vs\.?|compared (?:to|with)|as opposed to)\s+$|^\W*(?:versus|compared|as opposed)",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"\b(?:do|does|is|are|has|have|can)(?:n't|n’t| not)?(?: so| too| either| as well)?\W*$|"
    r"^\W*(?:(?:and|but) )?(?:so|neither|nor) (?:do|does|is|are|has|have|can)\b",
    re.IGNORECASE,
)


_SPACED = re.compile(r"(?<![\w.,-])([1-9]\d{0,2}) (\d{3})(?= ?[^\W\d_]{1,6}\b)")
_BETWEEN = re.compile(r"\b(?:between|from) [\w.,€$£]+(?: \S{1,3})?$", re.IGNORECASE)
_UNLIKE = re.compile(r"^\W*(?:unlike|in contrast to|as opposed to)\s", re.IGNORECASE)
_LINE = re.compile(r"^\W*[-*•]\s+\W*[A-Za-z][\w ()/-]{1,40}:\W*\s\S")


class Act(Enum):
    """What a clause does: it says what is, that something is not known or found, or it asks."""

    TELLS = "tells"
    KNOWS_NOT = "knows not"
    ASKS = "asks"


@dataclass(slots=True)
class Word:
    """A word of a statement, with its place and its folded parts."""

    text: str
    start: int
    end: int
    parts: list[str]

    @property
    def has_digit(self) -> bool:
        """Tell whether a digit stands in the word."""
        return any(letter.isdigit() for letter in self.text)


@dataclass(slots=True)
class Clause:
    """A part of a statement that says one thing, and what it says it of."""

    text: str
    start: int
    end: int
    words: list[Word]
    products: list[ProductGround] = field(default_factory=list)
    passages: list[PassageGround] = field(default_factory=list)
    act: Act = Act.TELLS
    negative: bool = False
    stems: frozenset[str] = frozenset()
    meant: frozenset[str] = frozenset()  # stems of the evidence's other wording of it
    elided: bool = False  # it takes up the clause before: "… whereas the other one doesn't"

    @property
    def tells(self) -> bool:
        """Tell whether it says what is."""
        return self.act is Act.TELLS

    def __contains__(self, position: int) -> bool:
        return self.start <= position < self.end


@dataclass(slots=True)
class Statement:
    """One sentence or list line. `text` has blanks where references stood, so places agree."""

    raw: str
    text: str
    refs: list[str]
    words: list[Word]
    names: list[tuple[int, int, ProductGround]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)  # spans that are proven
    quoted: list[str] = field(default_factory=list)  # verbatim quotes, taken out of the text
    products: list[ProductGround] = field(default_factory=list)

    def hold(self, start: int, end: int) -> None:
        """Note that a span of the text is proven."""
        self.held.append((start, end))

    def is_held(self, start: int, end: int) -> bool:
        """Tell whether a span lies within proven ones."""
        return any(first <= start and end <= last for first, last in self.held)

    @property
    def opens_with_pronoun(self) -> bool:
        """Tell whether the statement speaks of what was spoken of before."""
        return bool(_PRONOUN.match(self.text))

    @property
    def is_value(self) -> bool:
        """Tell whether the statement is a line of a list that gives a label and its value."""
        return bool(_LINE.match(self.text))


def take_apart(raw: str) -> Statement:
    """Read a statement: references out, words found."""
    text = blank(raw)
    found = [
        Word(match.group(), match.start(), match.end(), _parts(match.group()))
        for match in WORD.finditer(text)
    ]
    return Statement(raw, text, references(raw), found)


def _parts(word: str) -> list[str]:
    plain = fold(word.replace("’", "'")).removesuffix("'s")
    return PART.findall(plain.replace("'", ""))


def find_names(statement: Statement, candidates: Sequence[ProductGround]) -> None:
    """Find where products are named by the beginning of their title, or by a code of it."""
    flat = [(piece, word) for word in statement.words for piece in pieces(word.text)]
    known = [piece for piece, _ in flat]
    for product in candidates:
        for first, last in _runs(known, product):
            run = [word for _, word in flat[first : last + 1]]
            end = run[_before_number(statement.text, run)].end
            statement.names.append((run[0].start, end, product))


def _before_number(text: str, run: Sequence[Word]) -> int:
    """Where a name ends, in words from its first: "the Alto Kettle, 1 l" names no "Kettle 1"."""
    for number, (word, after) in enumerate(itertools.pairwise(run)):
        if "," in text[word.end : after.start] and after.text[0].isdigit():
            return number
    return len(run) - 1


def _runs(known: list[str], product: ProductGround) -> list[tuple[int, int]]:
    """Runs of words that follow the title from its first or second word on, or name a code."""
    title = product.title_words
    codes = product.name_codes
    found = []
    position = 0
    while position < len(known):
        length = max(
            (_shared(known[position:], title[begin:]) for begin in range(min(2, len(title)))),
            default=0,
        )
        if known[position] in NUMBER_WORDS and length == 2 and title[0] != known[position]:
            length = 0  # "two headphones" are not the "Lull Two Headphones"
        if length >= 2 or (length == 1 and len(title) == 1):
            found.append((position, position + length - 1))
        elif known[position] in codes:
            found.append((position, position))
        position += max(length, 1)
    return found


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length


def split_clauses(statement: Statement) -> None:
    """Cut the statement where it goes on to another thing; names stay whole."""
    _join_thousands(statement)
    cuts = [
        match.end()
        for match in _BREAK.finditer(statement.text)
        if not (match[0][0] == ":" and _is_label(statement.text[: match.start()]))
        and not _BETWEEN.search(statement.text[: match.start()])
        and not any(
            start < match.start() and match.end() < end for start, end, _ in statement.names
        )
    ]
    edges = [0, *cuts, len(statement.text)]
    for start, end in itertools.pairwise(edges):
        words = [word for word in statement.words if start <= word.start < end]
        if words:
            text = statement.text[start:end]
            statement.clauses.append(
                Clause(
                    text,
                    start,
                    end,
                    words,
                    negative=bool(NEGATION.search(text)),
                    stems=frozenset(stems(text)),
                )
            )


def _join_thousands(statement: Statement) -> None:
    """Read "1 800 W" as one number: put a hard blank between its groups."""
    for match in _SPACED.finditer(statement.text):
        at = match.start(2) - 1
        if not any(start <= match.start() < end for start, end, _ in statement.names):
            statement.text = statement.text[:at] + "\u00a0" + statement.text[at + 1 :]


def _is_label(before: str) -> bool:
    """Tell whether what stands before a colon only names what follows it."""
    return not _SENTENCE.search(re.split(r"[,;:–—]\s", before)[-1])


def bind(statement: Statement, products: Sequence[ProductGround]) -> None:
    """Say of each clause which products it speaks of.

    Products named in the clause, or referred to in it, come first; a clause that names none goes
    on with those before it, or with those of the next one. A clause that does nothing but name
    hands its products on: "The A and the B are in stock" says it of both.
    """
    statement.products = list(products)
    if len(products) == 1:
        for clause in statement.clauses:
            clause.products = list(products)
        return
    _go_on(statement, products)
    following: list[ProductGround] = list(products)
    for clause in reversed(statement.clauses):
        if not clause.products:
            clause.products = following
        following = clause.products


def _go_on(statement: Statement, products: Sequence[ProductGround]) -> None:
    """Give clauses the products that they name, or those of the clause before."""
    own = _own_words(products)
    named = [_mentioned(statement, clause, products, own) for clause in statement.clauses]
    pending: list[ProductGround] = []
    current: list[ProductGround] = []
    for clause, mentioned in zip(statement.clauses, named, strict=True):
        if mentioned:
            if not _says_something(statement, clause):
                if _UNLIKE.match(clause.text):
                    clause.products = mentioned
                    continue
                pending += [each for each in mentioned if each not in pending]
                continue
            current = [*pending, *(each for each in mentioned if each not in pending)]
            pending = []
        elif pending:
            current, pending = pending, []
        elif len(current) == 1 and len(products) == 2 and _stands_beside(statement, clause):
            clause.products = [each for each in products if each is not current[0]]
            continue
        clause.products = list(current)
    said = [clause for clause in statement.clauses if clause.products]
    if pending and said:
        said[-1].products += [each for each in pending if each not in said[-1].products]


def _stands_beside(statement: Statement, clause: Clause) -> bool:
    """Tell whether a clause gives the other's value: "60 hours versus 40 hours"."""
    before = statement.text[: clause.start]
    return bool(_BESIDE.search(before) or _BESIDE.match(clause.text))


def _own_words(products: Sequence[ProductGround]) -> list[frozenset[str]]:
    """For each product the words of its title that no other one's has."""
    titles = [frozenset(each.title_words) for each in products]
    return [
        title - frozenset().union(*(other for other in titles if other is not title))
        for title in titles
    ]


def _mentioned(
    statement: Statement,
    clause: Clause,
    products: Sequence[ProductGround],
    own: Sequence[frozenset[str]],
) -> list[ProductGround]:
    scores = []
    for product, mine in zip(products, own, strict=True):
        words = {
            part
            for word in clause.words
            if not _is_number(word) or _in_name(statement, word, product)
            for part in (*word.parts, *pieces(word.text))
        }
        spans = sum(_names_alone(statement, name) for name in statement.names
                    if name[2] is product and name[0] in clause)  # fmt: skip
        scores.append(10 * spans + len(mine & words))
    if any(scores):
        top = max(scores)
        return [p for p, score in zip(products, scores, strict=True) if score and score * 3 >= top]
    for match in REFERENCES.finditer(statement.raw):
        refs = references(match.group())
        if clause.start < match.end() <= clause.end + 1 and len(refs) == 1:
            return [p for p in products if p.facts.ref in refs]
    return []


def _names_alone(statement: Statement, name: tuple[int, int, ProductGround]) -> bool:
    """Tell whether a name is that of one product only."""
    start, end, product = name
    return not any(
        first <= start and end <= last
        for first, last, other in statement.names
        if other is not product
    )


def _is_number(word: Word) -> bool:
    return not any(letter.isalpha() for letter in word.text)


def _in_name(statement: Statement, word: Word, product: ProductGround) -> bool:
    """Tell whether a word stands where the product is named: a mere number names nothing."""
    return any(
        each is product and start <= word.start and word.end <= end
        for start, end, each in statement.names
    )


def _says_something(statement: Statement, clause: Clause) -> bool:
    """Tell whether a clause says more than a name."""
    rest = [
        word
        for word in clause.words
        if not any(start <= word.start and word.end <= end for start, end, _ in statement.names)
    ]
    if any(word.has_digit for word in rest):
        return True
    names = {piece for product in statement.names for piece in product[2].title_words}
    left = {part for word in rest for part in word.parts} - names
    if re.search(r"\b(?:an?|ein|eine|une?|een)\s", clause.text, re.IGNORECASE):
        return True
    return bool(left & _VERBS) or not all(is_plain(part) for part in left)


_VERBS = frozenset(
    ("is", "are", "has", "have", "was", "were", "does", "do", "can", "be", "doesnt", "dont", "isnt",
     "arent", "hasnt", "cant")
)  # fmt: skip


def carry_on(statement: Statement) -> None:
    """Give clauses that only take up the one before its words: "… and so does the other"."""
    names = frozenset(word for each in statement.products for word in stems(each.facts.title))
    for clause, after in itertools.pairwise(statement.clauses):
        if clause.products and _UNLIKE.match(clause.text):
            clause.elided, clause.negative = True, not after.negative
            clause.stems |= after.stems - names
    for before, clause in itertools.pairwise(statement.clauses):
        own = content(clause.stems) - names
        if clause.products and not own and _ELIDED.search(clause.text):
            clause.elided = True
            clause.stems |= before.stems - names


def hold_names(statement: Statement, products: Sequence[ProductGround]) -> None:
    """Note the names of a statement's products as proven, wherever they stand."""
    for start, end, product in statement.names:
        if product in products:
            statement.hold(start, end)
    own = frozenset().union(*_own_words(products)) if len(products) > 1 else frozenset()
    for word in statement.words:
        named = word.text[:1].isupper() or (word.has_digit and not _is_number(word))
        if named and own & {*word.parts, *pieces(word.text)}:
            statement.hold(word.start, word.end)


def mentions(
    statement: Statement, products: Sequence[ProductGround]
) -> list[tuple[int, ProductGround]]:
    """Where products are named or referred to one by one, in order of place."""
    own = _own_words(products)
    found = []
    for word in statement.words:
        parts = {*word.parts, *pieces(word.text)}
        named = [
            p
            for p, mine in zip(products, own, strict=True)
            if mine & parts and (not _is_number(word) or _in_name(statement, word, p))
        ]
        if len(named) == 1:
            found.append((word.start, named[0]))
    for match in REFERENCES.finditer(statement.raw):
        refs = references(match.group())
        if len(refs) == 1 and match.end() < len(statement.raw.rstrip()):
            found += [(match.start(), p) for p in products if p.facts.ref in refs]
    return sorted(found, key=lambda each: each[0])

"""The net under all other checks: each word and number of a statement must come from somewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from storewise.domain.assistant.facts import Evidence
from storewise.domain.assistant.schemas import Problem
from storewise.ml.retrieval import fold, fold_code

from .ground import PassageGround, ProductGround, codes_of, folded_words
from .languages import TERM_OF
from .lexicon import BRANDS, CHARGED_WORDS
from .quantities import Quantity, is_held, quantities
from .statement import Act, Clause, Statement, Word
from .words import HARMLESS, is_plain, pieces, stem, stems, telling

_CHARGED = frozenset(stem(word) for word in CHARGED_WORDS)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|ca\.|etwa|rund|environ|"
    r"unos|circa|ongeveer)\s*$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?:here (?:are|is)|these|those|following|below|top|first|the|of|both|all|between)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|against|rather than|instead of)\s+(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\s+(?:lighter|heavier|more|less|longer|shorter|taller|wider|larger|smaller|bigger|thinner|"
    r"thicker|faster|slower|higher|lower)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:up to|max(?:imum)?(?: of)?|at most|bis zu|jusqu'à|hasta)\s*$", re.IGNORECASE
)
_USED_FOR = re.compile(r"\s+(?:to|for|with|in|as|by|on|at|when)\b", re.IGNORECASE)
_SAID_BACK = re.compile(
    r"\b(?:from|to|and|between|under|over|up to|at least|at most|above|below|than|with|:)\s*$",
    re.IGNORECASE,
)
_MAXIMUM = frozenset((stem("maximum"),))
_PAIR = re.compile(r"\d+(?:[.,]\d+)?(?:\s?[x×]\s?\d+(?:[.,]\d+)?)+")
_VERSION = re.compile(r"\b[A-Z][\w-]*\s\d+(?:\.\d+)*")
_LIST_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s")


@dataclass
class Everything:
    """All evidence of the turn, the question and the store: what a word may come from at all."""

    evidence: Evidence
    question: str
    store_name: str
    products: dict[str, ProductGround] = field(default_factory=dict)

    @cached_property
    def store(self) -> frozenset[str]:
        """Stems of the store's name."""
        return frozenset(stems(self.store_name))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems and codes of the question."""
        return frozenset(stems(self.question)) | codes_of(self.question)

    @cached_property
    def searched(self) -> frozenset[str]:
        """Stems of what was searched for and found, all words together."""
        return frozenset(stem for search in self.evidence.searches if search.answered
                         for stem in _search_stems(search.wanted.model_dump()))  # fmt: skip

    @cached_property
    def sought(self) -> frozenset[str]:
        """Stems of all that was searched for, found or not."""
        return frozenset(stem for search in self.evidence.searches
                         for stem in _search_stems(search.wanted.model_dump()))  # fmt: skip

    @cached_property
    def brands(self) -> frozenset[str]:
        """Stems of the brands found, and of the kinds that they make."""
        return frozenset(
            word
            for each in self.evidence.brands.values()
            for word in stems(" ".join([each.name, *each.categories]))
        )

    @cached_property
    def listing(self) -> frozenset[str]:
        """What may be said of the store as a whole: names found, kinds found, words that found."""
        names = (word for each in self.products.values() for word in each.name)
        return frozenset(names) | self.brands | self.searched | self.store

    @cached_property
    def anything(self) -> frozenset[str]:
        """Stems of all evidence, the question, the searches."""
        found = self.listing | self.asked | self.sought
        for each in self.products.values():
            found |= each.stems | each.codes
        for passage in self.evidence.passages.values():
            found |= frozenset(stems(f"{passage.document} {passage.text}"))
            found |= codes_of(passage.text)
        return found

    @cached_property
    def counts(self) -> frozenset[float]:
        """Totals of searches and of brands."""
        found = {float(each.total) for each in self.evidence.searches if not each.relaxed}
        found |= {float(each.product_count) for each in self.evidence.brands.values()}
        return frozenset(found | {float(len(self.evidence.brands))})


def _search_stems(search: dict[str, object]) -> list[str]:
    attributes = search["attributes"]
    assert isinstance(attributes, dict)  # noqa: S101 - the shape of ProductSearch
    said = [search["words"], search["category"] or "", search["brands"], search["not_brands"]]
    ranges = search["ranges"] if isinstance(search["ranges"], dict) else {}
    text = " ".join(str(each) for each in (*said, *attributes, *attributes.values(), *ranges))
    return stems(text)


def check_support(statement: Statement, everything: Everything, strict: bool) -> Iterator[Problem]:
    """Check all numbers and words that no other check has held already.

    With `strict` each content word needs support; otherwise (a language whose words proof does not
    know) only numbers, names, words with digits, and terms of sale.
    """
    marker = _LIST_NUMBER.match(statement.text)
    if marker:
        statement.hold(*marker.span())
    for clause in statement.clauses:
        yield from _numbers(statement, clause, everything)
    for clause in statement.clauses:
        ground = _ground(statement, clause, everything)
        for word in clause.words:
            if statement.is_held(word.start, word.end):
                continue
            problem = _unsupported(word, clause, ground, strict)
            if problem:
                yield problem


# ------------------------------------------------------------------ numbers


def _numbers(statement: Statement, clause: Clause, everything: Everything) -> Iterator[Problem]:
    free = [word for word in clause.words if not statement.is_held(word.start, word.end)]
    context = telling(stems(" ".join(word.text for word in free)))
    found = [_moved(each, clause.start) for each in quantities(clause.text)]
    if clause.passages and not clause.products and len(quantities(statement.text)) == 1:
        context = telling(stems(statement.text))
    context |= clause.meant
    for each in found:
        if statement.is_held(each.start, each.end):
            continue
        before = statement.text[max(0, each.start - 20) : each.start]
        near = each.context & context if len(found) > 1 and each.context & context else context
        if _UP_TO.search(before):
            near |= _MAXIMUM
        if (
            _is_verbatim(statement, each, clause)
            or _is_apart(statement, each)
            or _is_stated(each, near, clause, bool(_ABOUT.search(before)))
            or _is_count(statement, each, clause, everything)
        ):
            statement.hold(each.start, each.end)
            continue
        statement.hold(each.start, each.end)
        kind = "specification" if clause.products else "number"
        yield Problem(kind=kind, text=statement.text[each.start : each.end])


def _moved(each: Quantity, by: int) -> Quantity:
    return replace(each, start=each.start + by, end=each.end + by)


def _is_verbatim(statement: Statement, each: Quantity, clause: Clause) -> bool:
    """A version ("Windows 10") or a pair ("1920 x 1080") that stands so in the evidence."""
    if each.unit and each.dimension != "pixels":
        return False
    around = statement.text[max(0, each.start - 25) : each.end + 15]
    for pattern in (_PAIR, _VERSION):
        for match in pattern.finditer(around):
            number = statement.text[each.start : each.end].split(" ")[0]
            if number not in match.group():
                continue
            words = folded_words(match.group())
            grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
            if grounds and all(f" {words} " in f" {each.folded} " for each in grounds):
                return True
    return False


def _is_apart(statement: Statement, each: Quantity) -> bool:
    """The other's number ("compared to 13 ppm"), or how far two are apart ("1.3 kg lighter")."""
    products = statement.products
    if len(products) != 2:
        return False
    if _BESIDE.search(statement.text[: each.start]):
        return any(is_held(each, each.context, p.quantities, about=False) for p in products)
    if not _FURTHER.match(statement.text[each.end :]) or not each.unit:
        return False
    one, other = ([q for q in p.quantities if q.label and q.unit] for p in products)
    return any(
        left.context == right.context
        and left.dimension == right.dimension == each.dimension
        and abs(abs(left.size - right.size) - each.size) <= 0.005 * each.size
        for left in one
        for right in other
    )


def _is_stated(each: Quantity, context: frozenset[str], clause: Clause, about: bool) -> bool:
    """Held by each product of the clause, or by one of its passages."""
    products = clause.products
    code = f"{each.value:.0f}"
    if len(code) >= 6 and products and all(code in _bare_codes(one) for one in products):
        return True
    if products and not each.unit and all(each.value in _versions(clause, one) for one in products):
        return True
    if products and all(is_held(each, context, one.quantities, about) for one in products):
        return True
    return is_held(each, context, [q for p in clause.passages for q in p.quantities], about)


def _versions(clause: Clause, product: ProductGround) -> set[float]:
    """How many colours, sizes … there are of a product, of those that the clause speaks of."""
    options = [each.options for each in product.facts.variants]
    return {
        float(len({values[at] for values in options if len(values) > at}))
        for at, name in enumerate(product.facts.option_names)
        if frozenset(stems(name)) <= clause.stems
    }


def _bare_codes(product: ProductGround) -> set[str]:
    return {code.lstrip("0") for code in product.facts.codes}


def _is_count(statement: Statement, each: Quantity, clause: Clause, everything: Everything) -> bool:
    if each.unit:
        return clause.act is Act.KNOWS_NOT and each.value in _asked_numbers(everything)
    listed = sum(ref.startswith("P") for ref in statement.refs)
    if listed > 1 and each.value == listed:
        return True
    if clause.act is not Act.TELLS and 1 < each.value <= len(everything.evidence.products):
        return True
    if clause.act is not Act.TELLS:
        return each.value in _asked_numbers(everything) or each.value in everything.counts
    if clause.products or clause.passages:
        return False
    before = statement.text[: each.start]
    if _SAID_BACK.search(before) and each.value in _asked_numbers(everything):
        return True
    if each.value in everything.counts:
        return _counts_what_was_sought(each, clause, everything)
    named = _LISTS.search(statement.text[: each.start])
    return bool(named) and 1 < each.value <= len(everything.evidence.products)


def _counts_what_was_sought(each: Quantity, clause: Clause, everything: Everything) -> bool:
    """A total belongs to its search, a brand's count to the brand."""
    for brand in everything.evidence.brands.values():
        if frozenset(stems(brand.name)) <= clause.stems:
            return any(
                each.value == other.product_count
                for other in everything.evidence.brands.values()
                if frozenset(stems(other.name)) <= clause.stems
            )
    return True


def _asked_numbers(everything: Everything) -> set[float]:
    return {each.value for each in quantities(everything.question)}


# ------------------------------------------------------------------ words


@dataclass(slots=True)
class _Ground:
    stems: frozenset[str]
    codes: frozenset[str]
    charged: bool  # whether terms of sale may be spoken of without proof


def _ground(statement: Statement, clause: Clause, everything: Everything) -> _Ground:
    if clause.act is not Act.TELLS:
        words = everything.anything
        return _Ground(words, words, clause.act is Act.KNOWS_NOT)
    if not clause.products and not clause.passages:
        words = everything.listing - _CHARGED
        return _Ground(words, words | codes_of(" ".join(words)), charged=False)
    shared = _shared(clause.products)
    told = shared.union(*(each.stems for each in clause.passages))
    grounds: list[ProductGround | PassageGround] = [*clause.products, *clause.passages]
    codes: frozenset[str] = frozenset().union(*(each.codes for each in grounds))
    return _Ground(told | everything.store, codes, charged=False)


def _shared(products: Sequence[ProductGround]) -> frozenset[str]:
    """What all products of a clause hold; what is said of several must be true of each."""
    if not products:
        return frozenset()
    return frozenset.intersection(*(each.stems for each in products))


def _unsupported(word: Word, clause: Clause, ground: _Ground, strict: bool) -> Problem | None:
    if word.has_digit:
        if _is_code_held(word, ground):
            return None
        return Problem(
            kind="name" if re.search(r"[^\W\d]", word.text) else "number", text=word.text
        )
    parts = word.parts or pieces(word.text)
    joined = re.sub(r"[-'.]", "", fold(word.text))
    if joined in ground.stems or is_plain(joined):
        return None
    for part in parts:
        if _is_fine(part, ground, strict, word, clause):
            continue
        named = part in BRANDS or (word.text[:1].isupper() and word.start > clause.start)
        return Problem(kind="name" if named else "unsupported", text=word.text)
    return None


def _is_code_held(word: Word, ground: _Ground) -> bool:
    if fold_code(word.text) in ground.codes:
        return True
    return all(
        part in ground.codes or is_plain(part) or stem(part) in ground.stems
        for part in pieces(word.text)
    )


def _is_fine(part: str, ground: _Ground, strict: bool, word: Word, clause: Clause) -> bool:
    root = stem(part)
    if part == "used" and root not in ground.stems:
        return bool(_USED_FOR.match(clause.text[word.end - clause.start :]))
    if root in ground.stems or part in ground.stems:
        return True
    if part == "data" and clause.act is Act.KNOWS_NOT:
        return True
    if root in _CHARGED or part in TERM_OF:
        return ground.charged or _term_is_held(part, ground)
    if is_plain(part) or root in HARMLESS:
        return True
    if strict:
        return False
    return part not in BRANDS and not _is_acronym(word.text)


def _term_is_held(part: str, ground: _Ground) -> bool:
    """A term of sale in another language than the evidence: held where the same term stands."""
    term = TERM_OF.get(part)
    return bool(term) and any(
        TERM_OF.get(word) == term or stem(word) == term for word in ground.stems
    )


def _is_acronym(word: str) -> bool:
    return len(word) >= 2 and sum(letter.isupper() for letter in word) >= 2

"""Check the statements of an answer, one by one, against what the store's tools returned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from storewise.domain.assistant.facts import Evidence
from storewise.domain.assistant.schemas import Citation, Problem
from storewise.domain.identity.schemas import Store

from .acts import name_acts
from .comparing import check_comparisons
from .conditions import check_conditions
from .denials import check_denials
from .features import check_features
from .forbidden import check_forbidden, check_quoted, links_in
from .ground import PassageGround, ProductGround
from .hours import hold_times
from .languages import language_of
from .markup import visible
from .openings import leave_out_opening
from .paraphrases import hold_paraphrases
from .prices import Limits, check_prices
from .quotes import check_quotes, take_out_quotes
from .references import Numbering, replace, take_out_numbers
from .relations import check_relations
from .sources import hold_contact, says_nothing, supporting
from .stated import hold_stated
from .statement import (
    Act,
    Statement,
    bind,
    carry_on,
    find_names,
    hold_names,
    split_clauses,
    take_apart,
)
from .stock import check_stock
from .strictness import check_strictness
from .support import Everything, check_support


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement as it may be said, or None where it may not, and why."""

    text: str | None
    citations: list[Citation] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Prover:
    """Proves the statements of one turn, in their order.

    `hosts` are those that a link may lead to; `before` are citations that the answer has already;
    `languages` are those that the store's assistant speaks: in another one, every word needs
    support, which in effect keeps it silent.
    """

    def __init__(
        self,
        evidence: Evidence,
        *,
        question: str,
        store: Store,
        hosts: frozenset[str] = frozenset(),
        before: Sequence[Citation] = (),
        languages: Sequence[str] = (),
    ) -> None:
        self._evidence = evidence
        self._question = question
        self._store = store
        self._hosts = hosts | ({store.domain} if store.domain else set())
        self._languages = frozenset(languages or (store.locale[:2],))
        self._numbering = Numbering(before)
        self._products: dict[str, ProductGround] = {}
        self._passages: dict[str, PassageGround] = {}
        self._all: Everything | None = None
        self._state: tuple[int, ...] = ()
        self._limits = Limits(store.currency, frozenset())
        self._spoken_of: list[str] = []  # references of the statement before
        self._shown: list[str] = []  # and of the last one that passed

    @property
    def citations(self) -> list[Citation]:
        """The citations of the answer so far, by number."""
        return self._numbering.citations

    def check(self, statement: str) -> Checked:
        """Decide about the next statement, a sentence or a line of a list."""
        raw = leave_out_opening(take_out_numbers(visible(statement)), self._question)
        read = take_apart(raw)
        if not any(letter.isalnum() for letter in read.text):
            return Checked(None)
        everything = self._everything()
        products, passages = self._bind(read)
        problems = list(self._problems(read, products, passages, everything))
        if problems:
            self._spoken_of = [each.facts.ref for each in products] or self._spoken_of
            return Checked(None, problems=_once(problems))
        return self._cite(read, products, passages)

    # -------------------------------------------------------------- what it speaks of

    def _everything(self) -> Everything:
        evidence = self._evidence
        sizes = (len(evidence.passages), len(evidence.searches), len(evidence.brands))
        state = (*sizes, *(id(each) for each in evidence.products.values()))
        if self._all and state == self._state:
            return self._all
        grounds = {}
        for ref, facts in self._evidence.products.items():
            known = self._products.get(ref)
            grounds[ref] = known if known and known.facts is facts else ProductGround(facts)
        self._products = grounds
        self._all = Everything(self._evidence, self._question, self._store.name, grounds)
        searches = self._evidence.searches
        self._limits = Limits.of(self._question, searches, self._store.currency)
        self._state = state
        return self._all

    def _bind(self, read: Statement) -> tuple[list[ProductGround], list[PassageGround]]:
        products = [self._products[ref] for ref in read.refs if ref in self._products]
        passages = [self._passage(ref) for ref in read.refs if ref in self._evidence.passages]
        quotable = [text for each in passages for text in each.quotable]
        titles = [each.facts.document for each in passages]
        take_out_quotes(read, quotable + [each.quotable for each in products], titles)
        find_names(read, products or list(self._products.values()))
        if not read.refs:
            named = list({id(each): each for _, _, each in read.names}.values())
            products = named if 0 < len(named) <= 4 else []
            if not products:
                read.names.clear()
        carried = read.opens_with_pronoun or (read.is_value and len(self._spoken_of) == 1)
        if not products and not passages and carried:
            products = [self._products[r] for r in self._spoken_of if r in self._products]
        split_clauses(read)
        bind(read, products)
        hold_names(read, products)
        hold_stated(read)
        self._hold_brands(read)
        name_acts(read)
        for clause in read.clauses:
            clause.passages = passages
        carry_on(read)
        hold_times(read)
        hold_paraphrases(read)
        return products, passages

    def _hold_brands(self, read: Statement) -> None:
        """Names of brands are words of the store, whatever signs they are made of: 3M, C2G."""
        known = {*self._evidence.brands, *(each.brand for each in self._evidence.products.values())}
        for name in known:
            if name and not name.isalpha():
                for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", read.text):
                    read.hold(*found.span())

    def _passage(self, ref: str) -> PassageGround:
        facts = self._evidence.passages[ref]
        known = self._passages.get(ref)
        if known is None or known.facts is not facts:
            known = self._passages[ref] = PassageGround(facts)
        return known

    # -------------------------------------------------------------- the checks

    def _problems(
        self,
        read: Statement,
        products: list[ProductGround],
        passages: list[PassageGround],
        everything: Everything,
    ) -> Iterator[Problem]:
        known = {*self._evidence.products, *self._evidence.passages}
        for ref in read.refs:
            if ref not in known:
                yield Problem(kind="product" if ref[0] == "P" else "quote", text=ref)
        titles = [f"{each.facts.title} {each.facts.brand}" for each in self._products.values()]
        titles += self._evidence.brands
        ours = [self._store.name, self._store.settings.contact_email or ""]
        trusted = "\n".join([*(each.text for each in passages), *titles, *ours])
        forbidden = list(check_forbidden(read.text, self._hosts, trusted, bool(passages)))
        forbidden += [p for each in read.quoted for p in check_quoted(each, self._hosts, trusted)]
        yield from forbidden
        if not forbidden:
            hold_contact(read, self._store.settings.contact_email)
            for start, end in links_in(read.text):
                read.hold(start, end)
        if (products or passages) and says_nothing(read):
            yield Problem(kind="unsupported", text=read.text.strip()[:300])
        if self._is_misplaced(read, products):
            yield Problem(kind="product", text=read.text[:300])
        yield from _as("quote", check_quotes(read))
        limits = self._limits
        yield from _as("price", check_prices(read, products, bool(passages), limits))
        stocked = any(each.wanted.in_stock and each.total for each in self._evidence.searches)
        yield from _as("stock", check_stock(read, stocked))
        yield from _as("specification", check_comparisons(read, products, self._evidence))
        yield from _as("specification", check_features(read))
        yield from _as("specification", check_strictness(read))
        yield from _as("quote", check_conditions(read))
        yield from _as("unsupported", check_denials(read, everything, limits))
        language = language_of(read.text)
        strict = language == "en" or language not in self._languages
        if language == "en":
            yield from _as("unsupported", check_relations(read))
        yield from check_support(read, everything, strict)

    def _is_misplaced(self, read: Statement, products: list[ProductGround]) -> bool:
        """Tell whether "it" would be read as another product than the one referred to."""
        if not read.opens_with_pronoun or not products or not self._shown or read.names:
            return False
        return not {each.facts.ref for each in products} <= set(self._shown)

    # -------------------------------------------------------------- citations

    def _cite(
        self, read: Statement, products: list[ProductGround], passages: list[PassageGround]
    ) -> Checked:
        tells = any(clause.act is Act.TELLS for clause in read.clauses)
        numbers: dict[str, int] = {}
        citations = []
        words = frozenset(word for clause in read.clauses for word in clause.stems)
        grounds: list[ProductGround | PassageGround] = [*products, *passages]
        cited = {each.facts.ref: each for each in grounds}
        order = read.refs or (list(cited) if tells else [])
        if len(order) > 1 and tells and not read.quoted:
            order = supporting(read, order, cited, self._store.currency)
        for ref in order:
            ground = cited.get(ref)
            if isinstance(ground, ProductGround):
                citation = self._numbering.product(ground.facts)
            elif ground:
                citation = self._numbering.passage(ground.facts, ground.quote_for(words))
            else:
                continue
            numbers[ref] = citation.number
            citations.append(citation)
        missing = [] if read.refs else sorted(set(numbers.values()))
        shown = [each.facts.ref for each in products if each.facts.ref in numbers or not order]
        if shown:
            self._spoken_of = self._shown = shown
        text = replace(read.raw, numbers, missing)
        return Checked(text, list({each.number: each for each in citations}.values()), shown)


def _as(kind: str, found: Iterator[str]) -> Iterator[Problem]:
    for text in found:
        yield Problem.model_validate({"kind": kind, "text": text[:300]})


def _once(problems: list[Problem]) -> list[Problem]:
    return list({(each.kind, each.text): each for each in problems}.values())

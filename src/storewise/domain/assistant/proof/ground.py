"""What the evidence holds under a reference, made ready for statements to be checked against."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from storewise.domain.assistant.facts import PassageFacts, ProductFacts, Spec
from storewise.ml.retrieval import fold, fold_code

from .implied import with_units
from .languages import NEGATION
from .lexicon import CHARGED_WORDS
from .markup import plain_text, poisoned, untrusted
from .quantities import Quantity, labelled, quantities, relabelled
from .words import content, pieces, stem, stems

SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]*")
_CHARGED = frozenset(stem(word) for word in CHARGED_WORDS)
_MAY_BE = re.compile(r"^\W*(?:can|do|does|is|are|will|may|could|would)\b", re.IGNORECASE)
_ANSWERED = re.compile(r"^\W*(?:yes|no|of course|certainly)\b", re.IGNORECASE)
ELIDED = re.compile(r"\b(?:do|does|is|are|has|can|will)(?: not|n't|n’t)[.!;,]*$", re.IGNORECASE)
_NO_VALUE = frozenset(("not available", "n/a", "none", "-", "unknown", ""))
_YES = frozenset(("yes", "true", "included", "ja", "oui", "sí", "si", "sì", "tak", "sim"))
_NO = frozenset(("no", "false", "not included", "none", "nein", "non", "nee", "nie", "não"))


def codes_of(text: str) -> set[str]:
    """Words with digits of a text, as they are and without punctuation: "DV7-1211ea"."""
    found = set()
    for run in re.findall(r"[\w][\w./+&#-]*", text):
        if any(letter.isdigit() for letter in run):
            found |= {fold_code(run), *pieces(run)}
    return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of evidence: its place in the text, its stems, and whether it says no."""

    start: int
    end: int
    text: str
    stems: frozenset[str]
    negative: bool
    elided: bool = False  # it ends in a no that bears on the sentence before: "the lid does not"


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text, and the lines of its lists, in order."""
    found: list[Sentence] = []
    for match in SENTENCE.finditer(text):
        part = match.group()
        start = match.start() + len(part) - len(part.lstrip(" \t-*•|#"))
        words = part.strip(" \t-*•|#")
        if words:
            elided = bool(found and ELIDED.search(words))
            own = frozenset(stems(words))
            found.append(
                Sentence(
                    start,
                    start + len(words),
                    words,
                    own | found[-1].stems if elided else own,
                    bool(NEGATION.search(words)),
                    elided,
                )
            )
    return found


def yes_or_no(spec: Spec) -> bool | None:
    """Whether a specification says that a product has something; None where it says what."""
    if isinstance(spec.value, bool):
        return spec.value
    if isinstance(spec.value, str):
        folded = spec.value.strip().lower()
        return True if folded in _YES else False if folded in _NO else None
    return None


def _is_code(word: str) -> bool:
    return len(word) >= 4 and any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


@dataclass
class ProductGround:
    """A product as evidence."""

    facts: ProductFacts

    @cached_property
    def name(self) -> frozenset[str]:
        """Stems of title, brand, category, versions and codes."""
        facts = self.facts
        options = [value for each in facts.variants for value in each.options]
        named = [facts.title, facts.brand or "", *facts.category, *facts.codes]
        return frozenset(stems(" ".join([*named, *facts.option_names, *options])))

    @cached_property
    def title_words(self) -> list[str]:
        """The words of the title, folded, in order."""
        return pieces(self.facts.title)

    @cached_property
    def name_codes(self) -> frozenset[str]:
        """Folded codes that name the product: its own, and those that its title begins with."""
        own = [piece for code in self.facts.codes for piece in pieces(code)]
        return frozenset(word for word in (*own, *self.title_words[:6]) if _is_code(word))

    @cached_property
    def description(self) -> list[Sentence]:
        """Sentences of the description, those left out that speak to us or promise a sale."""
        text = plain_text(self.facts.description)
        if poisoned(text):
            return []
        return [each for each in sentences_of(text) if not untrusted(each.text)]

    @cached_property
    def specs(self) -> list[tuple[Spec, frozenset[str]]]:
        """Specifications that say something, with the stems of their labels."""
        return [
            (spec, content(stems(spec.label)) or frozenset(stems(spec.label)))
            for spec in self.facts.specs
            if not (isinstance(spec.value, str) and spec.value.strip().lower() in _NO_VALUE)
        ]

    @cached_property
    def denied(self) -> frozenset[str]:
        """Stems that only stand in the labels of what the product has not."""
        no, rest = self._labels(False), self._labels(True)
        values = " ".join(str(s.value) for s, _ in self.specs if isinstance(s.value, str))
        other = " ".join(s.label for s, _ in self.specs if yes_or_no(s) is None)
        told = frozenset(word for each in self.description for word in each.stems)
        return content(no - rest - frozenset(stems(f"{values} {other}")) - told - self.name)

    @cached_property
    def valued(self) -> frozenset[str]:
        """Stems of what specifications give in words."""
        words = " ".join(s.value for s, _ in self.specs if isinstance(s.value, str))
        return frozenset(stems(words))

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """Stems that only stand in the labels of what the product has."""
        return content(self._labels(True) - self._labels(False))

    def _labels(self, answer: bool) -> frozenset[str]:
        return frozenset().union(*(label for s, label in self.specs if yes_or_no(s) is answer))

    @cached_property
    def spec_stems(self) -> frozenset[str]:
        """Stems of what the specifications say; what is said not to be there counts as well."""
        found: list[str] = []
        for spec, _ in self.specs:
            found += stems(f"{spec.label} {spec.unit or ''}")
            if isinstance(spec.value, str):
                found += stems(spec.value)
        return frozenset(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems that this product holds. Its description never speaks of terms of sale."""
        told = frozenset(word for each in self.description for word in each.stems) - _CHARGED
        return self.name | self.spec_stems | told

    @cached_property
    def text(self) -> str:
        """Title, description and specifications as one text, for words with digits."""
        specs = (f"{s.label} {s.value} {s.unit or ''}" for s, _ in self.specs)
        told = (each.text for each in self.description)
        facts = self.facts
        options = (" ".join(each.options) for each in facts.variants)
        return "\n".join(
            [facts.title, facts.brand or "", *facts.category, *facts.codes, *options, *told, *specs]
        )

    @cached_property
    def folded(self) -> str:
        """All text as folded words."""
        return folded_words(self.text)

    @cached_property
    def quotable(self) -> str:
        """What may be quoted: all but sentences of the description that speak of terms of sale."""
        told = (each.text for each in self.description if not each.stems & _CHARGED)
        specs = (f"{spec.label} {spec.value}" for spec, _ in self.specs)
        return "\n".join([self.facts.title, *told, *specs])

    @cached_property
    def codes(self) -> frozenset[str]:
        """Words with digits."""
        return frozenset(codes_of(self.text))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All numbers that the store states of this product, prices apart."""
        facts = self.facts
        found = quantities(facts.title)
        for each in self.description:
            found += quantities(each.text)
        for variant in facts.variants:
            named = zip(facts.option_names, variant.options, strict=False)
            for name, value in named:
                found += relabelled(quantities(value), name)
        labels = [""] * len(found)
        for spec, _ in self.specs:
            more = _of_spec(spec)
            found += more
            labels += [spec.label] * len(more)
        return list(with_units(found, labels))


def _of_spec(spec: Spec) -> list[Quantity]:
    if isinstance(spec.value, bool):
        return []
    if isinstance(spec.value, float):
        return [labelled(spec.value, spec.unit or "", spec.label)]
    text = f"{spec.value} {spec.unit}" if spec.unit else spec.value
    return relabelled(quantities(text), spec.label)


@dataclass
class PassageGround:
    """A passage of a document as evidence."""

    facts: PassageFacts
    sentences: list[Sentence] = field(init=False)

    def __post_init__(self) -> None:
        text = self.facts.text
        found = [] if poisoned(text) else sentences_of(text)
        self.sentences = [each for each in found if not untrusted(each.text, document=True)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of the passage, its document's title and its headings.

        A heading that asks "Do you give discounts?" promises none, unless the answer is yes or no.
        """
        headed = frozenset(stems(self.facts.document)) | self.headed
        if any(_MAY_BE.match(each) for each in self.facts.title_path[-1:]):
            answer = self.sentences[0].text if self.sentences else ""
            headed = headed if _ANSWERED.match(answer) else headed - _CHARGED
        return headed.union(*(each.stems for each in self.sentences))

    @cached_property
    def headed(self) -> frozenset[str]:
        """Stems of its headings."""
        return frozenset(stems(" ".join(self.facts.title_path)))

    @cached_property
    def text(self) -> str:
        """The passage with its headings, without sentences that are no evidence."""
        told = (each.text for each in self.sentences)
        return "\n".join([self.facts.document, *self.facts.title_path, *told])

    @cached_property
    def codes(self) -> frozenset[str]:
        """Words with digits."""
        return frozenset(codes_of(self.text))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All numbers of the passage."""
        found = quantities(" ".join([self.facts.document, *self.facts.title_path]))
        for each in self.sentences:
            found += quantities(each.text)
        return found

    @cached_property
    def quotable(self) -> list[str]:
        """What may be quoted: the passage in one piece, its headings, its document's title."""
        whole = [] if poisoned(self.facts.text) else [self.facts.text]
        return [*whole, self.facts.document, *self.facts.title_path]

    @cached_property
    def folded(self) -> str:
        """All text as folded words."""
        return folded_words(self.text)

    def quote_for(self, words: frozenset[str]) -> tuple[int, int]:
        """The span of the passage's text that holds most of a statement's words."""
        best = max(self.sentences, key=lambda each: len(each.stems & words), default=None)
        facts = self.facts
        if best is None or not best.stems & words or facts.end - facts.start != len(facts.text):
            return 0, len(facts.text)
        return best.start, best.end


def folded_words(text: str) -> str:
    """A text as its folded words, single blanks between, for verbatim comparison."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))

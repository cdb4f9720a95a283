"""Understand a query: its words, their other spellings, compounds, synonyms and corrections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .synonyms import Phrase, Synonyms
from .text import Language, words
from .vocabulary import UNKNOWN, Vocabulary

# Whether any product holds a stem, or several next to one another in its title.
Held = Callable[[tuple[int, ...]], bool]

MAX_TEXT = 400
MAX_WORDS = 16
MIN_PART = 3  # letters of either half of a compound
MAX_COMPLETIONS = 8

NUMBER_WITHOUT_UNIT = 0.6
COMPOUND = 0.9
SAME_MEANING = 1.0
NARROWER = 0.8
COMPLETION = 0.7


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems that together stand for a word of the query, and how well they do (0 to 1).

    With `adjacent` they must follow one another in a title. What stands for several words at
    once, as "headset" does for "head set", is an alternative of each of them.
    """

    stems: tuple[int, ...]
    weight: float = 1.0
    adjacent: bool = False


@dataclass(slots=True)
class Concept:
    """One word of the query and everything that may stand for it; `known` if texts hold it."""

    word: str
    known: bool
    optional: bool
    alternatives: list[Alternative] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Understanding:
    """The concepts of a query in order, and its corrected spelling where one was needed."""

    concepts: tuple[Concept, ...]
    corrected: str | None


class Interpreter:
    """Interprets queries against a vocabulary and a merchant's synonyms."""

    def __init__(
        self, vocabulary: Vocabulary, language: Language, synonyms: Sequence[Synonyms]
    ) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._synonyms: dict[str, list[tuple[Phrase, Phrase, bool]]] = {}
        for source in synonyms:
            for stem, pairs in source.by_first_stem(language).items():
                self._synonyms.setdefault(stem, []).extend(pairs)

    def interpret(self, text: str, held: Held) -> Understanding:
        """Return what a text asks for; `held` tells what is found in products."""
        asked = list(dict.fromkeys(words(text[:MAX_TEXT])))[:MAX_WORDS]
        concepts: list[Concept] = []
        spelling: list[str] = []
        corrected = False
        for i, word in enumerate(asked):
            if i and concepts and _adds_unit(asked[i - 1], word):
                quantity = concepts[-1]
                quantity.alternatives = [
                    *self._alternatives([word], held, 1.0),
                    *self._alternatives([asked[i - 1]], held, NUMBER_WITHOUT_UNIT),
                ]
                quantity.known = bool(quantity.alternatives)
                spelling[-1] = word
                continue
            concept = Concept(word, False, self._vocabulary.is_stop_word(word))
            concept.alternatives = self._alternatives([word], held, 1.0)
            concept.known = bool(concept.alternatives)
            concepts.append(concept)
            spelling.append(word)
        for i, concept in enumerate(concepts):
            self._join(concepts, i, held)
            self._split(concept, held)
            self._add_synonyms(concepts, i, held)
        for i, concept in enumerate(concepts):
            if not concept.alternatives and (found := self._correct(concept, held)):
                concept.word = spelling[i] = found
                corrected = True
                self._add_synonyms(concepts, i, held)
        if len(concepts) > sum(concept.optional for concept in concepts):
            concepts = [concept for concept in concepts if not concept.optional]
        return Understanding(tuple(concepts), " ".join(spelling) if corrected else None)

    def _alternatives(self, phrase: Sequence[str], held: Held, weight: float) -> list[Alternative]:
        stems = tuple(self._vocabulary.stem(word) for word in phrase)
        if UNKNOWN in stems or not all(held((stem,)) for stem in stems):
            return []
        return [Alternative(stems, weight)]

    def _join(self, concepts: list[Concept], i: int, held: Held) -> None:
        """Let "head set" find "headset"."""
        if i + 1 == len(concepts):
            return
        first, second = concepts[i], concepts[i + 1]
        joined = first.word + second.word
        if joined in self._vocabulary:
            for found in self._alternatives([joined], held, COMPOUND):
                first.alternatives.append(found)
                second.alternatives.append(found)

    def _split(self, concept: Concept, held: Held) -> None:
        """Let "headset" find "head set", where the two follow one another in a title."""
        word = concept.word
        for at in range(MIN_PART, len(word) - MIN_PART + 1):
            parts = word[:at], word[at:]
            if parts[0] in self._vocabulary and parts[1] in self._vocabulary:
                stems = tuple(self._vocabulary.stem(part) for part in parts)
                if held(stems):
                    concept.alternatives.append(Alternative(stems, COMPOUND, adjacent=True))

    def _add_synonyms(self, concepts: list[Concept], i: int, held: Held) -> None:
        stem = self._language.stem(concepts[i].word)
        for asked, meant, same in self._synonyms.get(stem, ()):
            covered = concepts[i : i + len(asked)]
            if tuple(self._language.stem(concept.word) for concept in covered) == asked:
                weight = SAME_MEANING if same else NARROWER
                for concept in covered:
                    concept.alternatives += self._alternatives(meant, held, weight)

    def _correct(self, concept: Concept, held: Held) -> str | None:
        """Give an unknown word its completions, or else its likeliest correct spelling."""
        vocabulary = self._vocabulary
        if len(concept.word) >= MIN_PART:
            for word in vocabulary.completions(concept.word, MAX_COMPLETIONS):
                concept.alternatives += self._alternatives([word], held, COMPLETION)
        if concept.alternatives:
            return None
        for word in vocabulary.corrections(concept.word):
            concept.alternatives = self._alternatives([word], held, 1.0)
            if concept.alternatives:
                return word
        return None


def _adds_unit(number: str, word: str) -> bool:
    return (
        number[0].isdigit()
        and len(word) > len(number)
        and word.startswith(number)
        and word[len(number) :].isalpha()
    )

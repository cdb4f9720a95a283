"""The words of a store: numbers for words and stems, spelling correction, completions."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from .arrays import Column
from .text import MAX_WORD, Language

UNKNOWN = -1
_CORRECTABLE = 4  # letters from which one typing error is forgiven
_TWICE_CORRECTABLE = 8  # and from which two are


class Vocabulary:
    """Words as they stand in the store's texts, numbered, each with the number of its stem.

    It only grows; readers may look things up while the one writer adds words.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self.spelled: list[str] = []
        self._stem_spelled: list[str] = []
        self._stem_of = Column(np.int32)
        self._letters = Column(np.uint64)
        self._lengths = Column(np.uint8)
        self._counts = Column(np.int64)
        self._new_stems: list[int] = []
        self._links: set[int] = set()
        self._code_like: set[int] = set()
        self.head_first = language.head_first
        self._sorted: list[str] = []

    def __len__(self) -> int:
        return len(self.spelled)

    def add(self, words: Sequence[str]) -> list[int]:
        """Return the number of each word, giving new words a number."""
        known = self._words
        numbers = [known.get(word, UNKNOWN) for word in words]
        if UNKNOWN in numbers:
            numbers = [self._add(word) if n == UNKNOWN else n
                       for word, n in zip(words, numbers, strict=True)]  # fmt: skip
        return numbers

    def _add(self, word: str) -> int:
        word = word[:MAX_WORD]
        if word in self._words:
            return self._words[word]
        stemmed = self._language.stem(word)
        stem = self._stems.setdefault(stemmed, len(self._stems))
        if stem == len(self._stem_spelled):
            self._stem_spelled.append(word)
        self.spelled.append(word)
        self._new_stems.append(stem)
        number = len(self.spelled) - 1
        if self._language.is_stop_word(word):
            self._links.add(number)
        if len(word) == 1 or any(c.isdigit() for c in word):
            self._code_like.add(number)
        self._words[word] = number
        return number

    def count(self, numbers: NDArray[np.int64]) -> None:
        """Note the words of titles, so that frequent ones are suggested first and others never.

        Words added since the last count are from now on corrected to and completed to.
        """
        if self._new_stems:
            new = self.spelled[len(self._stem_of) :]
            self._stem_of.extend(self._new_stems)
            self._letters.extend(list(map(_letters, new)))
            self._lengths.extend(list(map(len, new)))
            self._counts.extend([0] * len(new))
            self._new_stems = []
            self._sorted = sorted(self._sorted + new)
        counts = self._counts.view()
        counts += np.bincount(numbers, minlength=len(counts))

    def stems_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the stem number of each word number."""
        stems: NDArray[np.int32] = self._stem_of.view()[numbers]
        return stems

    def stem(self, word: str) -> int:
        """Return the number of a word's stem, or UNKNOWN where no text has it."""
        return self._stems.get(self._language.stem(word[:MAX_WORD]), UNKNOWN)

    def spelling(self, stem: int) -> str:
        """Return a word that has a stem."""
        return self._stem_spelled[stem]

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def is_stop_word(self, word: str) -> bool:
        """Tell whether a word ("for", "the") says nothing about a product."""
        return self._language.is_stop_word(word)

    def is_link(self, number: int) -> bool:
        """Tell whether a numbered word joins others ("for", "with")."""
        return number in self._links

    def is_code_like(self, number: int) -> bool:
        """Tell whether a numbered word is a size, a model number or a single letter."""
        return number in self._code_like

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return the words of titles that begin with a prefix, the most used first."""
        words = self._sorted
        begun = words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]
        numbers = [self._words[word] for word in begun]
        used = self._counts.view()[numbers]
        order = np.argsort(-used, kind="stable")[:limit].tolist()
        return [begun[i] for i in order if used[i]]

    def corrections(self, word: str, limit: int = 3) -> list[str]:
        """Return the likeliest spellings of an unknown word: few changes first, then frequent.

        Optimal string alignment distance 1 from four letters on, 2 from eight on; four letters
        only forgive a letter too many, too few or out of place. A bit set of
        the letters rules most words out first: one change alters at most two bits.
        """
        allowed = _allowed_changes(word)
        if not allowed:
            return []
        counts = self._counts.view()  # the column that is extended last
        letters = self._letters.view()[: len(counts)]
        lengths = self._lengths.view()[: len(counts)].astype(np.int16)
        near = np.bitwise_count(letters ^ np.uint64(_letters(word))) <= 2 * allowed
        near &= np.abs(lengths - len(word)) <= allowed
        if len(word) == _CORRECTABLE:  # "mose" is a mouse, but "lego" is no logo
            near &= (lengths != len(word)) | (letters == np.uint64(_letters(word)))
        ranked = sorted(
            (distance, word[0] != self.spelled[i][0], -int(counts[i]), self.spelled[i])
            for i in np.flatnonzero(near).tolist()
            if (distance := OSA.distance(word, self.spelled[i], score_cutoff=allowed)) <= allowed
        )
        return [spelling for _, _, _, spelling in ranked[:limit]]

    @property
    def nbytes(self) -> int:
        """Estimate the memory held, in bytes."""
        return sum(len(word) + 130 for word in self.spelled) + 21 * len(self.spelled)


def _allowed_changes(word: str) -> int:
    if len(word) < _CORRECTABLE or any(c.isdigit() for c in word):
        return 0
    return 2 if len(word) >= _TWICE_CORRECTABLE else 1


def _letters(word: Iterable[str]) -> int:
    """Return the set of a word's letters as bits."""
    bits = 0
    for c in word:
        bits |= 1 << (ord(c) % 64)
    return bits

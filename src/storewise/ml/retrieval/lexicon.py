"""The words by which a store's products can be narrowed: brands, categories, attributes, units."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .arrays import Rows
from .columns import NONE, Facts
from .documents import label_of
from .snapshot import Snapshot
from .text import fold, is_unit, words

MEMBER = re.compile(r"[,;\n]|\\n| / ")
LONGEST_MEMBER = 40  # characters of a value that a shopper would name
MOST_WORDS = 4
SAMPLED = 40  # products looked at to learn the unit of an attribute
LEAST_SHARE = 0.2  # of them whose title must name the number with that unit
LEAST_VOTES = 2
STEMS_KEPT = 50_000

Kind = Literal["text", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class AttributeEntry:
    """An attribute that products have: label, unit (stated, or learned from titles), how many.

    `low` and `high` span the middle 90 of 100 numbers; `median` lies in their middle.
    """

    code: str
    label: str
    stems: tuple[str, ...]
    kind: Kind
    count: int
    unit: str | None = None
    low: float = 0.0
    median: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """A value by which products can be told apart, as the store spells it, and its attribute."""

    code: str
    value: str
    count: int
    whole: bool  # the value is this word alone, and no list that holds it


@dataclass(frozen=True, slots=True)
class CategoryEntry:
    """A category by its path of names, and how many products are in it and below."""

    path: tuple[str, ...]
    stems: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Lexicon:
    """All of that for one store at one moment.

    `brands` maps folded names to the name as written and its number of products; `values` maps the
    stems of a value's words to the values that say so; `by_stem` finds attributes by a word of
    their label, `by_code` tells the stems of an attribute's short values.
    """

    stem: Callable[[str], str]
    known: Callable[[str], bool]
    products: int
    brands: Mapping[str, tuple[str, int]]
    categories: Sequence[CategoryEntry]
    attributes: Mapping[str, AttributeEntry]
    values: Mapping[tuple[str, ...], Sequence[ValueEntry]]
    by_stem: Mapping[str, Sequence[AttributeEntry]] = field(default_factory=dict)
    by_code: Mapping[str, Sequence[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a text's words."""
        return tuple(self.stem(word) for word in words(text))


def lexicon(snapshot: Snapshot, stem: Callable[[str], str]) -> Lexicon:
    """Read the lexicon of a store's index."""
    facts = snapshot.facts
    alive = np.flatnonzero(snapshot.alive)
    stem = lru_cache(STEMS_KEPT)(stem)
    attributes, values = _attributes(snapshot, stem)
    by_stem: dict[str, list[AttributeEntry]] = defaultdict(list)
    for entry in attributes.values():
        for each in dict.fromkeys(entry.stems):
            by_stem[each].append(entry)
    by_code: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for stems, found in values.items():
        for value in found:
            if value.whole:
                by_code[value.code].append((stems, value.value))
    return Lexicon(
        stem=stem,
        known=lambda word: word in snapshot.vocabulary,
        products=snapshot.living,
        brands=_brands(facts, alive),
        categories=_categories(facts, alive, stem),
        attributes=attributes,
        values=values,
        by_stem=by_stem,
        by_code=by_code,
    )


def _brands(facts: Facts, alive: NDArray[np.int64]) -> dict[str, tuple[str, int]]:
    numbers, counts = np.unique(facts.brands[alive], return_counts=True)
    return {
        fold(facts.brand_labels[number]).strip(): (facts.brand_labels[number], count)
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
        if number != NONE
    }


def _categories(
    facts: Facts, alive: NDArray[np.int64], stem: Callable[[str], str]
) -> list[CategoryEntry]:
    counted: Counter[tuple[str, ...]] = Counter()
    numbers, counts = np.unique(facts.categories[alive], return_counts=True)
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        if number != NONE:
            path = facts.category_paths.keys[number]
            for depth in range(len(path)):
                counted[path[: depth + 1]] += count
    return [
        CategoryEntry(path, tuple(stem(word) for word in words(path[-1])), count)
        for path, count in counted.items()
    ]


def _attributes(
    snapshot: Snapshot, stem: Callable[[str], str]
) -> tuple[dict[str, AttributeEntry], dict[tuple[str, ...], list[ValueEntry]]]:
    facts = snapshot.facts
    kinds: dict[int, Kind] = {}
    totals: Counter[int] = Counter()
    values = _values(snapshot, stem, kinds, totals)
    numbers = _Numbers(snapshot)
    entries = {}
    for number, code in enumerate(facts.attribute_codes.keys):
        label = label_of(code, snapshot.attributes)
        stems = tuple(stem(word) for word in words(label))
        unit = snapshot.attributes[code].unit if code in snapshot.attributes else None
        rows, mine = numbers.of(number)
        if len(mine):
            low, median, high = np.percentile(mine, (5, 50, 95)).tolist()
            unit = unit or numbers.unit(rows, mine)
            entries[code] = AttributeEntry(
                code, label, stems, "number", len(mine), unit, low, median, high
            )
        elif number in kinds:
            entries[code] = AttributeEntry(code, label, stems, kinds[number], totals[number], unit)
    return entries, values


def _values(
    snapshot: Snapshot, stem: Callable[[str], str], kinds: dict[int, Kind], totals: Counter[int]
) -> dict[tuple[str, ...], list[ValueEntry]]:
    facts = snapshot.facts
    living = snapshot.alive[facts.values.owners()]
    held = np.bincount(facts.values.values[living], minlength=len(facts.value_keys)).tolist()
    found: dict[tuple[str, ...], list[ValueEntry]] = defaultdict(list)
    memo: dict[str, tuple[str, ...]] = {}
    keys = zip(facts.value_keys.keys, facts.value_labels, held, strict=False)
    for (attribute, key), label, count in keys:
        if not count:
            continue
        totals[attribute] += count
        kinds[attribute] = "boolean" if isinstance(key, bool) else "text"
        if isinstance(key, str):
            code = facts.attribute_codes.keys[attribute]
            for stems, whole in _members(key, stem, memo):
                found[stems].append(ValueEntry(code, label, count, whole))
    return found


def _members(
    value: str, stem: Callable[[str], str], memo: dict[str, tuple[str, ...]]
) -> list[tuple[tuple[str, ...], bool]]:
    """The words of a value, or of each part of a list, as stems; long texts are no values."""
    parts = [part.strip() for part in MEMBER.split(value[:400])]
    found = []
    for part in dict.fromkeys(parts):
        if not part or len(part) > LONGEST_MEMBER:
            continue
        stems = memo.get(part)
        if stems is None:
            stems = memo[part] = tuple(stem(word) for word in words(part))
        if 0 < len(stems) <= MOST_WORDS:
            found.append((stems, len(parts) == 1))
    return found


_QUANTITY = re.compile(r"^(\d+(?:\.\d+)?)([a-z]+)$")


class _Numbers:
    """The numbers of the living products by attribute, and the units that titles give them."""

    def __init__(self, snapshot: Snapshot) -> None:
        facts = snapshot.facts
        owners = facts.numbers.owners()
        living = snapshot.alive[owners]
        codes = facts.number_codes.values[living]
        order = np.argsort(codes, kind="stable")
        self._names = snapshot.names
        self._rows = owners[living][order]
        self._values = facts.numbers.values[living][order]
        self._ends = np.searchsorted(codes[order], np.arange(len(facts.attribute_codes) + 1))
        self._said: dict[int, list[tuple[str, str]]] = {}

    def of(self, attribute: int) -> tuple[Rows, NDArray[np.float64]]:
        """The rows that have an attribute, and its number in each."""
        span = slice(self._ends[attribute], self._ends[attribute + 1])
        return self._rows[span], self._values[span]

    def unit(self, rows: Rows, numbers: NDArray[np.float64]) -> str | None:
        """Learn a unit from titles that name the number with it: "16 GB" of a memory."""
        step = max(1, len(rows) // SAMPLED)
        sample = list(zip(rows[::step].tolist(), numbers[::step].tolist(), strict=True))
        votes: Counter[str] = Counter()
        for row, number in sample:
            spelled = f"{number:.10g}"
            votes.update({unit for amount, unit in self._quantities(row) if amount == spelled})
        unit, count = votes.most_common(1)[0] if votes else ("", 0)
        return unit if count >= LEAST_VOTES and count >= LEAST_SHARE * len(sample) else None

    def _quantities(self, row: int) -> list[tuple[str, str]]:
        found = self._said.get(row)
        if found is None:
            matches = (_QUANTITY.match(word) for word in words(self._names[row]))
            found = [(m[1], m[2]) for m in matches if m and is_unit(m[2])]
            self._said[row] = found
        return found

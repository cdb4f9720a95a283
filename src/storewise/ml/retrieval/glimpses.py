"""Products of the index as a reader that reasons over them sees them: facts without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .columns import NO_PRICE, NONE
from .query import Query
from .result import Matching
from .searching import search_rows
from .snapshot import Snapshot

Stated = float | bool | tuple[str, ...]


@dataclass(frozen=True)
class Glimpse:
    """A product found: what filters and sorting know of it, and its attributes when asked for.

    `price` is in minor units, None where there is none; `score` compares within one answer only;
    `worded` tells that it holds all words asked for, and is not only near to them in meaning,
    `named` that one of them is what its title calls it.
    """

    id: str
    title: str
    score: float
    worded: bool
    named: bool
    row: int
    snapshot: Snapshot

    @cached_property
    def brand(self) -> str | None:
        """The brand as the store writes it."""
        number = int(self.snapshot.facts.brands[self.row])
        return None if number == NONE else self.snapshot.facts.brand_labels[number]

    @cached_property
    def category(self) -> tuple[str, ...]:
        """The path of category names, empty where there is none."""
        number = int(self.snapshot.facts.categories[self.row])
        return () if number == NONE else self.snapshot.facts.category_paths.keys[number]

    @property
    def price(self) -> int | None:
        """The lowest price in minor units."""
        price = int(self.snapshot.facts.prices[self.row])
        return None if price == NO_PRICE else price

    @property
    def in_stock(self) -> bool:
        """Whether any variant can be bought now."""
        return bool(self.snapshot.facts.in_stock[self.row])

    @property
    def created(self) -> float:
        """When the product came into the store, in seconds since 1970."""
        return float(self.snapshot.facts.created[self.row])

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the attributes that it states; quicker to tell than what they hold."""
        facts = self.snapshot.facts
        numbers = facts.number_codes.row(self.row).tolist()
        texts = facts.value_codes[facts.values.row(self.row)].tolist()
        return frozenset(facts.attribute_codes.keys[code] for code in {*numbers, *texts})

    @cached_property
    def attributes(self) -> dict[str, Stated]:
        """Every attribute by code: a number, a truth value, or the texts listed."""
        facts = self.snapshot.facts
        found: dict[str, Stated] = {}
        numbers = facts.numbers.row(self.row).tolist()
        for code, number in zip(facts.number_codes.row(self.row).tolist(), numbers, strict=True):
            found[facts.attribute_codes.keys[code]] = float(number)
        for value in facts.values.row(self.row).tolist():
            code, key = facts.value_keys.keys[value]
            name = facts.attribute_codes.keys[code]
            if isinstance(key, bool):
                found[name] = key
                continue
            before = found.get(name, ())
            listed = before if isinstance(before, tuple) else ()
            found[name] = (*listed, facts.value_labels[value])
        return found


@dataclass(frozen=True, slots=True)
class Glimpses:
    """The best of what a query finds, and how the words matched."""

    total: int
    found: Sequence[Glimpse]
    matching: Matching
    corrected: str | None


def glimpses(snapshot: Snapshot, query: Query) -> Glimpses:
    """Answer a query with products that can be looked into, `query.limit` of them."""
    answer = search_rows(snapshot, query)
    return Glimpses(
        len(answer.ranked),
        [
            Glimpse(snapshot.ids[row], snapshot.names[row], float(answer.found.scores[row]),
                    bool(answer.found.worded[row]), bool(answer.found.named[row]), row, snapshot)
            for row in answer.ranked[: query.limit].tolist()
        ],
        answer.found.matching if len(answer.ranked) else Matching.NONE,
        answer.found.corrected,
    )  # fmt: skip

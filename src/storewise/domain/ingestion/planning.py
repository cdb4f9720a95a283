"""Decides how a feed is read: its dialect, the tables that hold products, what maps to what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .dialects import KNOWN, MAPPED, Dialect
from .errors import ColumnsMissing, FeedEmpty
from .mapping import ColumnRule, Mapping, Target
from .overriding import overridden
from .proposal import remarks, whole_price
from .reading import Cells, Feed, Part
from .values import as_text

SAMPLED = 500
_SURE_ENOUGH = 0.7
_PRICES = {Target.PRICE, Target.SALE_PRICE}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a feed will be read.

    `confidence` is from 0 to 1; `reason` and `found` (what was noticed about the feed) are
    sentences for the merchant; `whole_price` is an example where all prices are whole numbers.
    """

    dialect: Dialect
    confidence: float
    reason: str
    mapping: Mapping
    parts: tuple[Part, ...]
    sample: tuple[Cells, ...]
    found: tuple[str, ...]
    whole_price: str | None

    @property
    def notices(self) -> list[str]:
        """What the merchant should know or look at."""
        return [*self.found, *remarks(self.mapping, self.whole_price)]

    @property
    def missing(self) -> tuple[Target, ...]:
        """Title and price, where no column states them."""
        return missing_targets(self.mapping)

    def with_mapping(self, mapping: Mapping) -> "Plan":
        """The same feed, read by another mapping."""
        return replace(self, dialect=self.dialect.grouped_by(mapping), mapping=mapping)

    def examples(self, column: str, most: int = 3) -> list[str]:
        """A few different cells of a column, cut short."""
        texts = (as_text(row[column])[:80] for row in self.sample if row.get(column) is not None)
        return list(dict.fromkeys(text for text in texts if text))[:most]


def missing_targets(mapping: Mapping) -> tuple[Target, ...]:
    """Title and price, where a mapping has no column for them."""
    there = {rule.target for rule in mapping.columns}
    title = () if Target.TITLE in there else (Target.TITLE,)
    return title if there & _PRICES else (*title, Target.PRICE)


def check_mapping(mapping: Mapping) -> None:
    """See that products can be made by a mapping; raises ColumnsMissing."""
    if missing := missing_targets(mapping):
        lacking = " and ".join(f"the {target.value}" for target in missing)
        columns = ", ".join(rule.column for rule in mapping.columns[:12])
        raise ColumnsMissing(
            f"No column is {lacking} of a product. The columns are: {columns}. "
            "Say in the mapping which one is."
        )


def plan_feed(
    feed: Feed, changes: dict[str, Any] | None = None, mapping: Mapping | None = None
) -> Plan:
    """Detect the dialect of a feed and propose its mapping.

    `changes` override single rules of the proposal (a mapping file); `mapping` replaces all of it.
    Raises MappingInvalid or FeedEmpty.
    """
    seen: list[tuple[Part, Sequence[Cells]]] = [(p, p.sample(SAMPLED)) for p in feed.parts]
    if not any(sample or next(iter(part.rows()), None) for part, sample in seen):
        raise FeedEmpty("This file has column names at most, and no product below them.")
    scored = [_recognised(part, sample) for part, sample in seen]
    sure, dialect = max(scored, key=lambda found: found[0])
    if sure >= _SURE_ENOUGH:
        chosen = [
            pair
            for pair, found in zip(seen, scored, strict=True)
            if found[0] >= _SURE_ENOUGH and found[1] is dialect
        ]
        proposed = dialect.mapping(*_together(chosen))
    else:
        sure, dialect = 0.5, MAPPED
        chosen, proposed = _product_tables(seen)
    columns, sample = _together(chosen)
    dialect, proposed = dialect.with_companions(feed, proposed)
    final = mapping or overridden(proposed, changes or {})
    found = list(feed.notices)
    if left_out := len(seen) - len(chosen):
        names = ", ".join(part.name for part, _ in chosen[:5])
        more = ", …" if len(chosen) > 5 else ""
        found.append(f"Products are read from {names}{more}; {left_out} other tables hold none.")
    return Plan(
        dialect.grouped_by(final),
        round(sure, 2),
        dialect.reason(columns),
        final,
        tuple(part for part, _ in chosen),
        tuple(sample),
        tuple(found),
        whole_price(final, sample),
    )


def _recognised(part: Part, sample: Sequence[Cells]) -> tuple[float, Dialect]:
    columns = _columns(part, sample)
    return max(((known.sure(columns), known) for known in KNOWN), key=lambda found: found[0])


def _columns(part: Part, sample: Sequence[Cells]) -> list[str]:
    return part.header or list(dict.fromkeys(column for row in sample for column in row))


def _together(
    chosen: Sequence[tuple[Part, Sequence[Cells]]],
) -> tuple[list[str], list[Cells]]:
    """The columns and rows of several tables."""
    columns = dict.fromkeys(c for part, sample in chosen for c in _columns(part, sample))
    share = max(50, SAMPLED // max(1, len(chosen)))
    return list(columns), [row for _, sample in chosen for row in sample[:share]]


def _product_tables(
    seen: Sequence[tuple[Part, Sequence[Cells]]],
) -> tuple[list[tuple[Part, Sequence[Cells]]], Mapping]:
    """Of tables without a known layout, those that hold products, with their common mapping."""
    proposals = [(pair, MAPPED.mapping(_columns(*pair), pair[1])) for pair in seen]
    best = max(proposals, key=lambda found: (_worth(found[1]), len(found[0][1])))
    chosen = [best[0]]
    rules: dict[str, ColumnRule] = {rule.column: rule for rule in best[1].columns}
    own = set(rules)
    for pair, mapping in proposals:
        columns = set(_columns(*pair))
        alike = len(own & columns) >= 0.6 * len(own | columns)
        if pair is not best[0] and alike and _worth(mapping) >= 2:
            chosen.append(pair)
            for rule in mapping.columns:
                rules.setdefault(rule.column, rule)
    order = [id(pair) for pair in seen]
    chosen.sort(key=lambda pair: order.index(id(pair)))
    return chosen, best[1].model_copy(update={"columns": tuple(rules.values())})


def _worth(mapping: Mapping) -> float:
    """How much a table looks like one of products: 2 and more where title and price are there."""
    targets = {rule.target for rule in mapping.columns}
    telling = {Target.DESCRIPTION, Target.BRAND, Target.CATEGORY, Target.IMAGES, Target.GTIN}
    return (Target.TITLE in targets) + bool(targets & _PRICES) + 0.1 * len(targets & telling)

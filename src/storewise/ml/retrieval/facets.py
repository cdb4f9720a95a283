"""Ways to narrow a result set, among them the attributes that tell this very set apart."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows
from .columns import NONE, Facts, value_numbers
from .documents import Attribute, label_of
from .filtering import BRANDS, CATEGORY, PRICE, STOCK, FilterMasks, rows_of
from .query import Filters, Range
from .reading import Prominence
from .result import AttributeFacet, AttributeKind, Bucket, Facets, RangeFacet, ValueCount
from .text import fold

Choice = tuple[int, AttributeKind]

SAMPLE = 500  # best results among which attributes are chosen
MAX_ATTRIBUTES = 8
MAX_VALUES = 12
MAX_BRANDS = 50
BUCKETS = 8
MIN_COVERAGE = 0.15  # share of the results that must have an attribute
MIN_USEFULNESS = 0.035
UNNAMED = 0.1  # what an attribute is worth that no title ever names
NUMBER_WEIGHT = 0.6  # a range of numbers narrows less readily than a word does


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """What facets are made of: the matches of the text, the filters, and the best rows in order."""

    facts: Facts
    matched: Mask
    masks: FilterMasks
    filters: Filters
    ranked: Rows
    described: Mapping[str, Attribute]
    prominence: Prominence


def facets(request: FacetRequest) -> Facets:
    """Count brands, categories, prices, stock and the most telling attributes."""
    facts, filters = request.facts, request.filters
    return Facets(
        brands=_brands(request),
        categories=_categories(request),
        price=_span(facts.prices[_prices_shown(request)].astype(np.float64)),
        in_stock=int(np.count_nonzero(_shown(request, STOCK) & facts.in_stock)),
        attributes=tuple(
            facet
            for code, kind in _telling_attributes(request)
            if (facet := _attribute(request, code, kind)) is not None
            and (len(facet.values) > (facet.code not in filters.attributes) or facet.range)
        ),
    )


def _shown(request: FacetRequest, name: str) -> Mask:
    """Return the matches that satisfy all filters but the facet's own."""
    return request.matched & request.masks.without(name)


def _prices_shown(request: FacetRequest) -> Rows:
    rows = rows_of(_shown(request, PRICE))
    return rows[request.facts.prices[rows] >= 0]


def _brands(request: FacetRequest) -> tuple[ValueCount, ...]:
    facts = request.facts
    brands = facts.brands[_shown(request, BRANDS)]
    counts = np.bincount(brands[brands != NONE], minlength=1)
    chosen = {facts.brand_names.get(fold(brand).strip()) for brand in request.filters.brands}
    return _value_counts(counts, facts.brand_labels, chosen - {NONE}, MAX_BRANDS)


def _categories(request: FacetRequest) -> tuple[ValueCount, ...]:
    facts, depth = request.facts, len(request.filters.category)
    if not len(facts.ancestors) or depth >= facts.ancestors.shape[1]:
        return ()
    leaves = facts.categories[_shown(request, "") if depth else _shown(request, CATEGORY)]
    children = facts.ancestors[leaves[leaves != NONE], depth]
    counts = np.bincount(children[children != NONE], minlength=1)
    paths = facts.category_paths.keys
    children_counted = [(-int(counts[n]), paths[n][-1]) for n in np.flatnonzero(counts).tolist()]
    return tuple(ValueCount(label, -count) for count, label in sorted(children_counted))


def _value_counts(
    counts: NDArray[np.int64], labels: Sequence[str], chosen: set[int], limit: int
) -> tuple[ValueCount, ...]:
    """Return the most frequent values, and those chosen even where they count nothing."""
    present = np.flatnonzero(counts)
    if len(present) > limit:
        least = np.partition(counts[present], -limit)[-limit]
        present = present[counts[present] >= least]
    ranked = sorted(present.tolist(), key=lambda number: (-counts[number], labels[number]))
    shown = ranked[:limit]
    shown += sorted(chosen - set(shown))
    return tuple(
        ValueCount(labels[n], int(counts[n]) if n < len(counts) else 0, n in chosen) for n in shown
    )


def _telling_attributes(request: FacetRequest) -> list[Choice]:
    """Choose the attributes by which the best results differ most, and those filtered by.

    The measure is the share of results that have the attribute, times the chance that two of
    them differ in it (Gini impurity), times the share that its most frequent values cover: an
    attribute that all share says nothing, and one with a value per product is no choice. It
    counts more when titles name its values, since shoppers choose by what sellers tell first.
    """
    facts, described = request.facts, request.described
    sample = request.ranked[:SAMPLE]
    scores = _text_usefulness(facts, sample) | _number_usefulness(facts, sample)
    forced = dict(_chosen_kinds(request))
    codes = facts.attribute_codes.keys
    ranked = []
    for (code, kind), apart in scores.items():
        score = apart * (UNNAMED + request.prominence.of(codes[code]))
        wanted = described[codes[code]].facet if codes[code] in described else None
        if code in forced or wanted is False or (score < MIN_USEFULNESS and not wanted):
            continue
        ranked.append((not wanted, round(-score, 6), codes[code], (code, kind)))
    best = [choice for *_, choice in sorted(ranked)]
    return [*forced.items(), *best][: max(MAX_ATTRIBUTES, len(forced))]


def _chosen_kinds(request: FacetRequest) -> list[Choice]:
    kinds = []
    for name, wanted in request.filters.attributes.items():
        code = request.facts.attribute_codes.get(name)
        if code != NONE:
            truth = isinstance(wanted, bool) or (
                not isinstance(wanted, Range) and wanted <= {"true", "false"}
            )
            kind = AttributeKind.BOOLEAN if truth else AttributeKind.TEXT
            kinds.append((code, AttributeKind.NUMBER if isinstance(wanted, Range) else kind))
    return kinds


def _text_usefulness(facts: Facts, sample: Rows) -> dict[Choice, float]:
    values, owner = facts.values.take(sample)
    codes = facts.value_codes[values]
    first = np.ones(len(codes), bool)  # a row's values of one attribute stand side by side
    first[1:] = (codes[1:] != codes[:-1]) | (owner[1:] != owner[:-1])
    having = np.bincount(codes[first], minlength=1)
    counts = np.bincount(values, minlength=1)
    distinct = np.flatnonzero(counts)
    distinct = distinct[having[facts.value_codes[distinct]] >= MIN_COVERAGE * len(sample)]
    codes, counts = facts.value_codes[distinct], counts[distinct]
    order = np.lexsort((-counts, codes))
    useful = {}
    for group in _groups(codes[order]):
        members = order[group]
        code = int(codes[members[0]])
        truth = isinstance(facts.value_keys.keys[distinct[members[0]]][1], bool)
        kind = AttributeKind.BOOLEAN if truth else AttributeKind.TEXT
        share = counts[members] / counts[members].sum()
        impurity = 1.0 - float((share**2).sum())
        useful[code, kind] = having[code] / len(sample) * impurity * share[:MAX_VALUES].sum()
    return useful


def _number_usefulness(facts: Facts, sample: Rows) -> dict[Choice, float]:
    codes, _ = facts.number_codes.take(sample)
    numbers, _ = facts.numbers.take(sample)
    common = np.bincount(codes, minlength=1)[codes] >= max(2, MIN_COVERAGE * len(sample))
    codes, numbers = codes[common], numbers[common]
    order = np.lexsort((numbers, codes))
    codes, numbers = codes[order], numbers[order]
    useful = {}
    for group in _groups(codes):
        changes = np.flatnonzero(np.diff(numbers[group], prepend=np.nan))
        share = np.diff(changes, append=group.stop - group.start) / (group.stop - group.start)
        coverage = (group.stop - group.start) / len(sample)
        impurity = 1.0 - float((share**2).sum())
        useful[int(codes[group.start]), AttributeKind.NUMBER] = NUMBER_WEIGHT * coverage * impurity
    return useful


def _groups(keys: NDArray[np.int32]) -> list[slice]:
    """Return where each run of equal keys lies."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    ends = np.append(starts, len(keys))[1:]
    return [slice(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def _attribute(request: FacetRequest, code: int, kind: AttributeKind) -> AttributeFacet | None:
    facts = request.facts
    name = facts.attribute_codes.keys[code]
    shown = _shown(request, "@" + name)
    rows, values = facts.of_attribute(code, numeric=kind is AttributeKind.NUMBER)
    held = shown[rows]
    attribute = request.described.get(name) or Attribute(label_of(name, {}))
    count = int(np.count_nonzero(np.diff(rows[held], prepend=-1)))
    if kind is AttributeKind.NUMBER:
        spread = _span(values[held])
        return AttributeFacet(name, attribute.label, attribute.unit, kind, count, range=spread)
    numbers = values[held].astype(np.int64)
    counts = np.bincount(numbers, minlength=1)
    wanted = request.filters.attributes.get(name, frozenset())
    chosen: set[int] = set()
    if isinstance(wanted, bool):
        chosen = set(value_numbers(facts, name, [wanted]))
    elif not isinstance(wanted, Range):
        chosen = set(value_numbers(facts, name, wanted))
    counted = _value_counts(counts, facts.value_labels, chosen, MAX_VALUES)
    return AttributeFacet(name, attribute.label, attribute.unit, kind, count, counted)


def _span(values: NDArray[np.float64]) -> RangeFacet | None:
    """Return the range of some numbers in at most BUCKETS + 2 parts with round ends."""
    if not len(values):
        return None
    values = np.sort(values)
    low, high = float(values[0]), float(values[-1])
    if low == high:
        return RangeFacet(low, high, (Bucket(low, high, len(values)),))
    common_low = float(values[len(values) // 50])
    common_high = float(values[-1 - len(values) // 50])
    step = _round_step((common_high - common_low or high - low) / BUCKETS)
    inner = math.floor(common_low / step) * step + step * np.arange(1, BUCKETS + 1)
    inner = inner[(inner > low) & (inner < high)]
    edges = [low, *(round(edge, 9) for edge in inner.tolist()), high]
    below = [0, *np.searchsorted(values, inner).tolist(), len(values)]
    return RangeFacet(
        low,
        high,
        tuple(
            Bucket(edges[i], edges[i + 1], below[i + 1] - below[i])
            for i in range(len(edges) - 1)
            if below[i + 1] > below[i]
        ),
    )


def _round_step(step: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(step))
    for multiple in (1.0, 2.0, 2.5, 5.0):
        if step <= multiple * magnitude:
            return multiple * magnitude
    return 10.0 * magnitude

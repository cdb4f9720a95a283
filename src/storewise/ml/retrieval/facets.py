"""Ways to narrow a result set, among them the attributes that tell this very set apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Mask, Rows
from .columns import NONE, Facts, value_numbers
from .documents import Attribute
from .filtering import BRANDS, CATEGORY, PRICE, STOCK, FilterMasks, rows_of
from .query import Filters, Range
from .result import AttributeFacet, AttributeKind, Bucket, Facets, RangeFacet, ValueCount
from .text import fold

SAMPLE = 1000  # best results among which attributes are chosen
MAX_ATTRIBUTES = 8
MAX_VALUES = 12
MAX_BRANDS = 50
BUCKETS = 8
MIN_COVERAGE = 0.15  # share of the results that must have an attribute
MIN_USEFULNESS = 0.05
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
            and (len(facet.values) > 1 or facet.range or facet.code in filters.attributes)
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
    order = np.flatnonzero(counts)
    ranked = sorted(order.tolist(), key=lambda number: (-counts[number], number))
    paths = facts.category_paths.keys
    return tuple(ValueCount(paths[number][-1], int(counts[number])) for number in ranked)


def _value_counts(
    counts: NDArray[np.int64], labels: Sequence[str], chosen: set[int], limit: int
) -> tuple[ValueCount, ...]:
    """Return the most frequent values, and those chosen even where they count nothing."""
    present = np.flatnonzero(counts)
    ranked = present[np.lexsort((present, -counts[present]))]
    shown = [int(n) for n in ranked[:limit]]
    shown += sorted(chosen - set(shown))
    return tuple(
        ValueCount(labels[n], int(counts[n]) if n < len(counts) else 0, n in chosen) for n in shown
    )


def _telling_attributes(request: FacetRequest) -> list[tuple[int, AttributeKind]]:
    """Choose the attributes by which the best results differ most, and those filtered by.

    The measure is the share of results that have the attribute, times the chance that two of
    them differ in it (Gini impurity), times the share that its most frequent values cover: an
    attribute that all share says nothing, and one with a value per product is no choice.
    """
    facts, described = request.facts, request.described
    sample = request.ranked[:SAMPLE]
    scores = _text_usefulness(facts, sample) | _number_usefulness(facts, sample)
    forced = dict(_chosen_kinds(request))
    codes = facts.attribute_codes.keys
    ranked = []
    for (code, kind), score in scores.items():
        wanted = described[codes[code]].facet if codes[code] in described else None
        if code in forced or wanted is False or (score < MIN_USEFULNESS and not wanted):
            continue
        ranked.append((not wanted, -score, code, kind))
    best = [(code, kind) for _, _, code, kind in sorted(ranked)]
    return [*forced.items(), *best][: max(MAX_ATTRIBUTES, len(forced))]


def _chosen_kinds(request: FacetRequest) -> list[tuple[int, AttributeKind]]:
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


def _text_usefulness(facts: Facts, sample: Rows) -> dict[tuple[int, AttributeKind], float]:
    values, owner = facts.values.take(sample)
    if not len(values):
        return {}
    distinct, counts = np.unique(values, return_counts=True)
    codes = facts.value_codes[distinct]
    owners = np.unique(facts.value_codes[values].astype(np.int64) << 32 | owner)
    having = np.bincount((owners >> 32).astype(np.int64), minlength=int(codes.max()) + 1)
    useful = {}
    order = np.lexsort((-counts, codes))
    codes, counts, distinct = codes[order], counts[order], distinct[order]
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    for start, end in zip(starts, np.append(starts[1:], len(codes)), strict=True):
        code = int(codes[start])
        coverage = having[code] / len(sample)
        if coverage < MIN_COVERAGE or end - start < 2:
            continue
        share = counts[start:end] / counts[start:end].sum()
        kind = (
            AttributeKind.BOOLEAN
            if isinstance(facts.value_keys.keys[distinct[start]][1], bool)
            else AttributeKind.TEXT
        )
        score = coverage * (1.0 - float((share**2).sum())) * float(share[:MAX_VALUES].sum())
        useful[code, kind] = score
    return useful


def _number_usefulness(facts: Facts, sample: Rows) -> dict[tuple[int, AttributeKind], float]:
    codes, _ = facts.number_codes.take(sample)
    numbers, _ = facts.numbers.take(sample)
    counts = np.bincount(codes, minlength=1)
    useful = {}
    for code in np.flatnonzero(counts >= max(2, MIN_COVERAGE * len(sample))).tolist():
        values = numbers[codes == code]
        _, repeats = np.unique(values, return_counts=True)
        share = repeats / len(values)
        score = NUMBER_WEIGHT * len(values) / len(sample) * (1.0 - float((share**2).sum()))
        useful[code, AttributeKind.NUMBER] = score
    return useful


def _attribute(request: FacetRequest, code: int, kind: AttributeKind) -> AttributeFacet | None:
    facts = request.facts
    name = facts.attribute_codes.keys[code]
    shown = _shown(request, "@" + name)
    rows, values = facts.of_attribute(code, numeric=kind is AttributeKind.NUMBER)
    held = shown[rows]
    attribute = request.described.get(name) or Attribute.of_code(name)
    count = len(np.unique(rows[held]))
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
    low, high = float(values.min()), float(values.max())
    if low == high:
        return RangeFacet(low, high, (Bucket(low, high, len(values)),))
    common_low, common_high = np.percentile(values, [2, 98])
    step = _round_step((float(common_high - common_low) or high - low) / BUCKETS)
    first = np.floor(common_low / step) * step
    edges = first + step * np.arange(1, BUCKETS + 1)
    edges = np.concatenate(([low], edges[(edges > low) & (edges < high)], [high]))
    counts, _ = np.histogram(values, edges)
    return RangeFacet(
        low,
        high,
        tuple(
            Bucket(round(float(a), 9), round(float(b), 9), int(count))
            for a, b, count in zip(edges[:-1], edges[1:], counts, strict=True)
            if count
        ),
    )


def _round_step(step: float) -> float:
    magnitude = 10.0 ** np.floor(np.log10(step))
    for multiple in (1.0, 2.0, 2.5, 5.0):
        if step <= multiple * magnitude:
            return float(multiple * magnitude)
    return float(10.0 * magnitude)

"""Translates between the shapes of search and the retrieval library."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from storewise.infra.tenancy import new_id
from storewise.ml import retrieval

from .node import StoreIndex
from .schemas import (
    Card,
    Facet,
    FacetKind,
    FacetValue,
    Hit,
    PriceFacet,
    SearchQuery,
    SearchResult,
    Sort,
    Suggestion,
)

_SORTS = {
    Sort.RELEVANCE: retrieval.Sort.RELEVANCE,
    Sort.PRICE: retrieval.Sort.PRICE_ASC,
    Sort.PRICE_DESC: retrieval.Sort.PRICE_DESC,
    Sort.NEWEST: retrieval.Sort.NEWEST,
    Sort.TITLE: retrieval.Sort.TITLE,
}
_NOWHERE = ("\0",)


def question(
    query: SearchQuery, words: str, vector: NDArray[np.float32] | None, kept: StoreIndex
) -> retrieval.Query:
    """What to ask the index."""
    price = None
    if query.price_min is not None or query.price_max is not None:
        price = retrieval.Range(query.price_min, query.price_max)
    attributes: dict[str, frozenset[str] | retrieval.Range | bool] = {}
    for code, values in query.attributes.items():
        if set(values) in ({"true"}, {"false"}):
            attributes[code] = values[0] == "true"
        elif values:
            attributes[code] = frozenset(values)
    for code, wanted in query.ranges.items():
        attributes[code] = retrieval.Range(wanted.min, wanted.max)
    category = kept.paths.get(query.category, _NOWHERE) if query.category else ()
    return retrieval.Query(
        text=words,
        vector=vector,
        filters=retrieval.Filters(
            brands=frozenset(query.brands),
            not_brands=frozenset(query.not_brands),
            category=category,
            price=price,
            in_stock=bool(query.in_stock),
            attributes=attributes,
        ),
        sort=_SORTS[query.sort],
        limit=query.limit,
        offset=query.offset,
        facets=query.facets,
    )


def result(
    query: SearchQuery, found: retrieval.Result, kept: StoreIndex, currency: str, took_ms: float
) -> SearchResult:
    """What a face gets. Built without validation: hits are our own, and this path is hot."""
    facets = found.facets
    return SearchResult.model_construct(
        query_id=new_id(),
        total=found.total,
        hits=[
            Hit.model_construct(score=round(hit.score, 4), product=card(hit.card))
            for hit in found.hits
        ],
        facets=_facets(query, facets, kept) if facets else [],
        price=_price(facets.price, currency) if facets and facets.price else None,
        in_stock_count=facets.in_stock if facets else None,
        corrected_text=found.corrected_query,
        relaxed=found.matching in (retrieval.Matching.RELAXED, retrieval.Matching.MEANING),
        took_ms=round(took_ms, 2),
    )


@lru_cache(maxsize=50_000)
def card(body: bytes) -> Card:
    """The card of a hit."""
    return Card.model_validate_json(body)


def suggestion(found: retrieval.Suggestion, kept: StoreIndex) -> Suggestion:
    """A completion, with where it leads."""
    target, image = found.text, None
    if found.kind is retrieval.SuggestionKind.PRODUCT:
        shown = card(found.card)
        target, image = shown.handle, shown.srcset.partition(" ")[0] or None
    elif found.kind is retrieval.SuggestionKind.CATEGORY:
        target = kept.path_of_leaf(found.text) or found.text
    return Suggestion(kind=found.kind.value, text=found.text, target=target, image=image)


def _facets(query: SearchQuery, facets: retrieval.Facets, kept: StoreIndex) -> list[Facet]:
    found = []
    if facets.categories:
        above = kept.paths.get(query.category or "", ())
        values = []
        for each in facets.categories:
            path = kept.path_of((*above, each.value))
            if path:
                values.append(_value(path, each.value, each))
        found.append(_facet("category", "Category", "category", values))
    if facets.brands:
        values = [_value(each.value, each.value, each) for each in facets.brands]
        found.append(_facet("brand", "Brand", "brand", values))
    found += [_attribute(each) for each in facets.attributes]
    return found


def _attribute(facet: retrieval.AttributeFacet) -> Facet:
    if facet.range is not None:
        return Facet.model_construct(
            key=facet.code,
            label=facet.label,
            kind="range",
            unit=facet.unit,
            values=[],
            min=facet.range.low,
            max=facet.range.high,
        )
    boolean = facet.kind is retrieval.AttributeKind.BOOLEAN
    labels = {"true": "Yes", "false": "No"} if boolean else {}
    values = [_value(each.value, labels.get(each.value, each.value), each) for each in facet.values]
    return _facet(facet.code, facet.label, "boolean" if boolean else "values", values, facet.unit)


def _facet(
    key: str, label: str, kind: FacetKind, values: list[FacetValue], unit: str | None = None
) -> Facet:
    return Facet.model_construct(
        key=key, label=label, kind=kind, unit=unit, values=values, min=None, max=None
    )


def _value(value: str, label: str, found: retrieval.ValueCount) -> FacetValue:
    return FacetValue.model_construct(
        value=value, label=label, count=found.count, selected=found.selected
    )


def _price(found: retrieval.RangeFacet, currency: str) -> PriceFacet:
    return PriceFacet.model_construct(
        min=round(found.low),
        max=round(found.high),
        currency=currency,
        histogram=[bucket.count for bucket in found.buckets],
    )

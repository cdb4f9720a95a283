"""Search over one store's products in memory: words, meaning, filters, facets, suggestions."""

from .documents import Attribute, AttributeValue, Document, embedding_text
from .index import Index
from .query import AttributeFilter, Filters, Query, Range, Sort
from .ranking import Ranking
from .reading import Weighting
from .result import (
    AttributeFacet,
    AttributeKind,
    Bucket,
    Facets,
    Hit,
    Matching,
    RangeFacet,
    Result,
    Suggestion,
    SuggestionKind,
    ValueCount,
)
from .synonyms import Synonyms

__all__ = [
    "Attribute",
    "AttributeFacet",
    "AttributeFilter",
    "AttributeKind",
    "AttributeValue",
    "Bucket",
    "Document",
    "Facets",
    "Filters",
    "Hit",
    "Index",
    "Matching",
    "Query",
    "Range",
    "RangeFacet",
    "Ranking",
    "Result",
    "Sort",
    "Suggestion",
    "SuggestionKind",
    "Synonyms",
    "ValueCount",
    "Weighting",
    "embedding_text",
]

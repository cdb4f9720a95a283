"""Search over one store's products in memory: words, meaning, filters, facets, suggestions."""

from .documents import Attribute, AttributeValue, Document, embedding_text
from .glimpses import Glimpse, Glimpses
from .index import Index
from .lexicon import AttributeEntry, CategoryEntry, Lexicon, ValueEntry
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
from .text import fold, fold_code, language

__all__ = [
    "Attribute",
    "AttributeEntry",
    "AttributeFacet",
    "AttributeFilter",
    "AttributeKind",
    "AttributeValue",
    "Bucket",
    "CategoryEntry",
    "Document",
    "Facets",
    "Filters",
    "Glimpse",
    "Glimpses",
    "Hit",
    "Index",
    "Lexicon",
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
    "ValueEntry",
    "Weighting",
    "embedding_text",
    "fold",
    "fold_code",
    "language",
]

"""What the index answers: hits, facets and suggestions."""

from dataclasses import dataclass
from enum import StrEnum


class Matching(StrEnum):
    """How the results relate to the words that were asked for."""

    ALL = "all"  # nothing was asked for: everything that the filters let pass
    WORDS = "words"  # the results hold every word (or a synonym, or its corrected spelling)
    RELAXED = "relaxed"  # no product holds every word: some words are missing
    MEANING = "meaning"  # no words matched well: nearest in meaning
    NONE = "none"  # nothing fits


@dataclass(frozen=True, slots=True)
class Hit:
    """A product found; `matched` names the fields in which words of the query were found."""

    id: str
    score: float
    card: bytes
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value that results can be narrowed to, and how many would be left."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many results lie from `low` (included) to `high` (excluded, but in the last one)."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class RangeFacet:
    """The span of a number over the results, and how they spread over it."""

    low: float
    high: float
    buckets: tuple[Bucket, ...]


class AttributeKind(StrEnum):
    """The three kinds of attribute facets."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class AttributeFacet:
    """An attribute that tells this result set apart.

    Text and boolean attributes have `values` (booleans: "true", "false"); numbers a `range`.
    `count` is how many results have the attribute at all.
    """

    code: str
    label: str
    unit: str | None
    kind: AttributeKind
    count: int
    values: tuple[ValueCount, ...] = ()
    range: RangeFacet | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Ways to narrow a result set; each one is counted as if its own filter were not set."""

    brands: tuple[ValueCount, ...] = ()
    categories: tuple[ValueCount, ...] = ()  # children of the selected category
    price: RangeFacet | None = None  # minor units
    in_stock: int = 0
    attributes: tuple[AttributeFacet, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits out of `total`; `facets` is None where none were asked for."""

    total: int
    hits: tuple[Hit, ...]
    facets: Facets | None
    matching: Matching
    corrected_query: str | None = None  # the spelling that was searched for instead


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    QUERY = "query"
    BRAND = "brand"
    CATEGORY = "category"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what was typed; `id` is set for products, `count` for the other kinds."""

    kind: SuggestionKind
    text: str
    id: str | None = None
    count: int = 0
    card: bytes = b""

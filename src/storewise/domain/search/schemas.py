"""The shapes that go into search and come out of it."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from storewise.domain.catalog.schemas import MinorUnits, Money


class Shape(BaseModel):
    """A shape of search: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sort(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    PRICE = "price"
    PRICE_DESC = "-price"
    NEWEST = "newest"
    TITLE = "title"


class NumberRange(Shape):
    """A closed range; an absent end is open."""

    min: float | None = None
    max: float | None = None


class SearchQuery(Shape):
    """What a shopper asks for: words (empty to browse) and filters.

    `category` is a path of slugs and takes the categories below it in. `attributes` maps a code to
    wanted values (any of them); `ranges` maps a code of a number attribute to a range. `not_brands`
    leaves products of these brands out.
    """

    text: Annotated[str, StringConstraints(max_length=1000)] = ""
    brands: Annotated[list[str], Field(max_length=100)] = []
    not_brands: Annotated[list[str], Field(max_length=100)] = []
    category: str | None = None
    price_min: MinorUnits | None = None
    price_max: MinorUnits | None = None
    in_stock: bool | None = None
    attributes: Annotated[dict[str, list[str]], Field(max_length=50)] = {}
    ranges: Annotated[dict[str, NumberRange], Field(max_length=50)] = {}
    sort: Sort = Sort.RELEVANCE
    limit: Annotated[int, Field(ge=1, le=100)] = 24
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0
    facets: bool = True


class Card(Shape):
    """A product as it stands in a list of hits."""

    id: UUID
    handle: str
    title: str
    brand: str | None
    category: str | None
    price: Money
    price_to: Money
    compare_at_price: Money | None
    in_stock: bool
    image: str | None
    srcset: str
    alt: str
    variant_count: int
    snippet: str


class Hit(Shape):
    """A product found, with its score (comparable within one answer only)."""

    score: float
    product: Card


class FacetValue(Shape):
    """A value that narrows the result, with how many products would remain."""

    value: str
    label: str
    count: int
    selected: bool = False


FacetKind = Literal["brand", "category", "values", "range", "boolean"]


class Facet(Shape):
    """A way to narrow this result: values to pick from, or a range for numbers."""

    key: str
    label: str
    kind: FacetKind
    unit: str | None = None
    values: list[FacetValue] = []
    min: float | None = None
    max: float | None = None


class PriceFacet(Shape):
    """The prices within the result, in minor units, and a histogram of equal-width counts."""

    min: int
    max: int
    currency: str
    histogram: list[int] = []


class SearchResult(Shape):
    """An answer: hits of the page asked for, the number of all, and the ways to narrow it.

    `corrected_text` is set when a spelling was mended to find anything; `relaxed` when not all
    words were found together, so that a face can say so.
    """

    query_id: UUID
    total: int
    hits: list[Hit]
    facets: list[Facet] = []
    price: PriceFacet | None = None
    in_stock_count: int | None = None
    corrected_text: str | None = None
    relaxed: bool = False
    took_ms: float


class Suggestion(Shape):
    """A completion while typing: of words, or a product, brand or category to go to.

    `target` is the product's handle, the brand's name or the category's path.
    """

    kind: Literal["query", "product", "brand", "category"]
    text: str
    target: str
    image: str | None = None


class Synonym(Shape):
    """Words that mean the same here; with `one_way`, `words[0]` finds the others only."""

    id: UUID
    words: list[str]
    one_way: bool


class SynonymDraft(Shape):
    """A synonym set to keep."""

    words: Annotated[
        list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]],
        Field(min_length=2, max_length=20),
    ]
    one_way: bool = False


class QueryReport(Shape):
    """A search that shoppers made: how often, and how many products it found the last time."""

    text: str
    count: int
    last_total: int


class IndexState(Shape):
    """How far the index of a store is: products searchable by words, and by meaning."""

    products: int
    indexed: int
    embedded: int
    waiting_for_embedding: int
    model: str

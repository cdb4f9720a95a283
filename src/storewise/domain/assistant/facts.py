"""What the store knows, in the form in which the assistant's tools return it.

A fact carries a short reference that lives as long as its conversation: `P3` for a product, `D2`
for a passage of a document. A model is shown references, never ids, so it can name nothing that no
tool returned.
"""

from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from storewise.domain.catalog.schemas import Money
from storewise.domain.search.schemas import NumberRange, Sort


class Fact(BaseModel):
    """Something that a tool takes or returns: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Spec(Fact):
    """One specification of a product: label, value and unit as the store states them."""

    code: str
    label: str
    value: bool | float | str
    unit: str | None = None


class VariantFacts(Fact):
    """One buyable version of a product."""

    options: list[str]
    sku: str | None
    price: Money
    in_stock: bool


class ProductFacts(Fact):
    """What the store states of a product, as it stands in the catalogue now."""

    ref: str
    id: UUID
    handle: str
    title: str
    brand: str | None
    category: tuple[str, ...]
    description: str
    price: Money
    price_to: Money
    compare_at_price: Money | None
    in_stock: bool
    option_names: list[str] = []
    variants: list[VariantFacts] = []
    specs: list[Spec] = []
    codes: list[str] = []
    image: str | None = None
    srcset: str = ""
    alt: str = ""


class PassageFacts(Fact):
    """A passage of one of the store's documents.

    `page` counts from 1 where the document has pages; `start` and `end` are characters of the
    document's text.
    """

    ref: str
    id: UUID
    document_id: UUID
    document: str
    title_path: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str
    score: float


class BrandFacts(Fact):
    """A brand, how many products of it are published, and the kinds that it makes here."""

    name: str
    product_count: int
    categories: list[str] = []


class ProductSearch(Fact):
    """What the tool `search_products` takes: words, and filters that hold without exception.

    Prices are in minor units of the store's currency; `not_brands` leaves brands out.
    """

    words: Annotated[str, Field(max_length=300)] = ""
    brands: Annotated[list[str], Field(max_length=20)] = []
    not_brands: Annotated[list[str], Field(max_length=20)] = []
    category: str | None = None
    price_min: Annotated[int, Field(ge=0)] | None = None
    price_max: Annotated[int, Field(ge=0)] | None = None
    in_stock: bool | None = None
    attributes: dict[str, list[str]] = {}
    ranges: dict[str, NumberRange] = {}
    sort: Sort = Sort.RELEVANCE
    limit: Annotated[int, Field(ge=1, le=20)] = 5


class FoundProducts(Fact):
    """What a search of products found, the best first.

    `relaxed` says that not all words were found together; `corrected` is the spelling that was
    searched for instead.
    """

    total: int
    products: list[ProductFacts]
    relaxed: bool = False
    corrected: str | None = None


class Memory(Fact):
    """What a conversation remembers from turn to turn.

    `products` and `passages` give each reference its id; `shown` are the references of the last
    list, in its order; `focus` is the product that "it" means; `search` is the last search.
    """

    products: dict[str, UUID] = {}
    passages: dict[str, UUID] = {}
    shown: list[str] = []
    focus: str | None = None
    search: ProductSearch | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class SearchMade:
    """A search of this turn: what was wanted, of how much it told, and whether it was `relaxed`.

    A relaxed search has not found all words together: what it found need not be what was wanted.
    """

    wanted: ProductSearch
    total: int
    relaxed: bool = False

    @property
    def answered(self) -> bool:
        """Tell whether there are products of the kind that was wanted."""
        return self.total > 0 and not self.relaxed


@dataclass(slots=True)
class Evidence:
    """All facts that tools returned in this conversation, by reference; what proof goes by.

    Products that earlier turns named are read anew at the start of each turn, so that no price of
    yesterday is proof today.
    """

    products: dict[str, ProductFacts] = field(default_factory=dict)
    passages: dict[str, PassageFacts] = field(default_factory=dict)
    brands: dict[str, BrandFacts] = field(default_factory=dict)
    searches: list[SearchMade] = field(default_factory=list)

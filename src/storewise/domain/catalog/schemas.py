"""The shapes that go into the catalogue and come out of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

AttributeValue = bool | float | str
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=200)]


def _no_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("yes and no are not numbers")
    return value


Whole = Annotated[int, BeforeValidator(_no_boolean)]
MinorUnits = Annotated[Whole, Field(ge=0, le=10**12)]
MAX_VARIANTS = 500


class Shape(BaseModel):
    """A shape of the catalogue: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Status(StrEnum):
    """Whether shoppers see a product: only `published` ones."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class AttributeType(StrEnum):
    """What an attribute holds: words, a number (with a unit perhaps), or yes and no."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"


AttributeCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,120}$")]


class AttributeDefinition(Shape):
    """An attribute of this store: `code` names it in programs, `label` for people."""

    code: AttributeCode
    label: Name
    type: AttributeType
    unit: Annotated[str, StringConstraints(max_length=40)] | None = None


class Money(Shape):
    """An amount in minor units of an ISO 4217 currency: 1299 EUR is 12.99 €."""

    amount: int
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


# ------------------------------------------------------------------ going in


class VariantDraft(Shape):
    """One buyable version of a product, prices in minor units of the store's currency.

    `option_values` has one value for each of the product's `option_names`, in their order.
    """

    option_values: Annotated[list[Name], Field(max_length=3)] = []
    sku: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = None
    gtin: Annotated[str, StringConstraints(pattern=r"^[0-9]{8,14}$")] | None = None
    mpn: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = None
    price: MinorUnits
    compare_at_price: MinorUnits | None = None
    cost: MinorUnits | None = None
    stock: Annotated[Whole, Field(ge=-(10**9), le=10**9)] = 0
    weight_g: Annotated[Whole, Field(ge=0, le=10**9)] | None = None
    image: Annotated[str, StringConstraints(max_length=2000)] | None = None


class ImageDraft(Shape):
    """A picture to attach: a path inside the feed's folder or archive, or a web address."""

    src: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    alt: Annotated[str, StringConstraints(max_length=500)] = ""


class ProductDraft(Shape):
    """A product as a feed or an API call states it, complete: what is absent is empty.

    `category` is a path from the root, each part a name for people. `attributes` maps attribute
    codes to values; codes that the store does not know yet are created as the accompanying
    definitions say, or by the type of the value.
    """

    handle: Slug
    title: Name
    description: Annotated[str, StringConstraints(max_length=100_000)] = ""
    brand: Text | None = None
    category: Annotated[tuple[Name, ...], Field(max_length=8)] = ()
    status: Status = Status.PUBLISHED
    tags: Annotated[list[Name], Field(max_length=250)] = []
    option_names: Annotated[list[Name], Field(max_length=3)] = []
    variants: Annotated[list[VariantDraft], Field(min_length=1, max_length=MAX_VARIANTS)]
    attributes: dict[AttributeCode, AttributeValue] = {}
    images: Annotated[list[ImageDraft], Field(max_length=250)] = []
    seo_title: Text = ""
    seo_description: Annotated[str, StringConstraints(max_length=2000)] = ""
    metadata: dict[str, str] = {}


class ProductPatch(Shape):
    """A change of a product: only the fields that are sent change; variants apart."""

    title: Name | None = None
    handle: Slug | None = None
    description: Annotated[str, StringConstraints(max_length=100_000)] | None = None
    brand: Text | None = None
    category: Annotated[tuple[Name, ...], Field(max_length=8)] | None = None
    status: Status | None = None
    tags: Annotated[list[Name], Field(max_length=250)] | None = None
    attributes: dict[AttributeCode, AttributeValue | None] | None = None
    seo_title: Text | None = None
    seo_description: Annotated[str, StringConstraints(max_length=2000)] | None = None
    metadata: dict[str, str] | None = None


class ImagePatch(Shape):
    """A change of a picture: what it shows, in words, and its place among the pictures, from 0."""

    alt: Annotated[str, StringConstraints(max_length=500)] | None = None
    position: Annotated[int, Field(ge=0, le=1000)] | None = None


class VariantPatch(Shape):
    """A change of one variant: only the fields that are sent change."""

    sku: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = None
    gtin: Annotated[str, StringConstraints(pattern=r"^[0-9]{8,14}$")] | None = None
    mpn: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = None
    price: MinorUnits | None = None
    compare_at_price: MinorUnits | None = None
    cost: MinorUnits | None = None
    stock: Annotated[Whole, Field(ge=-(10**9), le=10**9)] | None = None
    weight_g: Annotated[Whole, Field(ge=0, le=10**9)] | None = None


# ------------------------------------------------------------------ coming out


class Brand(Shape):
    """A brand or manufacturer; `product_count` counts the published products."""

    id: UUID
    name: str
    slug: str
    product_count: int = 0


class Category(Shape):
    """A node of the category tree; `path` joins the slugs from the root with `/`."""

    id: UUID
    parent_id: UUID | None
    name: str
    slug: str
    path: str
    product_count: int = 0


class Crumb(Shape):
    """One step of a category path."""

    name: str
    path: str


class Attribute(Shape):
    """An attribute value of a product, ready to be shown: label, value and unit."""

    code: str
    label: str
    type: AttributeType
    unit: str | None
    value: AttributeValue


class Media(Shape):
    """A picture of a product: `url` of the largest size, `srcset`, pixels of the original.

    `state` is `ready`, `remote` (known by address only, not fetched) or `failed`.
    """

    id: UUID
    state: Literal["ready", "remote", "failed"] = "ready"
    url: str
    srcset: str
    alt: str
    width: int
    height: int
    source: str = ""


class Variant(Shape):
    """One buyable version of a product."""

    id: UUID
    position: int
    option_values: list[str]
    sku: str | None
    gtin: str | None
    mpn: str | None
    price: Money
    compare_at_price: Money | None
    stock: int
    in_stock: bool
    weight_g: int | None
    media_id: UUID | None


class VariantWithCost(Variant):
    """A variant as its merchant sees it, with what it cost."""

    cost: Money | None


class Product(Shape):
    """A product as shoppers see it."""

    id: UUID
    handle: str
    title: str
    description: str
    brand: Brand | None
    breadcrumb: list[Crumb]
    status: Status
    tags: list[str]
    option_names: list[str]
    variants: list[Variant]
    attributes: list[Attribute]
    media: list[Media]
    price_from: Money
    price_to: Money
    in_stock: bool
    seo_title: str
    seo_description: str
    metadata: dict[str, str]
    created_at: datetime
    updated_at: datetime
    version: int


class MerchantProduct(Product):
    """A product as its merchant sees it."""

    variants: list[VariantWithCost]  # type: ignore[assignment]


class IndexedProduct(Shape):
    """A published product as an index takes it in: what is searched, and what a hit shows.

    `options` maps the name of each option to the values that its variants have.
    """

    id: UUID
    handle: str
    title: str
    description: str
    brand: str | None
    breadcrumb: tuple[Crumb, ...]
    tags: list[str]
    options: dict[str, list[str]]
    codes: list[str]
    attributes: dict[str, AttributeValue]
    price: int
    price_to: int
    compare_at_price: int | None
    currency: str
    in_stock: bool
    variant_count: int
    image: str | None
    srcset: str
    alt: str
    created_at: datetime


class ProductRow(Shape):
    """A product in a list."""

    id: UUID
    handle: str
    title: str
    brand: str | None
    category: str | None
    status: Status
    price_from: Money
    price_to: Money
    stock: int
    variant_count: int
    image: str | None
    updated_at: datetime


class ProductSort(StrEnum):
    """How a list of products is ordered; ties are broken by id."""

    NEWEST = "-created_at"
    OLDEST = "created_at"
    UPDATED = "-updated_at"
    TITLE = "title"
    PRICE = "price"
    PRICE_DESC = "-price"


class ProductFilter(Shape):
    """What a list of products is narrowed to; `query` looks into title, handle, SKU and GTIN."""

    query: str | None = None
    status: Status | None = None
    brand: str | None = None
    category: str | None = None
    in_stock: bool | None = None
    price_min: MinorUnits | None = None
    price_max: MinorUnits | None = None


class ProductPage(Shape):
    """A page of products; `next_cursor` asks for the following one."""

    items: list[ProductRow]
    next_cursor: str | None = None


class CatalogCounts(Shape):
    """How much the catalogue holds."""

    products: int
    published: int
    drafts: int
    archived: int
    variants: int
    brands: int
    categories: int
    out_of_stock: int

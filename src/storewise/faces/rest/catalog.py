"""Products, brands, categories and attributes over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    Brand,
    CatalogCounts,
    Category,
    MerchantProduct,
    MinorUnits,
    Product,
    ProductDraft,
    ProductFilter,
    ProductPage,
    ProductPatch,
    ProductSort,
    Status,
)

from .access import CatalogReader, CatalogWriter, SearchReader
from .examples import DRAFT_EXAMPLES, PATCH_EXAMPLES
from .once import Once
from .problems import answers
from .requests import ApiRoute
from .versions import CREATED, VERSIONED, IfMatch, shown

router = APIRouter(route_class=ApiRoute, responses=answers(401, 403))

Words = Annotated[str, StringConstraints(max_length=500)]


class ListQuery(BaseModel):
    """What the list of products may be asked for."""

    model_config = ConfigDict(extra="forbid")

    q: Words | None = Field(None, description="Part of a title or handle, or a code.")
    status: Status | None = None
    brand: Words | None = Field(None, description="Slug of a brand.")
    category: Words | None = Field(None, description="Path of a category; those below it count.")
    in_stock: bool | None = None
    price_min: MinorUnits | None = None
    price_max: MinorUnits | None = None
    sort: ProductSort = ProductSort.NEWEST
    cursor: str | None = Field(
        None, max_length=3000, description="`next_cursor` of the page before, in the same order."
    )
    limit: int = Field(50, ge=1, le=100)


@router.get("/products", tags=["Products"])
async def list_products(scope: CatalogReader, query: Annotated[ListQuery, Query()]) -> ProductPage:
    """The store's products, whatever their status, a page at a time."""
    wanted = ProductFilter(
        query=query.q,
        **query.model_dump(exclude={"q", "sort", "cursor", "limit"}),
    )
    return await catalog.products(scope, wanted, query.sort, query.cursor, query.limit)


@router.post(
    "/products",
    tags=["Products"],
    status_code=201,
    response_model=MerchantProduct,
    responses=CREATED | answers(409),
)
async def create_product(
    scope: CatalogWriter,
    once: Once,
    draft: Annotated[ProductDraft, DRAFT_EXAMPLES],
) -> Response:
    """Add a product. Brand, category and attributes that are new are made on the way."""

    async def create() -> Response:
        return shown(await catalog.create_product(scope, draft), 201)

    return await once.run(scope, create)


@router.get("/products/by-handle/{handle}", tags=["Products"], responses=answers(404))
async def read_published_product(
    scope: SearchReader, handle: Annotated[str, Path(max_length=200)]
) -> Product:
    """A published product as shoppers see it, for storefronts; a publishable key is enough."""
    return await catalog.product_by_handle(scope, handle)


@router.get(
    "/products/{product_id}",
    tags=["Products"],
    response_model=MerchantProduct,
    responses=VERSIONED | answers(404),
)
async def read_product(scope: CatalogReader, product_id: UUID) -> Response:
    """A product as its merchant sees it, whatever its status."""
    return shown(await catalog.product(scope, product_id))


@router.patch(
    "/products/{product_id}",
    tags=["Products"],
    response_model=MerchantProduct,
    responses=VERSIONED | answers(404, 409, 412),
)
async def change_product(
    scope: CatalogWriter,
    product_id: UUID,
    patch: Annotated[ProductPatch, PATCH_EXAMPLES],
    version: IfMatch,
) -> Response:
    """Change a product; only the fields that are sent change.

    Publish, archive or restore it by `status`. With `If-Match`, nothing happens when somebody else
    has changed the product meanwhile.
    """
    return shown(await catalog.update_product(scope, product_id, patch, version))


@router.delete(
    "/products/{product_id}",
    tags=["Products"],
    response_model=MerchantProduct,
    responses=VERSIONED | answers(404),
)
async def archive_product(scope: CatalogWriter, product_id: UUID) -> Response:
    """Take a product out of sale. Nothing is lost: `status` brings it back."""
    await catalog.archive_products(scope, [product_id])
    return shown(await catalog.product(scope, product_id))


@router.get("/brands", tags=["Catalogue"])
async def list_brands(scope: CatalogReader) -> list[Brand]:
    """All brands by name, with how many published products they have."""
    return await catalog.brands(scope)


@router.get("/brands/{slug}", tags=["Catalogue"], responses=answers(404))
async def read_brand(scope: CatalogReader, slug: Annotated[str, Path(max_length=200)]) -> Brand:
    """One brand."""
    return await catalog.brand(scope, slug)


@router.get("/categories", tags=["Catalogue"])
async def list_categories(scope: CatalogReader) -> list[Category]:
    """The category tree, parents first, with how many published products are in and below each."""
    return await catalog.categories(scope)


@router.get("/categories/{path:path}", tags=["Catalogue"], responses=answers(404))
async def read_category(
    scope: CatalogReader, path: Annotated[str, Path(max_length=1000)]
) -> Category:
    """One category, by its path, such as `kitchen/kettles`."""
    return await catalog.category(scope, path)


@router.get("/attributes", tags=["Catalogue"])
async def list_attributes(scope: CatalogReader) -> list[AttributeDefinition]:
    """The attributes that products of this store have: their codes, labels, types and units."""
    return await catalog.attributes(scope)


@router.get("/counts", tags=["Catalogue"])
async def count_catalog(scope: CatalogReader) -> CatalogCounts:
    """How much the catalogue holds."""
    return await catalog.counts(scope)

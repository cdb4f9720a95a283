"""The variants of a product over REST."""

from uuid import UUID

from fastapi import APIRouter, Response

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import MerchantProduct, VariantDraft, VariantPatch

from .access import CatalogWriter
from .once import Once
from .problems import answers
from .requests import ApiRoute
from .versions import CREATED, VERSIONED, shown

router = APIRouter(
    prefix="/products/{product_id}/variants",
    tags=["Variants"],
    route_class=ApiRoute,
    responses=answers(401, 403, 404),
)


@router.post("", status_code=201, response_model=MerchantProduct, responses=CREATED)
async def add_variant(
    scope: CatalogWriter, once: Once, product_id: UUID, draft: VariantDraft
) -> Response:
    """Add a variant after those that the product has."""

    async def add() -> Response:
        return shown(await catalog.add_variant(scope, product_id, draft), 201)

    return await once.run(scope, add)


@router.patch("/{variant_id}", response_model=MerchantProduct, responses=VERSIONED)
async def change_variant(
    scope: CatalogWriter, product_id: UUID, variant_id: UUID, patch: VariantPatch
) -> Response:
    """Change a variant, its price or stock say; only the fields that are sent change."""
    return shown(await catalog.update_variant(scope, product_id, variant_id, patch))


@router.delete("/{variant_id}", response_model=MerchantProduct, responses=VERSIONED | answers(409))
async def remove_variant(scope: CatalogWriter, product_id: UUID, variant_id: UUID) -> Response:
    """Remove a variant; the last one stays."""
    return shown(await catalog.remove_variant(scope, product_id, variant_id))

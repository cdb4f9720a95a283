"""Pictures of products: each size of each picture has an address that never changes its content."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from storewise.infra.storage import FileNotStored

from .assets import A_YEAR
from .scopes import AnyTenancy

router = APIRouter(include_in_schema=False)


@router.api_route(
    "/media/{store_id}/{content_hash}/{width}.webp", methods=["GET", "HEAD"], response_model=None
)
async def picture(
    request: Request,
    tenancy: AnyTenancy,
    store_id: UUID,
    content_hash: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")],
    width: Annotated[int, Path(ge=1, le=10_000)],
) -> Response:
    """One size of a picture, as the catalogue put it into storage."""
    headers = {"Cache-Control": A_YEAR, "ETag": f'"{content_hash[:16]}-{width}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    try:
        body = await tenancy.resources.storage.get(f"{store_id}/media/{content_hash}/{width}.webp")
    except FileNotStored as error:
        return Response(error.message, 404, media_type="text/plain")
    return Response(body, media_type="image/webp", headers=headers)

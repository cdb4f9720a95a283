"""The pictures of a product over REST."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ImagePatch, MerchantProduct
from storewise.infra.errors import FieldError, Invalid

from .access import CatalogWriter
from .once import Once
from .problems import answers
from .requests import ApiRequest, ApiRoute, NulCharacter
from .versions import CREATED, VERSIONED, shown

MOST_PICTURE_BYTES = 20 * 2**20
MOST_ALT = 500

_RAW = {"schema": {"type": "string", "contentMediaType": "image/*"}}
_BODY: dict[str, Any] = {
    "description": "The picture: JPEG, PNG, WebP, GIF or AVIF, at most 20 MiB.",
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "contentMediaType": "image/*"},
                    "alt": {"type": "string", "maxLength": MOST_ALT},
                },
            }
        },
        **{f"image/{kind}": _RAW for kind in ("jpeg", "png", "webp", "gif", "avif")},
    },
}


class PictureMissing(Invalid):
    """The form has no file, or its description is not acceptable."""

    code = "picture_missing"
    message = "Send the picture as the body, or as the field `file` of a form."


class PictureRequest(ApiRequest):
    """A request that may be as large as a picture."""

    most_bytes = MOST_PICTURE_BYTES


class PictureRoute(ApiRoute):
    """A route that takes pictures."""

    request_class = PictureRequest


PREFIX = "/products/{product_id}/images"
ERRORS = answers(401, 403, 404)
uploads = APIRouter(prefix=PREFIX, tags=["Images"], route_class=PictureRoute, responses=ERRORS)
router = APIRouter(prefix=PREFIX, tags=["Images"], route_class=ApiRoute, responses=ERRORS)


@uploads.post(
    "",
    status_code=201,
    response_model=MerchantProduct,
    responses=CREATED | answers(400, 415),
    openapi_extra={"requestBody": _BODY},
)
async def add_image(
    request: Request,
    scope: CatalogWriter,
    once: Once,
    product_id: UUID,
    alt: Annotated[
        str, Query(max_length=MOST_ALT, description="What it shows, for those who cannot see it.")
    ] = "",
) -> Response:
    """Add a picture after those that the product has.

    It is turned as its EXIF says, freed of all other metadata, and kept as WebP in several sizes.
    """
    content, told = await _picture(request)
    described = told or alt
    picture = await catalog.store_picture(scope.resources.storage, scope.store_id, content)

    async def add() -> Response:
        return shown(await catalog.add_image(scope, product_id, picture, described), 201)

    return await once.run(scope, add, described.encode() + b"\0" + content)


@router.patch("/{media_id}", response_model=MerchantProduct, responses=VERSIONED)
async def change_image(
    scope: CatalogWriter, product_id: UUID, media_id: UUID, patch: ImagePatch
) -> Response:
    """Describe a picture anew, or move it; the first one stands for the product in lists."""
    return shown(await catalog.change_image(scope, product_id, media_id, patch))


@router.delete("/{media_id}", response_model=MerchantProduct, responses=VERSIONED)
async def remove_image(scope: CatalogWriter, product_id: UUID, media_id: UUID) -> Response:
    """Take a picture off a product."""
    return shown(await catalog.remove_image(scope, product_id, media_id))


async def _picture(request: Request) -> tuple[bytes, str]:
    """The bytes of the picture, and the description that came in a form with it."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _from_form(request)
    if kind.startswith("image/") or kind in ("", "application/octet-stream"):
        return await request.body(), ""
    raise HTTPException(415, PictureMissing.message)


async def _from_form(request: Request) -> tuple[bytes, str]:
    async with request.form(max_files=1, max_fields=10) as form:
        file, alt = form.get("file"), form.get("alt", "")
        if not isinstance(file, UploadFile):
            raise PictureMissing(errors=[FieldError("/file", "missing", PictureMissing.message)])
        if not isinstance(alt, str) or len(alt) > MOST_ALT:
            message = f"A description has at most {MOST_ALT} characters."
            raise PictureMissing(message, errors=[FieldError("/alt", "too_long", message)])
        if "\0" in alt:
            raise NulCharacter(errors=[FieldError("/alt", "nul_character", NulCharacter.message)])
        return await file.read(), alt

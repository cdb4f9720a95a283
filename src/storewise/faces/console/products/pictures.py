"""The pictures of a product: added, put first, removed."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.datastructures import UploadFile

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.errors import MediaNotFound, PictureUnreadable
from storewise.domain.catalog.schemas import ImagePatch, Media, MerchantProduct

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice

MOST_BYTES = 20 * 2**20
MOST_AT_ONCE = 20

router = APIRouter(
    prefix="/console/{slug}/products/{product_id}/pictures",
    route_class=ConsoleRoute,
    include_in_schema=False,
)


@router.post("")
async def add_pictures(request: Request, desk: AnyWorkplace, product_id: UUID) -> Response:
    """Add the files that were sent; those that are no pictures are named and left out."""
    added, refused = 0, []
    async with request.form(max_files=MOST_AT_ONCE, max_fields=MOST_AT_ONCE) as sent:
        product = await _product(desk, product_id)
        alt = str(sent.get("alt", "")).strip()[:500] or product.title
        for file in sent.getlist("files"):
            if not isinstance(file, UploadFile) or not file.filename:
                continue
            problem = await _add(desk, product, await file.read(MOST_BYTES + 1), alt)
            added += not problem
            if problem:
                refused.append(f"{file.filename[:60]}: {problem}")
    return desk.go(_address(desk, product_id), _said(added, refused))


async def _add(desk: Workplace, product: MerchantProduct, content: bytes, alt: str) -> str:
    """Keep one picture; returns what is wrong with it, or nothing."""
    if len(content) > MOST_BYTES:
        return "it is larger than 20 MB."
    storage = desk.tenancy.resources.storage
    try:
        rendering = await catalog.store_picture(storage, desk.store.id, content)
    except PictureUnreadable as error:
        return error.message
    async with desk.scope() as scope:
        there = await catalog.product(scope, product.id)
        if rendering.content_hash in {picture.source for picture in there.media}:
            return "this product already has this picture."
        await catalog.add_image(scope, product.id, rendering, alt)
    return ""


def _said(added: int, refused: list[str]) -> Notice:
    done = {0: "", 1: "One picture was added. "}.get(added, f"{added} pictures were added. ")
    if refused:
        return Notice(f"{done}Not added: {'; '.join(refused)}"[:1500], "warn")
    return Notice(done.strip()) if added else Notice("Pick a picture file first.", "warn")


@router.post("/first")
async def put_first(request: Request, desk: AnyWorkplace, product_id: UUID) -> Response:
    """Make a picture the one that lists show."""
    sent = await request.form()
    async with desk.scope() as scope:
        product = await catalog.product(scope, product_id)
        picture = _picture(product, str(sent.get("picture", "")))
        await catalog.change_image(scope, product_id, picture.id, ImagePatch(position=0))
    return desk.go(_address(desk, product_id), "This picture now comes first.")


@router.get("/{media_id}/remove")
async def ask_remove(desk: AnyWorkplace, product_id: UUID, media_id: UUID) -> Response:
    """Ask whether the picture shall really go."""
    product = await _product(desk, product_id)
    picture = _picture(product, str(media_id))
    return desk.page(
        "confirm.html",
        section="products",
        title="Remove this picture?",
        text=f"“{picture.alt or product.title}” leaves the product. To have it back, you need "
        "its file again.",
        action=desk.url(f"products/{product_id}/pictures/{media_id}/remove"),
        label="Remove picture",
        back=_address(desk, product_id),
    )


@router.post("/{media_id}/remove")
async def remove(desk: AnyWorkplace, product_id: UUID, media_id: UUID) -> Response:
    """Take a picture off the product."""
    async with desk.scope() as scope:
        await catalog.remove_image(scope, product_id, media_id)
    return desk.go(_address(desk, product_id), "The picture was removed.")


async def _product(desk: Workplace, product_id: UUID) -> MerchantProduct:
    async with desk.scope() as scope:
        return await catalog.product(scope, product_id)


def _picture(product: MerchantProduct, media_id: str) -> Media:
    for picture in product.media:
        if str(picture.id) == media_id:
            return picture
    raise MediaNotFound


def _address(desk: Workplace, product_id: UUID) -> str:
    return desk.url(f"products/{product_id}") + "#pictures"

"""The use-cases of the catalogue."""

import asyncio
import base64
import binascii
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping

from storewise.domain.identity import service as identity
from storewise.infra import events
from storewise.infra.storage import Storage
from storewise.infra.tenancy import Scope, new_id

from . import media, naming, queries, reading, writing
from .errors import (
    BrandNotFound,
    CategoryNotFound,
    CursorInvalid,
    HandleTaken,
    LastVariant,
    MediaNotFound,
    ProductNotFound,
    VariantNotFound,
    VersionOutdated,
)
from .events import MOST_AT_ONCE, ProductsChanged
from .models import MediaRow, VariantRow
from .schemas import (
    AttributeDefinition,
    Brand,
    CatalogCounts,
    Category,
    ImagePatch,
    IndexedProduct,
    MerchantProduct,
    Money,
    Product,
    ProductDraft,
    ProductFilter,
    ProductPage,
    ProductPatch,
    ProductRow,
    ProductSort,
    Status,
    VariantDraft,
    VariantPatch,
)
from .writing import ProductWrite, Written, write_products

__all__ = [
    "ProductWrite",
    "Written",
    "add_image",
    "add_variant",
    "archive_products",
    "attributes",
    "brand",
    "brands",
    "categories",
    "category",
    "change_image",
    "counts",
    "create_product",
    "drafts",
    "ids_of_handles",
    "product",
    "product_by_handle",
    "products",
    "products_for_index",
    "published_products",
    "remove_image",
    "remove_variant",
    "set_picture",
    "store_picture",
    "update_product",
    "update_variant",
    "walk_products",
    "write_products",
]  # fmt: skip


# ------------------------------------------------------------------ reading


async def product(scope: Scope, product_id: UUID) -> MerchantProduct:
    """A product as its merchant sees it, whatever its status; raises ProductNotFound."""
    row = await queries.product(scope, product_id=product_id)
    if row is None:
        raise ProductNotFound
    return reading.merchant_product(scope.store_id, row, await _currency(scope))


async def product_by_handle(scope: Scope, handle: str) -> Product:
    """A published product as shoppers see it; raises ProductNotFound."""
    row = await queries.product(scope, handle=handle)
    if row is None or row["status"] != Status.PUBLISHED:
        raise ProductNotFound
    return reading.product(scope.store_id, row, await _currency(scope))


async def published_products(scope: Scope, ids: Sequence[UUID]) -> list[Product]:
    """Those of the products that are published, as shoppers see them, in the order of `ids`."""
    currency = await _currency(scope)
    rows = {row["id"]: row for row in await queries.products_by_id(scope, ids, definitions=True)}
    found = [rows[each] for each in dict.fromkeys(ids) if each in rows]
    return [
        reading.product(scope.store_id, row, currency)
        for row in found
        if row["status"] == Status.PUBLISHED
    ]


async def products(
    scope: Scope,
    wanted: ProductFilter | None = None,
    sort: ProductSort = ProductSort.NEWEST,
    cursor: str | None = None,
    limit: int = 50,
) -> ProductPage:
    """A page of the list of products; raises CursorInvalid."""
    after = _decode_cursor(cursor, sort) if cursor else None
    rows = await queries.product_page(scope, wanted or ProductFilter(), sort, after, limit + 1)
    currency = await _currency(scope)
    items = [
        ProductRow(
            **{
                name: row[name]
                for name in (
                    "id", "handle", "title", "brand", "category", "status", "stock",
                    "variant_count", "updated_at",
                )
            },
            price_from=Money(amount=row["price_from"], currency=currency),
            price_to=Money(amount=row["price_to"], currency=currency),
            image=media.address(scope.store_id, row["content_hash"], min(row["widths"]))
            if row["content_hash"]
            else None,
        )
        for row in rows[:limit]
    ]  # fmt: skip
    more = len(rows) > limit
    return ProductPage(
        items=items, next_cursor=_encode_cursor(rows[limit - 1], sort) if more else None
    )


async def products_for_index(scope: Scope, ids: Sequence[UUID]) -> list[IndexedProduct]:
    """Those of the products that are published, as an index takes them in."""
    currency = await _currency(scope)
    crumbs = await queries.crumbs(scope)
    rows = await queries.products_for_index(scope, ids)
    return [reading.indexed_product(scope.store_id, row, crumbs, currency) for row in rows]


async def walk_products(scope: Scope, step: int = MOST_AT_ONCE) -> AsyncIterator[list[UUID]]:
    """The ids of all products, in portions of `step`."""
    after: UUID | None = None
    while ids := list(await queries.product_ids_after(scope, after, step)):
        yield ids
        after = ids[-1]


async def drafts(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, ProductDraft]:
    """Products as drafts of their present state, by which they can be put back."""
    rows = await queries.products_by_id(scope, ids)
    return {row["id"]: reading.draft(row) for row in rows}


async def ids_of_handles(scope: Scope, handles: Sequence[str]) -> dict[str, UUID]:
    """The ids of those products, of any status, that have one of these handles."""
    return await queries.ids_of_handles(scope, handles)


async def brands(scope: Scope) -> list[Brand]:
    """All brands, by name."""
    return [
        Brand(id=row["id"], name=row["name"], slug=row["slug"], product_count=row["n"])
        for row in await queries.brands(scope)
    ]


async def brand(scope: Scope, slug: str) -> Brand:
    """One brand; raises BrandNotFound."""
    for found in await brands(scope):
        if found.slug == slug:
            return found
    raise BrandNotFound


async def categories(scope: Scope) -> list[Category]:
    """All categories in tree order: parents before their children."""
    return [
        Category(
            id=row["id"],
            parent_id=row["parent_id"],
            name=row["name"],
            slug=row["slug"],
            path=row["path"],
            product_count=row["n"],
        )
        for row in await queries.categories(scope)
    ]


async def category(scope: Scope, path: str) -> Category:
    """One category; raises CategoryNotFound."""
    for found in await categories(scope):
        if found.path == path:
            return found
    raise CategoryNotFound


async def attributes(scope: Scope) -> list[AttributeDefinition]:
    """The definitions of all attributes."""
    return [
        AttributeDefinition(code=row.code, label=row.label, type=row.type, unit=row.unit)
        for row in await queries.attributes(scope)
    ]


async def counts(scope: Scope) -> CatalogCounts:
    """How much the catalogue holds."""
    return CatalogCounts.model_validate(dict(await queries.counts(scope)))


# ------------------------------------------------------------------ writing


async def create_product(scope: Scope, draft: ProductDraft) -> MerchantProduct:
    """Add a product; raises HandleTaken or ProductInvalid."""
    if await queries.ids_of_handles(scope, [draft.handle]):
        raise HandleTaken
    written = await write_products(scope, [ProductWrite(draft)])
    return await product(scope, written[0].product_id)


async def update_product(
    scope: Scope, product_id: UUID, patch: ProductPatch, version: int | None = None
) -> MerchantProduct:
    """Change the fields that are sent; raises ProductNotFound, HandleTaken or ProductInvalid.

    An attribute sent as null is removed; attributes that are not sent stay. With `version`, raises
    VersionOutdated when the product has another one by now.
    """
    row = await _locked(scope, product_id, version)
    sent = patch.model_dump(exclude_unset=True)
    values: dict[str, Any] = {
        name: sent[name]
        for name in ("title", "description", "tags", "seo_title", "seo_description")
        if sent.get(name) is not None
    }
    if patch.handle is not None and patch.handle != row["handle"]:
        if await queries.ids_of_handles(scope, [patch.handle]):
            raise HandleTaken
        values["handle"] = patch.handle
    if patch.status is not None:
        values["status"] = patch.status.value
    if patch.metadata is not None:
        values["extra"] = patch.metadata
    if "brand" in sent:
        ids = await writing.ensure_brands(scope, {patch.brand} if patch.brand else ())
        values["brand_id"] = ids[naming.slug(patch.brand)] if patch.brand else None
    if "category" in sent:
        paths = await writing.ensure_categories(scope, [patch.category] if patch.category else ())
        values["category_id"] = paths[patch.category] if patch.category else None
    if patch.attributes is not None:
        values["attributes"] = await _merged_attributes(scope, row["attributes"], patch.attributes)
    if values:
        await queries.change_product(scope, product_id, values)
        await _changed(scope, product_id)
    return await product(scope, product_id)


async def archive_products(scope: Scope, ids: Sequence[UUID]) -> list[UUID]:
    """Take products out of sale and lose nothing; returns those that were not archived yet."""
    changed = await queries.set_status(scope, ids, Status.ARCHIVED.value)
    for start in range(0, len(changed), MOST_AT_ONCE):
        batch = changed[start : start + MOST_AT_ONCE]
        await events.emit(scope, ProductsChanged(product_ids=batch))
    return changed


async def add_variant(scope: Scope, product_id: UUID, draft: VariantDraft) -> MerchantProduct:
    """Add a variant; raises ProductNotFound or ProductInvalid."""
    present = (await drafts(scope, [product_id])).get(product_id)
    if present is None:
        raise ProductNotFound
    writing.check(present.model_copy(update={"variants": [*present.variants, draft]}))
    row = {
        "store_id": scope.store_id,
        "id": new_id(),
        "product_id": product_id,
        "position": len(present.variants),
        "media_id": None,
        **draft.model_dump(exclude={"image"}),
    }
    await queries.put(scope, VariantRow, [row])
    return await _after_variant_change(scope, product_id)


async def update_variant(
    scope: Scope, product_id: UUID, variant_id: UUID, patch: VariantPatch
) -> MerchantProduct:
    """Change the fields of a variant that are sent; raises VariantNotFound."""
    row = await _variant(scope, product_id, variant_id)
    for name, value in patch.model_dump(exclude_unset=True).items():
        if value is not None or name not in ("price", "stock"):
            setattr(row, name, value)
    await scope.session.flush()
    return await _after_variant_change(scope, product_id)


async def remove_variant(scope: Scope, product_id: UUID, variant_id: UUID) -> MerchantProduct:
    """Remove a variant; raises VariantNotFound, or LastVariant for the only one."""
    row = await _variant(scope, product_id, variant_id)
    if len(await queries.variants_of(scope, [product_id])) == 1:
        raise LastVariant
    await queries.remove(scope, VariantRow, [row.id])
    return await _after_variant_change(scope, product_id)


# ------------------------------------------------------------------ pictures


async def store_picture(storage: Storage, store_id: UUID, content: bytes) -> media.Rendering:
    """Make a picture's copies and put them into storage; opens no transaction.

    Raises PictureUnreadable. Show it on a product by `set_picture` afterwards.
    """
    rendering = await asyncio.to_thread(media.render, content)
    for width, data in rendering.sizes.items():
        await storage.put(media.file_key(store_id, rendering.content_hash, width), data)
    return rendering


async def set_picture(
    scope: Scope, product_id: UUID, source: str, rendering: media.Rendering | None
) -> bool:
    """Fill a product's picture that was announced under `source`; None marks it as failed.

    Returns False when the product has no such picture (any more).
    """
    found = False
    for row in await queries.media_of(scope, [product_id]):
        if row.source != source:
            continue
        found = True
        if rendering is None:
            row.state = "failed"
            continue
        row.state = "ready"
        row.content_hash = rendering.content_hash
        row.width, row.height = rendering.width, rendering.height
        row.widths = sorted(rendering.sizes)
    await scope.session.flush()
    if found:
        await _changed(scope, product_id)
    return found


async def add_image(
    scope: Scope, product_id: UUID, rendering: media.Rendering, alt: str, name: str = ""
) -> MerchantProduct:
    """Add a stored picture to a product, after those that it has; raises ProductNotFound."""
    if await queries.product(scope, product_id=product_id) is None:
        raise ProductNotFound
    there = await queries.media_of(scope, [product_id])
    row = MediaRow(
        store_id=scope.store_id,
        id=new_id(),
        product_id=product_id,
        position=len(there),
        state="ready",
        source=name or rendering.content_hash,
        alt=alt,
        content_hash=rendering.content_hash,
        width=rendering.width,
        height=rendering.height,
        widths=sorted(rendering.sizes),
    )
    scope.session.add(row)
    await scope.session.flush()
    return await _after_image_change(scope, product_id)


async def change_image(
    scope: Scope, product_id: UUID, media_id: UUID, patch: ImagePatch
) -> MerchantProduct:
    """Describe a picture anew, or move it to another place; raises MediaNotFound."""
    rows = list(await queries.media_of(scope, [product_id]))
    row = next((each for each in rows if each.id == media_id), None)
    if row is None:
        raise MediaNotFound
    if patch.alt is not None:
        row.alt = patch.alt
    if patch.position is not None:
        rows.remove(row)
        rows.insert(patch.position, row)
        for position, each in enumerate(rows):
            each.position = position
    await scope.session.flush()
    return await _after_image_change(scope, product_id)


async def remove_image(scope: Scope, product_id: UUID, media_id: UUID) -> MerchantProduct:
    """Take a picture off a product; raises MediaNotFound."""
    if media_id not in {row.id for row in await queries.media_of(scope, [product_id])}:
        raise MediaNotFound
    await queries.remove(scope, MediaRow, [media_id])
    return await _after_image_change(scope, product_id)


# ------------------------------------------------------------------ within


async def _currency(scope: Scope) -> str:
    return (await identity.store(scope)).currency


async def _changed(scope: Scope, product_id: UUID) -> None:
    await events.emit(scope, ProductsChanged(product_ids=[product_id]))


async def _locked(scope: Scope, product_id: UUID, version: int | None) -> RowMapping:
    await queries.lock_product(scope, product_id)
    row = await queries.product(scope, product_id=product_id)
    if row is None:
        raise ProductNotFound
    if version is not None and row["version"] != version:
        raise VersionOutdated
    return row


async def _variant(scope: Scope, product_id: UUID, variant_id: UUID) -> VariantRow:
    for row in await queries.variants_of(scope, [product_id]):
        if row.id == variant_id:
            return row
    raise VariantNotFound


async def _after_variant_change(scope: Scope, product_id: UUID) -> MerchantProduct:
    await queries.follow_prices(scope, product_id)
    await _changed(scope, product_id)
    return await product(scope, product_id)


async def _after_image_change(scope: Scope, product_id: UUID) -> MerchantProduct:
    await queries.change_product(scope, product_id, {})
    await _changed(scope, product_id)
    return await product(scope, product_id)


async def _merged_attributes(
    scope: Scope, present: dict[str, Any], sent: dict[str, Any]
) -> dict[str, Any]:
    kept = {code: value for code, value in sent.items() if value is not None}
    types = await writing.ensure_attributes(scope, [kept], ())
    merged = present | writing.fit_attributes(kept, types)
    return {code: value for code, value in merged.items() if sent.get(code, value) is not None}


_SORT_COLUMN = {
    ProductSort.NEWEST: "created_at",
    ProductSort.OLDEST: "created_at",
    ProductSort.UPDATED: "updated_at",
    ProductSort.TITLE: "title",
    ProductSort.PRICE: "price_from",
    ProductSort.PRICE_DESC: "price_from",
}


def _encode_cursor(row: Any, sort: ProductSort) -> str:
    value = row[_SORT_COLUMN[sort]]
    return base64.urlsafe_b64encode(orjson.dumps([sort.value, value, row["id"]])).decode()


def _decode_cursor(cursor: str, sort: ProductSort) -> tuple[Any, UUID]:
    try:
        name, value, row_id = orjson.loads(base64.urlsafe_b64decode(cursor.encode()))
        if name != sort.value:
            raise CursorInvalid
        kind = type(value)
        if _SORT_COLUMN[sort].endswith("_at"):
            value = datetime.fromisoformat(value)
        elif kind is not (str if sort is ProductSort.TITLE else int):
            raise CursorInvalid
        return value, UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise CursorInvalid from error

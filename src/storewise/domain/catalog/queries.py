"""SQL of the catalogue: functions that return rows, or write them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select, text, update
from sqlalchemy.exc import IntegrityError

from storewise.infra import bulk
from storewise.infra.bulk import among
from storewise.infra.db import Table
from storewise.infra.tenancy import Scope

from .errors import HandleTaken
from .models import AttributeRow, BrandRow, CategoryRow, MediaRow, ProductRow, VariantRow
from .schemas import ProductFilter, ProductSort

_PRODUCT = """
SELECT p.id, p.handle, p.title, p.description, p.status, p.tags, p.option_names, p.attributes,
       p.seo_title, p.seo_description, p.metadata, p.price_from, p.price_to, p.version,
       p.created_at, p.updated_at,
       CASE WHEN b.id IS NOT NULL
            THEN jsonb_build_object('id', b.id, 'name', b.name, 'slug', b.slug) END AS brand,
       (SELECT jsonb_agg(jsonb_build_object('name', c.name, 'path', c.path) ORDER BY c.path)
          FROM catalog_categories leaf
          JOIN catalog_categories c
            ON c.store_id = leaf.store_id AND starts_with(leaf.path || '/', c.path || '/')
         WHERE leaf.store_id = p.store_id AND leaf.id = p.category_id) AS breadcrumb,
       (SELECT jsonb_agg(to_jsonb(v) - 'store_id' - 'product_id' ORDER BY v.position, v.id)
          FROM catalog_variants v
         WHERE v.store_id = p.store_id AND v.product_id = p.id) AS variants,
       (SELECT jsonb_agg(to_jsonb(m) - 'store_id' - 'product_id' ORDER BY m.position, m.id)
          FROM catalog_media m
         WHERE m.store_id = p.store_id AND m.product_id = p.id) AS media,
       {definitions} AS definitions
  FROM catalog_products p
  LEFT JOIN catalog_brands b ON b.store_id = p.store_id AND b.id = p.brand_id
"""
_DEFINITIONS = """
       (SELECT jsonb_agg(to_jsonb(a) - 'store_id' - 'id' ORDER BY a.position, a.code)
          FROM jsonb_object_keys(p.attributes) AS k(code)
          JOIN catalog_attributes a ON a.store_id = p.store_id AND a.code = k.code)"""

_SORTS: dict[ProductSort, tuple[Any, bool]] = {
    ProductSort.NEWEST: (ProductRow.created_at, True),
    ProductSort.OLDEST: (ProductRow.created_at, False),
    ProductSort.UPDATED: (ProductRow.updated_at, True),
    ProductSort.TITLE: (ProductRow.title, False),
    ProductSort.PRICE: (ProductRow.price_from, False),
    ProductSort.PRICE_DESC: (ProductRow.price_from, True),
}


async def product(
    scope: Scope, *, product_id: UUID | None = None, handle: str | None = None
) -> RowMapping | None:
    """One product with all that belongs to it, by id or by handle."""
    statement = _PRODUCT.format(definitions=_DEFINITIONS)
    where = "p.handle = :value" if product_id is None else "p.id = :value"
    rows = await scope.session.execute(
        text(f"{statement} WHERE {where}"), {"value": product_id or handle}
    )
    return rows.mappings().one_or_none()


async def products_by_id(
    scope: Scope, ids: Sequence[UUID], *, definitions: bool = False
) -> Sequence[RowMapping]:
    """Products with all that belongs to them; `definitions` of their attributes where wanted."""
    statement = _PRODUCT.format(definitions=_DEFINITIONS if definitions else "NULL")
    rows = await scope.session.execute(
        text(f"{statement} WHERE p.id = ANY(:ids) ORDER BY p.id"), {"ids": list(ids)}
    )
    return rows.mappings().all()


async def products_for_index(scope: Scope, ids: Sequence[UUID]) -> Sequence[RowMapping]:
    """Published products with what an index needs of their variants and their first picture."""
    statement = text("""
        SELECT p.id, p.handle, p.title, p.description, p.tags, p.option_names, p.attributes,
               p.price_from, p.price_to, p.created_at, p.category_id, b.name AS brand,
               v.codes, v.option_values, v.in_stock, v.variant_count, v.compare_at_price,
               m.content_hash, m.widths, m.alt
          FROM catalog_products p
          LEFT JOIN catalog_brands b ON b.store_id = p.store_id AND b.id = p.brand_id
          JOIN LATERAL (
               SELECT array_remove(array_agg(sku) || array_agg(gtin) || array_agg(mpn), NULL)
                          AS codes,
                      jsonb_agg(option_values ORDER BY position) AS option_values,
                      bool_or(stock > 0) AS in_stock, count(*) AS variant_count,
                      min(compare_at_price) FILTER (WHERE price = p.price_from)
                          AS compare_at_price
                 FROM catalog_variants v
                WHERE v.store_id = p.store_id AND v.product_id = p.id) v ON true
          LEFT JOIN LATERAL (
               SELECT content_hash, widths, alt FROM catalog_media m
                WHERE m.store_id = p.store_id AND m.product_id = p.id AND m.state = 'ready'
                ORDER BY position, id LIMIT 1) m ON true
         WHERE p.id = ANY(:ids) AND p.status = 'published' ORDER BY p.id
    """)
    return (await scope.session.execute(statement, {"ids": list(ids)})).mappings().all()


async def crumbs(scope: Scope) -> dict[UUID, tuple[tuple[str, str], ...]]:
    """The name and path of every category and of those above it, from the root."""
    statement = select(
        CategoryRow.id, CategoryRow.parent_id, CategoryRow.name, CategoryRow.path
    ).order_by(func.length(CategoryRow.path))
    found: dict[UUID, tuple[tuple[str, str], ...]] = {}
    for row in await scope.session.execute(statement):
        above = found[row.parent_id] if row.parent_id else ()
        found[row.id] = (*above, (row.name, row.path))
    return found


async def product_ids_after(scope: Scope, after: UUID | None, limit: int) -> Sequence[UUID]:
    """Ids of products in the order of ids, to walk through all of them."""
    statement = select(ProductRow.id).order_by(ProductRow.id).limit(limit)
    if after is not None:
        statement = statement.where(ProductRow.id > after)
    return (await scope.session.scalars(statement)).all()


async def product_page(
    scope: Scope,
    wanted: ProductFilter,
    sort: ProductSort,
    after: tuple[Any, UUID] | None,
    limit: int,
) -> Sequence[RowMapping]:
    """Rows of a list, from just after the position `after` of its order."""
    column, descending = _SORTS[sort]
    variants = (
        select(
            func.coalesce(func.sum(VariantRow.stock), 0).label("stock"),
            func.count().label("variant_count"),
        )
        .where(VariantRow.store_id == ProductRow.store_id, VariantRow.product_id == ProductRow.id)
        .lateral("v")
    )
    picture = (
        select(MediaRow.content_hash, MediaRow.widths)
        .where(
            MediaRow.store_id == ProductRow.store_id,
            MediaRow.product_id == ProductRow.id,
            MediaRow.state == "ready",
        )
        .order_by(MediaRow.position, MediaRow.id)
        .limit(1)
        .lateral("m")
    )
    statement = (
        select(
            ProductRow.id,
            ProductRow.handle,
            ProductRow.title,
            ProductRow.status,
            ProductRow.price_from,
            ProductRow.price_to,
            ProductRow.created_at,
            ProductRow.updated_at,
            BrandRow.name.label("brand"),
            CategoryRow.name.label("category"),
            variants.c.stock,
            variants.c.variant_count,
            picture.c.content_hash,
            picture.c.widths,
        )
        .outerjoin(
            BrandRow,
            (BrandRow.store_id == ProductRow.store_id) & (BrandRow.id == ProductRow.brand_id),
        )
        .outerjoin(
            CategoryRow,
            (CategoryRow.store_id == ProductRow.store_id)
            & (CategoryRow.id == ProductRow.category_id),
        )
        .join(variants, text("true"))
        .outerjoin(picture, text("true"))
        .order_by(
            column.desc() if descending else column,
            ProductRow.id.desc() if descending else ProductRow.id,
        )
        .limit(limit)
    )
    for condition in _conditions(wanted):
        statement = statement.where(condition)
    if wanted.in_stock is not None:
        statement = statement.where(
            variants.c.stock > 0 if wanted.in_stock else variants.c.stock <= 0
        )
    if after is not None:
        place = func.row(column, ProductRow.id)
        there = func.row(*after)
        statement = statement.where(place < there if descending else place > there)
    return (await scope.session.execute(statement)).mappings().all()


def _conditions(wanted: ProductFilter) -> Iterable[Any]:
    if wanted.status:
        yield ProductRow.status == wanted.status.value
    if wanted.brand:
        yield BrandRow.slug == wanted.brand
    if wanted.category:
        yield func.starts_with(CategoryRow.path + "/", wanted.category + "/")
    if wanted.price_min is not None:
        yield ProductRow.price_to >= wanted.price_min
    if wanted.price_max is not None:
        yield ProductRow.price_from <= wanted.price_max
    if wanted.query:
        words = wanted.query.strip()
        by_code = select(VariantRow.product_id).where(
            VariantRow.product_id == ProductRow.id,
            (VariantRow.sku == words) | (VariantRow.gtin == words) | (VariantRow.mpn == words),
        )
        yield (
            ProductRow.title.icontains(words, autoescape=True)
            | ProductRow.handle.icontains(words, autoescape=True)
            | by_code.exists()
        )


async def brands(scope: Scope) -> Sequence[RowMapping]:
    """Brands with the number of their published products, by name."""
    statement = (
        select(BrandRow.id, BrandRow.name, BrandRow.slug, func.count(ProductRow.id).label("n"))
        .outerjoin(
            ProductRow,
            (ProductRow.store_id == BrandRow.store_id)
            & (ProductRow.brand_id == BrandRow.id)
            & (ProductRow.status == "published"),
        )
        .group_by(BrandRow.store_id, BrandRow.id)
        .order_by(func.lower(BrandRow.name), BrandRow.id)
    )
    return (await scope.session.execute(statement)).mappings().all()


async def categories(scope: Scope) -> Sequence[RowMapping]:
    """Categories with the number of published products in them and below, in tree order."""
    statement = text("""
        SELECT c.id, c.parent_id, c.name, c.slug, c.path, coalesce(sum(n.products), 0)::int AS n
          FROM catalog_categories c
          LEFT JOIN (SELECT leaf.path, count(*) AS products
                       FROM catalog_products p
                       JOIN catalog_categories leaf
                         ON leaf.store_id = p.store_id AND leaf.id = p.category_id
                      WHERE p.status = 'published' GROUP BY leaf.path) n
            ON starts_with(n.path || '/', c.path || '/')
         GROUP BY c.store_id, c.id ORDER BY c.path
    """)
    return (await scope.session.execute(statement)).mappings().all()


async def attributes(scope: Scope) -> Sequence[AttributeRow]:
    """All attribute definitions."""
    statement = select(AttributeRow).order_by(AttributeRow.position, AttributeRow.code)
    return (await scope.session.scalars(statement)).all()


async def counts(scope: Scope) -> RowMapping:
    """How much the catalogue holds."""
    statement = text("""
        SELECT count(*) AS products,
               count(*) FILTER (WHERE status = 'published') AS published,
               count(*) FILTER (WHERE status = 'draft') AS drafts,
               count(*) FILTER (WHERE status = 'archived') AS archived,
               (SELECT count(*) FROM catalog_variants) AS variants,
               (SELECT count(*) FROM catalog_brands) AS brands,
               (SELECT count(*) FROM catalog_categories) AS categories,
               (SELECT count(*) FROM (
                    SELECT v.product_id FROM catalog_variants v
                      JOIN catalog_products q ON q.store_id = v.store_id AND q.id = v.product_id
                     WHERE q.status = 'published'
                     GROUP BY v.product_id HAVING sum(v.stock) <= 0) AS gone) AS out_of_stock
          FROM catalog_products
    """)
    return (await scope.session.execute(statement)).mappings().one()


async def slugs_of_brands(scope: Scope, slugs: Iterable[str]) -> dict[str, UUID]:
    """Ids of the brands that have these slugs."""
    statement = select(BrandRow.slug, BrandRow.id).where(among(BrandRow.slug, list(slugs)))
    return dict((await scope.session.execute(statement)).all())


async def paths_of_categories(scope: Scope, paths: Iterable[str]) -> dict[str, UUID]:
    """Ids of the categories that have these paths."""
    statement = select(CategoryRow.path, CategoryRow.id).where(among(CategoryRow.path, list(paths)))
    return dict((await scope.session.execute(statement)).all())


async def ids_of_handles(scope: Scope, handles: Iterable[str]) -> dict[str, UUID]:
    """Ids of the products that have these handles."""
    statement = select(ProductRow.handle, ProductRow.id).where(
        among(ProductRow.handle, list(handles))
    )
    return dict((await scope.session.execute(statement)).all())


async def known_codes(scope: Scope, codes: Iterable[str]) -> dict[str, str]:
    """The types of those attributes among `codes` that the store knows."""
    statement = select(AttributeRow.code, AttributeRow.type).where(
        among(AttributeRow.code, list(codes))
    )
    return dict((await scope.session.execute(statement)).all())


async def variants_of(scope: Scope, product_ids: Sequence[UUID]) -> Sequence[VariantRow]:
    """The variants of products."""
    statement = (
        select(VariantRow)
        .where(among(VariantRow.product_id, product_ids))
        .order_by(VariantRow.product_id, VariantRow.position)
    )
    return (await scope.session.scalars(statement)).all()


async def media_of(scope: Scope, product_ids: Sequence[UUID]) -> Sequence[MediaRow]:
    """The pictures of products."""
    statement = (
        select(MediaRow)
        .where(among(MediaRow.product_id, product_ids))
        .order_by(MediaRow.product_id, MediaRow.position, MediaRow.id)
    )
    return (await scope.session.scalars(statement)).all()


async def add(scope: Scope, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Insert rows; those whose natural key another transaction added meanwhile are passed over."""
    await bulk.add(scope.session, table, rows)


@contextmanager
def _handles_differ() -> Iterator[None]:
    """Name the error when another transaction took the same handle a moment earlier."""
    try:
        yield
    except IntegrityError as error:
        if "store_id_handle" in str(error.orig):
            raise HandleTaken from error
        raise


async def put(scope: Scope, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Insert rows, or overwrite those that are there; products count their version up."""
    also = None
    if table is ProductRow:
        also = {"version": ProductRow.version + 1, "updated_at": func.now()}
    with _handles_differ():
        await bulk.put(scope.session, table, rows, also)


async def remove(scope: Scope, table: type[Any], ids: Sequence[UUID]) -> None:
    """Delete rows by id."""
    if ids:
        await scope.session.execute(delete(table).where(among(table.id, ids)))


async def lock_product(scope: Scope, product_id: UUID) -> None:
    """Make other changes of a product wait until this transaction ends."""
    await scope.session.execute(
        select(ProductRow.id).where(ProductRow.id == product_id).with_for_update()
    )


async def change_product(scope: Scope, product_id: UUID, values: dict[str, Any]) -> bool:
    """Overwrite columns of a product and count its version up; False when it is not there."""
    statement = (
        update(ProductRow)
        .where(ProductRow.id == product_id)
        .values(version=ProductRow.version + 1, updated_at=func.now(), **values)
        .returning(ProductRow.id)
    )
    with _handles_differ():
        return (await scope.session.execute(statement)).first() is not None


async def follow_prices(scope: Scope, product_id: UUID) -> None:
    """Set the price range of a product from its variants."""
    prices = select(func.min(VariantRow.price), func.max(VariantRow.price)).where(
        VariantRow.product_id == product_id
    )
    low, high = (await scope.session.execute(prices)).one()
    await change_product(scope, product_id, {"price_from": low, "price_to": high})


async def set_status(scope: Scope, ids: Sequence[UUID], status: str) -> list[UUID]:
    """Set the status of products that have another; returns those that changed."""
    statement = (
        update(ProductRow)
        .where(among(ProductRow.id, ids), ProductRow.status != status)
        .values(status=status, version=ProductRow.version + 1, updated_at=func.now())
        .returning(ProductRow.id)
    )
    return list((await scope.session.scalars(statement)).all())

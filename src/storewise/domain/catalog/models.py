"""Tables of the catalogue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storewise.infra.db import Table

TextList = ARRAY(Text)


class OfStore:
    """What every table of a store has: the store and an id, together the primary key."""

    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)


class BrandRow(OfStore, Table):
    """A brand or manufacturer."""

    __tablename__ = "catalog_brands"

    name: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text)


class CategoryRow(OfStore, Table):
    """A node of the category tree; `path` joins the slugs from the root with `/`."""

    __tablename__ = "catalog_categories"

    parent_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(server_default="0")


class AttributeRow(OfStore, Table):
    """The definition of an attribute."""

    __tablename__ = "catalog_attributes"

    code: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int] = mapped_column(server_default="0")


class ProductRow(OfStore, Table):
    """A product; `price_from` and `price_to` follow its variants."""

    __tablename__ = "catalog_products"

    handle: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    brand_id: Mapped[UUID | None]
    category_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(TextList)
    option_names: Mapped[list[str]] = mapped_column(TextList)
    attributes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    seo_title: Mapped[str] = mapped_column(Text)
    seo_description: Mapped[str] = mapped_column(Text)
    extra: Mapped[dict[str, Any]] = mapped_column("metadata", JSONB)
    price_from: Mapped[int] = mapped_column(BigInteger)
    price_to: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(server_default="1")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class VariantRow(OfStore, Table):
    """A buyable version of a product."""

    __tablename__ = "catalog_variants"

    product_id: Mapped[UUID]
    position: Mapped[int]
    option_values: Mapped[list[str]] = mapped_column(TextList)
    sku: Mapped[str | None] = mapped_column(Text)
    gtin: Mapped[str | None] = mapped_column(Text)
    mpn: Mapped[str | None] = mapped_column(Text)
    price: Mapped[int] = mapped_column(BigInteger)
    compare_at_price: Mapped[int | None] = mapped_column(BigInteger)
    cost: Mapped[int | None] = mapped_column(BigInteger)
    stock: Mapped[int] = mapped_column(BigInteger)
    weight_g: Mapped[int | None] = mapped_column(BigInteger)
    media_id: Mapped[UUID | None]


class MediaRow(OfStore, Table):
    """A picture; `content_hash` names its files in storage, `widths` the sizes that were made."""

    __tablename__ = "catalog_media"

    product_id: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str | None] = mapped_column(Text)
    width: Mapped[int]
    height: Mapped[int]
    widths: Mapped[list[int]] = mapped_column(ARRAY(Integer))

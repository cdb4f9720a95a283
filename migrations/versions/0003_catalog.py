"""Products with variants, brands, categories, attributes and media."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from storewise.infra.migrations import wall

revision = "0003"
down_revision = "0002"

TABLES = (
    "catalog_brands",
    "catalog_categories",
    "catalog_attributes",
    "catalog_products",
    "catalog_variants",
    "catalog_media",
)


def _of_store(*columns: sa.Column) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False),
        sa.Column("id", UUID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("store_id", "id"),
    ]


def _same_store(column: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["store_id", column], [f"{target}.store_id", f"{target}.id"], ondelete=on_delete
    )


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    op.create_table(
        "catalog_brands",
        *_of_store(
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("slug", sa.Text, nullable=False),
        ),
        sa.UniqueConstraint("store_id", "slug"),
    )
    op.create_table(
        "catalog_categories",
        *_of_store(
            sa.Column("parent_id", UUID),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("slug", sa.Text, nullable=False),
            sa.Column("path", sa.Text, nullable=False),
            sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        ),
        _same_store("parent_id", "catalog_categories", "CASCADE"),
        sa.UniqueConstraint("store_id", "path"),
    )
    op.create_table(
        "catalog_attributes",
        *_of_store(
            sa.Column("code", sa.Text, nullable=False),
            sa.Column("label", sa.Text, nullable=False),
            sa.Column("type", sa.Text, nullable=False),
            sa.Column("unit", sa.Text),
            sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        ),
        sa.UniqueConstraint("store_id", "code"),
        sa.CheckConstraint("type IN ('text', 'number', 'boolean')", name="type"),
    )
    op.create_table(
        "catalog_products",
        *_of_store(
            sa.Column("handle", sa.Text, nullable=False),
            sa.Column("title", sa.Text, nullable=False),
            sa.Column("description", sa.Text, nullable=False, server_default=""),
            sa.Column("brand_id", UUID),
            sa.Column("category_id", UUID),
            sa.Column("status", sa.Text, nullable=False),
            sa.Column("tags", ARRAY(sa.Text), nullable=False, server_default="{}"),
            sa.Column("option_names", ARRAY(sa.Text), nullable=False, server_default="{}"),
            sa.Column("attributes", JSONB, nullable=False, server_default="{}"),
            sa.Column("seo_title", sa.Text, nullable=False, server_default=""),
            sa.Column("seo_description", sa.Text, nullable=False, server_default=""),
            sa.Column("metadata", JSONB, nullable=False, server_default="{}"),
            sa.Column("price_from", sa.BigInteger, nullable=False),
            sa.Column("price_to", sa.BigInteger, nullable=False),
            sa.Column("version", sa.Integer, nullable=False, server_default="1"),
            _moment("created_at"),
            _moment("updated_at"),
        ),
        _same_store("brand_id", "catalog_brands", "NO ACTION"),
        _same_store("category_id", "catalog_categories", "NO ACTION"),
        sa.UniqueConstraint("store_id", "handle"),
        sa.CheckConstraint("status IN ('draft', 'published', 'archived')", name="status"),
    )
    op.create_table(
        "catalog_media",
        *_of_store(
            sa.Column("product_id", UUID, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("state", sa.Text, nullable=False),
            sa.Column("source", sa.Text, nullable=False, server_default=""),
            sa.Column("alt", sa.Text, nullable=False, server_default=""),
            sa.Column("content_hash", sa.Text),
            sa.Column("width", sa.Integer, nullable=False, server_default="0"),
            sa.Column("height", sa.Integer, nullable=False, server_default="0"),
            sa.Column("widths", ARRAY(sa.Integer), nullable=False, server_default="{}"),
        ),
        _same_store("product_id", "catalog_products", "CASCADE"),
        sa.CheckConstraint("state IN ('ready', 'remote', 'failed')", name="state"),
    )
    op.create_table(
        "catalog_variants",
        *_of_store(
            sa.Column("product_id", UUID, nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            sa.Column("option_values", ARRAY(sa.Text), nullable=False, server_default="{}"),
            sa.Column("sku", sa.Text),
            sa.Column("gtin", sa.Text),
            sa.Column("mpn", sa.Text),
            sa.Column("price", sa.BigInteger, nullable=False),
            sa.Column("compare_at_price", sa.BigInteger),
            sa.Column("cost", sa.BigInteger),
            sa.Column("stock", sa.BigInteger, nullable=False, server_default="0"),
            sa.Column("weight_g", sa.BigInteger),
            sa.Column("media_id", UUID),
        ),
        _same_store("product_id", "catalog_products", "CASCADE"),
        sa.CheckConstraint("price >= 0", name="price"),
    )
    for index in (
        "catalog_products (store_id, updated_at, id)",
        "catalog_products (store_id, title, id)",
        "catalog_products (store_id, price_from, id)",
        "catalog_products (store_id, brand_id)",
        "catalog_products (store_id, category_id)",
        "catalog_variants (store_id, product_id, position)",
        "catalog_variants (store_id, gtin)",
        "catalog_variants (store_id, sku)",
        "catalog_media (store_id, product_id, position)",
    ):
        op.execute(f"CREATE INDEX ON {index}")
    for table in TABLES:
        for statement in wall(table):
            op.execute(statement)

"""Imports with their errors, what feeds last stated, what to undo, and pictures to come."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from storewise.infra.migrations import wall

revision = "0006"
down_revision = "0005"


def _store() -> sa.Column:
    return sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False)


def _of_import(*key: str) -> list[sa.schema.SchemaItem]:
    return [
        _store(),
        sa.Column("import_id", UUID, nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "import_id"],
            ["ingestion_imports.store_id", "ingestion_imports.id"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "import_id", *key),
    ]


def _of_product() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("product_id", UUID, nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["catalog_products.store_id", "catalog_products.id"],
            ondelete="CASCADE",
        ),
    ]


def _count(name: str, kind: type[sa.types.TypeEngine] = sa.Integer) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default="0")


def upgrade() -> None:
    op.create_table(
        "ingestion_imports",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_size", sa.BigInteger, nullable=False),
        sa.Column("file_key", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("options", JSONB, nullable=False),
        sa.Column("plan", JSONB, nullable=False),
        _count("revision"),
        sa.Column("preview", JSONB),
        sa.Column("failure", sa.Text),
        sa.Column("cancel_requested", sa.Boolean, nullable=False, server_default="false"),
        sa.Column("runner", UUID),
        sa.Column("rows_total", sa.BigInteger),
        _count("rows_read", sa.BigInteger),
        *(
            _count(name)
            for name in (
                "new", "changed", "unchanged", "rejected", "gone", "archived", "error_count"
            )
        ),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("store_id", "id"),
    )  # fmt: skip
    op.execute("CREATE INDEX ON ingestion_imports (store_id, feed, finished_at)")
    op.create_table(
        "ingestion_errors",
        *_of_import("position"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("row", sa.BigInteger, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("column", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
    )
    op.create_table(
        "ingestion_records",
        _store(),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        *_of_product(),
        sa.Column("content_hash", sa.LargeBinary, nullable=False),
        sa.Column("row_hash", sa.LargeBinary, nullable=False),
        sa.Column("claims", sa.LargeBinary, nullable=False),
        sa.Column("import_id", UUID, nullable=False),
        sa.PrimaryKeyConstraint("store_id", "feed", "external_id"),
    )
    op.execute("CREATE INDEX ON ingestion_records (store_id, product_id)")
    op.create_table(
        "ingestion_changes",
        *_of_import("external_id"),
        sa.Column("external_id", sa.Text, nullable=False),
        *_of_product(),
        sa.Column("before", JSONB),
        sa.Column("record", JSONB),
    )
    op.create_table(
        "ingestion_pictures",
        *_of_import("product_id", "source"),
        *_of_product(),
        sa.Column("source", sa.Text, nullable=False),
    )
    for table in ("imports", "errors", "records", "changes", "pictures"):
        for statement in wall(f"ingestion_{table}"):
            op.execute(statement)

"""What search keeps: a document for each product, synonyms, and what shoppers searched for."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from storewise.infra.migrations import wall

revision = "0004"
down_revision = "0003"


def _store() -> sa.Column:
    return sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False)


def upgrade() -> None:
    op.execute("CREATE SEQUENCE search_changes")
    op.create_table(
        "search_documents",
        _store(),
        sa.Column("product_id", UUID, nullable=False),
        sa.Column("body", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("text_hash", sa.LargeBinary),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("embedding", HALFVEC),
        sa.Column("embedded_hash", sa.LargeBinary),
        sa.Column("embedded", sa.BigInteger, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("store_id", "product_id"),
    )
    op.execute("CREATE INDEX ON search_documents (store_id, changed)")
    op.execute("CREATE INDEX ON search_documents (store_id, embedded)")
    op.execute("""
        CREATE INDEX search_documents_waiting ON search_documents (store_id, product_id)
        WHERE text_hash IS NOT NULL AND embedded_hash IS DISTINCT FROM text_hash
    """)
    op.create_table(
        "search_synonyms",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("words", ARRAY(sa.Text), nullable=False),
        sa.Column("one_way", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("store_id", "id"),
    )
    op.create_table(
        "search_queries",
        _store(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("last_total", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "text"),
    )
    for table in ("search_documents", "search_synonyms", "search_queries"):
        for statement in wall(table):
            op.execute(statement)

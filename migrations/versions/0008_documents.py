"""Documents of a store, and their passages with words and vectors."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR, UUID

from storewise.infra.migrations import wall

revision = "0008"
down_revision = "0007"


def _store() -> sa.Column:
    return sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


def upgrade() -> None:
    op.create_table(
        "ingestion_documents",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("store_id", "id"),
        sa.UniqueConstraint("store_id", "digest"),
    )
    op.create_table(
        "ingestion_passages",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("document_id", UUID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title_path", ARRAY(sa.Text), nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("start_at", sa.Integer, nullable=False),
        sa.Column("end_at", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.Column("embedding", HALFVEC),
        sa.Column("model", sa.Text),
        sa.PrimaryKeyConstraint("store_id", "id"),
        sa.ForeignKeyConstraint(
            ["store_id", "document_id"],
            ["ingestion_documents.store_id", "ingestion_documents.id"],
            ondelete="CASCADE",
        ),
    )
    # Rows stay in one piece, uncompressed: a search looks at the words of each passage.
    op.execute("ALTER TABLE ingestion_passages SET (toast_tuple_target = 8160)")
    op.execute("CREATE INDEX ON ingestion_passages (store_id, document_id, position)")
    # The shipped encoder's vectors; those of other lengths are compared one by one.
    op.execute("""
        CREATE INDEX ingestion_passages_meaning ON ingestion_passages
        USING hnsw ((embedding::halfvec(384)) halfvec_cosine_ops)
        WHERE vector_dims(embedding) = 384
    """)
    for table in ("documents", "passages"):
        for statement in wall(f"ingestion_{table}"):
            op.execute(statement)

"""Answers to calls with an idempotency key."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from storewise.infra.migrations import wall

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "infra_idempotency",
        sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
        sa.PrimaryKeyConstraint("store_id", "key"),
    )
    op.execute("CREATE INDEX ON infra_idempotency (store_id, created_at)")
    for statement in wall("infra_idempotency"):
        op.execute(statement)

"""Conversations with the assistant, what they were answered from, and what models cost."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from storewise.infra.migrations import wall

revision = "0007"
down_revision = "0006"


def _store() -> sa.Column:
    return sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default="0")


def upgrade() -> None:
    op.create_table(
        "assistant_settings",
        _store(),
        sa.Column("settings", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("store_id"),
    )
    op.create_table(
        "assistant_conversations",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("memory", JSONB, nullable=False),
        _moment("started_at"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("store_id", "id"),
        sa.UniqueConstraint("store_id", "token_hash"),
    )
    op.execute("CREATE INDEX ON assistant_conversations (store_id, last_at DESC, id)")
    op.create_table(
        "assistant_messages",
        _store(),
        sa.Column("id", UUID, nullable=False),
        sa.Column("conversation_id", UUID, nullable=False),
        _moment("asked_at"),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", JSONB),
        sa.Column("tools", JSONB, nullable=False),
        sa.Column("retrieved", JSONB, nullable=False),
        sa.Column("problems", JSONB, nullable=False),
        sa.Column("mode", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("degraded", sa.Text),
        sa.Column("model", sa.Text, nullable=False, server_default=""),
        _count("input_tokens"),
        _count("output_tokens"),
        _count("cost_micros"),
        sa.Column("first_token_ms", sa.Float),
        sa.Column("total_ms", sa.Float),
        sa.Column("helpful", sa.Boolean),
        sa.Column("feedback", sa.Text, nullable=False, server_default=""),
        sa.Column("failure", sa.Text),
        sa.ForeignKeyConstraint(
            ["store_id", "conversation_id"],
            ["assistant_conversations.store_id", "assistant_conversations.id"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("store_id", "id"),
    )
    op.execute("CREATE INDEX ON assistant_messages (store_id, conversation_id, asked_at)")
    op.execute("CREATE INDEX ON assistant_messages (store_id, asked_at)")
    op.create_table(
        "assistant_spending",
        _store(),
        sa.Column("month", sa.Date, nullable=False),
        _count("tokens"),
        _count("cost_micros"),
        sa.Column("warned", sa.Float, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("store_id", "month"),
    )
    for table in ("settings", "conversations", "messages", "spending"):
        for statement in wall(f"assistant_{table}"):
            op.execute(statement)
    # A publishable key may talk to the assistant; so may those that were made before there was one.
    op.execute("ALTER TABLE identity_keys NO FORCE ROW LEVEL SECURITY")
    op.execute("""
        UPDATE identity_keys SET scopes = scopes || '{assistant:ask}'
         WHERE kind = 'pk' AND NOT scopes @> '{assistant:ask}'
    """)
    op.execute("ALTER TABLE identity_keys FORCE ROW LEVEL SECURITY")

"""Stores, staff, their sessions, and API keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from storewise.infra.migrations import wall

revision = "0002"
down_revision = "0001"


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    default = None if nullable else sa.func.now()
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=default)


def upgrade() -> None:
    op.create_table(
        "identity_stores",
        sa.Column("id", UUID, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("currency", sa.CHAR(3), nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("domain", sa.Text, unique=True),
        sa.Column("settings", JSONB, nullable=False, server_default="{}"),
        _moment("created_at"),
    )
    op.create_table(
        "identity_staff",
        sa.Column("id", UUID, primary_key=True),
        sa.Column("email", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        _moment("created_at"),
    )
    op.create_table(
        "identity_memberships",
        sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), primary_key=True),
        sa.Column("staff_id", UUID, sa.ForeignKey("identity_staff.id"), primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        _moment("created_at"),
    )
    op.create_table(
        "identity_sessions",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("staff_id", UUID, sa.ForeignKey("identity_staff.id"), nullable=False),
        _moment("created_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "identity_keys",
        sa.Column("store_id", UUID, sa.ForeignKey("identity_stores.id"), nullable=False),
        sa.Column("id", UUID, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("hint", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("scopes", ARRAY(sa.Text), nullable=False),
        _moment("created_at"),
        _moment("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("store_id", "id"),
        sa.CheckConstraint("kind IN ('pk', 'sk')", name="kind"),
    )
    for statement in (
        *wall("identity_stores", "id", platform=True),
        *wall("identity_memberships", platform=True),
        *wall("identity_keys", platform=True),
        "CREATE INDEX ix_identity_sessions_expires_at ON identity_sessions (expires_at)",
        "ALTER TABLE identity_staff ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE identity_staff FORCE ROW LEVEL SECURITY",
        "CREATE POLICY platform ON identity_staff USING (storewise_platform())",
        "ALTER TABLE identity_sessions ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE identity_sessions FORCE ROW LEVEL SECURITY",
        "CREATE POLICY platform ON identity_sessions USING (storewise_platform())",
    ):
        op.execute(statement)

"""The ground: vectors, the functions that row-level security reads, and the job queue."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    op.execute("""
        CREATE FUNCTION storewise_store() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('storewise.store_id', true), '')::uuid $$
    """)
    op.execute("""
        CREATE FUNCTION storewise_platform() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(current_setting('storewise.platform', true), '') = 'on' $$
    """)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))

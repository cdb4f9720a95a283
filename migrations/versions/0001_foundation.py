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
    # The planner knows nothing of a table that was filled a moment ago, and then reads a store
    # whole where an index would do. The application's role may not ANALYZE; this may.
    op.execute("""
        CREATE FUNCTION storewise_analyze_grown() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
        DECLARE grown regclass;
        BEGIN
            FOR grown IN
                SELECT c.oid FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
                 WHERE c.relnamespace = 'public'::regnamespace
                   AND s.n_mod_since_analyze > 500 + c.reltuples * 0.2
                 ORDER BY c.relname
            LOOP
                EXECUTE format('ANALYZE %s', grown);
            END LOOP;
        END $$
    """)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))

"""Every table of a store is walled off by PostgreSQL, and the application cannot climb over."""

from sqlalchemy import text

from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Tenancy

PLATFORM = {"alembic_version", "identity_staff", "identity_sessions", "identity_stores"}
READ_BEFORE_THE_STORE_IS_KNOWN = {"identity_memberships", "identity_keys"}


async def _tables(tenancy: Tenancy) -> dict[str, dict[str, object]]:
    statement = """
        SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
               EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid
                          AND a.attname = 'store_id' AND a.attnotnull) AS of_store,
               (SELECT array_agg(pg_get_expr(p.polqual, p.polrelid) || ' / '
                          || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
                  FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
           AND c.relname NOT LIKE 'procrastinate%'
    """
    async with tenancy.database.engine.connect() as connection:
        rows = await connection.execute(text(statement))
        return {row["name"]: dict(row) for row in rows.mappings()}


async def test_every_table_of_a_store_has_forced_row_level_security(tenancy: Tenancy) -> None:
    for name, table in (await _tables(tenancy)).items():
        if name in PLATFORM:
            continue
        assert table["of_store"], f"{name} has no store_id"
        assert table["enabled"], f"{name} has no row-level security"
        assert table["forced"], f"{name} does not force row-level security on its owner"
        rule = "(store_id = storewise_store())"
        if name in READ_BEFORE_THE_STORE_IS_KNOWN:
            rule = f"({rule} OR storewise_platform())"
        assert table["policies"] == [f"{rule} / {rule}"], f"{name} has another policy"


async def test_the_application_cannot_pass_row_level_security(tenancy: Tenancy) -> None:
    async with tenancy.database.engine.connect() as connection:
        rows = await connection.execute(
            text("""SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles
                     WHERE rolname = current_user""")
        )
        assert rows.scalar_one() is False


async def test_a_statement_with_no_filter_sees_only_its_own_store(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    names = [n for n, t in (await _tables(tenancy)).items() if t["of_store"]]
    assert names
    insert = text("""INSERT INTO catalog_brands (store_id, id, name, slug)
                     VALUES (:store, gen_random_uuid(), 'Canary', 'canary')""")
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        await scope.session.execute(insert, {"store": other_store.id})
    async with tenancy.scope(store.id, SYSTEM) as scope:
        for name in names:
            rows = await scope.session.execute(text(f"SELECT store_id FROM {name}"))
            assert {row[0] for row in rows} <= {store.id}, name
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        rows = await scope.session.execute(text("SELECT name FROM catalog_brands"))
        assert rows.scalars().all() == ["Canary"]


async def test_without_a_scope_no_row_of_any_store_is_seen(tenancy: Tenancy, store: Store) -> None:
    async with tenancy.database.engine.connect() as connection:
        for name, table in (await _tables(tenancy)).items():
            if table["of_store"] or name == "identity_stores":
                rows = await connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1"))
                assert rows.first() is None, name


async def test_a_row_for_another_store_cannot_be_written(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    import pytest
    from sqlalchemy.exc import ProgrammingError

    insert = text("""INSERT INTO catalog_brands (store_id, id, name, slug)
                     VALUES (:store, gen_random_uuid(), 'Intruder', 'intruder')""")
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await scope.session.execute(insert, {"store": other_store.id})

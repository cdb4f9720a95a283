"""Brings a database to the present layout, and the building blocks that migrations share."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import create_engine

from .db import Addresses

_LOCK = 0x570_7E_715E  # advisory lock: one migration at a time


def upgrade(where: Addresses) -> None:
    """Bring the database to the present layout; does nothing when it is there already.

    Makes the application's bounded role first and grants it what it needs afterwards.
    """
    engine = create_engine(where.admin)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
            current = MigrationContext.configure(connection).get_current_revision()
            connection.commit()
            config = _config()
            if current != ScriptDirectory.from_config(config).get_current_head():
                with psycopg.connect(where.conninfo(admin=True), autocommit=True) as admin:
                    _make_role(admin, where.role)
                config.attributes["connection"] = connection
                config.attributes["role"] = where.role
                command.upgrade(config, "head")
                connection.commit()
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCK})")
    finally:
        engine.dispose()


def wall(table: str, column: str = "store_id", *, platform: bool = False) -> list[str]:
    """The statements that wall a table off: forced row-level security by store.

    With `platform`, the platform's own scope may pass as well: only identity's tables, which are
    read before the store is known.
    """
    rule = f"{column} = storewise_store()"
    if platform:
        rule = f"({rule} OR storewise_platform())"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY store ON {table} USING ({rule}) WITH CHECK ({rule})",
    ]


def _config() -> Config:
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "migrations"
    config = Config()
    installed = package / "migrations"
    folder = installed if installed.exists() else checkout
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    return config


def _make_role(admin: psycopg.Connection[tuple[object, ...]], role: str) -> None:
    known = admin.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role]
    )
    found = known.fetchone()
    if found is None:
        admin.execute(
            sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(role))
        )
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
    elif found[0]:
        raise RuntimeError(
            f"The role {role} can pass row-level security, so stores would not be walled off. "
            f"Run: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS"
        )

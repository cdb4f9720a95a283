"""Fixtures that all tests share: a real PostgreSQL, two stores, and a way to run their jobs."""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

import fasteners
import psycopg
import pytest
from sqlalchemy.engine import URL

from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StoreDraft
from storewise.infra import db, jobs, migrations
from storewise.infra.jobs import Worker
from storewise.infra.resources import open_resources
from storewise.infra.settings import Settings
from storewise.infra.tenancy import SYSTEM, Scope, Tenancy

jobs.load("storewise.domain")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> db.Addresses:
    """A database of this test worker's own, cloned from one made by running the migrations."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with fasteners.InterProcessLock(shared / "postgres.lock"):
        template = db.start_embedded(shared, "template_storewise")
        if not (shared / "migrated").exists():
            _admin(template, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
            migrations.upgrade(_addresses(template))
            (shared / "migrated").touch()
        name = f"test_{worker_id}"
        _admin(
            template.set(database="postgres"),
            f"CREATE DATABASE {name} TEMPLATE template_storewise",
        )
    return _addresses(template.set(database=name))


def _addresses(url: URL) -> db.Addresses:
    driver = url.set(drivername="postgresql+psycopg")
    return db.Addresses(admin=driver, app=driver, role="storewise_app")


def _admin(url: URL, *statements: str) -> None:
    with psycopg.connect(_addresses(url).conninfo(admin=True), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a data folder of this run's own."""
    return Settings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
async def tenancy(postgres: db.Addresses, settings: Settings) -> AsyncIterator[Tenancy]:
    """Opens scopes on the test database; what they write is committed, in stores of one test."""
    database = db.Database(postgres, settings.database)
    async with open_resources(settings) as resources:
        yield Tenancy(database, resources)
    await database.close()


@pytest.fixture
def open_store(tenancy: Tenancy) -> Callable[..., Awaitable[Store]]:
    """Opens a store that no other test uses."""

    async def make(**fields: object) -> Store:
        draft = {"slug": f"s-{uuid.uuid4().hex[:12]}", "name": "Test store"} | fields
        async with tenancy.platform() as scope:
            return await identity.create_store(scope, StoreDraft.model_validate(draft))

    return make


@pytest.fixture
async def store(open_store: Callable[..., Awaitable[Store]]) -> Store:
    """The store that a test is about."""
    return await open_store()


@pytest.fixture
async def other_store(open_store: Callable[..., Awaitable[Store]]) -> Store:
    """A neighbour that must notice nothing."""
    return await open_store(name="Other store")


@pytest.fixture
async def scope(tenancy: Tenancy, store: Store) -> AsyncIterator[Scope]:
    """One transaction in the store, committed at the end of the test."""
    async with tenancy.scope(store.id, SYSTEM) as opened:
        yield opened


@pytest.fixture
def run_jobs(tenancy: Tenancy) -> Callable[[], Awaitable[None]]:
    """Does all background work that is waiting."""

    async def run() -> None:
        await Worker(tenancy).run_until_idle()

    return run

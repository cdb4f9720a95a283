"""SQL of feeds and their imports: functions that return rows, or write them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on

from storewise.infra import bulk
from storewise.infra.db import driver_connection
from storewise.infra.tenancy import Scope

from ..models import ChangeRow, ErrorRow, ImportRow, PictureRow, RecordRow


async def add_import(scope: Scope, row: dict[str, Any]) -> None:
    """Insert an import."""
    await scope.session.execute(insert(ImportRow).values(store_id=scope.store_id, **row))


async def import_row(scope: Scope, import_id: UUID, *, lock: bool = False) -> ImportRow | None:
    """An import; with `lock` no one else may change it until this transaction ends."""
    statement = select(ImportRow).where(ImportRow.id == import_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return (await scope.session.scalars(statement)).one_or_none()


async def plan(scope: Scope, import_id: UUID) -> dict[str, Any]:
    """The plan of an import, as it is kept."""
    statement = select(ImportRow.plan).where(ImportRow.id == import_id)
    return (await scope.session.execute(statement)).scalar_one()  # type: ignore[no-any-return]


async def held(scope: Scope, import_id: UUID) -> tuple[str, UUID | None, bool]:
    """The state and runner of an import and whether it shall stop, held until the end of this
    transaction.
    """
    statement = (
        select(ImportRow.state, ImportRow.runner, ImportRow.cancel_requested)
        .where(ImportRow.id == import_id)
        .with_for_update()
    )
    state, runner, cancelled = (await scope.session.execute(statement)).one()
    return state, runner, cancelled


async def import_page(scope: Scope, after: UUID | None, limit: int) -> Sequence[ImportRow]:
    """Imports, newest first: their ids are in the order of time."""
    statement = select(ImportRow).order_by(ImportRow.id.desc()).limit(limit)
    if after is not None:
        statement = statement.where(ImportRow.id < after)
    return (await scope.session.scalars(statement)).all()


async def last_done(scope: Scope, feed: str) -> ImportRow | None:
    """The import of a feed that was finished last and is not undone."""
    statement = (
        select(ImportRow)
        .where(ImportRow.feed == feed, ImportRow.state == "done")
        .order_by(ImportRow.finished_at.desc())
        .limit(1)
    )
    return (await scope.session.scalars(statement)).one_or_none()


async def last_touched(scope: Scope, feeds: Iterable[str]) -> dict[str, UUID]:
    """For each feed the import that last wrote something, whatever came of it."""
    statement = (
        select(ImportRow.feed, ImportRow.id)
        .ext(distinct_on(ImportRow.feed))
        .where(ImportRow.feed.in_(list(feeds)), ImportRow.started_at.is_not(None))
        .where(ImportRow.state != "undone")
        .order_by(ImportRow.feed, ImportRow.started_at.desc())
    )
    return {key: value for key, value in await scope.session.execute(statement)}  # noqa: C416


async def change_import(scope: Scope, import_id: UUID, **values: Any) -> None:
    """Set columns of an import."""
    await scope.session.execute(update(ImportRow).where(ImportRow.id == import_id).values(**values))


async def count_up(scope: Scope, import_id: UUID, **amounts: int) -> None:
    """Add to counts of an import."""
    await scope.session.execute(
        update(ImportRow)
        .where(ImportRow.id == import_id)
        .values({name: getattr(ImportRow, name) + amount for name, amount in amounts.items()})
    )


async def old_files(scope: Scope, feed: str, kept: int) -> Sequence[tuple[UUID, str]]:
    """Finished imports of a feed whose file is not needed any more: all but the newest `kept`."""
    statement = (
        select(ImportRow.id, ImportRow.file_key)
        .where(ImportRow.feed == feed, ImportRow.finished_at.is_not(None), ImportRow.file_key != "")
        .order_by(ImportRow.finished_at.desc())
        .offset(kept)
    )
    return [(id_, key) for id_, key in await scope.session.execute(statement)]


async def unstarted(scope: Scope, before: datetime) -> Sequence[tuple[UUID, str]]:
    """Imports that were uploaded before a time and never started, with their files."""
    statement = select(ImportRow.id, ImportRow.file_key).where(
        ImportRow.state == "ready", ImportRow.created_at < before
    )
    return [(id_, key) for id_, key in await scope.session.execute(statement)]


async def add_errors(scope: Scope, rows: list[dict[str, Any]]) -> None:
    """Keep what is wrong with rows."""
    await bulk.add(scope.session, ErrorRow, rows)


async def forget_errors(scope: Scope, import_id: UUID) -> None:
    """Forget the errors of an import, which is read again from its beginning."""
    await scope.session.execute(delete(ErrorRow).where(ErrorRow.import_id == import_id))


async def errors_after(
    scope: Scope, import_id: UUID, position: int, limit: int
) -> Sequence[ErrorRow]:
    """Errors in the order of the feed, from just after a position."""
    statement = (
        select(ErrorRow)
        .where(ErrorRow.import_id == import_id, ErrorRow.position > position)
        .order_by(ErrorRow.position)
        .limit(limit)
    )
    return (await scope.session.scalars(statement)).all()


async def records(scope: Scope, feed: str) -> Sequence[tuple[str, UUID, bytes, bytes, bytes, UUID]]:
    """All products of a feed: external id, product, content hash, row hash, claims, import."""
    # Binary form, past SQLAlchemy: a feed may have a million of them.
    connection = await driver_connection(scope.session)
    cursor = connection.cursor(binary=True)
    await cursor.execute(
        "SELECT external_id, product_id, content_hash, row_hash, claims, import_id "
        "FROM ingestion_records WHERE feed = %s",
        (feed,),
    )
    return await cursor.fetchall()


async def put_records(scope: Scope, rows: list[dict[str, Any]]) -> None:
    """Keep what a feed states of products."""
    await bulk.put(scope.session, RecordRow, rows)


async def set_row_hashes(scope: Scope, feed: str, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
    """Set the row hash and claims of products whose content did not change."""
    await scope.session.execute(
        text("""
            UPDATE ingestion_records r SET row_hash = new.row_hash, claims = new.claims
              FROM unnest(CAST(:ids AS text[]), CAST(:hashes AS bytea[]), CAST(:claims AS bytea[]))
                   AS new(external_id, row_hash, claims)
             WHERE r.feed = :feed AND r.external_id = new.external_id
        """),
        {
            "feed": feed,
            "ids": [row[0] for row in rows],
            "hashes": [row[1] for row in rows],
            "claims": [row[2] for row in rows],
        },
    )


async def remove_records(scope: Scope, feed: str, external_ids: Sequence[str]) -> None:
    """Forget products of a feed."""
    await scope.session.execute(
        delete(RecordRow).where(
            RecordRow.feed == feed, bulk.among(RecordRow.external_id, external_ids)
        )
    )


async def count_records(scope: Scope, feed: str) -> int:
    """How many products a feed has."""
    statement = select(func.count()).select_from(RecordRow).where(RecordRow.feed == feed)
    return int((await scope.session.execute(statement)).scalar_one())


async def add_changes(scope: Scope, rows: list[dict[str, Any]]) -> None:
    """Keep what was before; what is kept already, from before a crash, stays."""
    await bulk.add(scope.session, ChangeRow, rows)


async def with_changes(scope: Scope, import_ids: Sequence[UUID]) -> set[UUID]:
    """Those imports of which something can be put back."""
    statement = (
        select(ImportRow.id)
        .where(ImportRow.id.in_(import_ids))
        .where(select(1).where(ChangeRow.import_id == ImportRow.id).exists())
    )
    return set((await scope.session.scalars(statement)).all())


async def changes_after(
    scope: Scope, import_id: UUID, external_id: str, limit: int
) -> Sequence[ChangeRow]:
    """What an import changed, in the order of external ids."""
    statement = (
        select(ChangeRow)
        .where(ChangeRow.import_id == import_id, ChangeRow.external_id > external_id)
        .order_by(ChangeRow.external_id)
        .limit(limit)
    )
    return (await scope.session.scalars(statement)).all()


async def remove_changes(scope: Scope, import_id: UUID, external_ids: Sequence[str]) -> None:
    """Forget what was before, once it is put back."""
    await scope.session.execute(
        delete(ChangeRow).where(
            ChangeRow.import_id == import_id, bulk.among(ChangeRow.external_id, external_ids)
        )
    )


async def forget_older_changes(scope: Scope, feed: str, import_id: UUID) -> None:
    """Forget what was before the imports of a feed other than this: only the last can be undone."""
    others = select(ImportRow.id).where(ImportRow.feed == feed, ImportRow.id != import_id)
    await scope.session.execute(delete(ChangeRow).where(ChangeRow.import_id.in_(others)))


async def add_pictures(scope: Scope, rows: list[dict[str, Any]]) -> None:
    """Note pictures that are to be taken from a feed or the web."""
    await bulk.add(scope.session, PictureRow, rows)


async def next_pictures(scope: Scope, import_id: UUID, limit: int) -> Sequence[PictureRow]:
    """Pictures to take next, those of one product together."""
    statement = (
        select(PictureRow)
        .where(PictureRow.import_id == import_id)
        .order_by(PictureRow.product_id, PictureRow.source)
        .limit(limit)
    )
    return (await scope.session.scalars(statement)).all()


async def remove_picture(
    scope: Scope, import_id: UUID, product_id: UUID, sources: Sequence[str]
) -> None:
    """Forget pictures of a product that were taken."""
    await scope.session.execute(
        delete(PictureRow).where(
            PictureRow.import_id == import_id,
            PictureRow.product_id == product_id,
            PictureRow.source.in_(sources),
        )
    )


async def pictures_waiting(scope: Scope, import_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many pictures imports still wait for."""
    statement = (
        select(PictureRow.import_id, func.count())
        .where(PictureRow.import_id.in_(import_ids))
        .group_by(PictureRow.import_id)
    )
    return {key: value for key, value in await scope.session.execute(statement)}  # noqa: C416


async def imports_with_pictures(scope: Scope) -> Sequence[UUID]:
    """Imports of which pictures wait."""
    return (await scope.session.scalars(select(PictureRow.import_id).distinct())).all()

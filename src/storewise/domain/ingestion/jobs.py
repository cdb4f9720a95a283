"""When ingestion acts: imports are asked for, pictures wait, passages wait for their vectors."""

from uuid import UUID

from storewise.infra.jobs import Work, every, job
from storewise.infra.tenancy import Tenancy

from . import service


@job("ingestion.preview", priority=5)
async def preview(work: Work, import_id: str) -> None:
    """Say what an import would do."""
    await service.run_preview(work, UUID(import_id))


@job("ingestion.apply")
async def apply(work: Work, import_id: str) -> None:
    """Import a feed."""
    await service.run_apply(work, UUID(import_id))


@job("ingestion.undo")
async def undo(work: Work, import_id: str) -> None:
    """Undo an import."""
    await service.run_undo(work, UUID(import_id))


@job("ingestion.pictures", priority=-5)
async def pictures(work: Work, import_id: str) -> None:
    """Store pictures that imports announced."""
    await service.run_pictures(work, UUID(import_id))


@job("ingestion.embed_passages", priority=service.EMBEDDING_PRIORITY)
async def embed_passages(work: Work) -> None:
    """Embed what waits; what is left is done in a moment, so that no worker is held meanwhile."""
    if not await service.embed_passages(work):
        async with work.scope() as scope:
            await embed_passages.defer(scope, lock="ingestion.passages", after_s=1)


@job("ingestion.remove_files")
async def remove_files(work: Work, keys: list[str]) -> None:
    """Remove files of documents that are no longer there."""
    await service.remove_files(work.tenancy.resources.storage, keys)


@every("41 3 * * *")
async def forget_unstarted(tenancy: Tenancy) -> None:
    """Cancel what was uploaded and never started."""
    await service.forget_unstarted(tenancy)

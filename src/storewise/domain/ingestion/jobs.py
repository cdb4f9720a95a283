"""When ingestion acts: a merchant asked for a preview, an import, its undoing; pictures wait."""

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


@every("41 3 * * *")
async def forget_unstarted(tenancy: Tenancy) -> None:
    """Cancel what was uploaded and never started."""
    await service.forget_unstarted(tenancy)

"""When identity acts: by the clock."""

from storewise.infra.jobs import every
from storewise.infra.tenancy import Tenancy

from . import service


@every("41 * * * *")
async def forget_answers(tenancy: Tenancy) -> None:
    """Drop old answers to calls by API keys."""
    await service.forget_answers(tenancy)

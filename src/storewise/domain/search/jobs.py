"""When search acts: products changed, texts wait for their vectors."""

from storewise.domain.catalog.events import ProductsChanged
from storewise.infra.events import on
from storewise.infra.jobs import Work, job
from storewise.infra.tenancy import Scope

from . import service


@job("search.embed", priority=service.EMBEDDING_PRIORITY)
async def embed(work: Work) -> None:
    """Embed what waits; what is left is done in a moment, so that no worker is held meanwhile."""
    if not await service.embed_waiting(work):
        async with work.scope() as scope:
            await embed.defer(scope, lock="search.embed", after_s=1)


@on(ProductsChanged)
async def index_products(scope: Scope, event: ProductsChanged) -> None:
    """Index what changed, then have it embedded."""
    await service.index_products(scope, event.product_ids)
    await embed.defer(scope, lock="search.embed")

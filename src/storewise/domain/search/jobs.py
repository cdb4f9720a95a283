"""When search acts: products changed, texts wait for their vectors."""

from storewise.domain.catalog.events import ProductsChanged
from storewise.infra.events import on
from storewise.infra.jobs import Work, job
from storewise.infra.tenancy import Scope

from . import service


@job("search.embed", priority=service.EMBEDDING_PRIORITY)
async def embed(work: Work) -> None:
    """Embed what waits."""
    await service.embed_waiting(work)


@on(ProductsChanged)
async def index_products(scope: Scope, event: ProductsChanged) -> None:
    """Index what changed, then have it embedded."""
    await service.index_products(scope, event.product_ids)
    await embed.defer(scope, lock="search.embed")

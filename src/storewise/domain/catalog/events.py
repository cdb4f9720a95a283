"""Facts that the catalogue tells."""

from typing import ClassVar
from uuid import UUID

from storewise.infra.events import Event

MOST_AT_ONCE = 1000


class ProductsChanged(Event):
    """Products were created, changed, published or archived; at most 1,000 in one event."""

    name: ClassVar[str] = "catalog.products_changed"

    product_ids: list[UUID]

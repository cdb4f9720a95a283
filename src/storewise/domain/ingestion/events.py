"""Facts that ingestion tells."""

from typing import ClassVar
from uuid import UUID

from storewise.infra.events import Event


class ImportFinished(Event):
    """An import came to its end: done, failed or cancelled."""

    name: ClassVar[str] = "ingestion.import_finished"

    import_id: UUID
    state: str

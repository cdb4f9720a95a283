"""When the assistant acts by itself: a budget was reached."""

from storewise.infra.events import on
from storewise.infra.tenancy import Scope

from . import service
from .events import BudgetReached


@on(BudgetReached)
async def warn_of_budget(scope: Scope, event: BudgetReached) -> None:
    """Tell the merchant."""
    await service.send_warning(scope, event)

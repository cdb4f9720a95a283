"""What happens in the assistant."""

from typing import ClassVar

from storewise.infra.events import Event


class BudgetReached(Event):
    """A month's budget is spent to a level: 1 is all of it; from there on no model is asked."""

    name: ClassVar[str] = "assistant.budget_reached"

    month: str
    level: float

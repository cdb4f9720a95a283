"""The month's budget: an estimate is charged before a model is asked, and corrected afterwards.

So answers that are made at the same time cannot pass the limit together, and an answer that died
half-way stays charged at its estimate.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from storewise.domain.identity import service as identity
from storewise.infra import events
from storewise.infra.mail import Mail
from storewise.infra.tenancy import Scope

from . import queries
from .events import BudgetReached
from .schemas import Budget, Spending, Usage


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was charged for an answer that is being made."""

    month: date
    tokens: int
    cost_micros: int


def _month() -> date:
    return datetime.now(UTC).date().replace(day=1)


async def spending(scope: Scope, budget: Budget) -> Spending:
    """What the store's assistant took of models this month."""
    month = _month()
    row = await queries.spending(scope, month)
    return Spending(
        month=month,
        tokens=row.tokens if row else 0,
        cost_micros=row.cost_micros if row else 0,
        tokens_limit=budget.tokens,
        cost_limit_micros=budget.cost_micros,
    )


async def reserve(scope: Scope, budget: Budget, estimate: Usage) -> Reservation | None:
    """Charge an estimate to this month; None where the budget does not hold it any more."""
    asked = Reservation(
        _month(), estimate.input_tokens + estimate.output_tokens, estimate.cost_micros
    )
    fits = await queries.reserve(
        scope, asked.month, asked.tokens, asked.cost_micros, budget.tokens, budget.cost_micros
    )
    if not fits:
        await _tell(scope, asked.month, 1.0)
    return asked if fits else None


async def settle(scope: Scope, budget: Budget, reserved: Reservation, used: Usage) -> None:
    """Correct a reservation to what was used, and tell the merchant when a level is reached."""
    row = await queries.settle(
        scope,
        reserved.month,
        used.input_tokens + used.output_tokens - reserved.tokens,
        used.cost_micros - reserved.cost_micros,
    )
    spent = Spending(
        month=row.month,
        tokens=row.tokens,
        cost_micros=row.cost_micros,
        tokens_limit=budget.tokens,
        cost_limit_micros=budget.cost_micros,
    )
    for level in (1.0, budget.warn_at):
        if spent.share >= level:
            await _tell(scope, row.month, level)
            break


async def _tell(scope: Scope, month: date, level: float) -> None:
    if await queries.warned(scope, month, level):
        await events.emit(scope, BudgetReached(month=month.isoformat(), level=level))


async def send_warning(scope: Scope, event: BudgetReached) -> None:
    """Tell the store by mail that its budget is nearly or wholly spent, if it left an address."""
    store = await identity.store(scope)
    if store.settings.contact_email is None:
        return
    month = date.fromisoformat(event.month)
    if event.level >= 1:
        subject = f"The assistant's budget for {month:%B} is spent"
        text = (
            f"The assistant of {store.name} has spent its budget for {month:%B %Y}. Until the "
            "month ends it answers from the catalogue and your documents, without a language "
            "model. You can raise the budget in the console, under Assistant, Settings.\n"
        )
    else:
        subject = f"The assistant has spent {event.level:.0%} of its budget for {month:%B}"
        text = (
            f"The assistant of {store.name} has spent {event.level:.0%} of its budget for "
            f"{month:%B %Y}. When all of it is spent, it goes on answering without a language "
            "model. You can change the budget in the console, under Assistant, Settings.\n"
        )
    await scope.resources.mailer.send(
        Mail(to=store.settings.contact_email, subject=subject, text=text)
    )

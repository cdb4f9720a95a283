"""Events: facts that a context tells and that contexts above it act on.

`emit` writes one job for each handler into the caller's transaction, so that an event leaves when,
and only when, the change that it tells of is committed. The emitter knows no handler.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from . import jobs
from .tenancy import Scope


class Event(BaseModel):
    """A fact that happened in one store. Subclasses are frozen and hold ids, not people's data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]


EventType = TypeVar("EventType", bound=Event)
Handler = Callable[[Scope, Any], Awaitable[None]]

_handlers: defaultdict[type[Event], list[str]] = defaultdict(list)


def on(
    event_type: type[EventType], *, priority: int = 0
) -> Callable[
    [Callable[[Scope, EventType], Awaitable[None]]], Callable[[Scope, EventType], Awaitable[None]]
]:
    """Handle an event in a transaction of its own, in a worker, with retries.

    Handlers may run twice for one event and must not mind.
    """

    def register(
        handler: Callable[[Scope, EventType], Awaitable[None]],
    ) -> Callable[[Scope, EventType], Awaitable[None]]:
        task_name = f"{handler.__module__.removeprefix('storewise.domain.')}.{handler.__name__}"

        async def run(work: jobs.Work, payload: dict[str, Any]) -> None:
            event = event_type.model_validate(payload)
            async with work.scope() as scope:
                await handler(scope, event)

        jobs.register(task_name, run, priority=priority)
        _handlers[event_type].append(task_name)
        return handler

    return register


async def emit(scope: Scope, event: Event) -> None:
    """Tell an event to all of its handlers, in the caller's transaction."""
    payload = event.model_dump(mode="json")
    for task_name in _handlers[type(event)]:
        await jobs.put(scope, task_name, {"payload": payload})

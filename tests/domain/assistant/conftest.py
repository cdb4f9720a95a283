"""A small shop for the assistant's tests, and a way to ask in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from storewise.domain.assistant import service as assistant
from storewise.domain.assistant.schemas import Answer, Ask, Channel, Done, Event, Failed
from storewise.domain.assistant.turn import Planner, Turn
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft, VariantDraft
from storewise.domain.identity.schemas import Store
from storewise.domain.search import service as search
from storewise.infra.tenancy import ANONYMOUS, SYSTEM, Tenancy

RunJobs = Callable[[], Awaitable[None]]


def draft(handle: str, title: str, **fields: object) -> ProductDraft:
    variants = [VariantDraft(price=fields.pop("price", 1000), stock=fields.pop("stock", 5))]
    return ProductDraft.model_validate(
        {"handle": handle, "title": title, "variants": variants} | fields
    )


SHOP = [
    draft("red-kettle", "Alto red enamel kettle", brand="Alto", price=3500,
          category=("Kitchen", "Kettles"), description="A kettle for every stove.",
          attributes={"capacity": 1.5, "whistles": False}),
    draft("steel-kettle", "Borea steel kettle", brand="Borea", price=4000, stock=0,
          category=("Kitchen", "Kettles"), attributes={"capacity": 1.7, "whistles": True}),
    draft("tent", "Borea two person tent", brand="Borea", price=19000,
          category=("Outdoor", "Tents"), attributes={"weight": 2.4}),
]  # fmt: skip


@pytest.fixture
async def shop(tenancy: Tenancy, store: Store, run_jobs: RunJobs) -> Store:
    """A store that sells two kettles and a tent."""
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, [catalog.ProductWrite(each) for each in SHOP])
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


def scripted(*deltas: str, before: Callable[[Turn], Awaitable[Any]] | None = None) -> Planner:
    """A planner that says what the script says, after what it does `before`."""

    async def answer(turn: Turn) -> AsyncIterator[str]:
        if before:
            await before(turn)
        for delta in deltas:
            yield delta

    return answer


@pytest.fixture
def ask(tenancy: Tenancy) -> Callable[..., Awaitable[Answer]]:
    """Asks and returns the finished answer."""

    async def run(store: Store, text: str, **fields: Any) -> Answer:
        last = (await events(tenancy, store, text, **fields))[-1]
        assert isinstance(last, Done), last
        return last.answer

    return run


async def events(
    tenancy: Tenancy,
    store: Store,
    text: str,
    *,
    session: str | None = None,
    product: str | None = None,
    model: Planner | None = None,
    catalogue: Planner | None = None,
    channel: Channel = Channel.API,
) -> list[Event]:
    """All events of one turn."""
    planners = assistant.Planners(model=model)
    if catalogue:
        planners = assistant.Planners(model=model, catalogue=catalogue)
    told = [
        event
        async for event in assistant.converse(
            tenancy,
            store.id,
            ANONYMOUS,
            Ask(text=text, session=session, product=product),
            channel=channel,
            planners=planners,
        )
    ]
    assert isinstance(told[-1], Done | Failed)
    return told

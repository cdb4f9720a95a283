"""A store of computers and camping things with a document, and talks with the offline planner."""

import uuid
from dataclasses import dataclass, field

import pytest

from storewise.domain.assistant import planner
from storewise.domain.assistant.facts import Memory
from storewise.domain.assistant.schemas import AssistantSettings
from storewise.domain.assistant.toolbox import Toolbox
from storewise.domain.assistant.turn import Exchange, Turn
from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    AttributeType,
    ProductDraft,
    VariantDraft,
)
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StoreDraft, StoreSettings
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import ANONYMOUS, SYSTEM, Tenancy

POLICY = b"""# Returns

## How long

You may send goods back within 30 days, without giving a reason.

## Who pays

The parcel back costs you 5 euro.
"""


def draft(handle: str, title: str, price: int, stock: int = 5, **fields: object) -> ProductDraft:
    variants = fields.pop("variants", None) or [VariantDraft(price=price, stock=stock)]
    return ProductDraft.model_validate(
        {"handle": handle, "title": title, "variants": variants} | fields
    )


def laptop(name: str, brand: str, price: int, memory: int, **fields: object) -> ProductDraft:
    attributes = {"memory": memory, "colour": fields.pop("colour", "Black")}
    if "touch" in fields:
        attributes["touchscreen"] = fields.pop("touch")
    return draft(
        name.lower().replace(" ", "-"), f"{brand} {name} laptop", price, brand=brand,
        category=("Computers", "Laptops"), attributes=attributes, **fields,
    )  # fmt: skip


TEE = [
    VariantDraft(price=2000, stock=3, option_values=["Black", "S"], gtin="4006381333931"),
    VariantDraft(price=2000, stock=0, option_values=["Black", "M"]),
    VariantDraft(price=2000, stock=1, option_values=["Red", "M"]),
]
SHOP = [
    laptop("Swift 12", "Alto", 49900, 8, touch=True),
    laptop("Swift 14", "Alto", 79900, 16, touch=False),
    laptop("Ridge 15", "Borea", 99900, 16, colour="Silver", stock=0),
    laptop("Ridge 17", "Borea", 149900, 32, colour="Silver",
           description="Its keyboard glows in the dark."),
    laptop("Nimbus 13", "Cirro", 64900, 8, colour="White"),
    draft("dome", "Borea Dome 2 tent", 19000, brand="Borea", category=("Outdoor", "Tents"),
          attributes={"persons": 2}),
    draft("tunnel", "Borea Tunnel 4 tent", 38000, brand="Borea", category=("Outdoor", "Tents"),
          attributes={"persons": 4}),
    draft("lamp", "Cirro Glow camping lamp", 2500, brand="Cirro", category=("Outdoor",)),
    draft("tee", "Alto Crew T-shirt", 2000, brand="Alto", category=("Clothes",),
          option_names=["Colour", "Size"], variants=TEE),
]  # fmt: skip
ATTRIBUTES = [
    AttributeDefinition(code="memory", label="Memory", type=AttributeType.NUMBER, unit="GB"),
    AttributeDefinition(code="persons", label="Persons", type=AttributeType.NUMBER),
    AttributeDefinition(code="colour", label="Colour", type=AttributeType.TEXT),
    AttributeDefinition(code="touchscreen", label="Touchscreen", type=AttributeType.BOOLEAN),
]


@pytest.fixture(scope="session")
async def shop(tenancy: Tenancy) -> Store:
    """A store of nine products and one document, which no test changes."""
    settings = StoreSettings(contact_email="hello@wendlow.example")
    async with tenancy.platform() as scope:
        store = await identity.create_store(
            scope, StoreDraft(slug=f"p-{uuid.uuid4().hex[:12]}", name="Wendlow", settings=settings)
        )
    async with tenancy.scope(store.id, SYSTEM) as scope:
        writes = [catalog.ProductWrite(each) for each in SHOP]
        await catalog.write_products(scope, writes, ATTRIBUTES)
        await ingestion.add_document(scope, "returns.md", POLICY)
    await Worker(tenancy).run_until_idle()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


@dataclass
class Talk:
    """A conversation with the planner alone: raw text with references, and what it noted."""

    tenancy: Tenancy
    store: Store
    settings: AssistantSettings = field(default_factory=AssistantSettings)
    memory: Memory = field(default_factory=Memory)
    turn: Turn | None = None
    said: list[Exchange] = field(default_factory=list)

    async def __call__(self, question: str, product: str | None = None) -> str:
        """Ask, and remember for the next question."""
        toolbox = Toolbox(self.tenancy, self.store.id, ANONYMOUS, self.memory, lambda event: None)
        self.turn = turn = Turn(
            question, self.store, self.settings, self.memory, list(self.said), toolbox
        )
        turn.page_product = await toolbox.recall(product)
        text = "".join([delta async for delta in planner.answer(turn)])
        self.memory = toolbox.memory(turn.focus or self.memory.focus, turn.topic)
        self.said.append(Exchange(question, text))
        return text

    @property
    def shown(self) -> list[str]:
        """The handles of the last list."""
        assert self.turn is not None
        known = self.turn.toolbox.evidence.products
        return [known[ref].handle for ref in self.turn.toolbox.last_shown]


@pytest.fixture
def talk(tenancy: Tenancy, shop: Store) -> Talk:
    """A talk in the store that has begun with nothing said."""
    return Talk(tenancy, shop)

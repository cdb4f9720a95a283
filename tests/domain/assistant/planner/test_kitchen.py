"""Kinds, features, options and measures in a small shop of kitchen things and tents."""

import uuid
from typing import Any

import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import (
    AttributeDefinition,
    AttributeType,
    ProductDraft,
    VariantDraft,
)
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StoreDraft
from storewise.domain.search import service as search
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import SYSTEM, Tenancy

KETTLES, MUGS, CHAIRS = (
    ("Kitchen", "Kettles & coffee"),
    ("Kitchen", "Mugs"),
    ("Home", "Chairs & stools"),
)
TENTS, SOUND, DESK = ("Outdoor", "Tents & bags"), ("Sound", "Ears & more"), ("Desk", "Desk things")


def thing(
    title: str, price: int, category: tuple[str, ...], tags: str, **attributes: object
) -> ProductDraft:
    options = attributes.pop("options", None)
    weight = attributes.pop("weight_g", None)
    names, values = ([], [[]]) if options is None else options  # type: ignore[misc]
    variants = [
        VariantDraft(price=price, stock=3, option_values=each, weight_g=weight) for each in values
    ]
    return ProductDraft.model_validate(
        {"handle": title.lower().replace(" ", "-").replace(".", "-").replace(",", ""),
         "title": title, "variants": variants, "option_names": names, "category": category,
         "tags": tags.split(", "), "attributes": attributes}
    )  # fmt: skip


WOOD = (["Wood"], [["Oak"], ["Walnut"]])
SHOP = [
    thing("Alto Kettle 1.7 l", 6490, KETTLES, "kettle, electric kettle", dishwasher_safe=False),
    thing("Heron Kettle 0.9 l", 12900, KETTLES, "kettle, gooseneck", dishwasher_safe=False),
    thing("Plover Press", 2900, KETTLES, "french press, coffee maker", dishwasher_safe=True),
    thing("Tern Mug 0.3 l", 1650, MUGS, "mug", dishwasher_safe=True, microwave_safe=True),
    thing("Tern Mug, Dipped 0.35 l", 2100, MUGS, "mug", dishwasher_safe=False, microwave_safe=True),
    thing(
        "Camp Mug 0.35 l", 1290, MUGS, "mug, camping", dishwasher_safe=True, microwave_safe=False
    ),
    thing(
        "Sill Chair",
        18900,
        CHAIRS,
        "chair, dining chair",
        material="solid wood",
        maximum_load=130,
        options=WOOD,
    ),
    thing("Cord Chair", 17900, CHAIRS, "chair, dining chair", material="oak", maximum_load=110),
    thing(
        "Spindle Chair", 16900, CHAIRS, "chair, dining chair", material="beech", maximum_load=120
    ),
    thing("Lull Armchair", 54900, CHAIRS, "armchair", material="oak", maximum_load=130),
    thing(
        "Lull One Headphones", 24900, SOUND, "headphones", noise_cancelling="yes", battery_life=40
    ),
    thing(
        "Lull Two Headphones", 14900, SOUND, "headphones", noise_cancelling="no", battery_life=60
    ),
    thing("Hum Headphones", 7900, SOUND, "headphones", noise_cancelling="no", battery_life=30),
    thing("Hollow 1 Tent", 21900, TENTS, "tent, solo tent", weight_g=1310, water_column=2000),
    thing("Hollow 2 Tent", 28900, TENTS, "tent", weight_g=1890, water_column=3000),
    thing("Longhouse Tent", 44900, TENTS, "tent", weight_g=3450, water_column=5000),
    thing("Fold Laptop Stand", 4900, DESK, "laptop stand"),
    thing("Nub Charger", 4400, DESK, "charger, laptop charger"),
    thing("Heron Fountain Pen", 5900, DESK, "pen, fountain pen"),
    thing("Bottled Ink", 1400, DESK, "ink, fountain pen ink"),
]
NUMBERS = {"maximum_load": "kg", "battery_life": "h", "water_column": "mm"}
TEXTS, TRUTHS = ("material", "noise_cancelling"), ("dishwasher_safe", "microwave_safe")
ATTRIBUTES = [
    *(AttributeDefinition(code=code, label=code.replace("_", " ").capitalize(), unit=unit,
                          type=AttributeType.NUMBER) for code, unit in NUMBERS.items()),
    *(AttributeDefinition(code=code, label=code.replace("_", " ").capitalize(),
                          type=AttributeType.TEXT) for code in TEXTS),
    *(AttributeDefinition(code=code, label=code.replace("_", " ").capitalize(),
                          type=AttributeType.BOOLEAN) for code in TRUTHS),
]  # fmt: skip


@pytest.fixture(scope="module")
async def shop(tenancy: Tenancy) -> Store:
    """A store of twenty products, which no test changes."""
    async with tenancy.platform() as scope:
        store = await identity.create_store(
            scope, StoreDraft(slug=f"k-{uuid.uuid4().hex[:12]}", name="Kessock")
        )
    async with tenancy.scope(store.id, SYSTEM) as scope:
        writes = [catalog.ProductWrite(each) for each in SHOP]
        await catalog.write_products(scope, writes, ATTRIBUTES)
    await Worker(tenancy).run_until_idle()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Can the Camp Mug go into the microwave?", "No, Camp Mug 0.35 l is not microwave safe."),
        ("Is the Tern Mug dishwasher safe?", "Yes, Tern Mug 0.3 l is dishwasher safe."),
        ("Does the Lull Two have noise cancelling?",
         "No, Lull Two Headphones — Noise cancelling: no"),
        ("How much does the Hollow 2 weigh?", "Hollow 2 Tent — Weight 1,890 g"),
        ("Is the Hollow 2 lighter than 2 kg?", "Hollow 2 Tent — Weight 1,890 g"),
        ("Is the Lull One heavy?", "does not say anything about weight."),
        ("hollw 2 tent price", "Hollow 2 Tent costs €289.00"),
        ("Do you have the Hollow 5?", "I did not find Hollow 5 in this store."),
    ],
)  # fmt: skip
async def test_a_question_about_a_product_is_answered_from_what_it_states(
    talk: Any, question: str, said: str
) -> None:
    assert said in await talk(question)


async def test_a_number_in_words_is_part_of_a_name(talk: Any) -> None:
    await talk("Compare the Lull One and the Lull Two headphones")
    assert talk.shown == ["lull-one-headphones", "lull-two-headphones"]


async def test_a_kind_is_told_by_which_do_and_which_do_not(talk: Any) -> None:
    answer = await talk("Are your mugs dishwasher safe?")
    assert answer.startswith("The products differ:")
    assert "- Tern Mug 0.3 l — Dishwasher safe: yes" in answer
    assert "- Tern Mug, Dipped 0.35 l — Dishwasher safe: no" in answer


async def test_what_a_kind_lacks_is_not_answered_by_another_kind_that_has_it(talk: Any) -> None:
    answer = await talk("can the kettle go in the dishwasher?")
    assert answer.startswith("None of these:")
    assert set(talk.shown) == {"alto-kettle-1-7-l", "heron-kettle-0-9-l"}


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("chairs under 200 euros in oak", {"sill-chair", "cord-chair"}),
        ("dining chair that can carry 125 kg", {"sill-chair"}),
        ("headphones with noise cancelling", {"lull-one-headphones"}),
        ("fountain pen", {"heron-fountain-pen"}),
        ("mugs, but nothing over 15 euros", {"camp-mug-0-35-l"}),
        ("waht kind of armchirs do yu have", {"lull-armchair"}),
    ],
)
async def test_what_is_listed_holds_every_condition(
    talk: Any, question: str, shown: set[str]
) -> None:
    await talk(question)
    assert set(talk.shown) == shown


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which is the lightest tent?", "hollow-1-tent"),
        ("which tent has the highest water column?", "longhouse-tent"),
        ("Which headphones have the longest battery life?", "lull-two-headphones"),
    ],
)
async def test_the_most_of_a_measure_comes_first(talk: Any, question: str, first: str) -> None:
    await talk(question)
    assert talk.shown[0] == first


async def test_an_accessory_is_not_the_thing(talk: Any) -> None:
    answer = await talk("Do you have laptops?")
    assert answer.startswith("I did not find laptops in this store.")


async def test_a_description_that_nothing_states_is_said_to_be_unchecked(talk: Any) -> None:
    answer = await talk("a fountain pen with a golden nib")
    assert "I could not find what these products say about golden nib." in answer
    assert talk.shown == ["heron-fountain-pen"]

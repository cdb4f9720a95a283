"""What documents answer, whose they are, and what is said where neither they nor products do."""

import uuid
from typing import Any

import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductDraft, VariantDraft
from storewise.domain.identity import service as identity
from storewise.domain.identity.schemas import Store, StoreDraft, StoreSettings
from storewise.domain.ingestion import service as ingestion
from storewise.domain.search import service as search
from storewise.infra.jobs import Worker
from storewise.infra.tenancy import SYSTEM, Tenancy

DOME = b"""# Corrie Dome tent: manual

For the Corrie Dome tent.

## Pitching
1. Lay the inner tent on level ground.
2. Push the two poles through the sleeves.
3. Peg out the four corners firmly.
4. Throw the outer tent over the poles.
5. Tighten the guy lines on the windward side.

On warm nights the inner tent can be pitched alone.

## Care
Dry the tent fully before you store it. Wash it by hand.
"""
STOVE = b"""# Brae Stove: manual

## Lighting
Open the valve a quarter turn and hold a match to the burner.

## Care
Brush soot off the burner when it is cold. Never wash the stove in water.
"""
GUARANTEES = b"""# Warranty

## The makers' guarantees
Corrie guarantees the poles of its tents for five years. Brae guarantees its stoves for two years.
A guarantee does not cover wear.
"""
DELIVERY = b"""# Delivery

## What delivery costs
Delivery costs 5 euro within the country. From 80 euro on it is free.

## How long delivery takes
A parcel takes two to three working days.
"""
FAQ = b"""# Questions and answers

## How do I reach you?
You can contact us by e-mail. We have no telephone line.

## Do you have a shop that I can visit?
Our shop is open on Thursdays from 11:00 to 18:00.
"""
KINDS = {"tent": ("Outdoor", "Tents"), "stove": ("Outdoor", "Stoves")}


def thing(title: str, brand: str, kind: str, price: int) -> ProductDraft:
    return ProductDraft(
        handle=title.lower().replace(" ", "-"), title=title, brand=brand, category=KINDS[kind],
        variants=[VariantDraft(price=price, stock=3 if price != 12000 else 0)],
    )  # fmt: skip


GOODS = [
    thing("Corrie Dome tent", "Corrie", "tent", 19000),
    thing("Corrie Ridge tent", "Corrie", "tent", 29000),
    thing("Tarn Tunnel tent", "Tarn", "tent", 39000),
    thing("Brae Stove", "Brae", "stove", 6000),
    thing("Brae Lantern Stove", "Brae", "stove", 12000),
]


@pytest.fixture(scope="session")
async def camp(tenancy: Tenancy) -> Store:
    """A store of five camping things with five documents."""
    settings = StoreSettings(contact_email="hello@camp.example")
    async with tenancy.platform() as scope:
        store = await identity.create_store(
            scope, StoreDraft(slug=f"c-{uuid.uuid4().hex[:12]}", name="Camp", settings=settings)
        )
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await catalog.write_products(scope, [catalog.ProductWrite(each) for each in GOODS])
        for name, text in (("dome.md", DOME), ("stove.md", STOVE), ("warranty.md", GUARANTEES),
                           ("delivery.md", DELIVERY), ("faq.md", FAQ)):  # fmt: skip
            await ingestion.add_document(scope, name, text)
    await Worker(tenancy).run_until_idle()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await search.refresh(scope)
    return store


@pytest.fixture
def ask(talk: Any, camp: Store) -> Any:
    """A talk in that store."""
    return type(talk)(talk.tenancy, camp)


async def test_a_procedure_is_quoted_whole_and_from_the_manual_of_the_product_spoken_of(
    ask: Any,
) -> None:
    await ask("tell me about the Corrie Dome tent")
    answer = await ask("how do I pitch it?")
    assert answer.count("\n- ") == 5
    assert "Lay the inner tent on level ground." in answer
    assert "Tighten the guy lines on the windward side." in answer


async def test_the_manual_of_another_product_is_no_answer(ask: Any) -> None:
    await ask("tell me about the Tarn Tunnel tent")
    answer = await ask("how do I pitch it?")
    assert "Corrie Dome" not in answer
    assert "Brae Stove" not in answer


async def test_the_maker_of_a_product_guarantees_it_and_no_other_does(ask: Any) -> None:
    answer = await ask("what's the guarantee on the Corrie Ridge tent?")
    assert "Corrie guarantees the poles of its tents for five years." in answer
    assert "Brae" not in answer
    await ask("how much is the Brae Stove?")
    answer = await ask("and its warranty?")
    assert "Brae guarantees its stoves for two years." in answer
    assert "Corrie" not in answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much is delivery?", "Delivery costs 5 euro within the country."),
        ("When will my order arrive if I order on Friday?", "two to three working days"),
        ("do you have a store I can visit?", "open on Thursdays"),
        ("Do you have a phone number?", "We have no telephone line."),
        ("How can I contact you?", "by e-mail"),
    ],
)
async def test_what_the_store_does_is_told_by_its_documents(
    ask: Any, question: str, said: str
) -> None:
    assert said in await ask(question)
    assert ask.turn.unknown is False


async def test_a_document_is_named_once(ask: Any) -> None:
    answer = await ask("how much does delivery cost and how long does it take?")
    assert answer.count('The store\'s document "Delivery" says:') == 1


async def test_the_product_whose_manual_answered_is_spoken_of_next(ask: Any) -> None:
    assert "a quarter turn" in await ask("How do I light the Brae Stove?")
    assert "€60.00" in await ask("what does it cost?")


async def test_an_own_order_cannot_be_looked_into(ask: Any) -> None:
    assert "I cannot look into orders here." in await ask("where is my order 4711?")


async def test_no_one_states_when_goods_are_back_or_what_customers_think(ask: Any) -> None:
    answer = await ask("when will the Brae Lantern Stove be back in stock?")
    assert "Brae Lantern Stove is out of stock." in answer
    assert "does not say when it will be back" in answer
    answer = await ask("What do customers say about the Corrie Dome tent?")
    assert answer == "The store's information does not say what customers think of it."


@pytest.mark.parametrize(
    "question",
    ["Do you price match with Amazon?", "political board games?", "a calculator for my homework",
     "which tent is warm enough for minus 5 degrees?", "is this website secure?",
     "What if I get hurt because the tent breaks?", "Which stove keeps thieves from stealing it?"],
)  # fmt: skip
async def test_what_may_be_the_stores_business_is_never_declined(ask: Any, question: str) -> None:
    await ask(question)
    assert ask.turn.declined is False


@pytest.mark.parametrize(
    "question",
    ["Which party should I vote for?", "What does Amazon charge for delivery?",
     "I want to hurt myself", "What's 17 percent of 2380?", "Summarise the plot of Hamlet",
     "which stocks should I invest in", "What did Jane Cooper order last week?"],
)  # fmt: skip
async def test_what_is_clearly_outside_is_declined(ask: Any, question: str) -> None:
    await ask(question)
    assert ask.turn.declined is True


async def test_where_nothing_answers_the_things_asked_about_are_shown(ask: Any) -> None:
    answer = await ask("which stove is quiet enough for a library?")
    assert answer.startswith("I could not find")
    assert set(ask.shown) == {"brae-stove", "brae-lantern-stove"}


async def test_words_are_said_back_only_as_one_phrase_that_names_a_thing(ask: Any) -> None:
    assert await ask("do you have garden hoses?") == "I did not find garden hoses in this store."
    answer = await ask("something to keep soup in while I walk for hours")
    assert answer.startswith("I did not find that in this store.")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("good morning, anyone there?", "Hello!"),
        ("Thanks, that helped a lot", "You are welcome."),
        ("start over", "All right."),
        ("I hate you, you stupid bot", "I am sorry that this was no help."),
        ("How do you know what you tell me?", "I show where each answer is from"),
        ("Wie viel kostet der Versand nach Norwegen?", "Please ask in other words."),
        ("¿Tienen mochilas?", "Please ask in other words."),
    ],
)
async def test_small_talk_needs_no_search(ask: Any, question: str, said: str) -> None:
    assert said in await ask(question)
    assert ask.turn.declined is False


async def test_a_question_is_asked_again_of_another_product(ask: Any) -> None:
    await ask("How do I care for the Corrie Dome tent?")
    answer = await ask("and for the Brae Stove?")
    assert "Brush soot off the burner" in answer


async def test_what_was_just_answered_is_not_suggested(ask: Any) -> None:
    await ask("Is the Brae Stove in stock?")
    assert "Is it in stock?" not in ask.turn.suggestions
    await ask("what does it cost?")
    assert "How much does it cost?" not in ask.turn.suggestions

"""Searches with conditions: what is listed satisfies all of them, or the answer says which not."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("question", "handles"),
    [
        ("laptops under 700 euro", {"swift-12", "nimbus-13"}),
        ("a laptop for at least €1,000", {"ridge-17"}),
        ("laptop between 600 and 1000 euros", {"nimbus-13", "swift-14", "ridge-15"}),
        ("laptops, but not Alto or Cirro", {"ridge-15", "ridge-17"}),
        ("laptop from Alto or Cirro under 1.000,00 €", {"swift-12", "swift-14", "nimbus-13"}),
        ("laptops with at least 16 GB memory", {"swift-14", "ridge-15", "ridge-17"}),
        ("laptop with more than 16 GB of RAM", {"ridge-17"}),
        ("silver laptop", {"ridge-15", "ridge-17"}),
        ("a silver laptop that is in stock", {"ridge-17"}),
        ("laptop with touchscreen", {"swift-12"}),
        ("laptop without touchscreen", {"swift-14"}),
        ("tent for two people", {"dome"}),
        ("a laptop, not black", {"ridge-15", "ridge-17", "nimbus-13"}),
    ],
)
async def test_what_is_listed_satisfies_every_condition(
    talk: Any, question: str, handles: set[str]
) -> None:
    answer = await talk(question)
    assert set(talk.shown) == handles, answer
    assert talk.turn.unknown is False


async def test_the_cheapest_comes_first(talk: Any) -> None:
    assert "€499.00, in stock [P" in await talk("what is your cheapest laptop?")
    assert talk.shown[0] == "swift-12"
    await talk("most expensive laptop")
    assert talk.shown[0] == "ridge-17"


async def test_where_nothing_satisfies_all_one_condition_is_dropped_and_named(talk: Any) -> None:
    answer = await talk("laptops under 100 euro")
    assert "Leaving out the price limit, the nearest is" in answer
    assert talk.shown[0] == "swift-12"
    assert talk.turn.unknown is True


async def test_a_condition_that_no_product_states_is_told(talk: Any) -> None:
    answer = await talk("laptop under 2 kg")
    assert "I could not find what these products say about 2 kg." in answer


async def test_what_is_not_in_the_catalogue_is_said_plainly(talk: Any) -> None:
    assert await talk("Do you sell sunglasses?") == "I did not find sunglasses in this store."
    assert talk.turn.unknown is True
    assert talk.shown == []


async def test_every_line_of_a_list_carries_its_reference(talk: Any) -> None:
    answer = await talk("laptops")
    lines = [line for line in answer.splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    assert all(line.endswith("]") and " — €" in line for line in lines)


async def test_brands_misspelled_are_understood(talk: Any) -> None:
    await talk("Boreea laptops")
    assert set(talk.shown) == {"ridge-15", "ridge-17"}


async def test_brands_and_departments_are_told(talk: Any) -> None:
    assert "Computers" in await talk("What do you sell?")
    brands = await talk("Which brands do you carry?")
    assert all(name in brands for name in ("Alto", "Borea", "Cirro"))
    about = await talk("What does Cirro make?")
    assert "Cirro: 2 products" in about
    assert set(talk.shown) == {"nimbus-13", "lamp"}

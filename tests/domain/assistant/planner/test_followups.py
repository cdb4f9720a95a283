"""What is said with an eye on what was said before, and new subjects that inherit nothing."""

from typing import Any

import pytest


async def test_the_second_one_and_it_point_to_what_was_listed(talk: Any) -> None:
    await talk("laptops under 700 euro, cheapest first")
    assert "Cirro Nimbus 13 laptop costs €649.00" in await talk("tell me about the second one")
    assert "is in stock" in await talk("is it in stock?")
    assert "Memory 8 GB" in await talk("and its memory?")


async def test_cheaper_keeps_the_search_and_lowers_the_price(talk: Any) -> None:
    await talk("laptops from Borea")
    await talk("something cheaper than 1200 euro")
    assert talk.shown == ["ridge-15"]


async def test_a_brand_replaces_the_brand_and_keeps_the_rest(talk: Any) -> None:
    await talk("Alto laptops under 800 euro")
    assert set(talk.shown) == {"swift-12", "swift-14"}
    await talk("what about Cirro?")
    assert talk.shown == ["nimbus-13"]


async def test_a_feature_narrows_the_last_search(talk: Any) -> None:
    await talk("laptops")
    await talk("in silver?")
    assert set(talk.shown) == {"ridge-15", "ridge-17"}
    await talk("only in stock")
    assert talk.shown == ["ridge-17"]


async def test_something_bigger_goes_by_the_measure_of_the_kind(talk: Any) -> None:
    await talk("tent for two people")
    await talk("something bigger")
    assert talk.shown == ["tunnel"]


async def test_the_first_two_are_compared(talk: Any) -> None:
    await talk("laptops, the cheapest first")
    answer = await talk("compare the first two")
    assert "Swift 12" in answer
    assert "Nimbus 13" in answer


async def test_a_new_subject_does_not_inherit_conditions(talk: Any) -> None:
    await talk("Alto laptops under 600 euro")
    await talk("tents")
    assert set(talk.shown) == {"dome", "tunnel"}
    assert talk.memory.search.brands == []
    assert talk.memory.search.price_max is None


async def test_more_shows_what_was_not_shown_yet(talk: Any) -> None:
    await talk("show me 3 laptops")
    first = set(talk.shown)
    await talk("show me more")
    assert len(first) == 3
    assert not first & set(talk.shown)


async def test_it_means_the_product_of_the_page(talk: Any) -> None:
    assert "€380.00" in await talk("how much does it cost?", product="tunnel")


async def test_a_version_is_asked_for_by_its_option(talk: Any) -> None:
    await talk("tell me about the Crew T-shirt")
    assert "Alto Crew T-shirt in Red is in stock." in await talk("in red?")


@pytest.mark.parametrize(
    "pointing", ["the second one please", "number two", "no. 2", "#2", "option two", "the 2nd one"]
)
async def test_numbers_point_into_the_last_list(talk: Any, pointing: str) -> None:
    await talk("laptops under 700 euro, cheapest first")
    assert "Cirro Nimbus 13 laptop costs €649.00" in await talk(pointing)


async def test_a_place_behind_the_end_of_the_list_is_said_to_be_none(talk: Any) -> None:
    await talk("laptops under 700 euro")
    assert await talk("the fifth one") == "There is no fifth one in my last list."
    assert talk.turn.unknown is True


async def test_cheaper_than_a_product_is_what_costs_less_and_is_of_its_kind(talk: Any) -> None:
    await talk("is there anything cheaper than the Ridge 15?")
    assert talk.shown == ["swift-12", "nimbus-13", "swift-14"]
    await talk("tell me about the Borea Dome 2 tent")
    answer = await talk("cheaper?")
    assert answer.startswith("I found nothing cheaper of that kind.")
    assert talk.shown == ["dome"]


async def test_cheaper_in_a_list_lowers_the_highest_price_where_nothing_is_below_it(
    talk: Any,
) -> None:
    await talk("show me tents")
    await talk("cheaper")
    assert talk.shown == ["dome"]


async def test_something_similar_is_of_the_brand_that_is_asked_for(talk: Any) -> None:
    await talk("how much is the Ridge 15?")
    await talk("do you have something similar by Cirro?")
    assert talk.shown == ["nimbus-13"]


async def test_an_old_subject_is_taken_up_again(talk: Any) -> None:
    await talk("laptops")
    await talk("who is the president of France?")
    await talk("ok, back to the laptops: any below 600 euros?")
    assert talk.shown == ["swift-12"]


async def test_a_label_alone_asks_it_of_the_product_spoken_of(talk: Any) -> None:
    await talk("how much is the Dome 2 tent?")
    assert "Persons 2" in await talk("How many persons?")


async def test_the_price_of_a_version_is_told(talk: Any) -> None:
    await talk("tell me about the Crew T-shirt")
    answer = await talk("how much is it in red?")
    assert "Alto Crew T-shirt in Red costs €20.00 and is in stock." in answer


async def test_which_of_one_is_that_one(talk: Any) -> None:
    await talk("camping lamp")
    assert "Cirro Glow camping lamp — €25.00" in await talk("which of them is cheaper?")

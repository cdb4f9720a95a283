"""Words, codes, typing errors, meaning and hostile input against a small shop."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storewise.ml.retrieval import (
    Document,
    Filters,
    Index,
    Matching,
    Query,
    Result,
    Sort,
    Synonyms,
)

Embed = Callable[[str], NDArray[np.float32]]


def ids(result: Result) -> list[str]:
    return [hit.id for hit in result.hits]


@pytest.mark.parametrize(
    "text",
    ["AU-14X9", "au14x9", "AU 14X9", "4006381333931", "dv7-1211ea", "dv7 1211ea", "DV71211EA"],
)
def test_a_code_finds_its_product_first(shop: Index, text: str) -> None:
    expected = "p3" if text.lower().startswith("dv7") else "p1"
    assert ids(shop.search(Query(text)))[0] == expected


def test_a_gtin_is_found_with_or_without_its_leading_zero(shop: Index) -> None:
    assert ids(shop.search(Query("0884420588030"))) == ["p10"]
    assert ids(shop.search(Query("884420588030"))) == ["p10"]


def test_the_beginning_of_a_code_finds_every_code_that_begins_so(shop: Index) -> None:
    assert ids(shop.search(Query("dv7-12"))) == ["p3"]


def test_a_code_within_other_words_comes_first(shop: Index) -> None:
    assert ids(shop.search(Query("headset hs-100")))[0] == "p5"


def test_plural_and_singular_find_the_same(shop: Index) -> None:
    assert ids(shop.search(Query("rechargeable battery"))) == ["p10"]
    assert ids(shop.search(Query("laptops"))) == ids(shop.search(Query("laptop")))


def test_accents_do_not_matter(shop: Index) -> None:
    assert ids(shop.search(Query("cafe press"))) == ids(shop.search(Query("CAFÉ PRESS"))) == ["p7"]


@pytest.mark.parametrize("text", ['15.6" laptop', "15.6 inch laptop", "laptop 15,6inch"])
def test_a_size_is_found_however_it_is_written(shop: Index, text: str) -> None:
    assert ids(shop.search(Query(text))) == ["p2"]


@pytest.mark.parametrize("text", ["usb stick 64gb", "usb stick 64 GB"])
def test_a_capacity_is_found_with_and_without_a_space(shop: Index, text: str) -> None:
    assert ids(shop.search(Query(text))) == ["p8"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("head set", "p5"), ("usbstick", "p8"), ("wifi", "p9"), ("ear buds", "p6")],
)
def test_compounds_are_found_in_one_word_and_in_two(shop: Index, text: str, expected: str) -> None:
    assert expected in ids(shop.search(Query(text)))


def test_what_a_thing_is_comes_before_what_it_is_for(shop: Index) -> None:
    found = ids(shop.search(Query("laptop")))
    assert set(found[:3]) == {"p1", "p2", "p3"}
    assert found[3:] == ["p4"]


def test_a_long_query_is_about_the_word_that_names_things() -> None:
    black = {"color": "Black"}
    index = Index()
    index.update(
        [
            Document("laptop", "Thin Light Laptop 15 inch Black", attributes=black),
            Document("sleeve", "Laptop Sleeve 15 inch Black", attributes=black),
        ]
    )
    assert ids(index.search(Query("black laptop 15 inch"))) == ["laptop", "sleeve"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("labtop", "laptop"), ("microphnoe", "microphone"), ("recharegable", "rechargeable")],
)
def test_a_typing_error_is_corrected_and_said(shop: Index, typed: str, meant: str) -> None:
    result = shop.search(Query(typed))
    assert result.corrected_query == meant
    assert ids(result) == ids(shop.search(Query(meant)))


def test_a_known_word_is_never_corrected(shop: Index) -> None:
    assert shop.search(Query("oak")).corrected_query is None


def test_an_unfinished_word_is_completed(shop: Index) -> None:
    assert ids(shop.search(Query("recharg"))) == ["p10"]


def test_words_that_no_product_holds_together_are_relaxed(shop: Index) -> None:
    result = shop.search(Query("green velvet table"))
    assert result.matching is Matching.RELAXED
    assert ids(result)[0] == "p11"


def test_function_words_are_not_required(shop: Index) -> None:
    assert ids(shop.search(Query("a couch with the velvet"))) == ["p11"]


def test_meaning_finds_what_words_do_not(shop: Index, embed: Embed) -> None:
    assert shop.search(Query("boiler")).matching is Matching.NONE
    shop.update([Document("p13", "Kettle", vector=embed("kettle"))])
    result = shop.search(Query("boiler", embed("boiler")))
    assert (ids(result), result.matching) == (["p13"], Matching.MEANING)


def test_everyday_words_for_the_same_thing_are_known(shop: Index) -> None:
    assert ids(shop.search(Query("settee")))[0] == "p11"
    assert "p3" in ids(shop.search(Query("laptop")))


def test_common_words_of_a_language_are_not_those_of_another(products: list[Document]) -> None:
    index = Index(language="de")
    index.update(products)
    assert index.search(Query("settee")).total == 0


def test_four_letters_forgive_a_letter_out_of_place_but_not_another_letter(shop: Index) -> None:
    shop.update([Document("p13", "Mouse"), Document("p14", "Logo sticker")])
    assert shop.search(Query("mose")).corrected_query == "mouse"
    assert shop.search(Query("lego")).total == 0


@pytest.mark.parametrize("text", ["xqzvkw", "blorf snarg", "???", "!!!", "ѯѯѯѯ"])
def test_nonsense_finds_nothing(shop: Index, embed: Embed, text: str) -> None:
    result = shop.search(Query(text, embed(text)))
    assert result.total == 0
    assert result.matching is Matching.NONE


def test_synonyms_of_a_group_stand_for_one_another(products: list[Document]) -> None:
    index = Index(synonyms=Synonyms(groups=[("couch", "davenport", "lounge chair")]))
    index.update(products)
    for text in ("davenport", "lounge chair"):
        assert ids(index.search(Query(text)))[0] == "p11"


def test_a_one_way_synonym_does_not_work_backwards(products: list[Document]) -> None:
    index = Index(synonyms=Synonyms(one_way={"furniture piece": ("table", "couch")}))
    index.update(products)
    assert set(ids(index.search(Query("furniture piece")))) == {"p11", "p12"}
    index.describe(synonyms=Synonyms(one_way={"bureau": ("table",)}))
    assert ids(index.search(Query("bureau"))) == ["p12"]
    assert ids(index.search(Query("table"))) == ["p12"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.PRICE_ASC, ["p1", "p2", "p3"]),
        (Sort.PRICE_DESC, ["p11", "p10", "p9"]),
        (Sort.NEWEST, ["p12", "p11", "p10"]),
        (Sort.TITLE, ["p1", "p2", "p3"]),
    ],
)
def test_everything_is_listed_in_the_order_asked_for(
    shop: Index, sort: Sort, expected: list[str]
) -> None:
    result = shop.search(Query(sort=sort, limit=3))
    assert ids(result) == expected
    assert result.total == 12
    assert result.matching is Matching.ALL


def test_products_without_a_price_come_last_by_price(shop: Index) -> None:
    for sort in (Sort.PRICE_ASC, Sort.PRICE_DESC):
        assert ids(shop.search(Query(sort=sort)))[-1] == "p12"


def test_pages_follow_one_another_without_gap(shop: Index) -> None:
    whole = ids(shop.search(Query(limit=12)))
    paged = [
        i for offset in range(0, 12, 5) for i in ids(shop.search(Query(limit=5, offset=offset)))
    ]
    assert paged == whole


def test_a_page_past_the_end_is_empty_but_counted(shop: Index) -> None:
    result = shop.search(Query("laptop", offset=1000))
    assert result.hits == ()
    assert result.total > 0


def test_a_hit_carries_its_card_and_the_fields_that_matched() -> None:
    index = Index()
    index.update([Document("1", "Red Lamp", brand="Lumen", description="A lamp.", card=b'{"a":1}')])
    (hit,) = index.search(Query("lumen lamp")).hits
    assert hit.card == b'{"a":1}'
    assert set(hit.matched) == {"title", "brand", "description"}


def test_an_empty_index_answers(embed: Embed) -> None:
    result = Index().search(Query("laptop", embed("laptop")))
    assert (result.total, result.hits, result.matching) == (0, (), Matching.NONE)
    assert Index().search(Query()).total == 0


def test_a_vector_of_another_length_counts_for_nothing(shop: Index) -> None:
    assert ids(shop.search(Query("couch", np.ones(7, np.float32)))) == ids(
        shop.search(Query("couch"))
    )


def test_popular_products_come_first_among_equals() -> None:
    index = Index()
    index.update(Document(str(i), "Same Lamp", popularity=float(i == 2)) for i in range(4))
    assert ids(index.search(Query("lamp")))[0] == "2"


HOSTILE = [
    "a" * 10_000,
    "laptop " * 2_000,
    "title:foo AND (bar OR -baz)^2 ~3 [a TO b] {x} \\ /re.*/",
    '"""""',
    "((((",
    "\x00\x01\x02\ud800",
    "😀👩‍👩‍👧‍👧",
    "' OR 1=1; --",
    "%00%0a<script>",
    "1e999 -1 0x0 ∞ ½",
    "\u202eabc",
]


PIECES = [
    "laptop",
    "usb",
    "stick",
    "head",
    "set",
    "64",
    "gb",
    "-",
    '"',
    "au",
    "14x9",
    "for",
    "labtop",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered(shop: Index, text: str) -> None:
    assert shop.search(Query(text)).total >= 0
    assert len(shop.suggest(text)) <= 8


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=200) | st.lists(st.sampled_from(PIECES)).map(" ".join),
    offset=st.integers(-5, 50),
    limit=st.integers(-5, 2000),
    sort=st.sampled_from(Sort),
)
def test_any_query_is_answered(shop: Index, text: str, offset: int, limit: int, sort: Sort) -> None:
    result = shop.search(Query(text, offset=offset, limit=limit, sort=sort))
    assert len(result.hits) <= max(0, min(limit, result.total))
    assert len(set(ids(result))) == len(result.hits)


def test_filters_that_name_what_is_not_there_find_nothing(shop: Index) -> None:
    for filters in (
        Filters(brands=frozenset({"nobody"})),
        Filters(category=("Nowhere",)),
        Filters(category=("a",) * 40),
        Filters(attributes={"nothing": frozenset({"x"})}),
    ):
        assert shop.search(Query(filters=filters)).total == 0

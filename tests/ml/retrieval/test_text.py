"""Words, quantities and codes as shoppers and suppliers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.ml.retrieval.codes import canonical
from storewise.ml.retrieval.text import Language, fold, joins, words, words_and_joins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('15.6"', ["15.6", "15.6inch"]),
        ("15,6 inch", ["15.6", "15.6inch"]),
        ("16 GB", ["16", "16gb"]),
        ("16GB RAM", ["16", "16gb", "ram"]),
        ("1,000 pages", ["1000", "pages"]),
        ("2.50 m", ["2.5", "2.5m"]),
        ("2 in 1", ["2", "in", "1"]),
        ("Café Crème", ["cafe", "creme"]),
        ("Core™2 Duo®", ["core", "2", "duo"]),
        ("\x00\t!?", []),
    ],
)
def test_text_is_split_into_folded_words_and_quantities(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_hyphenated_word_is_also_one_word() -> None:
    assert joins("Wi-Fi e-reader") == ["wifi", "ereader"]
    assert words_and_joins("Wi-Fi") == ["wi", "fi", "wifi"]


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_any_text_gives_words_without_spaces(text: str) -> None:
    assert not any(c.isspace() for word in words_and_joins(text) for c in word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("DV7-1211ea", "dv7 1211EA"), ("0884420588030", "884420588030"), ("A/1.2_3", "a123")],
)
def test_codes_are_alike_however_they_are_punctuated(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_a_short_number_keeps_its_leading_zeros() -> None:
    assert canonical("0042") == "0042"


def test_stems_join_the_forms_of_a_word() -> None:
    english = Language("en-GB")
    assert english.stem("batteries") == english.stem("battery")
    assert english.is_stop_word("for")
    assert not english.is_stop_word("laptop")


def test_words_of_an_unknown_language_stay_as_they_are() -> None:
    assert Language("xx").stem("batteries") == "batteries"

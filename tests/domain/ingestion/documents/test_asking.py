"""What a question asks for, in its own words and in others."""

from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.ingestion.asking import Term, terms


def _of(question: str, locale: str = "en") -> dict[str, Term]:
    return {each.spellings[0]: each for each in terms(question, locale)}


def test_words_that_only_ask_are_left_out_and_each_other_is_asked_for_once() -> None:
    assert list(_of("Could you please tell me: tents, or a tent?")) == ["tents"]


def test_a_phrase_is_said_otherwise_in_each_of_its_words() -> None:
    found = _of("Is my money coming back, or is money back not possible?")
    assert "refund" in found["money"].alike
    assert "refund" in found["back"].alike
    assert "money back" in _of("refund?")["refund"].alike


def test_spellings_units_and_joined_names_are_known() -> None:
    found = _of("Which colour has the Trail Master with 3000mm?")
    assert "color" in found["colour"].spellings
    assert "3000 mm" in found["3000mm"].spellings
    assert "trailmaster" in found["trail"].spellings
    assert "trailmaster" in found["master"].spellings


def test_other_languages_have_no_english_synonyms() -> None:
    assert [each.alike for each in terms("Refund, Rabatt?", "de-AT")] == [[], []]


@given(st.text(max_size=80), st.sampled_from(["en", "de-AT", "ja", ""]))
def test_any_text_has_terms_that_are_not_empty(question: str, locale: str) -> None:
    for term in terms(question, locale):
        assert all(term.spellings)
        assert all(term.alike)

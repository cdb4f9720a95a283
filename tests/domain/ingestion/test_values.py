"""Cells become text, numbers, codes and descriptions, however people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.ingestion.richtext import rich_text
from storewise.domain.ingestion.values import (
    as_bool,
    as_list,
    as_number,
    as_quantity,
    grams,
    gtin,
    one_line,
    slug,
)


def test_one_line_loses_markup_entities_controls_and_double_spaces() -> None:
    assert one_line(" Tee &amp; <b>Kaffee</b>\n\x07 heiß\u200b ") == "Tee & Kaffee heiß"
    assert one_line("a < b") == "a < b"
    assert one_line(["a", 2.0, True]) == "a, 2, yes"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0095205603217", "0095205603217"),
        (95205603217, "095205603217"),
        ("4006381333931", "4006381333931"),
        ("4006381333932", None),
        ("'4006381333931", "4006381333931"),
        ("4006 3813-33931", "4006381333931"),
        ("8.80E+12", None),
        ("96385074", "96385074"),
        ("0000000000000", None),
        ("n/a", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
    ],
)
def test_a_gtin_needs_its_check_digit(value: object, expected: str | None) -> None:
    assert gtin(value) == expected


def test_numbers_and_quantities_are_read_with_their_units() -> None:
    assert as_number("1,299.5") == 1299.5
    assert as_number("1e400") is None
    assert as_number(10**400) is None
    assert as_quantity("500 ml") == (500.0, "ml")
    assert as_quantity("2,5kg") == (2.5, "kg")
    assert as_quantity("fits 5 kg") is None
    assert grams("1.5", "kg") == 1500
    assert grams("2 lb", "kg") == 907
    assert grams("-2", "kg") is None


def test_yes_and_no_are_known_in_several_languages() -> None:
    assert [as_bool(word) for word in ("Yes", "nein", "1", 0, "oui", "maybe")] == [
        True, False, True, False, True, None
    ]  # fmt: skip


def test_lists_are_read_however_they_are_written() -> None:
    assert as_list('["0095205603217"]') == ["0095205603217"]
    assert as_list("['a', 'b']") == ["a", "b"]
    assert as_list("a | b") == ["a", "b"]
    assert as_list("a, b") == ["a", "b"]
    assert as_list("a, b; c") == ["a, b", "c"]
    assert as_list(["a"]) == ["a"]


def test_slugs_are_plain_and_cut_between_words() -> None:
    assert slug("Größe & Café №1!") == "grosse-and-cafe-no1"
    assert slug("one two three", 9) == "one-two"
    assert slug("Тостер") == ""


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("A plain line.", "A plain line."),
        ("AT&T", "AT&amp;T"),
        ("a < b", "a &lt; b"),
        ("<b>x</b><script>alert(1)</script>", "<b>x</b>"),
        ("<p onclick='x()'>hi</p>", "<p>hi</p>"),
        ("<a href='javascript:x'>y</a>", '<a rel="nofollow noopener">y</a>'),
        ("<img src=x onerror=alert(1)>z", "z"),
        ("<p> </p><p>one</p>", "<p>one</p>"),
        ("one\n\ntwo\nthree", "<p>one</p><p>two<br>three</p>"),
        ("## Head\n\n- a\n- b", "<h3>Head</h3><ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_descriptions_become_safe_html(given_text: str, expected: str) -> None:
    assert rich_text(given_text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_safe_description_stays_what_it_is(text: str) -> None:
    once = rich_text(text)
    assert rich_text(once) == once
    assert "<script" not in once.lower()

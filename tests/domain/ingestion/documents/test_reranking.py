"""Passages that fit about as well come in the order of their best lines."""

import pytest

from storewise.domain.ingestion.asking import terms
from storewise.domain.ingestion.reranking import Candidate, line_fits


def _fits(question: str, *texts: str, headings: str = "") -> list[float]:
    found = [Candidate(headings, text) for text in texts]
    return line_fits(question, terms(question, "en"), found, "en")


def test_words_in_one_line_fit_better_than_scattered_ones() -> None:
    together, apart = _fits(
        "Can I iron the hood?",
        "Wash it cold. You may iron the hood.",
        "The hood is wide. Dry it. An iron is too hot.",
    )
    assert together == pytest.approx(1)
    assert apart == pytest.approx(0.5)


def test_a_line_with_a_number_answers_how_much() -> None:
    stated, told = _fits("How heavy is it?", "Weight: 3 lbs", "The weight is low.")
    assert stated == pytest.approx(2 * told)
    assert _fits("Is it heavy?", "1. The weight is low.", "Its weight: 3 lbs") == [0.8, 0.8]


def test_a_question_stays_with_its_answer_and_headings_hold_for_all_lines() -> None:
    asked, other = _fits("how many pockets", "1) How many pockets?\n   It has 4.", "3 straps")
    assert (asked, other) == (pytest.approx(1), 0)
    assert _fits("price of repairs", "It costs 5.", headings="Repairs")[0] > 0


def test_nothing_fits_what_nobody_speaks_of() -> None:
    assert _fits("moon", "Tents.", "Lamps.") == [0, 0]
    assert _fits("the of and", "Tents.") == [0]
    assert line_fits("tent", terms("tent", "en"), [], "en") == []

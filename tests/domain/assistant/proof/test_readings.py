"""How proof reads numbers, units and times of day."""

import pytest

from storewise.domain.assistant.proof.hours import times
from storewise.domain.assistant.proof.implied import implied_unit
from storewise.domain.assistant.proof.quantities import quantities, same


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Battery life (max)", 9.0, "h"),
        ("Battery capacity", 5000.0, "mah"),
        ("Battery capacity (watt hours)", 45.0, "wh"),
        ("Maximum refresh rate", 60.0, "hz"),
        ("Display diagonal", 27.0, "inch"),
        ("Display diagonal (metric)", 68.5, "cm"),
        ("Projector brightness", 1000.0, "lm"),
        ("Weight", 1800.0, None),
        ("Height", 209.0, None),
        ("Power consumption", 25.0, None),
        ("Battery life", 0.0, None),
    ],
)
def test_a_label_implies_a_unit_only_where_shops_use_one(
    label: str, value: float, unit: str | None
) -> None:
    assert implied_unit(label, value) == unit


@pytest.mark.parametrize("said", ["2,200 W", "2.200 W", "2200 W", "2\u00a0200 W", "2.2 kW"])
def test_a_number_is_read_in_the_spellings_of_all_countries(said: str) -> None:
    [claimed], [held] = quantities(f"It has {said}"), quantities("2200 W")
    assert same(claimed, held)


def test_a_shortened_number_has_the_unit_of_the_one_before() -> None:
    found = quantities("Forty hours with it on, fifty-five without.")
    assert [(each.value, each.unit) for each in found if each.inherited] == [(55.0, "hours")]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("from 11:00 to 18:00", [660, 1080]),
        ("11 a.m. to 6 p.m.", [660, 1080]),
        ("12 pm", [720]),
        ("16:9, 1.30 or 25 W", []),
    ],
)
def test_times_of_day_are_read_in_both_spellings(text: str, minutes: list[int]) -> None:
    assert [each for _, _, each in times(text)] == minutes

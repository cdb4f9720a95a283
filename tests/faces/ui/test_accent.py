"""Colours can be read: those of the tokens, and those made from any accent a merchant picks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.faces.ui import accent, pages

TOKENS = (pages.HERE / "static" / "tokens.css").read_text()
PAIR = re.compile(r"--([a-z-]+): ?light-dark\((#[0-9a-f]{6}), ?(#[0-9a-f]{6})\)")
GROUNDS = ("paper", "wash", "raised")
READ_ON = {
    "ink": (*GROUNDS, "accent-wash"),
    "muted": GROUNDS,
    "accent": (*GROUNDS, "accent-wash"),
    "on-accent": ("accent", "accent-strong"),
    "good": (*GROUNDS, "good-wash"),
    "warn": (*GROUNDS, "warn-wash"),
    "bad": (*GROUNDS, "bad-wash"),
    "info": (*GROUNDS, "info-wash"),
    "paper": ("bad", "ink"),
}
# A border that alone tells where a field is needs 3 to 1.
SEEN_ON = {"edge": GROUNDS}


def colours(css: str) -> dict[str, tuple[str, str]]:
    """The colour pairs that a style sheet sets, light and dark."""
    return {name: (light, dark) for name, light, dark in PAIR.findall(css)}


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground", "least"),
    [(name, ground, 4.5) for name, grounds in READ_ON.items() for ground in grounds]
    + [(name, ground, 3.0) for name, grounds in SEEN_ON.items() for ground in grounds],
)
def test_tokens_keep_the_contrast_that_reading_needs(
    name: str, ground: str, least: float, mode: int
) -> None:
    found = colours(TOKENS)
    pair = accent.parse(found[name][mode]), accent.parse(found[ground][mode])
    assert accent.contrast(*pair) >= least


@given(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
def test_any_accent_becomes_readable_in_both_modes(chosen: str) -> None:
    made = colours(TOKENS) | colours(str(accent.accent_style(chosen)))
    for mode in (0, 1):
        for name, ground in (
            *(("accent", ground) for ground in READ_ON["accent"]),
            ("on-accent", "accent"),
            ("on-accent", "accent-strong"),
            ("ink", "accent-wash"),
        ):
            pair = accent.parse(made[name][mode]), accent.parse(made[ground][mode])
            assert accent.contrast(*pair) >= 4.4, (name, ground, mode)


@pytest.mark.parametrize("nonsense", ["", "red", "#12", "#1234567", "red;}a{b:c", "#12345g"])
def test_what_is_no_colour_leaves_the_default(nonsense: str) -> None:
    assert accent.accent_style(nonsense) == ""


def test_contrast_is_that_of_the_standard() -> None:
    assert accent.contrast(accent.BLACK, accent.WHITE) == pytest.approx(21)
    assert accent.contrast((0x77, 0x77, 0x77), accent.WHITE) == pytest.approx(4.48, abs=0.01)


def test_text_colours_are_taken_from_tokens_alone() -> None:
    sheets = [*pages.HERE.glob("static/*.css"), *pages.HERE.parent.glob("storefront/static/*.css")]
    assert len(sheets) > 5
    for sheet in sheets:
        for value in re.findall(r"(?<![-\w])color: ([^;]+);", sheet.read_text()):
            assert value.startswith(("var(--", "inherit", "currentcolor", "#fff")), (sheet, value)

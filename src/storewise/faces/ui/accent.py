"""A store's accent colour in light and dark, readable whatever colour the merchant chose.

Contrast is the ratio of WCAG 2.2: text needs 4.5 to its background.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
DARK_PAPER: Colour = (0x13, 0x13, 0x12)
DARK_RAISED: Colour = (0x21, 0x21, 0x1F)
READABLE = 4.5
DEFAULT = "#1c5d4a"


@lru_cache(maxsize=1024)
def accent_style(accent: str) -> Markup:
    """The style sheet that sets a store's accent; empty for the default and for no colour.

    `accent` is `#rrggbb`. On white it is darkened, and in dark mode lightened, until text in it,
    and text on it, can be read.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent) or accent.lower() == DEFAULT:
        return Markup("")
    colour = parse(accent)
    light = _readable(colour, BLACK, lambda tried: [WHITE, mix(WHITE, tried, 0.09)])
    dark = _readable(colour, WHITE, lambda tried: [DARK_RAISED, mix(DARK_PAPER, tried, 0.16)])
    pairs = {
        "accent": (light, dark),
        "accent-strong": (mix(light, BLACK, 0.22), mix(dark, WHITE, 0.3)),
        "accent-wash": (mix(WHITE, light, 0.09), mix(DARK_PAPER, dark, 0.16)),
        "on-accent": (WHITE, DARK_PAPER),
    }
    rules = ";".join(
        f"--{name}:light-dark({text(first)},{text(second)})"
        for name, (first, second) in pairs.items()
    )
    return Markup("@layer tokens{{:root{{{}}}}}").format(Markup(rules))  # noqa: S704


def contrast(first: Colour, second: Colour) -> float:
    """How far two colours stand apart, from 1 (equal) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A colour between two, with this share of the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def parse(colour: str) -> Colour:
    """`#rrggbb` as red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def text(colour: Colour) -> str:
    """Red, green and blue as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(
    colour: Colour, towards: Colour, backgrounds: Callable[[Colour], Sequence[Colour]]
) -> Colour:
    for percent in range(101):
        tried = mix(colour, towards, percent / 100)
        if all(contrast(tried, ground) >= READABLE for ground in backgrounds(tried)):
            return tried
    return towards

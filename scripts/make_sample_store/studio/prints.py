"""Flat artwork put on models: dials, labels, screens and patterns, drawn with Pillow.

All lettering uses the typeface that Pillow carries, so pictures do not depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .surface import Array, ColorField, Finish, MaskField, grid, linear

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Artist = Callable[[ImageDraw.ImageDraw, int, int], None]


def artwork(width: int, height: int, ground: str, draw: Artist) -> Array:
    """Linear-light pixels (rows, columns, 3) of what `draw` puts on a ground colour."""
    image = Image.new("RGB", (width, height), ground)
    draw(ImageDraw.Draw(image), width, height)
    return linear(np.asarray(image, dtype=np.float32) / 255)


def printed(pixels: Array, *, flip: bool = False) -> ColorField:
    """A colour field that spreads artwork over a patch made by `quad`: u right, v down."""
    rows, columns = pixels.shape[:2]

    def paint(u: Array, v: Array, at: Array) -> Array:
        x = (1 - u if flip else u) * (columns - 1)
        y = v * (rows - 1)
        i = np.clip(y.astype(np.int64), 0, rows - 2)
        j = np.clip(x.astype(np.int64), 0, columns - 2)
        f = np.clip(y - i, 0, 1)[:, None]
        g = np.clip(x - j, 0, 1)[:, None]
        upper = pixels[i, j] * (1 - g) + pixels[i, j + 1] * g
        lower = pixels[i + 1, j] * (1 - g) + pixels[i + 1, j + 1] * g
        return grid(upper * (1 - f) + lower * f)

    return paint


def stencil(width: int, height: int, draw: Artist) -> MaskField:
    """A mask that keeps what `draw` draws in white on black."""
    image = Image.new("L", (width, height), 0)
    draw(ImageDraw.Draw(image), width, height)
    pixels = np.asarray(image, dtype=np.float32)

    def keeps(u: Array, v: Array) -> np.ndarray:
        x = np.clip(u * width, 0, width - 1).astype(np.int64)
        y = np.clip(v * height, 0, height - 1).astype(np.int64)
        return pixels[y, x] > 127

    return keeps


def lettering(size: float) -> Font:
    """The carried typeface at so many pixels."""
    return ImageFont.load_default(size=size)


def matt(pixels: Array, rough: float = 0.7) -> Finish:
    """A finish that shows artwork on paper or matt plastic."""
    return Finish(rough=rough, paint=printed(pixels))

"""Soft goods: outlines blown up to cushions, and what lies upon them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from .solids import Line, curve, dots, tube
from .stage import blurred
from .surface import Array, Finish, MaskField, Model, Patch, grid

CELLS = 150


class Puff:
    """An upright outline in x and y, blown up towards the viewer.

    `outline` is a closed line (with ! for corners), `thick` the height in cm over
    its edge, `soft` how far from the edge the full height is reached. A puff may lie `on`
    another and follows its height. `back` closes it behind.
    """

    def __init__(
        self,
        outline: Line,
        thick: float,
        finish: Finish,
        *,
        soft: float | None = None,
        on: Puff | None = None,
        back: bool = False,
        holes: Sequence[Line] = (),
        lift: float = 0.0,
        smooth: float = 2.0,
    ) -> None:
        ring = _ring(outline)
        self.low, self.high = ring.min(axis=0), ring.max(axis=0)
        size = self.high - self.low
        cells = CELLS
        self.columns = np.linspace(self.low[0], self.high[0], cells)
        self.rows = np.linspace(self.high[1], self.low[1], cells)
        x, y = np.meshgrid(self.columns, self.rows)
        rings = [ring, *(_ring(h) for h in holes)]
        reach = soft or float(size.min()) * 0.3
        away = _distance(x, y, rings)
        inside = _inside(rings, self.low, size, cells)
        way = np.clip(np.where(inside, away, 0) / reach, 0, 1)
        height = thick * np.sqrt(np.maximum(1 - (1 - way) ** 2, 0))
        self.relief = blurred(grid(height[..., None]), smooth)[..., 0] + lift
        if on is not None:
            self.relief = self.relief + on.height(x, y)
        self.finish = finish
        self.mask = _mask(rings, self.low, size)
        front = Patch(grid(np.stack([x, y, self.relief], axis=-1)), finish, self.mask)
        self.model: Model = [front]
        if back:
            self.model.append(
                Patch(grid(np.stack([x, y, -0.6 * self.relief], axis=-1)), finish, self.mask)
            )

    def height(self, x: Array | np.ndarray, y: Array | np.ndarray) -> Array:
        """How far the surface stands out at (x, y), in cm; outside, that of the nearest edge."""
        i = np.interp(-np.asarray(y), -self.rows, np.arange(len(self.rows)))
        j = np.interp(x, self.columns, np.arange(len(self.columns)))
        i0 = np.minimum(i.astype(np.int64), len(self.rows) - 2)
        j0 = np.minimum(j.astype(np.int64), len(self.columns) - 2)
        f, g = i - i0, j - j0
        r = self.relief
        return grid(
            r[i0, j0] * (1 - f) * (1 - g)
            + r[i0 + 1, j0] * f * (1 - g)
            + r[i0, j0 + 1] * (1 - f) * g
            + r[i0 + 1, j0 + 1] * f * g
        )

    def line(
        self,
        points: Line,
        width: float,
        finish: Finish,
        *,
        flat: float = 0.35,
        above: float = 0.0,
        square: float = 4.0,
    ) -> Model:
        """A strap, seam or zip along a line on the surface, `width` cm wide."""
        way = curve(points, 90)
        z = self.height(way[:, 0], way[:, 1]) + above
        path = np.column_stack([way, z])
        return tube(grid(path), width / 2, finish, smooth=False, flat=flat, square=square)


def _ring(outline: Line) -> Array:
    points = dots(outline)
    if (np.abs(np.diff(points, axis=0)).max(axis=1) < 1e-9).any():
        return curve(np.concatenate([points, points[:1]]), 420)
    return curve(points, 420, closed=True)


def _distance(x: np.ndarray, y: np.ndarray, rings: list[Array]) -> np.ndarray:
    edge = np.concatenate(rings)
    best = np.full(x.shape, 1e9, dtype=np.float32)
    for px, py in edge[::2]:
        np.minimum(best, (x - px) ** 2 + (y - py) ** 2, out=best, casting="unsafe")
    return np.sqrt(best)


def _inside(rings: list[Array], low: Array, size: Array, cells: int) -> np.ndarray:
    image = _filled(rings, low, size, cells, cells)
    return np.asarray(image) > 127


def _mask(rings: list[Array], low: Array, size: Array) -> MaskField:
    wide = 1500
    image = _filled(rings, low, size, wide, wide)
    pixels = np.asarray(image)

    def keeps(u: Array, v: Array) -> np.ndarray:
        i = np.clip(u * wide, 0, wide - 1).astype(np.int64)
        j = np.clip(v * wide, 0, wide - 1).astype(np.int64)
        return pixels[i, j] > 127

    return keeps


def _filled(rings: list[Array], low: Array, size: Array, width: int, height: int) -> Image.Image:
    image = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(image)
    for number, ring in enumerate(rings):
        x = (ring[:, 0] - low[0]) / size[0] * (width - 1)
        y = (1 - (ring[:, 1] - low[1]) / size[1]) * (height - 1)
        points = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
        pen.polygon(points, fill=255 if number == 0 else 0)
    return image


def mirrored(half: Line) -> np.ndarray:
    """A closed outline from its right half, given from the top down."""
    right = dots(half)
    left = right[::-1] * [-1, 1]
    if abs(right[-1, 0]) < 1e-6:
        left = left[1:]
    if abs(right[0, 0]) < 1e-6:
        left = left[:-1]
    return np.concatenate([right, left])

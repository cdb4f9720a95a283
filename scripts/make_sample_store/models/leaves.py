"""Leaves and vines that both plants and planters need."""

from __future__ import annotations

import math
import random

import numpy as np

from ..studio.solids import leaf, tube
from ..studio.surface import Array, Finish, Model, grid, lighter, rgb


def veined(color: str, vein: str, wide: float = 0.035, rays: float = 7) -> Finish:
    """A leaf with a pale midrib and side veins; v runs across, u along."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        s = np.abs(v - 0.5) * 2
        mid = np.clip(1 - s / (wide * 2), 0, 1)
        side = np.clip(1 - np.abs(((u * rays - s * 0.9) % 1) - 0.5) / 0.06, 0, 1) * (1 - s) * 0.5
        share = np.clip(mid + side, 0, 1)[:, None]
        shade = rgb(color) * (0.85 + 0.3 * u[:, None])
        return grid(shade * (1 - share * 0.7) + rgb(vein) * share * 0.7)

    return Finish(color, rough=0.4, gloss=0.045, translucent=0.35, paint=paint)


def heart(t: Array) -> Array:
    """The half width of a heart-shaped leaf along its spine."""
    return grid(np.clip(np.sin(np.pi * np.clip(t, 0.001, 0.999) ** 0.55) ** 0.75, 0.01, 1))


def trailing(color: str = "#5d7f4e", seed: int = 2, count: int = 14, reach: float = 1.0) -> Model:
    """Vines of heart-shaped leaves that hang over the rim."""
    rng = random.Random(seed)
    blade = veined(color, "#cfd8a0", rays=4)
    m: Model = []
    for k in range(count):
        angle = k * 2.4 + rng.uniform(-0.3, 0.3)
        fall = rng.uniform(6, 26) * reach
        c, s = math.cos(angle), math.sin(angle)
        rim = 8.2
        path = [
            (c * 2, 0, s * 2),
            (c * rim * 0.7, 3.4, s * rim * 0.7),
            (c * (rim + 2), 0.8, s * (rim + 2)),
            (c * (rim + 3), -fall * 0.5, s * (rim + 3)),
            (c * (rim + 2.4), -fall, s * (rim + 2.4)),
        ]
        m += tube(path, 0.16, Finish(lighter(color, 0.2), rough=0.6))
        for j in range(2 + int(fall / 3.2)):
            t = (j + 0.6) / (2 + fall / 3.2)
            i = min(3, int(t * 4))
            f = t * 4 - i
            a, b = path[i], path[i + 1]
            x, y, z = (p + (q - p) * f for p, q in zip(a, b, strict=True))
            way = angle + rng.uniform(-1.1, 1.1)
            size = rng.uniform(3.4, 5.2)
            dx, dz = math.cos(way) * size, math.sin(way) * size
            spine = [
                (x, y + 0.6, z),
                (x + dx * 0.5, y + 0.9, z + dz * 0.5),
                (x + dx, y - size * 0.55, z + dz),
            ]
            m += leaf(spine, size * 0.86, blade, shape=heart, fold=0.2)
    return m


def sprig(seed: int = 0) -> Model:
    """One cutting with four leaves."""
    rng = random.Random(seed + 50)
    m = tube("0 -3 0, .2 4 0, .8 9 .4", 0.2, Finish("#7f9a5e", rough=0.6))
    blade = veined("#5d8a54", "#cfd8a0", rays=4)
    for k in range(4):
        a = k * 2.4 + rng.uniform(0, 1)
        c, s = math.cos(a), math.sin(a)
        m += leaf(
            [(0.4, 5 + k, 0.2), (c * 2.6, 7 + k * 1.3, s * 2.6), (c * 5, 6.4 + k * 1.5, s * 5)],
            3.2,
            blade,
            shape=heart,
            fold=0.2,
        )
    return m

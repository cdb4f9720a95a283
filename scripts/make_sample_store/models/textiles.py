"""Blankets, cushions, rugs and baskets."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from ..studio.pattern import both, crumpled, knit, melange, weave
from ..studio.prints import artwork, lettering
from ..studio.soft import Puff
from ..studio.solids import box, curve, lathe, sheet, tube
from ..studio.surface import (
    Array,
    ColorField,
    Finish,
    Model,
    darker,
    grid,
    lighter,
    mix,
    move,
    rgb,
    turn,
)
from .finishes import leather, satin, wool


def _pattern(color: str, second: str, kind: str) -> ColorField:
    """Checks, stripes, herringbone or plain, over x and z (or x and y for upright things)."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        x, y = at[:, 0], at[:, 1] + at[:, 2]
        if kind == "check":
            share = 0.5 * ((np.floor(x / 5) % 2) + (np.floor(y / 5) % 2))
        elif kind == "stripe":
            share = ((y / 7) % 1 < 0.22).astype(np.float32)
        elif kind == "herringbone":
            zig = np.abs((x / 4) % 1 - 0.5) * 4
            share = (((y / 1.5 + zig) % 1) < 0.5).astype(np.float32) * 0.55
        else:
            share = np.zeros_like(x)
        return grid(rgb(color) * (1 - share[:, None]) + rgb(second) * share[:, None])

    return paint


def throw(color: str = "#5d6b75", second: str = "#efe6d6", kind: str = "herringbone") -> Model:
    """A folded wool blanket with fringes."""
    yarn = Finish(
        color,
        rough=1,
        gloss=0,
        sheen=0.5,
        relief=both(weave(0.5, 0.05), crumpled(9, 0.25, 3)),
        paint=_pattern(color, second, kind),
    )
    m: Model = []
    for k in range(4):
        m += move(
            box(38 - 0.4 * k, 2.6, 28, yarn, corner=1.2, edge=1.25), 0.2 * k, 2.35 * k, 0.2 * k
        )
    for k in range(36):
        x = -18 + k * 1.03
        m += tube(
            [(x, 7.6, 14), (x + 0.2 * (k % 3 - 1), 6.6, 15.2), (x + 0.3 * (k % 2), 4.6, 15.5)],
            0.26,
            wool(mix(color, second, 0.3), 0.3),
        )
    return turn(m, y=-26)


def cushion(
    color: str = "#c9972f", second: str = "#efe6d6", kind: str = "plain", long: bool = False
) -> Model:
    """A filled cushion standing up."""
    yarn = Finish(
        color,
        rough=0.97,
        gloss=0.01,
        sheen=0.35,
        relief=both(weave(0.6, 0.05), crumpled(13, 0.35, 5))
        if kind != "knit"
        else both(knit(2.0, 0.35), crumpled(13, 0.3, 5)),
        paint=_pattern(color, second, kind)
        if kind not in ("plain", "knit")
        else melange(lighter(color, 0.08), darker(color, 0.1), size=0.5),
    )
    w, h = (30, 17) if long else (22.5, 22.5)
    ring = [
        (-w, -h),
        (-w, -h),
        (0, -h + 1.8),
        (w, -h),
        (w, -h),
        (w - 1.8, 0),
        (w, h),
        (w, h),
        (0, h - 1.8),
        (-w, h),
        (-w, h),
        (-w + 1.8, 0),
    ]
    puff = Puff(ring, 8.5, yarn, soft=19, back=True, smooth=3)
    path = np.array([*puff_edge(ring)])
    return turn(
        move(
            puff.model + tube(path, 0.35, wool(darker(color, 0.1), 0.3), smooth=False, closed=True),
            y=h,
        ),
        x=-12,
    )


def puff_edge(ring: list[tuple[float, float]]) -> np.ndarray:
    """The outline of a puff as a line in space."""
    line = curve([*ring, ring[0]], 300)
    return np.column_stack([line, np.zeros(len(line))])


def rug(color: str = "#b9745a", second: str = "#efe6d6", kind: str = "stripe") -> Model:
    """A rug on the floor, one end rolled."""
    yarn = Finish(
        color, rough=1, gloss=0, sheen=0.4, relief=_ridges, paint=_rug_paint(color, second, kind)
    )

    def shape(u: Array, v: Array) -> Array:
        way = u * 210 - 105
        turn_by = np.clip((way - 55) / 9, 0, None)
        radius = 9.5 - 0.42 * turn_by
        z = np.where(way < 55, -way, -(55 + radius * np.sin(turn_by)))
        y = np.where(way < 55, 0.8, 0.8 + 9.5 - radius * np.cos(turn_by))
        return np.stack([(v - 0.5) * 120, y, z], axis=-1)

    m = sheet(shape, yarn, rows=260, columns=30)
    for k in range(58):
        x = -59 + k * 2.07
        m += tube(
            [(x, 0.8, 105), (x + 0.5 * (k % 3 - 1), 0.4, 111)],
            0.4,
            wool(second, 0.4),
            smooth=False,
            around=5,
        )
    return turn(m, y=-30)


def _ridges(u: Array, v: Array, at: Array) -> Array:
    return grid(0.25 * np.abs(np.sin(u * 210 * 1.4)))


def _rug_paint(color: str, second: str, kind: str) -> ColorField:
    def paint(u: Array, v: Array, at: Array) -> Array:
        if kind == "stripe":
            share = ((u * 14 % 1) < 0.3).astype(np.float32)
        elif kind == "diamond":
            share = ((np.abs((u * 9) % 1 - 0.5) + np.abs((v * 5) % 1 - 0.5)) < 0.28).astype(
                np.float32
            )
        else:
            share = ((v < 0.06) | (v > 0.94) | (u < 0.035)).astype(np.float32)
        return grid(rgb(color) * (1 - share[:, None]) + rgb(second) * share[:, None])

    return paint


def basket(color: str = "#c9a064") -> Model:
    """A woven basket with two handles."""
    high = 26.0

    def woven(u: Array, v: Array, at: Array) -> Array:
        row = np.floor(at[:, 1] / 1.3)
        return grid(
            0.3
            * np.abs(np.sin(at[:, 1] / 1.3 * np.pi))
            * (0.6 + 0.4 * np.sin(v * np.pi * 60 + row * np.pi))
        )

    cane = Finish(
        color,
        rough=0.85,
        relief=woven,
        paint=melange(lighter(color, 0.15), darker(color, 0.25), size=1.2),
    )
    m = lathe(
        f"0.01 0, 13 0!, 15 1, 17.6 {high * 0.6}, 17 {high}!, 16.6 {high}!, "
        f"17 {high * 0.6}, 14.6 1.4, .01 1",
        cane,
        samples=120,
        around=200,
    )
    ring = [(17 * np.cos(a), high, 17 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 90)]
    m += tube(ring, 0.8, Finish(darker(color, 0.15), rough=0.85), closed=True, smooth=False)
    for s in (-1, 1):
        m += tube(
            [
                (s * 16.6, high - 2, -4.5),
                (s * 18.4, high + 5, -3.6),
                (s * 18.4, high + 5, 3.6),
                (s * 16.6, high - 2, 4.5),
            ],
            0.8,
            leather("#8a5432"),
        )
    return turn(m, y=18)


def doormat(color: str = "#a9743f", word: str = "HELLO") -> Model:
    """A coir mat with a word on it."""

    def draw(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        size = min(210.0, 1500 / len(word))
        pen.text((w / 2, h / 2), word, font=lettering(size), fill="#2b231c", anchor="mm")

    pixels = artwork(1040, 600, color, draw)

    def paint(u: Array, v: Array, at: Array) -> Array:
        x = np.clip(((at[:, 0] + 35) / 70) * 1039, 0, 1039).astype(np.int64)
        y = np.clip(((at[:, 2] + 20) / 40) * 599, 0, 599).astype(np.int64)
        noise_ = 0.86 + 0.28 * np.abs(np.sin(at[:, 0] * 41.7 + np.sin(at[:, 2] * 37.1) * 5))
        return grid(pixels[y, x] * noise_[:, None])

    def fibre(u: Array, v: Array, at: Array) -> Array:
        return grid(
            0.12 * np.sin(at[:, 0] * 19 + np.sin(at[:, 2] * 13) * 4) * np.sin(at[:, 2] * 23)
        )

    coir = Finish(color, rough=1, gloss=0, relief=fibre, paint=paint)
    return turn(box(70, 2.4, 40, coir, corner=1, edge=0.8), y=0)


def bath_towels(color: str = "#9dbccf") -> Model:
    """Three rolled towels in a pyramid."""
    m: Model = []
    tones = (color, lighter(color, 0.5), darker(color, 0.2))
    for k, (y, z) in enumerate(((6, -6.4), (6, 6.4), (17, 0))):
        terry = Finish(tones[k], rough=1, gloss=0, sheen=0.5, relief=crumpled(0.8, 0.22, k))
        turns = np.linspace(0, 8.5 * np.pi, 300)
        radius = 0.8 + turns * 0.2

        def roll(
            u: Array,
            v: Array,
            radius: np.ndarray = radius,
            turns: np.ndarray = turns,
            y: float = y,
            z: float = z,
        ) -> Array:
            i = np.minimum((u * 299).astype(int), 298)
            f = u * 299 - i
            r = radius[i] * (1 - f) + radius[i + 1] * f
            a = turns[i] * (1 - f) + turns[i + 1] * f
            return np.stack([(v - 0.5) * 34, y + r * np.sin(a), z + r * np.cos(a)], axis=-1)

        m += sheet(roll, terry, rows=300, columns=8)
    return turn(m, y=-34)


def candle(color: str = "#b9745a") -> Model:
    """A candle in a tinted glass, lit."""
    m = lathe(
        "0.01 .5, 3.7 .5!, 3.8 1, 3.8 6.6!, .01 6.5",
        Finish("#f1e6cf", rough=0.6, translucent=0.4, glow=0.16),
    )
    m += lathe("0.01 0, 3.8 0!, 4.1 .4, 4.1 9.4!, 3.9 9.4", Finish(color, rough=0.05, glass=0.75))
    m += tube("0 6.4 0, 0 7.6 0", 0.09, Finish("#2b2018", rough=1), smooth=False)
    return m + lathe("0.01 7.3, .4 7.8, .5 8.5, .2 9.8, .01 10.6", Finish("#ffd27a", glow=2.0))


def tray(color: str = "#27364f") -> Model:
    """A round serving tray with a raised rim."""
    return lathe("0.01 0, 17 0!, 18 .4, 18.6 3, 18.3 3.2, 17.6 1, .01 .8", satin(color))

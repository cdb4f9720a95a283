"""Lamps for desks, tables, floors and ceilings, and what goes in them."""

from __future__ import annotations

import itertools

import numpy as np

from ..studio.pattern import grainy, weave
from ..studio.solids import box, curve, lathe, tube
from ..studio.surface import (
    Array,
    ColorField,
    Finish,
    Model,
    darker,
    grid,
    mix,
    move,
    rgb,
    scale,
    turn,
)
from .finishes import (
    BLACK,
    BRASS,
    CLEAR,
    OAK,
    OAK_UP,
    SOFT_BLACK,
    glaze,
    lit,
    matt,
    metallic,
    powder,
    satin,
)

WARM = "#ffd9a0"


def _bulb(y: float, size: float = 1.0, warm: str = WARM) -> Model:
    return move(
        scale(
            lathe("0.01 -3.6, 1.6 -3.2, 2.9 -1.6, 3.1 .2, 2.2 2, 1.4 3.2, 1.3 4", lit(warm, 1.7)),
            size,
        ),
        y=y,
    )


def desk_lamp(color: str = "#c9972f", wood: bool = False) -> Model:
    """A jointed lamp with two arms and a bell shade."""
    paint = powder(color)
    arm = OAK_UP if wood else metallic("#8b8c8d", 0.35)
    m = lathe("0.01 0, 8.6 0!, 9 .4, 8.8 1.6, 2.4 2.4, .01 2.5", paint)
    joints = [(0, 2.4, 0), (-5.5, 22, 0), (9, 37, 0)]
    for a, b in itertools.pairwise(joints):
        for z in (-0.9, 0.9):
            m += tube([(a[0], a[1], z), (b[0], b[1], z)], 0.42 if wood else 0.3, arm, smooth=False)
    for x, y, _ in joints:
        m += move(
            turn(
                lathe("0.01 1.5, 1.1 1.4, 1.2 .6, 1.2 -.6, 1.1 -1.4, .01 -1.5", BRASS, samples=20),
                x=90,
            ),
            x,
            y + (0.8 if y < 3 else 0),
        )
    shade = lathe("1.2 6, 1.6 5.6, 2.4 4.6, 5.4 1.6, 7.6 -3!, 7.4 -3.1", paint)
    shade += lathe("7.4 -3, 5.2 1.4, 2.2 4.3, .01 4.4", lit("#ffe9c8", 0.75))
    shade += _bulb(0.4, 0.8)
    return m + move(turn(shade, z=32), 12.4, 36, 0)


def led_lamp(color: str = "#202123") -> Model:
    """A thin lamp: one stem, one bar of light."""
    metal = powder(color)
    m = lathe("0.01 0, 8 0!, 8.3 .3, 8 1.1, .01 1.3", metal)
    m += tube("0 1 0, 0 20 0, 0 39 0", 0.55, metal, smooth=False)
    m += tube("-3 39.6 0, 26 40.6 0", 1.0, metal, smooth=False, flat=1.4, square=4)
    m += tube("3 38.8 0, 25 39.6 0", 0.6, lit("#fff3dd", 1.5), smooth=False, flat=1.6)
    return m + move(
        lathe("0.01 .3, 1 .25, 1.1 0", Finish("#d8d6d1", rough=0.4), samples=8), 3.6, 1.1, 3
    )


def table_lamp(color: str = "#b9745a", shade: str = "#efe4cf", form: str = "round") -> Model:
    """A ceramic foot with a linen shade."""
    bodies = {
        "round": "0.01 0, 4.6 0!, 5 .5, 8.6 6, 9 10, 6 15.6, 2.2 18.6, 1.8 20",
        "tall": "0.01 0, 6 0!, 6.4 .5, 6.2 2, 3.4 9, 3 15, 4.4 19, 2 21.4, 1.8 22",
    }
    m = lathe(bodies[form], glaze(color))
    m += tube("0 18 0, 0 25 0", 0.7, BRASS, smooth=False)
    cloth = Finish(
        shade,
        rough=0.95,
        translucent=0.5,
        glow=0.42,
        relief=weave(0.25, 0.02),
        paint=_lit_shade(shade, 22, 40),
    )
    m += lathe("12.4 21.5, 8.6 39.5", cloth)
    inside = Finish("#fff0d4", rough=0.9, glow=0.85)
    m += lathe("12.3 21.6, 8.5 39.4", inside)
    for y, r in ((21.5, 12.45), (39.5, 8.65)):
        m += lathe(
            f"{r} {y - 0.25}, {r + 0.18} {y}, {r} {y + 0.25}", matt(darker(shade, 0.15)), samples=8
        )
    return m + _bulb(29, 0.9)


def _lit_shade(color: str, low: float, high: float) -> ColorField:
    def paint(u: Array, v: Array, at: Array) -> Array:
        middle = np.exp(-((((at[:, 1] - low) / (high - low)) - 0.45) ** 2) / 0.09)
        warm = rgb(mix(color, "#ffdca6", 0.6))
        glow = middle[:, None]
        return grid(rgb(color) * (0.75 + 0.1 * glow) + warm * 0.45 * glow)

    return paint


def mushroom_lamp(color: str = "#a34a28") -> Model:
    """A small lamp with a domed metal shade, for a bedside or a shelf."""
    paint = satin(color)
    m = lathe("0.01 0, 6 0!, 6.2 .4, 5 1.4, 2.2 3, 1.7 6, 1.7 15", paint)
    m += lathe("1.6 14.6, 1.8 15, 1.8 17", lit("#fff0d4", 1.4))
    m += lathe("9.6 15.4, 9.9 15.8, 8.6 19.4, 5 22.4, .01 23.4", paint)
    return m + lathe("9.5 15.5, 8.2 19, 4.6 21.6, .01 22.4", lit("#fff0d4", 0.9))


def floor_lamp(color: str = "#202123", shade: str = "#efe4cf", tripod: bool = False) -> Model:
    """A tall lamp on a round foot or three wooden legs."""
    m: Model = []
    if tripod:
        for k in range(3):
            a = np.radians(90 + 120 * k)
            m += tube(
                [(27 * np.cos(a), 0, 27 * np.sin(a)), (2 * np.cos(a), 92, 2 * np.sin(a))],
                [1.1, 1.5],
                OAK_UP,
                smooth=False,
            )
        m += lathe("0.01 88, 3 88!, 3.4 89, 3.4 93!, .01 94", BRASS)
    else:
        m += lathe("0.01 0, 14 0!, 14.5 .5, 14 1.8, 1.2 2.6, .01 2.7", powder(color))
        m += tube("0 2 0, 0 60 0, 0 112 0", 0.9, powder(color), smooth=False)
    cloth = Finish(
        shade, rough=0.95, glow=0.42, relief=weave(0.5, 0.03), paint=_lit_shade(shade, 104, 138)
    )
    m += lathe("21 104, 17 138", cloth) + lathe(
        "20.8 104.2, 16.8 137.8", Finish("#fff0d4", rough=0.9, glow=0.85)
    )
    m += tube("0 92 0, 0 118 0", 0.8, BRASS, smooth=False)
    return m + _bulb(120, 1.6)


def arc_lamp(color: str = "#202123") -> Model:
    """A floor lamp that bows over the table."""
    metal = powder(color)
    m = box(26, 5, 26, Finish("#dcd8d0", rough=0.35, relief=grainy(3, 0.02)), corner=2, edge=0.6)
    m += tube(
        "0 4 0, 2 60 0, 18 118 0, 52 146 0, 82 138 0, 92 124 0",
        [1.3, 1.2, 1.0, 0.9, 0.8, 0.8],
        metal,
    )
    shade = (
        lathe("1 12, 2 11.4, 10 6, 14.4 -4!, 14.2 -4.1", metal)
        + lathe("14.2 -4, 9.6 5.6, .01 10", lit("#ffe9c8", 0.85))
        + _bulb(0, 1.5)
    )
    return move(m + move(shade, 93, 112, 0), -40)


def pendant(color: str = "#2b4a3e", form: str = "dome") -> Model:
    """A hanging lamp before a wall: dome, globe, cone or woven basket."""
    cord = Finish("#2b2b2d", rough=0.9)
    m = tube("0 60 0, 0 40 0, 0 20 0", 0.3, cord, smooth=False)
    m += lathe("0.01 21, 1.6 20.6, 1.8 17", BRASS, samples=20)
    if form == "globe":
        m += lathe(
            "1.8 17, 6 16, 11.4 9, 12 2, 8 -6, .01 -10", Finish("#fff3df", rough=0.3, glow=0.85)
        )
    elif form == "woven":
        cane = Finish("#c9a064", rough=0.8, glow=0.1, relief=_cane)
        m += lathe("1.8 18, 9 16, 16 8, 17.6 0, 15 -6", cane, mask=_gaps) + _bulb(5, 1.1)
    else:
        profile = (
            "1.8 18, 4 17, 12 11, 16.6 1, 17 -2!, 16.8 -2"
            if form == "dome"
            else "1.8 19, 3 17, 14.6 -2!, 14.4 -2"
        )
        m += lathe(profile, satin(color))
        inner = "16.4 -1.9, 11.6 10.4, .01 16" if form == "dome" else "14.2 -1.9, 2.6 16, .01 16.4"
        m += lathe(inner, lit("#ffe9c8", 0.8)) + _bulb(2, 1.0)
    return move(m, 0, 0, 22)


def _cane(u: Array, v: Array, at: Array) -> Array:
    return grid(0.12 * np.sin(v * 2 * np.pi * 60) * np.sin(u * np.pi * 26))


def _gaps(u: Array, v: Array) -> np.ndarray:
    return np.asarray((np.sin(v * 2 * np.pi * 36) > -0.72) | (np.sin(u * np.pi * 24) > -0.3))


def light_bulb(warm: str = "#ffc976", form: str = "drop", clear: bool = True) -> Model:
    """A filament bulb lying before a standing one."""

    def one() -> Model:
        glass_ = CLEAR if clear else Finish("#fff6e6", rough=0.3, glow=0.9)
        shapes = {
            "drop": "1.3 3.4, 1.7 4.4, 3 8, 3 10.4, 1.8 12.6, .01 13.4",
            "globe": "1.3 3.4, 1.7 4.2, 4.4 7.4, 4.7 9.6, 3.2 13, .01 14.2",
            "tube": "1.3 3.4, 1.6 4, 1.6 13.6, .01 14.6",
        }
        m = lathe(
            "0.01 0, .5 .1, .7 .5!, 1.3 .7!, 1.3 3.4",
            Finish(
                "#cfcdc9",
                rough=0.3,
                metal=1,
                relief=lambda u, v, at: (0.06 * np.sin(at[:, 1] * 11)).astype(np.float32),
            ),
        )
        m += lathe(shapes[form], glass_)
        if clear:
            for s in (-1, 1):
                m += tube(
                    [
                        (s * 0.3, 4, 0),
                        (s * 0.9, 7.4, 0.4),
                        (s * 0.2, 8.6, -0.3),
                        (s * 1.0, 10, 0),
                        (0, 10.8, 0),
                    ],
                    0.11,
                    lit(warm, 2.0),
                )
        return m

    return one() + move(turn(one(), z=-80, y=24), 6, 1.4, 4)


def string_lights(warm: str = "#ffd28a") -> Model:
    """Small bulbs on a sagging cable before a wall."""
    line = curve("-46 20 3, -30 8 3, -12 14 3, 2 2 3, 20 10 3, 34 -2 3, 46 6 3", 240)
    m = tube(line, 0.22, BLACK, smooth=False)
    for k in range(10, 240, 22):
        x, y, z = (float(n) for n in line[k])
        m += tube([(x, y, z), (x, y - 1.6, z)], 0.5, SOFT_BLACK, smooth=False)
        m += move(
            lathe("0.01 -4.4, 1.2 -3.8, 1.6 -2.4, 1 -.8, .5 0", lit(warm, 1.5), samples=24),
            x,
            y - 1.5,
            z,
        )
    return m


def night_light(color: str = "#eadfca") -> Model:
    """A soft glowing animal-less pebble on a charging ring."""
    m = lathe("0.01 0, 4 0!, 4.3 .3, 4.2 1, .01 1.1", OAK)
    body = Finish(color, rough=0.6, glow=0.55, translucent=0.3)
    return m + move(lathe("0.01 0, 4.2 .3, 5.4 3, 5 6.4, 3 8.8, .01 9.6", body), y=1.1)


def wall_lamp(color: str = "#d9b56a") -> Model:
    """A wall lamp with a swinging arm, at z = 0."""
    brass = metallic(color, 0.25)
    m = turn(lathe("0.01 1.2, 4.6 1, 5 0", brass, samples=20), x=90)
    m += tube("0 0 1, 0 0 8, 4 0 14, 20 2 18", 0.6, brass)
    m += tube("20 2 18, 20 -2 18", 0.6, brass, smooth=False)
    shade = (
        lathe("1 6, 2.6 5.6, 6 1, 8.4 -5!, 8.2 -5", satin("#efe6d6"))
        + lathe("8.1 -4.9, 5.4 1.4, .01 4.6", lit("#ffe9c8", 0.85))
        + _bulb(-1.6, 0.9)
    )
    return m + move(shade, 20, -4, 18)

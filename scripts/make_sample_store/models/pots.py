"""Plant pots, planters and stands."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import cloudy, grainy, ribs, speckle
from ..studio.solids import box, lathe, tube
from ..studio.surface import Finish, Model, darker, lighter, move, scale, turn
from .finishes import BRASS, OAK, OAK_UP, SOIL, glaze, matt, satin
from .leaves import sprig, trailing

TERRACOTTA = Finish(
    "#b8633f",
    rough=0.9,
    gloss=0.02,
    paint=cloudy("#c4754e", "#a3573a", size=6),
    relief=grainy(0.2, 0.008),
)


def _clay(color: str, kind: str) -> Finish:
    if kind == "terracotta":
        return TERRACOTTA
    if kind == "glazed":
        return glaze(color)
    if kind == "ribbed":
        return Finish(color, rough=0.55, relief=ribs(36, 0.18))
    if kind == "concrete":
        return Finish(
            color,
            rough=0.95,
            gloss=0.01,
            paint=cloudy(lighter(color, 0.12), darker(color, 0.14), size=5),
            relief=grainy(0.5, 0.02),
        )
    if kind == "speckled":
        return Finish(color, rough=0.35, paint=speckle(color, "#4a3a30", size=0.24))
    return matt(color)


def pot(
    color: str = "#b8633f",
    kind: str = "terracotta",
    form: str = "classic",
    size: float = 1.0,
    saucer: bool = True,
) -> Model:
    """A pot in one of four forms and six surfaces."""
    profiles = {
        "classic": (
            "0.01 1, 5.6 1!, 5.8 1.2, 7.7 12.4!, 8.6 12.4!, 8.9 15.6, 8.7 15.9, 8 15.7, 7.8 13",
            8.0,
            14.2,
        ),
        "round": (
            "0.01 1, 4.4 1!, 5 1.3, 9.4 6, 9.6 10, 8 14.4, 7.9 14.8, 7.4 14.6, 7.2 13",
            7.4,
            13.4,
        ),
        "straight": ("0.01 1, 7.6 1!, 8 1.3, 8.2 2!, 8.2 15!, 8 15.3, 7.5 15.1, 7.4 13", 7.6, 13.8),
        "bowl": ("0.01 1, 6 1!, 7 1.3, 12 5.4, 13.2 9, 13 9.5, 12.4 9.2, 12 8", 12.2, 8.3),
    }
    profile, wide, level = profiles[form]
    finish = _clay(color, kind)
    m = lathe(profile, finish, samples=90, around=160)
    m += lathe(f"0.01 {level}, {wide * 0.6} {level + 0.1}, {wide} {level - 0.15}", SOIL, samples=20)
    if saucer:
        r = 8.6 if form != "bowl" else 10
        m += lathe(
            f"0.01 0, {r} 0!, {r + 0.8} .4, {r + 1.2} 2.2, {r + 0.9} 2.4, {r + 0.4} 1, .01 .9",
            finish,
        )
    else:
        m = move(m, y=-1)
    return scale(m, size)


def pot_group(kind: str = "terracotta", color: str = "#b8633f") -> Model:
    """Three pots of the same kind in three sizes."""
    m = pot(color, kind, "classic", 1.0)
    m += move(pot(color, kind, "classic", 0.74), 16, 0, 3)
    return m + move(pot(color, kind, "classic", 0.52), 9, 0, 12)


def self_watering(color: str = "#ebe9e4") -> Model:
    """A square planter with a water gauge."""
    m = box(18, 16, 18, satin(color), corner=4, edge=0.7)
    m += move(box(16.4, 0.6, 16.4, SOIL, corner=3.4, edge=0.1), y=15.7)
    m += move(box(18.1, 1.2, 18.1, satin(darker(color, 0.12)), corner=4, edge=0.3), y=3.6)
    m += tube("6 15.6 6, 6 19 6", 0.9, Finish("#dfeef0", rough=0.05, glass=0.85), smooth=False)
    return turn(m + tube("6 16 6, 6 18 6", 0.5, satin("#c94f36"), smooth=False), y=24)


def hanging_planter(color: str = "#eadfca", plant: bool = False) -> Model:
    """A round pot in cords, before a wall at z = 0."""
    m = lathe(
        "0.01 -12, 4.6 -12!, 8.4 -9.6, 10.2 -4, 9.6 1, 9.1 1.2, 8.8 .4", _clay(color, "speckled")
    )
    m += lathe("0.01 -.6, 8.7 -.8", SOIL, samples=10)
    rope = Finish("#d8c7a9", rough=0.95, relief=ribs(120, 0.04, along="u"))
    for k in range(3):
        a = np.radians(30 + 120 * k)
        c, s = np.cos(a), np.sin(a)
        m += tube(
            [
                (0, -13.4, 0),
                (8.6 * c, -9.8, 8.6 * s),
                (10.8 * c, -3, 10.8 * s),
                (9.6 * c, 3, 9.6 * s),
                (0, 34, 0),
            ],
            0.36,
            rope,
        )
    m += tube("0 33 0, 0 37 0, .9 38.6 0, 0 39.8 0, -.9 38.6 0, 0 37 0", 0.26, BRASS)
    m += tube("0 -13 0, 0 -15.4 0", 0.8, rope, smooth=False)
    if plant:
        m += move(trailing(seed=4, count=16, reach=1.0), y=-0.6)
    return move(m, 0, 0, 13)


def saucer_set(color: str = "#b8633f") -> Model:
    """Three saucers in three sizes, stacked off-centre."""
    one = lathe(
        "0.01 0, 8 0!, 8.8 .4, 9.4 2.4, 9.1 2.6, 8.4 1, .01 .9",
        TERRACOTTA if color == "#b8633f" else glaze(color),
    )
    m = scale(one, 1.3) + move(scale(one, 1.0), 1.2, 1.4, 0.8)
    return m + move(scale(one, 0.7), 3, 2.6, 1.4)


def plant_stand() -> Model:
    """Four legs and a cross that lift a pot off the floor."""
    m: Model = []
    for k in range(4):
        a = np.radians(45 + 90 * k)
        c, s = np.cos(a), np.sin(a)
        m += tube(
            [(12.5 * c, 0, 12.5 * s), (11.4 * c, 30, 11.4 * s)], [1.0, 1.25], OAK_UP, smooth=False
        )
    for k in range(2):
        a = np.radians(45 + 90 * k)
        c, s = np.cos(a), np.sin(a)
        m += tube(
            [(-11.8 * c, 17, -11.8 * s), (11.8 * c, 17, 11.8 * s)], 1.0, OAK, smooth=False, square=4
        )
    return m + move(pot("#ebe9e4", "plain", "straight", 1.25, saucer=False), y=18)


def propagation() -> Model:
    """Three glass vases in a wooden bar, each with a cutting."""
    m = box(26, 1.6, 7, OAK, corner=1, edge=0.3)
    clear = Finish("#f6faf8", rough=0.03, glass=0.97)
    for x in (-8, 0, 8):
        m += move(lathe("0.01 0, 2 .1, 3.1 2.4, 2.4 5, 1 7.4, 1 10, 1.3 10.6", clear), x, 1.5, 0)
        m += move(
            lathe(
                "0.01 .4, 1.8 .5, 2.7 2.4, 2.3 4!, .01 4", Finish("#dbe8e6", rough=0.05, glass=0.9)
            ),
            x,
            1.5,
            0,
        )
        m += move(sprig(seed=int(x)), x, 5, 0)
    return turn(m, y=-18)

"""Bottles, flasks, travel mugs and their parts."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import bands, grainy, ribs
from ..studio.solids import lathe, tube
from ..studio.surface import Finish, Model, darker, lighter, move, scale, turn
from .finishes import BAMBOO, BLACK, RUBBER, SOFT_BLACK, STEEL, WATER, matt, powder, satin


def flask(color: str = "#2b4a3e", size: float = 1.0, lid: str = "steel") -> Model:
    """A slim vacuum bottle with a screw lid."""
    top = {"steel": STEEL, "bamboo": BAMBOO, "black": SOFT_BLACK}[lid]
    m = lathe(
        "0.01 0, 3.3 0!, 3.55 .2, 3.6 .8!, 3.6 17, 3.3 19.4, 2.5 21.6, 2.35 22.6!, 2.3 22.7",
        powder(color),
    )
    m += lathe("3.45 0, 3.63 .1, 3.63 .9, 3.5 .95", STEEL, samples=20)
    m += lathe("2.3 22.6, 2.45 22.8!, 2.5 23, 2.5 25.8, 2.3 26.2, .01 26.3", top)
    return scale(m, size**0.34, size**0.55, size**0.34)


def wide_bottle(color: str = "#e2b93b", size: float = 1.0) -> Model:
    """A wide-mouthed bottle with a loop lid."""
    m = lathe(
        "0.01 0, 4.3 0!, 4.6 .3, 4.65 1!, 4.65 18, 4.4 20.2, 3.6 21.4!, 3.5 21.5", powder(color)
    )
    m += lathe("3.5 21.4, 3.7 21.6!, 3.7 24.4, 3.4 24.8, .01 24.9", matt("#2a2b2d"))
    m += tube(
        "-2.8 24 0, -3.1 27.4 0, -1.6 29 0, 1.6 29 0, 3.1 27.4 0, 2.8 24 0", 0.65, RUBBER, flat=1.6
    )
    return scale(m, size**0.3, size**0.5, size**0.3)


def thermos(color: str = "#8f3b32") -> Model:
    """A classic vacuum flask: cup on top, handle at the side."""
    m = lathe("0.01 0, 4.8 0!, 5 .3, 5 1.6!, 4.95 1.7", STEEL)
    m += lathe(
        "4.95 1.6, 5 1.8!, 5 22!, 4.9 22.1", Finish(color, rough=0.4, relief=grainy(0.08, 0.006))
    )
    m += lathe("4.9 22, 5 22.2!, 5 23!, 4.4 24.6, 4.2 25!, 4.2 25.1", STEEL)
    m += lathe("4.3 25, 4.5 25.2!, 4.4 31.4, 4.1 31.8, .01 31.9", STEEL)
    return m + tube(
        "4.8 19.6 0, 8.2 20 0, 8.8 17.6 0, 8.6 9 0, 7.6 6.6 0, 4.8 6.8 0",
        [0.7, 0.8, 0.85, 0.85, 0.8, 0.7],
        BLACK,
        flat=1.5,
    )


def travel_mug(color: str = "#dcb1a3", grip: bool = False) -> Model:
    """A tapered insulated mug with a press lid."""
    m = lathe("0.01 0, 3.1 0!, 3.3 .2, 3.4 2, 4.2 15.4!, 4.15 15.5", powder(color))
    if grip:
        m += lathe(
            "3.68 5.2, 3.95 5.6, 4.2 10.6, 4.05 11",
            Finish("#c29a6c", rough=0.9, relief=grainy(0.2, 0.03)),
        )
    m += lathe("4.1 15.4, 4.4 15.6, 4.4 16.8, 4 17.8, 3.6 18, 3.4 17.6, .01 17.5", SOFT_BLACK)
    return m + move(lathe("0.01 .7, 1 .6, 1.2 0", matt(lighter("#232427", 0.3))), 1.8, 17.5, 1.0)


def kids_bottle(color: str = "#9dbccf", accent: str = "#c9972f") -> Model:
    """A small bottle with stripes, a straw lid and a carrying loop."""
    stripes = bands(
        [(-9, color), (4, accent), (5.4, color), (6.6, lighter(color, 0.6)), (8.0, color)]
    )
    m = lathe(
        "0.01 0, 3.3 0!, 3.5 .3, 3.6 1, 3.3 6, 3.6 11, 3.4 13.4, 3 14.2",
        Finish(color, rough=0.45, paint=stripes),
    )
    m += lathe("3 14, 3.3 14.3!, 3.3 16.4, 2.6 17.6, .01 18", satin(accent))
    m += tube("0 17.4 0, 0 19.4 0, 1.4 20.6 0, 2.4 20.4 0", 0.55, Finish("#eef2f2", rough=0.2))
    return m + tube(
        "-2.8 16 0, -4.8 18 0, -3.6 20.4 0, -1.2 19.2 0, -1 17.6 0", 0.42, satin(darker(accent))
    )


def filter_bottle(color: str = "#2f7378") -> Model:
    """A clear bottle with a filter cartridge inside and a drinking spout."""
    m = lathe("0.01 .6, 3.1 .6!, 3.2 11, .01 11.2", WATER)
    m += lathe(
        "0.01 8, 1.5 8!, 1.6 8.2, 1.6 17, .01 17",
        Finish("#dfe3e2", rough=0.5, relief=ribs(18, 0.05)),
    )
    m += lathe(
        "0.01 0, 3.3 0!, 3.6 .5, 3.6 8, 3.3 10, 3.6 12, 3.5 16.4, 2.8 18",
        Finish("#dfeef0", rough=0.05, glass=0.93),
    )
    m += lathe("2.8 17.8, 3.2 18!, 3.2 20.6, 2.4 22, 1.2 22.6, 1 24.4, .01 24.6", satin(color))
    return m + tube("-2.6 19 0, -4.6 20.6 0, -4.2 23.4 0, -1.8 22.4 0", 0.4, RUBBER, flat=1.6)


def bottle_lid(color: str = "#2a2b2d") -> Model:
    """Two spare lids, one upright and one showing its seal."""
    one = lathe(
        "0.01 0, 3.3 0!, 3.7 .3, 3.7 2.6!, 3.4 3, .01 3.1",
        Finish(color, rough=0.6, relief=ribs(40, 0.06)),
    )
    one += tube(
        "-2.6 2.8 0, -3 5.8 0, -1.5 7.2 0, 1.5 7.2 0, 3 5.8 0, 2.6 2.8 0", 0.6, RUBBER, flat=1.5
    )
    two = lathe(
        "2.7 3, 3.4 3!, 3.7 2.6, 3.7 .3, 3.3 0, .01 0",
        Finish(color, rough=0.6, relief=ribs(40, 0.06)),
    )
    two += lathe("2.7 3, 2.6 .8, .01 .8", matt(color))
    two += tube(
        [(2.5 * np.cos(a), 2.3, 2.5 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 50)],
        0.3,
        satin("#b9745a"),
        closed=True,
        smooth=False,
    )
    return one + move(turn(two, x=30), 9.2, 1.4, 3.5)

"""Knives, boards and what keeps them in order."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import layered
from ..studio.solids import Line, box, curve, extrude, lathe, rounded_rectangle, tube
from ..studio.surface import Array, Finish, Model, grid, move, turn
from .finishes import (
    ACACIA,
    BEECH,
    BLACK,
    BRASS,
    OAK,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    matt,
    satin,
)

HANDLES = {"walnut": WALNUT, "oak": OAK, "beech": BEECH, "black": SOFT_BLACK}

EDGES: dict[str, Line] = {
    "chef": "0 0!, 0 -4.4!, 8 -4.2, 15 -2.9, 20.5 0!, 14 .45, 6 .35, 0 0",
    "santoku": "0 0!, 0 -4.5!, 11 -4.4, 15.5 -3.6, 17.2 -1.6!, 15 .1, 7 .2, 0 0",
    "paring": "0 0!, 0 -1.9!, 5 -1.7, 9 0!, 4 .25, 0 0",
    "bread": "0 0!, 0 -3.2!, 12 -3.1, 22 -2.4, 24 -.6!, 20 .1, 8 .2, 0 0",
    "nakiri": "0 0!, 0 -5!, 10 -5, 16.4 -4.7!, 16.6 -.4, 15.6 .2, 7 .25, 0 0",
    "fillet": "0 0!, 0 -2.2!, 9 -1.7, 16 -.7, 20 1.2!, 13 .7, 5 .3, 0 0",
}


def _damask(u: Array, v: Array, at: Array) -> Array:
    wave = layered(at * grid([0.5, 1, 1.6]), 2.2, 3, 5)
    lines = 0.5 + 0.5 * np.sin(wave * 34)
    edge = np.clip((at[:, 2] - 3.0) / 0.4, 0, 1)
    tone = 0.46 + 0.3 * lines * (1 - edge) + 0.25 * edge
    return grid(tone[:, None] * np.array([0.98, 0.97, 0.95]))


def knife(kind: str = "chef", handle: str = "walnut", damask: bool = False) -> Model:
    """A kitchen knife lying flat, its edge towards the viewer."""
    shape = curve(EDGES[kind], 160)
    outline = np.stack([shape[:, 0], -shape[:, 1]], axis=1)
    steel = Finish("#cfcdc9", rough=0.3, metal=1, paint=_damask if damask else None)
    m = move(extrude(outline[:-1], 0.22, steel, edge=0.06), y=0.55)
    k = 0.75 if kind == "paring" else 1.0
    m += move(
        extrude(rounded_rectangle(1.1, 2.1 * k, 0.3), 1.25, STEEL, edge=0.25), -0.4, 0.05, 1.0 * k
    )
    grip = [
        (-1.0, 0.1),
        (-6, 0.15),
        (-9.5, -0.1),
        (-11.8, 0.4),
        (-11.9, 1.9),
        (-9.6, 2.3),
        (-5.5, 1.75),
        (-1.0, 2.0),
    ]
    ring = curve(grip, 90, closed=True) * grid([k, k])
    m += extrude(ring[:-1], 1.35, HANDLES[handle], edge=0.5)
    for x in (-3.2, -6.0, -8.8):
        m += move(lathe("0.01 .06, .28 .05, .3 0", BRASS, samples=6), x * k, 1.34, 1.0 * k)
    return m


def knife_set(handle: str = "beech") -> Model:
    """Three knives side by side: chef's, bread and paring."""
    m = move(knife("chef", handle), 0, 0, 0)
    m += move(knife("bread", handle), -2, 0, -7.5)
    return m + move(knife("paring", handle), 3, 0, 6.5)


def board(
    finish: str = "acacia",
    wide: float = 40,
    deep: float = 26,
    thick: float = 2.4,
    groove: bool = True,
    hole: bool = False,
) -> Model:
    """A cutting board with a juice groove."""
    paint = {
        "acacia": ACACIA,
        "oak": OAK,
        "walnut": WALNUT,
        "beech": BEECH,
        "black": matt("#2c2c2e"),
    }[finish]
    if finish == "end grain":
        paint = OAK
    m = box(wide, thick, deep, paint, corner=2, edge=0.4)
    if groove:
        ring = rounded_rectangle(wide - 4, deep - 4, 1.6)
        path = np.column_stack([ring[:, 0], np.full(len(ring), thick - 0.02), ring[:, 1]])
        m += tube(
            path,
            0.34,
            Finish("#4d3020", rough=0.8),
            smooth=False,
            closed=True,
            flat=0.15,
            up=(0, 1, 0),
        )
    if hole:
        m += move(
            lathe("0.01 .02, 1.1 .02, 1.2 0", Finish("#2b1d13", rough=0.9), samples=6),
            wide / 2 - 3.2,
            thick,
            0,
        )
    return turn(m, y=-18)


def end_grain_board() -> Model:
    """A thick block of many small end-grain squares."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        cell = np.floor(at[:, [0, 2]] / 4.0)
        pick = np.sin(cell[:, 0] * 12.9898 + cell[:, 1] * 78.233) * 43758.5453
        tone = (pick - np.floor(pick))[:, None]
        rings = (
            0.5
            + 0.5 * np.sin(np.linalg.norm(at[:, [0, 2]] - cell * 4 - tone * 9, axis=1) * 9)[:, None]
        )
        light, dark = np.array([0.58, 0.34, 0.16]), np.array([0.2, 0.09, 0.035])
        seam = np.abs(at[:, [0, 2]] / 4.0 - np.round(at[:, [0, 2]] / 4.0)).min(axis=1)[:, None]
        share = np.clip(tone * 0.75 + rings * 0.18, 0, 1)
        return grid((light * (1 - share) + dark * share) * np.clip(seam / 0.02, 0.55, 1))

    return turn(box(36, 4.4, 26, Finish(rough=0.5, paint=paint), corner=0.6, edge=0.35), y=-18)


def sharpener(color: str = "#2a3038") -> Model:
    """A pull-through sharpener with two slots."""
    m = box(19, 3.4, 5, satin(color), corner=2.2, edge=0.6)
    m += move(box(8, 2.4, 4.4, matt("#d8d6d1"), corner=0.8, edge=0.5), -4.4, 3.1)
    for x in (-6.2, -2.6):
        m += move(box(0.5, 2.3, 4.6, BLACK, corner=0.1, edge=0.05), x, 3.3)
    return turn(m, y=-20)


def whetstone() -> Model:
    """A two-sided water stone on a bamboo base."""
    m = box(22, 2, 9, BEECH, corner=0.6, edge=0.2)
    m += move(box(18, 1.4, 6, matt("#9d5a41"), corner=0.15, edge=0.08), y=2)
    m += move(box(18, 1.4, 6, matt("#e6ddca"), corner=0.15, edge=0.08), y=3.4)
    return turn(m, y=-22)


def magnetic_rack(finish: str = "walnut") -> Model:
    """A wall bar that holds three knives by magnets."""
    wooden = {"walnut": WALNUT, "oak": OAK, "black": matt("#2b2c2e")}[finish]
    m = move(turn(box(40, 2.2, 5.5, wooden, corner=0.6, edge=0.2), x=90), 0, 0, 0)
    for x, kind, grip in (
        (-12, "chef", "walnut"),
        (0, "santoku", "walnut"),
        (11, "paring", "walnut"),
    ):
        one = turn(knife(kind, grip), x=90)
        one = turn(one, z=90)
        m += move(one, x + 1.5, -1, 3.0)
    return m


def scissors(color: str = "#2a3038") -> Model:
    """Kitchen scissors, a little open."""
    m: Model = []
    for side in (1, -1):
        blade = curve("0 -.7!, 9 -.5, 11.5 .5!, 0 .9!, 0 -.7", 60)[:-1] * grid([1, side])
        part = move(extrude(blade, 0.25, STEEL, edge=0.08), 0, 0.5 + 0.26 * (side > 0))
        ring = "0 .8 0, -3 .8 {0}, -6 .8 {1}, -10 .8 {2}, -10.6 .8 {3}, -7 .8 {4}, -3.4 .8 {5}"
        values = [side * v for v in (0.6, 3.0, 3.6, 1.4, 0.6, 0.9)]
        part += tube(
            ring.format(*values),
            [0.5, 0.6, 0.65, 0.65, 0.6, 0.55, 0.5],
            satin(color),
            flat=0.8,
            up=(0, 1, 0),
        )
        m += turn(part, y=side * 9)
    return m + move(lathe("0.01 .3, .5 .25, .55 0", BRASS, samples=6), 0, 1)

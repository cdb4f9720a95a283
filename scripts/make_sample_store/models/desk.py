"""Keyboards, mice and what a desk needs around them."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import grainy, ribs
from ..studio.solids import box, extrude, lathe, rounded_rectangle, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, mix, move, turn
from .finishes import (
    BLACK,
    CORK,
    OAK,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    leather,
    lit,
    matt,
    metallic,
    satin,
    wool,
)

ROWS_65 = (
    [1.0] * 13 + [2.0, 1.0],
    [1.5] + [1.0] * 12 + [1.5, 1.0],
    [1.75] + [1.0] * 11 + [2.25, 1.0],
    [2.25] + [1.0] * 10 + [1.75, 1.0, 1.0],
    [1.25, 1.25, 1.25, 6.25] + [1.0] * 6,
)


def keyboard(
    color: str = "#eadfca",
    accent: str = "#c9972f",
    full: bool = False,
    low: bool = False,
    base: str = "#44474b",
) -> Model:
    """A keyboard key by key: compact or with a number block, high or flat caps."""
    unit = 1.9
    rows: list[list[float]] = [list(r) for r in ROWS_65]
    if full:
        rows = [[*r, -0.4, 1.0, 1.0, 1.0, 1.0] for r in rows]
    wide = max(sum(abs(k) for k in r) for r in rows) * unit
    deep = len(rows) * unit
    tall = 0.55 if low else 1.05
    m = box(
        wide + 1.4, 1.5 if low else 2.2, deep + 1.4, metallic(base, 0.45), corner=0.9, edge=0.35
    )
    y0 = 1.2 if low else 1.8
    caps = {
        name: satin(tone)
        for name, tone in (("key", color), ("mod", mix(color, "#55585c", 0.35)), ("hot", accent))
    }
    for i, row in enumerate(rows):
        x = -wide / 2
        for j, size in enumerate(row):
            if size < 0:
                x += -size * unit
                continue
            kind = "mod" if 1.2 < size < 6 or j == len(row) - 1 else "key"
            if (i == 0 and j == 0) or (i == 2 and size == 2.25):
                kind = "hot"
            cap = box(
                size * unit - 0.18,
                tall,
                unit - 0.18,
                caps[kind],
                corner=0.28,
                edge=0.16,
                taper=0.0 if low else 0.14,
            )
            m += move(cap, x + size * unit / 2, y0, -deep / 2 + (i + 0.5) * unit)
            x += size * unit
    return turn(turn(m, x=4), y=-22)


def mouse(color: str = "#44474b", wheel: str = "#c9972f") -> Model:
    """A rounded mouse with two buttons and a wheel."""
    seam = Finish(darker(color, 0.6), rough=0.7)

    def shell(u: Array, v: Array) -> Array:
        angle = v * 2 * np.pi
        rise = u * np.pi / 2
        c, s = np.cos(angle), np.sin(angle)
        x = (
            3.15
            * np.maximum(np.cos(rise), 0) ** 0.45
            * np.sign(c)
            * np.abs(c) ** 0.8
            * (1 - 0.07 * np.sin(angle))
        )
        z = 5.6 * np.maximum(np.cos(rise), 0) ** 0.55 * np.sign(s) * np.abs(s) ** 0.85
        y = 3.7 * np.sin(rise) ** 0.9 * (1 - 0.035 * (z + 1.2) ** 2 / 3.2)
        return np.stack([x, y, z], axis=-1)

    m = sheet(shell, Finish(color, rough=0.5, gloss=0.045), rows=60, columns=120)
    line = np.stack([np.zeros(30), np.zeros(30), np.linspace(-5.4, -1.0, 30)], axis=-1)
    line[:, 1] = (
        3.72
        * (1 - 0.035 * (line[:, 2] + 1.2) ** 2 / 3.2)
        * np.sqrt(np.clip(1 - (line[:, 2] / 5.7) ** 4, 0, 1))
    )
    m += tube(line, 0.07, seam, smooth=False)
    m += move(
        turn(
            lathe(
                "0.01 -.25, .6 -.22, .68 0, .6 .22, .01 .25",
                Finish(wheel, rough=0.6, relief=ribs(24, 0.04)),
            ),
            z=90,
        ),
        0,
        2.86,
        -3.3,
    )
    return turn(m, y=160)


def desk_mat(color: str = "#5d6b75", kind: str = "felt") -> Model:
    """A mat half rolled up."""
    finish = wool(color, 0.3) if kind == "felt" else leather(color) if kind == "leather" else CORK

    def shape(u: Array, v: Array) -> Array:
        length = u * 78 - 39
        turn_by = np.clip((length - 12) / 4.6, 0, None)
        radius = 4.4 - 0.16 * turn_by
        x = np.where(length < 12, length, 12 + radius * np.sin(turn_by))
        y = np.where(length < 12, 0.25, 0.25 + 4.4 - radius * np.cos(turn_by))
        return np.stack([x, y, (v - 0.5) * 34], axis=-1)

    m = sheet(shape, finish, rows=160, columns=8)
    under = sheet(
        lambda u, v: shape(u, v) - grid([0, 0.24, 0]),
        Finish(darker(color, 0.5), rough=0.95),
        rows=160,
        columns=8,
    )
    return turn(m + under, y=-24)


def wrist_rest(finish: str = "walnut") -> Model:
    """A sloping rest in solid wood or leather."""
    surface = {"walnut": WALNUT, "oak": OAK}.get(finish, leather("#3b2a22"))
    m = box(30, 1.9, 8, surface, corner=1.6, edge=0.9, bulge=0.25)
    return turn(m, y=-26)


def charger(color: str = "#ebe9e4", ports: int = 1, size: float = 1.0) -> Model:
    """A wall charger with USB-C ports and its two pins."""
    m = box(
        4.4 * size,
        4.4 * size,
        5.2 * size,
        Finish(color, rough=0.35, gloss=0.045),
        corner=1.0,
        edge=0.6,
    )
    for k in range(ports):
        y = 2.2 * size + (k - (ports - 1) / 2) * 1.15
        m += move(
            turn(extrude(rounded_rectangle(1.0, 0.38, 0.18), 0.1, BLACK, edge=0.03), x=90),
            0,
            y,
            2.58 * size,
        )
    for x in (-0.95, 0.95):
        m += tube(
            [(x, 2.2 * size, -2.5 * size), (x, 2.2 * size, -2.5 * size - 1.9)],
            0.24,
            STEEL,
            smooth=False,
        )
    return turn(m, y=-28)


def power_bank(color: str = "#27364f", size: float = 1.0) -> Model:
    """A flat battery with a row of lights."""
    m = box(7 * size, 1.7 * size, 14 * size, metallic(color, 0.42), corner=1.5, edge=0.7)
    for k in range(4):
        dot = lathe(
            "0.01 .04, .13 .03, .14 0", lit("#eafff2", 1.1) if k < 3 else matt("#55585c"), samples=6
        )
        m += move(dot, -1.2 + 0.8 * k, 1.7 * size - 0.01, 5.4 * size)
    port = extrude(rounded_rectangle(1.0, 0.38, 0.18), 0.1, BLACK, edge=0.03)
    return turn(
        m
        + move(turn(port, x=90), -1, 0.85 * size, 7 * size - 0.02)
        + move(turn(port, x=90), 1.4, 0.85 * size, 7 * size - 0.02),
        y=-30,
    )


def cable(color: str = "#c9972f") -> Model:
    """A braided cable, coiled and tied with a strap."""
    turns = np.linspace(0, 7 * np.pi, 360)
    wave = 0.3 * np.sin(turns * 0.77)
    loop = np.stack(
        [(4.4 + wave) * np.cos(turns), 0.4 + 0.05 * turns, (4.4 + wave) * np.sin(turns)], axis=-1
    )
    braid = Finish(color, rough=0.8, relief=ribs(400, 0.02, along="u"))
    m = tube(loop, 0.26, braid, smooth=False)
    for end, way in ((loop[0], (2.5, 0.3, 3.2)), (loop[-1], (-4.5, 0.2, 3.0))):
        tip = end + grid(way)
        m += tube([end, (end + tip) / 2 + grid([0, -0.1, 0.3]), tip], 0.26, braid)
        step = grid(way) / np.linalg.norm(way)
        m += tube(
            [tip, tip + step * 2.4],
            0.5,
            metallic("#8b8c8d", 0.35),
            smooth=False,
            flat=0.7,
            up=(0, 1, 0),
        )
        m += tube(
            [tip + step * 2.4, tip + step * 3.2], 0.4, STEEL, smooth=False, flat=0.4, up=(0, 1, 0)
        )
    return m + tube(
        "-4.4 0 -1.6, -2.6 .8 -1.2, -4.4 1.9 -.9, -6.2 .8 -1.2, -4.4 0 -1.6",
        0.5,
        leather("#8a5432"),
        flat=0.2,
        square=5,
        up=(0, 0.5, 1),
    )


def charging_pad(color: str = "#44474b", stand: bool = False) -> Model:
    """A wireless charging pad with a cloth top, or an upright stand."""
    top = Finish(color, rough=0.95, sheen=0.3, gloss=0.01, relief=grainy(0.12, 0.02))
    pad = lathe("0.01 0, 4.6 0!, 5 .3, 5 .9!, 4.8 1.1", satin("#d8d6d1")) + lathe(
        "4.85 1.05, 4.6 1.15, .01 1.18", top
    )
    if not stand:
        return pad + tube("0 .5 -4.8, 0 .3 -8, 3 .25 -11, 9 .2 -10", 0.22, matt("#d8d6d1"))
    m = box(9, 1.2, 9, satin("#d8d6d1"), corner=2, edge=0.4)
    m += move(turn(pad, x=68), 0, 7.2, 0.4)
    return turn(m + tube("0 1 -2, 0 5 -1.6, 0 7.4 -.2", 1.2, STEEL, flat=0.5, square=4), y=-20)


def hub(color: str = "#9a9c9b") -> Model:
    """A flat adapter with six sockets and a short cable."""
    m = box(11.5, 1.5, 4, metallic(color, 0.36), corner=0.8, edge=0.4)
    for k, wide in enumerate((1.3, 1.3, 1.5, 1.0)):
        m += move(
            turn(extrude(rounded_rectangle(wide, 0.5, 0.1), 0.1, BLACK, edge=0.03), x=90),
            -4 + 2.5 * k,
            0.75,
            1.98,
        )
    m += tube("-5.6 .75 0, -8.6 .7 .4, -11 .4 3, -10 .4 6.6, -6 .5 7.4", 0.28, SOFT_BLACK)
    return turn(
        m
        + tube(
            "-6.2 .5 7.3, -3.6 .6 7.5",
            0.48,
            metallic(color, 0.36),
            smooth=False,
            flat=0.7,
            up=(0, 1, 0),
        ),
        y=-22,
    )


def laptop_stand(color: str = "#d2d2d0") -> Model:
    """A folding stand of bent sheet."""
    metal = metallic(color, 0.35)
    m: Model = []
    for x in (-8, 8):
        m += tube(
            [
                (x, 0.4, 10),
                (x, 0.5, 0),
                (x, 0.6, -11),
                (x, 13, -9),
                (x, 15.4, -7),
                (x, 8, 9),
                (x, 6.4, 12),
                (x, 8.4, 13),
            ],
            0.35,
            metal,
            flat=5,
            square=5,
            up=(1, 0, 0),
        )
    m += tube("-8 .6 -9, 8 .6 -9", 0.9, metal, smooth=False)
    return turn(m + tube("-8 11.2 1, 8 11.2 1", 0.9, metal, smooth=False), y=-30)


def cable_box(finish: str = "#ebe9e4") -> Model:
    """A box that hides a socket strip, with a wooden lid."""
    m = box(38, 12, 15, matt(finish), corner=3, edge=0.6)
    m += move(box(38.4, 1.6, 15.4, OAK, corner=3, edge=0.4), y=12)
    m += move(
        turn(extrude(rounded_rectangle(4, 3, 1.4), 0.3, BLACK, edge=0.05), x=90), -13, 3.6, 7.4
    )
    return turn(m + tube("-13 3 7, -14 1 10, -20 .5 14, -28 .4 13", 0.4, SOFT_BLACK), y=-24)


def desk_shelf(finish: str = "oak") -> Model:
    """A monitor riser with two legs and a drawer."""
    wood = OAK if finish == "oak" else WALNUT
    m = move(box(60, 1.8, 24, wood, corner=1, edge=0.3), y=10)
    for x in (-27, 27):
        m += move(box(1.8, 10, 22, wood, corner=0.4, edge=0.2), x)
    m += move(box(26, 6, 21, matt("#44474b"), corner=0.4, edge=0.2), 0, 3.6, 0)
    return turn(
        m + move(turn(lathe("0.01 1, .8 .9, .9 0", STEEL, samples=8), x=90), 0, 6.6, 10.5), y=-28
    )

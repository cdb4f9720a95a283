"""Lights, stoves, pots and seats for the camp."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import both, crumpled, ribs, weave
from ..studio.solids import box, curve, extrude, lathe, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, lighter, move, turn
from .finishes import (
    BRASS,
    OAK_UP,
    RUBBER,
    SOFT_BLACK,
    STEEL,
    lit,
    metallic,
    powder,
    satin,
)


def headlamp(color: str = "#e2b93b") -> Model:
    """A headlamp on its elastic band."""
    band = Finish("#33363b", rough=0.9, relief=ribs(90, 0.03, along="u"), paint=None)
    ring = [
        (8.8 * np.cos(a), 4 + 0.6 * np.sin(2 * a), 10 * np.sin(a))
        for a in np.linspace(0, 2 * np.pi, 90)
    ]
    m = tube(ring, 0.16, band, closed=True, smooth=False, flat=8, square=6, up=(0, 1, 0))
    stripe = [(x * 1.01, y, z * 1.01) for x, y, z in ring]
    m += tube(
        stripe,
        0.16,
        Finish(color, rough=0.85),
        closed=True,
        smooth=False,
        flat=2.4,
        square=6,
        up=(0, 1, 0),
    )
    head = turn(box(6.4, 4.2, 2.8, satin("#2b2e33"), corner=1.2, edge=0.9), x=8)
    head += move(
        turn(lathe("0.01 .9, 1.2 .8, 1.5 .2, 1.6 0", lit("#fff6df", 1.5), samples=20), x=90),
        -1.2,
        2.1,
        1.7,
    )
    head += move(
        turn(lathe("1.3 .9, 1.75 .9, 1.85 .2, 1.85 0", metallic(color, 0.3), samples=16), x=90),
        -1.2,
        2.1,
        1.6,
    )
    head += move(
        turn(lathe("0.01 .6, .6 .5, .8 0", lit("#ffe9c4", 0.9), samples=14), x=90), 1.8, 2.1, 1.6
    )
    head += move(box(2.2, 0.6, 1.2, Finish(color, rough=0.6), corner=0.4, edge=0.2), 0, 4.2, 0)
    return m + move(head, 0, 2.1, 10.4)


def lantern(color: str = "#2b4a3e", flame: bool = False) -> Model:
    """A camping lantern with a warm light and a bow handle."""
    shell = powder(color)
    m = lathe("0.01 0, 5.4 0!, 5.8 .4, 5.8 3.8!, 5 4.4, 4.6 4.6", shell)
    m += lathe("2.6 4.6, 2.8 5, 2.8 11.6, 2.6 12", lit("#ffdf9f" if not flame else "#ffb959", 1.5))
    m += lathe(
        "4.4 4.5, 4.6 5, 4.8 8.4, 4.4 12, 4.3 12.4", Finish("#fff4de", rough=0.05, glass=0.95)
    )
    m += lathe("4.2 12.2, 5.6 12.6, 5.6 13.4!, 3.8 15, 3.4 16!, 1.6 16.4, .01 16.5", shell)
    for k in range(4):
        a = np.radians(45 + 90 * k)
        c, s = np.cos(a) * 5.2, np.sin(a) * 5.2
        m += tube([(c, 3.6, s), (c, 8, s), (c, 12.8, s)], 0.22, STEEL)
    m += tube(
        "-5.6 12.8 0, -6.4 16 0, -4.6 20.4 0, 0 22.2 0, 4.6 20.4 0, 6.4 16 0, 5.6 12.8 0",
        0.26,
        STEEL,
    )
    return m + move(turn(lathe("0.01 1, .9 .9, 1 0", BRASS), x=90), 0, 2, 5.5)


def pocket_torch(color: str = "#202123") -> Model:
    """A small aluminium torch lying down, switched on."""
    body = metallic(color, 0.4)
    m = lathe(
        "0.01 0, 1 0!, 1.2 .3, 1.2 8!, 1.5 9, 1.6 11.6!, 1.45 11.7",
        Finish(color, rough=0.4, metal=1, relief=ribs(26, 0.03)),
    )
    m += lathe("1.5 11.6, 1.3 11.2, .01 11.1", lit("#f4f7ff", 1.6))
    m = turn(m, z=-90)
    return turn(
        move(m, 0, 1.6, 0)
        + move(turn(lathe("0.01 .3, .5 .2, .55 0", satin("#e8823c")), x=0), 5, 2.8, 0),
        y=-55,
    ) + move(lathe("0.01 0, .3 0", body, samples=3), 0, 0, 0)


def gas_stove(color: str = "#c94f36") -> Model:
    """A burner with folding arms on a gas cartridge."""
    m = lathe("0.01 0, 4.4 0!, 5.4 .5, 5.5 4.4, 4.6 6.2, 2 7.2, 1.5 7.4!, 1.5 8", satin(color))
    m += lathe("4.4 -.02, 5.3 .05, 5.5 .8, 5.45 .9", STEEL, samples=12)
    m += lathe("1.6 8, 1.7 8.2!, 1.7 9.6!, .8 10, .7 12, .7 13", BRASS)
    m += lathe(
        "0.7 12.8, 2.4 13.6, 2.6 15!, 2.3 15.2, .01 15.1",
        Finish("#9a958c", rough=0.35, metal=1, relief=ribs(30, 0.05)),
    )
    for k in range(3):
        a = np.radians(30 + 120 * k)
        c, s = np.cos(a), np.sin(a)
        path = [
            (c * 1.4, 12.2, s * 1.4),
            (c * 3.6, 13, s * 3.6),
            (c * 4.2, 16.4, s * 4.2),
            (c * 7.2, 16.8, s * 7.2),
        ]
        m += tube(path, 0.28, STEEL, flat=1.6)
    m += tube("1.4 10.4 .6, 4 10.4 2, 7 10 3.4", 0.16, STEEL)
    return m + tube("6.4 10.2 3.2, 8 8.6 4, 9.4 9.6 4.6, 8.2 11 4.2, 6.6 10.4 3.4", 0.16, STEEL)


def wood_stove() -> Model:
    """A folding box stove for twigs, with fire inside."""
    sheet_metal = metallic("#bdb8b0", 0.35)
    m: Model = []
    for k in range(4):
        wall = turn(box(12, 16, 0.25, sheet_metal, corner=0.1, edge=0.05), y=0)
        m += turn(move(wall, 0, 0, 6), y=90 * k)
    for k in range(4):
        for x in (-3.4, 0, 3.4):
            hole = move(
                turn(lathe("0.01 .02, .7 .02", Finish("#ff9c40", glow=0.9), samples=4), x=90),
                x,
                3.2,
                6.15,
            )
            m += turn(hole, y=90 * k)
    for k, lean in enumerate((14, -18, 9)):
        m += turn(
            turn(move(tube("0 4 0, 0 20 0", [0.7, 0.55], OAK_UP), (k - 1) * 2.4), z=lean), y=k * 50
        )
    return turn(m, y=32)


def cook_set(color: str = "#8d8f90") -> Model:
    """Two nested pots with folding handles, a lid that is a pan, and a cup."""
    metal = Finish(color, rough=0.42, metal=1)
    m = lathe("0.01 0, 7.2 0!, 7.6 .5, 7.8 10!, 8 10.2", metal)
    m += lathe("8 10.2, 7.6 10!, 7.4 .8, .01 .5", Finish("#4a4a4b", rough=0.6))
    m += move(
        lathe("0.01 0, 6.2 0!, 6.5 .5, 6.8 8.8!, 6.9 9, 6.6 8.8!, 6.3 .8, .01 .5", metal), y=3.4
    )
    for z in (-1.6, 1.6):
        m += tube(
            [(7.6, 8, z), (10, 8.2, z * 1.3), (15, 7.4, z * 1.1), (15.6, 7.3, 0)],
            0.24,
            satin("#c94f36"),
        )
    pan = lathe("0.01 0, 7 0!, 7.8 .6, 8.3 3.2!, 8.1 3.2!, 7.5 1, .01 .5", metal)
    m += move(turn(pan, x=72, y=-14), -10, 8, -8)
    cup = lathe("0.01 0, 3.3 0!, 3.6 .3, 4 6!, 3.8 6!, 3.3 .8, .01 .5", metal)
    cup += tube("3.8 5.4 0, 6 5.6 0, 6.4 3.2 0, 3.7 1.4 0", 0.26, satin("#c94f36"))
    return m + move(cup, 6, 0, 12)


def multitool(color: str = "#c2bfba") -> Model:
    """A folding tool, half open to a V with its pliers out."""
    metal = metallic(color, 0.3)
    m: Model = []
    for side in (1, -1):
        handle = box(11, 1.6, 2.1, metal, corner=0.7, edge=0.3)
        handle += move(
            box(8, 0.1, 1.2, Finish(darker(color, 0.6), rough=0.5), corner=0.5, edge=0.03), 0, 1.58
        )
        if side == 1:
            edge = curve("0 0!, 0 -1.2!, 5 -1, 7.4 0!, 0 .1", 50)
            blade = extrude(edge[:-1], 0.18, STEEL, edge=0.05)
            handle += move(turn(blade, y=215), -4.6, 0.7, 0.4)
        m += turn(move(handle, -6, 0, 0), y=side * 24)
    jaw = curve("0 -.2!, 2.4 -1, 5 -.7, 7.2 -.15!, 7.2 0!, 0 0", 50)
    for s in (1, -1):
        ring = jaw[:-1] * grid([1, s])
        m += move(extrude(ring, 0.9, STEEL, edge=0.2), 0.2, 0.35, s * -0.12)
    return turn(m + lathe("0.01 1.9, .8 1.8, .9 0", BRASS), y=-15)


def spork(color: str = "#e8823c") -> Model:
    """A spoon with a fork at its other end."""

    def shape(u: Array, v: Array) -> Array:
        x = -9 + 18 * u
        half = (
            0.75
            + 1.35 * np.exp(-(((x + 6.6) / 2.1) ** 2))
            + 1.0 * np.exp(-(((x - 6.6) / 2.3) ** 2))
        )
        half = half * np.clip((9.05 - np.abs(x)) / 0.9, 0.02, 1) ** 0.5
        side = (v - 0.5) * 2
        hollow = 0.9 * (1 - side**2) * np.exp(-(((np.abs(x) - 6.4) / 2.4) ** 2))
        return np.stack([x, 1.3 - hollow + 0.02 * x**2, side * half], axis=-1)

    def tines(u: Array, v: Array) -> np.ndarray:
        x = -9 + 18 * u
        gap = (np.abs(((v - 0.5) * 5) % 1 - 0.5) < 0.17) & (np.abs(v - 0.5) < 0.32)
        return np.asarray(~((x > 5.8) & gap))

    return turn(sheet(shape, metallic(color, 0.3), rows=90, columns=40, mask=tines), y=-30)


def camp_chair(color: str = "#2f7378") -> Model:
    """A low folding chair: four legs and a hanging seat."""
    pole = metallic("#c9cbcc", 0.3)
    fabric = Finish(
        color, rough=0.9, sheen=0.2, gloss=0.02, relief=both(weave(0.8, 0.05), crumpled(14, 0.5, 3))
    )

    def seat(u: Array, v: Array) -> Array:
        side = (v - 0.5) * 2
        half = 25 - 5 * u**2
        sag = 13 * (1 - side**2) * np.exp(-(((u - 0.33) / 0.3) ** 2)) + 3 * (1 - side**2)
        back = 62 * np.clip(u - 0.42, 0, 1)
        z = 26 - u * 50 + 3 * u
        return np.stack(
            [side * half, 34 + 6 * (1 - u) + back - sag, z - 4 * (1 - side**2) * u], axis=-1
        )

    m = sheet(seat, fabric, rows=60, columns=50)
    along = grid(np.linspace(0, 1, 20))
    for edge in (seat(along, along * 0), seat(along, along * 0 + 1)):
        m += tube(edge, 0.8, Finish(darker(color, 0.4), rough=0.9))
    for s in (-1, 1):
        m += tube([(s * 25, 40, 26), (s * 9, 17, 3), (s * 22, 0, -20)], 0.85, pole)
        m += tube([(s * 20, 70, -23), (s * 9, 17, -3), (s * 22, 0, 22)], 0.85, pole)
        for z in (-20, 22):
            m += move(lathe("0.01 0, 1.5 .1, 1.4 2.2", RUBBER, samples=12), s * 22, -0.2, z)
    return m + tube([(-9, 17, 0), (9, 17, 0)], 1.3, SOFT_BLACK, smooth=False)


def cool_bag(color: str = "#9dbccf") -> Model:
    """A square cool bag with a padded lid and straps."""
    cloth = Finish(color, rough=0.6, gloss=0.03, sheen=0.15, relief=crumpled(7, 0.35, 2))
    m = box(34, 22, 24, cloth, corner=5, edge=2)
    m += move(
        box(
            34.4,
            4,
            24.4,
            Finish(lighter(color, 0.35), rough=0.6, relief=crumpled(7, 0.3, 5)),
            corner=5,
            edge=1.6,
            bulge=1,
        ),
        y=21.4,
    )
    for z in (12.6, -12.6):
        m += tube(
            [
                (-10, 4, z),
                (-10, 20, z * 1.02),
                (-8, 31, z * 0.75),
                (8, 31, z * 0.75),
                (10, 20, z * 1.02),
                (10, 4, z),
            ],
            1.3,
            Finish("#2b2e33", rough=0.9),
            flat=0.25,
            square=5,
        )
    return turn(m, y=-22)

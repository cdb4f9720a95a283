"""Tools and small things for the garden."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from ..studio.pattern import grainy, ribs
from ..studio.prints import artwork, lettering
from ..studio.prints import matt as paper
from ..studio.solids import box, curve, extrude, lathe, quad, sheet, tube
from ..studio.surface import Array, Finish, Model, grid, move, turn
from .finishes import (
    BEECH,
    BRASS,
    COPPER,
    OAK,
    OAK_UP,
    STEEL,
    matt,
    metallic,
    powder,
)


def watering_can(color: str = "#3f6a4c", long: bool = False) -> Model:
    """A can with a rose, or an indoor one with a long thin spout."""
    paint = powder(color)
    if long:
        m = lathe("0.01 0, 6.6 0!, 7 .4, 7 10, 5.4 13.4, 2.8 14.4, 2.6 15.2", paint)
        m += tube(
            "6.4 2.4 0, 12 4 0, 19 14 0, 26 22 0, 29 22.4 0", [1.0, 0.85, 0.6, 0.45, 0.4], paint
        )
        return m + tube("-2.2 14.6 0, -4 20 0, -10 21 0, -13 14 0, -10 5 0, -6.6 3 0", 0.55, BRASS)
    m = lathe("0.01 0, 9.6 0!, 10 .4, 9.4 10, 8.8 18!, 8.6 18.2", paint)
    m += lathe("8.6 18, 7 19.4, 3.6 20, 3.4 21", paint, start=90, stop=270)
    m += lathe("9.95 .2, 10.2 .6, 10 1.4", STEEL, samples=12)
    m += tube("8.6 3.4 0, 14 7 0, 20 14.6 0, 25 21 0", [2.2, 1.7, 1.3, 1.1], paint)
    rose = lathe("0.9 0, 1.2 .4, 3.6 3.4!, 3.4 3.8, .01 4.2", BRASS)
    m += move(turn(rose, z=-50), 24.6, 20.4, 0)
    m += tube("-8.6 16 0, -13 17 0, -14.4 11 0, -9.6 4.6 0", 0.9, paint, flat=0.7)
    return m + tube("-6.6 18.6 0, -4 25 0, 3 25.4 0, 6.8 18.8 0", 0.8, paint, flat=0.7)


def secateurs(color: str = "#a34a28") -> Model:
    """Pruning shears lying open."""
    grip = Finish(color, rough=0.55, relief=grainy(0.3, 0.01))
    m: Model = []
    for side in (1, -1):
        path = [
            (1, 0.9, side * 0.3),
            (-3, 0.9, side * 1.6),
            (-9, 0.9, side * 3.4),
            (-14.5, 0.9, side * 2.9),
        ]
        m += tube(path, [0.7, 1.0, 1.05, 0.75], grip, flat=0.8, up=(0, 1, 0))
    blade = curve("-1 -.6!, 3 -1.9, 6.6 -1.2, 7.6 .2!, 4 .5, -1 .5", 60)
    m += turn(move(extrude(blade[:-1], 0.35, STEEL, edge=0.1), 0.6, 0.7, 0.2), y=-12)
    hook = curve("-1 -.5!, 3 .2, 5.6 1.4!, 6.2 2.6, 3.2 2.4, -1 .8", 60)
    m += move(
        extrude(hook[:-1], 0.35, Finish("#55575a", rough=0.4, metal=1), edge=0.1), 0.6, 0.45, 0.2
    )
    m += move(lathe("0.01 1.3, .6 1.2, .75 .8, .75 0", BRASS, samples=14), 0.6, 0.4, 0.2)
    spring = [
        (-3.6 + 0.05 * np.cos(a), 0.9 + 0.42 * np.cos(a), -1.3 + a * 0.042)
        for a in np.linspace(0, 20 * np.pi, 240)
    ]
    spring = [
        (x + 0.42 * np.sin(a), y, z)
        for (x, y, z), a in zip(spring, np.linspace(0, 20 * np.pi, 240), strict=True)
    ]
    return turn(m + tube(spring, 0.1, STEEL, smooth=False, around=6), y=-20)


def hand_tools(finish: str = "beech") -> Model:
    """A trowel, a fork and a weeder side by side."""
    wood = BEECH if finish == "beech" else OAK
    steel = metallic("#b9b6b0", 0.38)

    def handle(z: float) -> Model:
        part = tube(
            [(-13, 1.2, z), (-10, 1.3, z), (-4, 1.2, z), (-1, 1.1, z)], [1.0, 1.3, 1.05, 0.85], wood
        )
        part += tube([(-1.2, 1.1, z), (0.6, 1.1, z)], 0.9, BRASS, smooth=False)
        return part + tube([(0.4, 1.1, z), (3, 1.6, z), (5, 1.0, z)], [0.5, 0.45, 0.6], steel)

    def blade(u: Array, v: Array) -> Array:
        x = 4.4 + 13 * u
        half = 3.4 * np.clip(1 - u, 0, 1) ** 0.55 * np.clip(u * 5 + 0.35, 0, 1)
        s = (v - 0.5) * 2
        return np.stack([x, 0.5 + 1.2 * s**2 * (half / 3.4) + 0.5 * (1 - u), s * half], axis=-1)

    m = handle(-8.5) + move(sheet(blade, steel, rows=40, columns=24), 0, 0, -8.5)
    m += handle(0)
    for k in (-1, 0, 1):
        m += tube(
            [(5, 1, 0), (7, 1.3, k * 2.2), (11, 1, k * 2.4), (16.5, 0.5, k * 2.2)],
            [0.5, 0.42, 0.36, 0.12],
            steel,
        )
    m += handle(8.5)
    m += tube(
        [(5, 1, 8.5), (11, 0.9, 8.5), (16, 0.5, 8.5)],
        [0.5, 0.7, 0.9],
        steel,
        flat=0.3,
        square=4,
        up=(0, 1, 0),
    )
    return turn(m, y=-26)


def mister(color: str = "#c98b45") -> Model:
    """A glass plant mister with a brass pump."""
    glass = Finish(color, rough=0.03, glass=0.9)
    m = lathe("0.01 .5, 4 .5!, 4.4 1.4, 4.5 6!, .01 6", Finish("#e4eef0", rough=0.05, glass=0.95))
    m += lathe("0.01 0, 4.2 0!, 4.8 .6, 4.9 6, 4.2 9, 2 11, 1.7 12.4", glass)
    m += lathe("1.6 12.2, 2 12.4!, 2 14, 1.4 14.6, .8 15, .8 16.6, .01 16.8", BRASS)
    m += tube("-1.2 16 0, 0 16.4 0, 3.4 16.2 0", [0.55, 0.8, 0.5], BRASS)
    return m + tube("1.4 15.6 0, 3.6 13.6 0, 3.2 11.4 0", 0.24, BRASS, flat=1.8)


def hose_set(color: str = "#6b7345") -> Model:
    """A coiled hose with a brass nozzle."""
    rubber = Finish(color, rough=0.6, gloss=0.035, relief=ribs(240, 0.02, along="u"))
    turns = np.linspace(0, 11 * np.pi, 420)
    layer = np.floor(turns / (2 * np.pi))
    loop = np.stack(
        [
            (15 - 0.5 * (layer % 2)) * np.cos(turns),
            1 + layer * 1.7 * 0.95,
            (15 - 0.5 * (layer % 2)) * np.sin(turns),
        ],
        axis=-1,
    )
    loop[:, 1] = 1 + turns / (2 * np.pi) * 1.75
    m = tube(loop, 0.95, rubber, smooth=False)
    end = loop[0]
    m += tube([end, end + grid([2, -0.2, -6]), end + grid([8, -0.2, -9])], 0.95, rubber)
    nozzle = lathe("0.01 0, 1.3 .1, 1.3 3!, 1.1 3.2, 1.2 7, .9 9, 1.1 9.6, .8 9.8, .01 9.8", BRASS)
    return m + move(turn(nozzle, z=-90, y=20), float(end[0]) + 8, 1, float(end[2]) - 9.4)


def bird_house(color: str = "#a34a28") -> Model:
    """A nesting box with a slanted roof."""
    wood = Finish("#b99a72", rough=0.8, paint=OAK_UP.paint)
    m = box(15, 22, 15, wood, corner=0.4, edge=0.25)
    m += move(turn(box(20, 1.6, 21, powder(color), corner=0.4, edge=0.3), x=14), 0, 22.6, 1.5)
    m += move(
        turn(lathe("0.01 .05, 1.7 .05", Finish("#17110c", rough=1), samples=6), x=90), 0, 14, 7.55
    )
    m += move(turn(lathe("1.65 .1, 2.2 .15, 2.3 0", COPPER, samples=10), x=90), 0, 14, 7.55)
    return m + tube("0 9.4 7, 0 9.4 10.4", 0.5, OAK, smooth=False)


def feeder(color: str = "#2f7378") -> Model:
    """A hanging feeder: a glass tube of seeds between two metal plates."""
    seeds = Finish("#a98552", rough=0.9, relief=grainy(0.5, 0.1), paint=None)
    m = lathe("0.01 2, 3.6 2!, 3.6 14!, .01 14.4", seeds)
    m += lathe("4 1.6, 4.1 2, 4.1 20, 4 20.4", Finish("#f6faf8", rough=0.03, glass=0.97))
    m += lathe("0.01 0, 8 0!, 8.6 .6, 8.6 1.4, 8 1.6, .01 1.7", powder(color))
    m += lathe("6.6 20, 7 20.4, 4 22.6, .8 23.6, .01 23.7", powder(color))
    return m + tube("0 23.4 0, -1.6 27 0, 0 29.6 0, 1.6 27 0, 0 23.4 0", 0.18, STEEL)


def seeds(color: str = "#e3d5b8") -> Model:
    """Four paper bags of seed, fanned."""
    names = (
        ("BASIL", "#5a7f47"),
        ("RADISH", "#a34a52"),
        ("POPPY", "#c9672f"),
        ("CHARD", "#75304a"),
    )
    m: Model = []
    for k, (name, ink) in enumerate(names):

        def label(
            pen: ImageDraw.ImageDraw, w: int, h: int, name: str = name, ink: str = ink
        ) -> None:
            pen.rectangle((0, 0, w, h * 0.2), fill=ink)
            pen.text((w / 2, h * 0.1), name, font=lettering(56), fill="#f6efe0", anchor="mm")
            for a in range(0, 360, 45):
                c, s = np.cos(np.radians(a)), np.sin(np.radians(a))
                x, y = w / 2 + c * w * 0.2, h * 0.55 + s * w * 0.2
                pen.ellipse((x - 34, y - 34, x + 34, y + 34), fill=ink)
            pen.ellipse((w / 2 - 40, h * 0.55 - 40, w / 2 + 40, h * 0.55 + 40), fill="#e2b93b")
            pen.line((w / 2, h * 0.7, w / 2, h * 0.95), fill="#5a7f47", width=12)

        face = quad(8, 12, paper(artwork(400, 600, color, label), 0.95))
        card = box(8.1, 12.1, 0.35, matt(color), corner=0.1, edge=0.05) + move(face, 0, 6.05, 0.19)
        m += move(
            turn(card, z=24 - 16 * k, x=-8), (k - 1.5) * 5.4, 0.6 + abs(k - 1.5) * -0.3, 0.45 * k
        )
    return m

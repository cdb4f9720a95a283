"""Chairs, stools and benches in solid wood."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import both, crumpled, weave
from ..studio.soft import Puff, mirrored
from ..studio.solids import box, lathe, sheet, tube
from ..studio.surface import Array, Finish, Model, bend, grid, move, turn
from .finishes import (
    BEECH,
    BLACK,
    OAK,
    OAK_UP,
    RUBBER,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    WALNUT_UP,
    leather,
    metallic,
    satin,
)

WOODS = {"oak": (OAK, OAK_UP), "walnut": (WALNUT, WALNUT_UP), "beech": (BEECH, BEECH)}


def _wood(finish: str, color: str | None) -> tuple[Finish, Finish]:
    if color is not None:
        lacquer = satin(color)
        return lacquer, lacquer
    return WOODS[finish]


def dining_chair(finish: str = "oak", color: str | None = None, seat: str = "wood") -> Model:
    """A chair with a curved back rail and a saddled or woven seat."""
    flat, up = _wood(finish, color)
    m: Model = []
    for x in (-1, 1):
        m += tube([(x * 21, 0, 21), (x * 18.5, 43, 17.5)], [1.15, 1.8], up, smooth=False)
        m += tube(
            [(x * 20.5, 0, -23), (x * 18.5, 43, -17.5), (x * 19.5, 62, -21), (x * 20.5, 76, -25)],
            [1.15, 1.8, 1.5, 1.1],
            up,
        )
    pad = {
        "wood": flat,
        "cord": Finish("#d9c49c", rough=0.95, relief=_cord),
        "leather": leather("#8a5432"),
    }[seat]
    m += move(
        box(44, 2.8, 42, pad, corner=7, edge=1.2, bulge=-0.8 if seat == "wood" else 1.0), y=42.4
    )
    for x in (-1, 1):
        m += tube([(x * 19.4, 26, 18.8), (x * 19.3, 27, -19.6)], 0.9, up, smooth=False)
    m += tube([(-19.4, 32, 18.4), (19.4, 32, 18.4)], 0.9, up, smooth=False)
    rail = [
        (x, 74.5 - 0.004 * x * x, -25.4 - 5.4 * (1 - (x / 24) ** 2))
        for x in np.linspace(-24, 24, 30)
    ]
    return turn(
        m + tube(rail, [2.4, 4.4, 4.8, 4.4, 2.4], flat, smooth=False, flat=0.26, square=3), y=-8
    )


def _cord(u: Array, v: Array, at: Array) -> Array:
    side = np.abs(at[:, 0]) > np.abs(at[:, 2])
    return grid(0.14 * np.abs(np.sin(np.where(side, at[:, 2], at[:, 0]) * 3.6)))


def windsor_chair(finish: str = "beech", color: str | None = "#27364f") -> Model:
    """A spindle-back chair."""
    flat, up = _wood(finish, color)
    m: Model = []
    for x in (-1, 1):
        for z in (-1, 1):
            m += tube(
                [(x * 22, 0, z * 22), (x * 18, 22, z * 17.5), (x * 14.5, 43, z * 13)],
                [0.9, 1.9, 1.2],
                up,
            )
    m += move(box(43, 3.4, 41, flat, corner=16, edge=1.4, bulge=-1.0), y=42)
    for k in range(7):
        across = (k - 3) * 5.2
        m += tube(
            [
                (across, 45, -16.5),
                (across * 1.05, 60, -18.6),
                (across * 1.1, _bow_height(across * 1.1), -22.6),
            ],
            [0.75, 0.95, 0.65],
            up,
        )
    arc = np.linspace(np.pi, 0, 40)
    bow = [(20.5 * np.cos(a), 52 + 33 * np.sin(a), -15.6 - 7.4 * np.sin(a)) for a in arc]
    m += tube([(-19.4, 44, -13.5), *bow, (19.4, 44, -13.5)], 1.25, up)
    return turn(m + tube([(-17.6, 20, 0), (17.6, 20, 0)], 1.0, up, smooth=False), y=-6)


def _bow_height(x: float) -> float:
    """How high the bow of the spindle chair is, `x` cm off its middle."""
    return 52 + 33 * float(np.sqrt(1 - (x / 20.5) ** 2))


def shell_chair(color: str = "#c9972f", legs: str = "oak") -> Model:
    """A moulded shell on wooden legs."""

    def shell(u: Array, v: Array) -> Array:
        s = (v - 0.5) * 2
        way = u * 1.9
        seat = np.clip(way, 0, 1)
        back = np.clip(way - 0.85, 0, None)
        half = 22 + 2 * np.sin(u * np.pi) - 5 * np.clip(u - 0.75, 0, None) * 4
        y = (
            44
            - 3 * np.sin(seat * np.pi * 0.9)
            + 40 * back**1.05 * (1 / 1.05)
            + s**2 * 4.4 * (1 - np.abs(u - 0.5))
        )
        z = 22 - 38 * seat - 12 * back + 5.0 * s**2 * back
        return np.stack([s * half * (1 - 0.12 * s**2), y, z], axis=-1)

    skin = Finish(color, rough=0.45, gloss=0.045)

    def rounded(u: Array, v: Array) -> np.ndarray:
        x, y = np.abs(v - 0.5) * 2, np.abs(u - 0.5) * 2
        return np.asarray(x**5 + y**7 < 1)

    m = sheet(shell, skin, rows=90, columns=90, mask=rounded)
    up = OAK_UP if legs == "oak" else SOFT_BLACK
    for x in (-1, 1):
        for z in (-1, 1):
            m += tube([(x * 22, 0, z * 21), (x * 9, 39, z * 8)], [0.9, 1.6], up, smooth=False)
    return m + move(box(22, 1.4, 20, SOFT_BLACK, corner=3, edge=0.4), y=38)


def lounge_chair(color: str = "#a3b196", finish: str = "oak") -> Model:
    """A low armchair: wooden frame, two loose cushions."""
    flat, up = WOODS[finish]
    cloth = Finish(
        color,
        rough=0.95,
        sheen=0.3,
        gloss=0.01,
        relief=both(weave(0.9, 0.06), crumpled(14, 0.3, 4)),
    )
    m: Model = []
    for x in (-1, 1):
        m += tube([(x * 33, 0, 30), (x * 33, 52, 26)], [1.5, 2.2], up, smooth=False)
        m += tube([(x * 33, 0, -34), (x * 33, 49, -24)], [1.5, 2.0], up, smooth=False)
        m += tube(
            [(x * 33, 53, 32), (x * 33.6, 54, 10), (x * 33, 50, -22), (x * 32, 49, -30)],
            [1.6, 2.6, 2.2, 1.4],
            flat,
            flat=0.6,
        )
    m += tube("-33 30 26, 33 30 26", 1.8, flat, smooth=False) + tube(
        "-33 24 -26, 33 24 -26", 1.8, flat, smooth=False
    )
    seat = turn(box(60, 14, 60, cloth, corner=7, edge=5, bulge=3), x=6)
    back = turn(box(60, 14, 54, cloth, corner=7, edge=5, bulge=3), x=72)
    return turn(m + move(seat, 0, 29, 4) + move(back, 0, 62, -26), y=-6)


def stool(finish: str = "oak", color: str | None = None, high: float = 45) -> Model:
    """A round stool on three or four turned legs."""
    flat, up = _wood(finish, color)
    m: Model = []
    count = 3 if high < 50 else 4
    for k in range(count):
        a = np.radians(90 + 360 / count * k + (45 if count == 4 else 0))
        c, s = np.cos(a), np.sin(a)
        m += tube([(19 * c, 0, 19 * s), (11 * c, high - 2, 11 * s)], [1.1, 1.7], up, smooth=False)
    if count == 4:
        ring = [
            (16.4 * np.cos(a), high * 0.34, 16.4 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 60)
        ]
        m += tube(ring, 0.7, STEEL, closed=True, smooth=False)
    seat = "0.01 0, 14 0!, 16.6 .6, 17 2, 16.4 3.2, 14 3.2, 6 2.6, .01 2.5"
    return m + move(lathe(seat, flat), y=high - 3)


def bench(finish: str = "oak", cushion: str | None = None) -> Model:
    """A long bench, with a cushion if wished."""
    flat, up = WOODS[finish]
    m = move(box(120, 3.2, 34, flat, corner=3, edge=0.7), y=42)
    for x in (-1, 1):
        for z in (-1, 1):
            m += tube([(x * 54, 0, z * 14), (x * 47, 42, z * 11)], [1.5, 2.2], up, smooth=False)
        m += tube([(x * 51, 18, -12.4), (x * 51, 18, 12.4)], 1.2, up, smooth=False)
    m += tube("-51 18 0, 51 18 0", 1.2, up, smooth=False)
    if cushion:
        cloth = Finish(
            cushion,
            rough=0.95,
            sheen=0.3,
            gloss=0.01,
            relief=both(weave(0.9, 0.06), crumpled(14, 0.25, 2)),
        )
        m += move(box(118, 5, 33, cloth, corner=3, edge=2.2, bulge=1), y=45.2)
    return turn(m, y=-24)


def office_chair(color: str = "#44474b") -> Model:
    """A desk chair on five castors."""
    m: Model = []
    for k in range(5):
        a = np.radians(90 + 72 * k)
        c, s = np.cos(a), np.sin(a)
        m += tube(
            [(0, 13, 0), (14 * c, 11, 14 * s), (29 * c, 8, 29 * s)],
            [2.4, 1.9, 1.4],
            metallic("#c2bfba", 0.3),
            flat=0.8,
        )
        for off in (-1.5, 1.5):
            m += move(
                turn(
                    lathe("0.01 -.9, 2.6 -.9, 3 0, 2.6 .9, .01 .9", SOFT_BLACK, samples=20),
                    z=90,
                    y=72 * k,
                ),
                29 * c + off * s,
                3,
                29 * s - off * c,
            )
    m += tube("0 12 0, 0 40 0", 2.0, STEEL, smooth=False)
    cloth = Finish(color, rough=0.95, sheen=0.25, gloss=0.01, relief=weave(0.7, 0.05))
    m += move(box(48, 7, 47, cloth, corner=10, edge=3, bulge=1.4), y=42)
    m += tube(
        "0 42 -14, 0 44 -26, 0 60 -29, 0 70 -27", 1.6, BLACK, flat=1.8, square=4, up=(1, 0, 0)
    )
    back = Puff(
        mirrored("0 31, 13 30, 20 24, 21.4 8, 20 -10, 16 -16, 0 -17"), 3.4, cloth, soft=5, back=True
    )
    m += move(turn(bow(back.model), x=-8), 0, 74, -25)
    for x in (-1, 1):
        m += tube([(x * 20, 46, -4), (x * 29, 48, -4), (x * 29.6, 62, -3)], 1.2, SOFT_BLACK)
        m += move(box(6, 2.4, 24, RUBBER, corner=2.6, edge=0.9), x * 29.6, 62, 0)
    return turn(m, y=-16)


def bow(model: Model) -> Model:
    """The model curved round the sitter."""
    return bend(
        model,
        lambda p: np.stack([p[..., 0], p[..., 1], p[..., 2] + 0.011 * p[..., 0] ** 2], axis=-1),
    )


def footrest(color: str = "#b9745a") -> Model:
    """A round upholstered pouf."""
    cloth = Finish(color, rough=0.95, sheen=0.35, gloss=0.01, relief=_chunky)
    return lathe("0.01 0, 18 0!, 23 3, 26 12, 25 22, 19 29, 8 31, .01 31.2", cloth, around=160)


def _chunky(u: Array, v: Array, at: Array) -> Array:
    x = v * 34
    slant = np.abs(x - np.floor(x) - 0.5) * 1.2
    y = at[:, 1] / 3.0 - slant
    return grid(0.9 * np.abs(np.sin(y * np.pi)) ** 0.6 * np.abs(np.sin(x * np.pi)) ** 0.5)


def side_table(finish: str = "oak", color: str | None = None) -> Model:
    """A small round table on three legs."""
    flat, up = _wood(finish, color)
    m: Model = []
    for k in range(3):
        a = np.radians(90 + 120 * k)
        m += tube(
            [(19 * np.cos(a), 0, 19 * np.sin(a)), (14 * np.cos(a), 48, 14 * np.sin(a))],
            [1.1, 1.6],
            up,
            smooth=False,
        )
    return m + move(
        lathe("0.01 0, 20 0!, 21 .5, 21.2 2.6!, 20.4 2.6!, 20.2 1.8, .01 1.8", flat), y=47.6
    )

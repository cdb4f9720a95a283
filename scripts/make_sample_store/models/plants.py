"""House plants, leaf by leaf."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np

from ..studio.pattern import cloudy, grainy
from ..studio.solids import lathe, leaf, tube
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
    scale,
    turn,
)
from .finishes import foliage
from .leaves import heart, trailing, veined
from .pots import pot as planter


def _potted(
    plant: Model, color: str, kind: str = "plain", form: str = "straight", size: float = 1.0
) -> Model:
    level = {"straight": 13.0, "round": 12.6, "classic": 13.4, "bowl": 8.5}[form] * size
    return planter(color, kind, form, size, saucer=False) + move(plant, y=level - 0.6)


def _arch(
    angle: float, out: float, up: float, droop: float, start: float = 0.0
) -> list[tuple[float, float, float]]:
    c, s = math.cos(angle), math.sin(angle)
    return [
        (c * out * t, start + up * math.sin(t * math.pi * 0.5) - droop * t**3, s * out * t)
        for t in (0, 0.3, 0.6, 0.85, 1)
    ]


def monstera(color: str = "#3f6a4c", pot: str = "#ebe9e4", seed: int = 3) -> Model:
    """Large split leaves on arching stalks."""
    rng = random.Random(seed)
    m: Model = []
    blade = veined(color, "#8fae86")
    for k in range(10):
        angle = k * 2.4 + rng.uniform(-0.2, 0.2)
        high = 19 + 20 * (k / 10) + rng.uniform(-2, 2)
        reach = 17 - 9 * (k / 10) + rng.uniform(-2, 2)
        stalk = _arch(angle, reach, high, 2)
        m += tube(stalk, [0.5, 0.4, 0.32], Finish(lighter(color, 0.15), rough=0.5))
        c, s = math.cos(angle), math.sin(angle)
        x, y, z = stalk[-1]
        size = rng.uniform(10, 14.5)
        spine = [
            (x - c * size * 0.22, y + 1.2, z - s * size * 0.22),
            (x + c * size * 0.3, y + 0.4, z + s * size * 0.3),
            (x + c * size * 0.7, y - size * 0.34, z + s * size * 0.7),
            (x + c * size * 0.85, y - size * 0.75, z + s * size * 0.85),
        ]
        m += leaf(spine, size * 1.15, blade, shape=heart, fold=0.12, side=(-s, 0, c), mask=_splits)
    return _potted(m, pot)


def _splits(u: Array, v: Array) -> np.ndarray:
    s = np.abs(v - 0.5) * 2
    slit = (
        (np.abs(((u * 6.2 - s * 0.55) % 1) - 0.5) < 0.11 * s) & (s > 0.42) & (u > 0.16) & (u < 0.86)
    )
    hole = (
        (((u * 6.2 - 0.2) % 1 - 0.5) ** 2 * 3 + ((s - 0.27) * 3.4) ** 2 < 0.04)
        & (u > 0.2)
        & (u < 0.8)
    )
    return np.asarray(~(slit | hole))


def snake_plant(color: str = "#3f5f45", pot: str = "#b9745a", seed: int = 1) -> Model:
    """Upright sword leaves with pale edges."""
    rng = random.Random(seed)

    def paint(u: Array, v: Array, at: Array) -> Array:
        s = np.abs(v - 0.5) * 2
        band = 0.5 + 0.5 * np.sin(at[:, 1] * 2.6 + np.sin(v * 9) * 1.4 + np.sin(at[:, 0] * 3))
        base = rgb(color) * (0.75 + 0.6 * band[:, None])
        edge = np.clip((s - 0.74) / 0.08, 0, 1)[:, None]
        return grid(base * (1 - edge) + rgb("#c9c47e") * edge)

    blade = Finish(color, rough=0.42, gloss=0.045, translucent=0.1, paint=paint)
    m: Model = []
    for k in range(11):
        angle = k * 2.4
        r = 0.6 + 0.42 * k
        high = rng.uniform(22, 40) - 0.6 * k
        c, s = math.cos(angle), math.sin(angle)
        lean = rng.uniform(0.08, 0.2)
        spine = [
            (r * c, 0, r * s),
            (r * c * (1 + lean * 3), high * 0.5, r * s * (1 + lean * 3)),
            (r * c + c * high * lean, high, r * s + s * high * lean),
        ]
        face = angle + math.pi / 2 + rng.uniform(-0.5, 0.5)
        m += leaf(
            spine,
            rng.uniform(3.6, 4.8),
            blade,
            shape=_sword,
            fold=0.45,
            side=(math.cos(face), 0, math.sin(face)),
        )
    return _potted(m, pot, "ribbed", "straight", 0.95)


def _sword(t: Array) -> Array:
    return grid(
        np.clip(
            np.minimum(1, np.maximum(1 - t, 0) * 4.5) ** 0.6 * (0.72 + 0.28 * np.sin(t * np.pi)),
            0.01,
            1,
        )
    )


def pothos(color: str = "#5d7f4e", pot: str = "#9dbccf", seed: int = 2) -> Model:
    """A trailing plant in a round pot."""
    body = trailing(color, seed, 20, 0.38)
    return _potted(body, pot, "glazed", "round")


def fern(color: str = "#5a7f47", pot: str = "#8d7a68", seed: int = 5) -> Model:
    """Arching fronds of many leaflets."""
    rng = random.Random(seed)
    blade = foliage(color)
    m: Model = []
    for k in range(26):
        angle = k * 2.4
        out = rng.uniform(12, 24)
        up = rng.uniform(10, 24)
        spine = _arch(angle, out, up, out * 0.65)
        m += leaf(spine, rng.uniform(5.5, 7.5), blade, shape=_frond, fold=0.18, mask=_pinnate)
    return _potted(m, pot, "terracotta", "classic", 0.9)


def _frond(t: Array) -> Array:
    return grid(np.clip(np.maximum(1 - t, 0) ** 0.7 * np.minimum(1, t * 7), 0.01, 1))


def _pinnate(u: Array, v: Array) -> np.ndarray:
    s = np.abs(v - 0.5) * 2
    tooth = np.abs(((u * 24 - s * 0.35) % 1) - 0.5) < 0.36 - 0.16 * s
    return np.asarray(tooth | (s < 0.06))


def cactus(color: str = "#5f7f54", pot: str = "#c9972f", form: str = "column") -> Model:
    """A ribbed column with arms, or a round one with a flower."""

    def flutes(u: Array, v: Array, at: Array) -> Array:
        return grid(0.42 * np.abs(np.cos(v * np.pi * 15)))

    skin = Finish(color, rough=0.7, relief=flutes, paint=cloudy(color, darker(color, 0.25), size=3))
    m: Model = []
    if form == "column":
        m += lathe("3 -1, 3.6 3, 3.7 12, 3.5 18, 2.4 21.4, .01 22.6", skin, around=140)
        m += tube(
            "3 7 0, 6.6 7.2 0, 8 10 0, 8 15 0",
            [1.5, 1.9, 2, 1.6],
            Finish(color, rough=0.7, relief=flutes),
        )
        m += tube(
            "-3 10 0, -6 10.2 .4, -7.2 12.4 .4, -7.2 16 .4",
            [1.3, 1.6, 1.7, 1.3],
            Finish(color, rough=0.7, relief=flutes),
        )
        m += _spines(lambda a, t: (3.9 * math.cos(a), 1 + 18 * t, 3.9 * math.sin(a)), 15, 9)
    else:
        m += lathe("3 -1, 6 1, 7.4 5, 6.6 9, 4 11.6, .01 12.4", skin, around=140)
        m += _spines(
            lambda a, t: (
                7.5 * math.cos(a) * math.sin(math.pi * (0.25 + 0.6 * t)),
                1 + 10.5 * t,
                7.5 * math.sin(a) * math.sin(math.pi * (0.25 + 0.6 * t)),
            ),
            15,
            7,
        )
        petal = Finish("#d4688a", rough=0.6, translucent=0.4)
        for k in range(12):
            a = k * math.pi / 6
            c, s = math.cos(a), math.sin(a)
            m += leaf(
                [(0, 12, 0), (c * 1.6, 13.4, s * 1.6), (c * 3.2, 13.6, s * 3.2)],
                1.2,
                petal,
                fold=0.1,
            )
        m += move(lathe("0.01 1.4, .7 1.2, .8 0", Finish("#e2b93b", rough=0.9)), y=12.4)
    return _potted(m, pot, "glazed", "round", 0.8)


def _spines(
    place: Callable[[float, float], tuple[float, float, float]], around: int, high: int
) -> Model:
    needle = Finish("#efe6cf", rough=0.7)
    m: Model = []
    for k in range(around):
        for j in range(high):
            a = 2 * math.pi * (k + 0.5) / around
            x, y, z = place(a, (j + 0.5) / high)
            for tilt in (-0.5, 0.5):
                out = (math.cos(a + tilt * 0.7), 0.5 * tilt, math.sin(a + tilt * 0.7))
                tip = (x + out[0] * 0.8, y + out[1] * 0.8, z + out[2] * 0.8)
                m += tube(
                    [(x * 0.98, y, z * 0.98), tip],
                    0.045,
                    needle,
                    smooth=False,
                    around=4,
                    caps=False,
                )
    return m


def aloe(color: str = "#7f9f86", pot: str = "#b8633f", seed: int = 7) -> Model:
    """A rosette of thick toothed leaves."""
    rng = random.Random(seed)
    blade = Finish(
        color,
        rough=0.5,
        gloss=0.045,
        translucent=0.1,
        paint=cloudy(lighter(color, 0.1), darker(color, 0.2), size=2),
    )
    m: Model = []
    for k in range(17):
        angle = k * 2.4
        share = k / 17
        out = 13 - 9 * share + rng.uniform(-1, 1)
        up = 9 + 14 * share
        path = _arch(angle, out, up, 1.5)
        m += tube(path, [1.5, 1.5, 1.2, 0.7, 0.12], blade, flat=0.42, up=(0, 1, 0))
    return _potted(m, pot, "terracotta", "classic", 0.82)


def succulents(pot: str = "#d8c7a9", seed: int = 9) -> Model:
    """Three rosettes in a shallow bowl of grit."""
    rng = random.Random(seed)
    m: Model = []
    for x, z, size, color in (
        (-4.4, 1.6, 1.25, "#8fae9a"),
        (4.2, -2.2, 1.05, "#a99bb0"),
        (2.4, 4.6, 0.85, "#9fae6c"),
    ):
        plump = Finish(color, rough=0.55, translucent=0.15, paint=_tipped(color))
        for k in range(30):
            angle = k * 2.4
            share = k / 30
            out = (4.4 - 3.6 * share) * size
            lift = (0.5 + 3.2 * share) * size
            c, s = math.cos(angle), math.sin(angle)
            spine = [
                (x + c * 0.3, 1 + lift * 0.4, z + s * 0.3),
                (x + c * out * 0.6, 1 + lift * 0.7, z + s * out * 0.6),
                (x + c * out, 1 + lift, z + s * out),
            ]
            m += leaf(spine, 1.9 * size * (1 - 0.5 * share), plump, shape=_spoon, fold=0.4)
    gravel = Finish(
        "#cfc6b6", rough=0.9, relief=grainy(0.6, 0.12), paint=cloudy("#ddd5c6", "#a89b88", size=0.8)
    )
    m += lathe("0.01 .5, 6 .6, 12.2 .35", gravel, samples=20)
    for _ in range(6):
        m += move(
            scale(
                lathe(
                    "0.01 0, .9 .3, .8 .9, .01 1.1",
                    Finish("#b4aa9a", rough=0.9),
                    samples=16,
                    around=20,
                ),
                rng.uniform(0.7, 1.3),
            ),
            rng.uniform(-9, 9),
            0.5,
            rng.uniform(4, 9),
        )
    return _potted(m, pot, "concrete", "bowl")


def _tipped(color: str) -> ColorField:
    def paint(u: Array, v: Array, at: Array) -> Array:
        tip = np.clip((u - 0.8) / 0.2, 0, 1)[:, None]
        return grid(
            rgb(color) * (0.8 + 0.3 * u[:, None]) * (1 - tip)
            + rgb(mix(color, "#b0555c", 0.6)) * tip
        )

    return paint


def _spoon(t: Array) -> Array:
    return grid(
        np.clip(
            np.sin(np.pi * np.clip(t * 0.93 + 0.03, 0, 0.99)) ** 0.6 * (0.55 + 0.45 * t), 0.02, 1
        )
    )


def rubber_tree(color: str = "#2f4f3c", pot: str = "#44474b", seed: int = 4) -> Model:
    """A slim tree with large glossy leaves."""
    rng = random.Random(seed)
    blade = Finish(
        color, rough=0.22, gloss=0.05, translucent=0.2, paint=veined(color, "#6f8f6a").paint
    )
    m = tube(
        "0 -1 0, .6 16 .2, -.4 32 .4, .2 50 0", [1.0, 0.9, 0.7, 0.4], Finish("#6d563f", rough=0.9)
    )
    for k in range(17):
        y = 8 + 2.6 * k
        angle = k * 2.4
        size = rng.uniform(14, 18) * (1 - 0.012 * k)
        c, s = math.cos(angle), math.sin(angle)
        spine = [
            (c * 0.6, y, s * 0.6),
            (c * size * 0.4, y + size * 0.28, s * size * 0.4),
            (c * size * 0.95, y + size * (0.2 + 0.02 * k), s * size * 0.95),
        ]
        m += leaf(spine, size * 0.52, blade, fold=0.22, side=(-s, 0, c))
    return _potted(m, pot, "plain", "straight", 1.15)


def olive_tree(color: str = "#8a9878", pot: str = "#b8633f", seed: int = 6) -> Model:
    """A small standard tree with a round head of narrow leaves."""
    rng = random.Random(seed)
    blade = Finish(
        color, rough=0.5, translucent=0.3, paint=cloudy(color, darker(color, 0.3), size=6)
    )
    bark = Finish("#7a6a58", rough=0.95, relief=grainy(0.6, 0.08))
    m = tube("0 -1 0, .8 12 .3, -.5 24 0, .2 34 0", [1.5, 1.2, 1.1, 0.9], bark)
    for _ in range(330):
        theta, phi = rng.uniform(0, 2 * math.pi), math.acos(rng.uniform(-0.9, 1))
        r = 13 * rng.uniform(0.45, 1) ** 0.4
        x, y, z = (
            r * math.sin(phi) * math.cos(theta),
            42 + r * math.cos(phi),
            r * math.sin(phi) * math.sin(theta),
        )
        way = (
            math.cos(theta) * math.sin(phi) + rng.uniform(-0.5, 0.5),
            math.cos(phi) * 0.8 + rng.uniform(-0.3, 0.6),
            math.sin(theta) * math.sin(phi) + rng.uniform(-0.5, 0.5),
        )
        size = rng.uniform(3.2, 4.6)
        spine = [
            (x, y, z),
            (x + way[0] * size * 0.5, y + way[1] * size * 0.5 + 0.2, z + way[2] * size * 0.5),
            (x + way[0] * size, y + way[1] * size - 0.3, z + way[2] * size),
        ]
        m += leaf(spine, 1.1, blade, fold=0.2)
    for k in range(6):
        a = k * 2.4
        m += tube(
            [
                (0, 32, 0),
                (5 * math.cos(a), 38, 5 * math.sin(a)),
                (9 * math.cos(a), 46, 9 * math.sin(a)),
            ],
            [0.6, 0.4, 0.2],
            bark,
        )
    return _potted(m, pot, "terracotta", "classic", 1.0)


def herb_tuft(color: str = "#6f9150", seed: int = 0) -> Model:
    """A tuft of small herb leaves."""
    rng = random.Random(seed)
    blade = foliage(color)
    m: Model = []
    for k in range(16):
        angle = k * 2.4
        lean, high = rng.uniform(2, 6), rng.uniform(6, 12)
        c, s = math.cos(angle), math.sin(angle)
        stem = [(0, 0, 0), (c * lean * 0.5, high * 0.6, s * lean * 0.5), (c * lean, high, s * lean)]
        m += tube(stem, 0.14, Finish(darker(color, 0.2), rough=0.7))
        for j in range(5):
            t = 0.35 + 0.16 * j
            x, y, z = c * lean * t, high * t, s * lean * t
            for side in (-1, 1):
                way = angle + side * 1.3 + rng.uniform(-0.4, 0.4)
                size = 2.8 * (1.15 - 0.4 * t)
                spine = [
                    (x, y, z),
                    (x + math.cos(way) * size * 0.6, y + 0.8, z + math.sin(way) * size * 0.6),
                    (x + math.cos(way) * size, y + 0.3, z + math.sin(way) * size),
                ]
                m += leaf(spine, 1.7, blade, fold=0.2)
    return m


def herb_trio(pot: str = "#ebe9e4") -> Model:
    """Three herbs in small pots."""
    m: Model = []
    for k, (tone, x, z) in enumerate((("#6f9150", -12, 0), ("#8a9f7c", 0, 3), ("#4f7a45", 12, 0))):
        m += move(_potted(herb_tuft(tone, k + 3), pot, "speckled", "straight", 0.62), x, 0, z)
    return m


def lavender(color: str = "#7f74a8", pot: str = "#9a9c9b") -> Model:
    """Grey stems with flower spikes."""
    rng = random.Random(12)
    m: Model = []
    for k in range(34):
        a = k * 2.4
        lean, high = rng.uniform(1, 10), rng.uniform(16, 26)
        c, s = math.cos(a), math.sin(a)
        stem = [
            (c * 1.5, 0, s * 1.5),
            (c * lean * 0.5, high * 0.5, s * lean * 0.5),
            (c * lean, high, s * lean),
        ]
        m += tube(stem, 0.14, Finish("#8f9f86", rough=0.8))
        spike = Finish(
            color,
            rough=0.9,
            relief=grainy(0.3, 0.12),
            paint=cloudy(color, darker(color, 0.35), size=0.7),
        )
        m += move(
            turn(
                lathe("0.01 0, .45 .4, .6 2, .5 4, .01 5.2", spike, samples=24, around=20),
                z=-c * lean * 1.3,
                x=s * lean * 1.3,
            ),
            c * lean,
            high - 0.6,
            s * lean,
        )
        if k % 2:
            m += leaf(
                [(0, 0, 0), (c * 3, 5, s * 3), (c * 6.4, 8, s * 6.4)],
                0.7,
                Finish("#93a38c", rough=0.8, translucent=0.3),
                fold=0.2,
            )
    return _potted(m, pot, "concrete", "classic", 0.9)

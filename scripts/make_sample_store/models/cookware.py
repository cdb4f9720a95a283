"""Pans, pots and what belongs on and in them."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import grainy
from ..studio.solids import box, lathe, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, move, turn
from .finishes import (
    BLACK,
    BRASS,
    CAST_IRON,
    CLEAR,
    OAK,
    STEEL,
    WALNUT,
    metallic,
    satin,
)
from .linens import mitt

SEASONED = Finish("#242322", rough=0.42, relief=grainy(0.12, 0.004))
COATED = Finish("#2b2b2d", rough=0.5)


def frying_pan(kind: str = "iron", wide: float = 26.0) -> Model:
    """A pan seen from above at a slant: cast iron, carbon steel, or coated aluminium."""
    r = wide / 2
    outer, inner = {
        "iron": (CAST_IRON, CAST_IRON),
        "carbon": (metallic("#6f6a66", 0.38), SEASONED),
        "coated": (satin("#3f4a50"), COATED),
        "steel": (STEEL, metallic("#cfccc6", 0.28)),
    }[kind]
    m = lathe(f"0.01 0, {r * 0.74} 0!, {r * 0.8} .3, {r} 4.2!, {r + 0.35} 4.5", outer)
    m += lathe(f"{r + 0.35} 4.5, {r + 0.1} 4.6, {r - 0.3} 4.3!, {r * 0.76} .7, .01 .6", inner)
    if kind == "iron":
        m += tube(
            f"{r - 0.2} 3.9 0, {r + 3} 4.4 0, {r + 9} 5 0, {r + 12} 5 0",
            [1.4, 1, 1.3, 1.5],
            outer,
            flat=2,
            up=(0, 0, 1),
        )
        m += tube(
            f"{-r + 0.2} 3.9 2.4, {-r - 2.4} 4.1 1.6, {-r - 2.4} 4.1 -1.6, {-r + 0.2} 3.9 -2.4",
            0.6,
            outer,
        )
    else:
        m += tube(f"{r - 0.4} 3.6 0, {r + 3} 4.6 0, {r + 6} 5.4 0", [0.9, 0.7, 0.7], STEEL, flat=2)
        grip = STEEL if kind in ("carbon", "steel") else WALNUT
        m += tube(f"{r + 5} 5.2 0, {r + 12} 7 0, {r + 19} 8 0", [0.8, 1.05, 0.95], grip, flat=1.5)
    return turn(m, y=28)


def _pot(r: float, h: float, outer: Finish, inner: Finish) -> Model:
    m = lathe(f"0.01 0, {r - 0.8} 0!, {r - 0.2} .25, {r} .9!, {r} {h}!, {r + 0.3} {h + 0.2}", outer)
    return m + lathe(f"{r + 0.3} {h + 0.2}, {r - 0.35} {h}!, {r - 0.35} 1!, .01 .6", inner)


def _ear(x: float, y: float, finish: Finish, thick: float = 0.5) -> Model:
    s = 1 if x > 0 else -1
    path = f"{x} {y} 3, {x + s * 2.6} {y + 0.2} 2.6, {x + s * 2.6} {y + 0.2} -2.6, {x} {y} -3"
    return tube(path, thick, finish, flat=1.2, up=(0, 1, 0))


def _domed_lid(r: float, y: float, finish: Finish, knob: Finish) -> Model:
    m = lathe(
        f"{r + 0.4} {y}, {r + 0.5} {y + 0.5}, {r * 0.8} {y + 1.6}, "
        f"{r * 0.4} {y + 2.5}, .01 {y + 2.7}",
        finish,
    )
    z = y + 2.6
    return m + lathe(f"0.6 {z}, .6 {z + 0.8}, 1.9 {z + 1.5}, 1.9 {z + 2.1}, .01 {z + 2.4}", knob)


def casserole(color: str = "#8f3b32") -> Model:
    """An enamelled cast-iron casserole with its lid."""
    enamel = satin(color)
    m = _pot(12, 10.5, enamel, satin("#e9dfcc"))
    m += _domed_lid(11.9, 10.6, enamel, BRASS)
    m += _ear(11.6, 8, enamel, 0.75) + _ear(-11.6, 8, enamel, 0.75)
    return turn(m, y=-18)


def saucepan(
    color: str = "#cfccc6", wide: float = 16.0, lid: bool = True, copper: bool = False
) -> Model:
    """A straight-sided steel or copper saucepan with a long handle."""
    r, h = wide / 2, wide * 0.52
    skin = metallic("#d98f66", 0.2) if copper else metallic(color, 0.24)
    m = _pot(r, h, skin, metallic("#cfccc6", 0.3))
    if lid:
        m += lathe(f"{r + 0.2} {h + 0.2}, {r * 0.7} {h + 1.4}, .01 {h + 2}", CLEAR)
        m += lathe(
            f"{r - 0.2} {h + 0.1}, {r + 0.4} {h + 0.15}, {r + 0.4} {h + 0.6}, {r - 0.2} {h + 0.6}",
            STEEL,
        )
        m += lathe(
            f"0.6 {h + 1.9}, .6 {h + 2.7}, 1.5 {h + 3.2}, 1.5 {h + 3.9}, .01 {h + 4.2}", BLACK
        )
    grip = BRASS if copper else STEEL
    m += tube(
        f"{r - 0.2} {h * 0.8} 0, {r + 3} {h * 0.84} 0, {r + 9} {h + 0.4} 0, {r + 17} {h + 2} 0",
        [0.9, 0.65, 0.8, 0.95],
        grip,
        flat=1.7,
    )
    return turn(m, y=24)


def wok(color: str = "#6f6a66") -> Model:
    """A round-sided carbon-steel wok with a wooden handle."""
    m = lathe("0.01 0, 5 0!, 9 1.6, 14.4 6.2, 16.4 9.4, 16.6 9.8", metallic(color, 0.4))
    m += lathe("16.6 9.8, 16.3 9.6, 14.2 6.5, 9 2, 5 .5, .01 .4", SEASONED)
    m += tube("15.9 8.8 0, 20 10.4 0", 0.75, STEEL, flat=1.6)
    m += tube("20 10.3 0, 27 13 0, 35 15.4 0", [1.0, 1.25, 1.1], OAK)
    m += _ear(-15.8, 8.6, OAK, 0.7)
    return turn(m, y=26)


def steamer(color: str = "#d9bd84") -> Model:
    """A two-storey bamboo steamer with a woven lid."""
    cane = Finish(color, rough=0.55, relief=_woven)
    side = Finish(color, rough=0.5)
    m: Model = []
    for y in (0.0, 6.0):
        m += lathe(f"10.4 {y}, 11.6 {y}!, 11.6 {y + 5.6}!, 10.4 {y + 5.6}", side)
        m += lathe(
            f"11.65 {y + 0.3}, 12 {y + 0.4}, 12 {y + 1.7}, 11.65 {y + 1.8}",
            Finish(darker(color, 0.15), rough=0.5),
        )
    m += lathe("11.9 11.9, 12.1 12.3, 12.1 14.4, 11.8 14.8", side)
    m += lathe("11.8 14.6, 8 16, .01 16.6", cane, samples=60)
    return m + tube("-3.2 16.2 0, -2.6 18.4 0, 2.6 18.4 0, 3.2 16.2 0", 0.55, side, flat=1.6)


def _woven(u: Array, v: Array, at: Array) -> Array:
    k = 2 * np.pi / 1.5
    wave = np.sin(at[:, 0] * k) * np.sin(at[:, 2] * k)
    return grid(0.09 * np.sign(wave) * np.abs(wave) ** 0.4)


def glass_lid(wide: float = 26.0) -> Model:
    """A domed glass lid, leaning to show its rim."""
    r = wide / 2
    m = lathe(f"{r} .4, {r * 0.8} 1.9, {r * 0.4} 3.1, .01 3.4", CLEAR)
    m += lathe(f"{r - 0.3} .1, {r + 0.3} .2, {r + 0.3} .8, {r - 0.3} .8, {r - 0.3} .1", STEEL)
    m += lathe("0.7 3.3, .7 4.2, 2 4.8, 2 5.7, .01 6", BLACK)
    return m


def roasting_tray(color: str = "#3a3b3d") -> Model:
    """A deep tray with two folding handles and a rack inside."""
    body = satin(color)
    m = box(38, 0.6, 27, body, corner=3, edge=0.2)

    def wall(u: Array, v: Array) -> Array:
        angle = v * 2 * np.pi
        c, s = np.cos(angle), np.sin(angle)
        rim = np.maximum(np.abs(c), np.abs(s)) ** -0.82
        out = 1 + 0.06 * u
        return np.stack([c * rim * 19 * out, 0.3 + u * 6.2, s * rim * 13.5 * out], axis=-1)

    m += sheet(wall, body, rows=12, columns=160)
    for k in range(9):
        x = -14 + k * 3.5
        m += tube([(x, 2.6, -11.5), (x, 2.6, 11.5)], 0.18, STEEL, smooth=False)
    for z in (-11.5, 11.5):
        m += tube([(-14.5, 2.6, z), (14.5, 2.6, z)], 0.25, STEEL, smooth=False)
    for x in (-20.4, 20.4):
        m += tube(
            [(x, 6.4, -4.5), (x * 1.07, 8.6, -4.2), (x * 1.07, 8.6, 4.2), (x, 6.4, 4.5)], 0.4, STEEL
        )
    return turn(m, y=-16)


def oven_gloves(color: str = "#4d6a8a") -> Model:
    """A pair of quilted mitts, one over the other."""
    return mitt(color) + move(turn(mitt(color), z=-24), 11, -2, -1.2)

"""Tents, tarps and what one sleeps on."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import both, crumpled, quilted
from ..studio.soft import Puff, mirrored
from ..studio.solids import box, lathe, sheet, tube
from ..studio.surface import (
    Array,
    ColorField,
    Finish,
    Model,
    Surface,
    darker,
    grid,
    lighter,
    move,
    rgb,
    scale,
    turn,
)
from .finishes import BLACK, STEEL, metallic, nylon

POLE = metallic("#d3d5d6", 0.3)
CORD = Finish("#e8823c", rough=0.8)


def dome_tent(color: str = "#59603f", persons: int = 2, porch: bool = True) -> Model:
    """A dome over two crossing poles, its door open a hand's width."""
    long, wide, high = 105 + 8 * persons, 62 + 24 * persons, 78 + 9 * persons
    fly = Finish(
        color, rough=0.5, gloss=0.04, sheen=0.1, translucent=0.25, paint=_panels(color, high)
    )

    def dome(u: Array, v: Array) -> Array:
        angle = v * 2 * np.pi
        c, s = np.cos(angle), np.sin(angle)
        rise = u * np.pi / 2
        square = (np.abs(c) ** 3.2 + np.abs(s) ** 3.2) ** (-1 / 3.2)
        reach = np.maximum(np.cos(rise), 0) ** 0.8
        blend = square * (1 - u) + u
        return np.stack(
            [c * blend * reach * long, high * np.sin(rise) ** 0.92, s * blend * reach * wide],
            axis=-1,
        )

    m = sheet(dome, fly, rows=70, columns=180)
    for corner in (45.0, 135.0):
        path = []
        for side, way in ((0, np.linspace(0, 1, 20)), (180, np.linspace(1, 0, 20))):
            v = np.full(20, ((corner + side) % 360) / 360)
            path.append(dome(grid(way), grid(v)))
        m += tube(np.concatenate(path) * grid([1.012, 1.012, 1.012]), 0.9, POLE, smooth=False)
    if porch:
        m += _door(wide, high, color)
    return m + _guys(dome)


def _panels(color: str, high: float) -> ColorField:
    base, dark = color, darker(color, 0.45)

    def paint(u: Array, v: Array, at: Array) -> Array:
        out = np.empty((len(at), 3), dtype=np.float32)
        out[:] = rgb(base)
        out[at[:, 1] < high * 0.07] = rgb(dark)
        seam = np.abs(((v * 8 + 0.5) % 1) - 0.5) < 0.008
        out[seam] = rgb(darker(base, 0.25))
        return out

    return paint


def _door(wide: float, high: float, color: str) -> Model:
    """A porch bulging towards the viewer, with a mesh door behind a half-open zip."""
    fly = nylon(lighter(color, 0.12), 24, 1.0)

    def porch(u: Array, v: Array) -> Array:
        side = (v - 0.5) * 2
        rise = u * np.pi / 2
        half = wide * 0.78 * (1 - u**1.6)
        z = wide * 0.93 + wide * 0.62 * np.cos(rise) * (1 - np.abs(side) ** 1.7)
        return np.stack([side * half, high * 0.82 * np.sin(rise), z - u * wide * 0.42], axis=-1)

    def opening(u: Array, v: Array) -> np.ndarray:
        return np.asarray((np.abs(v - 0.42) > 0.17 * (1 - u**2)) | (u > 0.72))

    inner = Finish("#2b2d2c", rough=0.95)

    def mesh(u: Array, v: Array) -> Array:
        side = (v - 0.5) * 2
        return np.stack(
            [side * wide * 0.7 * (1 - u), high * 0.75 * u, np.full_like(u, wide * 0.97)], axis=-1
        )

    m = sheet(porch, fly, rows=60, columns=120, mask=opening)
    m += sheet(mesh, inner, rows=6, columns=6)
    line = [porch(grid([u]), grid([0.42 + 0.17 * (1 - u**2)]))[0] for u in np.linspace(0, 0.72, 20)]
    return m + tube(np.array(line) * grid([1, 1, 1.01]), 0.6, BLACK, smooth=False)


def _guys(dome: Surface) -> Model:
    m: Model = []
    for v in (0.125, 0.375, 0.625, 0.875):
        start = dome(grid([0.42]), grid([v]))[0]
        foot = dome(grid([0.0]), grid([v]))[0] * grid([1.24, 0, 1.24])
        m += tube([start, foot], 0.3, CORD, smooth=False)
        m += tube([foot - grid([0, 2, 0]), foot + grid([0, 5, 0])], 0.6, STEEL, smooth=False)
    return m


def tunnel_tent(color: str = "#a34a28", arches: int = 3) -> Model:
    """A long tent over parallel arches, lower at the far end."""
    fly = Finish(color, rough=0.5, gloss=0.04, translucent=0.25)
    length = 95 * arches
    heights = np.linspace(118, 92, arches)
    places = np.linspace(-length / 2, length / 2, arches)

    def skin(u: Array, v: Array) -> Array:
        x = -length * 0.68 + v * length * 1.3
        high = np.interp(x, [-length * 0.68, *places, length * 0.62], [4, *heights, 4])
        near = np.min(np.abs(x[..., None] - places), axis=-1) / (length / max(arches - 1, 1))
        inside = (x > places[0]) & (x < places[-1])
        high = high * np.where(inside, 1 - 0.1 * np.sin(np.clip(near, 0, 0.5) * 2 * np.pi / 2), 1)
        a = np.pi * u
        half = 0.66 * high + 14 * (high > 20)
        return np.stack([x, high * np.maximum(np.sin(a), 0) ** 0.85, -half * np.cos(a)], axis=-1)

    m = sheet(skin, fly, rows=70, columns=150)
    for x, high in zip(places, heights, strict=True):
        a = np.linspace(0, np.pi, 40)
        half = 0.66 * high + 14
        path = np.stack(
            [
                np.full(40, x),
                high * np.maximum(np.sin(a), 0) ** 0.85 + 0.8,
                -half * np.cos(a) * 1.01,
            ],
            axis=-1,
        )
        m += tube(path, 1.1, Finish(darker(color, 0.4), rough=0.6), smooth=False)
    door = Finish(darker(color, 0.55), rough=0.9)

    def flap(u: Array, v: Array) -> Array:
        a = (0.62 + 0.26 * u) * np.pi
        x = places[0] + 22 + v * (places[1] - places[0] - 44)
        high = np.interp(x, places, heights) * 0.99
        half = 0.66 * high + 15
        return np.stack(
            [x, high * np.maximum(np.sin(a), 0) ** 0.85, -half * np.cos(a) * 1.015], axis=-1
        )

    m += sheet(flap, door, rows=24, columns=24)
    for x, z in (
        (-length * 0.68 - 40, 0.0),
        (length * 0.62 + 40, 0.0),
        (places[0], 130.0),
        (places[-1], 112.0),
    ):
        top = (x * 0.72, 80.0, 0.0) if z == 0 else (x, 78.0, 50.0)
        m += tube([top, (x, 0, z)], 0.35, CORD, smooth=False)
    return turn(m, y=-14)


def tarp(color: str = "#6b7345") -> Model:
    """A square of cloth over a ridge line on two poles."""
    cloth = Finish(color, rough=0.5, gloss=0.04, translucent=0.3, relief=crumpled(30, 1.5, 2))

    def roof(u: Array, v: Array) -> Array:
        x = (v - 0.5) * 300 * (1 - 0.1 * np.sin(u * np.pi))
        side = np.abs(u - 0.5) * 2
        sag = 10 * np.cos((v - 0.5) * np.pi)
        y = (
            150
            - 108 * side
            - sag * (1 - side)
            - 9 * np.sin(side * np.pi)
            + 6 * side * np.cos(v * 2 * np.pi)
        )
        return np.stack([x, y, (u - 0.5) * 290], axis=-1)

    m = sheet(roof, cloth, rows=60, columns=60)
    for s in (-1, 1):
        m += tube([(s * 148, 0, 0), (s * 146, 152, 0)], 1.4, POLE, smooth=False)
        m += tube([(s * 146, 150, 0), (s * 238, 0, 0)], 0.45, CORD, smooth=False)
        for z in (-1, 1):
            m += tube([(s * 148, 46, z * 143), (s * 172, 0, z * 196)], 0.45, CORD, smooth=False)
    return m


def sleeping_bag(color: str = "#23505c", lining: str = "#e0a06a", loft: float = 1.0) -> Model:
    """A mummy bag seen from above, its hood open."""
    shell = Finish(
        color,
        rough=0.55,
        gloss=0.035,
        sheen=0.15,
        relief=both(quilted(11, 1.4), crumpled(6, 0.35, 3)),
    )
    body = Puff(
        mirrored("0 98, 20 95, 33 82, 37 64, 39 40, 34 -10, 25 -62, 22 -88, 12 -98, 0 -99"),
        11 * loft,
        shell,
        soft=15,
    )
    m = list(body.model)
    hood = Puff(
        mirrored("0 92, 15 90, 22 80, 20 66, 8 58, 0 57"),
        1.2,
        Finish(lining, rough=0.6, relief=crumpled(5, 0.5, 1)),
        soft=5,
        on=body,
        lift=0.2,
    )
    m += hood.model
    zip_line = body.line("-12 58, -18 40, -19 0, -15 -40", 1.1, BLACK, above=0.6)
    rim = tube(
        np.column_stack(
            [_loop(22, 19, 75), body.height(_loop(22, 19, 75)[:, 0], _loop(22, 19, 75)[:, 1]) + 0.6]
        ),
        2.2,
        Finish(darker(color, 0.2), rough=0.6, relief=crumpled(3, 0.4, 2)),
        smooth=False,
        closed=True,
    )
    return m + zip_line + rim


def _loop(wide: float, high: float, y: float) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, 90)
    return np.stack([wide * np.cos(angle), y + high * np.sin(angle)], axis=-1)


def sleeping_mat(color: str = "#b9745a", rolled: bool = False) -> Model:
    """An air mat lying flat with its chambers, or a foam mat rolled up."""
    if rolled:
        foam = Finish(color, rough=0.95, gloss=0.01)
        turns = np.linspace(0, 9.5 * np.pi, 400)
        radius = 2.2 + turns * 0.235
        spiral = np.stack([radius * np.cos(turns), radius * np.sin(turns) + 9.3], axis=-1)

        def roll(u: Array, v: Array) -> Array:
            place = u * (len(spiral) - 1)
            i = np.minimum(place.astype(int), len(spiral) - 2)
            f = (place - i)[..., None]
            ring = spiral[i] * (1 - f) + spiral[i + 1] * f
            return np.stack([(v - 0.5) * 54, ring[..., 1], ring[..., 0]], axis=-1)

        m = sheet(roll, foam, rows=400, columns=6)
        inner = sheet(
            roll,
            Finish(darker(color, 0.3), rough=0.95),
            rows=400,
            columns=3,
        )
        for x in (-14, 14):
            ring = [
                (x, 9.3 + 9.5 * np.sin(a), 9.5 * np.cos(a)) for a in np.linspace(0, 2 * np.pi, 60)
            ]
            m += tube(ring, 0.35, BLACK, closed=True, smooth=False, flat=5, square=6, up=(1, 0, 0))
        return turn(scale(m + move(scale(inner, 0.998), y=0.02), 1), y=-32)
    skin = Finish(color, rough=0.6, relief=quilted(8.2, 0.9, axis=0, start=-26))
    m = box(56, 6, 182, skin, corner=12, edge=2.8, bulge=0.6)
    return turn(m + move(lathe("0.01 0, 1.4 0, 1.4 .9, .01 1", BLACK), 20, 6, -84), y=24)


def groundsheet(color: str = "#5d6b75") -> Model:
    """A folded sheet with eyelets, its bag and cord beside it."""
    cloth = nylon(color, 7, 0.4)
    m: Model = []
    for k in range(6):
        m += move(
            turn(box(34, 0.7, 26, cloth, corner=1, edge=0.33), y=(k % 2) * 1.2),
            0.1 * k,
            k * 0.66,
            0.08 * k,
        )
    for x in (-15, 15):
        m += move(
            lathe(
                "0.7 0, 1.3 .1, 1.3 .3, .7 .3", Finish("#d9b56a", rough=0.3, metal=1), samples=10
            ),
            x,
            4.4,
            11,
        )
    sack = tube(
        "-11 2.6 20, 0 2.8 20, 11 2.6 20", [2.6, 3.2, 2.9], nylon(darker(color, 0.2), 3, 0.3)
    )
    return turn(m + sack + tube("11 2.6 20, 15 1 21, 13 .4 25, 18 .4 26", 0.3, CORD), y=-20)


def pegs(color: str = "#d98f66") -> Model:
    """Six Y-shaped pegs with cord loops, laid out as a fan."""
    m: Model = []
    for k in range(6):
        peg: Model = []
        for side in (0, 120, 240):
            peg += turn(
                move(box(17, 0.9, 0.28, metallic(color, 0.35), corner=0.1, edge=0.05), y=0),
                x=side,
                about=(0, 0, 0),
            )
        peg += tube("8.4 .2 0, 10.4 .1 .9, 11.6 .1 0, 10.4 .1 -.9, 8.4 .2 0", 0.22, CORD)
        m += turn(move(peg, 2, 0.9, (k - 2.5) * 3.1), y=(k - 2.5) * -5)
    return m

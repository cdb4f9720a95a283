"""Backpacks, bags and pouches, sewn from puffed outlines, straps and zips."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import both, crumpled, weave
from ..studio.soft import Puff, mirrored
from ..studio.solids import box, lathe, tube
from ..studio.surface import Array, Finish, Model, darker, grid, lighter, move, turn
from .finishes import BLACK, leather


def _fabric(color: str, seed: int = 0, fold: float = 0.35) -> Finish:
    return Finish(
        color,
        rough=0.75,
        gloss=0.025,
        sheen=0.18,
        relief=both(crumpled(7, fold, seed), weave(0.32, 0.012)),
    )


def _coated(color: str, seed: int = 0) -> Finish:
    return Finish(color, rough=0.42, gloss=0.045, relief=crumpled(6, 0.3, seed))


def _webbing(color: str = "#26272a") -> Finish:
    return Finish(color, rough=0.85, gloss=0.02, relief=weave(0.25, 0.02))


def _shoulder_straps(wide: float, top: float, low: float, finish: Finish) -> Model:
    m: Model = []
    for s in (-1, 1):
        path = [
            (s * wide * 0.5, top - 2, -3),
            (s * wide * 0.95, top - 1.5, -8),
            (s * wide * 1.35, (top + low) * 0.56, -10.5),
            (s * wide * 1.2, low + 5, -8),
            (s * wide * 0.9, low, -4),
        ]
        m += tube(path, [2.4, 3.2, 3.0, 1.6, 1.1], finish, flat=0.3, square=4)
    return m


def daypack(
    color: str = "#3f6a4c", accent: str = "#26272a", flap: bool = False, deep: float = 8.0
) -> Model:
    """A rounded daypack with a front pocket and zips."""
    cloth, dark = _fabric(color), _fabric(darker(color, 0.22), 3)
    trim = _webbing(accent)
    body = Puff(
        mirrored("0 45, 8 44.5, 13.5 40, 15 30, 15.4 12, 15 2, 12 0, 0 -.2"),
        deep,
        cloth,
        soft=9,
        back=True,
    )
    m = list(body.model)
    pocket = Puff(
        mirrored("0 21, 9 20.6, 11.8 18, 12.2 6, 11.4 2.4, 8 1.6, 0 1.4"),
        3.2,
        dark,
        soft=2.6,
        on=body,
        lift=-0.3,
    )
    m += pocket.model
    if flap:
        lid = Puff(
            mirrored("0 45.6, 9 45, 14.2 40.5, 15.2 33, 14.8 28.5, 12.5 26.6, 0 26"),
            1.3,
            cloth,
            soft=2.2,
            on=body,
            lift=0.7,
        )
        m += lid.model
        for x in (-6.5, 6.5):
            m += pocket.line(
                [(x, 27.5), (x, 22), (x, 12)], 2.0, leather("#8a5432"), flat=0.15, above=1.1
            )
            m += move(
                box(2.8, 2.2, 0.6, Finish("#c8a466", rough=0.3, metal=1), corner=0.3),
                x,
                15.2,
                float(pocket.height(np.array([x]), np.array([16.0]))[0]) + 0.7,
            )
    else:
        m += body.line(mirrored("0 38.5, 9 37, 13 31, 14.3 22")[:4], 0.75, trim, above=0.1)
        m += body.line(
            [(-x, y) for x, y in mirrored("0 38.5, 9 37, 13 31, 14.3 22")[:4]],
            0.75,
            trim,
            above=0.1,
        )
    m += pocket.line("-9.6 18.4, -4 19.2, 4 19.2, 9.6 18.4", 0.7, trim, above=0.12)
    m += move(
        tube("0 0 0, .3 -1.6 .4, 0 -3.2 .3", 0.35, Finish(lighter(color, 0.5), rough=0.7)),
        8.6,
        18.4,
        float(pocket.height(np.array([8.6]), np.array([18.0]))[0]) + 0.3,
    )
    m += tube("-3.2 44 -1, -2.6 48 -1, 2.6 48 -1, 3.2 44 -1", 0.8, trim, flat=0.4, square=4)
    return m + _shoulder_straps(9, 43, 4, cloth)


def rolltop(color: str = "#c9972f") -> Model:
    """A waterproof pack with a rolled top and a buckle."""
    cloth = _coated(color)
    trim = _webbing()
    body = Puff(
        mirrored("0 44, 10 44!, 14 43.5!, 15 30, 15.2 6, 13.5 .6, 0 .2"),
        8.5,
        cloth,
        soft=9,
        back=True,
    )
    m = list(body.model)
    m += tube("-14.6 45.6 0, 14.6 45.6 0", 2.1, cloth, flat=1.1, smooth=False)
    m += tube("-14.6 48 -.6, 14.6 48 -.6", 1.5, cloth, flat=1.1, smooth=False)
    for s in (-1, 1):
        m += tube(
            [(s * 14.4, 46.5, 0.5), (s * 16.6, 42, 0.5), (s * 16.4, 30, 0.5), (s * 15.6, 22, 0.5)],
            1.1,
            trim,
            flat=0.2,
            square=5,
        )
        m += move(box(2.6, 4.4, 1.2, BLACK, corner=0.4, edge=0.3), s * 16.5, 31, 0.6)
    m += body.line("0 43, 0 22, 0 2", 2.2, trim, flat=0.12, above=0.25)
    m += body.line("-14 27, 0 27.4, 14 27", 1.8, trim, flat=0.14, above=0.25)
    pocket = Puff(
        mirrored("0 21, 9.5 20.8, 10.6 19, 10.4 4.2, 9 3, 0 2.8"),
        2.0,
        cloth,
        soft=2,
        on=body,
        lift=0.1,
    )
    m += pocket.model + pocket.line("-9 19.2, 9 19.2", 0.8, _webbing("#15161a"), above=0.1)
    return m + _shoulder_straps(9, 43, 4, trim)


def trekking_pack(color: str = "#2f7378", high: float = 1.0) -> Model:
    """A tall pack with a lid pocket, side pouches, hip belt and lashed mat."""
    cloth, dark, grey = _fabric(color), _fabric(darker(color, 0.3), 4), _fabric("#3a3d42", 6, 0.2)
    trim = _webbing()
    top = 58 * high
    body = Puff(
        mirrored(f"0 {top}, 10 {top - 0.6}, 14 {top - 5}, 15.6 {top * 0.6}, 15.4 12, 13.6 2, 0 0"),
        10,
        cloth,
        soft=10,
        back=True,
    )
    m = list(body.model)
    front = Puff(
        mirrored(f"0 {top * 0.56}, 8.6 {top * 0.55}, 10.4 {top * 0.5}, 10.8 12, 9.6 5.6, 0 5"),
        3.4,
        grey,
        soft=3,
        on=body,
        lift=-0.2,
    )
    m += front.model
    lid = Puff(
        mirrored(
            f"0 {top + 7}, 9 {top + 6.6}, 14 {top + 3}, 14.6 {top - 3.5}, "
            f"12.6 {top - 7}, 0 {top - 7.6}"
        ),
        10.5,
        dark,
        soft=9,
        back=True,
    )
    m += move(lid.model, z=1.0)
    m += lid.line(f"-9 {top - 1.6}, 0 {top - 0.9}, 9 {top - 1.6}", 0.7, trim, above=1.1)
    for s in (-1, 1):
        side = Puff(
            [(s * 9.5, 21), (s * 15.4, 20), (s * 17.6, 12), (s * 16.8, 2.6), (s * 10, 1.6)],
            5.5,
            dark,
            soft=4,
            back=True,
        )
        m += move(side.model, z=-0.5)
        m += body.line(
            [(s * 7, top - 5), (s * 7.6, top * 0.64), (s * 7.2, top * 0.56)],
            1.5,
            trim,
            flat=0.16,
            above=1.2,
        )
        m += move(box(2.4, 3.2, 0.9, BLACK, corner=0.4, edge=0.3), s * 7.6, top * 0.6, 10.6)
        belt = [
            (s * 10, 6, -2),
            (s * 18, 7, -5),
            (s * 24, 7, -2),
            (s * 25, 5.6, 5),
            (s * 21, 4.6, 9),
        ]
        m += tube(belt, [2.8, 3.6, 3.4, 2.2, 1.2], dark, flat=0.3, square=4)
    m += _shoulder_straps(10, top - 8, 10, dark)
    mat = tube("-17 -3.6 4, 17 -3.6 4", 4.4, Finish("#8b9a83", rough=0.9), smooth=False)
    for x in (-9, 9):
        mat += tube(
            [(x, 2, 6), (x, -1, 9), (x, -5.5, 8.8), (x, -8.4, 4.5)],
            1.1,
            trim,
            flat=0.2,
            square=5,
            up=(0, 0.4, 1),
        )
    return m + mat


def laptop_pack(color: str = "#44474b") -> Model:
    """A square-shouldered pack for work."""
    cloth, dark = _fabric(color, 2, 0.2), _fabric(darker(color, 0.2), 5, 0.15)
    trim = _webbing("#17181a")
    body = Puff(
        mirrored("0 43, 11 43, 14.4 41, 15 37, 15 4, 14.2 1, 11 .2, 0 0"),
        6.5,
        cloth,
        soft=5.5,
        back=True,
    )
    m = list(body.model)
    upper = Puff(
        mirrored("0 26.6, 11.6 26.4, 12.6 25, 12.8 17.6, 12 16, 0 15.8"),
        1.6,
        cloth,
        soft=1.6,
        on=body,
        lift=0.1,
    )
    lower = Puff(
        mirrored("0 15, 12 14.8, 13 13.6, 13 3, 12 1.6, 0 1.4"),
        2.2,
        dark,
        soft=2,
        on=body,
        lift=0.1,
    )
    m += upper.model + lower.model
    m += upper.line("-11.4 25.2, 11.4 25.2", 0.7, trim, above=0.15)
    m += lower.line("-11.6 13.4, 11.6 13.4", 0.7, trim, above=0.15)
    m += body.line(
        "-14.4 24, -14.2 36, -12 40.4, 0 41.4, 12 40.4, 14.2 36, 14.4 24", 0.8, trim, above=0.1
    )
    m += move(box(4.2, 2.2, 0.3, leather("#8a5432"), corner=0.3), 0, 31.5, 6.7)
    m += tube("-4 42.4 -1, -3.6 46.4 -1, 3.6 46.4 -1, 4 42.4 -1", 0.9, trim, flat=0.4, square=4)
    return m + _shoulder_straps(9, 42, 4, dark)


def tote(color: str = "#dccdb2", handle: str = "#8a5432", plain: bool = False) -> Model:
    """An open canvas bag with long handles."""
    cloth = Finish(
        color,
        rough=0.95,
        gloss=0.01,
        sheen=0.2,
        relief=both(crumpled(9, 0.5, 3), weave(0.36, 0.03)),
    )
    body = Puff(
        mirrored("0 34, 17 34.4!, 18 33.6!, 17.4 16, 16.4 1.4, 14.6 0, 0 -.3"),
        6,
        cloth,
        soft=8,
        back=True,
    )
    m = list(body.model)
    if not plain:
        base = Puff(
            mirrored("0 9.5, 17.2 9.7!, 16.6 1.2, 14.6 -.1, 0 -.4"),
            0.25,
            leather(handle),
            soft=0.4,
            on=body,
            lift=0.15,
        )
        m += base.model
    m += body.line(
        "-16.8 32.6, 0 32.4, 16.8 32.6", 0.16, Finish(darker(color, 0.3), rough=0.9), above=0.25
    )
    strap = leather(handle) if not plain else cloth
    for z, lift in ((3.2, 0.0), (-3.6, 1.2)):
        m += tube(
            [
                (-8, 24, z + 2.4),
                (-8, 34, z + 0.6),
                (-6.8, 46 + lift, z - 0.4),
                (0, 53 + lift, z - 0.6),
                (6.8, 46 + lift, z - 0.4),
                (8, 34, z + 0.6),
                (8, 24, z + 2.4),
            ],
            1.25,
            strap,
            flat=0.22,
            square=5,
        )
    return m


def duffel(color: str = "#75304a") -> Model:
    """A barrel travel bag with two handles."""
    cloth = _coated(color, 2)
    dark = _coated(darker(color, 0.4), 5)
    trim = _webbing()

    m = tube("-24 14 0, -20 14 0, 20 14 0, 24 14 0", [13.6, 14, 14, 13.6], cloth, around=40)
    for x in (-24.2, 24.2):
        m += tube([(x, 14, 0), (x * 1.04, 14, 0)], 13.4, dark, smooth=False, around=40)
    m += tube("-19 27.4 3, 19 27.4 3", 0.6, trim, smooth=False)
    for x in (-10, 10):
        band = [
            (x, 14 + 14.2 * np.sin(a), 14.2 * np.cos(a))
            for a in np.radians(np.linspace(-80, 128, 40))
        ]
        m += tube(band, 0.35, trim, smooth=False, flat=5, square=6, up=(1, 0, 0), caps=False)
    for z, h in ((7, 35), (-3, 37)):
        m += tube(
            [(-10, 26.6, z), (-9, h - 2, z), (0, h, z), (9, h - 2, z), (10, 26.6, z)],
            1.1,
            trim,
            flat=0.4,
            square=4,
        )
    return turn(m, y=-14)


def hip_bag(color: str = "#2c4f96") -> Model:
    """A small bag on a belt."""
    cloth = _fabric(color, 1, 0.15)
    trim = _webbing()
    body = Puff(
        mirrored("0 13, 9 12.6, 12.4 9.6, 11.6 3.4, 8 .4, 0 0"), 4.4, cloth, soft=4, back=True
    )
    m = list(body.model)
    pocket = Puff(
        mirrored("0 7.4, 7 7, 8.6 5.4, 7.6 2, 5 1, 0 .8"),
        1.2,
        _fabric(darker(color), 2, 0.1),
        soft=1.2,
        on=body,
    )
    m += pocket.model + pocket.line("-6.8 6, 0 6.6, 6.8 6", 0.45, trim, above=0.1)
    m += body.line("-10.8 8.6, -6 10.6, 0 11, 6 10.6, 10.8 8.6", 0.6, trim, above=0.1)
    for s in (-1, 1):
        m += tube(
            [
                (s * 11, 8.6, -1),
                (s * 16, 9.4, -4),
                (s * 17, 9.6, -11),
                (s * 9, 9.8, -17),
                (0, 9.8, -18),
            ],
            1.5,
            trim,
            flat=0.2,
            square=5,
            up=(0, 0, 1),
        )
    return m + move(box(4, 3, 0.9, BLACK, corner=0.6, edge=0.3), 0, 8.3, -18)


def packing_cubes(color: str = "#9dbccf") -> Model:
    """Three zipped cubes in three sizes, stacked."""
    m: Model = []
    y = 0.0
    for number, (wide, high, deep) in enumerate(((34, 9, 25), (27, 8, 20), (18, 6.5, 14))):
        tone = (color, lighter(color, 0.35), darker(color, 0.25))[number]
        m += move(
            box(wide, high, deep, _fabric(tone, number, 0.3), corner=4, edge=2.6, bulge=1.2), y=y
        )
        ring = [(wide / 2 * c, y + high * 0.62, deep / 2 * s) for c, s in _squircle()]
        m += tube(ring, 0.42, _webbing(), smooth=False, closed=True)
        m += move(
            box(6, 0.5, 3, Finish("#2a2b2e", rough=0.8), corner=1, edge=0.2), 0, y + high + 1.0
        )
        y += high + 0.9
    return turn(m, y=-24)


def _squircle() -> list[tuple[float, float]]:
    angle = np.linspace(0, 2 * np.pi, 80)
    c, s = np.cos(angle), np.sin(angle)
    return [
        (float(np.sign(a) * abs(a) ** 0.3) * 1.005, float(np.sign(b) * abs(b) ** 0.3) * 1.005)
        for a, b in zip(c, s, strict=True)
    ]


def rain_cover(color: str = "#e2b93b") -> Model:
    """A bright cover pulled over a pack, puckered at its edge."""
    cloth = Finish(color, rough=0.42, gloss=0.05, relief=both(crumpled(5, 0.7, 4), _pucker))
    body = Puff(
        mirrored("0 48, 10 46.4, 15.6 38, 16.6 22, 15.6 5, 11 .4, 0 -.2"),
        9,
        cloth,
        soft=10,
        back=True,
    )
    strip = body.line(
        "-9 26, 0 26.4, 9 26", 1.6, Finish("#e8ebec", rough=0.25, metal=1), flat=0.1, above=0.6
    )
    return [*body.model, *strip]


def _pucker(u: Array, v: Array, at: Array) -> Array:
    away = np.maximum(np.abs(at[:, 0]) / 16, np.abs(at[:, 1] - 24) / 24)
    return grid(
        0.35
        * np.clip((away - 0.75) / 0.25, 0, 1)
        * np.sin(np.arctan2(at[:, 1] - 24, at[:, 0]) * 70)
    )


def dry_bag(color: str = "#a34a28") -> Model:
    """A roll-top dry bag standing full."""
    cloth = _coated(color, 6)
    m = lathe("0.01 0, 7.6 0!, 8.6 .8, 9 6, 9 20, 8.2 26, 6 30.5, 4 32.6", cloth)
    m += tube("-10.5 33 0, 10.5 33 0", 1.5, cloth, smooth=False)
    m += tube(
        "-10 33 0, -12 38 0, -4 42 0, 4 42 0, 12 38 0, 10 33 0", 0.9, _webbing(), flat=0.3, square=5
    )
    return m + move(box(4.4, 2.2, 1.4, BLACK, corner=0.4, edge=0.3), 0, 41)

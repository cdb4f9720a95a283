"""Headphones, speakers, a radio and a turntable."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import grainy
from ..studio.solids import box, curve, extrude, lathe, rounded_rectangle, tube
from ..studio.surface import Array, Finish, Model, bounds, darker, grid, lighter, move, scale, turn
from .finishes import (
    BLACK,
    BRASS,
    OAK,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    leather,
    lit,
    matt,
    metallic,
    powder,
    satin,
)


def _mesh(color: str, pitch: float = 0.3) -> Finish:
    """Perforated metal or acoustic cloth over a grille."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        a = at[:, 0] + 0.5 * pitch * np.floor(at[:, 1] / pitch)
        round_ = np.sin(a * np.pi / pitch) * np.sin(at[:, 1] * np.pi / pitch)
        return grid(0.06 * pitch * np.abs(round_))

    return Finish(color, rough=0.8, gloss=0.03, relief=relief)


def headphones(
    color: str = "#eadfca", style: str = "over", metal: str = "#c2bfba", wired: bool = False
) -> Model:
    """Headphones standing on their cups: over the ear, on the ear, or open studio ones."""
    shell = satin(color)
    pad = Finish(darker(color, 0.35), rough=0.6, relief=grainy(0.3, 0.012))
    cup_size = {"over": 1.0, "on": 0.78, "open": 1.12}[style]
    arm = metallic(metal, 0.28)
    m: Model = []
    for s in (-1, 1):
        cup = lathe(
            "0.01 2.3, 2 2.25, 3.4 1.9, 4 1, 4.1 0, 3.8 -.6",
            shell if style != "open" else _mesh(darker(color, 0.5), 0.25),
        )
        if style == "open":
            cup += lathe("3.2 2.05, 3.9 1.6, 4.25 .8, 4.2 0, 3.8 -.6", satin(color))
        else:
            cup += lathe("2.3 2.28, 2.5 2.34, 2.7 2.2", arm, samples=14)
        cup += lathe("3.8 -.5, 4.2 -1, 4.2 -2.2, 3.6 -2.9, 2.5 -2.8, 2.2 -1.6, .01 -1.5", pad)
        cup = scale(turn(cup, z=-90), cup_size, cup_size * 1.2, cup_size)
        cup = turn(cup, y=0 if s > 0 else 180)
        m += move(turn(cup, y=s * -14, z=s * 6), s * 8.3, 5.4, 0)
        yoke = [
            (s * 8.9, 5.4, 4.1 * cup_size),
            (s * 9.5, 8.6, 3.8 * cup_size),
            (s * 9.4, 10.9, 0),
            (s * 9.5, 8.6, -3.8 * cup_size),
            (s * 8.9, 5.4, -4.1 * cup_size),
        ]
        m += tube(yoke, 0.32, arm, up=(1, 0, 0))
        m += tube([(s * 9.4, 10.8, 0), (s * 9.3, 14, 0), (s * 8.6, 16.6, 0)], 0.38, arm, flat=1.9)
    angle = np.radians(np.linspace(12, 168, 50))
    band = np.stack([9.2 * np.cos(angle), 13.6 + 8.6 * np.sin(angle), np.zeros(50)], axis=-1)
    m += tube(
        band,
        0.42,
        satin(darker(color, 0.1)) if style != "open" else arm,
        smooth=False,
        flat=4.2,
        square=4,
        up=(0, 0, 1),
    )
    cushion = np.stack(
        [8.6 * np.cos(angle[8:-8]), 13.4 + 8.1 * np.sin(angle[8:-8]), np.zeros(34)], axis=-1
    )
    m += tube(cushion, 0.62, pad, smooth=False, flat=2.5, square=3, up=(0, 0, 1))
    if wired:
        m += tube("-9 .6 2, -12 .2 6, -8 .2 11, 0 .2 10, 4 .2 14, 12 .2 12", 0.22, SOFT_BLACK)
    return m


def earbuds(color: str = "#ebe9e4", stem: bool = True) -> Model:
    """Wireless earbuds before their open charging case."""
    shell = Finish(color, rough=0.25, gloss=0.05)
    case = box(6.4, 3, 3.2, shell, corner=1.5, edge=0.8)
    case += move(box(5.2, 0.3, 1.9, matt("#2d3034"), corner=0.9, edge=0.1), y=2.85)
    lid = box(6.4, 1.6, 3.2, shell, corner=1.5, edge=0.7)
    lid += move(box(5.2, 0.2, 1.9, matt("#3a3d42"), corner=0.9, edge=0.05), y=-0.12)
    case += move(turn(lid, x=-74), 0, 3.7, -2.2)
    case += move(
        turn(lathe("0.01 .06, .16 .05, .18 0", lit("#9be7b0", 1.0), samples=6), x=90), 0, 1.6, 1.6
    )
    m = list(case)
    for s in (-1, 1):
        bud = lathe(
            "0.01 0, .7 .1, 1.05 .7, 1 1.4, .55 1.9, .5 2!, .8 2.1, .85 2.5, .4 2.9, .01 2.95",
            shell,
            samples=60,
        )
        bud += lathe("0.56 1.95, .86 2.1, .88 2.5, .42 2.95, .01 3", matt("#d9d7d2"))
        bud = turn(bud, z=-s * 60, y=s * 20)
        if stem:
            bud += tube(
                [(0, 0.5, 0), (s * 0.2, -1.2, 0.2), (s * 0.25, -2.5, 0.25)], [0.5, 0.42, 0.4], shell
            )
        bud = turn(bud, x=80 if stem else -8, y=s * 28)
        m += move(bud, s * 2.4, -float(bounds(bud)[0][1]), 5.0)
    return m


def in_ears(color: str = "#a34a28") -> Model:
    """Wired in-ear headphones, their cable coiled."""
    cable = Finish(darker(color, 0.5), rough=0.7)
    turns = np.linspace(0.4, 7.6 * np.pi, 320)
    wave = 0.25 * np.sin(turns * 1.7)
    loop = np.stack(
        [(4.6 + wave) * np.cos(turns), 0.3 + turns * 0.035, (3.4 + wave) * np.sin(turns)], axis=-1
    )
    m = tube(loop, 0.16, cable, smooth=False)
    for s in (-1, 1):
        end = curve(
            [(s * 2.5, 1.1, 2.6), (s * 4, 0.8, 5.4), (s * 3.4, 0.7, 8.4), (s * 2.6, 1.2, 10.2)], 40
        )
        m += tube(end, 0.13, cable, smooth=False)
        bud = lathe("0.01 0, .8 .1, 1 .7, .9 1.3, .6 1.6", metallic(color, 0.25)) + lathe(
            "0.5 1.55, .9 1.8, .95 2.2, .5 2.7, .01 2.75", matt("#d9d7d2")
        )
        bud += lathe("0.3 -.02, .75 .03, .8 .12", BRASS, samples=8)
        m += move(turn(bud, z=s * 70, y=s * -30, x=-20), s * 2.4, 1.3, 10.6)
    return m + move(
        turn(
            tube("0 0 0, 2.6 0 0", 0.42, metallic(color, 0.3), smooth=False)
            + tube("2.6 0 0, 4.2 0 0", 0.2, BRASS, smooth=False),
            y=30,
        ),
        5.2,
        0.6,
        -1.6,
    )


def headphone_case(color: str = "#44474b") -> Model:
    """A hard zipped case."""
    shell = Finish(color, rough=0.85, gloss=0.02, relief=grainy(0.14, 0.015))
    angle = np.linspace(0, 2 * np.pi, 90)
    ring = np.stack(
        [9.4 * np.cos(angle), 8.6 * np.sin(angle) * (1 - 0.12 * np.sin(angle))], axis=-1
    )[:-1]
    m = extrude(ring, 4.8, shell, edge=2.2, bulge=0.6)
    path = np.stack(
        [9.45 * np.cos(angle), np.full(90, 2.5), 8.65 * np.sin(angle) * (1 - 0.12 * np.sin(angle))],
        axis=-1,
    )
    m += tube(path, 0.28, BLACK, closed=True, smooth=False)
    return turn(
        m + tube("9 2.6 2, 11.6 2.6 2.8, 12 2.6 .6, 9.4 2.6 .6", 0.3, leather("#8a5432")), y=20
    )


def ear_pads(color: str = "#3b2a22") -> Model:
    """A pair of spare cushions."""
    pad = leather(color)
    one = lathe("2.4 .2, 3.6 0, 4.4 .5, 4.6 1.4, 4 2.2, 3 2.2, 2.4 1.6, 2.2 .6, 2.4 .2", pad)
    one += lathe("0.01 .3, 2.4 .3", Finish("#303236", rough=0.95), samples=6)
    return scale(one, 1, 1, 1.15) + move(turn(scale(one, 1, 1, 1.15), x=58), 7.4, 3.6, -4.6)


def headphone_stand(finish: str = "oak") -> Model:
    """A bent wooden stand."""
    wood = OAK if finish == "oak" else WALNUT
    m = box(12, 1.6, 14, wood, corner=2, edge=0.4)
    m += tube(
        "0 1.4 -4, 0 12 -5, 0 22 -4.6, 0 25.4 -2.4, 0 25.6 2.4, 0 24.6 4.4",
        1.0,
        wood,
        flat=2.2,
        square=4,
        up=(1, 0, 0),
    )
    return turn(m, y=-20)


def pocket_speaker(color: str = "#2f7378") -> Model:
    """A small round-cornered speaker with a cloth front and a loop."""
    body = Finish(darker(color, 0.25), rough=0.7)
    ring = rounded_rectangle(11, 9.2, 3.2)
    m = move(turn(extrude(ring, 4.4, body, edge=0.9, top=None), x=90), 0, 4.6, -1.2)
    front = extrude(rounded_rectangle(9.9, 8.1, 2.7), 0.5, _mesh(color, 0.2), edge=0.3, bulge=0.35)
    m += move(turn(front, x=90), 0, 4.6, 3.15)
    m += tube("4.4 8 0, 6.8 9.4 0, 7 6.4 0, 5 6 0", 0.35, leather("#a9743f"))
    return m


def cylinder_speaker(color: str = "#44474b", tall: bool = True) -> Model:
    """An upright portable speaker with controls on top."""
    cloth = _mesh(color, 0.24)
    h = 18.0 if tall else 11.0
    m = lathe("0.01 0, 3.6 0!, 4 .4, 4 1.6!", SOFT_BLACK)
    m += lathe(f"4 1.5, 4.2 1.7, 4.2 {h - 1.5}, 4 {h - 1.3}", cloth)
    m += lathe(
        f"4 {h - 1.4}, 4.05 {h - 0.6}, 3.6 {h}, 2.8 {h - 0.3}, .01 {h - 0.35}",
        satin(darker(color, 0.3)),
    )
    for k in range(3):
        a = np.radians(-30 + 60 * k + 30)
        m += move(
            lathe("0.01 .16, .4 .12, .45 0", Finish("#d8d6d1", rough=0.5), samples=8),
            1.7 * np.cos(a),
            h - 0.34,
            1.7 * np.sin(a),
        )
    return m + tube(
        [(-3.9, h - 1, 0), (-5.2, h + 1.2, 0), (-5.4, h - 3.2, 0), (-4.3, h - 4.6, 0)],
        0.3,
        Finish("#e8823c", rough=0.85),
    )


def bookshelf_pair(finish: str = "walnut") -> Model:
    """Two wooden boxes with woofer and tweeter."""
    wood = {"walnut": WALNUT, "oak": OAK, "black": matt("#242528"), "white": matt("#e8e6e1")}[
        finish
    ]
    one = box(15, 25, 19, wood, corner=0.5, edge=0.3)
    front = box(
        14.6,
        24.6,
        0.6,
        matt("#1f2023") if finish != "white" else matt("#d5d3ce"),
        corner=0.4,
        edge=0.2,
    )
    one += move(front, 0, 0.2, 9.4)
    cone = lathe(
        "5.6 .5, 5.4 .9, 4.9 .7, 4.5 .3, 3 -.9, 2 -1.5, .01 -.7", Finish("#2e2f32", rough=0.6)
    )
    cone += lathe("1.9 -1.45, 1.2 -.6, .01 -.3", Finish("#3c3d40", rough=0.4)) + lathe(
        "5.5 .2, 6.1 .4, 6.2 0", STEEL, samples=16
    )
    one += move(turn(cone, x=90), 0, 8.6, 9.7)
    dome = lathe(
        "2.9 .1, 2.8 .5, 1.6 .2, 1.4 .1!, 1.2 .6, .01 .9", Finish("#c9a45c", rough=0.3, metal=1)
    )
    one += move(turn(dome, x=90), 0, 19, 9.9)
    return turn(one, y=14) + move(turn(one, y=-10), 24, 0, -9)


def soundbar(color: str = "#44474b") -> Model:
    """A long low speaker for under the television."""
    m = box(92, 6.4, 10, matt(darker(color, 0.3)), corner=4.4, edge=1)
    m += move(box(90, 4.8, 9.4, _mesh(color, 0.5), corner=4.2, edge=0.6), 0, 0.8, 0.5)
    for k in range(4):
        m += move(lathe("0.01 .15, .9 .1, 1 0", matt("#c9c7c2"), samples=6), -4.5 + 3 * k, 6.35, 0)
    return turn(m, y=-30)


def table_radio(color: str = "#8f3b32") -> Model:
    """A small radio: cloth grille, dial, wooden shell, bow handle."""
    m = box(24, 14, 9, WALNUT, corner=1.6, edge=0.9)
    m += move(
        turn(extrude(rounded_rectangle(13, 11.4, 1.2), 0.4, _mesh("#d5c6a8", 0.3), edge=0.2), x=90),
        -4.6,
        7,
        4.4,
    )
    m += move(
        turn(extrude(rounded_rectangle(8, 11.4, 1.2), 0.4, satin(color), edge=0.2), x=90), 7, 7, 4.4
    )
    knob = lathe("0.01 1.4, 1.7 1.3, 1.9 1, 2 0", Finish("#efe6d3", rough=0.35)) + move(
        box(0.25, 0.1, 1.3, matt("#8f3b32"), corner=0.1, edge=0.03), 0, 1.35, -0.9
    )
    m += (
        move(turn(knob, x=90, z=0), 7, 8.8, 4.7)
        + move(turn(scale(knob, 0.5), x=90), 5.4, 4, 4.7)
        + move(turn(scale(knob, 0.5), x=90), 8.6, 4, 4.7)
    )
    m += tube("-9 13.6 0, -8 17 0, 8 17 0, 9 13.6 0", 0.7, leather("#8a5432"), flat=0.7, square=4)
    return m + tube("10 13 -4, 15 30 -6", 0.18, STEEL, smooth=False)


def turntable(finish: str = "oak") -> Model:
    """A record player with a record on and its arm resting."""
    plinth = OAK if finish == "oak" else matt("#232427")
    m = move(box(43, 4, 35, plinth, corner=1, edge=0.4), y=1.6)
    for x in (-17, 17):
        for z in (-13, 13):
            m += move(lathe("0.01 0, 2 0, 2.2 1.6", BLACK, samples=10), x, 0, z)

    def grooves(u: Array, v: Array, at: Array) -> Array:
        r = np.linalg.norm(at[:, [0, 2]] - grid([-5, 0]), axis=1)
        return grid(0.008 * np.sin(r * 26) + 0.01 * np.sin(r * 3.1))

    m += move(lathe("0.01 0, 15 0!, 15.2 .2, 15.2 1.6!, 15 1.7", STEEL), -5, 5.6, 0)
    vinyl = Finish("#151518", rough=0.24, gloss=0.06, relief=grooves)
    m += move(lathe("5 1.95, 14.8 1.95, 15 1.8", vinyl, samples=50), -5, 5.6, 0)
    m += move(lathe("0.01 2, 4.9 1.98, 5 1.9", satin("#b8633f"), samples=12), -5, 5.6, 0)
    m += move(lathe("0.01 2.9, .3 2.8, .35 1.9", STEEL, samples=8), -5, 5.6, 0)
    m += move(lathe("0.01 2.6, 1.4 2.4, 2 1.6!, 2.4 1.4, 2.4 0", SOFT_BLACK), 16.4, 5.6, -10)
    m += tube("16.4 9.4 -13.6, 16.4 9.4 -9, 16 9.2 2, 12.4 8.6 8.6, 9.4 8.2 9.8", 0.42, STEEL)
    m += move(turn(box(3.2, 0.9, 1.6, SOFT_BLACK, corner=0.3), y=22), 8.6, 7.8, 10)
    m += tube("16.4 9.4 -13, 16.4 9.4 -16.4", 1.3, STEEL, smooth=False)
    m += move(lathe("0.01 .7, 1.3 .6, 1.4 0", STEEL, samples=10), 17, 5.6, 13.5)
    return turn(m, y=-18)


def microphone(color: str = "#202123") -> Model:
    """A table microphone on a round foot."""
    m = lathe("0.01 0, 5.4 0!, 5.6 .3, 5.4 1, 1.4 1.5, .01 1.6", powder(color))
    m += tube("0 1.4 0, 0 6 0", 0.6, STEEL, smooth=False)
    for s in (-1, 1):
        m += tube(
            [(0, 5.8, 0), (s * 3.4, 6.4, 0), (s * 3.9, 9, 0), (s * 3.7, 12, 0)], 0.45, powder(color)
        )
    m += lathe("0.01 6.9, 2.4 7!, 2.9 7.4, 2.9 14!, 2.8 14.1", powder(color))
    m += lathe("2.95 13.9, 3.05 14.2, 3.05 14.8, 2.95 15", BRASS, samples=14)
    m += lathe("2.9 15, 3 17.6, 2.6 20.2, 1.4 21.6, .01 22", _mesh("#8b8c8d", 0.28))
    return m + move(turn(lathe("0.01 .5, .6 .4, .7 0", BRASS, samples=8), x=90), 0, 10.5, 2.85)


def smart_display(color: str = "#d2d2d0") -> Model:
    """A small amplifier with a volume wheel."""
    m = box(22, 6.4, 16, metallic(color, 0.4), corner=1.2, edge=0.4)
    wheel = lathe("0.01 2, 2.6 1.9, 2.8 1.6, 2.8 0", metallic(lighter(color, 0.2), 0.25))
    m += move(turn(wheel, x=90), 6, 3.2, 8)
    for k in range(3):
        m += move(
            turn(lathe("0.01 .4, .5 .3, .6 0", SOFT_BLACK, samples=8), x=90), -8 + 2.2 * k, 3.2, 8
        )
    m += move(turn(lathe("0.01 .1, .2 .1", lit("#ffb25c", 1.2), samples=4), x=90), 0.6, 3.2, 8.02)
    return turn(m, y=-18)

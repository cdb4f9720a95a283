"""Kitchen textiles and everything that keeps food: jars, tins, boxes."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from ..studio.pattern import bands, both, quilted, weave
from ..studio.prints import artwork, lettering
from ..studio.prints import matt as paper
from ..studio.soft import Puff, mirrored
from ..studio.solids import box, lathe, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, lighter, move, turn
from .finishes import (
    BAMBOO,
    BEECH,
    CLEAR,
    CORK,
    OAK_UP,
    RUBBER,
    STEEL,
    cloth,
    matt,
    powder,
    satin,
)


def mitt(color: str) -> Model:
    """One quilted oven mitt, standing upright in x and y."""
    outline = (
        "-5 -9!, 5 -9!, 5.4 -2, 6.4 2.4, 8.4 4.6, 8.6 6.4, 7 7.2, 5 5.4, 4.4 8, 2.4 12.6, "
        "-1 13.4, -4 12, -5.4 7, -5.4 0"
    )
    finish = Finish(
        color,
        rough=0.95,
        sheen=0.3,
        gloss=0.01,
        relief=both(quilted(2.2, 0.12), quilted(2.2, 0.12, axis=0)),
    )
    puff = Puff(outline, 1.7, finish, soft=2.2, back=True)
    cuff = Puff("-5.4 -11!, 5.4 -11!, 5.3 -8!, -5.3 -8!", 1.6, cloth(lighter(color, 0.5)), soft=1.6)
    loop = tube(
        "-4.6 -11 .4, -5.2 -13.4 .4, -3.4 -13.6 .4, -3.8 -11 .4", 0.22, cloth(darker(color))
    )
    return puff.model + cuff.model + loop


def jar(size: float = 1.0, lid: str = "bamboo", fill: str = "#d8b46a") -> Model:
    """A storage jar with something in it."""
    r, h = 5.4, 14 * size
    grain = Finish(fill, rough=0.9, relief=_grains)
    m = lathe(f"0.01 .4, {r - 0.4} .4!, {r - 0.3} .8, {r - 0.3} {h * 0.7}!, .01 {h * 0.72}", grain)
    m += lathe(f"0.01 0, {r - 0.3} 0!, {r} .4, {r} {h - 0.6}, {r - 0.4} {h}", CLEAR)
    top = {"bamboo": BAMBOO, "cork": CORK, "steel": STEEL}[lid]
    if lid == "cork":
        return m + lathe(
            f"0.01 {h - 1.4}, {r - 0.6} {h - 1.4}, {r - 0.2} {h + 1.4}!, .01 {h + 1.5}", top
        )
    return m + lathe(
        f"0.01 {h}, {r} {h}!, {r + 0.1} {h + 0.3}, {r + 0.1} {h + 1.6}, "
        f"{r - 0.2} {h + 1.9}, .01 {h + 2}",
        top,
    )


def _grains(u: Array, v: Array, at: Array) -> Array:
    k = 2 * np.pi / 0.55
    across = np.sin(at[:, 0] * k + at[:, 1] * 5) * np.sin(at[:, 1] * k)
    return grid(0.05 * (across + np.sin(at[:, 2] * k)))


def jar_trio(lid: str = "bamboo") -> Model:
    """Three jars of falling height."""
    fills = ("#d8b46a", "#7a3f24", "#e8ddc7")
    m: Model = []
    for k, (size, x, z) in enumerate(((1.5, 0, 0), (1.05, 11.6, 2), (0.65, 22, 5))):
        m += move(jar(size, lid, fills[k]), x, 0, z)
    return m


def canister(color: str = "#23505c", word: str = "TEA", high: float = 14) -> Model:
    """A lidded tin with a word on it."""
    skin = satin(color)
    m = lathe(f"0.01 0, 5.4 0!, 5.5 .2!, 5.5 {high}!, 5.3 {high}", skin)
    m += lathe(
        f"5.65 {high - 1.6}, 5.65 {high + 0.3}, 5.3 {high + 0.7}, .01 {high + 0.8}",
        satin(darker(color, 0.15)),
    )
    m += lathe(
        f"0.01 {high + 0.7}, .5 {high + 0.8}, .5 {high + 1.2}, 1.1 {high + 1.8}, .01 {high + 2.4}",
        OAK_UP,
    )

    def label(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        pen.text((w / 2, h / 2), word, font=lettering(110), fill="#f3ead9", anchor="mm")

    picture = paper(artwork(420, 180, color, label), 0.36)

    def curved(u: Array, v: Array) -> Array:
        angle = np.radians(118 - u * 56)
        return np.stack(
            [5.53 * np.cos(angle), high * 0.5 + (0.5 - v) * 2.4, 5.53 * np.sin(angle)], axis=-1
        )

    return turn(m + sheet(curved, picture, rows=24, columns=6), y=20)


def bread_box(color: str = "#eadfca") -> Model:
    """A metal bin with a wooden lid that is a cutting board."""
    m = box(34, 15, 19, powder(color), corner=4, edge=0.8)
    m += move(box(34.6, 1.8, 19.6, BEECH, corner=4, edge=0.4), y=15)
    m += move(turn(lathe("0.01 .9, 1.2 .8, 1.3 0", BEECH, samples=8), x=90), 0, 10, 9.5)
    return turn(m, y=-20)


def lunch_box(color: str = "#a3b196", lid: str = "bamboo") -> Model:
    """A flat lunch box with a strap round it."""
    m = box(18, 5.6, 12, satin(color) if lid != "steel" else STEEL, corner=3, edge=0.6)
    m += move(
        box(
            18.2,
            1.1,
            12.2,
            BAMBOO if lid == "bamboo" else satin(darker(color, 0.1)),
            corner=3,
            edge=0.3,
        ),
        y=5.5,
    )
    strap = tube(
        "0 .1 -6.2, 0 6.7 -6.3, 0 6.7 6.3, 0 .1 6.2",
        0.12,
        RUBBER,
        smooth=False,
        flat=8,
        square=6,
        up=(1, 0, 0),
        caps=False,
    )
    m += move(strap, 3, 0.05)
    return turn(m, y=-24)


def food_boxes(color: str = "#eef2f0") -> Model:
    """A stack of glass boxes with clip lids."""
    m: Model = []
    y = 0.0
    for wide, high in ((20, 7), (18, 5.5), (14, 5)):
        m += move(
            box(
                wide, high, wide * 0.74, Finish(color, rough=0.05, glass=0.9), corner=2.4, edge=0.6
            ),
            y=y,
        )
        m += move(
            box(
                wide - 2,
                high * 0.55,
                wide * 0.74 - 2,
                Finish("#c9763e" if wide > 18 else "#7d9353", rough=0.8),
                corner=2,
                edge=0.8,
            ),
            y=y + 0.5,
        )
        m += move(
            box(wide + 0.6, 1.2, wide * 0.74 + 0.6, matt("#5d6b75"), corner=2.4, edge=0.3),
            y=y + high,
        )
        y += high + 1.2
    return turn(m, y=-22)


def tea_towels(color: str = "#4d6a8a", style: str = "stripe") -> Model:
    """Folded linen towels in a pile."""
    m: Model = []
    for k in range(3):
        ground = "#efe8da"
        stripes = [
            (-99.0, ground),
            (-8.5, color),
            (-7.4, ground),
            (-6.6, color),
            (-6.2, ground),
            (6.2, color),
            (6.6, ground),
            (7.4, color),
            (8.5, ground),
        ]
        paint = bands(stripes, axis=0) if style == "stripe" else None
        tone = ground if style == "stripe" else (color, lighter(color, 0.4), darker(color, 0.25))[k]
        finish = Finish(
            tone, rough=0.95, sheen=0.2, gloss=0.01, relief=weave(0.22, 0.03), paint=paint
        )
        for layer in range(3):
            one = box(23 - layer * 0.15, 0.75, 17, finish, corner=0.8, edge=0.37)
            m += move(turn(one, y=(k - 1) * 3), 0.1 * layer, k * 2.3 + layer * 0.72, 0.1 * layer)
    return turn(m, y=-28)


def apron(color: str = "#4d6a8a") -> Model:
    """A bib apron hanging from its neck strap."""
    body = mirrored("11 30!, 13 20, 20 10!, 24 8!, 24 -38!, 0 -38.6")
    fabric = Finish(color, rough=0.95, sheen=0.2, gloss=0.01, relief=both(weave(0.3, 0.02), _drape))
    puff = Puff(body, 1.0, fabric, soft=1.6)
    m = puff.model
    pocket = Puff(
        "-10 -2!, 10 -2!, 9.6 -16, 8 -17.5, -8 -17.5, -9.6 -16",
        0.5,
        fabric,
        soft=0.5,
        on=puff,
        lift=0.12,
    )
    m = m + pocket.model + puff.line("0 -2, 0 -17.4", 0.18, cloth(darker(color)), above=0.5)
    m += puff.line("-10 -3.2, 10 -3.2", 0.15, cloth(lighter(color)), above=0.55)
    strap = cloth(darker(color, 0.45))
    m += tube(
        "-10.4 29.4 .8, -8 38 .3, 0 43 .2, 8 38 .3, 10.4 29.4 .8", 0.9, strap, flat=0.2, square=5
    )
    for s in (-1, 1):
        m += tube(
            [(s * 23.6, 7.4, 0.5), (s * 27, 2, 0.4), (s * 26, -10, 0.4), (s * 28, -22, 0.4)],
            0.7,
            strap,
            flat=0.25,
            square=5,
        )
    return m


def _drape(u: Array, v: Array, at: Array) -> Array:
    fall = np.clip((12 - at[:, 1]) / 40, 0, 1)
    return grid(0.9 * fall * np.sin(at[:, 0] * 0.55 + np.sin(at[:, 1] * 0.06) * 1.4))


def mixing_spoons() -> Model:
    """Three wooden spoons in a stoneware crock."""
    m = lathe(
        "0.01 0, 5.2 0!, 5.8 .4, 6 14, 5.9 14.4, 5.5 14.2, 5.4 2, .01 1",
        Finish("#e6dccb", rough=0.3),
    )
    for lean, turn_by, width in ((10, 0, 2.6), (-12, 40, 3.0), (4, 150, 2.2)):
        stick = tube("0 2 0, 0 14 0, 0 24 0", 0.62, OAK_UP)
        stick += move(lathe(f"0.01 0, 1 .6, {width} 4, {width * 0.8} 6.6, .01 8", OAK_UP), 0, 23.4)
        m += turn(turn(stick, z=lean), y=turn_by)
    return m

"""Notebooks, pens and what keeps them tidy."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from ..studio.pattern import weave
from ..studio.prints import artwork, lettering
from ..studio.prints import matt as sheet_of
from ..studio.solids import box, lathe, quad, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, lighter, move, turn
from .finishes import (
    BRASS,
    CLEAR,
    OAK,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    leather,
    matt,
    metallic,
    satin,
)

PAGES = Finish(
    "#efe8d8", rough=0.95, gloss=0.01, relief=lambda u, v, at: grid(0.02 * np.sin(at[:, 1] * 60))
)


def notebook(
    color: str = "#23505c",
    band: str = "#d9b56a",
    cover: str = "cloth",
    wide: float = 14.8,
    high: float = 21.0,
    thick: float = 1.5,
    pen: bool = False,
) -> Model:
    """A bound notebook lying flat, with an elastic band and a ribbon."""
    skin = (
        Finish(color, rough=0.9, gloss=0.02, relief=weave(0.13, 0.012))
        if cover == "cloth"
        else leather(color)
        if cover == "leather"
        else matt(color)
    )
    m = move(box(wide - 0.5, thick, high - 0.5, PAGES, corner=0.3, edge=0.05), 0.1, 0.18)
    for y in (0.0, thick + 0.1):
        m += move(box(wide, 0.24, high, skin, corner=0.5, edge=0.1), 0, y)
    m += tube(
        [
            (-wide / 2 + 0.1, thick / 2 + 0.15, -high / 2 + 0.3),
            (-wide / 2 + 0.1, thick / 2 + 0.15, high / 2 - 0.3),
        ],
        thick / 2 + 0.16,
        skin,
        smooth=False,
        flat=0.5,
        up=(1, 0, 0),
        caps=False,
    )
    if band:
        x = wide / 2 - 1.6
        ring = [
            (x, 0, -high / 2 - 0.06),
            (x, thick + 0.4, -high / 2 - 0.06),
            (x, thick + 0.4, high / 2 + 0.06),
            (x, 0, high / 2 + 0.06),
        ]
        m += tube(ring, 0.07, matt(band), smooth=False, flat=5, square=6, up=(1, 0, 0), caps=False)
    m += tube(
        [(-2, thick * 0.6, high / 2 - 0.4), (-2.1, 0.5, high / 2 + 1), (-2.6, 0.1, high / 2 + 2.6)],
        0.05,
        matt(band or "#a34a28"),
        flat=6,
        square=6,
        up=(1, 0, 0),
    )
    if pen:
        m += move(turn(fountain_pen(color), y=62), 1.5, thick + 0.35, 0)
    return turn(m, y=-24)


def notebook_stack(color: str = "#b9745a") -> Model:
    """Three thin notebooks in a pile, tied with string."""
    m: Model = []
    for k, tone in enumerate((color, lighter(color, 0.45), darker(color, 0.3))):
        m += move(turn(notebook(tone, "", "paper", 12.5, 17.6, 0.7), y=(k - 1) * 4), 0, k * 1.05)
    string = matt("#d8cbb0")
    m += turn(
        tube("-6.8 .2 0, -6.8 3.6 0, 0 3.75 0, 6.8 3.6 0, 6.8 .2 0", 0.12, string, smooth=False),
        y=-20,
    )
    return m + turn(
        tube("0 .2 -9.4, 0 3.6 -9.4, 0 3.75 0, 0 3.6 9.4, 0 .2 9.4", 0.12, string, smooth=False),
        y=-20,
    )


def planner(color: str = "#75304a") -> Model:
    """A planner, open at a week."""

    def page(side: int) -> Finish:
        def draw(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
            days = ("Mon", "Tue", "Wed") if side == 0 else ("Thu", "Fri", "Sat Sun")
            for k, day in enumerate(days):
                y = h * (0.06 + 0.31 * k)
                pen.text((w * 0.09, y + 18), day, font=lettering(34), fill="#3b3a37", anchor="lm")
                pen.line((w * 0.08, y + 48, w * 0.92, y + 48), fill=color, width=4)
                for line in range(1, 5):
                    pen.line(
                        (w * 0.08, y + 48 + line * 38, w * 0.92, y + 48 + line * 38),
                        fill="#d6cdbb",
                        width=2,
                    )

        return sheet_of(artwork(560, 780, "#f3ecdc", draw), 0.95)

    cover = Finish(color, rough=0.9, relief=weave(0.13, 0.012))
    m = box(30.6, 0.3, 21.4, cover, corner=0.5, edge=0.1)
    for side in (0, 1):
        sign = 1 if side else -1

        def bowed(u: Array, v: Array, sign: int = sign) -> Array:
            x = u * 14.4 if sign > 0 else (u - 1) * 14.4
            rise = 0.95 * np.exp(-((np.abs(x) - 2.2) ** 2) / 18) * np.clip(np.abs(x) / 0.8, 0, 1)
            return np.stack([x, 0.7 + rise, (v - 0.5) * 20.4], axis=-1)

        m += sheet(bowed, page(side), rows=60, columns=4)
        m += move(box(14.2, 0.5, 20.4, PAGES, corner=0.2, edge=0.05), sign * 7.2, 0.15)
    return turn(
        m
        + tube(
            "0 1 -10, .4 1.2 0, 1 .8 10.4, 1.6 .1 12.6",
            0.06,
            matt(color),
            flat=5,
            square=6,
            up=(1, 0, 0),
        ),
        y=-24,
    )


def fountain_pen(color: str = "#27364f", trim: str = "brass", open_: bool = True) -> Model:
    """A fountain pen lying down, its cap beside it."""
    gold = BRASS if trim == "brass" else STEEL
    body = Finish(color, rough=0.18, gloss=0.05)
    barrel = lathe("0.01 0, .45 .1, .62 1.2, .66 6!, .6 6.1, .52 6.3, .46 9!, .42 9.1", body)
    barrel += lathe("0.67 5.6, .7 5.7, .7 6, .66 6.1", gold, samples=10)
    if open_:
        barrel += lathe("0.4 9, .36 9.6, .01 11.6", gold)
    m = move(turn(barrel, z=-90), -6, 0.68, 0)
    cap = lathe("0.7 0, .76 .1, .76 5, .5 6.1, .01 6.3", body) + lathe(
        "0.77 .2, .8 .3, .8 .9, .77 1", gold, samples=10
    )
    cap += tube([(0.7, 5.4, 0), (1.1, 4.8, 0), (1.0, 1.6, 0), (0.85, 1.3, 0)], 0.13, gold, flat=1.8)
    m += move(turn(turn(cap, z=-90), x=-90), -3, 0.8, 3.2)
    return turn(m, y=-28)


def rollerball(color: str = "#44474b", count: int = 3) -> Model:
    """Slim metal pens side by side."""
    m: Model = []
    tones = (color, lighter(color, 0.4), darker(color, 0.4))
    for k in range(count):
        body = metallic(tones[k % 3], 0.4)
        pen = lathe("0.01 0, .3 .05, .44 .4, .46 9!, .42 10.4, .2 12, .12 12.6, .01 12.7", body)
        pen += lathe("0.01 -.9, .22 -.85, .22 0", STEEL, samples=8)
        pen += tube(
            [(0.42, 0.3, 0), (0.75, 0.4, 0), (0.72, 3.4, 0), (0.5, 3.6, 0)], 0.1, STEEL, flat=1.8
        )
        m += move(turn(turn(pen, z=-90), x=-60), -6 + 0.8 * k, 0.5, k * 1.7)
    return turn(m, y=-30)


def pencils(color: str = "#c9972f") -> Model:
    """Six cedar pencils fanned out, with a brass sharpener."""
    m: Model = []
    for k in range(6):
        tone = (color, lighter(color, 0.4), darker(color, 0.35))[k % 3]
        pencil = lathe("0.36 0, .38 .05, .38 14.6", satin(tone), around=7)
        pencil += lathe("0.38 14.6, .2 16.2", Finish("#d8b48a", rough=0.8), around=20) + lathe(
            "0.2 16.2, .01 17.2", matt("#2b2b2d"), around=14
        )
        m += turn(move(turn(pencil, z=-90), -5, 0.4, 0), y=(k - 2.5) * 9, about=(-5, 0, 0))
    return turn(
        m + move(turn(box(2.4, 1.1, 1.5, BRASS, corner=0.15, edge=0.1), y=30), 3, 0, 9.4), y=-20
    )


def ink_bottle(color: str = "#27364f") -> Model:
    """A square glass bottle of ink."""
    m = move(box(5.4, 3.4, 5.4, Finish(color, rough=0.1), corner=1.0, edge=0.5), y=0.5)
    m += box(6.2, 5, 6.2, CLEAR, corner=1.2, edge=0.6)

    def label(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        pen.rectangle((w * 0.08, h * 0.1, w * 0.92, h * 0.9), outline="#3b3a37", width=4)
        pen.text((w / 2, h * 0.38), "INKFOLD", font=lettering(54), fill="#3b3a37", anchor="mm")
        pen.text((w / 2, h * 0.66), "50 ml", font=lettering(40), fill="#3b3a37", anchor="mm")

    m += move(quad(4.4, 2.6, sheet_of(artwork(440, 260, "#f3ecdc", label), 0.9)), 0, 2.4, 3.14)
    return m + move(lathe("0.01 2.2, 1.9 2.1, 2.1 1.8, 2.1 .2!, 2 0", SOFT_BLACK), y=5)


def pencil_case(color: str = "#a9743f", kind: str = "leather") -> Model:
    """A long soft case with a zip."""
    skin = (
        leather(color)
        if kind == "leather"
        else Finish(color, rough=0.95, sheen=0.2, relief=weave(0.24, 0.02))
    )
    m = box(22, 5.4, 6.4, skin, corner=3, edge=2.5, bulge=0.3)
    m += tube("-9.6 5.5 0, 0 5.75 0, 9.6 5.5 0", 0.34, Finish("#c8a466", rough=0.4, metal=1))
    return turn(m + tube("9.4 5.5 0, 11 5 .6, 12 3.6 1", 0.3, skin), y=-26)


def desk_tray(finish: str = "oak") -> Model:
    """A tray with compartments and a few things in it."""
    wood = OAK if finish == "oak" else WALNUT
    m = box(30, 0.8, 14, wood, corner=1, edge=0.2)
    for x, z, w, d in (
        (0, 6.7, 30, 0.7),
        (0, -6.7, 30, 0.7),
        (-14.7, 0, 0.7, 13.4),
        (14.7, 0, 0.7, 13.4),
        (4, 0, 0.6, 13),
        (9.4, 0, 10.4, 0.6),
    ):
        m += move(box(w, 2.4, d, wood, corner=0.2, edge=0.15), x, 0, z)
    m += move(turn(rollerball("#27364f", 2), y=22), -4.6, 0.8, 0)
    for k in range(5):
        a = k * 1.3
        m += move(
            lathe("0.01 .25, .6 .2, .65 0", BRASS, samples=6),
            9 + 2.6 * np.cos(a),
            0.8 + 0.05 * k,
            3.2 + 1.6 * np.sin(a),
        )
    return turn(m, y=-24)


def letter_set(color: str = "#9dbccf") -> Model:
    """Envelopes and cards fanned out, tied with a ribbon."""
    m: Model = []
    for k in range(5):
        card = box(16, 0.12, 11, matt(color if k % 2 else "#f3ecdc"), corner=0.1, edge=0.04)
        if k % 2:
            card += tube(
                "-8 .16 -5.4, 0 .16 .6, 8 .16 -5.4", 0.05, matt(darker(color, 0.2)), smooth=False
            )
        m += move(turn(card, y=-18 + 9 * k), 0.5 * k, 0.14 * k, 0.2 * k)
    return turn(m, y=-10)

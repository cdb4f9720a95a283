"""Kettles and coffee things."""

from __future__ import annotations

import itertools

import numpy as np
from PIL import ImageDraw

from ..studio.prints import artwork, lettering, matt, printed
from ..studio.solids import box, curve, lathe, quad, sheet, tube
from ..studio.surface import Array, Finish, Model, Patch, Surface, grid, move, scale, turn
from .finishes import (
    BLACK,
    CLEAR,
    COFFEE,
    OAK_UP,
    SOFT_BLACK,
    STEEL,
    WALNUT_UP,
    glaze,
    metallic,
    powder,
    satin,
)
from .finishes import (
    matt as matt_paint,
)

WOODS = {"walnut": WALNUT_UP, "oak": OAK_UP, "black": SOFT_BLACK}


def electric_kettle(
    color: str = "#33453d", size: float = 1.0, grip: str = "walnut", shiny: bool = False
) -> Model:
    """A tapered kettle on its power base, with a bent handle of wood."""
    body = satin(color) if not shiny else metallic(color, 0.18)
    wood = WOODS[grip]
    high = 15.5 * size
    wide = 8.2 + 1.2 * size
    m = lathe(
        [
            (0.01, 0),
            (wide + 0.5, 0),
            (wide + 0.5, 0),
            (wide + 0.7, 0.5),
            (wide + 0.4, 1.9),
            (wide + 0.4, 1.9),
            (0.01, 2),
        ],
        BLACK,
    )
    m += lathe(
        [
            (0.01, 2.2),
            (wide - 0.6, 2.2),
            (wide - 0.6, 2.2),
            (wide, 3),
            (wide - 0.2, 2.2 + high * 0.35),
            (wide * 0.82, 2.2 + high * 0.72),
            (wide * 0.68, 2.2 + high),
            (wide * 0.68, 2.2 + high),
            (wide * 0.66, 2.7 + high),
        ],
        body,
    )
    top = 2.5 + high
    m += lathe(
        [(wide * 0.65, top), (wide * 0.5, top + 0.9), (wide * 0.2, top + 1.5), (0.01, top + 1.6)],
        body,
    )
    m += lathe(
        [
            (0.01, top + 1.5),
            (0.7, top + 1.6),
            (0.6, top + 2),
            (1.3, top + 2.6),
            (1.3, top + 3.1),
            (0.01, top + 3.7),
        ],
        wood,
    )
    m += sheet(_spout(wide * 0.72, 2.2 + high * 0.9, 3.4), body, rows=24, columns=24)
    m += tube(
        [
            (-wide * 0.72, 2 + high * 0.9, 0),
            (-wide * 1.12, 2.5 + high * 0.95, 0),
            (-wide * 1.45, 2 + high * 0.74, 0),
            (-wide * 1.45, 2 + high * 0.4, 0),
            (-wide * 1.36, 2 + high * 0.18, 0),
        ],
        [0.75, 0.95, 1.05, 0.95, 0.7],
        wood,
        flat=0.75,
    )
    return m


def _spout(x: float, y: float, reach: float) -> Surface:
    """A short pulled lip in the wall of a pot."""

    def shape(u: Array, v: Array) -> Array:
        angle = (v - 0.5) * np.pi * 1.1
        out = reach * (1 - u) ** 1.3 * np.cos(angle) ** 2
        half = 2.6 * (0.55 + 0.45 * u)
        return np.stack([x - 1.2 + out + u * 1.6, y + 1.2 - u * 5.5, half * np.sin(angle)], axis=-1)

    return shape


def gooseneck_kettle(
    color: str = "#1f2123", grip: str = "walnut", shiny: bool = False, dial: bool = True
) -> Model:
    """A pour-over kettle with a long thin neck."""
    body = satin(color) if not shiny else metallic(color, 0.2)
    wood = WOODS[grip]
    m = lathe("0.01 2.4, 8 2.4!, 8.6 3, 8.2 6, 6.9 11.6, 6.4 13!, 6.2 13.2", body)
    m += lathe("6.2 13.1, 5.4 13.7, 0.01 14", body)
    m += lathe("0.01 14, 0.5 14, 0.5 14.6, 1.5 15, 1.5 15.8!, 0.01 15.9", wood)
    m += tube(
        "7.8 4.6 0, 10.5 4.4 0, 12.4 6.2 0, 12.6 10.2 0, 13.6 13 0, 15.6 13.9 0, 16.6 13.2 0",
        [1.2, 1, 0.8, 0.66, 0.6, 0.55, 0.5],
        body,
    )
    m += tube(
        "-6.4 12.4 0, -9.5 13.2 0, -13 12.2 0, -14 9.4 0, -13.8 5 0",
        [0.45, 0.5, 0.9, 1.05, 0.85],
        wood,
        flat=0.8,
    )
    if dial:
        m += box(17.5, 2.2, 17.5, BLACK, corner=3, edge=0.4)
        m += move(turn(lathe("0.01 1, 1.1 1!, 1.2 0.9, 1.2 0", STEEL), x=90), 4.6, 1.1, 8.6)
    else:
        m = move(m, y=-2.4)
    return m


def stove_kettle(color: str = "#b4553b", whistle: bool = True) -> Model:
    """A round enamel kettle with a bow handle."""
    body = satin(color)
    m = lathe("0.01 0, 9 0!, 10.6 1.2, 11.2 4, 9.6 9.2, 6 12.2, 4.6 12.7!, 4.4 13", body)
    m += lathe("4.5 12.9, 3.4 13.7, 0.01 14.1", body)
    m += lathe("0.01 14, 0.6 14.2, 0.6 14.7, 1.3 15.4, 0.9 16.2, 0.01 16.5", BLACK)
    m += tube("8.4 6.5 0, 12 8.4 0, 14.2 12.2 0", [2.2, 1.7, 1.25], body)
    if whistle:
        m += move(turn(lathe("0.01 1.4, 1.4 1.2, 1.5 0!", BLACK), z=-32), 14, 11.8)
    for x in (-8.6, 8.6):
        m += tube([(x, 9.4, 0), (x * 0.98, 14, 0), (x * 0.86, 17.4, 0)], 0.32, STEEL, flat=2.2)
    m += tube(
        "-7.6 17.6 0, -5.4 19.6 0, 0 20.6 0, 5.4 19.6 0, 7.6 17.6 0",
        [0.7, 0.95, 1.05, 0.95, 0.7],
        BLACK,
    )
    return m


def french_press(color: str = "#cfcac2", size: float = 1.0, wood: str = "oak") -> Model:
    """A glass press pot in a metal frame with a wooden knob."""
    frame = metallic(color, 0.25)
    r, h = 4.9 * size**0.5, 17 * size**0.6
    m = lathe(
        [(0.01, 0.7), (r - 0.35, 0.7), (r - 0.3, h * 0.68), (r - 0.3, h * 0.68), (0.01, h * 0.69)],
        COFFEE,
    )
    m += lathe([(0.01, h * 0.69), (r - 0.4, h * 0.695)], Finish("#8a5a32", rough=0.8))
    m += lathe([(0.01, 0.4), (r - 0.2, 0.4), (r, 0.9), (r, h), (r, h), (r + 0.25, h + 0.2)], CLEAR)
    for y in (0.5, h * 0.82):
        m += lathe(
            [
                (r + 0.03, y),
                (r + 0.22, y),
                (r + 0.22, y),
                (r + 0.22, y + 1),
                (r + 0.22, y + 1),
                (r + 0.03, y + 1),
            ],
            frame,
        )
    for angle in (20, 110, 200, 290):
        a = np.radians(angle)
        x, z = (r + 0.2) * np.cos(a), (r + 0.2) * np.sin(a)
        m += tube([(x * 1.1, 0, z * 1.1), (x, 0.9, z), (x, h * 0.86, z)], 0.32, frame)
    m += lathe(
        [(r + 0.5, h + 0.1), (r + 0.6, h + 0.7), (r * 0.6, h + 1.7), (0.8, h + 2), (0.01, h + 2)],
        frame,
    )
    m += lathe(
        [
            (0.01, h + 5.6),
            (1.3, h + 5.4),
            (1.6, h + 4.4),
            (1.1, h + 3.6),
            (0.5, h + 3.4),
            (0.22, h + 3.3),
            (0.22, h + 1.8),
        ],
        WOODS[wood],
    )
    m += tube(
        [
            (-r, h * 0.88, 0),
            (-r - 3, h * 0.9, 0),
            (-r - 4.2, h * 0.72, 0),
            (-r - 4, h * 0.34, 0),
            (-r - 2.4, h * 0.14, 0),
            (-r, h * 0.1, 0),
        ],
        [0.5, 0.75, 0.9, 0.9, 0.7, 0.45],
        WOODS[wood],
        flat=0.75,
    )
    return m


def dripper(color: str = "#e9e2d6", server: bool = True) -> Model:
    """A ridged pour-over cone, alone or on its glass server."""
    glazed = glaze(color)
    base = 11.6 if server else 0.0
    m: Model = []
    if server:
        m += lathe("0.01 0.3, 5.2 0.3, 5.8 1.4, 5.3 4.2!, 0.01 4.25", COFFEE)
        m += lathe("0.01 0, 5.4 0, 6.1 1.4, 5.4 5, 3.6 8.6, 3.5 10, 4 11.4!", CLEAR)
        m += tube("-3.9 10.4 0, -6.8 10 0, -7.6 7 0, -5.6 4.4 0", 0.5, CLEAR, flat=0.9)
    cone = "2.2 0.8, 2.6 2, 5.6 8.6!, 5.3 8.6!, 2 1.4"
    m += move(lathe(cone, glazed), y=base)
    m += move(lathe("0.01 0, 5.2 0!, 5.5 0.35, 5.2 0.8!, 2 0.9", glazed), y=base)
    m += tube(
        [(4.6, base + 6.6, 0), (7.4, base + 6.9, 0), (7.8, base + 4.2, 0), (3.6, base + 3, 0)],
        [0.55, 0.6, 0.6, 0.5],
        glazed,
        flat=0.8,
    )
    return m


def moka_pot(color: str = "#c9c9c8", cups: int = 3) -> Model:
    """An eight-sided stove-top espresso pot."""
    k = 0.75 + cups * 0.07
    metal = metallic(color, 0.2)
    m = _faceted("5 0, 5.3 0.4, 4 7.2, 3.7 7.6", metal)
    m += lathe("4 7.3, 4.5 7.5, 4.5 8.7, 4 8.9", metal)
    m += _faceted("3.7 8.8, 4 9.2, 5.3 16, 5.2 16.4", metal)
    m += _faceted("5.35 16.3, 5.3 16.7, 0.8 18.2, 0.01 18.3", metal)
    m += lathe("0.01 18.2, 0.5 18.2, 0.6 18.8, 1.2 19.5, 0.8 20.4, 0.01 20.6", BLACK)
    m += sheet(_spout(5, 14.4, 2.2), metal, rows=16, columns=16)
    m += tube(
        "-4.6 15.8 0, -8.6 16 0, -10 14.6 0, -9.3 9.4 0", [0.55, 0.8, 0.9, 0.75], BLACK, flat=0.8
    )
    return scale(m, k)


def _faceted(profile: str, finish: Finish) -> Model:
    """A turned body with eight flat sides."""
    angles = np.radians(np.arange(9) * 45 + 22.5)
    corners = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    ring = np.concatenate(
        [a + (b - a) * np.linspace(0, 1, 8)[:, None] for a, b in itertools.pairwise(corners)]
    )
    model: Model = []
    line = curve(profile, 30)
    points = np.stack(
        [
            line[:, None, 0] * ring[:, 0],
            np.broadcast_to(line[:, None, 1], (len(line), len(ring))),
            line[:, None, 0] * ring[:, 1],
        ],
        axis=-1,
    )
    for side in range(8):
        model.append(Patch(grid(points[:, side * 8 : side * 8 + 8]), finish))
    return model


def hand_grinder(color: str = "#2e3033") -> Model:
    """A slim hand grinder with its crank."""
    m = lathe("0.01 0, 2.5 0!, 2.6 0.2, 2.6 6.4!, 2.45 6.5, 2.45 6.8, 2.6 6.9", powder(color))
    m += lathe("2.6 6.9, 2.6 9!", Finish("#7b4d2e", rough=0.6))
    m += lathe("2.6 9, 2.65 9.2, 2.6 15.2!, 2.3 15.6, 0.01 15.8", powder(color))
    m += lathe("0.9 15.7, 0.9 16.6!, 0.01 16.7", STEEL)
    m += tube("0 16.4 0, 4 16.9 0.6, 8.6 17.4 1.2", 0.32, STEEL, flat=1.8)
    m += move(
        lathe("0.01 0, 0.5 0.1, 0.7 0.8, 1.3 2, 1.5 3, 1.1 4.1, 0.01 4.5", WALNUT_UP),
        8.4,
        17.3,
        1.2,
    )
    return m


def coffee_scale(color: str = "#1e1f21") -> Model:
    """A flat kitchen scale with a lit readout."""
    m = box(14, 2.2, 16, matt_paint(color), corner=1.6, edge=0.5)
    m += move(
        box(12.4, 0.5, 11.4, Finish("#2b2c2f", rough=0.35), corner=1.2, edge=0.2), 0, 2.1, -1.4
    )

    def screen(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        pen.text((w * 0.06, h / 2), "02:40", font=lettering(84), fill="#e9f5ee", anchor="lm")
        pen.text((w * 0.95, h / 2), "18.0 g", font=lettering(84), fill="#e9f5ee", anchor="rm")

    pixels = artwork(620, 130, "#0c0d0e", screen)
    face = quad(9.5, 2.0, Finish(rough=0.2, glow=0.55, paint=printed(pixels)))
    return m + move(turn(face, x=-90), 0, 2.26, 6)


def paper_filters(color: str = "#d9b98c", white: bool = False) -> Model:
    """A carton of cone filters with a few fanned in front."""
    paper = Finish("#f3efe7" if white else "#d6b184", rough=0.95, gloss=0.01)

    def label(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        ink = "#3c2f25"
        pen.polygon(
            [(w * 0.2, h * 0.2), (w * 0.8, h * 0.2), (w * 0.6, h * 0.62), (w * 0.4, h * 0.62)],
            outline=ink,
            width=7,
        )
        pen.text((w / 2, h * 0.76), "100", font=lettering(120), fill=ink, anchor="mm")
        pen.text((w / 2, h * 0.9), "PAPER FILTERS", font=lettering(44), fill=ink, anchor="mm")

    m = box(13, 15, 4.6, matt_paint(color), corner=0.2, edge=0.12)
    m += move(quad(13 * 0.96, 15 * 0.96, matt(artwork(620, 720, color, label))), 0, 7.5, 2.34)
    for k in range(4):

        def cone(u: Array, v: Array, k: int = k) -> Array:
            half = (1.6 + 4.4 * u) * (v - 0.5) * 2
            return np.stack([half, u * 10, 0.5 * np.cos((v - 0.5) * np.pi) * (0.3 + u)], axis=-1)

        piece = turn(sheet(cone, paper, rows=16, columns=16), x=-62, y=-24 + k * 13)
        m += move(piece, 5 + k * 0.8, 0.3 + k * 0.22, 13)
    return m

"""Jackets, hats and gloves, laid flat or hung on a wall."""

from __future__ import annotations

import numpy as np

from ..studio.pattern import both, crumpled, knit, melange, quilted, ribs, weave
from ..studio.soft import Puff, mirrored
from ..studio.solids import box, dots, lathe, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, grid, lighter, move, rgb, scale, turn
from .finishes import BLACK, OAK_UP, STEEL, knitted, wool

BODY = "0 30!, 6 30.6, 12 29, 19 25.4!, 19.6 14, 19 0, 19.4 -16, 20.4 -33!, 10 -33.8, 0 -34"
SLEEVE = (
    "11 28.6!, 19.4 25.8, 24 14, 27.4 -2, 30.4 -22, 31.6 -29.6!, 24.6 -31.4!, "
    "22 -20, 18.6 -4, 16.6 8, 12 20"
)


def _flip(points: np.ndarray) -> np.ndarray:
    return points * [-1, 1]


def _garment(
    body_finish: Finish, sleeve_finish: Finish, thick: float, long: float = 0.0
) -> tuple[Puff, Model]:
    """Body and sleeves; `long` lengthens the hem by so many cm."""
    half = dots(BODY)
    half[half[:, 1] < -10, 1] -= long
    body = Puff(mirrored(half), thick, body_finish, soft=6)
    m: Model = []
    for side in (1, -1):
        ring = dots(SLEEVE)
        sleeve = Puff(ring if side == 1 else _flip(ring), thick * 0.8, sleeve_finish, soft=4)
        m += move(sleeve.model, z=0.2)
    return body, m + body.model


def _zip(body: Puff, top: float, low: float, color: str = "#1c1d20") -> Model:
    m = body.line(
        [(0, top), (0, (top + low) / 2), (0, low)],
        0.9,
        Finish(color, rough=0.6, relief=ribs(120, 0.03, along="u")),
        above=0.12,
        flat=0.25,
    )
    return m + move(
        box(0.7, 2.0, 0.3, STEEL, corner=0.2),
        0,
        top - 3.4,
        float(body.height(np.array([0.0]), np.array([top - 3.0]))[0]) + 0.5,
    )


def rain_jacket(color: str = "#c9972f", long: float = 0.0) -> Model:
    """A hooded shell jacket with taped zips."""
    shell = Finish(color, rough=0.5, gloss=0.04, sheen=0.12, relief=crumpled(9, 0.55, 4))
    dark = Finish(darker(color, 0.18), rough=0.5, gloss=0.04, relief=crumpled(8, 0.5, 8))
    body, m = _garment(shell, shell, 3.4, long)
    lining = Puff(
        mirrored("0 41, 6 40, 8.4 34, 7 28, 0 25.6"),
        1.0,
        Finish("#2a2d31", rough=0.9),
        soft=2,
        on=body,
        lift=-1.0,
    )
    hood = Puff(
        mirrored("0 46.6, 8 45, 12.4 37, 11.4 29.4, 6 26.8, 0 26"),
        3.6,
        dark,
        soft=4,
        lift=1.4,
        holes=[mirrored("0 42.6, 4.8 41, 7.2 35, 5.4 28.8, 0 26.4")],
    )
    m += lining.model + hood.model
    m += _zip(body, 26.4, -33 - long)
    for s in (-1, 1):
        m += body.line(
            [(s * 15.6, -3), (s * 12, -19 - long * 0.3)],
            0.9,
            Finish("#1d1f22", rough=0.6),
            above=0.1,
            flat=0.25,
        )
        m += tube(
            [(s * 3.4, 26.8, 4.4), (s * 4.2, 22, 4.3), (s * 3.9, 18.6, 4.2)],
            0.28,
            Finish("#e9e6df", rough=0.8),
        )
        m += body.line(
            [(s * 18, 25.2), (s * 11.4, 26.6), (s * 4.5, 27)],
            0.22,
            Finish(darker(color, 0.25), rough=0.6),
            above=0.1,
        )
    m += body.line([(7, 10), (13, 10.4)], 0.8, Finish("#1d1f22", rough=0.6), above=0.1, flat=0.25)
    return m


def down_jacket(color: str = "#a34a28", hooded: bool = True, sleeves: bool = True) -> Model:
    """A quilted jacket or vest."""
    shell = Finish(
        color,
        rough=0.42,
        gloss=0.045,
        sheen=0.1,
        relief=both(quilted(5.4, 0.75), crumpled(3.2, 0.28, 2)),
    )
    arms = Finish(
        color,
        rough=0.42,
        gloss=0.045,
        sheen=0.1,
        relief=both(quilted(5.0, 0.7, start=1), crumpled(3.2, 0.28, 5)),
    )
    body, m = _garment(shell, arms, 4.6)
    if not sleeves:
        m = list(body.model)
        for s in (-1, 1):
            m += body.line(
                [(s * 17.6, 26), (s * 17.4, 14), (s * 18.4, 6)],
                1.0,
                Finish(darker(color, 0.3), rough=0.7),
                above=0.1,
            )
    if hooded:
        hood = Puff(
            mirrored("0 45, 8 43.6, 12 36, 11 29, 6 26.6, 0 26"),
            3.8,
            shell,
            soft=4,
            lift=1.4,
            holes=[mirrored("0 41, 4.6 39.4, 6.8 34, 5 28.6, 0 26.6")],
        )
        back = Puff(
            mirrored("0 42, 6 41, 8 34, 6 27, 0 25"),
            0.8,
            Finish(darker(color, 0.5), rough=0.9, relief=quilted(4, 0.3)),
            soft=2,
            lift=1.0,
        )
        m += back.model + hood.model
    else:
        collar = Puff(
            mirrored("0 35, 6.4 34.4, 8.6 30, 7 27, 0 26.4"), 3.6, shell, soft=2.5, lift=1.2
        )
        m += collar.model
    m += _zip(body, 33.0 if not hooded else 27.0, -33, darker(color, 0.6))
    for s in (-1, 1):
        m += body.line(
            [(s * 14.6, -5), (s * 12.4, -19)],
            0.8,
            Finish(darker(color, 0.6), rough=0.6),
            above=0.15,
            flat=0.25,
        )
    return m


def fleece(color: str = "#a3b196", half_zip: bool = True) -> Model:
    """A pile fleece with a stand collar and a chest pocket."""
    pile = wool(color, 0.9)
    body, m = _garment(pile, pile, 3.6)
    trim = Finish(darker(color, 0.45), rough=0.6, relief=crumpled(4, 0.15, 2))
    collar = Puff(
        mirrored("0 36, 6.6 35.4, 8.4 31, 6.8 27.4, 0 26.4"), 3.0, pile, soft=2.5, lift=1.0
    )
    m += collar.model
    pocket = Puff(
        "5 14!, 15 14.6!, 15 4, 14 2.8, 6 2.4, 5 3.6, 5 14", 0.5, trim, soft=0.6, on=body, lift=0.12
    )
    m += pocket.model + pocket.line("5.4 13.2, 14.6 13.8", 0.6, BLACK, above=0.15)
    m += _zip(body, 34.4, 4.0 if half_zip else -33.0, darker(color, 0.6))
    for s in (-1, 1):
        m += body.line([(s * 19, 25.2), (s * 12, 27.6), (s * 6, 28.6)], 0.5, trim, above=0.1)
    m += body.line([(-19.6, -32.4), (0, -33.2), (19.6, -32.4)], 1.1, trim, above=0.1)
    return m


def jumper(color: str = "#eadfca") -> Model:
    """A ribbed wool jumper with a round neck."""
    yarn = Finish(
        color,
        rough=1.0,
        gloss=0.0,
        sheen=0.4,
        relief=both(knit(1.3, 0.2), crumpled(12, 0.3, 1)),
        paint=melange(lighter(color, 0.1), darker(color, 0.1)),
    )
    body, m = _garment(yarn, yarn, 3.4)
    rib = Finish(
        darker(color, 0.05), rough=1.0, gloss=0, sheen=0.4, relief=ribs(46, 0.12, along="u")
    )
    neck = [
        (9.2 * np.cos(a), 29.4 + 4.2 * np.sin(a)) for a in np.radians(np.linspace(200, 340, 40))
    ]
    path = np.column_stack([np.array(neck), np.full(40, 3.3)])
    m += tube(path, 1.5, rib, smooth=False, flat=0.6)
    back = Puff(
        mirrored("0 31.6, 7 31, 8.4 29, 6 26.4, 0 25.6"),
        0.3,
        Finish(darker(color, 0.5), rough=1),
        soft=1,
        on=body,
        lift=-0.4,
    )
    m += back.model
    hem = Finish(color, rough=1.0, gloss=0, sheen=0.4, relief=ribs(60, 0.16))
    band = Puff(
        mirrored("0 -29.4, 20.2 -29!, 20.6 -34!, 0 -35"), 0.4, hem, soft=1, on=body, lift=0.05
    )
    return m + band.model


def tee(color: str = "#ebe9e4") -> Model:
    """A merino T-shirt."""
    cloth_ = Finish(
        color,
        rough=0.95,
        gloss=0.01,
        sheen=0.3,
        relief=both(crumpled(11, 0.4, 3), weave(0.22, 0.008)),
    )
    body = Puff(mirrored(BODY), 2.2, cloth_, soft=5)
    m: Model = []
    for side in (1, -1):
        ring = np.array(
            [
                (11, 28.6),
                (11, 28.6),
                (19.4, 25.8),
                (27.5, 12),
                (28.6, 9),
                (28.6, 9),
                (19.6, 4.6),
                (19.6, 4.6),
                (16, 12),
                (12, 20),
            ],
            dtype=float,
        )
        sleeve = Puff(ring if side == 1 else _flip(ring), 1.9, cloth_, soft=3.5)
        m += move(sleeve.model, z=0.1)
    m += body.model
    neck = [
        (8.4 * np.cos(a), 29.6 + 5.2 * np.sin(a)) for a in np.radians(np.linspace(195, 345, 40))
    ]
    m += tube(
        np.column_stack([np.array(neck), np.full(40, 2.1)]),
        0.85,
        Finish(darker(color, 0.06), rough=0.95),
        smooth=False,
        flat=0.5,
    )
    back = Puff(
        mirrored("0 31.4, 6.6 31, 7.8 29, 5.6 25.6, 0 24.6"),
        0.2,
        Finish(darker(color, 0.35), rough=1),
        soft=1,
        on=body,
        lift=-0.3,
    )
    return m + back.model


def beanie(color: str = "#b8633f", pompom: bool = False) -> Model:
    """A ribbed hat with a turned-up brim, as if on a head."""
    yarn = Finish(
        color,
        rough=1,
        gloss=0,
        sheen=0.4,
        relief=ribs(34, 0.22),
        paint=melange(lighter(color, 0.1), darker(color, 0.12)),
    )
    m = lathe("9.4 5, 10.4 8, 10.6 12, 9.4 17, 6.4 20.6, 2.6 22, .01 22.2", yarn, around=160)
    m += lathe("9.2 1, 10.4 0, 11.2 1.4, 11.5 5, 11 8, 10.2 8.4", yarn, around=160)
    if pompom:
        fluff = Finish(
            lighter(color, 0.6), rough=1, gloss=0, sheen=0.6, relief=crumpled(0.7, 0.5, 3)
        )
        m += lathe("0.01 20.6, 2.6 21.4, 3.9 24.4, 2.6 27.4, .01 28.2", fluff)
    return scale(m, 1, 1, 0.82)


def gloves(color: str = "#44474b") -> Model:
    """A pair of knitted gloves, one overlapping the other."""

    def one(side: int) -> Model:
        ring = (
            "-4.2 -9!, 4.2 -9!, 4.4 -3, 7.4 .4, 9 4.4, 7.6 5.4, 4.6 2.4, 4.8 4, 5.4 10, 4.2 11.4, "
            "3 10, 2.6 5.4, 2.6 11.4, 1.2 13, 0 11.6, -.2 5.6, -.8 11, -2 12.4, -3.2 11, -2.6 5, "
            "-3.8 8.6, -5 9.6, -6 8.2, -4.8 2.4, -4.6 -2"
        )
        finish = knitted(color, 0.7)
        puff = Puff(ring, 1.5, finish, soft=1.4, back=True)
        cuff = Puff(
            "-4.6 -13!, 4.6 -13!, 4.5 -7.6!, -4.5 -7.6!",
            1.5,
            Finish(darker(color, 0.15), rough=1, gloss=0, sheen=0.4, relief=ribs(14, 0.18)),
            soft=1.5,
        )
        m = puff.model + cuff.model
        return m if side > 0 else scale(m, -1, 1, 1)

    return turn(one(1), z=-10) + move(turn(one(-1), z=14), 13, -1, 0)


def scarf(color: str = "#75304a", checked: bool = True) -> Model:
    """A folded scarf with fringes."""
    ground, line = color, lighter(color, 0.55)

    def check(u: Array, v: Array, at: Array) -> Array:
        x, y = at[:, 0] / 6.2, at[:, 1] / 6.2
        wide = ((x - np.floor(x)) < 0.45).astype(np.float32) + ((y - np.floor(y)) < 0.45).astype(
            np.float32
        )
        thin = (np.abs(x - np.floor(x) - 0.72) < 0.04) | (np.abs(y - np.floor(y) - 0.72) < 0.04)
        base = rgb(ground) * (1.15 - 0.32 * wide)[:, None]
        return grid(np.where(thin[:, None], rgb(line), base))

    yarn = Finish(
        color,
        rough=1,
        gloss=0,
        sheen=0.5,
        relief=both(weave(0.4, 0.05), crumpled(8, 0.3, 2)),
        paint=check if checked else melange(lighter(color, 0.12), darker(color, 0.12)),
    )
    m: Model = []
    for x, low, z in ((-5.4, -26, 0.0), (5.8, -20, 0.9)):
        puff = Puff(
            [
                (x - 6, 22),
                (x - 6, 22),
                (x + 6, 22),
                (x + 6, 22),
                (x + 6.4, low),
                (x + 6.4, low),
                (x - 6.4, low),
                (x - 6.4, low),
            ],
            1.6,
            yarn,
            soft=3,
        )
        m += move(puff.model, z=z)
        for k in range(15):
            fx = x - 5.8 + k * 0.83
            m += move(
                tube(
                    [
                        (fx, low + 0.4, 0.5),
                        (fx + 0.2 * (k % 3 - 1), low - 2, 0.5),
                        (fx + 0.3 * (k % 2), low - 4.4, 0.35),
                    ],
                    0.24,
                    wool(color, 0.3),
                ),
                z=z,
            )
    knot = Puff(mirrored("0 27, 8 26, 12.6 22.4, 12.2 17.4, 7 15, 0 14.6"), 4, yarn, soft=4)
    return m + move(knot.model, z=0.6)


def socks(color: str = "#4d6a8a", accent: str = "#c9972f") -> Model:
    """A pair of hiking socks."""

    def one() -> Model:
        yarn = Finish(
            color,
            rough=1,
            gloss=0,
            sheen=0.4,
            relief=ribs(26, 0.1),
            paint=melange(lighter(color, 0.12), darker(color, 0.14)),
        )
        leg = Puff(
            "-4.4 16!, 4.4 16!, 4.2 2, 4.6 -4, 8 -8.6, 14.6 -11.4, 16.6 -14, 15 -17, 8 -17, "
            "-1 -15.4, -4.8 -11.6, -4.6 -4",
            1.5,
            yarn,
            soft=2,
        )
        toe = Puff(
            "11.4 -10.4!, 14.6 -11.4, 16.7 -14, 15 -17.1, 11 -17.1!",
            0.25,
            wool(accent, 0.3),
            soft=0.6,
            on=leg,
            lift=0.05,
        )
        heel = Puff(
            "-4.9 -8!, -1.4 -9.4, .6 -13, -.6 -15.6!, -3.4 -14, -4.9 -11.6",
            0.25,
            wool(accent, 0.3),
            soft=0.6,
            on=leg,
            lift=0.05,
        )
        cuff = Puff(
            "-4.6 17!, 4.6 17!, 4.5 12!, -4.5 12!",
            0.3,
            Finish(accent, rough=1, gloss=0, relief=ribs(16, 0.14)),
            soft=0.6,
            on=leg,
            lift=0.05,
        )
        return leg.model + toe.model + heel.model + cuff.model

    return one() + move(turn(one(), z=10), -9, 2, -0.9)


def umbrella(color: str = "#27364f", folded: bool = False) -> Model:
    """An umbrella with a wooden crook, open and leaning, or rolled."""
    cloth_ = Finish(color, rough=0.5, gloss=0.04, sheen=0.1, translucent=0.15)
    if folded:
        m = tube(
            "0 10 0, 0 22 0, 0 50 0, 0 64 0, 0 68 0",
            [1.2, 2.6, 2.2, 1.2, 0.5],
            Finish(color, rough=0.5, relief=ribs(5, 0.25)),
            around=40,
        )
        m += tube("0 66 0, 0 72 0", 0.4, STEEL, smooth=False)
        m += tube("0 11 0, 0 3 0, -1 .6 0, -4 .2 0, -5.6 2.6 0", 0.9, OAK_UP)
        return turn(m, z=0)

    def canopy(u: Array, v: Array) -> Array:
        angle = v * 2 * np.pi
        scallop = 1 - 0.075 * np.abs(np.sin(angle * 4)) * u
        reach = 52 * np.sin(u * 1.25) / np.sin(1.25) * scallop
        y = 30 * np.cos(u * 1.25) - 9.5 + 3.2 * np.abs(np.sin(angle * 4)) * u**2
        return np.stack([reach * np.cos(angle), y, reach * np.sin(angle)], axis=-1)

    m = sheet(canopy, cloth_, rows=50, columns=200)
    for k in range(8):
        v = np.full(16, k / 8)
        m += tube(
            canopy(grid(np.linspace(0.03, 1, 16)), grid(v)) - grid([0, 0.6, 0]),
            0.28,
            STEEL,
            smooth=False,
        )
    m += tube("0 26 0, 0 -46 0", 0.6, STEEL, smooth=False)
    m += tube("0 -45 0, 0 -56 0, -1.6 -60 0, -5.4 -61 0, -8 -57.4 0", 1.2, OAK_UP)
    return turn(m, x=38, z=-30)

"""Watches, clocks and timers."""

from __future__ import annotations

import numpy as np
from PIL import ImageDraw

from ..studio.pattern import ribs, weave
from ..studio.prints import artwork, lettering, printed, stencil
from ..studio.solids import box, lathe, quad, sheet, tube
from ..studio.surface import Array, Finish, Model, darker, lighter, move, turn
from .finishes import (
    BRASS,
    OAK,
    SOFT_BLACK,
    STEEL,
    WALNUT,
    leather,
    matt,
    metallic,
    satin,
)


def dial(ground: str, ink: str, style: str = "bars", accent: str = "#c94f36") -> Array:
    """A clock face as artwork: bars, numbers, dots or a railway ring."""

    def draw(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        c = w / 2
        for minute in range(60):
            a = minute * np.pi / 30
            long = 0.055 if minute % 5 == 0 else 0.022
            wide = 12 if minute % 5 == 0 else 4
            if style == "dots":
                r = 15 if minute % 5 == 0 else 5
                x, y = c + 0.42 * w * np.sin(a), c - 0.42 * w * np.cos(a)
                pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)
            elif style != "bare" or minute % 15 == 0:
                start, stop = 0.455 - long, 0.455
                pen.line(
                    (
                        c + start * w * np.sin(a),
                        c - start * w * np.cos(a),
                        c + stop * w * np.sin(a),
                        c - stop * w * np.cos(a),
                    ),
                    fill=ink,
                    width=wide,
                )
        if style == "numbers":
            for hour in range(1, 13):
                a = hour * np.pi / 6
                pen.text(
                    (c + 0.345 * w * np.sin(a), c - 0.345 * w * np.cos(a)),
                    str(hour),
                    font=lettering(w * 0.085),
                    fill=ink,
                    anchor="mm",
                )
        if style == "field":
            for hour in (12, 3, 6, 9):
                a = hour * np.pi / 6
                pen.text(
                    (c + 0.31 * w * np.sin(a), c - 0.31 * w * np.cos(a)),
                    str(hour),
                    font=lettering(w * 0.13),
                    fill=ink,
                    anchor="mm",
                )
        pen.text((c, c - 0.16 * w), "HOURLAN", font=lettering(w * 0.03), fill=ink, anchor="mm")
        pen.rectangle((c - 0.012 * w, c + 0.16 * w, c + 0.012 * w, c + 0.185 * w), fill=accent)

    return artwork(720, 720, ground, draw)


def _face(radius: float, pixels: Array, rough: float = 0.55) -> Model:
    """A round dial facing the viewer."""

    def disc(u: Array, v: Array) -> np.ndarray:
        return (u - 0.5) ** 2 + (v - 0.5) ** 2 < 0.25

    def shape(u: Array, v: Array) -> Array:
        return np.stack([(u - 0.5) * 2 * radius, (0.5 - v) * 2 * radius, np.zeros_like(u)], axis=-1)

    return sheet(shape, Finish(rough=rough, paint=printed(pixels)), rows=3, columns=3, mask=disc)


def _hands(radius: float, ink: str, accent: str, z: float = 0.1, k: float = 1.0) -> Model:
    """Hands at ten past ten, with a second hand."""
    m: Model = []
    for degrees, long, wide, tone in (
        (55, 0.52, 0.05, ink),
        (-58, 0.74, 0.035, ink),
        (168, 0.8, 0.012, accent),
    ):
        back = 0.12 if wide > 0.02 else 0.2
        hand = box(
            wide * radius * 2 * k,
            (long + back) * radius,
            0.06 * radius * 0.5,
            satin(tone),
            corner=0.02 * radius,
            edge=0.01 * radius,
        )
        m += move(
            turn(move(hand, 0, -back * radius, 0), z=-degrees if degrees != -58 else 58), 0, 0, z
        )
    hub = turn(
        lathe(
            f"0.01 {0.05 * radius}, {0.06 * radius} {0.04 * radius}, {0.07 * radius} 0",
            satin(accent),
            samples=8,
        ),
        x=90,
    )
    return m + move(hub, 0, 0, z + 0.02 * radius)


def _watch_case(style: str, metal: Finish) -> Model:
    m = turn(lathe("0.01 -.55, 1.6 -.5, 1.9 -.3, 2.05 0, 2 .3, 1.85 .42, 1.78 .44", metal), x=90)
    m += move(
        turn(
            lathe(
                "0.01 .5, .28 .45, .3 0",
                Finish(metal.color, rough=metal.rough, metal=1, relief=ribs(22, 0.02)),
            ),
            z=-90,
        ),
        2.02,
        0,
        0,
    )
    if style == "diver":
        ring = Finish("#1f2a38", rough=0.35)
        m += turn(lathe("1.8 .42, 1.86 .58, 2.12 .5, 2.16 .2, 2.05 0", ring), x=90)
    return m


def watch(
    color: str = "#6a3d26",
    face: str = "#f0ebdf",
    ink: str = "#26282b",
    style: str = "bars",
    metal: str = "#cfcdc9",
    band: str = "leather",
) -> Model:
    """A wristwatch standing on its closed strap, dial to the viewer."""
    finish = metallic(metal, 0.22)
    m = _watch_case(style, finish)
    m += move(
        _face(
            1.78,
            dial(
                face,
                ink,
                "field"
                if style == "field"
                else style
                if style in ("dots", "bare", "numbers")
                else "bars",
            ),
        ),
        0,
        0,
        0.34,
    )
    m += _hands(1.78, ink, "#c94f36", 0.38)
    strap_finish = {
        "leather": leather(color),
        "nylon": Finish(color, rough=0.95, relief=weave(0.12, 0.012)),
        "steel": Finish("#c9c7c3", rough=0.28, metal=1, relief=ribs(26, 0.06, along="u")),
        "rubber": Finish(color, rough=0.75, gloss=0.03),
    }[band]
    angle = np.radians(np.linspace(-62, 242, 120) + 180)
    path = np.stack(
        [np.zeros(120), 2.9 * np.sin(angle), -2.75 + 2.75 * -np.cos(angle + np.pi)], axis=-1
    )
    path = np.stack(
        [
            np.zeros(120),
            3.0 * np.sin(np.linspace(0.62, 2 * np.pi - 0.62, 120)),
            -2.4 + 2.5 * np.cos(np.linspace(0.62, 2 * np.pi - 0.62, 120)),
        ],
        axis=-1,
    )
    m += tube(path, 0.16, strap_finish, smooth=False, flat=6.2, square=6, up=(1, 0, 0), caps=False)
    return turn(m, x=-26)


def smart_watch(color: str = "#44474b", strap: str = "#a3b196") -> Model:
    """A sports watch with a lit screen."""

    def screen(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        pen.text((w / 2, h * 0.3), "10:08", font=lettering(150), fill="#f4f4f0", anchor="mm")
        for k, (tone, share) in enumerate((("#e8823c", 250), ("#8fc27b", 180), ("#7fb3d3", 300))):
            r = 118 - k * 30
            pen.arc(
                (w / 2 - r, h * 0.68 - r, w / 2 + r, h * 0.68 + r),
                -90,
                -90 + share,
                fill=tone,
                width=20,
            )

    pixels = artwork(480, 600, "#0b0c0e", screen)
    case = turn(box(3.6, 1.1, 4.3, metallic(color, 0.35), corner=1.1, edge=0.4), x=90)
    m = move(case, 0, 0, -0.5)
    glass = Finish(rough=0.6, gloss=0.02, glow=0.6, paint=printed(pixels))
    shape = stencil(540, 680, lambda pen, w, h: pen.rounded_rectangle((0, 0, w, h), 120, fill=255))
    m += move(quad(2.9, 3.6, glass, mask=shape), 0, 0, 0.63)
    m += move(turn(lathe("0.01 .4, .35 .35, .4 0", STEEL, samples=8), z=-90), 1.8, 0.6, 0)
    arc = np.linspace(0.75, 2 * np.pi - 0.75, 110)
    path = np.stack([np.zeros(110), 3.1 * np.sin(arc), -2.4 + 2.55 * np.cos(arc)], axis=-1)
    m += tube(
        path,
        0.2,
        Finish(strap, rough=0.75, gloss=0.03),
        smooth=False,
        flat=6,
        square=6,
        up=(1, 0, 0),
        caps=False,
    )
    return turn(m, x=-26)


def watch_straps(color: str = "#8a5432", kind: str = "leather") -> Model:
    """A strap in two parts laid side by side."""
    finish = (
        leather(color)
        if kind == "leather"
        else Finish(color, rough=0.95, relief=weave(0.12, 0.012))
    )
    m = move(box(2, 0.3, 11.5, finish, corner=0.9, edge=0.13), -1.6, 0, 0)
    m += move(box(2, 0.3, 8, finish, corner=0.3, edge=0.13), 1.6, 0, -1.2)
    for k in range(7):
        m += move(
            lathe("0.01 .02, .14 .02", Finish("#1b1310", rough=0.9), samples=4),
            -1.6,
            0.3,
            1.2 + 0.55 * k,
        )
    frame = "-1.1 .25 0, -1.1 .25 1.2, 1.1 .25 1.2, 1.1 .25 0, -1.1 .25 0"
    m += move(
        tube(frame, 0.12, STEEL, smooth=False)
        + tube("0 .4 0, 0 .4 1.3", 0.08, STEEL, smooth=False),
        1.6,
        0,
        2.8,
    )
    return turn(m + move(box(2.3, 0.5, 0.7, finish, corner=0.2, edge=0.1), 1.6, 0, 1.5), y=-25)


def alarm_clock(color: str = "#c9972f", bells: bool = True) -> Model:
    """A round alarm clock on two feet."""
    m = turn(
        lathe("0.01 -2.2, 4.6 -2.1, 5.2 -1.4, 5.3 1.2, 5 1.7, 4.7 1.7, 4.6 1.2", satin(color)), x=90
    )
    m += move(_face(4.7, dial("#f3eee2", "#26282b", "numbers")), 0, 0, 1.15)
    m += _hands(4.7, "#26282b", "#c94f36", 1.25)
    for s in (-1, 1):
        m += tube(
            [(s * 2.6, -4.3, 0), (s * 3.6, -6.2, 0.2)], 0.45, satin(darker(color)), smooth=False
        )
        if bells:
            bell = lathe("0.01 1.5, 1.4 1.2, 2.1 .2, 2.2 0", BRASS) + lathe(
                "0.01 2.1, .4 2, .4 1.4", BRASS, samples=10
            )
            m += turn(move(bell, 0, 5.5, 0), z=-s * 33)
    if bells:
        m += tube("-4 6.5 0, -3 9.2 0, 3 9.2 0, 4 6.5 0", 0.2, STEEL)
    else:
        m += lathe("0.01 6.1, 1.2 6, 1.3 5.2", satin(lighter(color, 0.4)), samples=12)
    return m


def digital_clock(finish: str = "oak") -> Model:
    """A wooden block that shows the time through its veneer."""
    wood = {"oak": OAK, "walnut": WALNUT, "white": matt("#e9e6df")}[finish]

    def numbers(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        pen.text((w / 2, h / 2), "07:30", font=lettering(260), fill=255, anchor="mm")

    glow = Finish("#fff4e0", rough=0.6, glow=1.1)
    m = box(20, 8, 6.5, wood, corner=0.8, edge=0.4)
    return m + move(quad(13, 4.6, glow, mask=stencil(760, 270, numbers)), 0, 4, 3.27)


def wall_clock(
    color: str = "#ebe9e4", frame: str = "oak", style: str = "bars", wide: float = 30
) -> Model:
    """A wall clock seen from the front, hanging at z = 0."""
    r = wide / 2
    rim = {"oak": OAK, "walnut": WALNUT, "black": SOFT_BLACK, "brass": BRASS, "none": satin(color)}[
        frame
    ]
    dark = color in ("#27364f", "#2b4a3e", "#202123")
    ink = "#f0ebdf" if dark else "#2a2c2f"
    ring = lathe(
        f"0.01 0, {r} 0, {r + 0.3} .4, {r + 0.3} 3, {r} 3.5, {r - 0.9} 3.4, {r - 1} 2.2", rim
    )
    m = turn(ring, x=90)
    m += move(_face(r - 0.95, dial(color, ink, style)), 0, 0, 2.3)
    return m + _hands(r - 0.95, ink, "#c94f36" if not dark else "#d9b56a", 2.6)


def kitchen_timer(color: str = "#8f3b32") -> Model:
    """A mechanical timer shaped like a low drum, with minutes round its edge."""

    def ring(pen: ImageDraw.ImageDraw, w: int, h: int) -> None:
        for k in range(13):
            x = w * (k + 0.5) / 13
            pen.line((x, h * 0.62, x, h * 0.95), fill="#2a2c2f", width=8)
            pen.text((x, h * 0.32), str(k * 5), font=lettering(64), fill="#2a2c2f", anchor="mm")

    scale_art = printed(artwork(1560, 200, "#efeae0", ring))

    def wrap(u: Array, v: Array) -> Array:
        a = np.radians(188 - u * 196)
        return np.stack([3.53 * np.cos(a), 2.9 - v * 1.7, 3.53 * np.sin(a)], axis=-1)

    m = lathe("0.01 0, 3.4 0!, 3.6 .2, 3.6 1.1!, 3.5 1.2!, 3.5 3!", satin(color))
    m += sheet(wrap, Finish(rough=0.4, paint=scale_art), rows=80, columns=4)
    m += lathe("3.5 3, 3.6 3.1!, 3.6 4.4, 3.2 4.9, .01 5", satin(color))
    m += move(box(0.9, 1.3, 5.4, satin(lighter(color, 0.15)), corner=0.4, edge=0.4), 0, 4.9)
    return turn(m, y=0)

"""Mugs, cups, plates, bowls, pots for tea and glasses."""

from __future__ import annotations

from ..studio.pattern import dipped, ribs, speckle
from ..studio.solids import lathe, tube
from ..studio.surface import Finish, Model, lighter, move, scale, turn
from .finishes import BAMBOO, CLEAR, COFFEE, OAK_UP, SMOKED, glaze, stoneware


def _clay(color: str, style: str, height: float) -> Finish:
    """A ceramic surface: plain glaze, speckled, dipped into a second glaze, or ribbed."""
    if style == "speckled":
        return stoneware(color)
    if style == "dipped":
        return Finish(color, rough=0.3, paint=dipped("#ece3d2", color, height * 0.55))
    if style == "raw":
        return Finish(color, rough=0.4, paint=dipped(color, "#b98d66", height * 0.2))
    if style == "ribbed":
        return Finish(color, rough=0.25, relief=ribs(28, 0.05))
    if style == "enamel":
        return Finish(color, rough=0.2, paint=speckle(color, lighter(color, 0.7), size=0.1))
    return glaze(color)


def mug(
    color: str = "#d8c7a9",
    style: str = "plain",
    form: str = "straight",
    full: bool = False,
    handle: bool = True,
) -> Model:
    """A mug in one of four forms and six surfaces, full of coffee or empty."""
    profiles = {
        "straight": "0.01 0, 3.5 0!, 3.85 .12, 4.05 .6!, 4.1 9!, 4 9.25, 3.8 9!, 3.7 1!, .01 .8",
        "round": "0.01 0, 2.6 0!, 2.9 .2, 4.4 2, 4.9 5, 4.5 8.4, 4.35 8.7, 4.2 8.4, 4.5 5, "
        "3.8 2, .01 1",
        "tulip": "0.01 0, 2.5 0!, 2.7 .5, 3.4 2, 3.7 5, 4.5 9.2, 4.4 9.4, 4.2 9.1, 3.4 5, "
        "3 2, .01 1",
        "camp": "0.01 0, 4.1 0!, 4.3 .3!, 4.35 7.7!, 4.6 8, 4.5 8.3, 4.15 7.8!, 4.1 1!, .01 .5",
    }
    tops = {"straight": 9.2, "round": 8.5, "tulip": 9.2, "camp": 8.1}
    wides = {"straight": 4.0, "round": 4.6, "tulip": 3.6, "camp": 4.3}
    finish = _clay(color, style, tops[form])
    m = lathe(profiles[form], finish, samples=96)
    h, w = tops[form], wides[form]
    if full:
        m += lathe(f"0.01 {h - 1.2}, {w - 0.3} {h - 1.2}", COFFEE, samples=8)
    if handle:
        path = (
            f"{w - 0.3} {h * 0.84} 0, {w + 1.6} {h * 0.86} 0, {w + 2.7} {h * 0.62} 0, "
            f"{w + 2.1} {h * 0.36} 0, {w - 0.2} {h * 0.2} 0"
        )
        m += tube(path, [0.42, 0.46, 0.5, 0.46, 0.42], finish, flat=1.5)
    return m


def espresso_pair(color: str = "#2a3038", style: str = "plain") -> Model:
    """Two espresso cups on saucers."""
    cup = scale(mug(color, style, "tulip", full=True), 0.62)
    saucer = lathe(
        "0.01 .1, 2.6 .1, 5.6 .9, 5.9 1.1, 5.6 1.15, 2.6 .4, .01 .35", _clay(color, style, 1)
    )
    one = saucer + move(cup, y=0.4)
    return turn(one, y=-20) + move(turn(one, y=35), 11, 0, -6.5)


def plate_stack(color: str = "#a3b196", style: str = "speckled", rim: bool = True) -> Model:
    """Dinner plates stacked, the top one leaning against them."""
    clay = _clay(color, style, 2)
    lip = "12.6 1.5, 13.2 2.1, 13 2.3, 12.4 1.8" if rim else "12.8 2.4, 13.2 3.1, 13 3.2, 12.6 2.7"
    one = lathe(f"0.01 0, 8.5 0!, 9 .3, {lip}, 8.8 .75, .01 .6", clay)
    m: Model = []
    for k in range(4):
        m += move(one, y=k * 0.85)
    return m + move(turn(one, x=78, z=0), 0, 13.2, -12.5)


def bowl_pair(color: str = "#e9e2d6", style: str = "speckled", inner: str | None = None) -> Model:
    """A large bowl with a smaller one inside."""
    clay = _clay(color, style, 7)
    inside = glaze(inner or color)
    shell = "0.01 0, 3.6 0!, 3.8 .7, 7 3, 9 7, 9.1 7.3"
    hollow = "9.1 7.3, 8.8 7.2, 6.6 3.2, 3.4 1.2, .01 1"
    one = lathe(shell, clay) + lathe(hollow, inside)
    return one + move(scale(one, 0.8), y=3.4)


def teapot(color: str = "#2b4a3e", style: str = "plain", bail: bool = False) -> Model:
    """A round teapot with a side handle, or with a bamboo one over the top."""
    clay = _clay(color, style, 10)
    m = lathe("0.01 0, 4.6 0!, 5 .4, 7.6 3, 8.1 6, 6.4 9.4, 3.6 10.7, 3.6 11", clay)
    m += lathe("3.7 10.9, 3.9 11.1, 2.4 12, .6 12.5, .6 12.9, 1.2 13.6, .7 14.3, .01 14.5", clay)
    m += tube("6.4 4.6 0, 9.4 5.4 0, 10.8 8 0, 12.6 10.6 0", [1.7, 1.3, 0.95, 0.7], clay)
    if bail:
        bow = "-5.6 10 0, -6.4 13.5 0, -4.4 17.4 0, 0 19 0, 4.4 17.4 0, 6.4 13.5 0, 5.6 10 0"
        m += tube(bow, 0.5, BAMBOO)
    else:
        grip = "-6.6 9.2 0, -9.6 10 0, -11.6 7.6 0, -10.4 4.2 0, -7.6 3.4 0"
        m += tube(grip, [0.6, 0.7, 0.75, 0.7, 0.6], clay)
    return m


def carafe(color: str = "#f1f6f3") -> Model:
    """A clear water carafe with a stopper."""
    glass = SMOKED if color != "#f1f6f3" else CLEAR
    m = lathe(
        "0.01 .3, 4.4 .3, 4.8 1, 4.2 12, 3.7 14, .01 14", Finish("#dfe9ea", rough=0.05, glass=0.93)
    )
    m += lathe("0.01 0, 4.6 0!, 5.1 .8, 4.6 12, 3 19, 2.6 21, 2.9 24.5, 3.1 25", glass)
    return m + lathe("0.01 23, 2.2 23, 2.5 25.2, 2.9 25.4, 2.9 27, 2.5 27.4, .01 27.5", OAK_UP)


def tumblers(color: str = "#f1f6f3", ribbed: bool = True, count: int = 3) -> Model:
    """Drinking glasses standing in a group."""
    tint = Finish(color, rough=0.04, glass=0.94, relief=ribs(24, 0.06) if ribbed else None)
    one = lathe("0.01 .4, 3 .4!, 3.2 .8, 3.8 10.5, 3.9 11, 3.75 11", tint)
    one += lathe("0.01 0, 3.1 0!, 3.3 .3, 3.3 .9", tint)
    spots = [(0.0, 0.0), (8.6, -3.4), (1.8, -8.8), (10.4, -11.6)][:count]
    m: Model = []
    for x, z in spots:
        m += move(one, x, 0, z)
    return m + lathe("0.01 .7, 3.1 .7!, 3.45 6.5!, .01 6.5", Finish("#e3a64a", rough=0.1))

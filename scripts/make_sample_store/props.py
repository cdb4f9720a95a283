"""Settings for scenes: things that stand out of focus behind a product, in real sizes."""

from __future__ import annotations

from .models import (
    audio,
    cookware,
    kitchen,
    lamps,
    linens,
    paper,
    plants,
    pots,
    seats,
    tableware,
    tents,
)
from .studio.surface import Model, move, on_floor, scale, turn


def breakfast() -> Model:
    """Mugs, a jar and a plant on the table behind."""
    m = move(on_floor(tableware.mug("#a3b196", "speckled", "round")), -17, 0, -24)
    m += move(on_floor(linens.jar(1.2, "bamboo", "#d8b46a")), 15, 0, -32)
    m += move(on_floor(plants.herb_trio()), -34, 0, -48)
    return m + move(on_floor(tableware.teapot("#ebe9e4")), 36, 0, -46)


def kitchen_shelf() -> Model:
    """A crock with spoons, jars and a kettle."""
    m = move(on_floor(linens.mixing_spoons()), -26, 0, -34)
    m += move(on_floor(linens.jar_trio()), 24, 0, -48)
    return m + move(on_floor(kitchen.stove_kettle("#2f7378")), -2, 0, -58)


def window_sill() -> Model:
    """Three plants."""
    m = move(on_floor(plants.snake_plant()), -30, 0, -44)
    m += move(on_floor(plants.fern()), 28, 0, -52)
    return m + move(on_floor(pots.pot("#ebe9e4", "ribbed", "straight", 0.8)), 8, 0, -40)


def desk() -> Model:
    """A lamp, a mug and a notebook."""
    m = move(turn(on_floor(lamps.desk_lamp("#2b4a3e")), y=150), 26, 0, -46)
    m += move(on_floor(tableware.mug("#eadfca", full=True)), -20, 0, -26)
    return m + move(on_floor(paper.notebook("#75304a")), -30, 0, -46)


def living_room() -> Model:
    """A floor lamp, a plant and a side table, at room scale."""
    m = move(on_floor(lamps.floor_lamp("#202123")), -70, 0, -90)
    m += move(scale(on_floor(plants.monstera()), 1.6), 84, 0, -110)
    return m + move(on_floor(seats.side_table("walnut")), 44, 0, -60)


def armchair_corner() -> Model:
    """An armchair and a pouf, at room scale."""
    m = move(turn(on_floor(seats.lounge_chair("#5d6b75")), y=30), -70, 0, -120)
    return m + move(on_floor(seats.footrest("#b9745a")), 70, 0, -90)


def campsite() -> Model:
    """A tent some way off."""
    return move(turn(tents.dome_tent("#59603f", 2), y=-20), -70, 0, -330)


def small_campsite() -> Model:
    """A tent far behind something that stands on the ground close by."""
    return move(scale(turn(tents.dome_tent("#a34a28", 2), y=-15), 0.4), 40, 0, -110)


def listening_corner() -> Model:
    """Speakers and a plant."""
    m = move(on_floor(audio.bookshelf_pair("walnut")), 6, 0, -62)
    return m + move(on_floor(plants.rubber_tree()), -46, 0, -76)


def stove_top() -> Model:
    """A saucepan and a stack of plates."""
    m = move(on_floor(cookware.saucepan()), 30, 0, -52)
    return m + move(on_floor(tableware.bowl_pair()), -30, 0, -44)


def potting_shed() -> Model:
    """Clay pots and an olive tree."""
    m = move(on_floor(pots.pot_group()), 26, 0, -46)
    return m + move(on_floor(plants.olive_tree()), -40, 0, -70)

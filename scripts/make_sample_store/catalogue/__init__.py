"""What the sample store sells, written by hand, one module per category."""

from . import (
    blades,
    camp,
    clocks,
    cookware,
    flasks,
    garden,
    headphones,
    kettles,
    keyboards,
    lamps,
    layers,
    packs,
    paper,
    plants,
    pots,
    power,
    seats,
    sleep,
    speakers,
    storage,
    tableware,
    textiles,
)

SHELVES = (
    (kettles, tableware, cookware, blades, storage),
    (packs, sleep, flasks, layers, camp),
    (headphones, speakers, keyboards, power, clocks, paper),
    (lamps, seats, plants, pots, garden, textiles),
)

CATEGORIES = tuple(shelf.CATEGORY for department in SHELVES for shelf in department)

"""The materials that models are made of."""

from __future__ import annotations

from ..studio import pattern
from ..studio.surface import Finish, darker, lighter

STEEL = Finish("#d4d2ce", rough=0.2, metal=1)
BRASS = Finish("#d9b56a", rough=0.24, metal=1)
COPPER = Finish("#d98f66", rough=0.22, metal=1)
CAST_IRON = Finish("#2a2a2b", rough=0.62, relief=pattern.grainy(0.12, 0.008))
BLACK = Finish("#1d1e20", rough=0.5)
SOFT_BLACK = Finish("#232427", rough=0.75)
RUBBER = Finish("#2a2b2d", rough=0.85, gloss=0.03)
CORK = Finish(
    "#c29a6c", rough=0.9, paint=pattern.speckle("#c99f70", "#80572f", size=0.2, share=0.2)
)
OAK = Finish("#c89f6d", rough=0.5, paint=pattern.wood("#d3ad7c", "#b88a57", along=0))
OAK_UP = Finish("#c89f6d", rough=0.5, paint=pattern.wood("#d3ad7c", "#b88a57", along=1))
WALNUT = Finish("#6b452c", rough=0.48, paint=pattern.wood("#80563a", "#573521", along=0))
WALNUT_UP = Finish("#6b452c", rough=0.48, paint=pattern.wood("#80563a", "#573521", along=1))
BEECH = Finish("#d8b48a", rough=0.5, paint=pattern.wood("#dfbf97", "#cba577", along=0, ring=1.1))
ACACIA = Finish("#8b5a34", rough=0.45, paint=pattern.wood("#a87346", "#6d4024", along=0, ring=1.9))
BAMBOO = Finish("#d9bd84", rough=0.5, paint=pattern.wood("#e0c893", "#cbab6e", along=1, ring=0.7))
CLEAR = Finish("#f6faf8", rough=0.03, glass=0.97)
SMOKED = Finish("#8f8c88", rough=0.03, glass=0.9)
WATER = Finish("#e8f2f4", rough=0.03, glass=0.96)
COFFEE = Finish("#2a160c", rough=0.08)
SOIL = Finish(
    "#3d2c21",
    rough=0.95,
    relief=pattern.grainy(0.5, 0.09),
    paint=pattern.cloudy("#4a3629", "#2a1d15", size=1.0),
)


def leather(color: str) -> Finish:
    """Grained leather."""
    return Finish(color, rough=0.52, relief=pattern.grainy(0.16, 0.01))


def glaze(color: str) -> Finish:
    """Shiny glazed ceramic."""
    return Finish(color, rough=0.16, gloss=0.05)


def satin(color: str) -> Finish:
    """Half-matt enamel or lacquer."""
    return Finish(color, rough=0.36, gloss=0.045)


def matt(color: str) -> Finish:
    """Matt plastic, paper, unglazed clay."""
    return Finish(color, rough=0.72)


def powder(color: str) -> Finish:
    """Powder-coated metal with its fine tooth."""
    return Finish(color, rough=0.55, relief=pattern.grainy(0.07, 0.003))


def stoneware(color: str, dots: str = "#4a3a30") -> Finish:
    """Speckled glaze."""
    return Finish(color, rough=0.3, paint=pattern.speckle(color, dots))


def metallic(color: str, rough: float = 0.3) -> Finish:
    """Tinted metal: anodised aluminium, coloured steel."""
    return Finish(color, rough=rough, metal=1)


def cloth(color: str, pitch: float = 0.14, depth: float = 0.022) -> Finish:
    """Woven fabric: canvas, nylon, linen."""
    return Finish(
        color,
        rough=0.9,
        gloss=0.02,
        sheen=0.25,
        relief=pattern.weave(pitch, depth),
        paint=pattern.melange(lighter(color, 0.06), darker(color, 0.1), size=pitch),
    )


def nylon(color: str, fold: float = 5.0, depth: float = 0.16, seed: int = 0) -> Finish:
    """Thin technical cloth with soft folds and a slight shine."""
    return Finish(
        color, rough=0.55, gloss=0.035, sheen=0.12, relief=pattern.crumpled(fold, depth, seed)
    )


def wool(color: str, size: float = 0.14) -> Finish:
    """Felted or brushed wool."""
    return Finish(
        color,
        rough=1.0,
        gloss=0.0,
        sheen=0.5,
        relief=pattern.grainy(size, 0.03),
        paint=pattern.melange(lighter(color, 0.14), darker(color, 0.14), size=size),
    )


def knitted(color: str, pitch: float = 0.6) -> Finish:
    """A coarse knit."""
    return Finish(
        color,
        rough=1.0,
        gloss=0.0,
        sheen=0.4,
        relief=pattern.knit(pitch, pitch * 0.2),
        paint=pattern.melange(lighter(color, 0.08), darker(color, 0.08)),
    )


def foliage(color: str, shade: str | None = None) -> Finish:
    """Living leaves: a waxy skin that lets some light through."""
    return Finish(
        color,
        rough=0.42,
        gloss=0.04,
        translucent=0.35,
        paint=pattern.cloudy(color, shade or darker(color, 0.25), size=4, sharp=0.8),
    )


def lit(color: str, strength: float = 1.3) -> Finish:
    """Something that shines: a bulb, a shade with a bulb inside."""
    return Finish(color, rough=0.8, glow=strength)

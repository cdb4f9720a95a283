"""The invented brands that the sample store carries, each with a character and a stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Brand:
    """A brand: a code for article numbers, what it stands for, and the backdrops that suit it."""

    code: str
    character: str
    backdrops: tuple[str, ...]
    walls: tuple[str, ...] = ("plaster", "cool plaster")


BRANDS = {
    "Orrelle": Brand("ORR", "calm shapes for the morning cup", ("oat", "sage", "paper", "blush")),
    "Pellwick": Brand(
        "PEL", "a small pottery that shows its clay", ("linen", "oat", "clay", "sage")
    ),
    "Tolvan": Brand("TOL", "pans built to be inherited", ("stone", "fog", "dark table", "paper")),
    "Kessock": Brand("KES", "edges and boards, nothing else", ("stone", "fog", "pale table")),
    "Brindlow": Brand(
        "BRI", "order for cupboards and drawers", ("butter", "paper", "mist", "table")
    ),
    "Cairnback": Brand("CAI", "gear for days on foot", ("mist", "sky", "fog", "sage")),
    "Ferrow": Brand("FER", "steel that travels", ("sky", "mist", "clay", "butter")),
    "Nimbry": Brand(
        "NIM", "clothes for honest weather", ("mist",), ("cool plaster", "plaster", "green plaster")
    ),
    "Lumeth": Brand("LUM", "light with a purpose", ("grey room", "petrol", "dusk", "oat")),
    "Hushwood": Brand("HUS", "sound without spectacle", ("fog", "oat", "lilac", "petrol")),
    "Modrun": Brand("MOD", "tidy tools for the desk", ("mist", "fog", "lilac", "paper")),
    "Hourlan": Brand("HOU", "time, told plainly", ("paper", "sage", "blush", "fog")),
    "Inkfold": Brand("INK", "paper worth writing on", ("butter", "oat", "blush", "sky")),
    "Stolmark": Brand("STO", "seats in solid wood", ("room", "grey room", "oat", "sage")),
    "Mosswick": Brand("MOS", "a nursery and its potting shed", ("sage", "oat", "clay", "paper")),
    "Weftmoor": Brand(
        "WEF", "wool and linen from one mill", ("oat", "blush", "room"), ("plaster", "rose plaster")
    ),
}

"""Words that mean the same: those of everyday retail language, and a merchant's own."""

from collections.abc import Iterable, Mapping, Sequence

from .text import Language, words

MAX_PHRASE = 6

Phrase = tuple[str, ...]

_COMMON = {
    "en": """
        laptop, notebook, laptop computer, notebook computer
        tv, television
        mobile phone, cell phone, cellphone, smartphone
        earphones, earbuds, in ear headphones
        usb stick, usb flash drive, thumb drive, memory stick, pen drive
        hard drive, hard disk, hdd
        ssd, solid state drive
        ram, memory module
        printer ink, ink cartridge
        toner, toner cartridge
        projector, beamer
        power bank, powerbank, portable charger
        extension cord, extension lead, extension cable, power strip
        dvd drive, dvd writer, dvd burner
        webcam, web camera
        desktop, desktop computer, desktop pc
        pc, personal computer
        fridge, refrigerator
        freezer, deep freezer
        dishwasher, dish washer
        cooker, stove
        hob, cooktop
        hoover, vacuum cleaner
        kettle, water boiler
        coffee maker, coffee machine
        hair dryer, hairdryer, blow dryer
        shaver, electric razor
        torch, flashlight
        light bulb, lightbulb
        battery charger, charger for batteries
        sofa, couch, settee
        wardrobe, armoire
        bin, trash can, waste basket
        rug, carpet
        duvet, comforter
        curtain, drape
        trousers, pants
        jumper, sweater, pullover
        hoodie, hooded sweatshirt
        sneakers, trainers, running shoes
        t shirt, tee, tshirt
        swimsuit, bathing suit
        tights, pantyhose
        handbag, purse
        backpack, rucksack
        suitcase, luggage
        sunglasses, shades
        jewellery, jewelry
        nappy, diaper
        pram, stroller, pushchair
        dummy, pacifier
        soft toy, plush toy, stuffed animal, cuddly toy
        jigsaw, jigsaw puzzle
        bike, bicycle
        spanner, wrench
        adhesive tape, sticky tape, sellotape
        biro, ballpoint pen
        colour, color
        grey, gray
        aluminium, aluminum
    """,
}


class Synonyms:
    """Words of the merchant's that mean the same.

    `groups`: phrases of which each stands for every other. `one_way`: a phrase that also finds
    its narrower ones, but not the other way round ("shoes" finds "sneakers").
    """

    def __init__(
        self,
        groups: Iterable[Sequence[str]] = (),
        one_way: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        pairs = [(a, b, True) for group in groups for a in group for b in group if a != b]
        pairs += [(a, b, False) for a, others in (one_way or {}).items() for b in others]
        phrases = [(_phrase(a), _phrase(b), both) for a, b, both in pairs]
        self.pairs = [(a, b, both) for a, b, both in phrases if a and b]

    def by_first_stem(self, language: Language) -> dict[str, list[tuple[Phrase, Phrase, bool]]]:
        """Return (asked stems, words meant, same meaning) by the first of the asked stems."""
        found: dict[str, list[tuple[Phrase, Phrase, bool]]] = {}
        for asked, meant, both in self.pairs:
            stems = tuple(map(language.stem, asked))
            found.setdefault(stems[0], []).append((stems, meant, both))
        return found


def common(language: str) -> Synonyms:
    """Return what people call things in shops in a language; none where none are known."""
    lines = _COMMON.get(language.split("-", maxsplit=1)[0].lower(), "").strip().splitlines()
    return Synonyms(groups=[[phrase.strip() for phrase in line.split(",")] for line in lines])


def _phrase(text: str) -> Phrase:
    return tuple(words(text)[:MAX_PHRASE])

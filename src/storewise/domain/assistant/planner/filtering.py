"""Turns words and measures into attributes: which one a phrase speaks of, and what satisfies it."""

import math
from collections import Counter
from collections.abc import Sequence

from storewise.domain.search.schemas import NumberRange
from storewise.ml.retrieval import AttributeEntry, Glimpse, Lexicon

from .quantities import UNITS, Quantity
from .wishes import MEASURES, label_beside

LOOKED_AT = 40  # best hits whose attributes tell what a word is about
LEAST_STATED = 0.25  # share of them that must state a value for it to become a filter
LEAST_MEASURED = 0.15
NAMED_SO = 0.2  # how well a label must fit what a measure was called
LONGEST_PHRASE = 3
HELD_SO = 0.6  # what it counts for that products state numbers around the one asked for
LEAST_COLOURED = 0.3  # share of products such as these that must state their colour


def stated_values(
    words: str, top: Sequence[Glimpse], lexicon: Lexicon
) -> dict[str, dict[str, list[str]]]:
    """The values that words of a search name, where enough of the best hits state them.

    By the attribute that states them; each with the options of others that come to the same.
    """
    tokens = words.split()
    chosen: dict[str, dict[str, list[str]]] = {}
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            stated = coloured(phrase, top, lexicon) or stated_value(phrase, top, lexicon)
            if phrase == words and stated and stated[1] == ["true"]:
                stated = None  # it is the thing itself: an "activity tracker"
            if stated and stated[0] not in chosen:
                code, values = stated
                chosen[code] = {code: values, **_optional(phrase, code, top, lexicon)}
                at += size - 1
                break
        at += 1
    return chosen


def _optional(
    phrase: str, code: str, top: Sequence[Glimpse], lexicon: Lexicon
) -> dict[str, list[str]]:
    """The options by whose choice a product is what an attribute of others says: made of oak."""
    found: dict[str, list[str]] = {}
    for entry in lexicon.values.get(lexicon.stems(phrase), ()):
        if entry.whole and entry.code.startswith("option_") and entry.code != code:
            found.setdefault(entry.code, []).append(entry.value)
    return {each: values for each, values in found.items() if any(each in g.codes for g in top)}


def states_one(product: Glimpse, values: dict[str, list[str]]) -> bool:
    """Whether a product states any of some values."""
    for code, wanted in values.items():
        held = product.attributes.get(code)
        if isinstance(held, tuple) and not set(held).isdisjoint(wanted):
            return True
    return False


def is_colour(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a colour that some product states."""
    return any(each.whole and "colo" in each.code
               for each in lexicon.values.get(lexicon.stems(word), ()))  # fmt: skip


def coloured(phrase: str, top: Sequence[Glimpse], lexicon: Lexicon) -> tuple[str, list[str]] | None:
    """The colour that a phrase names, held by the attribute in which such products state theirs.

    A colour is a condition also where no product of the kind has it.
    """
    entries = [each for each in lexicon.values.get(lexicon.stems(phrase), ()) if each.whole
               and ("colour" in each.code or "color" in each.code)]  # fmt: skip
    codes = {each.code for each in entries}
    if not codes or not top:
        return None
    held = {code: sum(code in each.codes for each in top) for code in codes}
    most = max(held.values())
    if most < LEAST_COLOURED * len(top):
        return None
    votes = _votes(top, (), {code: {e.value for e in entries if e.code == code} for code in codes})
    near = [code for code in codes if held[code] >= most / 2]
    code = max(near, key=lambda each: (votes[each], held[each], each))
    said = lexicon.values[lexicon.stems(phrase)]
    return code, sorted({each.value for each in said if each.code == code})


def stated_value(
    phrase: str, top: Sequence[Glimpse], lexicon: Lexicon, least: float = LEAST_STATED
) -> tuple[str, list[str]] | None:
    """The attribute, and its values, that a phrase names for products such as these."""
    stems = lexicon.stems(phrase)
    if not stems or not top or all(stem.isdigit() for stem in stems):
        return None
    booleans = [e.code for e in lexicon.by_stem.get(stems[0], ())
                if e.kind == "boolean" and e.stems == stems]  # fmt: skip
    entries = lexicon.values.get(stems, ())
    spelled: dict[str, set[str]] = {}
    for entry in entries:
        spelled.setdefault(entry.code, set()).add(entry.value)
    for code, values in spelled.items():
        values.update(_longer(code, stems, lexicon))
    votes = _votes(top, booleans, spelled)
    if not votes:
        return None
    code, count = max(votes.items(), key=lambda item: (item[1], -len(item[0]), item[0]))
    if count < max(least * len(top), 1):
        return None
    if code in booleans:
        return code, ["true"]
    whole = [e.value for e in entries if e.code == code and e.whole]
    if whole:
        return code, sorted({*whole, *_longer(code, stems, lexicon)})
    return code, sorted(spelled[code])


def _votes(
    top: Sequence[Glimpse], booleans: Sequence[str], spelled: dict[str, set[str]]
) -> Counter[str]:
    """How many products state what is spoken of, by attribute."""
    votes: Counter[str] = Counter()
    for each in top:
        stated = each.attributes
        votes.update(code for code in booleans if stated.get(code) is True)
        for code, values in spelled.items():
            held = stated.get(code)
            if isinstance(held, tuple) and not values.isdisjoint(held):
                votes[code] += 1
    return votes


def _longer(code: str, stems: tuple[str, ...], lexicon: Lexicon) -> list[str]:
    """Values that begin with a phrase and add a word: "Laser printing", but no other colour."""
    if any(word in code for word in ("colour", "color")):
        return []
    size = len(stems)
    return [
        value for said, value in lexicon.by_code.get(code, ())
        if said[:size] == stems and len(said) == size + 1
    ]  # fmt: skip


def measured_by(
    measure: Quantity, found: Sequence[Glimpse], lexicon: Lexicon
) -> AttributeEntry | None:
    """The attribute that a measure speaks of, among those that products such as these state."""
    label = label_beside(measure, lexicon)
    phrases = MEASURES.get(label, (label,) if label else ())
    if not label and measure.unit:
        phrases = _USUALLY.get(UNITS[measure.unit][0], ())
    top = found[: 5 * LOOKED_AT if phrases else LOOKED_AT]
    held = Counter(code for each in top for code in each.codes)
    best: tuple[float, AttributeEntry] | None = None
    for code, count in held.items():
        entry = lexicon.attributes[code]
        if entry.kind != "number":
            continue
        named = max((_label_match(lexicon.stems(p), entry.stems) - 0.05 * i
                     for i, p in enumerate(phrases)), default=0.0)  # fmt: skip
        fits, share = _unit_fit(measure, entry), count / len(top)
        sure = named > NAMED_SO if phrases else share >= LEAST_MEASURED
        if fits < 0 or not sure or (named <= 0 and (fits < 1 or label)):
            continue
        score = 2 * named + fits + share + HELD_SO * _is_plausible(measure, entry, top)
        if best is None or score > best[0]:
            best = (score, entry)
    return best[1] if best else None


def _is_plausible(measure: Quantity, entry: AttributeEntry, found: Sequence[Glimpse]) -> bool:
    """Whether products state numbers around the one asked for: 16 GB are memory, 512 GB a disk."""
    values = [v for g in found[:LOOKED_AT] if isinstance(v := g.attributes.get(entry.code), float)]
    wanted = range_of(measure, entry)
    low = wanted.min if wanted.min is not None else wanted.max
    high = wanted.max if wanted.max is not None else wanted.min
    if not values or low is None or high is None:
        return False
    if measure.limit == "exact":
        return any(low <= value <= high for value in values)
    return min(values) <= high and low <= max(values)


def satisfying(measure: Quantity, entry: AttributeEntry, found: Sequence[Glimpse]) -> NumberRange:
    """The range for a measure; whole inches take their fractions in where none is exact."""
    wanted = range_of(measure, entry)
    inches = measure.unit is not None and UNITS[measure.unit][1] == 25.4
    if measure.limit != "exact" or not inches or measure.low != int(measure.low):
        return wanted
    if _is_plausible(measure, entry, found) or wanted.min is None:
        return wanted
    scale = wanted.min / (measure.low * 0.995) if measure.low else 1.0
    return NumberRange(min=wanted.min, max=(measure.low + 0.99) * scale)


# What a unit measures where nothing else is said: "under 2 kg", "over 2000 lumens".
_USUALLY: dict[str, tuple[str, ...]] = {
    "mass": ("weight",), "light": ("projector brightness", "brightness", "luminous flux"),
    "ppm": ("print speed", "print speed black normal quality a4 us letter"),
    "rpm": ("hard drive speed", "rotational speed", "speed"), "loudness": ("noise level", "noise"),
    "frequency": ("processor frequency", "memory clock speed", "frequency", "refresh rate"),
    "power": ("output power", "power", "total power"), "charge": ("battery capacity",),
    "warmth": ("comfort temperature", "temperature"),
    "apparent": ("output power capacity", "power capacity"), "volume": ("capacity", "volume"),
    "pixels": ("megapixel", "camera resolution"), "dpi": ("resolution", "movement resolution"),
}  # fmt: skip


def _label_match(asked: tuple[str, ...], label: tuple[str, ...]) -> float:
    if not asked or not set(asked) <= set(label):
        return 0.0
    return 1.0 if asked == label else max(0.7 - 0.1 * (len(label) - len(asked)), 0.1)


_UNITLESS = {"mass": ("weight",), "length": ("width", "height", "depth", "length", "diagonal",
             "diameter", "thickness", "size")}  # fmt: skip


def _unit_fit(measure: Quantity, entry: AttributeEntry) -> float:
    """1 where the units go together, 0 where the attribute has none, -1 where they clash."""
    if not measure.unit:
        return 0.0
    asked = UNITS[measure.unit][0]
    if entry.unit:
        known = UNITS.get(entry.unit.lower())
        if known is None:
            return 1.0 if entry.unit.lower() == measure.unit else -1.0
        return 1.0 if known[0] == asked else -1.0
    if asked in _UNITLESS:
        return 0.4 if any(word in entry.label.lower() for word in _UNITLESS[asked]) else -1.0
    return 0.0


def range_of(measure: Quantity, entry: AttributeEntry) -> NumberRange:
    """The range of an attribute that satisfies a measure, in the attribute's own unit."""
    scale = 1.0
    if measure.unit:
        factor = UNITS[measure.unit][1]
        scale = factor / _basic(entry, measure)
    low, high = measure.low * scale, measure.high * scale
    if measure.limit == "below":
        return NumberRange(max=math.nextafter(high, -math.inf))
    if measure.limit == "most":
        return NumberRange(max=high + abs(high) * 1e-9)
    if measure.limit == "above":
        return NumberRange(min=math.nextafter(low, math.inf))
    if measure.limit == "least":
        return NumberRange(min=low - abs(low) * 1e-9)
    slack = {"near": 0.15, "between": 1e-9}.get(measure.limit, 0.005)
    return NumberRange(min=low * (1 - slack), max=high * (1 + slack))


def _basic(entry: AttributeEntry, measure: Quantity) -> float:
    """How many basic units one of the attribute's is; sizes without a unit are told by habit.

    Shops that leave the unit out write grams and millimetres, unless the numbers are too small.
    """
    if entry.unit and (known := UNITS.get(entry.unit.lower())):
        return known[1]
    dimension = UNITS[measure.unit or "g"][0]
    if dimension == "mass":
        return 1.0 if entry.median >= 20 else 1000.0
    if dimension == "length":
        return 1.0 if entry.median >= 20 else 10.0
    return UNITS[measure.unit or "g"][1]


def measure_code(measure: str, products: Sequence[Glimpse], lexicon: Lexicon) -> str | None:
    """The number attribute by which products such as these are compared in a measure."""
    phrases = MEASURES.get(measure) or (
        ("display diagonal", "capacity", "size", "persons", "width", "height")
        if measure == "size"
        else (measure,)
    )  # fmt: skip
    held = Counter(code for each in products[:LOOKED_AT] for code, value in each.attributes.items()
                   if isinstance(value, float) and not isinstance(value, bool))  # fmt: skip
    best: tuple[float, str] | None = None
    for code, count in held.items():
        share = count / min(len(products), LOOKED_AT)
        named = max((_label_match(lexicon.stems(p), lexicon.attributes[code].stems) - 0.1 * i
                     for i, p in enumerate(phrases)), default=0.0)  # fmt: skip
        if named > 0 and share >= 0.3 and (best is None or named + share > best[0]):
            best = (named + share, code)
    return best[1] if best else None

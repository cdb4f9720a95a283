"""Finds what a wish asks for: conditions become filters, and what is listed satisfies them all."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storewise.domain.search.schemas import NumberRange, Sort
from storewise.ml.retrieval import AttributeEntry, Glimpse, Glimpses, Lexicon, Matching
from storewise.ml.retrieval.text import fold

from ..facts import FoundProducts, ProductSearch
from ..turn import Turn
from .quantities import UNITS, Quantity
from .wishes import MEASURES, Wish, label_beside

LOOKED_AT = 40  # best hits whose attributes tell what a word is about
DEPTH = 400
LEAST_STATED = 0.25  # share of them that must state a value for it to become a filter
LEAST_MEASURED = 0.15
NAMED_SO = 0.2  # how well a label must fit what a measure was called
LIKENESS = 0.45
LEAST_SHARED = 4
RARE = 0.1  # share of products from which stating an attribute tells no kind
FEW = 12
LEAST_NAMING = 0.34  # share of the best hits whose name or kind must hold a word asked for
LOOSE = 1.5  # scores from here on are near enough where no kind of thing was named
CODED = 5.0  # scores from here on mean that a code was found
LONGEST_PHRASE = 3


@dataclass(slots=True)
class Finding:
    """What was found: the search made, products that satisfy it, and what had to be said of it.

    `missing` are words that no product has together; `dropped` is the condition without which
    something was found; `unchecked` are conditions that no product states anything about, `silent`
    features that those listed do not mention, and may have all the same.
    """

    wanted: ProductSearch
    chosen: list[Glimpse] = field(default_factory=list)
    total: int = 0
    found: FoundProducts | None = None
    here: bool = True
    missing: list[str] = field(default_factory=list)
    dropped: str = ""
    unchecked: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


async def find(turn: Turn, wish: Wish, lexicon: Lexicon) -> Finding:
    """Find products for a wish; where nothing satisfies it, drop one condition and say which."""
    wish = await _with_features(turn, wish, lexicon)
    kind = ProductSearch(words=wish.words[:300], category=_category(wish))
    first = await turn.toolbox.glimpse(kind, DEPTH)
    finding = Finding(kind)
    if wish.words and not _is_here(wish.words, first, lexicon):
        core = kind.model_copy(update={"words": wish.core})
        again = await turn.toolbox.glimpse(core, DEPTH) if _has_core(wish) else None
        if again is None or not _is_here(wish.core, again, lexicon):
            return await _not_here(turn, wish, kind, first, lexicon)
        finding.unchecked += [w for w in wish.words.split() if w not in wish.core.split()]
        wish, first = replace(wish, words=wish.core), again
    finding.wanted = _narrow(wish, first, lexicon, finding)
    await _choose(turn, wish, lexicon, finding, first)
    if not finding.chosen and (wish.conditions or finding.wanted.attributes):
        await _relax(turn, wish, lexicon, finding, first)
    await _read(turn, finding)
    return finding


def _has_core(wish: Wish) -> bool:
    return bool(wish.core) and set(wish.core.split()) < set(wish.words.split())


async def _with_features(turn: Turn, wish: Wish, lexicon: Lexicon) -> Wish:
    """Take words that name a yes-or-no attribute out, to be held by it: "dishwasher safe"."""
    tokens = wish.words.split()
    for size in (3, 2, 1):
        for at in range(len(tokens) - size + 1):
            stems = lexicon.stems(" ".join(tokens[at : at + size]))
            rest = " ".join(tokens[:at] + tokens[at + size :])
            codes = [e.code for e in lexicon.by_stem.get(stems[0] if stems else "", ())
                     if e.kind == "boolean" and e.stems == stems]  # fmt: skip
            if not codes or not rest:
                continue
            kind = ProductSearch(words=rest[:300], category=_category(wish))
            seen = (await turn.toolbox.glimpse(kind, LOOKED_AT)).found
            top = [each for each in seen if each.worded][:12]
            held = Counter(code for each in top for code in codes if code in each.codes)
            if held and held.most_common(1)[0][1] >= 0.1 * len(top):
                code = held.most_common(1)[0][0]
                return replace(wish, words=rest, attributes={**wish.attributes, code: ["true"]})
    return wish


def _category(wish: Wish) -> str | None:
    return " > ".join(wish.category.path) if wish.category else None


def _search(
    wish: Wish, attributes: dict[str, list[str]], ranges: dict[str, NumberRange]
) -> ProductSearch:
    return ProductSearch(
        words=wish.words[:300],
        brands=wish.brands[:20],
        not_brands=wish.not_brands[:20],
        category=_category(wish),
        price_min=wish.price_min,
        price_max=wish.price_max,
        in_stock=wish.in_stock,
        attributes={**attributes, **wish.attributes},
        ranges={**wish.ranges, **ranges},
        sort=wish.sort,
        limit=wish.limit,
    )


# ------------------------------------------------------------------ is it here at all?


def _is_here(words: str, first: Glimpses, lexicon: Lexicon) -> bool:
    """Whether the store has what the words name, and not only things near to it."""
    if not first.found or first.matching not in (Matching.WORDS, Matching.ALL):
        return False
    if first.corrected and not _likely_typo(words, first.corrected):
        return False
    if first.found[0].score > CODED:
        return True
    holding = [each for each in first.found if each.worded][:FEW]
    if any(each.named for each in holding):
        return True
    said = [stem for word in words.split() for stem in lexicon.stems(word) if not stem.isdigit()]
    naming = sum(1 for each in holding if not said or not _kinds(each, lexicon).isdisjoint(said))
    return naming >= max(LEAST_NAMING * len(holding), 1)


def _kinds(product: Glimpse, lexicon: Lexicon) -> set[str]:
    """The stems of what names a product or its kind: title, brand, category, short values."""
    short = [
        value[0] for value in product.attributes.values()
        if isinstance(value, tuple) and len(value) <= 8 and len(value[0]) <= 24
    ]  # fmt: skip
    tags = product.attributes.get("tags")
    listed = tags if isinstance(tags, tuple) else ()
    return set(
        lexicon.stems(" ".join((product.title, product.brand or "", *product.category, *listed,
                                *short)))
    )  # fmt: skip


def _likely_typo(asked: str, corrected: str) -> bool:
    """Whether a spelling mended for the shopper is what was meant: "keybord", but not "mower"."""
    before, after = asked.split(), corrected.split()
    changed = [word for word in after if word not in before]
    lost = [word for word in before if word not in after]
    if len(changed) != len(lost):
        return False
    return all(old[0] == new[0] and len(old) >= 6 for old, new in zip(lost, changed, strict=True))


async def _not_here(
    turn: Turn, wish: Wish, plain: ProductSearch, first: Glimpses, lexicon: Lexicon
) -> Finding:
    """Say that the thing is not here, with what is nearest where it truly is near."""
    finding = Finding(plain, here=False)
    heads = [word for word in wish.words.split() if not word.isdigit()]
    near = [
        each for each in first.found[:LOOKED_AT]
        if heads and (_names(each, heads[-1:], lexicon) or (wish.loose and each.score > LOOSE))
    ]  # fmt: skip
    known = [word for word in heads if any(_names(each, [word], lexicon) for each in first.found)]
    finding.missing = [word for word in heads if word not in known]
    if near and first.matching is Matching.RELAXED and not first.corrected:
        wanted = _search(wish, {}, {})
        narrowed = [each for each in near if _holds(each, wanted)]
        finding.chosen = narrowed[:3]
    if finding.chosen:
        await _read(turn, finding)
    else:
        await turn.toolbox.search_products(plain, chosen=[], total=0)
    return finding


def _names(product: Glimpse, heads: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the name or kind of a product holds words."""
    said = {*lexicon.stems(product.title)}
    for name in product.category:
        said.update(lexicon.stems(name))
    return all(stem in said for word in heads for stem in lexicon.stems(word))


# ------------------------------------------------------------------ conditions to filters


def _narrow(wish: Wish, first: Glimpses, lexicon: Lexicon, finding: Finding) -> ProductSearch:
    """Turn measures and the words that name values into filters on attributes."""
    top = first.found[:LOOKED_AT]
    attributes: dict[str, list[str]] = {}
    ranges: dict[str, NumberRange] = {}
    for measure in wish.measures:
        entry = measured_by(measure, first.found, lexicon)
        if entry is None:
            label = label_beside(measure, lexicon) if not measure.unit else ""
            finding.unchecked.append(f"{measure.text} {label}".strip())
            continue
        ranges[entry.code] = range_of(measure, entry)
        finding.told.append(entry.code)
    for code, values in _features(wish.words, top, lexicon).items():
        attributes.setdefault(code, values)
    return _search(wish, attributes, ranges)


def _features(words: str, top: Sequence[Glimpse], lexicon: Lexicon) -> dict[str, list[str]]:
    """The values that words of a search name, where enough of the best hits state them."""
    tokens = words.split()
    chosen: dict[str, list[str]] = {}
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + size])
            stated = stated_value(phrase, top, lexicon)
            if stated and stated[0] not in chosen:
                chosen[stated[0]] = stated[1]
                at += size - 1
                break
        at += 1
    return chosen


def stated_value(
    phrase: str, top: Sequence[Glimpse], lexicon: Lexicon, least: float = LEAST_STATED
) -> tuple[str, list[str]] | None:
    """The attribute, and its values, that a phrase names for products such as these."""
    stems = lexicon.stems(phrase)
    if not stems or not top or all(stem.isdigit() for stem in stems):
        return None
    votes: Counter[str] = Counter()
    booleans = [e.code for e in lexicon.by_stem.get(stems[0], ())
                if e.kind == "boolean" and e.stems == stems]  # fmt: skip
    entries = lexicon.values.get(stems, ())
    spelled: dict[str, set[str]] = {}
    for entry in entries:
        spelled.setdefault(entry.code, set()).add(entry.value)
    for code, values in spelled.items():
        values.update(_longer(code, stems, lexicon))
    for each in top:
        stated = each.attributes
        votes.update(code for code in booleans if stated.get(code) is True)
        for code, values in spelled.items():
            held = stated.get(code)
            if isinstance(held, tuple) and not values.isdisjoint(held):
                votes[code] += 1
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
    top = found[: 5 * LOOKED_AT if label else LOOKED_AT]
    held = Counter(code for each in top for code in each.codes)
    best: tuple[float, AttributeEntry] | None = None
    for code, count in held.items():
        entry = lexicon.attributes[code]
        if entry.kind != "number":
            continue
        named = max((_label_match(lexicon.stems(p), entry.stems) - 0.05 * i
                     for i, p in enumerate(phrases)), default=0.0)  # fmt: skip
        fits, share = _unit_fit(measure, entry), count / len(top)
        sure = named > NAMED_SO if label else share >= LEAST_MEASURED
        if fits < 0 or not sure or (named <= 0 and (fits < 1 or label)):
            continue
        score = 2 * named + fits + share
        if best is None or score > best[0]:
            best = (score, entry)
    return best[1] if best else None


# What a unit measures where nothing else is said: "under 2 kg", "over 2000 lumens".
_USUALLY: dict[str, tuple[str, ...]] = {
    "mass": ("weight",), "light": ("projector brightness", "brightness", "luminous flux"),
    "ppm": ("print speed", "print speed black normal quality a4 us letter"),
    "rpm": ("hard drive speed", "rotational speed", "speed"), "loudness": ("noise level", "noise"),
    "frequency": ("processor frequency", "frequency", "refresh rate"),
    "power": ("output power", "power", "total power"), "charge": ("battery capacity",),
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
        return NumberRange(max=high * (1 + 1e-9))
    if measure.limit == "above":
        return NumberRange(min=math.nextafter(low, math.inf))
    if measure.limit == "least":
        return NumberRange(min=low * (1 - 1e-9))
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


# ------------------------------------------------------------------ choosing


async def _choose(
    turn: Turn, wish: Wish, lexicon: Lexicon, finding: Finding, first: Glimpses
) -> None:
    """Choose the products to show: those that hold every condition, in the order asked for."""
    wanted = finding.wanted
    found = first
    if wanted.attributes or wanted.ranges or first.total > len(first.found):
        plain = wanted.model_copy(update={"sort": Sort.RELEVANCE})
        found = await turn.toolbox.glimpse(plain, DEPTH)
    else:
        found = replace(first, found=[each for each in first.found if _holds(each, wanted)])
    holding = list(found.found)
    if wish.words:
        holding = _of_kind([each for each in holding if each.worded], first.found, lexicon)
    for phrase in wish.unwanted:
        holding = _free_of(holding, phrase, lexicon, finding)
    if wish.best:
        measured = _best_first(wish, holding, lexicon)
        if measured is None:
            finding.unchecked.append(wish.best[0])
        else:
            holding = measured
    elif wish.sort is not Sort.RELEVANCE:
        holding = _sorted(holding, wish.sort)
    finding.total = len(holding)
    finding.chosen = holding[: wish.limit]


def _free_of(
    products: list[Glimpse], phrase: str, lexicon: Lexicon, finding: Finding
) -> list[Glimpse]:
    """Products without a feature: those that state so, or at least do not mention it.

    "Not black" asks for products that state another colour. What a product does not mention it may
    have all the same, so that is told.
    """
    silent = [each for each in products if not _has(each, phrase, lexicon)]
    if stated := stated_value(phrase, products[:LOOKED_AT], lexicon, least=0.02):
        code = stated[0]
        other = [each for each in silent if code in each.codes]
        if other:
            return other
    stems = set(lexicon.stems(phrase))
    denying = [each for each in silent if _denies(each, stems, lexicon)]
    if denying:
        return denying
    finding.silent.append(phrase)
    return silent


def _denies(product: Glimpse, stems: set[str], lexicon: Lexicon) -> bool:
    """Whether a product states that it is without a feature."""
    for code, value in product.attributes.items():
        if stems <= set(lexicon.attributes[code].stems):
            if value is False or value == 0:
                return True
            if isinstance(value, tuple) and fold(value[0]) in ("no", "n", "none", "without"):
                return True
    return False


def _has(product: Glimpse, phrase: str, lexicon: Lexicon) -> bool:
    """Whether a product states a feature, in an attribute or in its name."""
    stems = set(lexicon.stems(phrase))
    if stems <= set(lexicon.stems(product.title)):
        return True
    for code, value in product.attributes.items():
        if isinstance(value, tuple):
            if any(stems <= set(lexicon.stems(text[:200])) for text in value):
                return True
        elif value is True and stems <= set(lexicon.attributes[code].stems):
            return True
    return False


def _of_kind(products: list[Glimpse], first: Sequence[Glimpse], lexicon: Lexicon) -> list[Glimpse]:
    """Those of the kind that the best hits are, by category or else by what they state.

    Without it a search for printers under a price would list their toner.
    """
    top = [each for each in first[:20] if each.worded][:12]
    if len(top) < 4:
        return products
    leaves = Counter(each.category for each in top if each.category)
    if sum(leaves.values()) >= 0.6 * len(top):
        kept = {leaf for leaf, count in leaves.items() if count >= 0.15 * len(top)}
        return [each for each in products if each.category in kept]
    shares = Counter(code for each in top for code in each.codes)
    rare = {code: count / len(top) for code, count in shares.items()
            if lexicon.attributes[code].count < RARE * lexicon.products}  # fmt: skip
    typical = {code: share for code, share in rare.items() if share >= 0.5}
    if len(typical) < 3:
        return products
    return [each for each in products if _is_like(each, typical, rare, lexicon)]


def _is_like(
    product: Glimpse, typical: dict[str, float], rare: dict[str, float], lexicon: Lexicon
) -> bool:
    """Whether a product states what those of a kind do: much of it, or little else."""
    held = sum(share for code, share in typical.items() if code in product.codes)
    if held >= LIKENESS * sum(typical.values()):
        return True
    own = [c for c in product.codes if lexicon.attributes[c].count < RARE * lexicon.products]
    shared = [code for code in own if rare.get(code, 0) >= 0.25]
    return len(shared) >= LEAST_SHARED and len(shared) >= 0.5 * len(own)


def _sorted(products: list[Glimpse], sort: Sort) -> list[Glimpse]:
    if sort is Sort.NEWEST:
        return sorted(products, key=lambda each: -each.created)
    priced = [each for each in products if each.price is not None]
    sign = -1 if sort is Sort.PRICE_DESC else 1
    return sorted(priced, key=lambda each: sign * (each.price or 0))


def _best_first(wish: Wish, products: list[Glimpse], lexicon: Lexicon) -> list[Glimpse] | None:
    """Products by a measure, the most or the least of it first; None where none states it."""
    measure, most = wish.best or ("", True)
    code = measure_code(measure, products, lexicon)
    if code is None:
        return None
    stating = [(v, each) for each in products if isinstance(v := each.attributes.get(code), float)]
    stating.sort(key=lambda pair: -pair[0] if most else pair[0])
    return [each for _, each in stating]


def measure_code(measure: str, products: Sequence[Glimpse], lexicon: Lexicon) -> str | None:
    """The number attribute by which products such as these are compared in a measure."""
    phrases = MEASURES.get(measure) or (
        ("display diagonal", "capacity", "size", "width", "height") if measure == "size"
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


# ------------------------------------------------------------------ when nothing satisfies all


def _holds(product: Glimpse, wanted: ProductSearch) -> bool:
    price = product.price
    if wanted.price_max is not None and (price is None or price > wanted.price_max):
        return False
    if wanted.price_min is not None and (price is None or price < wanted.price_min):
        return False
    if product.brand in wanted.not_brands or (wanted.brands and product.brand not in wanted.brands):
        return False
    return not wanted.in_stock or product.in_stock


async def _relax(
    turn: Turn, wish: Wish, lexicon: Lexicon, finding: Finding, first: Glimpses
) -> None:
    """Drop one condition at a time until something is found; the nearest to it comes first."""
    wanted = finding.wanted
    for named, looser, sort in _looser(wanted, lexicon):
        found = await turn.toolbox.glimpse(looser, DEPTH)
        holding = [
            each for each in found.found
            if not any(_has(each, phrase, lexicon) for phrase in wish.unwanted)
        ]  # fmt: skip
        if wish.words:
            holding = _of_kind([each for each in holding if each.worded], first.found, lexicon)
        if holding:
            if sort is not Sort.RELEVANCE:
                holding = _sorted(holding, sort)
            finding.dropped = named
            finding.wanted = looser.model_copy(update={"sort": sort})
            finding.chosen, finding.total = holding[: min(wish.limit, 3)], len(holding)
            return


def _looser(wanted: ProductSearch, lexicon: Lexicon) -> list[tuple[str, ProductSearch, Sort]]:
    plain = wanted.model_copy(update={"sort": Sort.RELEVANCE})
    tries: list[tuple[str, ProductSearch, Sort]] = []
    if plain.price_max is not None:
        tries.append(("the price limit", plain.model_copy(update={"price_max": None}),
                      Sort.PRICE))  # fmt: skip
    if plain.price_min is not None:
        tries.append(("the price limit", plain.model_copy(update={"price_min": None}),
                      Sort.PRICE_DESC))  # fmt: skip
    for code in plain.ranges:
        rest = {c: r for c, r in plain.ranges.items() if c != code}
        tries.append((lexicon.attributes[code].label.lower(),
                      plain.model_copy(update={"ranges": rest}), Sort.RELEVANCE))  # fmt: skip
    for code in plain.attributes:
        left = {c: v for c, v in plain.attributes.items() if c != code}
        tries.append((lexicon.attributes[code].label.lower() if code in lexicon.attributes
                      else code, plain.model_copy(update={"attributes": left}),
                      Sort.RELEVANCE))  # fmt: skip
    if plain.in_stock:
        tries.append(("being in stock", plain.model_copy(update={"in_stock": None}),
                      Sort.RELEVANCE))  # fmt: skip
    if plain.brands:
        tries.append(("the brand", plain.model_copy(update={"brands": []}), Sort.RELEVANCE))
    return tries


async def _read(turn: Turn, finding: Finding) -> None:
    finding.found = await turn.toolbox.search_products(
        finding.wanted, chosen=[each.id for each in finding.chosen], total=finding.total
    )

"""Finds what a wish asks for: conditions become filters, and what is listed satisfies them all."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from storewise.domain.search.schemas import NumberRange, Sort
from storewise.ml.retrieval import Glimpse, Glimpses, Lexicon, Matching

from ..facts import FoundProducts, ProductSearch
from ..turn import Turn
from .features import features_in, yes_values
from .filtering import (
    LOOKED_AT,
    coloured,
    is_colour,
    measure_code,
    measured_by,
    satisfying,
    stated_value,
    stated_values,
    states_one,
)
from .kinds import (
    alike,
    called,
    denies,
    has,
    is_called,
    kind_words,
    last_stem,
    names,
    of_kind,
    only_called,
    without_accessories,
)
from .wishes import Wish, label_beside

DEPTH = 400
FEW = 12
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9./-]{5,}")  # it names one product
MOST_WEIGHED = 20
LEAST_NAMING = 0.34  # share of the best hits whose name or kind must hold a word asked for
LOOSE = 1.5  # scores from here on are near enough where no kind of thing was named
CODED = 5.0  # scores from here on mean that a code was found


@dataclass(slots=True)
class Finding:
    """What was found: the search made, products that satisfy it, and what had to be said of it.

    `here` is False where the store has no such thing; `dropped` is the condition without which
    something was found; `unchecked` are conditions that no product states anything about, `silent`
    features that those listed do not mention, and may have all the same. Of each of `either` a
    product must state one value, in whichever attribute.
    """

    wanted: ProductSearch
    chosen: list[Glimpse] = field(default_factory=list)
    total: int = 0
    found: FoundProducts | None = None
    here: bool = True
    dropped: str = ""
    unchecked: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    either: list[dict[str, list[str]]] = field(default_factory=list)


async def find(turn: Turn, wish: Wish, lexicon: Lexicon) -> Finding:
    """Find products for a wish; where nothing satisfies it, drop one condition and say which."""
    wish = await _with_features(turn, wish, lexicon)
    kind = ProductSearch(words=wish.words[:300], category=_category(wish))
    first = await turn.toolbox.glimpse(kind, DEPTH)
    finding = Finding(kind)
    if first.corrected and _likely_typo(wish.words, first.corrected):
        wish = replace(wish, words=first.corrected, core=first.corrected)
        first = replace(first, corrected=None)
    if wish.words and not _is_here(wish.words, first, lexicon):
        near = await _by_core(turn, wish, kind, lexicon)
        if near is None:
            return await _not_here(turn, wish, kind, first, lexicon)
        core, first = near
        finding.unchecked += [" ".join(w for w in wish.words.split() if w not in core.split())]
        wish = replace(wish, words=core)
    finding.wanted = _narrow(wish, first, lexicon, finding)
    await _choose(turn, wish, lexicon, finding, first)
    if not finding.chosen and set(finding.wanted.attributes) - set(wish.attributes):
        await _by_title(turn, wish, lexicon, finding, first)
    if not finding.chosen and set(wish.core.split()) < set(wish.words.split()):
        await _for_its_core(turn, wish, lexicon, finding)
    if not finding.chosen and (wish.conditions or finding.wanted.attributes):
        await _relax(turn, wish, lexicon, finding, first)
    await _read(turn, finding)
    return finding


async def _by_core(
    turn: Turn, wish: Wish, kind: ProductSearch, lexicon: Lexicon
) -> tuple[str, Glimpses] | None:
    """The words that name the thing, and what they find, where all words together find nothing."""
    said = wish.words.split()
    for core in dict.fromkeys([wish.core, wish.head]):
        left = [word for word in said if word not in core.split()]
        coded = any(_CODE.fullmatch(word) for word in left)
        if core and left and not coded and set(core.split()) < set(said):
            found = await turn.toolbox.glimpse(kind.model_copy(update={"words": core}), DEPTH)
            if _is_here(core, found, lexicon):
                return core, found
    return None


async def _for_its_core(turn: Turn, wish: Wish, lexicon: Lexicon, finding: Finding) -> None:
    """Without what it is for: "toner for Brother printers" may say nothing of printers."""
    kind = ProductSearch(words=wish.core[:300], category=_category(wish))
    first = await turn.toolbox.glimpse(kind, DEPTH) if wish.core else None
    if first is None or not _is_here(wish.core, first, lexicon):
        return
    attempt = Finding(kind)
    core = replace(wish, words=wish.core)
    attempt.wanted = _narrow(core, first, lexicon, attempt)
    await _choose(turn, core, lexicon, attempt, first)
    if attempt.chosen:
        left = " ".join(w for w in wish.words.split() if w not in wish.core.split())
        finding.wanted, finding.chosen, finding.total = (
            attempt.wanted, attempt.chosen, attempt.total,
        )  # fmt: skip
        finding.unchecked = [*attempt.unchecked, left]
        finding.silent, finding.either = attempt.silent, attempt.either


async def _with_features(turn: Turn, wish: Wish, lexicon: Lexicon) -> Wish:
    """Take words out that an attribute is to hold: a colour, or "dishwasher safe"."""
    wish = await _with_colour(turn, wish, lexicon)
    for phrase, codes in features_in(wish.words, lexicon):
        rest = " ".join(f" {wish.words} ".replace(f" {phrase} ", " ", 1).split())
        if not rest and not wish.category:
            continue
        kind = ProductSearch(words=rest[:300], category=_category(wish))
        seen = (await turn.toolbox.glimpse(kind, LOOKED_AT, meaning=False)).found
        top = [each for each in seen if each.worded][:12]
        held = Counter(code for each in top for code in codes if code in each.codes)
        if held and held.most_common(1)[0][1] >= 0.1 * len(top):
            code = held.most_common(1)[0][0]
            attributes = {**wish.attributes, code: yes_values(code, lexicon)}
            core = " ".join(each for each in wish.core.split() if each in rest.split())
            wish = replace(wish, words=rest, core=core, attributes=attributes)
    return wish


async def _with_colour(turn: Turn, wish: Wish, lexicon: Lexicon) -> Wish:
    """Take a colour out of the words, to be held by the attribute that states it for this kind."""
    for word in wish.words.split():
        if not is_colour(word, lexicon):
            continue
        rest = " ".join(each for each in wish.words.split() if each != word)
        kind = ProductSearch(words=rest[:300], category=_category(wish))
        seen = await turn.toolbox.glimpse(kind, LOOKED_AT, meaning=False)
        top = [each for each in seen.found if each.worded]
        if rest and (stated := coloured(word, top, lexicon)):
            attributes = {**wish.attributes, stated[0]: stated[1]}
            core = " ".join(each for each in wish.core.split() if each != word)
            return replace(wish, words=rest, core=core, attributes=attributes)
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
    if _only_beside(words, holding, lexicon):
        return False
    if any(each.named for each in holding):
        return True
    said = [stem for word in words.split() for stem in lexicon.stems(word) if not stem.isdigit()]
    naming = sum(
        1 for each in holding if not said or not kind_words(each, lexicon).isdisjoint(said)
    )
    return naming >= max(LEAST_NAMING * len(holding), 1)


def _only_beside(words: str, holding: list[Glimpse], lexicon: Lexicon) -> bool:
    """Whether products only go with the thing: a stand and a charger for laptops, but none."""
    stem = last_stem(words, lexicon)
    if not lexicon.categories or not stem or len(words.split()) > 1:
        return False
    if any((stem,) == each.stems for each in lexicon.categories):
        return False
    if any(each.code != "tags" and each.whole for each in lexicon.values.get((stem,), ())):
        return False  # it describes things: "leather"
    beside = (each for each in holding if stem in _named_in(each, lexicon))
    return any(beside) and not any(is_called(each, stem, lexicon) for each in holding)


def _named_in(product: Glimpse, lexicon: Lexicon) -> set[str]:
    tags = product.attributes.get("tags")
    listed = tags if isinstance(tags, tuple) else ()
    return set(lexicon.stems(" ".join((product.title, *listed))))


def _likely_typo(asked: str, corrected: str) -> bool:
    """Whether a spelling mended for the shopper is what was meant: "keybord", but not "mower"."""
    before, after = asked.split(), corrected.split()
    changed = [word for word in after if word not in before]
    lost = [word for word in before if word not in after]
    if len(changed) != len(lost):
        return False
    return all(old[0] == new[0] and len(old) >= 5 for old, new in zip(lost, changed, strict=True))


async def _not_here(
    turn: Turn, wish: Wish, plain: ProductSearch, first: Glimpses, lexicon: Lexicon
) -> Finding:
    """Say that the thing is not here, with what is nearest where it truly is near."""
    finding = Finding(plain, here=False)
    heads = [word for word in wish.words.split() if not word.isdigit()]
    near = [
        each for each in first.found[:LOOKED_AT]
        if heads and (names(each, heads[-1:], lexicon) or (wish.loose and each.score > LOOSE))
    ]  # fmt: skip
    if near and first.matching is Matching.RELAXED and not first.corrected:
        wanted = _search(wish, {}, {})
        narrowed = [each for each in near if _holds(each, wanted)]
        finding.chosen = narrowed[:3]
    if finding.chosen:
        await _read(turn, finding)
    else:
        await turn.toolbox.search_products(plain, chosen=[], total=0)
    return finding


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
        ranges[entry.code] = satisfying(measure, entry, first.found)
    for code, stated in stated_values(wish.words, top, lexicon).items():
        if len(stated) > 1:
            finding.either.append(stated)
        else:
            attributes.setdefault(code, stated[code])
    return _search(wish, attributes, ranges)


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
        holding = of_kind([each for each in holding if each.worded], first.found, lexicon)
        holding = only_called(called(holding, wish.words, lexicon), wish.words, lexicon)
    elif wish.category:
        holding = without_accessories(holding)
    holding = [h for h in holding if all(states_one(h, each) for each in finding.either)]
    for phrase in wish.unwanted:
        holding = _free_of(holding, phrase, lexicon, finding)
    if wish.best:
        measured = _best_first(wish, holding, lexicon)
        if measured is None and wish.best[0] == "weight":
            measured = await _by_weight(turn, wish, holding)
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
    silent = [each for each in products if not has(each, phrase, lexicon)]
    stated = stated_value(phrase, products[:LOOKED_AT], lexicon, least=0.02)
    if stated and stated[0] != "tags":
        code = stated[0]
        other = [each for each in silent if code in each.codes]
        if other:
            return other
    stems = set(lexicon.stems(phrase))
    denying = [each for each in silent if denies(each, stems, lexicon)]
    if denying:
        return denying
    finding.silent.append(phrase)
    return silent


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


async def _by_weight(turn: Turn, wish: Wish, products: list[Glimpse]) -> list[Glimpse] | None:
    """Products by the weight of their versions, which no attribute states."""
    ids = [each.id for each in products[:MOST_WEIGHED]]
    found = await turn.toolbox.search_products(
        ProductSearch(words=wish.words[:300]), chosen=ids, total=len(products)
    )
    weights = {
        str(each.id): spec.value for each in found.products for spec in each.specs
        if spec.code == "weight" and isinstance(spec.value, float)
    }  # fmt: skip
    stating = [each for each in products if each.id in weights]
    most = wish.best is not None and wish.best[1]
    stating.sort(key=lambda each: -weights[each.id] if most else weights[each.id])
    return stating or None


async def _by_title(
    turn: Turn, wish: Wish, lexicon: Lexicon, finding: Finding, first: Glimpses
) -> None:
    """Where no product states the values that words name, go by titles that say the words."""
    before = finding.wanted
    finding.wanted = before.model_copy(update={"attributes": wish.attributes})
    await _choose(turn, replace(wish, limit=DEPTH), lexicon, finding, first)
    holding = [each for each in finding.chosen if names(each, wish.words.split(), lexicon)]
    finding.chosen, finding.total = holding[: wish.limit], len(holding)
    if not holding:
        finding.wanted = before


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
    if wanted.brands and await _of_brands(turn, wish, lexicon, finding, first):
        return
    for named, looser, sort in _looser(wanted, lexicon):
        found = await turn.toolbox.glimpse(looser, DEPTH)
        holding = [
            each for each in found.found
            if not any(has(each, phrase, lexicon) for phrase in wish.unwanted)
        ]  # fmt: skip
        if wish.words:
            holding = of_kind([each for each in holding if each.worded], first.found, lexicon)
            holding = only_called(holding, wish.words, lexicon)
        holding = [h for h in holding if all(states_one(h, each) for each in finding.either)]
        if holding:
            if sort is not Sort.RELEVANCE:
                holding = _sorted(holding, sort)
            finding.dropped = named
            finding.wanted = looser.model_copy(update={"sort": sort})
            finding.chosen, finding.total = holding[: min(wish.limit, 3)], len(holding)
            return


async def _of_brands(
    turn: Turn, wish: Wish, lexicon: Lexicon, finding: Finding, first: Glimpses
) -> bool:
    """Products of a brand that are of the kind, though they do not call it by that word."""
    plain = finding.wanted.model_copy(update={"words": "", "sort": Sort.RELEVANCE})
    found = await turn.toolbox.glimpse(plain, DEPTH)
    holding = [
        each for each in alike(list(found.found), first.found, lexicon)
        if all(states_one(each, values) for values in finding.either)
        and not any(has(each, phrase, lexicon) for phrase in wish.unwanted)
    ]  # fmt: skip
    if wish.sort is not Sort.RELEVANCE:
        holding = _sorted(holding, wish.sort)
    finding.chosen, finding.total = holding[: wish.limit], len(holding)
    return bool(holding)


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

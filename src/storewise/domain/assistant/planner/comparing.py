"""Compares products: side by side, or by the one measure that was asked for."""

import re

from storewise.ml.retrieval import Glimpse
from storewise.ml.retrieval.text import fold

from ..facts import ProductFacts, ProductSearch, Spec
from . import wording
from .case import Case
from .naming import named, read
from .stating import matching_specs, telling
from .wishes import content

MOST_COMPARED = 4
MOST_LINES = 6
_PLACES = (
    r"(?:the )?(?:first|second|third|last|top|two|three|\d)\b[\w ,]*|them|these|those|both|all"
)
_COMPARE = re.compile(
    r"\b(?:compare|comparison|versus|vs\.?|difference(?:s)? between|differ(?:s|ent)? from|"
    r"differences?|side by side|which (?:one )?(?:of (?:these|those|them|the two) )?(?:is|has|"
    r"weighs|costs|would|should)|what is better|which is better|better than|(?:cheaper|lighter|"
    r"heavier|bigger|larger|faster|smaller|more expensive|longer|newer) than)\b"
)
_SPLIT = re.compile(
    r"\s*(?:\bversus\b|\bvs\.?(?=\s)|\bcompared (?:to|with)\b|\bor\b|\band\b|\bwith\b|\bto\b|"
    r"\bthan\b|,)\s*"
)
_LEAD = re.compile(
    r"^.*?\b(?:compare|comparison (?:of|between)|differences? between|difference of|between)\s+"
    r"(?:the )?"
)
_WHICH_OF = re.compile(
    r"^(?:and |so )?(?:which|what)(?: one)?(?: of (?:these|those|them|the two|both))?(?: one)? "
    r"(?:is|has|weighs|costs) [\w\s-]{3,40}$"
)
_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
    "fifth": 4, "5th": 4, "last": -1, "one": 0, "1": 0, "two": 1, "2": 1, "three": 2, "3": 2,
    "4": 3, "5": 4,
}  # fmt: skip
_FIRST_FEW = re.compile(
    r"\b(?:the )?first (two|three|four|2|3|4)\b|\b(?:the )?top (two|three|2|3)\b"
)
_ALL = re.compile(
    r"\b(?:them|these|those|both|all (?:of )?(?:them|these|those)?|the (?:two|three)|they)\b"
)
_ORDINAL = re.compile(
    r"\b(?:the |number |no\.? |#|option )?(first|second|third|fourth|fifth|last|1st|2nd|3rd|"
    r"4th|5th)\b"
    r"(?: (?:one|product|option|item|model|result))?|(?:\bnumber |\bno\.? |#|\boption )([1-5])\b"
)
_BY = (
    (re.compile(r"\bcheap(?:er|est)?\b|\b(?:less expensive|costs? less)\b|"
                r"\blow(?:er|est) (?:price|cost)"), "price", False),
    (re.compile(r"\bmore expensive\b|\bdear(?:er|est)\b|\bmost expensive\b|\bcosts? more\b"),
     "price", True),
    (re.compile(r"\blight(?:er|est)\b|\bweighs? less\b"), "weight", False),
    (re.compile(r"\bheav(?:ier|iest)\b|\bweighs? more\b"), "weight", True),
    (re.compile(r"\bfast(?:er|est)\b|\bquick(?:er|est)\b"), "speed", True),
    (re.compile(r"\b(?:more|most|bigger|larger|higher) (?:memory|ram)\b"), "ram", True),
    (re.compile(r"\b(?:more|most|bigger|larger|higher) (?:storage|capacity|disk)\b"), "storage",
     True),
    (re.compile(r"\b(?:bigger|larger|biggest|largest) (?:screen|display)\b"), "screen", True),
    (re.compile(r"\blong(?:er|est) battery\b"), "battery life", True),
    (re.compile(r"\b(?:higher|better|best|highest) resolution\b"), "resolution", True),
    (re.compile(r"\bthin(?:ner|nest)\b|\bslimm(?:er|est)\b"), "thickness", False),
    (re.compile(r"\btall(?:er|est)\b"), "height", True),
    (re.compile(r"\bwid(?:er|est)\b"), "width", True),
    (re.compile(r"\blong(?:er|est)\b"), "long", True),
    (re.compile(r"\bshort(?:er|est)\b"), "long", False),
    (re.compile(r"\b(?:bigger|larger|biggest|largest)\b"), "size", True),
    (re.compile(r"\bsmall(?:er|est)\b"), "size", False),
    (re.compile(r"\bmore ([a-z][\w ]{2,20}?)(?=,|$| than| the )"), "", True),
)  # fmt: skip


def ordinals(text: str, count: int) -> list[int]:
    """The places in the last list that a text points to."""
    if few := _FIRST_FEW.search(text):
        size = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}[few[1] or few[2]]
        return list(range(min(size, count)))
    places = []
    for match in _ORDINAL.finditer(text):
        place = _ORDINALS[match[1] or match[2]]
        place = count + place if place < 0 else place
        if 0 <= place < count and place not in places:
            places.append(place)
    return places


def asks_comparison(case: Case) -> bool:
    """Whether a question sets products side by side."""
    return _COMPARE.search(case.bare) is not None


def points_to_list(case: Case) -> bool:
    """Whether what is to be compared is named only by its place: "the first two", "them"."""
    return re.fullmatch(r"compare (?:" + _PLACES + r")", case.bare) is not None


async def compare(case: Case) -> str | None:
    """Compare the products that a question names, or None where it does not name two."""
    products = _pointed_at(case) or await _named(case)
    if len(products) < 2:
        return None
    refs = [each.ref for each in products][:MOST_COMPARED]
    products = await case.turn.toolbox.compare_products(refs)
    case.turn.toolbox.last_shown = [each.ref for each in products]
    case.turn.focus = products[0].ref if products else None
    case.turn.suggestions[:] = ["Tell me more about the first one"]
    for pattern, measure, most in _BY:
        if match := pattern.search(case.bare):
            asked = measure or match[1].strip()
            if said := _by_measure(case, products, asked, most=most):
                return said
    return _side_by_side(case, products)


def _pointed_at(case: Case) -> list[ProductFacts]:
    shown = case.shown
    places = ordinals(case.bare, len(shown))
    if len(places) > 1:
        return [shown[place] for place in places]
    focus = case.focus
    it = re.search(r"\b(?:it|this|that)\b", case.bare) is not None
    if len(places) == 1 and it and focus and focus != shown[places[0]]:
        return [focus, shown[places[0]]]
    which = _WHICH_OF.match(case.bare)
    if len(shown) > 1 and (_ALL.search(case.bare) or (which and not _names_things(case))):
        return shown[:MOST_COMPARED]
    return []


def _names_things(case: Case) -> bool:
    return re.search(r"\bor\b|\bthan\b", case.bare) is not None


async def _named(case: Case) -> list[ProductFacts]:
    text = case.bare
    text = _LEAD.sub("", text)
    text = re.sub(
        r"^(?:which|what)(?: one)?(?: of (?:these|those|them|the two))?(?: (?:is|has|weighs|costs|"
        r"should i (?:buy|get|choose)|would you recommend))?(?: the)?\s*", "", text,
    )  # fmt: skip
    for pattern, _, _ in _BY:
        text = pattern.sub(" ", text, count=1)
    text = re.sub(r"\b(?:better|best|cheaper|memory|ram|storage|screen)\b[,:]?", " ", text)
    text = re.sub(r"^[\s,:]*(?:is|does|has|the|more|less|a|than)\b", " ", text)
    found: list[ProductFacts] = []
    for phrase in _phrases(text):
        if phrase in ("it", "this", "that", "this one", "that one") and case.focus:
            found.append(case.focus)
            continue
        product = await _best(case, phrase)
        if product is None:
            continue
        facts = await read(case, product)
        if facts is not None and facts.ref not in [each.ref for each in found]:
            found.append(facts)
    return found


async def _best(case: Case, phrase: str) -> Glimpse | None:
    """The product that a phrase names, or the best hit that holds all of its words."""
    one = await named(case, phrase)
    if one is not None:
        return one.product
    words = " ".join(content(fold(phrase)))
    if not words:
        return None
    found = (await case.turn.toolbox.glimpse(ProductSearch(words=words[:300]), 5)).found
    stems = set(case.lexicon.stems(words))
    return next(
        (g for g in found if stems <= set(case.lexicon.stems(f"{g.title} {g.brand}"))), None
    )


def _phrases(text: str) -> list[str]:
    """What stands between the words that join products, the clearest joints first."""
    for joint in (r"\bversus\b|\bvs\.?(?=\s)|\bcompared (?:to|with)\b", r"\bor\b|\bthan\b",
                  r"\band\b|,", r"\bwith\b|\bto\b"):  # fmt: skip
        parts = [part.strip(" ,.:;?") for part in re.split(joint, text)]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            return [re.sub(r"^(?:and|or|the|between)\s+", "", part) for part in parts][:6]
    return []


def _by_measure(
    case: Case, products: list[ProductFacts], measure: str, *, most: bool
) -> str | None:
    """Which of several has the most or least of a measure; None where it is not stated of two."""
    store = case.turn.store
    if measure == "price":
        ordered = sorted(products, key=lambda p: p.price.amount, reverse=most)
        if ordered[0].price.amount == ordered[1].price.amount:
            lead = "They cost the same:"
        else:
            word = "most" if most else "least"
            text = f"{ordered[0].title} costs the {word}, {wording.price_of(ordered[0], store)}"
            lead = wording.sentence(text, ordered[0].ref)
            case.turn.focus = ordered[0].ref
        return "\n".join([lead, wording.lines(ordered, store)])
    stated = [(spec, each) for each in products if (spec := _number(case, each, measure))]
    if len(stated) < 2:
        if not stated and measure in ("size", "long", "thickness", "speed"):
            return None
        lines = [wording.line(each, store) for each in products]
        name = {"ram": "memory"}.get(measure, measure)
        silent = [p for p in products if p not in [each for _, each in stated]]
        told = [f"- {p.title} — {wording.stated(s, store)} [{p.ref}]"
                for s, p in stated]  # fmt: skip
        told += [f"- The information on {p.title} does not state its {name}. [{p.ref}]"
                 for p in silent]  # fmt: skip
        case.turn.unknown = True
        return "\n".join(["I cannot say that from what the store states:", *told][: len(lines) + 1])
    ordered_specs = sorted(stated, key=lambda pair: _value(pair[0]), reverse=most)
    first = ordered_specs[0][1]
    case.turn.focus = first.ref
    told = [f"- {each.title} — {wording.stated(spec, store)} [{each.ref}]"
            for spec, each in ordered_specs]  # fmt: skip
    return "\n".join(["In that order:", *told])


def _number(case: Case, product: ProductFacts, measure: str) -> Spec | None:
    for spec in matching_specs(case, product, measure):
        if isinstance(spec.value, int | float) and not isinstance(spec.value, bool):
            return spec
    return None


def _value(spec: Spec) -> float:
    return float(spec.value) if isinstance(spec.value, int | float) else 0.0


def _side_by_side(case: Case, products: list[ProductFacts]) -> str:
    """Price and stock of each, then what they state both and where they differ."""
    store = case.turn.store
    parts = ["Side by side:", wording.lines(products, store)]
    first = products[0]
    others = [{s.code: s for s in each.specs} for each in products[1:]]
    told = 0
    for spec in telling(case, first):
        values = [other.get(spec.code) for other in others]
        if any(v is None for v in values) or all(v and v.value == spec.value for v in values):
            continue
        if len(str(spec.value)) > 80 or any(v and len(str(v.value)) > 80 for v in values):
            continue
        for each, value in zip(products, [spec, *values], strict=True):
            if value is not None:
                parts.append(f"- {each.title} — {wording.stated(value, store)} "
                             f"[{each.ref}]")  # fmt: skip
        told += 1
        if told >= MOST_LINES:
            break
    return "\n".join(parts)

"""The order in which products are wanted: by price, by age, by a measure; and how many of them."""

import re
from dataclasses import dataclass

from storewise.domain.search.schemas import Sort
from storewise.ml.retrieval import Lexicon

_STOCK = re.compile(
    r"\b(?:(?:that (?:is|are) |which (?:is|are) |only |currently |must be )*"
    r"(?:in[- ]stock|on stock|available (?:now|today|right now|immediately)|ready to ship)|"
    r"(?:that|which|you) (?:is|are|have|can (?:deliver|ship)) (?:now|right now|today))\b"
)
_DEAREST = re.compile(r"\b(?:most expensive|priciest|dearest|highest[- ]price[d]?|premium)\b")
_CHEAPEST = re.compile(
    r"\b(?:cheapest|lowest[- ](?:price|cost)[d]?|least expensive|most affordable|cheap|"
    r"inexpensive|affordable|not (?:too |so |very )expensive|low[- ](?:cost|price|budget)|"
    r"budget(?=[- ]friendly)|best price|sort(?:ed)? by price|by price|price low to high)\b"
    r"(?: first| ones?)?"
)
_NEWEST = re.compile(r"\b(?:newest|latest|most recent|new arrivals?|just arrived)\b")
_COUNT = re.compile(
    r"\b(?:top|best|first|show me|give me|list|find(?: me)?|name)\s(?:the\s)?"
    r"(\d{1,2}|two|three|four|five|six|ten)\b(?!\s?(?:inch|cm|mm|gb|tb|mb|w\b|\"))"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_MOST = "highest|most|largest|biggest|greatest|longest|best|strongest|warmest"
_LEAST = "lowest|least|smallest|shortest"
_LABELLED = re.compile(
    rf"\b(?:(?:with|has|have|having) )?(?:the )?(?P<how>{_MOST}|{_LEAST}) (?P<what>[a-z-]+"
    r"(?: [a-z-]+){0,2})"
)
SUPERLATIVES: tuple[tuple[str, str, bool], ...] = (
    (r"lightest|least heavy", "weight", False), (r"heaviest", "weight", True),
    (r"thinnest|slimmest", "thick", False), (r"widest", "width", True),
    (r"narrowest", "width", False), (r"tallest", "height", True), (r"longest", "long", True),
    (r"shortest", "long", False), (r"fastest|quickest", "speed", True),
    (r"slowest", "speed", False),
    (r"(?:biggest|largest) (?:screen|display)", "screen", True),
    (r"smallest (?:screen|display)", "screen", False),
    (r"(?:most|biggest|largest|highest) (?:amount of )?(?:memory|ram)", "ram", True),
    (r"(?:most|biggest|largest|highest) (?:amount of )?(?:storage|capacity)", "storage", True),
    (r"(?:most|highest|largest) (?:page )?(?:yield|pages)", "yield", True),
    (r"(?:highest|most) (?:power|wattage)|most powerful", "power", True),
    (r"highest resolution|most megapixels", "resolution", True),
    (r"biggest|largest", "size", True), (r"smallest", "size", False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """How products are to be sorted, how many are wanted, and the question without those words.

    `best` names a measure and whether the most of it comes first; `in_stock` is None where it does
    not matter.
    """

    rest: str
    sort: Sort = Sort.RELEVANCE
    best: tuple[str, bool] | None = None
    in_stock: bool | None = None
    limit: int | None = None


def ordered(lower: str, lexicon: Lexicon) -> Order:
    """Read the order from a folded question."""
    sort, best, in_stock, limit = Sort.RELEVANCE, None, None, None
    for pattern, each in (
        (_DEAREST, Sort.PRICE_DESC), (_CHEAPEST, Sort.PRICE), (_NEWEST, Sort.NEWEST),
    ):  # fmt: skip
        if pattern.search(lower):
            sort = each
            lower = pattern.sub(" ", lower)
            break
    best, lower = _measured(lower, lexicon)
    if _STOCK.search(lower):
        in_stock = True
        lower = _STOCK.sub(" ", lower)
    if count := _COUNT.search(lower):
        limit = min(max(_COUNTS.get(count[1]) or int(count[1]), 1), 10)
        lower = lower.replace(count[0], " ", 1)
    return Order(lower, sort, best, in_stock, limit)


def _measured(lower: str, lexicon: Lexicon) -> tuple[tuple[str, bool] | None, str]:
    """The measure of a superlative, by the store's label for it or by what people say."""
    for match in _LABELLED.finditer(lower):
        said = match["what"].split()
        for size in range(len(said), 0, -1):
            label = " ".join(said[:size])
            if _is_label(label, lexicon):
                end = match.start("what") + len(label)
                most = re.fullmatch(_MOST, match["how"]) is not None
                return (label, most), f"{lower[: match.start()]} {lower[end:]}"
    for words, measure, most in SUPERLATIVES:
        if re.search(rf"\b(?:{words})\b", lower):
            return (measure, most), re.sub(rf"\b(?:with the )?(?:{words})\b", " ", lower)
    return None, lower


def _is_label(phrase: str, lexicon: Lexicon) -> bool:
    stems = lexicon.stems(phrase)
    return any(each.kind == "number" and each.stems == stems
               for each in lexicon.by_stem.get(stems[0] if stems else "", ()))  # fmt: skip

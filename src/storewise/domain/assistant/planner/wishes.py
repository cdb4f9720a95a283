"""What a shopper wants found: the thing, and every condition that it must satisfy."""

import re
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from storewise.domain.search.schemas import NumberRange, Sort
from storewise.infra.currency import exponent
from storewise.ml.retrieval import CategoryEntry, Lexicon
from storewise.ml.retrieval.text import fold

from ..facts import ProductSearch
from .ordering import ordered
from .quantities import UNITS, Quantity, quantities


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Brand names that are words of every day, too: they count as brands when capitalised or led in.
ORDINARY = _words(
    "act chief equip sharp jumbo one tree ring nest dove gap guess next target bench fossil shell "
    "tide orange apple eve case logic origin fellow home basic basics general standard universal "
    "summit trail master drum groove"
)
NOISE = _words(
    "a about actually all also am an and any anybody anyone anything are as at available be been "
    "bit but buy by can cheap choice could currently did do "
    "does else especially ever find for from get "
    "wife husband mother father mom dad son daughter girlfriend boyfriend friend "
    "instead sort sorted fit fits fitting work works working suit suits suitable gift "
    "gifts idea ideas "
    "lover lovers present presents give go good got great guys had has have having hello help "
    "hey hi how i id if ill im in into "
    "is it item items ive just kind kinda know let like list looking made make makes may maybe me "
    "might "
    "model models most much must my need needs nice now of offer offers ok okay on one ones "
    "option options or our out over please pls possible possibly prefer preferably priced product "
    "products provide purchase quality range really recommend recommendation recommendations "
    "right search see sell selling shall shop should show so some somebody something sort still "
    "stock store stuff such suggest suggestion suggestions sure take tell than thanks that the "
    "their "
    "them then there these they thing things think this those to today too top try type types up "
    "us use using wanna want wanted wants was we well were what whats when where which while who "
    "will with within without would yes you your youre cost costs costing price prices pricing "
    "everything every carry stocks exactly budget spend pay maximum minimum max min around "
    "less least more "
    "cheapest cheaper affordable inexpensive expensive best newest latest interested searching "
    "choose between different decent perfect suitable ideal able wondering hoping trying new "
    "fine enough youve ive weve theyre theres whats thats dont doesnt isnt arent nothing "
    "anymore "
    "not no nor except only also brand brands made manufacturer anyone has compatible"
)
_LOOSE = re.compile(r"\b(?:something|anything|things?|gifts?|presents?|stuff|ideas?)\b")
_PURPOSE = re.compile(r"\b(?:for|to|about|while|that|because|so)\b")
_ASIDE = re.compile(r"\bfans? of\b|\b[a-z]+ enough(?= (?:(?:for|to|at|down to) )?(?:minus|-?\d))")
_LENGTH = re.compile(r"\d+\s?([a-z]+)")
_DESCRIBED = re.compile(
    r"\b(?:for|to|about|while|that|because|so|with|in|of|which|having|made|from|on)\b"
)
_REFUSING = re.compile(
    r"(?:\b(?:not|no|except|excluding|exclude|without|other than|anything but|anything except|"
    r"everything but|all but|besides|apart from|avoid|avoiding|hate|instead of|rather than|"
    r"nothing|never|minus|(?:do not|don'?t) (?:want|like|show(?: me)?)|isn'?t|aren'?t|"
    r"but not|skip|leave out)"
    r"(?:\s(?:from|by|made by|any|the|of|an?|want|brand|anything|something))*\s*)$"
)
_ON = re.compile(r"^\s*(?:,|or|and|nor|/|,\s*(?:or|and|nor))\s*$")
_UNWANTED = re.compile(
    r"\b(?:without|not|no|non|excluding|except|but no|but not|isn'?t|aren'?t)[ -]"
    r"(?:(?:an?|any|the|in|be|have|has|having|want|too|from|by)\s)*([a-z0-9][\w-]*(?:\s[\w-]+)?)"
)
_NOT_FEATURES = _words(
    "more less too so very over under above below sure know only idea matter problem thanks "
    "expensive really just yet longer one from by than"
)
_CONNECTS = _words("and or but with under for in from that which please by on at is")
SURE_BRAND = 86
SHORTEST_TYPO = 5
SHORTEST_MISSPELLED = 4
_SHORT = ("you", "the", "and", "for")


@dataclass(slots=True)
class Wish:
    """A search as understood from words; prices in minor units, both ends within the limit.

    `words` is what is left when prices, brands, measures and phrases of courtesy are taken out.
    `near_price` is an "around" price, already turned into a span. `kept` are the measures to be
    held by attributes; `unwanted` the features that must not be there. `best` names a measure to
    sort by, and whether the most of it comes first. `loose` says that no kind of thing was named:
    "something for a picnic"; `core` are the words before those that tell a purpose, `head` those
    before any that describe the thing.
    """

    words: str = ""
    brands: list[str] = field(default_factory=list)
    not_brands: list[str] = field(default_factory=list)
    category: CategoryEntry | None = None
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool | None = None
    sort: Sort = Sort.RELEVANCE
    measures: list[Quantity] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    best: tuple[str, bool] | None = None
    limit: int = 5
    loose: bool = False
    core: str = ""
    head: str = ""
    attributes: dict[str, list[str]] = field(default_factory=dict)
    ranges: dict[str, NumberRange] = field(default_factory=dict)

    @property
    def conditions(self) -> bool:
        """Whether anything but words narrows it."""
        return bool(
            self.brands or self.not_brands or self.category or self.price_min is not None
            or self.price_max is not None or self.in_stock or self.measures or self.unwanted
            or self.attributes or self.ranges
        )  # fmt: skip


def understand(text: str, lexicon: Lexicon, currency: str) -> Wish:
    """Read a wish from a question; `text` as it was written."""
    wish = Wish()
    rest = " ".join(text.replace("’", "'").split())
    rest = _take_brands(rest, lexicon, wish)
    lower = _with_digits(_ASIDE.sub(" ", fold(rest)))
    lower = _take_amounts(lower, lexicon, currency, wish)
    order = ordered(lower, lexicon)
    wish.sort, wish.best, wish.in_stock, lower = order.sort, order.best, order.in_stock, order.rest
    wish.limit = order.limit or wish.limit
    lower = _take_unwanted(lower, lexicon, wish)
    wish.words = " ".join(_sensible(content(lower), lexicon))
    wish.core = " ".join(_sensible(content(_PURPOSE.split(lower)[0]), lexicon))
    wish.head = " ".join(_sensible(content(_DESCRIBED.split(lower)[0]), lexicon))
    wish.loose = _LOOSE.search(fold(text)) is not None
    _take_category(lexicon, wish)
    return wish


_SPELLED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_COUNTED = re.compile(
    r"\b(one|two|three|four|five|six|eight|ten)[ -](?=(?:people|persons?|cores?|pieces?|ports?|"
    r"outlets?|sockets?)\b)"
)


def _with_digits(text: str) -> str:
    """Numbers in words before what is counted, as digits: "for two people"."""
    return _COUNTED.sub(lambda match: f"{_SPELLED[match[1]]} ", text)


_SINGULAR = {
    "mice": "mouse",
    "tvs": "tv",
    "knives": "knife",
    "shelves": "shelf",
    "scarves": "scarf",
}


def content(text: str, keep: frozenset[str] = frozenset()) -> list[str]:
    """The words of a folded text that say what is asked for, and those to `keep`."""
    found = []
    for word in re.findall(r"[^\s,;:!?()\[\]{}\"“”<>=]+", text):
        bare = word.strip(".'-/*_").removesuffix("'s")
        if bare and (bare in keep or bare.replace("'", "") not in NOISE):
            found.append(_SINGULAR.get(bare, bare))
    return found


def _sensible(words: list[str], lexicon: Lexicon) -> list[str]:
    """Words without those of courtesy that are misspelled: "waht kind do yu have"."""
    return [word for word in words if not _is_misspelled_noise(word, lexicon)]


def _is_misspelled_noise(word: str, lexicon: Lexicon) -> bool:
    if not word.isalpha() or not word.isascii() or lexicon.known(word):
        return False
    if len(word) < SHORTEST_MISSPELLED:
        return len(word) == 2 and any(OSA.distance(word, each) == 1 for each in _SHORT)
    return any(
        abs(len(each) - len(word)) <= 1 and each[0] == word[0] and OSA.distance(word, each) == 1
        for each in NOISE if len(each) >= SHORTEST_MISSPELLED
    )  # fmt: skip


# ------------------------------------------------------------------ brands


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


def brand_keys(lexicon: Lexicon) -> dict[str, str]:
    """Brands by their names without spaces and signs, and by a first word that is theirs alone."""
    found = {_key(folded): label for folded, (label, _) in lexicon.brands.items()}
    firsts: dict[str, list[str]] = {}
    for folded, (label, _) in lexicon.brands.items():
        parts = re.split(r"[\W_]+", folded)
        if len(parts) > 1 and len(parts[0]) > 4:
            firsts.setdefault(parts[0], []).append(label)
    for first, labels in firsts.items():
        if len(labels) == 1 and first not in ORDINARY:
            found.setdefault(first, labels[0])
    found.pop("", None)
    return found


def _take_brands(text: str, lexicon: Lexicon, wish: Wish) -> str:
    spans = brands_in(text, lexicon)
    refused_until = -1
    for start, end, label in spans:
        before = fold(text[:start])
        refused = _REFUSING.search(before) is not None
        if not refused and refused_until >= 0:
            refused = _ON.match(fold(text[refused_until:start])) is not None
        target = wish.not_brands if refused else wish.brands
        if label not in target:
            target.append(label)
        refused_until = end if refused else -1
    wish.brands = [each for each in wish.brands if each not in wish.not_brands]
    for start, end, label in reversed(spans):
        before = text[:start]
        if label in wish.not_brands:
            before = _REFUSING.sub(" ", fold(before)) if _REFUSING.search(fold(before)) else before
            text = f"{before} {text[end:]}"
        else:
            text = f"{before}{text[end:]}"
    return text


def brands_in(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The brands that a text names: start, end, name as the store writes it."""
    keys = brand_keys(lexicon)
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[^\s,;:!?()\"/]+", text)]
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        for size in range(min(4, len(tokens) - at), 0, -1):
            start, end = tokens[at][0], tokens[at + size - 1][1]
            spelled = text[start:end].rstrip(".'")
            label = keys.get(_key(spelled.removesuffix("'s")))
            if label and _is_brand(text, start, spelled, label):
                found.append((start, start + len(spelled), label))
                at += size - 1
                break
        else:
            start, end = tokens[at]
            if label := _misspelled(text[start:end], keys, lexicon):
                found.append((start, end, label))
        at += 1
    return found


def _is_brand(text: str, start: int, spelled: str, label: str) -> bool:
    folded = fold(spelled)
    length = _LENGTH.fullmatch(spelled)
    if length and length[1] in UNITS:
        return False  # "3 m" of cable are not of the brand 3M
    if folded not in ORDINARY and len(folded) > 2:
        return True
    if len(folded) <= 2 and folded in {"it", "be", "on", "in", "me", "go", "no", "so", "up", "at"}:
        return spelled.isupper() and not text.isupper()
    if folded not in ORDINARY:
        return True
    led = re.search(r"\b(?:from|by|brand|not|except|than)\s+$", fold(text[:start])) is not None
    return led or (start > 0 and spelled == label and spelled != folded)


def _misspelled(word: str, keys: dict[str, str], lexicon: Lexicon) -> str | None:
    folded = _key(word)
    if len(folded) < SHORTEST_TYPO or not folded.isalpha() or folded in NOISE:
        return None
    if lexicon.known(folded):
        return None
    near = [each for each in keys if each[0] == folded[0] and abs(len(each) - len(folded)) <= 2]
    best = process.extractOne(folded, near, scorer=fuzz.ratio, score_cutoff=SURE_BRAND)
    return keys[best[0]] if best else None


# ------------------------------------------------------------------ amounts


def _take_amounts(lower: str, lexicon: Lexicon, currency: str, wish: Wish) -> str:
    found = quantities(lower)
    for each in reversed(found):
        if is_price(each, lexicon):
            _limit_price(each, currency, wish)
        elif each.unit or _is_measure(each, lexicon):
            wish.measures.insert(0, each)
        elif each.limit != "exact":
            _limit_price(each, currency, wish)
        else:
            continue
        before = lower[: each.start]
        if each in wish.measures:
            before = _without_label_before(before, label_beside(each, lexicon))
            lower = f"{before} {_without_label(each, lexicon, lower[each.end :])}"
        else:
            lower = f"{before} {lower[each.end :]}"
    return lower


_COUNTABLE = _words("people persons person piece pieces cores outlets sockets ports")


def _is_measure(amount: Quantity, lexicon: Lexicon) -> bool:
    """Whether a number without a unit measures something: "at least 4 USB ports", "2 people"."""
    label = label_beside(amount, lexicon)
    return bool(label) and (amount.limit != "exact" or label in _COUNTABLE)


def is_price(amount: Quantity, lexicon: Lexicon) -> bool:
    """Whether an amount is money: a currency was named, or a price is spoken of."""
    if amount.money:
        return True
    if amount.unit:
        return False
    return re.search(r"\b(?:price|cost|costs|costing|budget|spend|pay)\b[\w\s]{0,12}$",
                     amount.before) is not None and amount.limit != "exact"  # fmt: skip


def _limit_price(amount: Quantity, currency: str, wish: Wish) -> None:
    scale = 10 ** exponent(currency)
    low, high = round(amount.low * scale), round(amount.high * scale)
    if amount.limit in ("below", "most", "exact"):
        wish.price_max = high - (amount.limit == "below")
    elif amount.limit in ("above", "least"):
        wish.price_min = low + (amount.limit == "above")
    elif amount.limit == "near":
        wish.price_min, wish.price_max = round(low * 0.8), round(high * 1.2)
    else:
        wish.price_min, wish.price_max = low, high


# What people call a measure, and the labels that stores give it, the likeliest first.
MEASURES: dict[str, tuple[str, ...]] = {
    "carry": ("maximum load", "load capacity", "weight capacity", "maximum weight capacity"),
    "hold": ("maximum load", "capacity", "volume"), "support": ("maximum load", "weight capacity"),
    "ram": ("internal memory", "ram capacity", "ram", "memory", "system memory"),
    "memory": ("internal memory", "memory", "ram", "ram capacity", "memory capacity"),
    "storage": ("total storage capacity", "storage capacity", "internal storage capacity",
                "ssd capacity", "hdd capacity", "capacity", "storage"),
    "ssd": ("ssd capacity", "total ssds capacity", "total storage capacity"),
    "hdd": ("hdd capacity", "total hdds capacity", "total storage capacity"),
    "hard disk": ("hdd capacity", "total storage capacity", "capacity"),
    "disk": ("total storage capacity", "hdd capacity", "capacity"),
    "space": ("total storage capacity", "capacity", "volume"),
    "screen": ("display diagonal", "screen size", "diagonal", "display size", "screen diagonal"),
    "display": ("display diagonal", "screen size", "diagonal", "display size"),
    "screen size": ("display diagonal", "screen size", "diagonal", "display size"),
    "display size": ("display diagonal", "screen size", "diagonal", "display size"),
    "diagonal": ("display diagonal", "diagonal"),
    "weight": ("weight",), "weigh": ("weight",), "weighs": ("weight",), "weighing": ("weight",),
    "heavy": ("weight",), "light": ("weight",), "lightweight": ("weight",),
    "wide": ("width",), "width": ("width",), "tall": ("height",), "high": ("height",),
    "height": ("height",), "deep": ("depth",), "depth": ("depth",),
    "thick": ("thickness", "height"),
    "long": ("cable length", "length", "depth"), "length": ("length", "cable length", "depth"),
    "cable": ("cable length",), "cord": ("cable length",), "diameter": ("diameter",),
    "capacity": ("capacity", "total storage capacity", "battery capacity", "volume"),
    "battery": ("battery capacity", "battery life"), "battery life": ("battery life",),
    "power": ("power", "output power", "wattage", "total power", "power consumption"),
    "refresh rate": ("maximum refresh rate", "refresh rate"),
    "speed": ("speed", "print speed", "maximum speed"), "yield": ("page yield",),
    "cores": ("number of processor cores", "processor cores", "cores"),
    "processor": ("processor frequency",), "clock": ("processor frequency",),
    "frequency": ("processor frequency", "frequency"), "resolution": ("megapixel", "resolution"),
    "zoom": ("optical zoom",), "people": ("persons", "capacity"), "persons": ("persons",),
    "person": ("persons",), "pieces": ("pieces", "number of pieces"),
    "piece": ("pieces", "number of pieces"),
    "ports": ("basic switching rj 45 ethernet ports quantity", "ports quantity", "number of ports"),
    "sheets": (
        "media sheets per package", "sheets", "total input capacity"),
    "labels": ("labels per pack",), "outlets": ("ac outlets quantity", "outlets"),
    "sockets": ("ac outlets quantity", "sockets"),
    "pages": ("page yield", "black toner page yield"),
}  # fmt: skip
_LABEL_AFTER = re.compile(r"^(?:of\s|in\s|for the\s|the\s)*((?:[a-z][\w-]*\s?){1,3})")


def label_beside(amount: Quantity, lexicon: Lexicon) -> str:
    """The name of a measure that stands right behind or before its amount, or nothing."""
    if match := _LABEL_AFTER.match(amount.after):
        said = match[1].split()
        if amount.limit == "exact" and not amount.unit and said[0] in _COUNTABLE:
            return said[0]
        for size in range(len(said), 0, -1):
            phrase = " ".join(said[:size])
            if _names_measure(phrase, lexicon, needs_all=not amount.unit):
                return phrase
    if amount.before.endswith(","):
        return ""
    before = re.sub(r"\b(?:of|is|with|that|has|have|an?|at|should be|must be|be|:)\s*$", "",
                    amount.before).split()  # fmt: skip
    for size in (3, 2, 1):
        phrase = " ".join(before[-size:])
        if len(before) > size and before[-size - 1][:1].isdigit():
            continue  # it belongs to the number before it: "for 4 persons under 500"
        if len(before) >= size and phrase in MEASURES:
            return phrase
        whole = size > 1 and len(before) >= size
        if whole and _is_label(phrase, lexicon, exactly=amount.unit is not None):
            return phrase
    return ""


def _names_measure(phrase: str, lexicon: Lexicon, *, needs_all: bool) -> bool:
    return phrase in MEASURES or (needs_all and _is_label(phrase, lexicon, exactly=False))


def _is_label(phrase: str, lexicon: Lexicon, *, exactly: bool) -> bool:
    """Whether a phrase is the label of a number attribute, or the better part of one."""
    stems = lexicon.stems(phrase)
    wanted = set(stems)
    spare = 0 if exactly else 3
    return any(
        each.kind == "number" and wanted <= set(each.stems)
        and len(each.stems) - len(wanted) <= spare
        for each in lexicon.by_stem.get(stems[-1] if stems else "", ())
    )  # fmt: skip


def _without_label(amount: Quantity, lexicon: Lexicon, rest: str) -> str:
    """What follows a measure, without the words that name it."""
    label = label_beside(amount, lexicon)
    match = _LABEL_AFTER.match(rest.lstrip())
    if not label or match is None or not match[1].startswith(label):
        return rest
    if label in _THINGS and not content(amount.before):
        return rest  # the thing itself: "10 m cable"
    return rest[rest.index(label) + len(label) :]


def _without_label_before(before: str, label: str) -> str:
    """What leads to a measure, without its name; what is left must still name the thing."""
    if not label or label in _THINGS:
        return before
    rest = re.sub(rf"\b{re.escape(label)}\s*(?:of|is|:)?\s*$", " ", before)
    return rest if content(rest) else before


_THINGS = _words("screen display cable battery processor labels ssd hdd memory disk")


# ------------------------------------------------------------------ refusals, categories


def _take_unwanted(lower: str, lexicon: Lexicon, wish: Wish) -> str:
    for match in reversed(list(_UNWANTED.finditer(lower))):
        said = match[1].split()
        if len(said) > 1 and said[1] in _CONNECTS:
            said = said[:1]
        if said[0] in _NOT_FEATURES or said[0] in NOISE:
            continue
        whole = " ".join(said)
        if len(said) == 2 and not _is_feature(whole, lexicon) and _is_feature(said[0], lexicon):
            said = said[:1]
        phrase = " ".join(said)
        wish.unwanted.insert(0, phrase)
        end = match.start(1) + len(phrase)
        lower = f"{lower[: match.start()]} {lower[end:]}"
    return lower


def _is_feature(phrase: str, lexicon: Lexicon) -> bool:
    stems = lexicon.stems(phrase)
    if stems in lexicon.values:
        return True
    return any(each.stems == stems for each in lexicon.by_stem.get(stems[0], ()) if stems)


def _take_category(lexicon: Lexicon, wish: Wish) -> None:
    stems = lexicon.stems(wish.words)
    if not stems:
        return
    exact = [each for each in lexicon.categories if each.stems == stems]
    if exact:
        wish.category = min(exact, key=lambda each: (len(each.path), -each.count))
        wish.words = ""


def carried_on(search: ProductSearch, now: Wish, lexicon: Lexicon) -> Wish:
    """An earlier search with what is wanted now: a condition replaces the one of its own kind."""
    paths = [each for each in lexicon.categories if " > ".join(each.path) == search.category]
    wish = replace(
        now,
        brands=now.brands or [each for each in search.brands if each not in now.not_brands],
        not_brands=list(dict.fromkeys(
            [*(each for each in search.not_brands if each not in now.brands), *now.not_brands]
        )),
        category=now.category or next(iter(paths), None),
        words=" ".join(dict.fromkeys([*search.words.split(), *now.words.split()])),
        in_stock=now.in_stock or search.in_stock,
        attributes={**search.attributes}, ranges={**search.ranges},
    )  # fmt: skip
    if now.price_min is None and now.price_max is None:
        wish.price_min, wish.price_max = search.price_min, search.price_max
    if now.sort is Sort.RELEVANCE and now.best is None:
        wish.sort = search.sort
    return wish

"""What the store states of one product, in answer to a question about it; never a guess."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storewise.ml.retrieval.text import fold, words

from ..facts import ProductFacts, Spec
from . import wording
from .case import Case
from .features import affirmed, feature_codes
from .wishes import MEASURES, NOISE

MOST_SPECS = 4
TOLD_OF_ONE = 6

# What people call a specification, and the labels that stores give it, the likeliest first.
CALLED: dict[str, tuple[str, ...]] = MEASURES | {
    "heavy": ("weight",), "light": ("weight",), "weigh": ("weight",), "weighs": ("weight",),
    "lighter": ("weight",), "heavier": ("weight",), "wider": ("width",), "taller": ("height",),
    "longer": ("length", "cable length"), "shorter": ("length",), "bigger": ("capacity", "size"),
    "battery life": ("battery life", "continuous audio playback time", "battery runtime",
                     "playback time", "service life of battery", "talk time"),
    **dict.fromkeys(
        ("projector", "printer", "laptop", "devices", "models"),
        ("compatibility", "compatible products"),
    ),
    "compatible": ("compatibility", "compatible products", "brand compatibility", "suitable for"),
    "carry": ("maximum load", "load capacity", "weight capacity"),
    "colour": ("product colour", "colour", "color", "housing colour", "cable colour"),
    "color": ("product colour", "colour", "color", "housing colour", "cable colour"),
    "resolution": ("display resolution", "maximum resolution", "resolution", "native resolution",
                   "optical scanning resolution", "maximum print resolution",
                   "print quality black best quality"),
    "screen resolution": ("display resolution", "resolution", "native resolution"),
    "display resolution": ("display resolution", "resolution", "native resolution"),
    "print resolution": ("maximum resolution", "print quality black best quality"),
    "cpu": ("processor model", "processor family", "processor"),
    "processor": ("processor model", "processor family", "processor frequency"),
    "operating system": ("operating system installed", "operating system", "compatible operating"),
    "os": ("operating system installed", "operating system"),
    "made": ("material", "housing material"), "material": ("material", "housing material",
                                                           "jacket material"),
    "fast": ("speed", "processor frequency", "data transfer rate", "print speed"),
    "speed": ("speed", "print speed black normal quality", "processor frequency",
              "data transfer rate", "read speed"),
    "print speed": ("print speed black normal quality", "print speed"),
    "loud": ("noise level", "sound pressure", "noise"), "noisy": ("noise level", "noise"),
    "noise": ("noise level", "sound pressure level printing", "noise"),
    "bright": ("brightness", "display brightness", "luminous flux"),
    "brightness": ("display brightness", "brightness", "projector brightness", "luminous flux"),
    "powerful": ("output power", "power"), "wattage": ("output power", "power", "total power"),
    "wireless": ("connectivity technology", "wi fi", "wireless"), "wifi": ("wi fi", "wlan"),
    "wi-fi": ("wi fi", "wlan"), "wlan": ("wi fi", "wlan"),
    "warranty": ("warranty", "warranty period", "guarantee"),
    "guarantee": ("warranty", "guarantee"), "graphics card": ("discrete graphics adapter model",
                                                              "on board graphics adapter model"),
    "gpu": ("discrete graphics adapter model", "on board graphics adapter model"),
    "ports": ("ports quantity", "ports"), "webcam": ("front camera", "webcam", "built in camera"),
    "camera": ("front camera", "rear camera", "built in camera", "camera"),
    "mic": ("microphone", "built in microphone"), "mike": ("microphone",),
    "touch screen": ("touchscreen",), "release date": ("date released",),
    "released": ("date released",), "age": ("recommended age min",),
    "old": ("recommended age min",),
    "layout": ("keyboard layout", "layout"), "panel": ("panel type",),
    "certification": ("certification",), "origin": ("country of origin",),
    "made in": ("country of origin",), "country": ("country of origin",),
    "keep hot": ("keeps hot",), "keep cold": ("keeps cold",), "hold": ("capacity", "volume"),
    "fit": ("capacity", "persons"), "people": ("persons", "capacity"),
    "sleep": ("persons", "capacity"), "yield": ("page yield", "black toner page yield"),
    "pages": ("page yield", "black toner page yield"), "frequency": ("processor frequency",
                                                                   "frequency"),
}  # fmt: skip
_PRICE = re.compile(r"\b(?:price|cost|costs|expensive|cheap|much|charge|priced|euros?|dollars?)\b")
_STOCK = re.compile(r"\b(?:stock|availab\w*|sold out|left|unavailable|buy now|order now)\b")
_COLOURS = re.compile(r"\b(?:colou?rs?|shades?|finish(?:es)?)\b")
_SIZES = re.compile(r"\bsizes\b|\bwhat size\b|\bwhich size\b")
_VARIANTS = re.compile(r"\b(?:variants?|versions?|options|variations?|styles|editions?)\b")
_BRAND = re.compile(r"\b(?:brand|manufacturer|maker|made by|makes|manufactures|produces)\b")
_CODES = re.compile(
    r"\b(?:gtin|ean|upc|barcode|bar code|sku|mpn|part number|article number|item number|"
    r"model (?:number|code|no)|product (?:number|code)|reference number|codes?)\b"
)
_DIMENSIONS = re.compile(
    r"\b(?:dimensions?|measurements?|measure|how (?:big|large)|big|large|size)\b"
)
_CATEGORY = re.compile(
    r"\b(?:category|department|section|kind of (?:product|thing)|type of product)\b"
)
_COMES = re.compile(r"^(?:also )?(?:come|comes|available|sold|offered|made|be had)(?: in)?\s+")
_COLOUR = re.compile(
    r"\b(?:black|white|gr[ea]y|red|blue|green|yellow|orange|pink|purple|brown|beige|silver|gold)\b"
)
# What a store states of how a thing is: its noun.
_NOUNS = {
    "heavy": "weight", "light": "weight", "lighter": "weight", "heavier": "weight",
    "big": "size", "large": "size", "small": "size", "long": "length", "wide": "width",
    "tall": "height", "high": "height", "deep": "depth", "thick": "thickness", "fast": "speed",
    "loud": "noise", "noisy": "noise", "quiet": "noise", "bright": "brightness",
    "powerful": "power", "warm": "warmth", "old": "age",
}  # fmt: skip
_ADJECTIVE = re.compile(
    r"(?:\b(?:safe|resistant|washable|wireless|waterproof|airtight|dimmable|compostable|organic|"
    r"rechargeable|foldable|portable|adjustable)|proof)$"
)
_A_SIZE = re.compile(r"^(?:the )?size\b|^(?:x{0,3}[sl]|m|\d{2})$")
_THAN = re.compile(r"\s+than\b.*$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Told:
    """What could be told; `known` is False where the store does not state it.

    `firm` is False where only the words of a description tell it, or nothing in particular was
    asked: a document may know better.
    """

    text: str
    known: bool = True
    firm: bool = True


def tell(case: Case, product: ProductFacts, asked: str, *, yes_no: bool) -> Told:
    """Answer what is asked of a product; `asked` is the phrase for what of it."""
    asked = re.sub(r"^(?:kind|type|sort)s? of ", "", _COMES.sub("", asked))
    wanted = set(_stems(asked, case))
    both = (wanted, set(case.lexicon.stems(asked)))
    labelled = [s for s in product.specs if set(case.lexicon.stems(s.label)) in both]
    if len(both[1]) > 1 and labelled:
        return _whether(case, product, asked) if yes_no else _tell_specs(case, product, labelled)
    for pattern, answer in _KNOWN:
        if pattern.search(asked):
            told = answer(case, product, asked)
            if told is not None:
                return told
    if yes_no:
        return _whether(case, product, asked)
    return _what(case, product, asked)


# ------------------------------------------------------------------ price, stock, variants, codes


def _price(case: Case, product: ProductFacts, asked: str) -> Told | None:
    store = case.turn.store
    text = f"{product.title} costs {wording.price_of(product, store)} and is " + (
        wording.stock_of(product)
    )
    return Told(wording.sentence(text, product.ref))


def _stock(case: Case, product: ProductFacts, asked: str) -> Told:
    if len(product.variants) > 1:
        options = {o for v in product.variants for o in v.options if _says(asked, o, case)}
        named = [v for v in product.variants if options and options <= set(v.options)]
        if named:
            best = next((v for v in named if v.in_stock), named[0])
            state = "in stock" if best.in_stock else "out of stock"
            alike = all(v.in_stock == best.in_stock for v in named)
            which = " / ".join(o for o in best.options if o in options or not alike)
            return Told(wording.sentence(f"{product.title} in {which} is {state}", product.ref))
    text = f"{product.title} is {wording.stock_of(product)}"
    return Told(wording.sentence(text, product.ref))


def _says(asked: str, option: str, case: Case) -> bool:
    stems = set(case.lexicon.stems(option))
    return bool(stems) and stems <= set(case.lexicon.stems(asked))


def _is_version(case: Case, product: ProductFacts, asked: str) -> bool:
    return any(_says(asked, o, case) for v in product.variants for o in v.options)


def in_version(case: Case, product: ProductFacts, asked: str) -> str | None:
    """Answer "in black?" of a product that comes in versions; None where it is about others."""
    if _is_version(case, product, asked):
        return _stock(case, product, asked).text
    if _COLOURS.search(asked) or not case.turn.memory.focus:
        return None
    colours = _options(case, product, ("colour", "color", "finish", "shade"))
    return f"Not that I know of. {colours.text}" if colours else None


def _colours(case: Case, product: ProductFacts, asked: str) -> Told | None:
    return _options(case, product, ("colour", "color", "finish", "shade")) or _what(
        case, product, "colour"
    )


def _sizes(case: Case, product: ProductFacts, asked: str) -> Told | None:
    return _options(case, product, ("size", "length", "width", "capacity"))


def _options(case: Case, product: ProductFacts, names: Sequence[str]) -> Told | None:
    for place, name in enumerate(product.option_names):
        if any(each in fold(name) for each in names):
            values = dict.fromkeys(
                v.options[place] for v in product.variants if place < len(v.options)
            )
            text = f"{product.title} comes in {wording.listed(list(values))}"
            return Told(wording.sentence(text, product.ref))
    return None


def _variants(case: Case, product: ProductFacts, asked: str) -> Told | None:
    if len(product.variants) < 2:
        text = f"{product.title} is listed in one version only"
        return Told(wording.sentence(text, product.ref))
    store = case.turn.store
    lines = [f"{product.title} comes in these versions: [{product.ref}]"]
    for each in product.variants[:8]:
        state = "in stock" if each.in_stock else "out of stock"
        lines.append(
            f"- {', '.join(each.options)} — {wording.money(each.price, store)}, {state} "
            f"[{product.ref}]"
        )
    return Told("\n".join(lines))


def _brand(case: Case, product: ProductFacts, asked: str) -> Told | None:
    if not product.brand:
        return None
    return Told(wording.sentence(f"{product.title} is made by {product.brand}", product.ref))


def _codes(case: Case, product: ProductFacts, asked: str) -> Told | None:
    codes = product.codes
    if re.search(r"\b(?:gtin|ean|upc|bar ?code)\b", asked):
        codes = [code for code in codes if code.isdigit() and len(code) >= 8]
    elif re.search(r"\b(?:mpn|part|model|sku)\b", asked):
        codes = [code for code in codes if not (code.isdigit() and len(code) >= 8)] or codes
    if not codes:
        return _unsaid(product, asked)
    text = f"The code of {product.title} is {wording.listed(codes[:4])}"
    return Told(wording.sentence(text, product.ref))


def _dimensions(case: Case, product: ProductFacts, asked: str) -> Told | None:
    labels = ("dimensions", "width", "height", "depth", "length", "diameter", "size", "thickness",
              "display diagonal")  # fmt: skip
    chosen = [s for s in product.specs if fold(s.label).split(" (")[0] in labels]
    chosen += [s for s in product.specs if fold(s.label).startswith("dimensions") and
               s not in chosen]  # fmt: skip
    if not chosen:
        return None
    order = {label: i for i, label in enumerate(labels)}
    chosen.sort(key=lambda s: order.get(fold(s.label), 0))
    return _tell_specs(case, product, chosen[:5])


def _category(case: Case, product: ProductFacts, asked: str) -> Told | None:
    if not product.category:
        return None
    text = f"{product.title} is in {' › '.join(product.category)}"
    return Told(wording.sentence(text, product.ref))


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[Case, ProductFacts, str], Told | None]], ...] = (
    (_CODES, _codes), (_STOCK, _stock), (_COLOURS, _colours), (_SIZES, _sizes),
    (_VARIANTS, _variants), (_BRAND, _brand), (_DIMENSIONS, _dimensions), (_CATEGORY, _category),
)  # fmt: skip


def price(case: Case, product: ProductFacts) -> Told:
    """What a product costs."""
    return _price(case, product, "") or Told("")


# ------------------------------------------------------------------ specifications


def _stems(text: str, case: Case) -> list[str]:
    said = words(fold(text))
    kept = [w for w in said if w not in NOISE] or said
    return list(dict.fromkeys(s for w in kept for s in case.lexicon.stems(w)))


def matching_specs(case: Case, product: ProductFacts, asked: str) -> list[Spec]:
    """The specifications that a phrase speaks of, the best first."""
    asked = _THAN.sub("", asked)
    phrase = " ".join(w for w in fold(asked).split() if w not in NOISE).strip() or fold(asked)
    phrases = [phrase, *CALLED.get(phrase, ())]
    for word in phrase.split():
        phrases += [each for each in CALLED.get(word, ()) if each not in phrases]
    found: dict[str, tuple[float, Spec]] = {}
    for rank, each in enumerate(phrases):
        asked_stems = _stems(each, case)
        if not asked_stems:
            continue
        for spec in product.specs:
            label = set(case.lexicon.stems(spec.label))
            if set(asked_stems) <= label:
                extra = len(label) - len(set(asked_stems))
                score = 10 - 0.6 * rank - extra
                if spec.code not in found or found[spec.code][0] < score:
                    found[spec.code] = (score, spec)
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    if not ranked:
        return []
    best = ranked[0][0]
    return [spec for score, spec in ranked if score >= best - 2.5][:MOST_SPECS]


def _what(case: Case, product: ProductFacts, asked: str) -> Told:
    chosen = matching_specs(case, product, asked)
    if chosen:
        return _tell_specs(case, product, chosen)
    if said := _sentence_saying(case, product, asked):
        return Told(
            f'The description of {product.title} says: "{said}" [{product.ref}]', firm=False
        )
    return _unsaid(product, asked)


def _tell_specs(case: Case, product: ProductFacts, chosen: Sequence[Spec]) -> Told:
    store = case.turn.store
    if len(chosen) == 1:
        spec = chosen[0]
        text = f"{product.title} — {wording.stated(spec, store)}"
        return Told(f"{text} [{product.ref}]")
    lines = [f"{product.title}: [{product.ref}]"]
    lines += [f"- {wording.stated(s, store)} [{product.ref}]" for s in chosen]
    return Told("\n".join(lines))


def _whether(case: Case, product: ProductFacts, asked: str) -> Told:
    """Yes, no, or that the store does not say: what is not stated is not denied."""
    store, title, ref = case.turn.store, product.title, product.ref
    chosen = matching_specs(case, product, asked)
    codes = feature_codes(asked, case.lexicon)
    answered = [(said, s) for s in [*(s for s in product.specs if s.code in codes), *chosen]
                if (said := affirmed(s.value)) is not None]  # fmt: skip
    if answered:
        said, spec = answered[0]
        return Told(yes_or_no(product, spec, said=said))
    if valued := _spec_with_value(case, product, asked):
        text = f"{title} — {wording.stated(valued, store)}"
        return Told(f"Yes, {text} [{ref}]")
    if chosen:
        text = f"{title} — {wording.stated(chosen[0], store)}"
        counted = isinstance(chosen[0].value, int | float) and chosen[0].value > 0
        compared = _THAN.search(asked) is not None or asked in _NOUNS
        return Told(f"{'Yes, ' if counted and not compared else ''}{text} [{ref}]")
    return _mentioned(case, product, asked)


def yes_or_no(product: ProductFacts, spec: Spec, *, said: bool) -> str:
    """A sentence that affirms or denies what a specification says yes or no to."""
    lead, label = "Yes" if said else "No", spec.label.lower()
    if _ADJECTIVE.search(label):
        text = f"{lead}, {product.title} is {'' if said else 'not '}{label}"
        return wording.sentence(text, product.ref)
    return f"{lead}, {product.title} — {spec.label}: {lead.lower()} [{product.ref}]"


def _mentioned(case: Case, product: ProductFacts, asked: str) -> Told:
    """Whether versions, the name or the description of a product speak of a thing."""
    title, ref = product.title, product.ref
    if _is_version(case, product, asked):
        return _stock(case, product, asked)
    if _A_SIZE.match(asked) and (sizes := _sizes(case, product, asked)):
        return sizes
    wanted = set(_stems(asked, case))
    if wanted and wanted <= set(case.lexicon.stems(title)):
        return Told(wording.sentence(f'Its name says so: "{title}"', ref))
    if said := _sentence_saying(case, product, asked):
        return Told(f'The description of {title} says: "{said}" [{ref}]', firm=False)
    if _COLOUR.search(asked) or any(
        "colo" in each.code for each in case.lexicon.values.get(case.lexicon.stems(asked), ())
    ):
        return _colours(case, product, asked) or _what(case, product, "colour")
    return _unsaid(product, asked)


def _spec_with_value(case: Case, product: ProductFacts, asked: str) -> Spec | None:
    wanted = set(_stems(asked, case))
    if not wanted:
        return None
    for spec in product.specs:
        if isinstance(spec.value, str):
            label = set(case.lexicon.stems(spec.label))
            said = set(case.lexicon.stems(spec.value.replace("\\n", " ")[:400]))
            if wanted <= said | label and wanted & said:
                return spec
    return None


def _sentence_saying(case: Case, product: ProductFacts, asked: str) -> str:
    """A sentence of the description that holds all words asked for, or nothing."""
    wanted = set(_stems(asked, case))
    if not wanted:
        return ""
    for part in _SENTENCE.split(product.description):
        plain = " ".join(part.split()).replace('"', "'")
        if 0 < len(plain) <= 300 and wanted <= set(case.lexicon.stems(plain)):
            return plain
    return ""


def _unsaid(product: ProductFacts, asked: str) -> Told:
    what = " ".join(_THAN.sub("", asked).split())
    what = _NOUNS.get(what, what)
    what = re.sub(r"^(?:the|a|an|any|have|has)\s+", "", what).strip(" ?.!")
    about = f" about {what}" if what and len(what.split()) <= 4 else " that"
    return Told(
        f"The store's information on {product.title} does not say anything{about}. "
        f"[{product.ref}]" if what else
        f"The store's information on {product.title} does not say that. [{product.ref}]",
        known=False,
    )  # fmt: skip


def described(case: Case, product: ProductFacts) -> str:
    """A product in a few lines: price, stock, what it is, and its most telling specifications."""
    store = case.turn.store
    parts = [_price(case, product, "")]
    lines = [parts[0].text] if parts[0] else []
    first = next((p for p in _SENTENCE.split(product.description) if 15 < len(p.strip()) <= 300),
                 "")  # fmt: skip
    plain = " ".join(first.split()).replace('"', "'")
    if plain and fold(plain) not in fold(product.title):
        lines.append(f'The store says: "{plain}" [{product.ref}]')
    lines += [
        f"- {wording.stated(s, store)} [{product.ref}]"
        for s in telling(case, product)[:TOLD_OF_ONE]
    ]
    return "\n".join(lines)


def telling(case: Case, product: ProductFacts) -> list[Spec]:
    """Specifications, those that shoppers ask for first; what concerns parcels comes last."""
    dull = ("package", "pallet", "master", "carton", "quantity per", "harmonized", "customs",
            "country", "operating temp", "storage temp", "relative humidity", "date released",
            "certif", "imperial")  # fmt: skip

    def rank(spec: Spec) -> tuple[int, int]:
        label = fold(spec.label)
        entry = case.lexicon.attributes.get(spec.code)
        long = isinstance(spec.value, str) and len(spec.value) > 60
        return (any(each in label for each in dull) + long, -(entry.count if entry else 0))

    return sorted(product.specs, key=rank)

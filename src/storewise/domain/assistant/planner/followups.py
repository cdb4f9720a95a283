"""What is said with an eye on what was said before: "the second one", "cheaper", "in black?"."""

import re
from dataclasses import replace
from itertools import pairwise

from storewise.domain.search.schemas import NumberRange, Sort
from storewise.ml.retrieval.text import fold

from ..facts import ProductFacts, ProductSearch
from . import asking, stating, wording
from .asking import Question, pointed_at
from .case import Case
from .filtering import is_colour, stated_value
from .finding import Finding, find
from .listing import search, told
from .naming import named, read
from .wishes import MEASURES, Wish, carried_on, content, understand

MOST_PAIRS = 6
_MORE = re.compile(
    r"^(?:(?:can you |could you |please )*(?:show|give|list|find)(?: me)? )?(?:some |any |a few )?"
    r"(?:more|others?|other ones|other options|the next(?: ones)?|next|something else|anything "
    r"else|"
    r"what else|more (?:of (?:them|these|those)|options|results|products|like (?:this|that|it)))"
    r"(?: (?:please|ones|products|options|results|do you have))*$|^what else (?:do you have|is "
    r"there)$|"
    r"^(?:do you have |are there |have you )?(?:any )?(?:others?|other (?:ones|options)|more)$"
)
_SIMILAR = re.compile(
    r"\b(?:similar|alternatives?|like (?:this|that|it)|instead of (?:it|this|that))\b"
)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|lower price[d]?|more affordable|too expensive|lower budget)\b"
)
_DEARER = re.compile(r"\b(?:more expensive|pricier|higher[- ]end|more premium|better quality)\b")
_CHEAPEST = re.compile(
    r"^(?:and |so )?(?:which|what)(?: one)?(?: of (?:them|these|those))?(?: is|'s| are)? (?:the )?"
    r"(cheapest|least expensive|most expensive|lowest price|newest|latest)(?: one| of (?:them|"
    r"these|"
    r"those)| price)?$|^(?:the )?(cheapest|most expensive)(?: one)?$"
)
_MEASURE = (
    (re.compile(r"\b(?:bigger|larger)\b"), "size", True),
    (re.compile(r"\bsmaller\b"), "size", False),
    (re.compile(r"\blighter\b"), "weight", False), (re.compile(r"\bheavier\b"), "weight", True),
    (re.compile(r"\bfaster\b"), "speed", True), (re.compile(r"\blonger\b"), "long", True),
    (re.compile(r"\bshorter\b"), "long", False), (re.compile(r"\bwider\b"), "width", True),
    (re.compile(r"\btaller\b"), "height", True), (re.compile(r"\bthinner\b"), "thick", False),
    (re.compile(r"\bmore (?:memory|ram)\b"), "ram", True),
    (re.compile(r"\bmore (?:storage|space|capacity)\b"), "storage", True),
    (re.compile(r"\bmore power(?:ful)?\b"), "power", True),
)  # fmt: skip
_OPENING = re.compile(
    r"^(?:and|what about|how about|only|just|in|with|without|from|but|or|any|anything|"
    r"something|not|"
    r"no|except|other than|under|over|below|above|less|more|at least|at most|max|up to|between|"
    r"around|which (?:ones?|of (?:them|these|those))|(?:are|is|do) (?:any|some|one) of (?:them|"
    r"these|"
    r"those)|do (?:they|these|those)|are (?:they|these|those)|the|a|make it|i prefer|i(?:'d| "
    r"would) "
    r"(?:prefer|rather|like)|preferably|ideally|also|maybe|then|same|now|sort|show (?:me )?(?:only|"
    r"just|the)|rather|(?:it|they) (?:should|must|needs?)|should be|must be|that|cheaper|bigger|"
    r"smaller|does it come|do you have (?:it|them|that|one|any|something|anything)|"
    r"have you got (?:it|any|one)|exclude|excluding|leave out|newer|is there|are there|can i get)\b"
)
_ATTRIBUTE = re.compile(
    r"^(?:and |so |ok |but )*(?:(?:what|how) (?:about|is|are|'s)|what's|and|tell me|show me)?\s*"
    r"(?:about )?(?:its|the|their|his|it's)? ?(?P<a>[\w\s'-]{2,50}?)$"
)
_ITS = re.compile(r"\b(?:it|its|it's|this one|that one|this|that|they|them)\b")
_IN = re.compile(r"^(?:and |but |or |what about |how about |do you have it |does it come |is it "
                 r"(?:also )?available |can i get it )*(?:also )?in (?:an? |the "
                 r")?(?P<a>[\w\s-]{2,30}?)"
                 r"(?: too| as well| colou?r)?$")  # fmt: skip
_MORE_OF = re.compile(r"^(?:and |with |something with )*(more|fewer|less) ([a-z][a-z ]{2,20})$")
_OPENED = re.compile(
    r"^(?:and |so |but )?(?:(?:what|how) about (?:its|the|their) |what is (?:its|the) |its |the |"
    r"and (?:its|the) |how )"
)
_MODIFIER = re.compile(r"^(?:and |but |or )?(?:with|without|in)\b")
# What can be asked of any product.
_ALWAYS = frozenset(
    ["price", "cost", "stock", "availability", "colour", "color", "colours", "colors", "size",
     "sizes", "dimensions", "brand", "gtin", "ean", "specs", "specifications", "details",
     "variants", "versions", "codes", "sku", "much", "much is it", "much does it cost"]
)  # fmt: skip


_PLACE = re.compile(
    r"\b(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|4th|5th)"
    r"(?: (?:one|product|option|item|result|of (?:them|these|those)))?$|"
    r"\bthe (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
    r"(?:one|product|option|item|result)\b"
)
_NTH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_LESS = re.compile(
    r"^(?:(?:is|are) there |do you (?:have|sell) |have you got |show me |find me |i (?:want|need) |"
    r"can i get |and )*(?:anything|something|any|one|ones|a|an|some)?\s*(?:(?:that is|that's) )?"
    r"(?:cheaper|less expensive|more affordable)(?: (?:one|ones|option|options|alternatives?|"
    r"version|"
    r"products?))?(?: than (?:the |this |that )?(?P<p>.+?))?(?: (?:available|in stock|too))?$"
)


_PRICE_IN = re.compile(
    r"^(?:and |so )?(?:how much|what)(?: does| is| would)? (?:it|that|this|they)(?: cost)?(?: "
    r"be)? in "
    r"(?P<a>[\w\s-]{2,30}?)$"
)
_OF_THEM = re.compile(
    r"^(?:and |so )?(?:which|what)(?: one)?(?: of (?:them|these|those|the two|both))(?: one)? "
    r"(?:is|has|"
    r"costs|weighs) [\w\s-]{3,30}$"
)
_LASTS = re.compile(
    r"\bhow long (?:does|do|will|can) (?:the |its |their )?(?:battery|batteries|charge) "
    r"(?:last|hold|run|go)\b.*"
)


async def beyond(case: Case) -> str | None:
    """Say that a list was not that long, where one points behind its end."""
    match = _PLACE.search(case.bare)
    if match is None or not case.shown or len(case.bare.split()) > 9:
        return None
    place = match[1] or match[2]
    if _NTH[place] <= len(case.shown):
        return None
    case.turn.unknown = True
    case.turn.suggestions[:] = ["Show me more"]
    return f"There is no {place} one in my last list."


async def cheaper(case: Case) -> str | None:
    """Answer "anything cheaper?" beside one product, with what costs less and is of its kind."""
    match = _LESS.match(case.bare)
    if match is None or re.match(r"[€$£]?\s?\d", match["p"] or ""):
        return None
    product = await _beside_which(case, match["p"])
    if product is None:
        return None
    kind = await _kind_of(case, product)
    wish = replace(kind, price_max=product.price.amount - 1, sort=Sort.PRICE)
    finding = await find(case.turn, wish, case.lexicon)
    if finding.here and finding.chosen and not finding.dropped:
        return _without_limit(told(case, wish, finding))
    case.turn.unknown, case.turn.focus = True, product.ref
    case.turn.toolbox.last_shown = [product.ref]
    return f"I found nothing cheaper of that kind.\n{stating.price(case, product).text}"


async def _beside_which(case: Case, phrase: str | None) -> ProductFacts | None:
    """The product that others are to cost less than; None where a list is meant."""
    if phrase and not _ITS.fullmatch(phrase):
        if pointed := pointed_at(case, phrase):
            return pointed
        one = await named(case, phrase)
        return await read(case, one.product) if one else None
    alone = len(case.shown) == 1 or case.turn.memory.focus not in case.turn.memory.shown[:1]
    if case.search and case.search.words and len(case.shown) > 1:
        return None
    return case.focus if alone or not case.search else None


async def _kind_of(case: Case, product: ProductFacts) -> Wish:
    """A wish for products of the kind that one is: by its category, or by what it is called."""
    path = product.category
    category = next((each for each in case.lexicon.categories if each.path == path), None)
    if category:
        return Wish(category=category, limit=5)
    own = set(case.lexicon.stems(product.brand or ""))
    said = [
        word for word in content(fold(product.title))
        if not any(c.isdigit() for c in word) and not own & set(case.lexicon.stems(word))
        and len(word) > 2 and word.isalpha() and not is_colour(word, case.lexicon)
    ]  # fmt: skip
    return Wish(words=await _common(case, said), limit=5)


async def _common(case: Case, said: list[str]) -> str:
    """Of a title's words the two side by side that most products hold: what the thing is."""
    pairs = [f"{one} {two}" for one, two in pairwise(said)][:MOST_PAIRS]
    counts = {}
    for pair in pairs:
        found = await case.turn.toolbox.glimpse(ProductSearch(words=pair), 1, meaning=False)
        whole = bool(found.found) and found.found[0].worded and not found.corrected
        counts[pair] = found.total if whole else 0
    return max(pairs, key=lambda pair: counts[pair]) if pairs else " ".join(said)


async def follow_up(case: Case) -> str | None:
    """Answer what only makes sense after what was said before, or None for anything else."""
    if not case.shown and not case.focus and not case.search:
        return None
    if single := _pointing_only(case):
        case.turn.focus = single.ref
        case.turn.suggestions[:] = ["Is it in stock?"]
        return stating.described(case, single)
    if _SIMILAR.search(case.bare) and case.focus:
        return await _alike(case, case.focus)
    if _MORE.match(case.bare) and case.search:
        return await _more(case, case.search)
    for step in (_only_one, _cheapest_of, _price_in_version, _in_variant, _of_focus):
        if said := step(case):
            return said
    if not case.search:
        return None
    return await _refined(case, case.search)


def _pointing_only(case: Case) -> ProductFacts | None:
    text = re.sub(
        r"^(?:(?:show|tell|give) me(?: more)?(?: about| details (?:of|on|about))?|more (?:about|on|"
        r"info on)|what about|how about|i(?:'ll| will)? (?:take|like|want|prefer|choose|mean)|"
        r"details (?:of|on|about)|and|what is|describe)\s+", "", case.bare,
    )  # fmt: skip
    if text in ("more", "it", "this", "that", "its") and text == case.bare:
        return None
    return pointed_at(case, text)


def _only_one(case: Case) -> str | None:
    """Answer "which of them is cheaper?" where the list held one product only."""
    if _OF_THEM.match(case.bare) is None or len(case.shown) != 1:
        return None
    product = case.shown[0]
    case.turn.focus = product.ref
    return f"I found one product:\n{wording.line(product, case.turn.store)}"


def _cheapest_of(case: Case) -> str | None:
    match = _CHEAPEST.match(case.bare)
    shown = case.shown
    if not match or len(shown) < 2:
        return None
    if (match[1] or match[2]) in ("newest", "latest"):
        return None
    most = "most" in (match[1] or match[2])
    chosen = sorted(shown, key=lambda p: p.price.amount, reverse=most)[0]
    case.turn.focus = chosen.ref
    case.turn.suggestions[:] = ["Tell me more about it"]
    word = "most" if most else "least"
    told_price = stating.price(case, chosen).text
    return f"Of those, this one costs the {word}:\n{told_price}"


def _in_variant(case: Case) -> str | None:
    """Answer "in black?" for the product spoken of, where it comes in versions."""
    match = _IN.match(case.bare)
    product = case.focus
    if not match or product is None or len(product.variants) < 2:
        return None
    if len(case.shown) > 1 and case.turn.memory.focus == case.turn.memory.shown[0]:
        return None
    answer = stating.in_version(case, product, match["a"])
    if answer is not None:
        case.turn.focus = product.ref
    return answer


def _price_in_version(case: Case) -> str | None:
    """Answer "how much is it in sage?" of the product spoken of."""
    match = _PRICE_IN.match(case.bare)
    product = case.focus
    if match is None or product is None:
        return None
    stems = set(case.lexicon.stems(match["a"]))
    chosen = [
        (option, each) for each in product.variants for option in each.options
        if set(case.lexicon.stems(option)) == stems
    ]  # fmt: skip
    if not chosen:
        return None
    option, version = chosen[0]
    case.turn.focus = product.ref
    price = wording.money(version.price, case.turn.store)
    stock = "in stock" if version.in_stock else "out of stock"
    text = f"{product.title} in {option} costs {price} and is {stock}"
    return wording.sentence(text, product.ref)


def _of_focus(case: Case) -> str | None:
    """Answer "and its weight?" or "how heavy?" of the product spoken of."""
    product = case.focus
    if product is None:
        return None
    bare = _LASTS.sub("battery life", case.bare)
    match = _ATTRIBUTE.match(bare)
    if match is None:
        return None
    asked = re.sub(r"^(?:about|the|its|their|how many|how much)\s+", "", match["a"].strip())
    opened = _OPENED.match(case.bare) is not None
    if len(asked.split()) > 4 or not (opened or len(asked.split()) <= 2):
        return None
    if not _is_attribute(case, product, asked, opened):
        return None
    answer = asking.told(case, product, Question(product.title, asked, False))
    return answer.text if answer.known else None


def _is_attribute(case: Case, product: ProductFacts, asked: str, opened: bool) -> bool:
    if asked in _ALWAYS:
        return True
    matching = stating.matching_specs(case, product, asked)
    if opened or asked in MEASURES or asked in stating.CALLED:
        return bool(matching)
    stems = set(case.lexicon.stems(asked))
    return any(stems == set(case.lexicon.stems(each.label)) for each in matching)


async def _alike(case: Case, product: ProductFacts) -> str:
    """Other products of the kind that one is, of the brand that was asked for."""
    asked = understand(case.text.strip(" ?!."), case.lexicon, case.turn.store.currency)
    wish = replace(
        await _kind_of(case, product), brands=asked.brands, not_brands=asked.not_brands,
        price_max=asked.price_max, price_min=asked.price_min,
    )  # fmt: skip
    finding = await find(case.turn, replace(wish, limit=6), case.lexicon)
    finding.chosen = [each for each in finding.chosen if each.id != str(product.id)][:5]
    finding.found = await case.turn.toolbox.search_products(
        finding.wanted, chosen=[each.id for each in finding.chosen], total=finding.total
    )
    return told(case, wish, finding)


async def _more(case: Case, search_before: ProductSearch) -> str:
    """The next products of the last search."""
    wish = carried_on(search_before, Wish(limit=max(search_before.limit, 4)), case.lexicon)
    seen = {str(each) for each in case.turn.memory.products.values()}
    finding = await find(case.turn, replace(wish, limit=len(seen) + wish.limit), case.lexicon)
    finding.chosen = [each for each in finding.chosen if each.id not in seen][: wish.limit]
    if not finding.chosen or finding.dropped or not finding.here:
        case.turn.toolbox.last_shown = list(case.turn.memory.shown)
        return "That is all that I found; there are no more."
    finding.found = await case.turn.toolbox.search_products(
        finding.wanted.model_copy(update={"limit": wish.limit}),
        chosen=[each.id for each in finding.chosen],
        total=finding.total,
    )
    return told(case, wish, finding)


async def _refined(case: Case, before: ProductSearch) -> str | None:
    """Carry the last search on with what is said now, where it is no new subject."""
    text = case.bare
    fragment = _OPENING.match(text) is not None or len(text.split()) <= 3
    relative = _relative(case)
    now = understand(case.text.strip(" ?!."), case.lexicon, case.turn.store.currency)
    if relative is not None:
        now.words, now.best = "", None
        now.sort = relative.sort if relative.sort is not Sort.RELEVANCE else now.sort
        wish = carried_on(before, now, case.lexicon)
        if relative.price_max is not None:
            wish.price_max, wish.price_min = relative.price_max, None
        if relative.price_min is not None:
            wish.price_min, wish.price_max = relative.price_min, None
        wish.ranges |= relative.ranges
        finding = await find(case.turn, wish, case.lexicon)
        if relative.price_max is not None and not _fits(case, wish, finding):
            return await _least(case, wish)
        said = told(case, wish, finding)
        return said if relative.price_max is None else _without_limit(said)
    if not fragment or not _modifies(case, now) or not await _features_only(case, before, now):
        return None
    return await search(case, carried_on(before, now, case.lexicon))


def _fits(case: Case, wish: Wish, finding: Finding) -> bool:
    """Whether something was found, and is called what those before were: no printer's ink."""
    if finding.dropped or not finding.chosen:
        return False
    head = set(case.lexicon.stems(" ".join(wish.words.split()[-1:])))
    beside = _beside(case)
    if not head or not all(head <= set(case.lexicon.stems(each.title)) for each in beside):
        return True
    return all(head <= set(case.lexicon.stems(each.title)) for each in finding.chosen)


def _without_limit(said: str) -> str:
    """A list without the price limit in its lead, which the shopper did not name."""
    return re.sub(r",? (?:under|up to) [^\n:]*?(?=, sorted|:\n)", "", said, count=1)


async def _least(case: Case, wish: Wish) -> str:
    """What costs less than the dearest of those shown, where nothing is below the cheapest."""
    dearest = max(each.price.amount for each in case.shown or _beside(case))
    wish = replace(wish, price_max=dearest - 1, sort=Sort.PRICE)
    finding = await find(case.turn, wish, case.lexicon)
    if not _fits(case, wish, finding):
        case.turn.unknown = True
        return f"I found nothing cheaper.\n{stating.price(case, _beside(case)[0]).text}"
    return _without_limit(told(case, wish, finding))


def _modifies(case: Case, now: Wish) -> bool:
    return bool(now.conditions or now.words or now.sort is not Sort.RELEVANCE or now.best)


async def _features_only(case: Case, search_before: ProductSearch, now: Wish) -> bool:
    """Whether the words said now only describe the products of the last search."""
    if now.category is not None:
        return False
    before = set(case.lexicon.stems(search_before.words))
    words = [w for w in now.words.split() if not set(case.lexicon.stems(w)) <= before]
    if not words:
        now.words = ""
        return True
    plain = search_before.model_copy(
        update={"price_min": None, "price_max": None, "attributes": {}, "ranges": {}, "limit": 5}
    )
    top = (await case.turn.toolbox.glimpse(plain, 200)).found
    if stated_value(" ".join(words), top, case.lexicon, least=0.005):
        return True
    if all(stated_value(word, top, case.lexicon, least=0.005) for word in words):
        return True
    return len(words) <= 2 and _MODIFIER.match(case.bare) is not None


def _relative(case: Case) -> Wish | None:
    """What "cheaper" or "something bigger" means beside the products shown."""
    text = case.bare
    if len(content(text)) > 3 and not _ITS.search(text):
        return None
    beside = _beside(case)
    if not beside:
        return None
    if re.search(r"\b(?:than|under|below|over|above)\s*[€$£]?\d", text):
        return None
    if _CHEAPER.search(text):
        return Wish(price_max=min(p.price.amount for p in beside) - 1, sort=Sort.RELEVANCE)
    if _DEARER.search(text):
        return Wish(price_min=max(p.price.amount for p in beside) + 1)
    if (match := _MORE_OF.match(text)) and case.focus:
        return _measured(case, [case.focus], match[2], more=match[1] == "more")
    for pattern, measure, more in _MEASURE:
        if pattern.search(text):
            return _measured(case, [case.focus] if case.focus else beside, measure, more=more)
    return None


def _beside(case: Case) -> list[ProductFacts]:
    """The products that a comparison is with: the one spoken of alone, or those of the list."""
    shown, focus = case.shown, case.focus
    if focus and (not shown or focus.ref != case.turn.memory.shown[0] or _ITS.search(case.bare)):
        return [focus]
    return shown


def _measured(case: Case, beside: list[ProductFacts], measure: str, *, more: bool) -> Wish | None:
    codes = {s.code: s for p in beside for s in p.specs if isinstance(s.value, float)}
    labels = MEASURES.get(measure, (measure,))
    if measure == "size":
        labels = ("display diagonal", "capacity", "size", "persons", "diameter", "width", "height")
    for label in labels:
        stems = set(case.lexicon.stems(label))
        matching = [c for c, s in codes.items() if stems <= set(case.lexicon.stems(s.label))]
        matching.sort(key=lambda code: len(codes[code].label))
        for code in matching:
            values = [float(s.value) for p in beside for s in p.specs
                      if s.code == code and isinstance(s.value, float)]  # fmt: skip
            limit = max(values) if more else min(values)
            step = max(abs(limit) * 1e-6, 1e-9)
            wanted = NumberRange(min=limit + step) if more else NumberRange(max=limit - step)
            return Wish(ranges={code: wanted})
    return None

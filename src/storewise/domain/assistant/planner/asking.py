"""Questions about one product: which product, and what of it."""

import re
from dataclasses import dataclass

from storewise.domain.search.schemas import Sort

from ..facts import ProductFacts
from . import stating
from .case import Case
from .comparing import ordinals
from .features import feature_codes
from .naming import Named, named, read
from .wishes import Wish, content

_IT = re.compile(
    r"^(?:it|its|their|it's|this|that|this one|that one|the one|they|them|these|those|"
    r"the|(?:this|that|the|these|those) (?:one|product|item|article|model|device|thing|products|"
    r"items))$"
)
_MODEL = re.compile(r"^(?=.*\d)(?=.*[a-z])[a-z0-9/.+#-]{4,}$|^\d{4,}$")
_P, _A = r"(?P<p>.+?)", r"(?P<a>.+?)"
_HAVE = (
    r"(?:have|has|support|supports|come with|comes with|include|includes|feature|features|offer|"
    r"offers|use|uses|need|needs|require|requires|work with|works with|contain|contains|run|runs|"
    r"fit|fits|connect to|connect via|do|provide|provides|take|takes|accept|accepts|got|print|scan)"
)
_GO = (
    r"(?:(?:go|work|be (?:used|put|washed|cleaned|heated)|fit|function)? ?(?:in|into|on|inside|"
    r"under)|be|withstand|survive|endure|stand|carry|hold|bear|support)"
)
_FORMS: tuple[tuple[str, str, bool], ...] = (
    # pattern, what is asked where the pattern does not say, whether yes or no is expected
    (rf"how much (?:does|do) (?:the )?{_P} weigh", "weight", False),
    ((r"(?:how much|what) (?:do|would|will|must|should) (?:you|i) (?:charge|pay|ask|want|have to "
      rf"pay) for (?:the |a |an )?{_P}"), "price", False),
    ((rf"can i (?:still |now )?(?:get|buy|order) (?:the )?{_P}"
      r"(?: (?:now|today)|,? or (?:is|are) (?:it|they) .+)"), "in stock", True),
    ((rf"how (?:long|big|heavy|high|large|wide|fast) (?:is|are) (?:the )?{_A} (?:of|on|in) "
      rf"(?:the )?{_P}"), "", False),
    ((rf"(?:what|which) (?:kind|type|sort)s? of {_A} (?:goes?|fits?|is|are|do i need) "
      rf"(?:in|into|for|used in) (?:the )?{_P}"), "", False),
    (rf"(?:what|which) {_A} (?:is|are) (?:the )?{_P} (?:made |meant |good )?for", "", False),
    ((rf"{_P} ?[-–:,] (?:how many|how much|what is the|what|does it have|has it|is it) {_A}"), "",
     False),
    ((rf"how much (?:does|do|would|will|is|are|for) (?:the |a |an |one )?{_P}"
     r"(?: (?:cost|costs|sell for|go for|be|priced(?: at)?))?"), "price", False),
    ((rf"how much {_A} (?:does|do|has|have|is in|is there in|can) (?:the )?{_P}"
     r"(?: (?:have|has|come with|offer|hold|include|contain|use|take|get|need))?"), "", False),
    ((rf"how (?P<a>heavy|light|big|large|long|wide|tall|high|deep|thick|fast|loud|noisy|bright|"
     rf"old|powerful) (?:is|are) (?:the )?{_P}"), "", False),
    (rf"how (?P<a>expensive|cheap) (?:is|are) (?:the )?{_P}", "price", False),
    ((rf"how many {_A} (?:does|do|has|have|can|are (?:there )?(?:in|on|with)|is in|will|come with) "
     rf"(?:the |a |an )?{_P}(?: (?:have|has|hold|come with|support|include|print|fit|take|offer|"
     r"contain|get|produce|make|store|yield|carry))?"), "", False),
    (rf"(?:what|which)(?: is| are|'s) (?:the |its )?{_A} (?:of|for|on|in) (?:the |a |an )?{_P}", "",
     False),
    (rf"(?:what|which)(?: is| are|'s) (?:the )?{_P}'s {_A}", "", False),
    (rf"(?:what|how) (?:is|are|about) (?P<p>its|their) {_A}", "", False),
    ((r"(?:what (?:is|are|about)|how about) (?P<p>the) (?P<a>warranty|guarantee|price|weight|size|"
      r"dimensions|colou?r|material|capacity|return policy|care|delivery)"), "", False),
    (r"(?P<p>the|its) (?P<a>warranty|guarantee|return policy|care|delivery)", "", False),
    (rf"what (?:does|do) (?:the )?{_P} weigh", "weight", False),
    (rf"what (?:does|do) (?:the )?{_P} cost", "price", False),
    ((rf"how long (?:does|do|will|can) (?:the )?(?:battery|batteries) (?:of|on|in|for) (?:the )?"
      rf"{_P}(?: last| run)?"), "battery life", False),
    ((rf"how long (?:does|do|will|can|is|are) (?:the )?(?P<a>cable|cord|"
      rf"warranty) "
     rf"(?:of|on|in|for) (?:the )?{_P}(?: last| run)?"), "", False),
    ((rf"how long (?:does|do|will|can) (?:the )?{_P} (?:last|run|play|work)"
     r"(?: on (?:a|one) (?:full )?charge)?"), "battery life", False),
    (rf"what (?:is|are) (?:the )?{_P} made (?:of|from|out of)", "material", False),
    (rf"(?:who|which (?:brand|company)) (?:makes|made|manufactures|produces) (?:the )?{_P}",
     "brand", False),
    ((rf"(?:what|which) {_A} (?:does|do|is|are|has|can) (?:the )?{_P}(?: (?:{_HAVE}|come in|"
     r"available(?: in)?|made of|made from|be|on))?(?: in)?"), "", False),
    ((rf"(?:is|are) (?:the )?{_P} (?P<a>(?:still |currently )?(?:in stock|available|sold out|"
     r"out of stock)(?: now| today| in .+)?)"), "", True),
    ((rf"(?:do|does) you(?: guys)? (?:still |currently )?have (?:the )?{_P} (?P<a>in stock|"
      rf"available"
     r"|left)"), "", True),
    ((rf"(?:does|do|has|have|can|will|did) (?:the |a |an )?{_P} (?:also )?{_HAVE} (?:an? |any |"
      rf"the )?"
     rf"{_A}"), "", True),
    ((rf"(?:does|do|can|will|could) (?:all )?(?:the |a |an |your |my |these |i (?:put|use|wash|"
      rf"clean|heat|cook with|take) (?:the |a |an |my |your )?){_P} (?:also )?{_GO} (?:the |an? |"
      rf"my )?{_A}"), "", True),
    ((rf"(?:do|does|have|has) (?:you|the store|it) (?:have |sell |carry |stock |got )?(?:the )?"
      rf"{_P} (?:also )?(?:come )?in (?P<a>(?:(?:the )?(?:size|colou?r) )?[\w.-]+(?: [\w.-]+)?)"),
     "", True),
    (rf"(?:does|do) (?:the |your )?{_P} (?:also )?come in (?:an? |the )?{_A}", "", True),
    ((rf"(?:is|are) (?:there )?(?:an? |any )?{_A} (?:in|on|with|for) (?:the|this|that|your) "
      rf"{_P}"), "", True),
    ((rf"(?:is|are) (?P<p>it|this|that|they|this one|that one|these|the (?:first|second|third|"
      rf"last) "
     rf"one) (?:also )?{_A}"), "", True),
    (rf"(?:does|can|will) (?P<p>it|this|that|they) {_A}", "", True),
    ((rf"(?:the )?(?P<a>price|weight|colou?rs?|dimensions?|size|specs|specifications?|gtin|ean|"
     rf"barcode|stock|availability|warranty|resolution|material|capacity) (?:of|for|on) (?:the )?"
     rf"{_P}"), "", False),
    ((rf"(?:tell me (?:more )?about|describe|details (?:of|on|about|for)|more (?:info|information|"
     rf"details) (?:on|about)|(?:specs|specifications|info|information|details) (?:of|for|on|"
     rf"about)|"
     rf"what (?:is|are)|what can you tell me about|show me|what about|i want to know about|"
     rf"do you (?:have|sell|carry|stock)|have you got|is there|i(?:'?m| am) looking for|find) "
     rf"(?:the |a |an |this |that )?{_P}"), "*", False),
)  # fmt: skip
_PATTERNS = [(re.compile(rf"^(?:and |so |but |then |also )?{p}$"), a, y) for p, a, y in _FORMS]
_STATE = re.compile(
    r"^(?:is|are) (?:all )?(?:of )?(?:the |your |these |this )?(?P<rest>(?!there\b|it\b).+)$"
)
_THAN = "than"
_PLEASE = re.compile(r"[\s,]+(?:please|pls|thanks|thank you)$")
_OF = re.compile(
    r"^(?:the )?(?!(?:what|whats|which|how|is|are|do|does|can|who|compare)\b)(?P<a>[\w\s-]{3,40}?) "
    r"(?:of|for|on|in) (?:the )?(?P<p>[^?]+)$"
)
_EVERY = re.compile(r"^(?:are|do|can|will|have) (?:all|your|most|any|some)\b")
_FOR = re.compile(r"\bfor\b")
_WONDERING = re.compile(r"^(?:what|which|how|is|are|does|do|has|have|can|will|who)\b")
_ORDINAL_WORDS = re.compile(
    r"\b(?:the|one|product|option|item|number|\d|first|second|third|fourth|fifth|last|1st|2nd|3rd|"
    r"4th|5th)\b"
)
_TRAILING = re.compile(
    r"^(?P<p>.+?)[ ,:-]+(?P<a>(?:price|weight|colou?rs?|dimensions?|specs|specifications?|gtin|ean|"
    r"barcode|in stock|availability|warranty|resolution|battery life|screen size|capacity|"
    r"material|cost))$"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a product: the product named, what of it, and whether yes or no is asked."""

    product: str
    asked: str
    yes_no: bool


def questions(case: Case) -> list[Question]:
    """The ways to read a question as one about a product, the likeliest first."""
    found = []
    bare = _PLEASE.sub("", case.bare)
    for pattern, asked, yes_no in _PATTERNS:
        if match := pattern.match(bare):
            groups = match.groupdict()
            found.append(Question(groups["p"].strip(), (groups.get("a") or asked).strip(), yes_no))
    found += _states(case)
    of = _OF.match(bare)
    if of and any(_MODEL.match(word) for word in of["p"].split()):
        found.append(Question(of["p"], of["a"], False))
    if match := _TRAILING.match(bare):
        found.append(Question(match["p"].strip(), match["a"], False))
    return found


def _states(case: Case) -> list[Question]:
    """The readings of "is the rolltop waterproof?": what comes last is asked, up to three words."""
    match = _STATE.match(case.bare)
    if match is None:
        return []
    said = match["rest"].split()
    if _THAN in said:
        said, than = said[: said.index(_THAN)], said[said.index(_THAN) :]
        return [Question(" ".join(said[:-1]), " ".join([*said[-1:], *than]), True)] if said else []
    if "made" in said[1:]:
        at = said.index("made")
        return [Question(" ".join(said[:at]), " ".join(said[at:]), True)]
    splits = [
        Question(" ".join(said[:-size]), " ".join(said[-size:]), True)
        for size in (3, 2, 1) if len(said) > size
    ]  # fmt: skip
    features = [each for each in splits if feature_codes(each.asked, case.lexicon)]
    return features or splits[-1:]


async def about_product(case: Case, wish: Wish) -> tuple[ProductFacts, Question] | None:
    """The product that a question is about, and what is asked; None where it names none.

    What sets conditions, such as a price, asks for products and not about one.
    """
    asked = questions(case)
    if _sets_conditions(wish) or wish.measures:
        asked = [each for each in asked if each.asked != "*"]
    for question in asked:
        if product := pointed_at(case, question.product):
            return product, question
    for question in asked:
        one = await named(case, question.product)
        if one is not None and (one.coded or question.asked != "*" or _is_sure(one)):
            product = await read(case, one.product)
            if product is not None:
                _note_alike(case, one.alike, product)
                return product, question
    return None if _sets_conditions(wish) or wish.measures else await _by_what_is_left(case)


def points_nowhere(case: Case) -> bool:
    """Whether a question is about "it" or "the second one", and nothing was spoken of."""
    return any(
        (_IT.match(each.product) and case.focus is None)
        or (not case.shown and _ORDINAL_WORDS.sub(" ", each.product).strip(" #.") == "")
        for each in questions(case)
    )


def _sets_conditions(wish: Wish) -> bool:
    priced = wish.price_min is not None or wish.price_max is not None
    ordered = wish.sort is not Sort.RELEVANCE or wish.best is not None
    return (
        priced
        or ordered
        or bool(wish.not_brands or wish.unwanted)
        or any(each.limit != "exact" for each in wish.measures)
    )


def unknown_product(case: Case) -> str:
    """The product, named by a code, of a question about one; empty where none is named so."""
    for question in questions(case):
        words = content(question.product)
        if question.asked != "*" and any(_MODEL.match(word) for word in words):
            return question.product
    return ""


def _is_sure(one: Named) -> bool:
    """Whether a bare name is that of one product, and no word for a kind of thing."""
    return one.alike == 1 and len(one.words) > 1


async def _by_what_is_left(case: Case) -> tuple[ProductFacts, Question] | None:
    """Find the product in the whole question; the words that its title does not hold are asked."""
    if _EVERY.search(case.bare):
        return None
    if _FOR.search(case.bare) and not _WONDERING.match(case.bare):
        return None  # "toner for the X-200" asks for toner
    one = await named(case, case.bare, loosely=True)
    if one is None or not (one.coded or (one.alike == 1 and one.share >= 0.6)):
        return None
    if not (_has_code(one) or one.whole or _WONDERING.match(case.bare)):
        return None
    if _WONDERING.match(case.bare) and not _has_code(one) and one.share < 0.7:
        return None
    product = await read(case, one.product)
    if product is None:
        return None
    left = " ".join(one.left)
    if re.search(r"\bhow much\b|\bcost\b|\bprice\b", case.bare):
        left = "price"
    elif re.search(r"\bin stock\b|\bavailable\b", case.bare):
        left = "in stock"
    _note_alike(case, one.alike, product)
    yes_no = re.match(r"^(?:is|are|does|do|has|have|can|will)\b", case.bare) is not None
    return product, Question(product.title, left or "*", yes_no)


def _has_code(one: Named) -> bool:
    """Whether a word with a digit in it is part of the name."""
    return any(any(c.isdigit() for c in w) for w in one.words if w not in one.left)


def _note_alike(case: Case, alike: int, product: ProductFacts) -> None:
    if alike > 1:
        case.notes.append(
            f"Several products have that name; this one is {product.title}. [{product.ref}]"
        )


def pointed_at(case: Case, phrase: str) -> ProductFacts | None:
    """The product that "it" or "the second one" means."""
    phrase = phrase.strip()
    if _IT.match(phrase):
        return case.focus
    places = ordinals(phrase, len(case.shown))
    plain = _ORDINAL_WORDS.sub(" ", phrase)
    if len(places) == 1 and not plain.strip(" #."):
        return case.shown[places[0]]
    return None


def told(case: Case, product: ProductFacts, question: Question) -> stating.Told:
    """Answer a question about a product."""
    case.turn.focus = product.ref
    case.turn.topic = question.asked if question.asked != "*" else None
    asked = question.asked
    case.turn.suggestions[:] = ["Is it in stock?", "How much does it cost?"]
    if asked in ("*", "specs", "specifications", "specification", "details", "features"):
        return stating.Told(stating.described(case, product), firm=False)
    if asked in ("price", "cost", "expensive", "cheap"):
        return stating.price(case, product)
    return stating.tell(case, product, asked, yes_no=question.yes_no)

"""Reads a question, decides what it is, and answers it."""

import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from storewise.domain.search.schemas import Sort
from storewise.ml.retrieval import Glimpse
from storewise.ml.retrieval.text import fold

from ..facts import PassageFacts, ProductFacts, ProductSearch
from ..turn import Turn
from . import asking, browsing, comparing, declining, followups, listing, quoting, talking
from .case import Case
from .finding import Finding, find
from .naming import named, read
from .wishes import Wish, content, understand

_JOINED = re.compile(
    r"(?:,? and|[?.!]) (?=(?:is|does|has|can|how much|how many|what is|what are) (?:it|its|the)\b)",
    re.IGNORECASE,
)
_SHOPPING = re.compile(
    r"\b(?:sell|have|carry|stock|find|show|buy|need|want|looking|look for|recommend|suggest|search|"
    r"purchase|order|get|offer|cheapest|cheap|price|cost|got|available|list|gift|interested|"
    r"most expensive|newest|best|is there|are there|what about|how about)\b"
)
# Topics whose words are names of things, too.
_WARES = frozenset(["weather", "medicine", "money", "law", "world", "politics", "sums", "heart"])
MOST_WORDS = 4
MOST_TRIED = 3
LEAST_NAMED = 2  # products whose title calls them so, or words name no kind of thing
_REVIEWS = re.compile(
    r"\b(?:reviews?|ratings?|rated|testimonials?|stars|(?:customers?|people|others|buyers?|"
    r"shoppers?) "
    r"(?:say|think|like|write))\b"
)
_ANOTHER = re.compile(
    r"^(?:and |what about |how about |and what about |same (?:question )?for )+(?:with |for |of |"
    r"on |in )?"
    r"(?:the |an? )(?P<p>[\w\s.-]{3,40})$"
)
_POINTING = re.compile(r"\b(?:it|its|this one|that one)\b")
_BACK = re.compile(
    r"\b(?:when|how soon) (?:will|is|are|do|does|can) (?P<p>.*)\b(?:back(?: in stock)?|restock\w*|"
    r"(?:available|in stock) again|in again)\b|\bwhen do you (?:restock|get more)\b"
)
_MOST = re.compile(
    r"^(?:what|which)\b.*\b(?:has|have|is|are)\b.*\b(?:most|least|(?!best|test|rest)\w{3,}est)\b"
)
_COUNTING = ("many", "left", "remaining")
_LEFT = re.compile(r"^how many\b.*\b(?:left|in stock|available|do you have)\b")
# What a store does rather than sells, even if it is asked for as a thing is.
_SERVICES = re.compile(
    r"\b(?:telephone|phone (?:number|line|support)|hotline|visit|discounts?|coupons?|vouchers?|"
    r"promo|"
    r"returns?|refunds?|warrant(?:y|ies)|guarantees?|free (?:shipping|delivery)|newsletter|"
    r"(?:return|privacy|refund|shipping) polic\w+|loyalty|membership|opening (?:hours|times)|"
    r"delivery|shipping|installments?|instalments?|price[- ]?match\w*|recycl\w+|gift wrap\w*)\b"
)
_ASKING = re.compile(
    r"^(?:who|what|when|where|why|how|which|is|are|was|were|does|do|did|can|could|should|would|"
    r"will|"
    r"has|have|am|explain|define|tell me|describe|give me|write|calculate)\b"
)


async def answer(turn: Turn) -> AsyncGenerator[str, None]:
    """Answer a question without a language model: by rules, and by what retrieval finds.

    The text carries a reference behind each fact; what is not known is said, not guessed.
    """
    lexicon = await turn.toolbox.lexicon()
    for place, part in enumerate(_parts(turn.question)):
        case = Case(turn, lexicon, part)
        text = await _answered(case)
        notes = "".join(f"\n{note}" for note in case.notes if not turn.declined)
        turn.suggestions[:] = [each for each in turn.suggestions if not _told(case, each, text)]
        yield f"\n{text}{notes}" if place else f"{text}{notes}"
        turn.memory = turn.memory.model_copy(update={"focus": turn.focus or turn.memory.focus})


def _told(case: Case, suggestion: str, text: str) -> bool:
    """Whether a question that might be asked next was just asked, or is answered already."""
    if fold(suggestion).strip("?! ") == case.bare:
        return True
    if "in stock" in suggestion:
        return "in stock" in text or "out of stock" in text
    return "cost" in suggestion and " costs " in text


def _parts(question: str) -> list[str]:
    """The questions within one: "how heavy is it and is it in stock?" are two."""
    parts = _JOINED.split(question.strip())
    return parts if len(parts) == 2 and all(len(part.split()) > 2 for part in parts) else [question]


async def _answered(case: Case) -> str:
    if said := talking.small_talk(case):
        return said
    if talking.is_foreign(case):
        return talking.in_english(case, await _understood(case))
    if talking.wants_person(case):
        return await _reached(case)
    return await _understood(case)


async def _understood(case: Case) -> str:
    topic = declining.outside(case)
    if topic is not None and not await _is_ware(case, topic):
        return declining.declined(case, topic)
    for step in (followups.beyond, _of_the_house, followups.cheaper, _of_another, _compared,
                 followups.follow_up, browsing.overview):  # fmt: skip
        if said := await step(case):
            return said
    return await _looked_up(case)


async def _reached(case: Case) -> str:
    """How the people of the store are reached, from a document where one tells."""
    if talking.wants_address(case):
        found = await quoting.passages(case)
        if quoting.answers(case, found):
            return quoting.quoted(case, found)
    return talking.person(case.turn)


async def _of_the_house(case: Case) -> str | None:
    """Answer of orders, reviews, goods to come and the website, which no catalogue lists."""
    if declining.about_an_order(case):
        return await _about_order(case)
    if _REVIEWS.search(case.bare):
        return await _reviews(case)
    if _BACK.search(case.bare):
        return await _when_back(case)
    if talking.about_security(case):
        found = await quoting.passages(case)
        return quoting.quoted(case, found) if quoting.answers(case, found) else _not_known(case)
    return None


async def _of_another(case: Case) -> str | None:
    """Answer "and with the Ridge?": the question before, of another product."""
    match = _ANOTHER.match(case.bare)
    if match is None or not case.turn.history:
        return None
    one = await named(case, match["p"])
    product = await read(case, one.product) if one else None
    if product is None or product.ref == case.turn.memory.focus:
        return None
    before = case.product(case.turn.memory.focus or "")
    own = set(case.lexicon.stems(before.title)) if before else set()
    asked = case.turn.history[-1].question
    rest = [w for w in asked.split() if not set(case.lexicon.stems(fold(w))) & own]
    if before is None or len(rest) == len(asked.split()):
        return None
    again = Case(case.turn, case.lexicon, f"{product.title}: {' '.join(rest)}")
    found = await quoting.passages(again, product)
    if quoting.answers(again, found, product):
        return await _quoted(again, found, product)
    told = asking.told(case, product, asking.Question(product.title, " ".join(content(
        fold(" ".join(rest)))) or "*", False))  # fmt: skip
    case.turn.unknown = not told.known
    return told.text


async def _reviews(case: Case) -> str:
    """What shoppers think of a thing is told only where a document holds it."""
    wish = understand(case.text.strip(" ?!."), case.lexicon, case.turn.store.currency)
    about = await asking.about_product(case, wish)
    product = about[0] if about else case.focus
    found = await quoting.passages(case, product)
    if quoting.answers(case, found, product) and quoting.is_review(found[0]):
        return quoting.quoted(case, found, product)
    case.turn.unknown = True
    case.turn.focus = product.ref if product else None
    return "The store's information does not say what customers think of it."


async def _when_back(case: Case) -> str | None:
    """Whether a product is in stock now, as nobody states when it will be again."""
    match = _BACK.search(case.bare)
    said = (match and match["p"]) or ""
    wish = understand(said, case.lexicon, case.turn.store.currency)
    one = await named(case, wish.words) if wish.words else None
    product = await read(case, one.product) if one else None if wish.words else case.focus
    if product is None:
        return None
    told = asking.told(case, product, asking.Question(product.title, "stock", True)).text
    case.turn.suggestions[:] = ["Show me something similar"]
    if product.in_stock:
        return told
    case.turn.unknown = True
    return f"{told}\nThe store's information does not say when it will be back."


async def _is_ware(case: Case, topic: str) -> bool:
    """Whether words of a declined topic name a thing of the store: "a weather station"."""
    asks = _ASKING.match(case.bare) is not None and not _SHOPPING.search(case.bare)
    if topic not in _WARES or asks:
        return False
    wish = understand(case.text, case.lexicon, case.turn.store.currency)
    words = case.lexicon.stems(wish.words)
    if not words or len(words) > MOST_WORDS:
        return False
    found = await case.turn.toolbox.glimpse(ProductSearch(words=wish.words[:300]), 5)
    return any(set(words) <= set(case.lexicon.stems(each.title)) for each in found.found)


async def _about_order(case: Case) -> str:
    """Orders cannot be looked into, but a document may say how they go."""
    found = await quoting.passages(case)
    if quoting.is_detailed(case) and quoting.answers(case, found, least=quoting.LIKELY):
        return quoting.quoted(case, found)
    return declining.no_orders(case)


async def _compared(case: Case) -> str | None:
    if not comparing.asks_comparison(case):
        return None
    said = await comparing.compare(case)
    if said is None and comparing.points_to_list(case):
        return "Which products shall I compare? Tell me their names."
    return said


async def _looked_up(case: Case) -> str:
    """Look a question up: of one product, in the documents, or by a search."""
    wish = understand(case.text.strip(" ?!."), case.lexicon, case.turn.store.currency)
    for_documents = _for_documents(case)
    about = await asking.about_product(case, wish) or _of_it(case)
    told = asking.told(case, *about) if about else None
    whole = about is not None and about[1].asked == "*" and not for_documents
    if about and told and told.known and (told.firm or whole):
        return told.text
    passages: list[PassageFacts] = []
    if for_documents or about:
        subject = about[0] if about else case.focus if _points_back(case) else None
        passages = await quoting.passages(case, subject, about[1].asked if about else "")
        least = quoting.LIKELY if about and quoting.sounds_like_policy(case) else quoting.SURE
        asked = about[1].asked if about else ""
        if quoting.answers(case, passages, about[0] if about else None, least, asked):
            return await _quoted(case, passages, subject)
    if about and told:
        case.turn.unknown = not told.known
        return told.text
    if for_documents:
        if quoting.answers(case, passages, least=quoting.LIKELY):
            return await _quoted(case, passages, None)
        if not _is_search(case):
            return await _instead(case, wish) or _not_known(case)
    if asking.points_nowhere(case):
        return "Which product do you mean? Tell me its name."
    if name := asking.unknown_product(case):
        return await _no_such_product(case, name, passages)
    return await _searched(case, wish, passages)


async def _quoted(case: Case, passages: list[PassageFacts], subject: ProductFacts | None) -> str:
    """Quote what answers; "it" then means its product, the one whose manual it stands in."""
    case.turn.focus = subject.ref if subject else None
    if subject is None and (name := quoting.manual_of(passages[0])):
        one = await named(case, name)
        product = await read(case, one.product) if one else None
        case.turn.focus = product.ref if product else None
    return quoting.quoted(case, passages, subject)


def _for_documents(case: Case) -> bool:
    """Whether a question is one that policies or manuals answer, whatever products it names."""
    asks = _ASKING.match(case.bare) is not None or "?" in case.text
    policy = quoting.sounds_like_policy(case)
    if not policy and not quoting.sounds_like_how_to(case):
        return False
    if _is_search(case):
        return _SERVICES.search(case.lower) is not None
    return asks or (policy and len(case.bare.split()) <= 5)


def _points_back(case: Case) -> bool:
    return re.search(r"\b(?:it|its|this|that|them|they|these|those)\b", case.bare) is not None


def _of_it(case: Case) -> tuple[ProductFacts, asking.Question] | None:
    """What a question asks of the product spoken of, where no rule takes it apart."""
    product = case.focus
    if product is None or _ASKING.match(case.bare) is None or not _POINTING.search(case.bare):
        return None
    if quoting.sounds_like_policy(case) or quoting.sounds_like_how_to(case):
        return None
    rest = _POINTING.sub(" ", case.bare)
    asked = content(rest) or rest.split()[-1:]
    if not asked or len(asked) > MOST_WORDS:
        return None
    return product, asking.Question(product.title, " ".join(asked), False)


def _is_search(case: Case) -> bool:
    """Whether a question asks for products, whatever policy words stand in it."""
    return re.match(
        r"^(?:(?:do|have) you (?:sell|have|carry|stock|got)|show me|find|i(?:'m| am) looking for|"
        r"i (?:need|want) (?:a|an|some|to buy)|looking for|recommend|suggest)\b", case.bare,
    ) is not None  # fmt: skip


async def _no_such_product(case: Case, name: str, passages: list[PassageFacts]) -> str:
    """Say that a product named by its code is not here, unless a document speaks of it."""
    passages = passages or await quoting.passages(case)
    if quoting.answers(case, passages):
        return quoting.quoted(case, passages)
    case.turn.unknown = True
    return f"I did not find {name} in this store."


def _not_known(case: Case) -> str:
    """Say that the store's information holds no answer."""
    case.turn.unknown = True
    mail = case.turn.store.settings.contact_email
    ask = f" The store can be asked at {mail}." if mail else ""
    return f"I don't have that in this store's information.{ask}"


async def _instead(case: Case, wish: Wish) -> str | None:
    """The things that a question names, where nothing says what it asks of them."""
    said = wish.words.split()
    runs = [" ".join(said[at : at + n]) for n in (3, 2, 1) for at in range(len(said) - n + 1)]
    tried = 0
    for run in runs:
        if tried == MOST_TRIED:
            break
        seen = await case.turn.toolbox.glimpse(ProductSearch(words=run[:300]), 12, meaning=False)
        if seen.corrected or not _names_kind(case, run, seen.found):
            continue
        tried += 1
        narrowed = replace(wish, words=run, core=run, measures=[], unwanted=[], best=None)
        finding = await find(case.turn, narrowed, case.lexicon)
        if finding.here and finding.chosen and not finding.dropped:
            told = listing.told(case, narrowed, finding)
            case.turn.unknown = True
            return f"I could not find an answer to that, only what it is about.\n{told}"
    return None


def _names_kind(case: Case, run: str, found: Sequence[Glimpse]) -> bool:
    """Whether words name a kind of thing: some products are called so, and not only hold them."""
    stems = set(case.lexicon.stems(run))
    titled = [each for each in found if stems <= set(case.lexicon.stems(each.title))]
    return len(titled) >= LEAST_NAMED and (" " in run or any(each.named for each in titled))


async def _searched(case: Case, wish: Wish, passages: list[PassageFacts]) -> str:
    """Search for products; a question that finds none is looked up in the documents."""
    empty = not wish.words and not wish.conditions and wish.sort is Sort.RELEVANCE
    counts = _LEFT.search(case.bare) is not None
    if counts:
        wish.words = wish.core = " ".join(w for w in wish.words.split() if w not in _COUNTING)
    asks = _ASKING.match(case.bare) is not None and not _SHOPPING.search(case.bare)
    asking_something = asks and not counts and not wish.best and not _MOST.search(case.bare)
    if empty and not wish.best:
        passages = passages or await quoting.passages(case)
        certain = quoting.answers(case, passages, least=quoting.CERTAIN)
        return await _quoted(case, passages, None) if certain else _unread(case)
    finding = await find(case.turn, wish, case.lexicon)
    found = bool(finding.found and finding.found.products)
    long = len(wish.words.split()) > 3 or bool(finding.dropped)
    if finding.here and found and not (asking_something and long):
        return listing.told(case, wish, finding)
    passages = passages or await quoting.passages(case)
    sure = quoting.answers(case, passages)
    certain = not found and quoting.answers(case, passages, least=quoting.CERTAIN)
    if certain or (sure and quoting.speaks_of(case, passages[0], wish.words)):
        return await _quoted(case, passages, None)
    if finding.here and found:
        return listing.told(case, wish, finding)
    if not finding.here and not finding.chosen:
        told = await _instead(case, wish) if asks and len(wish.words.split()) > 2 else None
        return told or _not_found(case, wish, finding, asks=asks)
    return listing.told(case, wish, finding)


def _not_found(case: Case, wish: Wish, finding: Finding, *, asks: bool) -> str:
    """Say that nothing was found, with the words only where they name a thing as it was typed."""
    said = listing.told(case, wish, finding)
    phrase = re.escape(" ".join(wish.words.split()))
    plain = not asks and len(wish.words.split()) <= MOST_WORDS
    if phrase and plain and re.search(rf"(?<!\w){phrase}(?!\w)", case.lower):
        return said
    return "I did not find that in this store."


def _unread(case: Case) -> str:
    case.turn.unknown = True
    return f"I did not understand that. {talking.helped(case.turn)}"

"""Reads a question, decides what it is, and answers it."""

import re
from collections.abc import AsyncGenerator

from storewise.domain.search.schemas import Sort

from ..facts import PassageFacts, ProductSearch
from ..turn import Turn
from . import asking, browsing, comparing, declining, followups, listing, quoting, talking
from .case import Case
from .finding import find
from .wishes import Wish, understand

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
        yield f"\n{text}{notes}" if place else f"{text}{notes}"
        turn.memory = turn.memory.model_copy(update={"focus": turn.focus or turn.memory.focus})


def _parts(question: str) -> list[str]:
    """The questions within one: "how heavy is it and is it in stock?" are two."""
    parts = _JOINED.split(question.strip())
    return parts if len(parts) == 2 and all(len(part.split()) > 2 for part in parts) else [question]


async def _answered(case: Case) -> str:
    if said := talking.small_talk(case):
        return said
    if talking.is_foreign(case):
        case.notes.append("I did not understand all of that.")
    topic = declining.outside(case)
    if topic is not None and not await _is_ware(case, topic):
        return declining.declined(case, topic)
    if declining.about_an_order(case):
        return await _about_order(case)
    for step in (_compared, followups.follow_up, browsing.overview):
        if said := await step(case):
            return said
    return await _looked_up(case)


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
    if found and found[0].score >= quoting.SURE:
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
    about = await asking.about_product(case, wish)
    told = asking.told(case, *about) if about else None
    if about and told and told.known and (told.firm or not for_documents):
        return told.text
    passages: list[PassageFacts] = []
    if for_documents or about:
        subject = about[0] if about else case.focus if _points_back(case) else None
        title = subject.title if subject else ""
        passages = await quoting.passages(case, title, about[1].asked if about else "")
        if quoting.answers(case, passages, title if about else ""):
            return quoting.quoted(case, passages)
    if about and told:
        case.turn.unknown = not told.known
        return told.text
    if for_documents:
        if quoting.answers(case, passages, least=quoting.LIKELY):
            return quoting.quoted(case, passages)
        return await _not_known(case)
    if asking.points_nowhere(case):
        return "Which product do you mean? Tell me its name."
    if name := asking.unknown_product(case):
        return await _no_such_product(case, name, passages)
    return await _searched(case, wish, passages)


def _for_documents(case: Case) -> bool:
    """Whether a question is one that policies or manuals answer, whatever products it names."""
    asks = _ASKING.match(case.bare) is not None or "?" in case.text
    policy = quoting.sounds_like_policy(case)
    if not policy and not quoting.sounds_like_how_to(case):
        return False
    return (asks or (policy and len(case.bare.split()) <= 5)) and not _is_search(case)


def _points_back(case: Case) -> bool:
    return re.search(r"\b(?:it|its|this|that|them|they|these|those)\b", case.bare) is not None


def _is_search(case: Case) -> bool:
    """Whether a question asks for products, whatever policy words stand in it."""
    return re.match(
        r"^(?:(?:do|have) you (?:sell|have|carry|stock|got)|show me|find|i(?:'m| am) looking for|"
        r"i (?:need|want) (?:a|an|some|to buy)|looking for|recommend|suggest)\b", case.bare,
    ) is not None  # fmt: skip


async def _no_such_product(case: Case, name: str, passages: list[PassageFacts]) -> str:
    """Say that a product named by its code is not here, unless a document speaks of it."""
    passages = passages or await quoting.passages(case)
    if passages and passages[0].score >= quoting.SURE:
        return quoting.quoted(case, passages)
    case.turn.unknown = True
    return f"I did not find {name} in this store."


async def _not_known(case: Case) -> str:
    """Say that the store's information holds no answer, or that it is none of its business."""
    ours = quoting.sounds_like_policy(case) or quoting.is_care(case)
    if not ours and not await _shop_words(case):
        return declining.declined(case)
    case.turn.unknown = True
    mail = case.turn.store.settings.contact_email
    ask = f" The store can be asked at {mail}." if mail else ""
    return f"I don't have that in this store's information.{ask}"


async def _shop_words(case: Case) -> bool:
    """Whether a question names something that the store has."""
    wish = understand(case.text, case.lexicon, case.turn.store.currency)
    if not wish.words:
        return wish.conditions
    found = await find(case.turn, Wish(words=wish.words), case.lexicon)
    return found.here and bool(found.chosen)


async def _searched(case: Case, wish: Wish, passages: list[PassageFacts]) -> str:
    """Search for products; a question that finds none is looked up in the documents."""
    empty = not wish.words and not wish.conditions and wish.sort is Sort.RELEVANCE
    asking_something = _ASKING.match(case.bare) is not None and not _SHOPPING.search(case.bare)
    if empty and not wish.best:
        return _unread(case)
    finding = await find(case.turn, wish, case.lexicon)
    found = bool(finding.found and finding.found.products)
    if finding.here and found and not (asking_something and len(wish.words.split()) > 3):
        return listing.told(case, wish, finding)
    passages = passages or await quoting.passages(case)
    sure = quoting.answers(case, passages)
    if sure and quoting.speaks_of(case, passages[0], wish.words):
        case.turn.focus = None
        return quoting.quoted(case, passages)
    if finding.here and found:
        return listing.told(case, wish, finding)
    if asking_something and not finding.here and not wish.conditions:
        return declining.declined(case)
    return listing.told(case, wish, finding)


def _unread(case: Case) -> str:
    case.turn.unknown = True
    return f"I did not understand that. {talking.helped(case.turn)}"

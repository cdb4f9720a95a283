"""Answers from the store's documents: the sentences that answer, verbatim, and where they stand."""

import re
from collections import Counter

from storewise.ml.retrieval.text import fold, words

from ..facts import PassageFacts, ProductFacts
from . import wording
from .case import Case
from .wishes import NOISE, brands_in

SURE = 0.5  # score from which a passage answers
LIKELY = 0.35  # score from which it answers a question that sounds like one for documents
CERTAIN = 0.75  # score from which it answers what names nothing that the store has
MOST_FOUND = 8
HELD = 0.5  # share of the words asked for, besides the product, that a passage must hold
LONGEST_QUOTE = 420
SHORT = 600  # characters up to which a passage is quoted whole
MOST_LINES = 4
ALIKE = 0.06  # how much less sure a second passage may be
LONGEST_PROCEDURE = 1600  # characters up to which the steps of a procedure are quoted whole
MOST_STEPS = 12
HEADING = 5  # words up to which a numbered line without an end is a heading
MOST_LOOKED_UP = 3
_POLICY = re.compile(
    r"\b(?:returns?|refunds?|exchanges?|send (?:it |them |something |this )?back|ship(?:s|ping|ped|"
    r"ment)?|deliver(?:y|ies|ed|s)?|warrant(?:y|ies)|guarantees?|polic(?:y|ies)|payments?|pay|"
    r"paypal|klarna|invoices?|vat|tax|privacy|terms|conditions|(?<!noise "
    r")(?<!noise-)cancel(?:led|lation|s)?|gift ?cards?|vouchers?|"
    r"promo(?:tion)?s?|discounts?|coupons?|membership|loyalty|account|password|username|"
    r"log ?in|sign ?(?:in|up)|opening (?:hours|times)|(?:your|business|what|store|shop) "
    r"(?:hours|address|location)|located|pick ?up|customs|"
    r"import dut\w+|track(?:ing|ed)?|lost|damaged|broken|defect\w*|faulty|repairs?|spare parts|"
    r"complain\w*|"
    r"contact|subscri\w+|newsletter|data protection|gdpr|cookies|age restrict\w*|recycl\w*|"
    r"dispos\w+|bulk|wholesale|b2b|installments?|instalments?|missing|wrong (?:item|size|product)|"
    r"(?:tele)?phone (?:number|support|line|call)|telephone|hotline|(?:shop|store|showroom|"
    r"workshop) "
    r"(?:that )?(?:i|we) can visit|visit (?:you|your)|price[- ]?match\w*|better price|free of "
    r"charge|"
    r"when (?:are|is) (?:you|it|the (?:shop|store)) open|(?:are|is) (?:you|the (?:shop|store)) "
    r"open|"
    r"stain\w*|charged|billing|bill|fees?|size guide|out of date|promo code)\b"
)
_HOW_TO = re.compile(
    r"\bhow (?:do|can|should|would|must|to|often|long (?:do|does|will|is|can|should))\b|"
    r"\b(?:what (?:should|must|do|can|happens|if)|am i|can i|may i|do i|is it (?:safe|possible|"
    r"ok|allowed)"
    r"|who (?:do|should|can) i|when (?:do|can|will|should))\b"
)
_CARE = re.compile(
    r"\b(?:clean|wash|maintain|maintenance|care for|care instructions|install|set ?up|pitch|"
    r"assemble|troubleshoot|reset|manual|instructions|user guide|attach|replace|adjust|"
    r"precautions?|"
    r"warnings?|caution|descale|recharge|unpack|dry|iron|put together)\b"
)
_MAKER = re.compile(r"\b(?:warrant(?:y|ies)|guarantees?|repairs?|spare parts|maker)\b")
_REVIEWED = re.compile(r"\b(?:reviews?|testimonials?|ratings?|customers? (?:say|think))\b")
_MANUAL = re.compile(r"\b(?:manuals?|guide|instructions?|handbook|how to|data ?sheet)\b")
# What is meant, in the words that stores write.
_MEANT = tuple((re.compile(pattern), said) for pattern, said in (
    ((r"\bwhen (?:will|does|would|do) .*\b(?:arrive|come|get|here)\b|\bdelivery times?\b|"
     r"\bhow (?:long|fast|quick(?:ly)?) .*\b(?:deliver\w*|ship\w*|arrive|take to)\b"),
     "how long does delivery take"),
    (r"\breturns? polic|\bpolicy (?:on|for) returns?\b", "how long can I return goods"),
    (r"\bpa(?:y|ys|id)\b.*\breturn\b|\breturn (?:shipping|postage|label|cost)",
     "what does a return cost"),
    (r"\b(?:phone|telephone|call you|hotline)\b(?!s)", "how do I reach you by telephone"),
    ((r"\bdiscounts?\b.*(?:\d|\b(?:office|company|business|bulk|many|quantit\w+)\b)|\bbulk\b|"
     r"(?:\d|\b(?:office|company|business|bulk|many)\b).*\bdiscounts?\b"),
     "do you give discounts to businesses"),
    (r"\bopen(?:ing)?\b.*\b(?:hours|times|you|on|today|sunday|saturday)\b|\bvisit\b",
     "do you have a shop that I can visit, opening hours"),
    ((r"\b(?:klarna|paypal|credit cards?|visa|mastercard|apple pay|google pay|amex|bank transfer|"
     r"invoice|cash|payment methods?)\b"), "how can I pay, which means of payment"),
))  # fmt: skip
_SHORTENED = re.compile(r"\b\w+n't\b|'\w{1,2}\b")
_INTRODUCING = re.compile(r"^(?:for the|this (?:manual|document|page|guide|is)|welcome|about)\b")
_LINES = re.compile(r"[^\n]+")
_STEP = re.compile(r"^\s*(?:step )?\d{1,2}[.):]\s+(.{3,})$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?[\"”')\]]*")


def sounds_like_policy(case: Case) -> bool:
    """Whether a question is about what stands in policies."""
    return _POLICY.search(case.lower) is not None


def sounds_like_how_to(case: Case) -> bool:
    """Whether a question is about what stands in manuals."""
    return _HOW_TO.search(case.lower) is not None or is_care(case)


def is_care(case: Case) -> bool:
    """Whether a question is about using a thing, and so surely about something of the store."""
    return _CARE.search(case.lower) is not None


def is_detailed(case: Case) -> bool:
    """Whether a question says more than that it is about an order."""
    return sum(not each.isdigit() for each in _asked(case)) > 1


def manual_of(passage: PassageFacts) -> str:
    """The product whose manual a passage stands in, by its document's title; else nothing."""
    title = fold(passage.document)
    return " ".join(_MANUAL.sub(" ", title).split()) if _MANUAL.search(title) else ""


def is_review(passage: PassageFacts) -> bool:
    """Whether a passage is what shoppers said of a thing."""
    return _REVIEWED.search(fold(" ".join((*passage.title_path, passage.text[:40])))) is not None


async def passages(
    case: Case, about: ProductFacts | None = None, asked: str = ""
) -> list[PassageFacts]:
    """Passages for a question, the best first; `about` is its product, `asked` what of it.

    Those that hold what is asked come before those that only name the product, and none is from
    the manual of another product.
    """
    found = await _looked_up(case)
    best: list[str] = []
    if about is not None:
        own = await _of_product(case, about)
        own = [each for each in own if not _of_another(case, each, about)]
        fitting = [each for each in own if _held(case, each, about.title, asked) >= HELD]
        best = [each.ref for each in fitting]
        found = [each for each in found if not _of_another(case, each, about)]
        found = list({each.ref: each for each in (*found, *own)}.values())
    found.sort(
        key=lambda each: (
            not _introduces(each), each.ref in best,
            about is not None and _held(case, each, about.title, asked) > 1, each.score,
        ),
        reverse=True,
    )  # fmt: skip
    return found


async def _of_product(case: Case, about: ProductFacts) -> list[PassageFacts]:
    """Passages for a question with the product's name in it, the best first.

    A policy names no products: where nothing of the product's own answers, its brand is looked up.
    """
    search = case.turn.toolbox.search_documents
    title = set(case.lexicon.stems(fold(about.title)))
    named = title <= set(case.lexicon.stems(case.lower))
    found = await search((case.text if named else f"{about.title} {case.text}")[:300], MOST_FOUND)
    if not sounds_like_policy(case) or any(_held(case, e, about.title) >= HELD for e in found):
        return found
    rest = [w for w in words(case.lower) if not set(case.lexicon.stems(w)) & title]
    maker = about.brand if about.brand and _MAKER.search(case.lower) else ""
    return [*found, *await search(f"{maker} {' '.join(rest)}".strip()[:300])]


async def _looked_up(case: Case) -> list[PassageFacts]:
    """Passages for the question's words, and for what they mean where stores say it otherwise."""
    asked = [case.text, *(said for pattern, said in _MEANT if pattern.search(case.lower))]
    best: dict[str, PassageFacts] = {}
    for each in asked[:MOST_LOOKED_UP]:
        for passage in await case.turn.toolbox.search_documents(each[:300]):
            if passage.ref not in best or best[passage.ref].score < passage.score:
                best[passage.ref] = passage
    return sorted(best.values(), key=lambda each: -each.score)


def _introduces(passage: PassageFacts) -> bool:
    """Whether a passage only opens a document, and tells nothing but what it is for."""
    text = fold(passage.text).strip(" #\n")
    opens = len(passage.title_path) < 2 or passage.title_path[-1] == passage.document
    told = text.removeprefix(fold(passage.document)).strip()
    return opens and passage.start < 100 and (
        len(told) < 30 or (len(told) < 220 and _INTRODUCING.match(told) is not None)
    )  # fmt: skip


def _of_another(case: Case, passage: PassageFacts, product: ProductFacts) -> bool:
    """Whether a passage stands in the manual of another product."""
    if not _MANUAL.search(fold(passage.document)):
        return False
    kind = set(case.lexicon.stems(fold(" ".join([*product.category, product.brand or ""]))))
    own = {s for s in case.lexicon.stems(fold(product.title)) if len(s) > 2 and not s.isdigit()}
    wanted = own - kind or own
    return bool(wanted) and not wanted & _stems(case, passage)


def _stems(case: Case, passage: PassageFacts) -> set[str]:
    path = " ".join((passage.document, *passage.title_path, passage.text))
    return set(case.lexicon.stems(fold(path)))


def _held(case: Case, passage: PassageFacts, about: str, asked: str = "") -> float:
    """The share of the question's words, besides the product's, that a passage holds.

    More than 1 where it holds the very phrase that was asked.
    """
    own = set(case.lexicon.stems(fold(about)))
    wanted = _asked(case) - own
    if not wanted:
        return 1.0
    held = _stems(case, passage)
    share = len(wanted & held) / len(wanted)
    called = set(case.lexicon.stems(fold(asked))) - own
    if called:
        share = max(share, len(called & held) / len(called))
    phrase = " ".join(case.lexicon.stems(fold(asked)))
    said = " ".join(case.lexicon.stems(fold(passage.text)))
    return share + (0.5 if " " in phrase and phrase in said else 0.0)


def _asked(case: Case) -> set[str]:
    bare = _SHORTENED.sub(" ", case.bare)
    return {s for w in words(fold(bare)) if w not in NOISE for s in case.lexicon.stems(w)}


def answers(
    case: Case,
    found: list[PassageFacts],
    about: ProductFacts | None = None,
    least: float = SURE,
    asked: str = "",
) -> bool:
    """Whether the best passage answers, and does not merely speak of the same product."""
    return (
        bool(found)
        and found[0].score >= least
        and not _introduces(found[0])
        and (about is None or _held(case, found[0], about.title, asked) >= HELD)
    )


def speaks_of(case: Case, passage: PassageFacts, words: str) -> bool:
    """Whether a passage holds at least half of the words for a thing."""
    wanted = set(case.lexicon.stems(words))
    return not wanted or len(wanted & _stems(case, passage)) >= 0.5 * len(wanted)


def quoted(case: Case, found: list[PassageFacts], about: ProductFacts | None = None) -> str:
    """The sentences that answer best, each in quotation marks, under where they stand.

    A second passage of the same document is quoted, too, where it fits as well and says something
    that was asked and that the first does not say.
    """
    best = found[0]
    lines = _best_lines(case, best, MOST_LINES, about)
    told = [_place(best), *_lines(best, lines)]
    said = set(case.lexicon.stems(fold(" ".join(lines))))
    named = set(case.lexicon.stems(fold(f"{best.document} {about.title if about else ''}")))
    for other in found[1:2]:
        if other.document_id != best.document_id or other.score < max(SURE, best.score - ALIKE):
            continue
        more = _best_lines(case, other, 2, about)
        new = (_asked(case) - said - named) & set(case.lexicon.stems(fold(" ".join(more))))
        if new:
            told += _lines(other, more)
    return "\n".join(told)


def _place(passage: PassageFacts) -> str:
    # A title that is a question would end the statement in which it is named.
    name = passage.document.rstrip(" .!?…").replace('"', "'")
    return f'The store\'s document "{name}" says: [{passage.ref}]'


def _lines(passage: PassageFacts, said: list[str]) -> list[str]:
    return [f'- "{each}" [{passage.ref}]' for each in said]


def _best_lines(
    case: Case, passage: PassageFacts, most: int, about: ProductFacts | None = None
) -> list[str]:
    """The run of sentences that holds most of the question's words, in their own order.

    A procedure, whose steps are worth nothing one by one, is given whole.
    """
    if sounds_like_how_to(case) and (steps := _steps(case, passage)):
        return steps
    sentences = _sentences(passage)
    if about is not None:
        sentences = _of_its_brand(case, sentences, about)
    if not sentences:
        return [" ".join(passage.text.split())[:LONGEST_QUOTE]]
    if len(sentences) <= most and sum(map(len, sentences)) <= SHORT:
        return sentences
    start, end = _best_run(case, sentences, most)
    size = sum(map(len, sentences[start:end]))
    while end < len(sentences) and end - start < most:
        size += len(sentences[end])
        if size > LONGEST_QUOTE:
            break
        end += 1
    return sentences[start:end]


def _sentences(passage: PassageFacts) -> list[str]:
    found = [
        " ".join(m[0].split()).lstrip("-*•# ").strip().replace('"', "'")
        for block in _LINES.findall(passage.text)
        for m in _SENTENCE.finditer(block)
    ]
    return [each for each in found if len(each) > 2]


def _steps(case: Case, passage: PassageFacts) -> list[str]:
    """The numbered steps of a passage, with their numbers left out; empty where it has none.

    Of several procedures it is the one that holds most of what was asked.
    """
    runs: list[list[str]] = [[]]
    for line in _LINES.findall(passage.text):
        match = _STEP.match(line)
        said = " ".join(match[1].split()).replace('"', "'") if match else ""
        if said and (said[-1] in wording.ENDS or len(said.split()) > HEADING):
            runs[-1].append(said)
        elif line.strip():
            runs.append([])
    whole = [run for run in runs if len(run) > 1 and sum(map(len, run)) <= LONGEST_PROCEDURE]
    asked = _asked(case)
    hits = [len(asked & set(case.lexicon.stems(fold(" ".join(run))))) for run in whole]
    best = max(range(len(whole)), key=lambda at: (hits[at], len(whole[at])), default=None)
    return [] if best is None else whole[best][:MOST_STEPS]


def _of_its_brand(case: Case, sentences: list[str], about: ProductFacts) -> list[str]:
    """Sentences without those that speak of other brands, where one speaks of the product's."""
    brand = fold(about.brand or "")
    if not brand or not any(brand in fold(each) for each in sentences):
        return sentences
    return [
        each for each in sentences
        if brand in fold(each) or not brands_in(each, case.lexicon)
    ]  # fmt: skip


def _best_run(case: Case, sentences: list[str], most: int) -> tuple[int, int]:
    """Where the run of sentences begins and ends that holds most of what was asked.

    A word counts the less the more sentences hold it.
    """
    asked = _asked(case)
    stems = [asked & set(case.lexicon.stems(fold(each))) for each in sentences]
    counts = Counter(stem for each in stems for stem in each)
    best: tuple[float, int, int] = (-1.0, 0, 1)
    for start in range(len(sentences)):
        size = 0
        held: set[str] = set()
        for end in range(start, min(start + most, len(sentences))):
            size += len(sentences[end])
            if size > LONGEST_QUOTE and end > start:
                break
            held |= stems[end]
            hits = sum(len(each) for each in stems[start : end + 1])
            score = sum(1 + 1 / counts[s] for s in held) + 0.25 * hits - 0.05 * (end - start)
            if score > best[0]:
                best = (score, start, end + 1)
    return best[1], best[2]

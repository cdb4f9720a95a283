"""Answers from the store's documents: the sentences that answer, verbatim, and where they stand."""

import re

from storewise.ml.retrieval.text import fold, words

from ..facts import PassageFacts
from .case import Case
from .wishes import NOISE

SURE = 0.5  # score from which a passage answers
LIKELY = 0.35  # score from which it answers a question that sounds like one for documents
MOST_FOUND = 8
HELD = 0.5  # share of the words asked for, besides the product, that a passage must hold
LONGEST_QUOTE = 420
SHORT = 600  # characters up to which a passage is quoted whole
MOST_LINES = 4
ALIKE = 0.12  # how much less sure a second passage may be
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
_LINES = re.compile(r"[^\n]+")
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


async def passages(case: Case, about: str = "", asked: str = "") -> list[PassageFacts]:
    """Passages for a question, the best first; `about` names the product, `asked` what of it.

    Those that hold what is asked come before those that only name the product.
    """
    toolbox = case.turn.toolbox
    found = await toolbox.search_documents(case.text[:300])
    if not about:
        return found
    if not _names(case, about):
        more = await toolbox.search_documents(f"{about} {case.text}"[:300], MOST_FOUND)
        fitting = [each for each in more if _held(case, each, about, asked) >= HELD]
        found = list({each.ref: each for each in (*fitting, *found)}.values())
        best = [each.ref for each in fitting]
        found.sort(
            key=lambda each: (each.ref in best, _held(case, each, about, asked), each.score),
            reverse=True,
        )
        return found
    return sorted(
        found, key=lambda each: (_held(case, each, about, asked), each.score), reverse=True
    )


def _names(case: Case, title: str) -> bool:
    return set(case.lexicon.stems(fold(title))) <= set(case.lexicon.stems(case.lower))


def _stems(case: Case, passage: PassageFacts) -> set[str]:
    path = " ".join((passage.document, *passage.title_path, passage.text))
    return set(case.lexicon.stems(fold(path)))


def _held(case: Case, passage: PassageFacts, about: str, asked: str = "") -> float:
    """The share of the question's words, besides the product's, that a passage holds.

    More than 1 where it holds the very phrase that was asked.
    """
    wanted = _asked(case) - set(case.lexicon.stems(fold(about)))
    if not wanted:
        return 1.0
    share = len(wanted & _stems(case, passage)) / len(wanted)
    phrase = " ".join(case.lexicon.stems(fold(asked)))
    said = " ".join(case.lexicon.stems(fold(passage.text)))
    return share + (0.5 if " " in phrase and phrase in said else 0.0)


def _asked(case: Case) -> set[str]:
    return {s for w in words(fold(case.bare)) if w not in NOISE for s in case.lexicon.stems(w)}


def answers(case: Case, found: list[PassageFacts], about: str = "", least: float = SURE) -> bool:
    """Whether the best passage answers, and does not merely speak of the same product."""
    return (
        bool(found)
        and found[0].score >= least
        and (not about or _held(case, found[0], about) >= HELD)
    )


def speaks_of(case: Case, passage: PassageFacts, words: str) -> bool:
    """Whether a passage holds at least half of the words for a thing."""
    wanted = set(case.lexicon.stems(words))
    return not wanted or len(wanted & _stems(case, passage)) >= 0.5 * len(wanted)


def quoted(case: Case, found: list[PassageFacts]) -> str:
    """The sentences that answer best, each in quotation marks, under where they stand.

    A second passage of the same document that fits as well is quoted too.
    """
    best = found[0]
    told = [_place(best), *_lines(best, _best_lines(case, best, MOST_LINES))]
    for other in found[1:2]:
        if other.document_id == best.document_id and other.score >= max(SURE, best.score - ALIKE):
            told += [_place(other), *_lines(other, _best_lines(case, other, 2))]
    return "\n".join(told)


def _place(passage: PassageFacts) -> str:
    # A title that is a question would end the statement in which it is named.
    name = passage.document.rstrip(" .!?…")
    return f"The store's document {name} says: [{passage.ref}]"


def _lines(passage: PassageFacts, said: list[str]) -> list[str]:
    return [f'- "{each}" [{passage.ref}]' for each in said]


def _best_lines(case: Case, passage: PassageFacts, most: int) -> list[str]:
    """The run of sentences that holds most of the question's words, in their own order."""
    sentences = [
        (" ".join(m[0].split()).lstrip("-*•# ").strip(), line)
        for line, block in enumerate(_LINES.findall(passage.text))
        for m in _SENTENCE.finditer(block)
    ]
    sentences = [(s, n) for s, n in sentences if len(s) > 2]
    if not sentences:
        return [" ".join(passage.text.split())[:LONGEST_QUOTE]]
    if len(sentences) <= most and sum(len(s) for s, _ in sentences) <= SHORT:
        return [s.replace('"', "'") for s, _ in sentences]
    asked = _asked(case)
    hits = [len(asked & set(case.lexicon.stems(fold(s)))) for s, _ in sentences]
    best: tuple[float, int, int] = (-1.0, 0, 1)
    for start in range(len(sentences)):
        size = 0
        held: set[str] = set()
        for end in range(start, min(start + most, len(sentences))):
            size += len(sentences[end][0])
            if size > LONGEST_QUOTE and end > start:
                break
            held |= asked & set(case.lexicon.stems(fold(sentences[end][0])))
            score = len(held) + 0.25 * sum(hits[start : end + 1]) - 0.05 * (end - start)
            if score > best[0]:
                best = (score, start, end + 1)
    start, end = best[1], best[2]
    size = sum(len(s) for s, _ in sentences[start:end])
    while end < len(sentences) and end - start < most:
        size += len(sentences[end][0])
        if size > LONGEST_QUOTE:
            break
        end += 1
    return [s.replace('"', "'") for s, _ in sentences[start:end]]

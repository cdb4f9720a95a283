"""Answers from the store's documents: the sentences that answer, verbatim, and where they stand."""

import re

from storewise.ml.retrieval.text import fold, words

from ..facts import PassageFacts
from .case import Case
from .wishes import NOISE

SURE = 0.5  # score from which a passage answers
LIKELY = 0.35  # score from which it answers a question that sounds like one for documents
LONGEST_QUOTE = 420
MOST_LINES = 4
_POLICY = re.compile(
    r"\b(?:returns?|refunds?|exchanges?|send (?:it |them |something |this )?back|ship(?:s|ping|ped|"
    r"ment)?|deliver(?:y|ies|ed|s)?|warrant(?:y|ies)|guarantees?|polic(?:y|ies)|payments?|pay|"
    r"paypal|klarna|invoices?|vat|tax|privacy|terms|conditions|cancel\w*|gift ?cards?|vouchers?|"
    r"promo(?:tion)?s?|discounts?|coupons?|membership|loyalty|points|account|password|username|"
    r"log ?in|sign ?(?:in|up)|opening|open|hours|address|located|location|pick ?up|collect|customs|"
    r"import dut\w+|track\w*|lost|damaged|broken|defect\w*|faulty|repairs?|spare parts|complain\w*|"
    r"contact|subscri\w+|newsletter|data protection|gdpr|cookies|age restrict\w*|recycl\w*|"
    r"dispos\w+|bulk|wholesale|b2b|installments?|instalments?|missing|wrong (?:item|size|product)|"
    r"stain\w*|charged?|billing|bill|fees?|credit|fit|size guide|out of date|promo code)\b"
)
_HOW_TO = re.compile(
    r"\bhow (?:do|can|should|would|must|to|often|long (?:do|does|will|is|can|should))\b|"
    r"\b(?:clean|wash|maintain|care for|care instructions|install|set ?up|pitch|assemble|fold|"
    r"store it|stored|troubleshoot|reset|manual|instructions|user guide|guide|charge|attach|"
    r"replace|adjust|use the|use it|safety|precautions?|warnings?|caution|waterproofing|"
    r"what (?:should|must|do|can|happens|if)|am i|can i|may i|do i|is it (?:safe|possible|ok|allowed)"
    r"|who (?:do|should|can) i|when (?:do|can|will|should))\b"
)
_LINES = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?[\"”')\]]*")


def sounds_like_policy(case: Case) -> bool:
    """Whether a question is about what stands in policies."""
    return _POLICY.search(case.lower) is not None


def sounds_like_how_to(case: Case) -> bool:
    """Whether a question is about what stands in manuals."""
    return _HOW_TO.search(case.lower) is not None


async def passages(case: Case, about: str = "") -> list[PassageFacts]:
    """Passages for a question; `about` names what "it" means."""
    asked = f"{about} {case.text}".strip() if about else case.text
    return await case.turn.toolbox.search_documents(asked[:300])


def quoted(case: Case, found: list[PassageFacts]) -> str:
    """The sentences of the best passage that answer best, each in quotation marks."""
    best = found[0]
    lines = _best_lines(case, best)
    place = best.document
    heading = next((h for h in reversed(best.title_path) if fold(h) != fold(place)), "")
    where = f'"{place}", "{heading}"' if heading else f'"{place}"'
    told = [f"The store's document {where} says: [{best.ref}]"]
    told += [f'- "{line}" [{best.ref}]' for line in lines]
    return "\n".join(told)


def _best_lines(case: Case, passage: PassageFacts) -> list[str]:
    """The run of sentences that holds most of the question's words, in their own order."""
    sentences = [
        (" ".join(m[0].split()).lstrip("-*•# ").strip(), line)
        for line, block in enumerate(_LINES.findall(passage.text))
        for m in _SENTENCE.finditer(block)
    ]
    sentences = [(s, n) for s, n in sentences if len(s) > 2]
    if not sentences:
        return [" ".join(passage.text.split())[:LONGEST_QUOTE]]
    asked = {s for w in words(fold(case.text)) if w not in NOISE for s in case.lexicon.stems(w)}
    hits = [len(asked & set(case.lexicon.stems(fold(s)))) for s, _ in sentences]
    best: tuple[float, int, int] = (-1.0, 0, 1)
    for start in range(len(sentences)):
        size = 0
        held: set[str] = set()
        for end in range(start, min(start + MOST_LINES, len(sentences))):
            size += len(sentences[end][0])
            if size > LONGEST_QUOTE and end > start:
                break
            held |= asked & set(case.lexicon.stems(fold(sentences[end][0])))
            score = len(held) + 0.25 * sum(hits[start : end + 1]) - 0.05 * (end - start)
            if score > best[0]:
                best = (score, start, end + 1)
    start, end = best[1], best[2]
    size = sum(len(s) for s, _ in sentences[start:end])
    while end < len(sentences) and end - start < MOST_LINES:
        size += len(sentences[end][0])
        if size > LONGEST_QUOTE:
            break
        end += 1
    return [s.replace('"', "'") for s, _ in sentences[start:end]]

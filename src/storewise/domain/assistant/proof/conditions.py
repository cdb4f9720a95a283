"""Check that what a statement promises from a document keeps the conditions that stand there."""

import itertools
import re
from collections.abc import Iterator, Sequence

from .ground import Sentence
from .languages import NEGATION
from .quantities import quantities, same
from .statement import Clause, Statement
from .words import content, stem, stems, telling

_CONDITION = re.compile(
    r"\b(?:[Ww]ithin|[Ii]n|[Oo]utside|[Ff]rom|[Ff]or|[Tt]o) (?:the |all )?"
    r"(?:[A-Z][\w-]+(?:(?:,|,? and|,? or)(?: to)? [A-Z][\w-]+)*|other (?:\w+ of the \w+ \w+|\w+))"
    r"|\b(?:[Ff]rom|[Oo]ver|[Aa]bove) (?:an order (?:value )?of \S+|\w+ pieces(?: of \w+ \w+)?)"
    r"|\b[Bb]efore \w+|\b[Oo]n a (?:working|business) day"
    r"|\b(?:[Ww]hen|[Ii]f|[Uu]nless|[Aa]s long as|[Pp]rovided|[Oo]nce|[Oo]nly) [^,;.]+"
)
_FREE = re.compile(
    r"\bfree\b(?! (?:of (?!charge)|from|to))|\bno (?:extra )?(?:charge|cost)|costs? nothing|gratis",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[,;:]\s|\s(?:and|but)\s")
_SHARES = r"(?P<of>order|item|piece|product|parcel|person|unit|day|week|month|year)\b"
_JOINERS = re.compile(r"\b(?:and|or|but)\b|\W", re.IGNORECASE)
_PER = re.compile(rf"\b(?:per|each|every) {_SHARES}", re.IGNORECASE)
_ONE_OF = re.compile(rf"\b(?:per|each|every|an?|one) {_SHARES}", re.IGNORECASE)
_PAYER = re.compile(
    r"\b(?P<who>we|you|customers?|buyers?) (?:must |have to |need to |will |always )?"
    r"(?:pay|cover|bear)s?\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:when|if|once|after|as soon as|as long as|until|unless|before|only|provided|except)\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(
    r"\b(?:days?|weeks?|months?|years?) (?:of|after|from|following) (?P<of>[^,;.()]+)",
    re.IGNORECASE,
)
_EVENTS = (
    re.compile(r"\b(?:arriv|reach|receiv|deliver|receipt|got|get)\w*", re.IGNORECASE),
    re.compile(r"\b(?:purchas|buy|bought|order|pay|paid)\w*", re.IGNORECASE),
)
_WHICH_DAY = re.compile(r"\b(?:same|next|following)[ -](?:working |business )?day\b", re.IGNORECASE)
_ALIASES = {"eu": ("european", "union"), "uk": ("united", "kingdom"), "usa": ("united", "states")}


def check_conditions(statement: Statement) -> Iterator[str]:
    """Yield clauses that leave out a condition of the sentences which they rest on.

    "The label is free" fails where the document says "Within Germany the label is free". A clause
    may keep the condition in other words, if it has one at all.
    """
    for clause in statement.clauses:
        if not clause.passages or clause.products or not clause.tells:
            continue
        told = [each for passage in clause.passages for each in passage.sentences]
        resting = _resting(clause, told)
        promises = not clause.negative and bool(resting)
        if promises and _FREE.search(clause.text):
            resting = [each for each in resting if _FREE.search(each.text)]
        if (promises and all(_drops(statement, clause, each) for each in resting)) or any(
            check(clause, told) for check in (_shifts, _other_day, _other_share, _other_payer)
        ):
            yield clause.text.strip()


def _resting(clause: Clause, told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that share most with a clause, among those that hold its numbers."""
    claimed = quantities(clause.text)
    holding = [
        each
        for each in told
        if any(same(one, held) for one in claimed for held in quantities(each.text))
    ]
    said = telling(clause.stems | clause.meant)
    asked = {passage.sentences[0].start: passage.headed for passage in clause.passages
             if passage.sentences}  # fmt: skip
    shared = [
        (len(said & (each.stems | asked.get(each.start, frozenset()))), each)
        for each in holding or told
    ]
    most = max((count for count, _ in shared), default=0)
    return [each for count, each in shared if count == most and (count or holding)]


def _drops(statement: Statement, clause: Clause, sentence: Sentence) -> bool:
    """Tell whether a condition that bears on the clause is not in the statement."""
    text = sentence.text
    said = frozenset(stems(statement.text)) | _aliases(statement.text)
    for start, end, conditions in _segments(text):
        words = _blanked(text, conditions)[start:end]
        if conditions and _bears_on(clause, text[start:end], words):
            for first, last in conditions:
                if not _kept(statement, text, first, last, said):
                    return True
    return False


def _segments(text: str) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """The parts of a sentence, each with its conditions; a mere condition joins the next part."""
    found = [match.span() for match in _CONDITION.finditer(text)]
    cuts = [match.end() for match in _SEGMENT.finditer(text)]
    edges = [0, *cuts, len(text)]
    parts: list[tuple[int, int, list[tuple[int, int]]]] = []
    begun: int | None = None
    waiting: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(edges):
        own = [span for span in found if start <= span[0] < end]
        rest = _blanked(text, own)[start:end]
        if own and not _JOINERS.sub("", rest) and end < len(text):
            begun, waiting = start if begun is None else begun, waiting + own
            continue
        parts.append((start if begun is None else begun, end, waiting + own))
        begun, waiting = None, []
    return parts


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _bears_on(clause: Clause, part: str, words: str) -> bool:
    """Tell whether a part of a sentence is what a clause says: by its numbers, or by its words."""
    claimed = quantities(clause.text)
    held = quantities(part)
    if claimed:
        return any(one.value == other.value for one in claimed for other in held)
    return bool(telling(clause.stems | clause.meant) & frozenset(stems(words)))


def _kept(statement: Statement, text: str, first: int, last: int, said: frozenset[str]) -> bool:
    rest = frozenset(stems(text[:first] + " " + text[last:]))
    wanted = content(stems(text[first:last])) - rest
    if not wanted:
        return not NEGATION.search(text[first:last]) or bool(NEGATION.search(statement.text))
    own = _OWN.match(text[first:last])
    return bool(wanted & said) or bool(own and _OWN.search(statement.text))


def _aliases(text: str) -> frozenset[str]:
    words = (each.lower() for each in re.findall(r"\b[A-Z]{2,3}\b", text))
    return frozenset(word for each in words for part in _ALIASES.get(each, ()) for word in
                     stems(part))  # fmt: skip


def _shifts(clause: Clause, told: Sequence[Sentence]) -> bool:
    """Tell whether a term is counted from another event than in the document."""
    found = _ANCHOR.search(clause.text)
    if not found:
        return False
    known = [each["of"] for sentence in told for each in _ANCHOR.finditer(sentence.text)]
    kinds = [event for event in _EVENTS if event.search(found["of"])]
    return bool(known and kinds) and not any(
        event.search(each) for each in known for event in kinds
    )


def _other_day(clause: Clause, told: Sequence[Sentence]) -> bool:
    """Tell whether "the same day" is said of what happens on the next one."""
    day = _WHICH_DAY.search(clause.text)
    if not day:
        return False
    first = day.group().split()[0].split("-")[0].lower()
    days = {each.group().split()[0].split("-")[0].lower()
            for one in told for each in _WHICH_DAY.finditer(one.text)}  # fmt: skip
    return bool(days) and first not in days


def _other_share(clause: Clause, told: Sequence[Sentence]) -> bool:
    """Tell whether "per item" is said of what counts by the order."""
    claimed = {stem(found["of"].lower()) for found in _PER.finditer(clause.text)}
    known = {stem(found["of"].lower()) for each in told for found in _ONE_OF.finditer(each.text)}
    return bool(claimed and known) and not claimed <= known


def _other_payer(clause: Clause, told: Sequence[Sentence]) -> bool:
    """Tell whether the shopper is to pay what the shop does, or the other way round."""
    claimed = _PAYER.search(clause.text)
    known = {found["who"].lower() == "we" for each in told for found in _PAYER.finditer(each.text)}
    if not claimed or not known:
        return False
    return (claimed["who"].lower() == "we") not in known

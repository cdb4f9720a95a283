"""Are the questions themselves right? Held against the raw data, without the assistant."""

import re
from collections.abc import Iterator, Mapping

from .questions import SETS, Expected, load
from .records import Corpus, Record, plain

BASICS = ("price", "stock", "brand")


def faults(corpora: Mapping[str, Corpus]) -> Iterator[str]:
    """What is wrong in the sets: ids that do not exist, constraints that nothing satisfies,
    facts that the record does not state, phrases that the document does not hold.
    """
    for group in SETS:
        for conversation in load(group):
            corpus = corpora[conversation.store]
            for turn in conversation.turns:
                for fault in _turn(turn, corpus):
                    yield f"{conversation.name} “{turn.ask}”: {fault}"


def _turn(turn: Expected, corpus: Corpus) -> Iterator[str]:
    conditions = (*turn.want, *turn.strictly)
    if conditions and not turn.absent:
        fitting = [r for r in corpus.records.values() if all(c.holds(r) for c in conditions)]
        if not fitting:
            yield "no record satisfies it"
    if turn.absent and not all(c.holds(r) for r in corpus.records.values() for c in turn.want):
        yield "the store does have it"
    for key in filter(None, (turn.product, turn.also, turn.versus)):
        if key not in corpus.records:
            yield f"no record {key}"
        elif key == turn.product:
            yield from _fact(turn, corpus.records[key])
    for brand in turn.brands:
        if brand not in corpus.brands:
            yield f"no brand {brand}"
    yield from _phrases(turn, corpus)


def _fact(turn: Expected, record: Record) -> Iterator[str]:
    if turn.fact in (None, *BASICS):
        if turn.says and not turn.fact and not _said(turn, record.text + _price(record)):
            yield f"the record says nothing of {turn.says}"
        return
    value = record.get(turn.fact or "")
    if value is None:
        yield f"the record has no {turn.fact}"
        return
    told = f"{value:g}" if isinstance(value, float) else str(value)
    wrong = turn.affirmed is not None and value is not turn.affirmed
    if wrong or (turn.says and not _said(turn, told)):
        yield f"{turn.fact} is {told}"


def _said(turn: Expected, text: str) -> bool:
    return any(re.search(each, text, re.IGNORECASE) for each in turn.says)


def _price(record: Record) -> str:
    return f" {record.price / 100:.2f}"


def _phrases(turn: Expected, corpus: Corpus) -> Iterator[str]:
    for key in turn.documents:
        if key not in corpus.documents:
            yield f"no document {key}"
            return
    texts = [plain(corpus.documents[key]) for key in turn.documents]
    for phrase in turn.holds:
        if not any(plain(phrase) in text for text in texts):
            yield f"no document holds {phrase!r}"

"""Scores of one answer against what was expected of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .questions import Expected
from .records import Corpus, Record, plain
from .replies import Reply

NEGATION = re.compile(r"\b(no|not|none|nothing|never|without|cannot|unable)\b|n['’]t\b", re.I)
UNSAID = re.compile(
    r"(not|n['’]t|nothing|no) (\w+ ){0,3}(state|say|know|list|mention|inform)", re.I
)
IN_STOCK = re.compile(r"\b(in stock|available)\b", re.I)
OUT_OF_STOCK = re.compile(r"\b(out of stock|sold out|not (\w+ )?(available|in stock))\b", re.I)
COMPARATIVE = re.compile(
    r"\b(cheap(er|est)|less|least|low(er|est)|light(er|est)|heav(ier|iest))\b", re.I
)
NEAREST = re.compile(
    r"\b(nearest|closest|leaving out|nothing (here )?that|(did not|didn['’]t|could not) find)\b",
    re.I,
)


@dataclass(slots=True)
class Score:
    """Outcomes by measure, each a list of right and wrong, and in words what went wrong."""

    marks: dict[str, list[bool]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def mark(self, measure: str, faults: list[str]) -> None:
        """Note one outcome: right where there is no fault."""
        self.marks.setdefault(measure, []).append(not faults)
        self.faults += [f"{measure}: {fault}" for fault in faults]

    @property
    def right(self) -> bool:
        """Whether nothing at all went wrong."""
        return all(all(outcomes) for outcomes in self.marks.values())


def score(expected: Expected, reply: Reply, corpus: Corpus, before: Reply | None = None) -> Score:
    """Check an answer for all that is expected of it; `before` is the answer one turn earlier."""
    result = Score()
    if not reply.verdict:
        result.mark("finished", [reply.text])
    if expected.decline:
        told = reply.verdict or "failure"
        result.mark("refused", [] if reply.refused else [f"answered ({told})"])
        return result
    if expected.want:
        _constraints(result, expected, reply, corpus)
    if expected.cheapest:
        result.mark("cheapest", list(_not_cheapest(expected, reply, corpus)))
    if expected.cheaper:
        result.mark("cheaper", list(_not_cheaper(reply, corpus, before)))
    if _tells(expected):
        result.mark("fact", list(_untold(expected, reply, corpus, before)))
    if expected.documents:
        result.mark("passage", list(_wrong_passage(expected, reply)))
    return result


def _tells(expected: Expected) -> bool:
    return expected.told or expected.affirmed is not None


# ------------------------------------------------------------------ constraints


def _constraints(result: Score, expected: Expected, reply: Reply, corpus: Corpus) -> None:
    """Each shown product is right or wrong. Products that are offered as the nearest thing, in so
    many words, keep the constraints by saying so; but then the question is not answered.
    """
    nearest = NEAREST.search(reply.text) is not None
    if not expected.absent:
        told = ["says that nothing fits"] if nearest else ["shows no product"]
        result.mark("answered", [] if reply.shown and not nearest else told)
    for key in reply.shown:
        record = corpus.records.get(key)
        if record is None:
            result.mark("constraints", [f"unknown record {key}"])
            continue
        broken = [each for each in expected.want if not each.holds(record)]
        told = [f"{record.title[:60]} breaks {c.field} {c.op} {c.value}" for c in broken[:1]]
        result.marks.setdefault("constraints, nearest too", []).append(not broken)
        if not nearest:
            result.mark("constraints", told)


def _not_cheapest(expected: Expected, reply: Reply, corpus: Corpus) -> Iterator[str]:
    conditions = (*expected.want, *expected.strictly)
    fitting = [r for r in corpus.records.values() if all(c.holds(r) for c in conditions)]
    least = min(record.price for record in fitting)
    first = next((corpus.records[key] for key in reply.shown if key in corpus.records), None)
    if first is None:
        yield "shows no product"
    elif first.price > least:
        yield f"shows {first.title[:50]} at {first.price / 100:.2f}, least is {least / 100:.2f}"


def _not_cheaper(reply: Reply, corpus: Corpus, before: Reply | None) -> Iterator[str]:
    known = [corpus.records[key].price for key in before.shown] if before else []
    if not known or not reply.shown:
        yield "shows no product" if known else "nothing was shown before"
        return
    for key in reply.shown:
        if corpus.records[key].price >= max(known):
            yield f"{corpus.records[key].title[:50]} is not cheaper than before"


# ------------------------------------------------------------------ facts


def _untold(
    expected: Expected, reply: Reply, corpus: Corpus, before: Reply | None
) -> Iterator[str]:
    if expected.absent:
        if not NEGATION.search(reply.text):
            yield "does not say that the store has none"
        return
    product = expected.product
    if expected.refers is not None:
        shown = before.shown if before else []
        if len(shown) < expected.refers:
            yield f"only {len(shown)} products were shown before"
            return
        product = shown[expected.refers - 1]
    for key in filter(None, (product, expected.also)):
        if not _cited(key, reply, corpus):
            yield f"does not cite {corpus.records[key].title[:60]}"
    meant = _cited(product, reply, corpus) or product if product else None
    record = corpus.records[meant] if meant else None
    yield from _unsaid(expected, reply, record)
    if expected.versus and record:
        yield from _lost(reply, record, corpus.records[expected.versus])


def _cited(key: str, reply: Reply, corpus: Corpus) -> str | None:
    """The record that the answer cites for an expected one: itself, or one just like it."""
    return next((each for each in reply.shown if each in corpus.twins(key)), None)


def _unsaid(expected: Expected, reply: Reply, record: Record | None) -> Iterator[str]:
    if record and expected.fact in ("price", "stock", "brand"):
        yield from _basics(expected.fact, reply.text, record)
    patterns = [re.compile(each, re.IGNORECASE) for each in expected.says]
    # Citation numbers are no facts.
    bare = re.sub(r"\[\d+\]", "", reply.text)
    missing = [each.pattern for each in patterns if not each.search(bare)]
    if missing and (expected.all_says or len(missing) == len(patterns)):
        yield f"does not say {' or '.join(missing)}"
    if expected.affirmed is not None and expected.fact:
        yield from _wrong_polarity(expected.fact, reply.text, affirmed=expected.affirmed)
    named = [name for name in expected.brands if _names(reply.text, name)]
    if len(named) < min(expected.least, len(expected.brands)):
        yield f"names {named or 'none'} of the brands"
    for name in expected.not_brands:
        if _names(reply.text, name):
            yield f"names {name}"


def _basics(fact: str, text: str, record: Record) -> Iterator[str]:
    if fact == "price" and not price_pattern(record.price).search(text):
        yield f"does not say the price {record.price / 100:.2f}"
    if fact == "stock" and (OUT_OF_STOCK.search(text) or not IN_STOCK.search(text)):
        yield "does not say that it is in stock"
    if fact == "brand" and not _names(text, record.brand):
        yield f"does not name {record.brand}"


def price_pattern(minor: int) -> re.Pattern[str]:
    """A price as people write it: 1,234.50, 1.234,50 or 1234.50; whole amounts without cents."""
    whole, cents = divmod(minor, 100)
    digits = f"{whole:,}".replace(",", "[., ]?")
    return re.compile(rf"(?<![\d.,]){digits}" + ("([.,]00)?" if not cents else f"[.,]{cents:02d}"))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _wrong_polarity(fact: str, text: str, *, affirmed: bool) -> Iterator[str]:
    words = [word for word in fact.split("_") if len(word) > 3] or [fact.replace("_", "")]
    pieces = re.split(r"\n|(?<=[.!?;])\s", text)
    about = [p for p in pieces if any(w in re.sub(r"\W", "", p).casefold() for w in words)]
    said = " ".join(about or pieces)
    if UNSAID.search(said):
        yield "says that it does not know"
    elif affirmed and NEGATION.search(said) and not re.search(r"\byes\b", said, re.I):
        yield "says no, not yes"
    elif not affirmed and not NEGATION.search(said):
        yield "says yes, not no"


def _lost(reply: Reply, winner: Record, loser: Record) -> Iterator[str]:
    """The product that is named nearest before the comparative is the one that wins."""
    pieces = re.split(r"\n|(?<=[.!?;])\s+(?!\[)", reply.text)
    for piece in pieces:
        compared = COMPARATIVE.search(piece)
        if not compared:
            continue
        places = {each.id: _mentions(piece, each, reply) for each in (winner, loser)}
        before = [(m, key) for key, ms in places.items() for m in ms if m < compared.start()]
        after = [(m, key) for key, ms in places.items() for m in ms if m >= compared.start()]
        if before or after:
            found = max(before)[1] if before else min(after)[1]
            if found != winner.id:
                yield "names the wrong one"
            return
    yield "does not say which one"


def _mentions(piece: str, record: Record, reply: Reply) -> list[int]:
    """Where a sentence names a product; where it cites it, when it does not name it."""
    marks = [f"[{s.number}]" for s in reply.sources if s.kind == "product" and s.key == record.id]
    names = [name for name in (record.title[:40], *record.codes[:1]) if len(name) > 1]
    folded = piece.casefold()
    named = [folded.find(name.casefold()) for name in names if name.casefold() in folded]
    return named or [piece.find(mark) for mark in marks if mark in piece]


# ------------------------------------------------------------------ passages


def _wrong_passage(expected: Expected, reply: Reply) -> Iterator[str]:
    if not reply.documents:
        yield f"cites no document ({reply.verdict})"
        return
    first = reply.documents[0]
    if first.key not in expected.documents:
        yield f"cites {first.key}, not {expected.documents[0]}"
        return
    text = plain(f"{first.title} {first.passage}")
    if expected.holds and not any(plain(each) in text for each in expected.holds):
        yield f"passage {first.title!r} lacks {expected.holds[0]!r}"

"""Is everything that an answer states in the raw data? A check that shares no code with the proof.

It compares prices, stock words, numbers, brands, model codes and quotes of each statement with the
raw records and documents under the citations of that statement; a statement without citations is
held against all that the answer cites. What the shopper said may be said back.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from .records import Corpus, plain
from .replies import Reply, Source
from .scoring import OUT_OF_STOCK

REF = re.compile(r"\[(\d+)\]")
SENTENCE = re.compile(r".+?(?:[.!?:][\"”')]*(?=\s|$)(?:\s*\[\d+\])*|$)", re.S)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MONEY = re.compile(
    r"(?:(?P<sign>[€$£])\s?(?P<amount>\d+(?:[.,]\d+)*))"
    r"|(?:(?P<after>\d+(?:[.,]\d+)*)\s?(?P<name>€|\$|£|EUR\b|USD\b|euros?\b|dollars?\b))",
    re.I,
)
COUNTED = re.compile(
    r"\d+(?:[.,]\d+)*(?=\+? (?:\w+ ){0,3}?(?:products?|results?|items?|match|models?|brands?|more|"
    r"others?|found|of them|options?|documents?|articles?)\b)",
    re.I,
)
IMPORTED_STOCK = re.compile(r"\b100 (?=(\w+ )?in stock)")  # of each, where a feed tells no stock
ORDINAL = re.compile(r"^\s*\d+[.)]\s", re.M)
CODE = re.compile(r"(?<![\w-])(?=[\w/-]*[A-Za-z])(?=[\w/-]*\d)[A-Za-z0-9][\w/-]{3,}(?![\w-])")
QUOTE = re.compile(r"[“\"]([^”\"\n]{20,})[”\"]")
SIGNS = {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "usd": "USD",
         "dollar": "USD", "dollars": "USD", "£": "GBP"}  # fmt: skip
FACTORS = {"kg": 1000, "km": 1000, "kw": 1000, "m": 1000, "cm": 10, "l": 1000, "gb": 1000,
           "tb": 1000, "ghz": 1000}  # fmt: skip


def violations(reply: Reply, corpus: Corpus, asked: Sequence[str]) -> list[str]:
    """What an answer states that the raw data does not; `asked` is what the shopper said so far."""
    if not reply.verdict:
        return []
    found = list(_cards(reply, corpus))
    heard = " \n ".join(asked)
    for statement, sources in statements(reply):
        found += _Statement(statement, sources, corpus, heard).faults()
    return found


def statements(reply: Reply) -> Iterator[tuple[str, list[Source]]]:
    """The answer's statements, each with the sources that it cites, or all where it cites none."""
    by_number = {source.number: source for source in reply.sources}
    for line in reply.text.splitlines():
        waiting = ""
        for match in SENTENCE.finditer(line):
            waiting += match[0]
            cited = [int(number) for number in REF.findall(match[0])]
            if cited:
                yield waiting, [by_number[n] for n in cited if n in by_number]
                waiting = ""
        if waiting.strip():
            yield waiting, list(reply.sources)


def _cards(reply: Reply, corpus: Corpus) -> Iterator[str]:
    for key in reply.products:
        record = corpus.records.get(key)
        if record is None:
            yield f"shows a product that is no record: {key}"
            continue
        if plain(unescape(reply.titles.get(key, record.title))) != plain(unescape(record.title)):
            yield f"card of {key} is titled {reply.titles[key]!r}"
        if reply.prices.get(key, record.price) != record.price:
            yield f"card of {key} costs {reply.prices[key]}, not {record.price}"
    for source in reply.sources:
        record = corpus.records.get(source.key) if source.kind == "product" else None
        if record and plain(unescape(source.title)) != plain(unescape(record.title)):
            yield f"citation of {source.key} is titled {source.title!r}"


class _Statement:
    """One statement, and the raw text that it may rest on."""

    def __init__(self, text: str, sources: Sequence[Source], corpus: Corpus, heard: str) -> None:
        self.text = REF.sub(" ", text)
        self.corpus = corpus
        self.heard = heard
        self.cited = bool(REF.search(text))
        self.records = [
            corpus.records[s.key]
            for s in sources
            if s.kind == "product" and s.key in corpus.records
        ]
        self.documents = [
            f"{corpus.titles[s.key]} \n {corpus.documents[s.key]}"
            for s in sources
            if s.kind == "document" and s.key in corpus.documents
        ]
        told = [unescape(record.text) for record in self.records]
        self.base = " \n ".join([*told, *self.documents, heard])
        self.prices = {record.price / 100 for record in self.records}

    def faults(self) -> list[str]:
        """What the statement says beyond its base, in words."""
        found = [*self._money(), *self._stock(), *self._numbers(), *self._quotes()]
        if self.cited and (self.records or self.documents):
            found += [*self._brands(), *self._codes()]
        excerpt = " ".join(self.text.split())[:110]
        return [f"{fault} in “{excerpt}”" for fault in found]

    def _money(self) -> Iterator[str]:
        known = _values(self.base)
        between = {round(abs(a - b), 2) for a in self.prices for b in self.prices}
        for match in MONEY.finditer(self.text):
            sign = SIGNS[(match["sign"] or match["name"]).lower()]
            if sign != self.corpus.currency:
                yield f"currency {sign}"
            amounts = _read(match["amount"] or match["after"])
            # "Under 30" may be said back as "up to 29.99".
            limits = {round(amount + 0.01, 2) for amount in amounts}
            if not (amounts & (known | self.prices | between) or limits & _values(self.heard)):
                yield f"price {match[0]}"

    def _stock(self) -> Iterator[str]:
        # Every product of these feeds is in stock.
        if self.records and OUT_OF_STOCK.search(self.text) and not self.documents:
            yield "stock"

    def _numbers(self) -> Iterator[str]:
        bare = MONEY.sub(" ", ORDINAL.sub(" ", self.text))
        bare = COUNTED.sub(" ", IMPORTED_STOCK.sub(" ", bare))
        for brand in self.corpus.brands:
            if any(letter.isdigit() for letter in brand):
                bare = bare.replace(brand, " ")
        known = _values(self.base) | self.prices
        for match in NUMBER.finditer(bare):
            if bare[: match.start()][-1:].isalpha():  # within a name or a code
                continue
            values = _read(match[0])
            unit = re.match(r"\s?([A-Za-z]+)", bare[match.end() :])
            factor = FACTORS.get(unit[1].lower(), 1) if unit else 1
            values = values | {round(value * factor, 4) for value in values}
            if not values & known:
                yield f"number {match[0]}"

    def _brands(self) -> Iterator[str]:
        base = self.base.casefold()
        for brand in self.corpus.brands:
            named = re.search(rf"(?<!\w){re.escape(brand)}(?!\w)", self.text)
            if len(brand) > 2 and named and brand.casefold() not in base:
                yield f"brand {brand}"

    def _codes(self) -> Iterator[str]:
        base = re.sub(r"\W", "", self.base).casefold()
        for match in CODE.finditer(self.text):
            if re.sub(r"\W", "", match[0]).casefold() not in base:
                yield f"code {match[0]}"

    def _quotes(self) -> Iterator[str]:
        base = _letters(self.base)
        for match in QUOTE.finditer(self.text):
            for part in re.split(r"…|\.\.\.", match[1]):
                if len(part.split()) > 3 and _letters(part) not in base:
                    yield f"quote “{part[:40]}”"


def _letters(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()


def _read(written: str) -> set[float]:
    """The values that a number may have: a comma may group thousands or begin the decimals."""
    found = set()
    for group, point in ((",", "."), (".", ",")):
        try:
            found.add(round(float(written.replace(group, "").replace(point, ".")), 4))
        except ValueError:
            continue
    return found


def _values(text: str) -> set[float]:
    return {value for match in NUMBER.finditer(text) for value in _read(match[0])}

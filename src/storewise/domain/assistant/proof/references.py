"""References in a statement (`[P1]`, `[D2]`) and the citation numbers that take their place."""

import re
from collections.abc import Sequence
from uuid import UUID

from storewise.domain.assistant.facts import PassageFacts, ProductFacts
from storewise.domain.assistant.schemas import Citation

_ONE = re.compile(r"[PD]\d{1,4}")
_MARK = r"\s*[\[(【]\s*[PD]\d{1,4}(?:\s*[,;/&]?\s*[PD]\d{1,4})*\s*[\])】]"
REFERENCES = re.compile(f"(?:{_MARK})+")
REFERENCE = re.compile(r"\s*[\[(【]\s*([PD]\d{1,4}(?:\s*[,;/&]?\s*[PD]\d{1,4})*)\s*[\])】]")
_OWN_NUMBER = re.compile(r"\s*[\[【](?:\d{1,3}(?:\s*[,;]\s*\d{1,3})*)[\]】](?!\()")


def take_out_numbers(text: str) -> str:
    """Leave out citation numbers that the writer made up: only proof gives numbers."""
    return _OWN_NUMBER.sub("", text)


def references(text: str) -> list[str]:
    """The references of a statement in the order of their first use."""
    found = [ref for match in REFERENCE.finditer(text) for ref in _ONE.findall(match[1])]
    return list(dict.fromkeys(found))


def blank(text: str) -> str:
    """The statement with blanks in place of its references, so that positions stay."""
    return REFERENCE.sub(lambda match: " " * len(match[0]), text)


class Numbering:
    """Citations of an answer, numbered in the order of their first use."""

    def __init__(self, before: Sequence[Citation] = ()) -> None:
        self.citations = list(before)

    def product(self, facts: ProductFacts) -> Citation:
        """The citation of a product; it has one number throughout the answer."""
        for each in self.citations:
            if each.product_id == facts.id:
                return each
        return self._add(
            Citation(
                number=len(self.citations) + 1,
                kind="product",
                title=facts.title,
                product_id=facts.id,
                handle=facts.handle,
            )
        )

    def passage(self, facts: PassageFacts, quote: tuple[int, int]) -> Citation:
        """The citation of a passage; `quote` is the span of its text that proves most."""
        known = self._passage(facts.id)
        if known:
            return known
        start, end = quote
        return self._add(
            Citation(
                number=len(self.citations) + 1,
                kind="document",
                title=facts.document,
                document_id=facts.document_id,
                passage_id=facts.id,
                title_path=list(facts.title_path),
                page=facts.page,
                start=facts.start + start,
                end=facts.start + end,
                quote=facts.text[start:end],
            )
        )

    def _passage(self, passage_id: UUID) -> Citation | None:
        return next((each for each in self.citations if each.passage_id == passage_id), None)

    def _add(self, citation: Citation) -> Citation:
        self.citations.append(citation)
        return citation


def replace(text: str, numbers: dict[str, int], missing: Sequence[int]) -> str:
    """Put citation numbers in the place of references, and behind the statement those without."""

    def numbered(match: re.Match[str]) -> str:
        found = dict.fromkeys(numbers[ref] for ref in _ONE.findall(match[1]) if ref in numbers)
        return " " + "".join(f"[{number}]" for number in found) if found else ""

    replaced = REFERENCE.sub(numbered, text).rstrip()
    if missing:
        replaced += " " + "".join(f"[{number}]" for number in missing)
    return tidy(replaced)


def tidy(text: str) -> str:
    """Single blanks, none before punctuation, list lines begin with "- "."""
    text = re.sub(r"[ \t\u00a0]+", " ", text).strip()
    text = re.sub(r" +([.,;!?])(?=\s|$|\[)", r"\1", text)
    text = re.sub(r"\] \[(?=\d+\])", "][", text)
    return re.sub(r"^[•*] ", "- ", text)

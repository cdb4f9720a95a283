"""Let an answer through statement by statement, each as soon as it is complete and proven."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from storewise.domain.assistant.schemas import Citation, Problem

from .markup import visible
from .prover import Checked, Prover
from .references import blank
from .splitting import statement_end

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Release:
    """Proven words, to be put behind those before, with the sources and products new in them."""

    text: str
    citations: list[Citation] = field(default_factory=list)
    products: list[str] = field(default_factory=list)


class Gate:
    """Takes an answer in pieces of any size and releases what holds.

    Nothing is released before its statement is complete: the end of a sentence can turn its
    beginning around. A line that announces others ("Here is what I found:") waits until one of
    them has held, so that no answer ends on an empty promise. What is released does not depend on
    how the text was cut into pieces.
    """

    def __init__(self, prover: Prover) -> None:
        self.problems: list[Problem] = []
        self.statements = 0
        self.removed = 0
        self._prover = prover
        self._buffer = ""
        self._skipping = False
        self._gap = ""
        self._begun = False
        self._announced: tuple[str, Checked] | None = None
        self._lost = False  # whether something was removed since the announcement
        self._told: set[str] = set()

    def feed(self, delta: str) -> list[Release]:
        """Take the next piece; returns what can be said now."""
        self._buffer += delta
        return list(self._drain(final=False))

    def finish(self) -> list[Release]:
        """The answer is complete; returns what was still waiting."""
        released = list(self._drain(final=True))
        self._announced = None
        return released

    def _drain(self, final: bool) -> Iterator[Release]:
        while True:
            end = statement_end(self._buffer[:LONGEST], final and len(self._buffer) <= LONGEST)
            if end is None and len(self._buffer) > LONGEST:
                self._refuse_run(self._buffer[:LONGEST])
                self._buffer = self._buffer[LONGEST:]
                continue
            if end is None:
                return
            statement, self._buffer = self._buffer[:end], self._buffer[end:]
            if self._skipping:
                self._skipping = False
                continue
            yield from self._judge(statement)

    def _refuse_run(self, text: str) -> None:
        if not self._skipping:
            self.statements += 1
            self._refuse([Problem(kind="unsupported", text=visible(text[:300]))])
        self._skipping = True

    def _refuse(self, problems: list[Problem]) -> None:
        self.removed += 1
        self._lost = True
        self.problems += problems

    def _judge(self, statement: str) -> Iterator[Release]:
        words = statement.strip()
        before = statement[: len(statement) - len(statement.lstrip())]
        after = statement[len(statement.rstrip()) :]
        self._gap += before
        if words:
            checked = self._prover.check(words)
            if checked.text is not None:
                self.statements += 1
                yield from self._pass(checked, words)
            elif checked.problems:
                self.statements += 1
                self._refuse(checked.problems)
        self._gap += after

    def _pass(self, checked: Checked, words: str) -> Iterator[Release]:
        text = self._space() + (checked.text or "")
        self._gap = ""
        if blank(words).rstrip().endswith(":"):
            self._announced, self._lost = (text, checked), False
            return
        if self._announced and (not self._lost or words[:1] in "-*•" or words[:1].isdigit()):
            opening, first = self._announced
            yield self._release(opening, first)
        self._announced = None
        yield self._release(text, checked)

    def _space(self) -> str:
        lines = min(self._gap.count("\n"), 2)
        if not self._begun and self._announced is None:
            return ""
        return "\n" * lines or " "

    def _release(self, text: str, checked: Checked) -> Release:
        text = text if self._begun else text.lstrip()
        self._begun = True
        new = [each for each in checked.citations if f"{each.number}" not in self._told]
        products = [ref for ref in checked.products if ref not in self._told]
        self._told |= {f"{each.number}" for each in new} | set(products)
        return Release(text, new, products)

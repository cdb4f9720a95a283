"""Check avowals of not having and not knowing: the evidence must not hold the contrary."""

import re
from collections.abc import Iterator, Sequence

from storewise.domain.assistant.facts import Spec

from .ground import yes_or_no
from .money import amounts
from .prices import Limits
from .statement import Act, Clause, Statement
from .stock import says_in_stock
from .support import Everything
from .words import content, stem, stems

_KNOWING = "information store catalogue detail know shop find document mention"
_OF_KNOWING = frozenset(stem(word) for word in _KNOWING.split())


_OF_FACTS = re.compile(
    r"\b(?:did not find|didn't find|could not find|couldn't find|what|whether|if|how|which|why|who|"
    r"when|where|information|details?|facts?|say|says|state|states|mention|mentions|help|answer|"
    r"tell|confirm|about)\b",
    re.IGNORECASE,
)


def check_denials(statement: Statement, everything: Everything, limits: Limits) -> Iterator[str]:
    """Yield denials that the evidence contradicts: "We carry no printers" beside three printers."""
    for clause in statement.clauses:
        if clause.act is not Act.KNOWS_NOT:
            continue
        if not clause.products and _OF_FACTS.search(clause.text):
            continue
        denied = content(clause.stems) - _OF_KNOWING
        if clause.products:
            if any(_states(each.specs, denied - each.name) for each in clause.products):
                yield clause.text.strip()
        elif (
            denied
            and not clause.passages
            and _is_there(statement, clause, denied, everything, limits)
        ):
            yield clause.text.strip()


def _states(specs: Sequence[tuple[Spec, frozenset[str]]], denied: frozenset[str]) -> bool:
    """Tell whether a specification states what is said not to be known."""
    return bool(denied) and any(
        label and label == denied and yes_or_no(spec) is not False for spec, label in specs
    )


def _is_there(
    statement: Statement,
    clause: Clause,
    denied: frozenset[str],
    everything: Everything,
    limits: Limits,
) -> bool:
    """Tell whether a product at hand has all that is denied, at a price within what was said."""
    whole = (
        frozenset().union(*(content(c.stems) for c in statement.clauses if c.act is Act.KNOWS_NOT))
        - _OF_KNOWING
    )
    most = [minor for each in amounts(statement.text)
            if (minor := each.minor(limits.currency)) is not None]  # fmt: skip
    for product in everything.products.values():
        if most and product.facts.price.amount > min(most):
            continue
        if says_in_stock(statement.text) and not product.facts.in_stock:
            continue
        if whole <= product.name | product.codes:
            return True
    return any(
        frozenset(stems(each.name)) == denied and each.product_count
        for each in everything.evidence.brands.values()
    )

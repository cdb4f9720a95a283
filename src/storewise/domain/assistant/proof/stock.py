"""Check what a statement says of stock."""

import re
from collections.abc import Iterator, Sequence

from .ground import ProductGround
from .languages import FEW_LEFT, IN_STOCK, OUT_OF_STOCK
from .statement import Act, Clause, Statement
from .words import stems

_SOME = re.compile(r"\b(?:some|several|a few|certain|not all|einige)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just)\b", re.IGNORECASE)


def check_stock(statement: Statement, searched_in_stock: bool) -> Iterator[str]:
    """Check every stock statement; yields the words that fail.

    How many pieces are left is known to no tool, so such words always fail. Without a product the
    words hold only for what was searched for in stock.
    """
    for match in FEW_LEFT.finditer(statement.text):
        if not statement.is_held(*match.span()):
            yield match.group()
    for clause in statement.clauses:
        if clause.act is not Act.TELLS:
            continue
        out = OUT_OF_STOCK.search(clause.text)
        said = out or IN_STOCK.search(clause.text)
        if not said:
            continue
        start, end = clause.start + said.start(), clause.start + said.end()
        if statement.is_held(start, end):
            continue
        if (not clause.products and not clause.passages and not out and searched_in_stock) or (
            clause.products and all(_is(each, clause, not out) for each in clause.products)
        ):
            statement.hold(start, end)
        else:
            yield said.group()


def _is(product: ProductGround, clause: Clause, in_stock: bool) -> bool:
    """Tell whether a product, or the version that the clause names, is in stock or is not."""
    versions = product.facts.variants
    named = [v for v in versions if v.options and _names(clause, v.options, product)]
    if named and _ONLY.search(clause.text) and in_stock:
        others = [each for each in versions if each not in named]
        return all(each.in_stock for each in named) and not any(e.in_stock for e in others)
    if named:
        return all(each.in_stock == in_stock for each in named)
    if _SOME.search(clause.text):
        return any(each.in_stock == in_stock for each in versions)
    return product.facts.in_stock == in_stock


def _names(clause: Clause, options: Sequence[str], product: ProductGround) -> bool:
    """Tell whether a clause names a version: no option that it says belongs to another one."""
    said = [frozenset(stems(option)) <= clause.stems for option in options]
    if not any(said):
        return False
    others = {value for v in product.facts.variants for value in v.options} - set(options)
    return all(said) or not any(frozenset(stems(value)) <= clause.stems for value in others)


def says_in_stock(text: str) -> bool:
    """Tell whether a text speaks of stock."""
    return bool(IN_STOCK.search(text) or OUT_OF_STOCK.search(text))

"""Compiles a mapping into one function per column, so that a million rows cost little each."""

from typing import Any

from .building import Build, Defaults
from .mapping import ColumnRule, Mapping, Target, attribute_rule, named_rule, with_own_code
from .outcomes import Definitions
from .reading import Cells
from .setters import MAKERS, Context, Setter, pairs_in, type_of

_OF_VARIANT = {
    Target.OPTION, Target.OPTION_VALUE, Target.SKU, Target.GTIN, Target.MPN, Target.PRICE,
    Target.SALE_PRICE, Target.COMPARE_AT_PRICE, Target.COST, Target.CURRENCY, Target.STOCK,
    Target.AVAILABILITY, Target.WEIGHT, Target.VARIANT_IMAGE,
}  # fmt: skip


class Compiled:
    """A mapping at work: `apply` gives all cells of a row to a product in the making."""

    def __init__(self, mapping: Mapping, currency: str, definitions: Definitions) -> None:
        self.mapping = mapping
        self._context = Context(mapping, currency, definitions)
        self._all: dict[str, Setter] = {}
        self._of_variant: dict[str, Setter] = {}
        self._codes = {r.code for r in mapping.columns if r.target is Target.ATTRIBUTE and r.code}
        nested: dict[str, list[ColumnRule]] = {}
        for rule in _placed(mapping):
            parent, inside, member = rule.column.partition("[].")
            if inside:
                nested.setdefault(parent, []).append(rule.model_copy(update={"column": member}))
                continue
            setter = self._all[rule.column] = self._setter(rule)
            if rule.target in _OF_VARIANT:
                self._of_variant[rule.column] = setter
        for parent, rules in nested.items():
            inner = mapping.model_copy(update={"columns": tuple(rules), "rest": "ignore"})
            self._all[parent] = _members(Compiled(inner, currency, definitions))
        stocked = {Target.STOCK, Target.AVAILABILITY}
        self.defaults = Defaults(
            mapping.default_status,
            mapping.default_stock,
            has_stock=any(rule.target in stocked for rule in mapping.columns),
        )

    def apply(self, build: Build, cells: Cells) -> None:
        """Give all cells to the product and its present variant."""
        setters = self._all
        for column, value in cells.items():
            if value is None or value == "":
                continue
            setter = setters.get(column)
            if setter is None:
                setter = self._late(column, value)
            setter(build, value)

    def apply_to_variant(self, build: Build, cells: Cells) -> None:
        """Give those cells that belong to a variant to the present variant."""
        for column, setter in self._of_variant.items():
            value = cells.get(column)
            if value is not None and value != "":
                setter(build, value)

    def _setter(self, rule: ColumnRule) -> Setter:
        if rule.target is Target.ATTRIBUTES:
            return self._packed(rule)
        return MAKERS[rule.target](rule, self._context)

    def _packed(self, rule: ColumnRule) -> Setter:
        """Several attributes in one cell: `name=value` pairs, or a list of objects."""

        def attributes(build: Build, value: Any) -> None:
            for name, item in pairs_in(value):
                self.apply(build, {f"{rule.column}.{name}": item})

        return attributes

    def _late(self, column: str, value: Any) -> Setter:
        """The setter of a column that was not in the sample: an attribute by its first value."""
        rule = named_rule(column)
        if rule is None and self.mapping.rest == "attribute" and (kind := type_of(value)):
            proposed = attribute_rule(column, column.rpartition(".")[2] or column, kind=kind)
            rule = with_own_code(proposed, self._codes).model_copy(update={"guessed": True})
        if rule is None:
            kept = self.mapping.rest != "ignore" and not isinstance(value, list | dict)
            rule = ColumnRule(column=column, target=Target.METADATA if kept else Target.IGNORE)
        if rule.target is Target.ATTRIBUTE and rule.code:
            self._codes.add(rule.code)
        setter = self._all[column] = self._setter(rule)
        return setter


def _placed(mapping: Mapping) -> list[ColumnRule]:
    """The rules, options in the order of their columns where no place is stated."""
    placed, place = [], 0
    for rule in mapping.columns:
        if rule.target is Target.OPTION and rule.position is None:
            place += 1
            placed.append(rule.model_copy(update={"position": min(place, 3)}))
        else:
            placed.append(rule)
    return placed


def _members(inner: Compiled) -> Setter:
    """The setter of a column that holds the variants of a product as a list of objects."""

    def variants(build: Build, value: Any) -> None:
        for place, member in enumerate(value if isinstance(value, list) else [value]):
            if place:
                build.close_variant()
            if isinstance(member, dict):
                inner.apply(build, member)

    return variants

"""Changes of a mapping in a few lines: what a mapping file holds, laid over the proposal."""

import tomllib
from typing import Any

import yaml
from pydantic import ValidationError

from .errors import MappingInvalid
from .mapping import SINGLE, ColumnRule, Mapping, Target, free_rule


def overridden(mapping: Mapping, changes: dict[str, Any]) -> Mapping:
    """A mapping with some columns and settings changed; raises MappingInvalid.

    `changes` is what a mapping file holds: settings by name, and under `columns` a target or a
    table of a rule's fields for each column. A column that takes a target which only one column
    can have, takes it away from the column that had it.
    """
    wanted = changes.get("columns") or {}
    if not isinstance(wanted, dict):
        raise MappingInvalid("'columns' in a mapping lists column names with their targets.")
    try:
        new = {str(name): _rule_of(str(name), given) for name, given in wanted.items()}
        taken = {rule.target for rule in new.values()} & SINGLE
        rules = []
        for rule in mapping.columns:
            if rule.column in new:
                rules.append(new.pop(rule.column))
            else:
                rules.append(free_rule(rule.column) if rule.target in taken else rule)
        settings = {name: value for name, value in changes.items() if name != "columns"}
        whole = {**mapping.model_dump(exclude={"columns"}), **settings}
        return Mapping.model_validate({**whole, "columns": (*rules, *new.values())})
    except ValidationError as error:
        raise MappingInvalid(_in_words(error)) from error


def read_mapping(content: bytes, name: str = "") -> dict[str, Any]:
    """The changes in a mapping file (YAML, JSON or TOML by its name); raises MappingInvalid."""
    try:
        text = content.decode("utf-8-sig")
        toml = name.lower().endswith(".toml")
        found = tomllib.loads(text) if toml else yaml.load(text, Loader=yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        first = str(error).split("\n", maxsplit=1)[0]
        raise MappingInvalid(f"The mapping file cannot be read: {first}") from error
    if not isinstance(found, dict):
        raise MappingInvalid("A mapping file lists settings and columns by name.")
    return found


def continued(last: Mapping, proposed: Mapping) -> Mapping:
    """The mapping of a feed's last import for its next one: columns that are new get proposals.

    Where most columns are others, it is another feed, and the proposal holds.
    """
    columns = {rule.column for rule in proposed.columns}
    known = [rule for rule in last.columns if rule.column in columns]
    if len(known) < 0.6 * len(columns):
        return proposed
    names = {rule.column for rule in known}
    taken = {rule.target for rule in known} & SINGLE
    new = [
        free_rule(rule.column) if rule.target in taken else rule
        for rule in proposed.columns
        if rule.column not in names
    ]
    return last.model_copy(update={"columns": (*known, *new)})


def _rule_of(column: str, given: Any) -> ColumnRule:
    """The rule that a mapping file states for a column: a target by name, or a table."""
    fields = {"target": given} if isinstance(given, str) else given
    if not isinstance(fields, dict):
        raise MappingInvalid(f"The column '{column}' needs a target, such as 'title'.")
    proposed = free_rule(column)
    if fields.get("target", "attribute") in ("attribute", "metadata"):
        stated = proposed.model_dump(exclude={"guessed", "reason"})
        fields = {**stated, "target": "attribute"} | fields
    if fields.get("target") == "option":
        fields = {"label": proposed.label} | fields
    return ColumnRule.model_validate({**fields, "column": column, "reason": "the mapping says so"})


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "mapping"
    if first["loc"] and first["loc"][-1] == "target":
        given = f"'{first['input'][:60]}'" if isinstance(first["input"], str) else "This"
        return f"{given} is not a target. Targets are: {', '.join(Target)}."
    return f"In the mapping, '{place}' cannot be accepted: {first['msg']}."

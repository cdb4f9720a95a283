"""The questions and what is expected of their answers, read from the YAML files beside."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .records import Constraint

FOLDER = Path(__file__).parent / "questions"
STORES = {"icecat": "icecat", "contoso": "manuals", "abcd": "abcd", "decline": "icecat"}
SETS = ("icecat", "contoso", "abcd", "decline", "turns")


@dataclass(frozen=True, slots=True)
class Expected:
    """What one answer is checked for; the heads of the YAML files tell what each field means."""

    ask: str
    want: tuple[Constraint, ...] = ()
    strictly: tuple[Constraint, ...] = ()
    cheapest: bool = False
    product: str | None = None
    also: str | None = None
    versus: str | None = None
    fact: str | None = None
    says: tuple[str, ...] = ()
    all_says: bool = False
    affirmed: bool | None = None
    brands: tuple[str, ...] = ()
    least: int = 1
    not_brands: tuple[str, ...] = ()
    absent: bool = False
    documents: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    decline: bool = False
    refers: int | None = None
    cheaper: bool = False

    @property
    def told(self) -> bool:
        """Whether a product, a fact or a name is expected of the answer."""
        return bool(self.product or self.says or self.brands or self.absent or self.refers)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions asked one after another in a store; a single question is one of one turn."""

    store: str
    turns: tuple[Expected, ...]
    group: str
    name: str
    tags: dict[str, Any] = field(default_factory=dict)


def load(group: str) -> list[Conversation]:
    """The conversations of a set, in the order of its file."""
    entries = yaml.safe_load((FOLDER / f"{group}.yaml").read_text(encoding="utf-8"))
    read = _conversation if group == "turns" else _single
    return [read(group, number, entry) for number, entry in enumerate(entries, 1)]


def _single(group: str, number: int, entry: dict[str, Any]) -> Conversation:
    store = entry.pop("store", STORES[group])
    entry.pop("note", None)
    tags: dict[str, Any] = {key: entry.pop(key) for key in ("must", "kind") if key in entry}
    if tags.get("must"):
        entry["decline"] = True
    return Conversation(store, (_expected(entry),), group, f"{group}-{number}", tags)


def _conversation(group: str, number: int, entry: dict[str, Any]) -> Conversation:
    turns = tuple(_expected(turn) for turn in entry["turns"])
    return Conversation(entry["store"], turns, group, f"{group}-{number}")


def _expected(entry: dict[str, Any]) -> Expected:
    manual = entry.pop("manual", None)
    documents = [str(manual)] if manual is not None else entry.pop("document", [])
    fields: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()
    }
    for key in ("want", "strictly"):
        fields[key] = tuple(Constraint.parse(each) for each in entry.get(key, ()))
    return Expected(documents=tuple(documents), **fields)

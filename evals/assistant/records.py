"""The raw data that questions are asked about, and constraints on its records.

Nothing here goes through the program under test: products and documents are read from their files.
"""

import csv
import gzip
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PREFIXES = ("attr_t_", "attr_n_", "attr_b_")
UNCONCERNED = ("img_", "price", "id")

Value = bool | float | str


@dataclass(frozen=True)
class Record:
    """A product as its feed states it; `price` is in minor units."""

    id: str
    title: str
    brand: str
    price: int
    description: str
    codes: tuple[str, ...]
    specs: Mapping[str, Value]

    @cached_property
    def text(self) -> str:
        """All words of the record in one string."""
        values = (_told(code, value) for code, value in self.specs.items())
        return " \n ".join([self.title, self.brand, self.description, *self.codes, *values])

    def get(self, field: str) -> Value | None:
        """The value of a field as constraints name it, None where the record has none."""
        match field:
            case "price":
                return self.price / 100
            case "title" | "brand":
                return str(getattr(self, field))
            case "text":
                return f"{self.title} \n {self.description}"
            case "any":
                return self.text
        return self.specs.get(field)


@dataclass(frozen=True)
class Corpus:
    """The data of one store: its products by id, and its documents, with their titles, by key."""

    name: str
    currency: str
    records: Mapping[str, Record]
    documents: Mapping[str, str]
    titles: Mapping[str, str]

    @cached_property
    def brands(self) -> frozenset[str]:
        """The names of all brands."""
        return frozenset(record.brand for record in self.records.values() if record.brand)

    @cached_property
    def _alike(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for record in self.records.values():
            for name in (record.title, *record.codes[:1]):
                found.setdefault((record.brand, name), []).append(record.id)
        return found

    def twins(self, key: str) -> list[str]:
        """A record and those that a shopper cannot tell from it: same brand, same title or code."""
        record = self.records[key]
        names = (record.title, *record.codes[:1])
        alike = (each for name in names for each in self._alike[record.brand, name])
        return list(dict.fromkeys([key, *alike]))


@dataclass(frozen=True)
class Constraint:
    """A condition on a record: field, comparison, value."""

    field: str
    op: str
    value: str

    @classmethod
    def parse(cls, written: str) -> "Constraint":
        """Read `price < 30`, `brand != HP` or `any ~ wire(less|d)`."""
        parts = written.split(" ", 2)
        if len(parts) != 3 or parts[1] not in _COMPARE:
            raise ValueError(f"no constraint: {written!r}")
        return cls(*parts)

    def holds(self, record: Record) -> bool:
        """Whether a record satisfies it; a missing value satisfies only `!=` and `!~`."""
        found = record.get(self.field)
        if found is None:
            return self.op in ("!=", "!~")
        return _COMPARE[self.op](found, self.value)


def _number(value: Value) -> float:
    if isinstance(value, str):
        read = re.search(r"-?\d+(\.\d+)?", value.replace(",", "."))
        return float(read[0]) if read else float("nan")
    return float(value)


def _same(found: Value, wanted: str) -> bool:
    if isinstance(found, bool):
        return found is (wanted == "true")
    if isinstance(found, str) and not re.fullmatch(r"[\d.]+", wanted):
        return found.casefold() == wanted.casefold()
    return abs(_number(found) - float(wanted)) < 1e-6


def _matches(found: Value, pattern: str) -> bool:
    return re.search(pattern, str(found), re.IGNORECASE) is not None


_COMPARE: dict[str, Callable[[Value, str], bool]] = {
    "=": _same,
    "!=": lambda found, wanted: not _same(found, wanted),
    "<": lambda found, wanted: _number(found) < float(wanted),
    "<=": lambda found, wanted: _number(found) <= float(wanted),
    ">": lambda found, wanted: _number(found) > float(wanted),
    ">=": lambda found, wanted: _number(found) >= float(wanted),
    "~": _matches,
    "!~": lambda found, pattern: not _matches(found, pattern),
}


def corpora(data: Path) -> dict[str, Corpus]:
    """The stores that the questions are about, by name.

    A manual has the name of its product for a title, as a merchant would give it: the file names
    only a number. `manuals` holds the documents of `contoso` and none of its products.
    """
    outdoor = data / "contoso_outdoor"
    products = _contoso(outdoor / "products.csv")
    manuals = _manuals(outdoor / "manuals")
    names = {key: f"{products[key].title} manual" for key in manuals}
    rules = policies(data / "abcd_policies" / "guidelines.json")
    found = (
        Corpus("icecat", "EUR", _icecat(data / "icecat" / "products.jsonl.gz"), {}, {}),
        Corpus("contoso", "USD", products, manuals, names),
        Corpus("manuals", "USD", {}, manuals, names),
        Corpus("abcd", "USD", {}, rules, {key: key for key in rules}),
    )
    return {corpus.name: corpus for corpus in found}


def _told(code: str, value: Value) -> str:
    label = code.replace("_", " ")
    if isinstance(value, bool):
        return f"{label} {'yes' if value else 'no'}"
    return f"{label} {value:g}" if isinstance(value, float) else f"{label} {value}"


def _icecat(file: Path) -> dict[str, Record]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return {record.id: record for record in map(_icecat_record, map(json.loads, lines))}


def _icecat_record(raw: dict[str, Any]) -> Record:
    eans = raw["ean"] if isinstance(raw["ean"], list) else re.findall(r"\d{6,}", str(raw["ean"]))
    specs = {key[7:]: value for key, value in raw.items() if key.startswith(PREFIXES)}
    return Record(
        id=raw["id"],
        title=raw["title"],
        brand=raw["supplier"],
        price=raw["price"],
        description=raw.get("short_description") or "",
        codes=(raw["name"], *eans),
        specs={"date_released": raw["date_released"][:10], **specs},
    )


def _contoso(file: Path) -> dict[str, Record]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        row["id"]: Record(
            id=row["id"],
            title=row["name"],
            brand=row["brand"],
            price=round(float(row["price"]) * 100),
            description=row["description"],
            codes=(),
            specs={"category": row["category"]},
        )
        for row in rows
    }


def _manuals(folder: Path) -> dict[str, str]:
    return {
        file.stem.rsplit("_", 1)[1]: file.read_bytes().decode("utf-8", "replace")
        for file in sorted(folder.glob("product_info_*.md"))
    }


def policies(file: Path) -> dict[str, str]:
    """Each sub-flow of the ABCD guidelines as a Markdown document, by `flow / subflow`."""
    flows = json.loads(file.read_text(encoding="utf-8"))
    return {
        f"{flow} / {name}": policy(f"{flow} / {name}", told["description"], subflow)
        for flow, told in flows.items()
        for name, subflow in told["subflows"].items()
    }


def policy(title: str, description: str, subflow: dict[str, Any]) -> str:
    """One policy as Markdown: what it is about, the instructions, and the steps."""
    lines = [f"# {title}", "", f"{description.capitalize()}.", "", *subflow["instructions"], ""]
    lines += ["## Steps", ""]
    for number, action in enumerate(subflow["actions"], 1):
        if len(action["text"]) > 1:
            lines.append(f"{number}. {action['text']}")
            # An "<or>" would be taken for a mark of HTML.
            lines += [f"   - {each.replace('<or>', 'or')}" for each in action["subtext"]]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text without Markdown marks, in lower case, every gap one space: for comparing phrases."""
    bare = re.sub(r"[*#`_\\|>]+", " ", text.translate(_QUOTES))
    bare = re.sub(r"\s+([:;,.!?])", r"\1", re.sub(r"\s+", " ", bare))
    return bare.strip().casefold()


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})

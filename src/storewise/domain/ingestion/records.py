"""Reads the products of a feed: one outcome for each, in bounded memory."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from storewise.domain.catalog.schemas import AttributeDefinition

from .building import Build, content_hash, draft_of, payload_of
from .claims import Claims, claim
from .compiling import Compiled
from .grouping import Group, adjacent, one_by_one, scattered
from .outcomes import Definitions, Outcome, Record, Rejected, Unchanged
from .pictures import filled
from .planning import Plan
from .reading import BadRow, Cells, Feed, Part

_ROW_BITS = 40
VERSION = 1  # counts up when the same rows would make other products


@dataclass
class Reader:
    """Reads a feed by its plan for a store that sells in `currency`.

    `known` has the claims of the last import's products by their row hashes: what has one of
    these comes out as Unchanged. `definitions` are the attributes that the store has.
    `missing_pictures` counts pictures that are named in the feed and did not come with it.
    """

    feed: Feed
    plan: Plan
    currency: str
    definitions: Iterable[AttributeDefinition] = ()
    known: Mapping[bytes, bytes] = field(default_factory=dict)
    missing_pictures: int = 0
    rows_read: int = 0

    def __post_init__(self) -> None:
        self._definitions = Definitions({d.code: d for d in self.definitions})
        self._told = set(self._definitions.by_code)
        self._claims = Claims()
        self._compiled = Compiled(self.plan.mapping, self.currency, self._definitions)

    def __iter__(self) -> Iterator[Outcome]:
        for part in self.plan.parts:
            salt = self._salt(part)
            for group in self._groups(part):
                self.rows_read += len(group)
                row_hash = _row_hash(part, salt, group)
                claims = self.known.get(row_hash)
                place = self._place(part, group[0][0])
                if claims is not None and self._claims.take(claims, place):
                    yield Unchanged(tuple(number for number, _ in group), row_hash, part.name)
                else:
                    yield self._outcome(part, group, row_hash)

    def _groups(self, part: Part) -> Iterator[Group]:
        dialect = self.plan.dialect
        if dialect.scattered:
            return scattered(part, dialect.links)
        if dialect.adjacent and dialect.adjacent in (part.header or ()):
            return adjacent(part, dialect.adjacent)
        return one_by_one(part)

    def _salt(self, part: Part) -> bytes:
        """What changes the meaning of equal rows: the way of reading them, and the pictures."""
        parts = [
            f"{VERSION}\0{self.plan.dialect.name}\0{self.currency}\0{part.header}",
            self.plan.mapping.model_dump_json(exclude={"columns": {"__all__": {"reason"}}}),
        ]
        salt = hashlib.sha256("\0".join(parts).encode())
        for entries in self.feed.pictures.values():
            for entry in entries:
                salt.update(f"{entry.path}\0{entry.mark}".encode())
        return salt.digest()

    def _outcome(self, part: Part, group: Group, row_hash: bytes) -> Outcome:
        numbers = tuple(number for number, _ in group)
        build = Build(numbers[0], part.name)
        rows: list[tuple[int, Cells]] = []
        for number, raw in group:
            try:
                rows.append((number, part.cells(raw)))
            except BadRow as bad:
                build.row = number
                build.problem(bad.column, bad.code, bad.message, bad.value)
        build.row = numbers[0]
        if build.problems:
            return Rejected(numbers, tuple(build.problems), file=part.name)
        self.plan.dialect.assemble(self._compiled, build, rows)
        if build.rejected and not build.product:
            return Rejected(numbers, tuple(build.problems), file=part.name)
        external_id, payload = payload_of(build, self._compiled.defaults)
        marks, missing = self._pictures(rows[0][1], payload)
        claims = self._names(build, external_id, payload)
        draft = draft_of(build, payload)
        if draft is None:
            return Rejected(numbers, tuple(build.problems), external_id, part.name)
        self._claims.take(claims, self._place(part, numbers[0]))
        return Record(
            rows=numbers,
            external_id=external_id,
            draft=draft,
            definitions=self._new_definitions(payload["attributes"]),
            content_hash=content_hash(payload | {"marks": marks} if marks else payload),
            row_hash=row_hash,
            claims=claims,
            missing_pictures=missing,
            warnings=tuple(build.problems),
            file=part.name,
        )

    def _pictures(self, cells: Cells, payload: dict[str, Any]) -> tuple[list[str], frozenset[str]]:
        """Name files of the feed by their full path; addresses stay as they are.

        Returns marks of the files, which change when their content does, and the names of those
        that did not come with the feed.
        """
        marks: list[str] = []
        missing: set[str] = set()
        if pattern := self.plan.mapping.pictures:
            payload["images"].append({"src": filled(pattern, cells), "alt": ""})
        for image in payload["images"]:
            image["src"] = self._located(image["src"], marks, missing)
        for variant in payload["variants"]:
            if variant["image"]:
                variant["image"] = self._located(variant["image"], marks, missing)
        self.missing_pictures += len(missing)
        return marks, frozenset(missing)

    def _located(self, src: str, marks: list[str], missing: set[str]) -> str:
        if src.startswith(("http://", "https://")):
            return src
        entry = self.feed.picture(src)
        if entry is None:
            missing.add(src)
            return src
        marks.append(entry.mark)
        return entry.path

    def _names(self, build: Build, external_id: str, payload: dict[str, Any]) -> bytes:
        """The product's names as claims; notes those that another product of the feed has."""
        names = [("id", external_id, build.rows[0])]
        if "handle" in build.product and payload["handle"] != external_id:
            names.append(("handle", payload["handle"], build.rows[0]))
        for variant, made in zip(build.variants, payload["variants"], strict=True):
            if made["sku"]:
                names.append(("SKU", made["sku"], variant.row))
        claims: dict[bytes, int] = {}
        for kind, value, row in names:
            name = claim(kind, value)
            holder = self._claims.holder(name)
            if holder is not None or name in claims:
                build.row = row
                where = self._place_in_words(holder) if holder is not None else "the same product"
                message = f"The {kind} '{value[:60]}' is already used in {where}."
                build.problem(kind.lower(), f"{kind.lower()}_repeated", message, value)
            claims[name] = row
        return b"".join(claims)

    def _place(self, part: Part, row: int) -> int:
        return (self.plan.parts.index(part) << _ROW_BITS) | row

    def _place_in_words(self, place: int) -> str:
        row = place & ((1 << _ROW_BITS) - 1)
        many = len(self.plan.parts) > 1
        name = f" of {self.plan.parts[place >> _ROW_BITS].name}" if many else ""
        return f"row {row}{name}"

    def _new_definitions(self, attributes: dict[str, Any]) -> tuple[AttributeDefinition, ...]:
        new = attributes.keys() - self._told
        if not new:
            return ()
        self._told |= new
        return tuple(self._definitions.by_code[code] for code in sorted(new))


def _row_hash(part: Part, salt: bytes, group: Group) -> bytes:
    hashed = hashlib.sha256(salt)
    for _, raw in group:
        hashed.update(part.digest(raw))
    return hashed.digest()[:16]

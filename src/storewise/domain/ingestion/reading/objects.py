"""Tables of objects: JSON Lines, JSON (an array, or an object that holds one) and YAML lists."""

import io
import json
import re
from collections.abc import Generator, Iterator
from typing import Any

import orjson
import yaml

from ..errors import FeedBroken, FeedEmpty, FeedTooLarge
from . import text
from .rows import BadRow, Cells, Limits, Opener, Part, Raw, flat, nul_in
from .streams import GuardedStream

_CHUNK = 262_144
_SPACE = re.compile(r"[ \t\r\n]*")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})$")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)\.\d+(?:[eE][-+]?\d+)?$")
_PRODUCT_NAMES = {"title", "name", "handle", "sku"}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WORDS |= {"True": True, "False": False, "TRUE": True, "FALSE": False, "Null": None}


class ObjectsPart(Part):
    """A table whose rows are JSON objects; nested objects become columns with dots."""

    def __init__(self, name: str, opener: Opener, limits: Limits, head: bytes) -> None:
        super().__init__(name, opener, limits)
        self._encoding = text.encoding_of(head)

    def cells(self, raw: Raw) -> Cells:
        """One object as column → value; raises BadRow."""
        if not isinstance(raw, bytes):
            raise TypeError("a row of objects is the bytes of one JSON object")
        try:
            row = _loads(raw)
        except orjson.JSONDecodeError as error:
            message = f"This is not a JSON object: {error.msg}."
            raise BadRow("bad_json", message, value=raw[:200].decode(errors="replace")) from error
        if row.__class__ is not dict:
            message = "This is a single value where a product should stand: an object in braces."
            raise BadRow("bad_json", message, value=raw[:200].decode(errors="replace"))
        cells = flat(row, self._limits.columns)
        if len(raw) > self._limits.cell or len(cells) > self._limits.columns:
            self.check(cells, len(raw))
        if b"\\u0000" in raw and (problem := nul_in(cells)):
            raise problem
        return cells


class JsonLinesPart(ObjectsPart):
    """One JSON object on each line."""

    format = "jsonl"

    def rows(self) -> Generator[tuple[int, Raw], None, None]:
        """All lines that are not blank."""
        with self._open() as stream:
            lines = text.lines(stream, self._encoding, self._limits.row_bytes)
            for number, line in enumerate(lines, start=1):
                if not line.isspace():
                    yield number, line


class JsonPart(ObjectsPart):
    """A JSON array of objects, or an object in which one member is such an array."""

    format = "json"

    def rows(self) -> Generator[tuple[int, Raw], None, None]:
        """All members of the array."""
        with self._open() as stream, text.decoded(stream, self._encoding) as decoded:
            scanner = _JsonScanner(decoded, self._limits.document_bytes)
            number = 0
            try:
                for item in scanner.items():
                    number += 1
                    yield number, item
            except (ValueError, RecursionError) as error:
                detail = getattr(error, "msg", "too deeply nested")
                raise FeedBroken(f"The JSON breaks off after item {number}: {detail}.") from error


class YamlPart(ObjectsPart):
    """A YAML list of mappings. Anchors are refused: a small file can unfold to a huge one."""

    format = "yaml"

    def rows(self) -> Generator[tuple[int, Raw], None, None]:
        """All members of the list."""
        most = self._limits.document_bytes
        with self._open() as opened, GuardedStream(opened, most, self._limits, most) as guarded:
            stream = io.BufferedReader(guarded)
            number = 0
            try:
                for item in _yaml_items(text.decoded(stream, self._encoding)):
                    number += 1
                    yield number, orjson.dumps(item, option=orjson.OPT_NON_STR_KEYS)
            except yaml.YAMLError as error:
                detail = str(getattr(error, "problem", None) or error).splitlines()[0]
                raise FeedBroken(f"The YAML breaks off after item {number}: {detail}.") from error


def _loads(raw: bytes) -> Any:
    """A JSON value; bytes that are not UTF-8 are repaired first."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        mended = text.repaired(raw)
        if mended == raw:
            raise
        return orjson.loads(mended)


class _JsonScanner:
    """Finds the rows of a JSON text one after the other, without holding all of it."""

    def __init__(self, source: io.TextIOBase, most: int) -> None:
        self._source, self._most = source, most
        self._decoder = json.JSONDecoder(parse_int=str, parse_float=str)
        self._buffer, self._at, self._ended = "", 0, False

    def items(self) -> Iterator[bytes]:
        first = self._next_sign()
        if not first:
            raise FeedEmpty
        if first == "{":
            self._enter_array()
        elif first != "[":
            raise FeedBroken("The JSON begins with neither a list nor an object.")
        self._at += 1
        yield from self._members()

    def _members(self) -> Iterator[bytes]:
        while (sign := self._next_sign()) != "]":
            if sign == ",":
                self._at += 1
                continue
            yield self._value()

    def _enter_array(self) -> None:
        """Move to the first array of objects inside the object that begins here."""
        self._at += 1
        while (sign := self._next_sign()) != "}":
            if sign == ",":
                self._at += 1
                continue
            self._value()
            if self._next_sign() != ":":
                raise FeedBroken("The JSON lacks a colon after a name.")
            self._at += 1
            if self._next_sign() == "[" and self._holds_objects():
                return
            self._value()
        raise FeedBroken("This JSON holds no list of products.")

    def _holds_objects(self) -> bool:
        while True:
            after = _SPACE.match(self._buffer, self._at + 1)
            place = after.end() if after else self._at + 1
            if place < len(self._buffer) or not self._fill():
                return self._buffer[place : place + 1] == "{"

    def _next_sign(self) -> str:
        while True:
            found = _SPACE.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._fill():
                return ""

    def _value(self) -> bytes:
        """The JSON text of the value that begins here; moves behind it."""
        while True:
            try:
                _, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                if not self._fill():
                    raise
                continue
            if end == len(self._buffer) and self._fill():
                continue
            found = self._buffer[self._at : end]
            self._at = end
            return found.encode("utf-8", "replace")

    def _fill(self) -> bool:
        """Read on, twice as much each time a value did not end; False at the end of the text."""
        if self._ended:
            return False
        rest = self._buffer[self._at :]
        if len(rest) > self._most:
            raise FeedTooLarge(f"One product is longer than {self._most // 2**20} MiB.")
        more = self._source.read(max(_CHUNK, len(rest)))
        self._ended = not more
        self._buffer, self._at = rest + more, 0
        return bool(more)


def _yaml_items(stream: io.TextIOBase) -> Iterator[Any]:
    """The members of a YAML list, built one after the other from parser events."""
    events = yaml.parse(stream, Loader=yaml.CSafeLoader)
    opened = False
    for event in events:
        if isinstance(event, yaml.SequenceStartEvent) and not opened:
            opened = True
        elif isinstance(event, yaml.NodeEvent):
            if not opened:
                raise FeedBroken("The YAML is not a list of products.")
            yield _yaml_value(event, events)
        elif isinstance(event, yaml.SequenceEndEvent):
            return
    raise FeedEmpty


def _yaml_value(event: Any, events: Iterator[Any]) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return _yaml_scalar(event.value) if event.implicit[0] else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        found = []
        while not isinstance(member := next(events), yaml.SequenceEndEvent):
            found.append(_yaml_value(member, events))
        return found
    if isinstance(event, yaml.MappingStartEvent):
        pairs = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name = _yaml_value(key, events)
            pairs[str(name)] = _yaml_value(next(events), events)
        return pairs
    raise FeedBroken("The YAML uses an anchor or alias. Write the values out.")


def _yaml_scalar(value: str) -> Any:
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.match(value):
        return int(value)
    return float(value) if _NUMBER.match(value) else value


def looks_like_json_lines(beginning: str) -> bool:
    """Whether a text that begins with `{` has one complete object on its first line."""
    first, _, rest = beginning.lstrip().partition("\n")
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return rest.lstrip().startswith('{"') and first.rstrip().endswith("}")
    if rest.strip() or not isinstance(row, dict) or row.keys() & _PRODUCT_NAMES:
        return True
    return not any(_is_table(value) for value in row.values())


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)

"""Facts about products in columns, for filters, facets and sorting without a dict per product."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from .arrays import Column, Mask, Ragged, RaggedColumn, Rows
from .documents import Document
from .text import fold

NONE = -1
NO_PRICE = -1
MAX_DEPTH = 12  # levels of a category path
MAX_LIST = 200  # values of one list attribute

Key = TypeVar("Key", bound=Hashable)


class Numbering(Generic[Key]):
    """Numbers for things as they appear: append-only, so readers need no lock."""

    def __init__(self) -> None:
        self.numbers: dict[Key, int] = {}
        self.keys: list[Key] = []

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, key: Key) -> int:
        """Return the number of a thing, a new one where it is new."""
        number = self.numbers.get(key)
        if number is None:
            number = len(self.keys)
            self.keys.append(key)
            self.numbers[key] = number
        return number

    def get(self, key: Key) -> int:
        """Return the number of a thing, or NONE."""
        return self.numbers.get(key, NONE)


@dataclass(frozen=True, slots=True)
class Facts:
    """A view of all columns at one moment; arrays are by row, rows being products in time order.

    `values` holds for each row the numbers of its text and boolean attribute values; `numbers`
    and `number_codes` its numeric attributes and which attributes they are. `value_keys` are
    (attribute number, folded text or bool).
    """

    brands: NDArray[np.int32]
    categories: NDArray[np.int32]
    prices: NDArray[np.int64]
    in_stock: Mask
    created: NDArray[np.float64]
    popularity: NDArray[np.float32]
    values: Ragged
    numbers: Ragged
    number_codes: Ragged
    value_codes: NDArray[np.int32]
    ancestors: NDArray[np.int32]
    brand_names: Numbering[str]
    brand_labels: list[str]
    category_paths: Numbering[tuple[str, ...]]
    attribute_codes: Numbering[str]
    value_keys: Numbering[tuple[int, str | bool]]
    value_labels: list[str]
    _by_attribute: dict[tuple[int, bool], tuple[Rows, NDArray[np.float64]]] = field(
        default_factory=dict
    )

    def of_attribute(self, code: int, *, numeric: bool) -> tuple[Rows, NDArray[np.float64]]:
        """Return the rows that have an attribute and its value there: value number or number.

        Kept after the first call, since facets and filters ask for the same few attributes.
        """
        found = self._by_attribute.get((code, numeric))
        if found is None:
            if numeric:
                where = np.flatnonzero(self.number_codes.values == code)
                values = self.numbers.values[where].astype(np.float64)
                ends = self.numbers.ends
            else:
                where = np.flatnonzero(self.value_codes[self.values.values] == code)
                values = self.values.values[where].astype(np.float64)
                ends = self.values.ends
            rows = (np.searchsorted(ends, where, side="right") - 1).astype(np.int32)
            found = self._by_attribute[code, numeric] = (rows, values)
        return found


class Columns:
    """The writer's side: append rows, then take a view."""

    def __init__(self) -> None:
        self._brands = Column(np.int32)
        self._categories = Column(np.int32)
        self._prices = Column(np.int64)
        self._in_stock = Column(np.bool_)
        self._created = Column(np.float64)
        self._popularity = Column(np.float32)
        self._values = RaggedColumn(np.int32)
        self._numbers = RaggedColumn(np.float64)
        self._number_codes = RaggedColumn(np.int32)
        self._value_codes = Column(np.int32)
        self._ancestors = Column(np.int32, MAX_DEPTH)
        self._brand_names: Numbering[str] = Numbering()
        self._brand_labels: list[str] = []
        self._category_paths: Numbering[tuple[str, ...]] = Numbering()
        self._attribute_codes: Numbering[str] = Numbering()
        self._value_keys: Numbering[tuple[int, str | bool]] = Numbering()
        self._value_labels: list[str] = []
        self._seen: dict[tuple[str, str | bool], int] = {}

    def append(self, documents: Sequence[Document]) -> None:
        """Add a row for each document."""
        self._brands.extend([self._brand(d.brand) for d in documents])
        self._categories.extend([self._category(d.categories[:MAX_DEPTH]) for d in documents])
        self._prices.extend([NO_PRICE if d.price is None else d.price for d in documents])
        self._in_stock.extend([d.in_stock for d in documents])
        self._created.extend([d.created for d in documents])
        self._popularity.extend([d.popularity for d in documents])
        self._append_attributes(documents)

    def view(self) -> Facts:
        """Return the columns as they are now."""
        return Facts(
            self._brands.view(), self._categories.view(), self._prices.view(),
            self._in_stock.view(), self._created.view(), self._popularity.view(),
            self._values.view(), self._numbers.view(), self._number_codes.view(),
            self._value_codes.view(), self._ancestors.view(),
            self._brand_names, self._brand_labels, self._category_paths, self._attribute_codes,
            self._value_keys, self._value_labels,
        )  # fmt: skip

    def keep(self, rows: Rows) -> None:
        """Keep only some rows, renumbered in that order; views taken before stay as they are."""
        for name in ("_brands", "_categories", "_prices", "_in_stock", "_created", "_popularity"):
            old: Column = getattr(self, name)
            new = Column(old.view().dtype)
            new.extend(old.view()[rows])
            setattr(self, name, new)
        for name in ("_values", "_numbers", "_number_codes"):
            ragged = getattr(self, name).view()
            fresh = RaggedColumn(ragged.values.dtype)
            fresh.extend(ragged.take(rows)[0], np.diff(ragged.ends)[rows])
            setattr(self, name, fresh)

    @property
    def nbytes(self) -> int:
        """Estimate the memory held, in bytes."""
        columns: list[Column | RaggedColumn] = [
                   self._brands, self._categories, self._prices, self._in_stock, self._created,
                   self._popularity, self._values, self._numbers, self._number_codes,
                   self._value_codes, self._ancestors]  # fmt: skip
        names = len(self._value_keys) + len(self._category_paths) + len(self._brand_names)
        return sum(column.nbytes for column in columns) + 500 * names

    def _brand(self, brand: str | None) -> int:
        if not brand or not (folded := fold(brand).strip()):
            return NONE
        number = self._brand_names.add(folded)
        if number == len(self._brand_labels):
            self._brand_labels.append(brand)
        return number

    def _category(self, path: tuple[str, ...]) -> int:
        if not path:
            return NONE
        number = self._category_paths.get(path)
        if number == NONE:
            self._category(path[:-1])
            lineage = [self._category_paths.get(path[: i + 1]) for i in range(len(path) - 1)]
            number = self._category_paths.add(path)
            lineage = [*lineage, number]
            self._ancestors.extend([lineage + [NONE] * (MAX_DEPTH - len(lineage))])
        return number

    def _append_attributes(self, documents: Sequence[Document]) -> None:
        values: list[int] = []
        value_lengths: list[int] = []
        numbers: list[float] = []
        codes: list[int] = []
        number_lengths: list[int] = []
        for document in documents:
            values_before, numbers_before = len(values), len(numbers)
            for name, value in document.attributes.items():
                if isinstance(value, bool) or (isinstance(value, str) and value.strip()):
                    values.append(self._value(name, value))
                elif isinstance(value, str):
                    continue
                elif isinstance(value, int | float):
                    codes.append(self._attribute_codes.add(name))
                    numbers.append(float(value))
                else:
                    listed = [self._value(name, each) for each in value[:MAX_LIST] if each.strip()]
                    values += dict.fromkeys(listed)
            value_lengths.append(len(values) - values_before)
            number_lengths.append(len(numbers) - numbers_before)
        self._values.extend(values, value_lengths)
        self._numbers.extend(numbers, number_lengths)
        self._number_codes.extend(codes, number_lengths)

    def _value(self, name: str, value: str | bool) -> int:
        number = self._seen.get((name, value))
        if number is None:
            code = self._attribute_codes.add(name)
            key = value if isinstance(value, bool) else fold(value).strip()
            number = self._value_keys.add((code, key))
            if number == len(self._value_labels):
                self._value_labels.append(str(value).lower() if isinstance(value, bool) else value)
                self._value_codes.extend([code])
            self._seen[name, value] = number
        return number


def value_numbers(facts: Facts, code: str, values: Iterable[str | bool]) -> list[int]:
    """Return the numbers of an attribute's values, those that no product has left out."""
    attribute = facts.attribute_codes.get(code)
    keys = ((attribute, v if isinstance(v, bool) else fold(v).strip()) for v in values)
    return [n for key in keys if (n := facts.value_keys.get(key)) != NONE]

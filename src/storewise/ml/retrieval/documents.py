"""What the index holds of a product, and which of its text stands for its meaning."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

AttributeValue = str | float | bool | Sequence[str]

EMBEDDED_TITLE_WORDS = 18
EMBEDDED_DESCRIPTION_WORDS = 14
KIND_ATTRIBUTES = ("product_type", "type")


@dataclass(frozen=True, slots=True)
class Attribute:
    """How a store's attribute is shown to shoppers: its label and its unit ("cm", "GB").

    `facet` says whether it may narrow results: always, never, or by None where it tells them
    apart.
    """

    label: str
    unit: str | None = None
    facet: bool | None = None

    @classmethod
    def of_code(cls, code: str) -> "Attribute":
        """Return what to show for an attribute that nobody described: "screen_size"."""
        words = " ".join(code.replace("-", "_").split("_")).split()
        return cls(" ".join(words).capitalize() or code)


@dataclass(frozen=True, slots=True)
class Document:
    """One product as shoppers can find it.

    `categories` is the path of labels from the root to the leaf; `codes` are the SKU, GTIN and
    model numbers of all variants; `price` is the lowest one in minor units; `created` is in
    seconds since 1970; `card` is handed back untouched with a hit; `vector` has unit length and
    may follow later through `Index.set_vectors`.
    """

    id: str
    title: str
    brand: str | None = None
    categories: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    description: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    price: int | None = None
    in_stock: bool = True
    created: float = 0.0
    popularity: float = 0.0
    card: bytes = b"{}"
    vector: NDArray[np.float32] | None = None


def embedding_text(document: Document) -> str:
    """Return the short text, about 35 tokens, whose vector stands for the product's meaning.

    A sentence encoder averages over its tokens, so whatever is said at length wins. The title
    names the thing; the leaf category or type attribute says what kind of thing it is when the
    title does not; the first words of the description add its purpose. Specifications are left
    out: they are found by words and filters, and would drown the rest.
    """
    kinds = [document.categories[-1]] if document.categories else []
    for code in KIND_ATTRIBUTES:
        value = document.attributes.get(code)
        if isinstance(value, str) and value.casefold() not in document.title.casefold():
            kinds.append(value)
    parts = [
        _first_words(document.title, EMBEDDED_TITLE_WORDS),
        " ".join(kinds),
        _first_words(document.description, EMBEDDED_DESCRIPTION_WORDS),
    ]
    return ". ".join(part for part in parts if part)


def _first_words(text: str, count: int) -> str:
    return " ".join(re.sub(r"<[^>]{0,200}>", " ", text).split()[:count])

"""What the index holds of a product, and which of its text stands for its meaning."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

AttributeValue = str | float | bool | Sequence[str]

EMBEDDED_TITLE_WORDS = 16
EMBEDDED_KIND_WORDS = 6
EMBEDDED_DESCRIPTION_WORDS = 14
KIND_ATTRIBUTE = "product_type"


@dataclass(frozen=True, slots=True)
class Attribute:
    """How a store's attribute is shown to shoppers: its label and its unit ("cm", "GB").

    `facet` says whether it may narrow results: always, never, or by None where it tells them
    apart.
    """

    label: str
    unit: str | None = None
    facet: bool | None = None


@lru_cache(maxsize=20_000)
def _label_of_code(code: str) -> str:
    words = code.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or code


def label_of(code: str, described: Mapping[str, Attribute]) -> str:
    """Return what shoppers call an attribute; of one not described, its code in words."""
    return described[code].label if code in described else _label_of_code(code)


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
    """Return the short text, about 30 tokens, whose vector stands for the product's meaning.

    A sentence encoder averages over its tokens, so whatever is said at length or twice wins.
    The title names the thing; the leaf category or product type says what kind of thing it is
    where the title does not; of the description come the first words that are new. Other
    attributes are left out: they are found by words and filters, and would drown the rest.
    """
    said: set[str] = set()
    kind = document.attributes.get(KIND_ATTRIBUTE)
    parts = (
        (document.title, EMBEDDED_TITLE_WORDS),
        (document.categories[-1] if document.categories else "", EMBEDDED_KIND_WORDS),
        (kind if isinstance(kind, str) else "", EMBEDDED_KIND_WORDS),
        (document.description[:2000], EMBEDDED_DESCRIPTION_WORDS),
    )
    told = [_new_words(text, limit, said) for text, limit in parts]
    return ". ".join(part for part in told if part)


def _new_words(text: str, limit: int, said: set[str]) -> str:
    """Return the first words of a text that were not said yet, and note them as said."""
    plain = re.sub(r"<[^>]{0,200}>", " ", text)
    new = [word for word in plain.split() if word.lower().strip(".,") not in said][:limit]
    said |= {word.lower().strip(".,") for word in new}
    return " ".join(new)

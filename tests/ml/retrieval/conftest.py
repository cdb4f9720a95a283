"""A small shop of our own to search, and vectors that stand in for a sentence encoder."""

import zlib
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from storewise.ml.retrieval import Document, Index, embedding_text

Embed = Callable[[str], NDArray[np.float32]]

MEANINGS = [
    {"laptop", "notebook", "ultrabook"},
    {"headphones", "earbuds", "headset", "earphones", "headphone"},
    {"sofa", "couch", "settee"},
    {"kettle", "boiler"},
]


def embed_text(text: str) -> NDArray[np.float32]:
    """Return the mean of random word vectors, alike for words that mean the same."""
    vectors = []
    for word in text.lower().split():
        plain = word.strip(".,\"'()")
        meaning = next((min(group) for group in MEANINGS if plain in group), plain)
        rng = np.random.default_rng(zlib.crc32(meaning.encode()))
        vectors.append(rng.standard_normal(96))
    mean = np.sum(vectors, axis=0) if vectors else np.ones(96)
    return (mean / np.linalg.norm(mean)).astype(np.float32)


@pytest.fixture
def embed() -> Embed:
    return embed_text


def _product(number: int, title: str, brand: str, path: str, **more: object) -> Document:
    return Document(
        id=f"p{number}",
        title=title,
        brand=brand,
        categories=tuple(path.split("/")) if path else (),
        **{"price": 1000 + 100 * number, "created": float(number), **more},  # type: ignore[arg-type]
    )


PRODUCTS = [
    _product(1, "Aurora 14 Laptop Silver", "Aurora", "Computers/Laptops",
             codes=("AU-14X9", "4006381333931"), attributes={"color": "Silver", "ram": 16.0}),
    _product(2, "Aurora 15.6\" Laptop Black", "Aurora", "Computers/Laptops",
             codes=("AU-15X9",), attributes={"color": "Black", "ram": 32.0}),
    _product(3, "Borealis Notebook Pro 13", "Borealis", "Computers/Laptops",
             codes=("dv7-1211ea",), attributes={"color": "Silver", "ram": 8.0}),
    _product(4, "Laptop Sleeve for Aurora 14", "Casemate", "Accessories/Sleeves",
             codes=("SL-14",), attributes={"color": "Black", "waterproof": True}),
    _product(5, "Stereo Headset with Microphone", "Sonora", "Audio/Headphones",
             codes=("HS-100",), attributes={"color": "Black", "wireless": False}),
    _product(6, "Wireless Earbuds", "Sonora", "Audio/Headphones",
             codes=("EB-200",), attributes={"color": "White", "wireless": True}),
    _product(7, "Café Press Coffee Maker", "Moka", "Kitchen/Coffee",
             codes=("CP-8",), attributes={"color": "Red", "capacity": 1.5}),
    _product(8, "USB Stick 64 GB", "Flashy", "Computers/Storage",
             codes=("US-64",), attributes={"color": "Blue", "storage": 64.0}),
    _product(9, "USB Stick 128GB Wi-Fi", "Flashy", "Computers/Storage",
             codes=("US-128",), attributes={"color": "Blue", "storage": 128.0}, in_stock=False),
    _product(10, "Rechargeable Batteries AA 4-pack", "Volta", "Batteries",
             codes=("0884420588030",), attributes={"size": "AA"}),
    _product(11, "Velvet Couch Green", "Nest", "Furniture/Sofas",
             description="Three seats in soft velvet.", attributes={"color": "Green"}),
    _product(12, "Oak Table", "Nest", "Furniture/Tables", price=None,
             description="Seats six. Goes with every couch.",
             attributes={"color": ["Oak", "Brown"]}),
]  # fmt: skip


@pytest.fixture(scope="session")
def products() -> list[Document]:
    return PRODUCTS


@pytest.fixture
def shop(products: list[Document]) -> Index:
    index = Index()
    index.update(products)
    index.set_vectors({p.id: embed_text(embedding_text(p)) for p in products})
    return index

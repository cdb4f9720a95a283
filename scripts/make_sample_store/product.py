"""What a product of the sample store is, and how it wants to be pictured."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .studio.stage import Shot
from .studio.surface import Model

Fact = str | float | bool
Choice = tuple[str, ...]


@dataclass(frozen=True)
class Extra:
    """A second picture: another angle, a detail, the sizes, the range, or a scene with props.

    `name` ends the file name, `alt` says what it shows, `use` overrides the model's arguments.
    """

    name: str
    alt: str
    shot: Shot | None = None
    use: Mapping[str, Any] = field(default_factory=dict)
    props: Callable[[], Model] | None = None
    sizes: tuple[str, ...] = ()
    range: bool = False
    backdrop: str | None = None


@dataclass(frozen=True)
class Look:
    """How a product is pictured: its model with arguments, the camera, the backdrop.

    `by` maps an option's value to arguments of the model. A colour that `by` does not name, or
    one stated as a fact, is looked up in the palette and passed as `color`. `upright` models
    hang on the backdrop or lie on a table seen from above; all others stand on the floor.
    """

    model: Callable[..., Model]
    use: Mapping[str, Any] = field(default_factory=dict)
    alt: str = ""
    by: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shot: Shot = field(default_factory=Shot)
    on: str | None = None
    upright: bool = False
    more: Sequence[Extra] = ()


def detail(
    alt: str,
    closer: float,
    aim: tuple[float, float],
    *,
    yaw: float = 25,
    pitch: float = 14,
    **use: Any,
) -> Extra:
    """A close-up: the frame magnified `closer` times round `aim` (0..1 from the upper left)."""
    return Extra("detail", alt, Shot(yaw=yaw, pitch=pitch, closer=closer, aim=aim), use)


def angle(alt: str, yaw: float, pitch: float = 14, *, fill: float = 0.74, **use: Any) -> Extra:
    """The product from another side."""
    return Extra("angle", alt, Shot(yaw=yaw, pitch=pitch, fill=fill), use)


def measured(alt: str, width: str, height: str = "", *, yaw: float = 0, pitch: float = 4) -> Extra:
    """The product straight on, with its measures."""
    return Extra(
        "sizes",
        alt,
        Shot(yaw=yaw, pitch=pitch, fill=0.68),
        sizes=(width, height) if height else (width,),
    )


def together(alt: str, *, yaw: float = 20, pitch: float = 16, on: str | None = None) -> Extra:
    """All looks of the product in one row."""
    return Extra("range", alt, Shot(yaw=yaw, pitch=pitch, fill=0.88), range=True, backdrop=on)


def scene(
    alt: str,
    props: Callable[[], Model],
    *,
    yaw: float = 22,
    pitch: float = 12,
    fill: float = 0.56,
    on: str = "table",
    **use: Any,
) -> Extra:
    """The product in a setting, with other things out of focus behind it."""
    view = Shot(yaw=yaw, pitch=pitch, fill=fill, lift=0.1)
    return Extra("scene", alt, view, use, props=props, backdrop=on)


@dataclass(frozen=True)
class Product:
    """A product with its variants, as a merchant would state it.

    `prices` and `weights` give what differs by option value, `stock` is one number for all
    variants or a mapping from option values to numbers; what is missing is drawn from the seed.
    """

    title: str
    brand: str
    text: str
    price: float
    tags: str
    weight: int
    look: Look
    facts: Mapping[str, Fact] = field(default_factory=dict)
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    stock: int | Mapping[str, int] | None = None
    was: float | None = None
    status: str = "published"
    care: str = ""

    @property
    def handle(self) -> str:
        """The product's name in web addresses."""
        return slug(self.title)

    @property
    def description(self) -> str:
        """The text as one paragraph."""
        return " ".join(self.text.split())

    def choices(self) -> list[Choice]:
        """Every combination of option values, the first option varying slowest."""
        return list(itertools.product(*self.options.values()))


@dataclass(frozen=True)
class Category:
    """A shelf of the store: its path from the root, a code for article numbers, its products."""

    path: str
    code: str
    products: Sequence[Product]


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens of a name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = re.sub(r"(\d)[.,](\d)", r"\1-\2", plain.lower().replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def drawn(key: str, low: float, high: float) -> float:
    """A number between `low` and `high` that depends on nothing but the key."""
    digest = hashlib.sha256(key.encode()).digest()
    return low + (high - low) * int.from_bytes(digest[:6], "big") / float(1 << 48)

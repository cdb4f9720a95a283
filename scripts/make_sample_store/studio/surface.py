"""Surfaces of a model: grids of points with a finish, and how to move them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
ColorField = Callable[[Array, Array, Array], Array]
HeightField = Callable[[Array, Array, Array], Array]
MaskField = Callable[[Array, Array], NDArray[np.bool_]]
Surface = Callable[[Array, Array], Array]
PlaneTexture = Callable[[Array, Array], Array]


def rgb(hex_color: str) -> Array:
    """Linear-light red, green and blue of an sRGB colour such as `#c8b9a2`."""
    text = hex_color.lstrip("#")
    srgb = np.array([int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)], dtype=np.float32)
    return linear(srgb)


def linear(srgb: NDArray[np.floating]) -> Array:
    """Linear light of sRGB values in 0..1."""
    low = srgb / 12.92
    high = ((srgb + 0.055) / 1.055) ** 2.4
    return np.where(srgb <= 0.04045, low, high).astype(np.float32)


def mix(a: str, b: str, share: float) -> str:
    """The colour between `a` and `b`, `share` of the way, as a hex string."""

    def parts(text: str) -> list[int]:
        return [int(text.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4)]

    pairs = zip(parts(a), parts(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def darker(color: str, share: float = 0.3) -> str:
    """The colour, `share` of the way to a warm black."""
    return mix(color, "#14110f", share)


def lighter(color: str, share: float = 0.3) -> str:
    """The colour, `share` of the way to a warm white."""
    return mix(color, "#fffaf2", share)


@dataclass(frozen=True)
class Finish:
    """How a surface looks: colour, how rough, how metallic, its relief and its print.

    `paint` overrides the colour point by point and gets (u, v, position) with u and v in 0..1;
    `relief` is a height in cm over the same. `glass` is the share of light that passes.
    `sheen` brightens fabrics at grazing angles, `translucent` lets light through leaves and
    lampshades, `glow` shines by itself.
    """

    color: str = "#cccccc"
    rough: float = 0.6
    metal: float = 0.0
    gloss: float = 0.04
    sheen: float = 0.0
    translucent: float = 0.0
    glow: float = 0.0
    glass: float = 0.0
    paint: ColorField | None = None
    relief: HeightField | None = None


@dataclass(frozen=True)
class Patch:
    """A grid of points (rows, columns, 3) in cm, y up and z towards the viewer."""

    points: Array
    finish: Finish
    mask: MaskField | None = None


Model = list[Patch]


def grid(points: object) -> Array:
    """The points as the 32-bit array that patches hold."""
    return np.asarray(points, dtype=np.float32)


def move(model: Iterable[Patch], x: float = 0, y: float = 0, z: float = 0) -> Model:
    """The model shifted by so many centimetres."""
    shift = grid([x, y, z])
    return [replace(p, points=p.points + shift) for p in model]


def scale(
    model: Iterable[Patch], x: float, y: float | None = None, z: float | None = None
) -> Model:
    """The model stretched about the origin; one number stretches all three ways."""
    factors = grid([x, x if y is None else y, x if z is None else z])
    return [replace(p, points=p.points * factors) for p in model]


def turn(
    model: Iterable[Patch],
    x: float = 0,
    y: float = 0,
    z: float = 0,
    about: Iterable[float] = (0, 0, 0),
) -> Model:
    """The model turned about a point by degrees round z, then x, then y."""
    matrix = rotation(x, y, z)
    pivot = grid(list(about))
    return [replace(p, points=grid((p.points - pivot) @ matrix.T + pivot)) for p in model]


def rotation(x: float = 0, y: float = 0, z: float = 0) -> Array:
    """The matrix that turns column vectors round z, then x, then y, by degrees."""
    cx, cy, cz = np.cos(np.radians([x, y, z]))
    sx, sy, sz = np.sin(np.radians([x, y, z]))
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return grid(about_y @ about_x @ about_z)


def bend(model: Iterable[Patch], how: Callable[[Array], Array]) -> Model:
    """The model with each point sent through `how`, an array (..., 3) to the same shape."""
    return [replace(p, points=grid(how(p.points))) for p in model]


def bounds(model: Iterable[Patch]) -> tuple[Array, Array]:
    """The lowest and the highest corner of the model, in cm."""
    flat = [p.points.reshape(-1, 3) for p in model]
    return (
        grid(np.min([f.min(axis=0) for f in flat], axis=0)),
        grid(np.max([f.max(axis=0) for f in flat], axis=0)),
    )


def on_floor(model: Iterable[Patch]) -> Model:
    """The model moved so that it stands on y = 0, centred over the origin."""
    patches = list(model)
    low, high = bounds(patches)
    middle = (low + high) / 2
    return move(patches, -float(middle[0]), -float(low[1]), -float(middle[2]))

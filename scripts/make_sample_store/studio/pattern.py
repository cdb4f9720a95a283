"""Colours and reliefs that vary over a surface: wood, speckled glaze, weaves, leather, stone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .surface import Array, ColorField, HeightField, PlaneTexture, grid, rgb


def noise(at: Array, scale: float, seed: int = 0) -> Array:
    """Smooth value noise in -1..1 of positions (n, 2 or 3), with features `scale` cm wide."""
    p = at / scale + 1000.0
    cell = np.floor(p)
    f = p - cell
    f = f * f * (3 - 2 * f)
    corner = cell.astype(np.int32).astype(np.uint32)
    start = np.full(len(at), (seed * 668265263 + 374761393) % 2**32, dtype=np.uint32)
    branches = [(start, np.ones(len(at), dtype=np.float32))]
    for d in range(at.shape[-1]):
        here, weight = corner[:, d], grid(f[:, d])
        branches = [
            (_stirred(mixed ^ (here + np.uint32(step))), share * way)
            for mixed, share in branches
            for step, way in ((0, 1 - weight), (1, weight))
        ]
    total = np.zeros(len(at), dtype=np.float32)
    for mixed, share in branches:
        last = mixed * np.uint32(2246822519)
        last ^= last >> np.uint32(13)
        total += share * last.astype(np.float32)
    return total * np.float32(2 / 4294967295.0) - np.float32(1)


def _stirred(bits: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """One round of an integer hash."""
    bits = bits * np.uint32(2654435761)
    bits ^= bits >> np.uint32(15)
    return bits


def layered(at: Array, scale: float, octaves: int = 3, seed: int = 0) -> Array:
    """Noise with finer noise upon it, each layer half as wide and half as strong."""
    total = np.zeros(at.shape[:-1], dtype=np.float32)
    for k in range(octaves):
        total += noise(at, scale / 2**k, seed + k * 17) / 2**k
    return total


def _blend(a: str, b: str, share: Array) -> Array:
    s = np.clip(share, 0, 1)[:, None]
    return grid(rgb(a) * (1 - s) + rgb(b) * s)


def wood(light: str, dark: str, *, along: int = 0, ring: float = 1.6, seed: int = 0) -> ColorField:
    """Wood grain that runs along an axis (0 x, 1 y, 2 z)."""
    stretch = np.full(3, 1.0, dtype=np.float32)
    stretch[along] = 0.09

    def paint(u: Array, v: Array, at: Array) -> Array:
        q = at * stretch
        wavy = layered(q, ring * 2.4, 2, seed) * 1.3
        across = np.delete(q, along, axis=1)
        rings = np.sin((across[:, 0] * 0.9 + across[:, 1] * 0.55 + wavy) * 2 * np.pi / ring)
        fibre = noise(q * grid([1, 1, 1]), 0.09, seed + 5)
        return _blend(light, dark, 0.36 + 0.3 * rings + 0.16 * fibre)

    return paint


def speckle(
    color: str, dots: str, *, size: float = 0.16, share: float = 0.14, seed: int = 0
) -> ColorField:
    """A glaze with small dots of another colour."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        fine = noise(at, size, seed)
        spots = np.clip((fine - 1 + 2.2 * share) / 0.12, 0, 1)
        cloud = layered(at, size * 30, 2, seed + 3)
        base = _blend(color, dots, 0.05 + 0.05 * cloud)
        return grid(base * (1 - 0.8 * spots[:, None]) + rgb(dots) * 0.8 * spots[:, None])

    return paint


def cloudy(a: str, b: str, *, size: float = 3.0, seed: int = 0, sharp: float = 1.0) -> ColorField:
    """Two colours that drift into each other, as in terracotta, concrete or felt."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        return _blend(a, b, 0.5 + 0.5 * sharp * layered(at, size, 4, seed))

    return paint


def dipped(
    upper: str, lower: str, height: float, *, wave: float = 0.12, seed: int = 0
) -> ColorField:
    """One colour above a height in cm and another below, with a hand-dipped edge."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        level = height + wave * layered(at, 3.0, 2, seed)
        return _blend(lower, upper, grid((at[:, 1] - level) / 0.06 + 0.5))

    return paint


def bands(colors: list[tuple[float, str]], *, axis: int = 1) -> ColorField:
    """Stripes along an axis: (from this cm on, this colour), lowest first."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        out = np.empty((len(at), 3), dtype=np.float32)
        out[:] = rgb(colors[0][1])
        for start, color in colors[1:]:
            out[at[:, axis] >= start] = rgb(color)
        return out

    return paint


def melange(a: str, b: str, *, size: float = 0.12, seed: int = 0) -> ColorField:
    """Yarns of two shades spun together: felt, tweed, heather knit."""

    def paint(u: Array, v: Array, at: Array) -> Array:
        return _blend(
            a, b, 0.5 + 0.42 * noise(at, size, seed) + 0.15 * noise(at, size * 8, seed + 1)
        )

    return paint


def weave(pitch: float = 0.12, depth: float = 0.02) -> HeightField:
    """The relief of a plain weave, threads `pitch` cm apart, on upright surfaces."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        a, b = at[:, 0] + at[:, 2] * 0.7, at[:, 1] + at[:, 2] * 0.3
        k = 2 * np.pi / pitch
        return grid(depth * np.sin(a * k) * np.sin(b * k))

    return relief


def grainy(size: float = 0.15, depth: float = 0.012, seed: int = 0) -> HeightField:
    """Fine bumps: leather, cast iron, sand-blasted plastic."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        return grid(depth * layered(at, size, 2, seed))

    return relief


def ribs(count: float, depth: float, *, along: str = "v") -> HeightField:
    """`count` parallel ribs over the surface's v (or u)."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        way = v if along == "v" else u
        return grid(depth * np.cos(way * count * 2 * np.pi))

    return relief


def knit(pitch: float = 0.5, depth: float = 0.05) -> HeightField:
    """Stitches of a coarse knit in columns of V, over x and y."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        x = at[:, 0] / pitch
        column = x - np.floor(x)
        slant = np.abs(column - 0.5) * 1.1
        y = at[:, 1] / (pitch * 0.72) - slant
        bump = np.abs(np.sin(y * np.pi)) ** 0.6 * np.abs(np.sin(x * 2 * np.pi)) ** 0.45
        return grid(depth * bump)

    return relief


def quilted(pitch: float, depth: float, *, axis: int = 1, start: float = 0.0) -> HeightField:
    """Rows of soft tubes between seams, `pitch` cm apart along an axis."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        crumple = 0.12 * layered(at, pitch * 0.4, 3, 9)
        return grid(
            depth * (np.abs(np.sin((at[:, axis] - start) / pitch * np.pi)) ** 0.5 + crumple)
        )

    return relief


def crumpled(size: float = 4.0, depth: float = 0.25, seed: int = 0) -> HeightField:
    """Soft folds of cloth."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        bent = at + 0.35 * size * noise(at, size * 1.3, seed + 2)[:, None]
        ridge = 1 - np.sqrt(noise(bent, size, seed) ** 2 + 0.03)
        return grid(depth * (0.8 * ridge + 0.22 * noise(at, size / 2.2, seed + 7)))

    return relief


def both(*reliefs: HeightField) -> HeightField:
    """The sum of several reliefs."""

    def relief(u: Array, v: Array, at: Array) -> Array:
        return grid(sum(r(u, v, at) for r in reliefs))

    return relief


def planks(light: str = "#ffffff", dark: str = "#cdbba6", width: float = 11.0) -> PlaneTexture:
    """Factors for a table top of boards, as a backdrop's texture."""

    def texture(x: Array, z: Array) -> Array:
        flat = np.stack([x * 0.06, z], axis=-1)
        row = np.floor(z / width)
        shift = flat + np.stack([row * 7.3, row * 3.1], axis=-1).astype(np.float32)
        grain = layered(grid(shift), 1.3, 3, 4)
        line = np.clip(np.abs(z / width - np.round(z / width)) * width / 0.12, 0, 1)
        fibre = noise(grid(shift * grid([0.6, 1])), 0.16, 8)
        tint = _blend(light, dark, 0.45 + 0.42 * grain + 0.2 * fibre)
        return grid(tint * (0.75 + 0.25 * line)[:, None])

    return texture


def plastered(depth: float = 0.05, size: float = 9.0, seed: int = 2) -> PlaneTexture:
    """Factors for a faintly uneven ground: plaster, paper, concrete."""

    def texture(x: Array, z: Array) -> Array:
        factor = 1 + depth * layered(grid(np.stack([x, z], axis=-1)), size, 4, seed)
        return grid(np.repeat(factor[:, None], 3, axis=1))

    return texture


def terrazzo(chips: list[str], ground: str, size: float = 1.5) -> PlaneTexture:
    """Factors for a stone floor with chips of several colours."""

    def texture(x: Array, z: Array) -> Array:
        at = grid(np.stack([x, z], axis=-1))
        out = np.ones((len(at), 3), dtype=np.float32)
        for k, chip in enumerate(chips):
            inside = np.clip((noise(at, size, 40 + k) - 0.62) / 0.05, 0, 1)[:, None]
            out = out * (1 - inside) + rgb(chip) / rgb(ground) * inside
        return grid(out)

    return texture


def linen(pitch: float = 0.3, depth: float = 0.05) -> PlaneTexture:
    """Factors for a woven cloth under the product."""

    def texture(x: Array, z: Array) -> Array:
        at = grid(np.stack([x, z], axis=-1))
        thread = np.sin(x / pitch * 2 * np.pi) * np.sin(z / pitch * 2 * np.pi)
        slub = noise(at * grid([1, 0.1]), pitch, 1) + noise(at * grid([0.1, 1]), pitch, 2)
        factor = 1 + depth * (0.5 * thread + 0.5 * slub)
        return grid(np.repeat(factor[:, None], 3, axis=1))

    return texture

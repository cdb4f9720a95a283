"""Turns surfaces into pixels: what is seen at each one, where it lies and how it is inclined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .surface import Array, Model, Patch, grid, rotation

SPACING = 0.72
DEPTH_STEPS = 1 << 25
SAMPLE_BITS = 26
ROWS_AT_A_TIME = 1_500_000


@dataclass(frozen=True)
class Camera:
    """Looks at the origin from `yaw` degrees right and `pitch` degrees above, `distance` cm away.

    `zoom` is pixels per cm at the origin, `shift` the pixel where the origin lands, `width` the
    picture's in pixels.
    """

    yaw: float
    pitch: float
    distance: float
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    width: int = 900

    @property
    def matrix(self) -> Array:
        """World to camera: rows are right, up, towards the viewer."""
        return grid(rotation(x=self.pitch) @ rotation(y=-self.yaw))

    @property
    def eye(self) -> Array:
        """Where the camera is, in cm."""
        return grid(self.matrix.T @ grid([0, 0, self.distance]))

    @property
    def away(self) -> Array:
        """The horizontal direction that leads away from the viewer."""
        turn = np.radians(self.yaw)
        return grid([-np.sin(turn), 0, -np.cos(turn)])

    def project(self, points: Array) -> Array:
        """Pixel x, pixel y and nearness (larger is nearer) of points (..., 3)."""
        seen = points @ self.matrix.T
        size = self.zoom * self.distance / np.maximum(self.distance - seen[..., 2], 0.05)
        return grid(
            np.stack(
                [
                    self.shift[0] + seen[..., 0] * size,
                    self.shift[1] - seen[..., 1] * size,
                    seen[..., 2],
                ],
                axis=-1,
            )
        )

    def rays(self, x: Array, y: Array) -> Array:
        """Unit directions from the eye through pixels."""
        across = (x - self.shift[0]) / (self.zoom * self.distance)
        along = -(y - self.shift[1]) / (self.zoom * self.distance)
        ray = np.stack([across, along, -np.ones_like(across)], axis=-1)
        ray = ray / np.linalg.norm(ray, axis=-1, keepdims=True)
        return grid(ray @ self.matrix)


@dataclass
class Seen:
    """What a camera sees: for the pixels that a model covers, where and what it is.

    `pixel` indexes the flattened picture and `source` tells for each of its entries which row of
    the other fields it shows: pixels of one block may share a row. `patch` is the number of the
    patch, in rising order, `spot` holds u and v.
    """

    pixel: NDArray[np.int64]
    source: NDArray[np.int64]
    patch: NDArray[np.int64]
    position: Array
    normal: Array
    along_u: Array
    along_v: Array
    spot: Array
    nearness: Array


def look(model: Model, camera: Camera, block: int = 1) -> Seen:
    """Find the nearest surface at each pixel of the camera's square picture.

    Plain surfaces, without print or relief, are described once per block of so many pixels.
    """
    width = camera.width
    buffer = np.zeros(width * width, dtype=np.int64)
    near = [camera.project(p.points) for p in model]
    depths = [n[..., 2] for n in near]
    low = min(float(d.min()) for d in depths)
    high = max(float(d.max()) for d in depths)
    span = max(high - low, 1e-6)
    steps = []
    for number, (patch, seen) in enumerate(zip(model, near, strict=True)):
        rows = _fine_steps(seen[..., :2], axis=0)
        columns = _fine_steps(seen[..., :2], axis=1)
        steps.append((rows, columns))
        seen[..., 2] = (seen[..., 2] - low) / span
        _splat(buffer, patch, number, seen, rows, columns, width)
    return _gather(buffer, model, steps, low, span, (width, block))


def _fine_steps(pixels: Array, axis: int) -> Array:
    """Fractional grid coordinates along an axis, at most `SPACING` pixels apart."""
    length = np.linalg.norm(np.diff(pixels, axis=axis), axis=-1).max(axis=1 - axis)
    counts = np.maximum(np.ceil(length / SPACING), 1).astype(int)
    counts = np.minimum(counts, 4000)
    starts = np.repeat(np.arange(len(counts)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    fine = starts + offset / np.repeat(counts, counts)
    return np.append(fine, len(counts)).astype(np.float32)


def _between(values: Array, rows: Array, columns: Array) -> Array:
    """Bilinear values of a grid at each pair of fractional rows and columns."""
    i = np.minimum(rows.astype(np.int64), values.shape[0] - 2)
    f = (rows - i)[:, None, None]
    lines = values[i] * (1 - f) + values[i + 1] * f
    j = np.minimum(columns.astype(np.int64), values.shape[1] - 2)
    g = (columns - j)[None, :, None]
    return grid(lines[:, j] * (1 - g) + lines[:, j + 1] * g)


def _splat(
    buffer: NDArray[np.int64],
    patch: Patch,
    number: int,
    seen: Array,
    rows: Array,
    columns: Array,
    width: int,
) -> None:
    at_a_time = max(1, ROWS_AT_A_TIME // len(columns))
    shape = patch.points.shape
    for start in range(0, len(rows), at_a_time):
        chunk = rows[start : start + at_a_time]
        dense = _between(seen, chunk, columns)
        x = np.floor(dense[..., 0]).astype(np.int64)
        y = np.floor(dense[..., 1]).astype(np.int64)
        sample = (np.arange(start, start + len(chunk))[:, None] * len(columns)) + np.arange(
            len(columns)
        )
        keep = (x >= 0) & (x < width) & (y >= 0) & (y < width)
        if patch.mask is not None:
            u, v = np.meshgrid(chunk / (shape[0] - 1), columns / (shape[1] - 1), indexing="ij")
            keep &= patch.mask(grid(u), grid(v))
        nearness = (dense[..., 2] * (DEPTH_STEPS - 2)).astype(np.int64) + 1
        key = (nearness << 37) | (np.int64(number) << SAMPLE_BITS) | sample
        np.maximum.at(buffer, (y * width + x)[keep], key[keep])


def _gather(
    buffer: NDArray[np.int64],
    model: Model,
    steps: list[tuple[Array, Array]],
    low: float,
    span: float,
    blocks: tuple[int, int],
) -> Seen:
    pixel = np.flatnonzero(buffer)
    key = buffer[pixel]
    patch = (key >> SAMPLE_BITS) & ((1 << 11) - 1)
    first, source = _described(pixel, patch, model, *blocks)
    key, patch = key[first], patch[first]
    sample = key & ((1 << SAMPLE_BITS) - 1)
    nearness = (key >> 37) / (DEPTH_STEPS - 2) * span + low
    fields = np.empty((len(key), 12), dtype=np.float32)
    spot = np.empty((len(key), 2), dtype=np.float32)
    edges = np.searchsorted(patch, np.arange(len(model) + 1))
    for number, surface in enumerate(model):
        part = slice(edges[number], edges[number + 1])
        if part.start == part.stop:
            continue
        rows, columns = steps[number]
        r, c = np.divmod(sample[part], len(columns))
        fields[part] = _at(_frame(surface), rows[r], columns[c])
        shape = surface.points.shape
        spot[part, 0] = rows[r] / (shape[0] - 1)
        spot[part, 1] = columns[c] / (shape[1] - 1)
    position, normal, along_u, along_v = (fields[:, k : k + 3] for k in (0, 3, 6, 9))
    normal = unit(normal)
    return Seen(pixel, source, patch, position, normal, along_u, along_v, spot, grid(nearness))


def _described(
    pixel: NDArray[np.int64], patch: NDArray[np.int64], model: Model, width: int, block: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which pixels to describe, sorted by patch, and for each pixel the row that describes it."""
    plain = np.array([p.finish.paint is None and p.finish.relief is None for p in model])
    own = patch << 40
    shared = own | ((pixel // width // block) << 20) | (pixel % width // block) | (1 << 39)
    name = np.where(plain[patch], shared, own | pixel)
    _, first, source = np.unique(name, return_index=True, return_inverse=True)
    return first, source


def dot(a: Array, b: Array) -> Array:
    """The scalar products of two lists of vectors (n, 3)."""
    return grid(np.einsum("ij,ij->i", a, b))


def unit(vectors: Array) -> Array:
    """The vectors (n, 3), each made one long."""
    return grid(vectors / np.maximum(np.sqrt(dot(vectors, vectors)), 1e-9)[:, None])


def _frame(patch: Patch) -> Array:
    """A patch's positions, normals and both slopes, side by side (rows, columns, 12)."""
    p = patch.points
    du = _slope(p, 0)
    dv = _slope(p, 1)
    normal = np.cross(du, dv)
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    normal = normal / np.maximum(length, 1e-12)
    flat = length[..., 0] < 1e-9
    if flat.any():
        normal[flat] = _neighbours(normal, flat)[flat]
    return grid(np.concatenate([p, normal, du, dv], axis=-1))


def _slope(points: Array, axis: int) -> Array:
    """The direction along an axis; where the grid closes on itself it runs on across the seam."""
    out = np.gradient(points, axis=axis)
    p = np.moveaxis(points, axis, 0)
    size = float(np.abs(p).max()) + 1e-9
    if len(p) > 3 and np.abs(p[0] - p[-1]).max() < 1e-4 * size:
        wrapped = (p[1] - p[-2]) / 2
        view = np.moveaxis(out, axis, 0)
        view[0] = wrapped
        view[-1] = wrapped
    return grid(out)


def _neighbours(normal: Array, flat: NDArray[np.bool_]) -> Array:
    """For rows that collapse to a point (a pole), the mean normal of the next row."""
    out = normal.copy()
    rows = np.flatnonzero(flat.all(axis=1) | (flat.mean(axis=1) > 0.5))
    for row in rows:
        after = row + 1 if row + 1 < len(normal) and not flat[row + 1].any() else row - 1
        if 0 <= after < len(normal):
            out[row] = normal[after].mean(axis=0)
    return out


def _unit(vectors: Array) -> Array:
    return grid(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def _at(values: Array, rows: Array, columns: Array) -> Array:
    """Bilinear values of a grid at points (rows[k], columns[k])."""
    i = np.minimum(rows.astype(np.int64), values.shape[0] - 2)
    j = np.minimum(columns.astype(np.int64), values.shape[1] - 2)
    f = (rows - i)[:, None]
    g = (columns - j)[:, None]
    return grid(
        values[i, j] * (1 - f) * (1 - g)
        + values[i + 1, j] * f * (1 - g)
        + values[i, j + 1] * (1 - f) * g
        + values[i + 1, j + 1] * f * g
    )

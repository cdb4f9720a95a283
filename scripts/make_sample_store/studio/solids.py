"""Ways to make surfaces: turned, swept, extruded, inflated and bent sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .surface import Array, Finish, MaskField, Model, Patch, grid

Line = str | Sequence[Sequence[float]] | Array | np.ndarray


def dots(line: Line) -> np.ndarray:
    """The points of a line written as text: `0 0, 9.2 0!, 9.8 .6`, with ! for a sharp corner.

    A corner becomes the same point twice in a row. Arrays and lists pass unchanged.
    """
    if not isinstance(line, str):
        return np.asarray(line, dtype=np.float64)
    out: list[list[float]] = []
    for item in line.split(","):
        point = [float(number) for number in item.strip(" !").split()]
        out.extend([point] * (2 if item.rstrip().endswith("!") else 1))
    return np.array(out)


def curve(points: Line, samples: int = 64, closed: bool = False) -> Array:
    """A smooth line through the points; one marked with ! or given twice is a sharp corner.

    Centripetal Catmull-Rom (Yuksel et al., 2011), sampled to `samples` points per call.
    """
    raw = dots(points)
    if closed:
        return grid(_smooth(raw, samples, closed=True))
    pieces: list[list[int]] = [[0]]
    for i in range(1, len(raw)):
        if np.allclose(raw[i], raw[i - 1]):
            pieces.append([i])
        else:
            pieces[-1].append(i)
    pieces = [p for p in pieces if len(p) > 1]
    lengths = [np.linalg.norm(np.diff(raw[p], axis=0), axis=1).sum() for p in pieces]
    total = sum(lengths)
    out = [
        _smooth(raw[p], max(3, round(samples * length / total)), closed=False)
        for p, length in zip(pieces, lengths, strict=True)
    ]
    return grid(np.concatenate(out))


def _smooth(points: np.ndarray, samples: int, *, closed: bool) -> np.ndarray:
    if len(points) == 2 and not closed:
        return np.linspace(points[0], points[1], samples)
    if closed:
        ring = np.concatenate([points[-1:], points, points[:2]])
    else:
        ring = np.concatenate(
            [2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]]
        )
    steps = np.maximum(np.linalg.norm(np.diff(ring, axis=0), axis=1), 1e-9) ** 0.5
    knots = np.concatenate([[0], np.cumsum(steps)])
    chord = np.linalg.norm(np.diff(ring, axis=0), axis=1)[1:-1]
    place = np.concatenate([[0], np.cumsum(chord)])
    where = np.linspace(0, place[-1], samples)
    piece = np.clip(np.searchsorted(place, where, side="right") - 1, 0, len(chord) - 1)
    share = (where - place[piece]) / np.maximum(chord[piece], 1e-9)
    i = piece + 1
    t = (knots[i] + share * (knots[i + 1] - knots[i]))[:, None]
    t0, t1, t2, t3 = (knots[i + k][:, None] for k in (-1, 0, 1, 2))
    p0, p1, p2, p3 = (ring[i + k] for k in (-1, 0, 1, 2))
    a1 = (t1 - t) / (t1 - t0) * p0 + (t - t0) / (t1 - t0) * p1
    a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
    a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
    b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
    b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
    return np.asarray((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)


def lathe(
    profile: Line,
    finish: Finish,
    *,
    samples: int = 72,
    around: int = 96,
    start: float = 0,
    stop: float = 360,
    mask: MaskField | None = None,
) -> Model:
    """A turned surface: the profile of (radius, height) goes round the y axis.

    A point marked with ! is a sharp edge. `start` and `stop` are degrees, with 0
    to the viewer's right and 90 towards the viewer.
    """
    line = curve(profile, samples)
    angle = np.radians(np.linspace(start, stop, around))
    x = line[:, None, 0] * np.cos(angle)
    z = line[:, None, 0] * np.sin(angle)
    y = np.broadcast_to(line[:, None, 1], x.shape)
    return [Patch(grid(np.stack([x, y, z], axis=-1)), finish, mask)]


def tube(
    path: Line,
    radius: float | Sequence[float],
    finish: Finish,
    *,
    closed: bool = False,
    smooth: bool = True,
    flat: float = 1.0,
    up: tuple[float, float, float] = (0, 0, 1),
    samples: int = 72,
    around: int = 20,
    square: float = 2.0,
    caps: bool = True,
) -> Model:
    """A tube along a line; `flat` squeezes its section along `up`, `square` makes it boxy.

    `radius` is one number or a list that is spread along the line. A `square` of 2 is round,
    of 6 nearly a rectangle with soft edges (a strap, a strip, a bar).
    """
    line = curve(path, samples, closed) if smooth else grid(dots(path))
    if closed:
        line = np.concatenate([line, line[:1]]) if not np.allclose(line[0], line[-1]) else line
    tangent = np.gradient(line, axis=0)
    if closed:
        tangent[0] = tangent[-1] = line[1] - line[-2]
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    if np.abs(tangent @ grid(up)).min() > 0.97:
        up = (0, 1, 0) if up[1] < 0.5 else (1, 0, 0)
    first = grid(np.broadcast_to(grid(up), tangent.shape))
    first = first - (first * tangent).sum(axis=1, keepdims=True) * tangent
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-6)
    second = np.cross(tangent, first)
    radii = np.atleast_1d(np.asarray(radius, dtype=np.float64))
    if len(radii) > 1:
        radii = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(radii)), radii)
    else:
        radii = np.full(len(line), radii[0])
    if caps and not closed:
        line, first, second, radii = _capped(line, tangent, first, second, radii, flat)
    angle = np.linspace(0, 2 * np.pi, around * 2)
    cos, sin = np.cos(angle), np.sin(angle)
    power = 2 / square
    across = np.sign(cos) * np.abs(cos) ** power
    along = np.sign(sin) * np.abs(sin) ** power * flat
    ring = second[:, None] * across[None, :, None] + first[:, None] * along[None, :, None]
    return [Patch(grid(line[:, None] + ring * radii[:, None, None]), finish)]


def _capped(
    line: Array, tangent: Array, first: Array, second: Array, radii: np.ndarray, flat: float
) -> tuple[Array, Array, Array, np.ndarray]:
    """Round off both ends of a tube with a few rings that shrink to a point."""
    turn_by = np.radians([0, 22, 45, 67, 90])
    thick = min(1.0, flat)

    def dome(at: int, sign: float) -> tuple[np.ndarray, np.ndarray]:
        step = np.sin(turn_by)[:, None] * radii[at] * sign * 0.9 * thick
        return line[at] + tangent[at] * step, radii[at] * np.maximum(np.cos(turn_by), 1e-3)

    head, head_r = dome(0, -1)
    tail, tail_r = dome(-1, 1)
    n = len(turn_by)
    return (
        grid(np.concatenate([head[::-1], line, tail])),
        grid(np.concatenate([np.repeat(first[:1], n, 0), first, np.repeat(first[-1:], n, 0)])),
        grid(np.concatenate([np.repeat(second[:1], n, 0), second, np.repeat(second[-1:], n, 0)])),
        np.concatenate([head_r[::-1], radii, tail_r]),
    )


def rounded_rectangle(width: float, depth: float, corner: float, per_corner: int = 10) -> Array:
    """The outline of a rectangle with round corners, centred, as (n, 2) points."""
    corner = min(corner, width / 2 - 1e-3, depth / 2 - 1e-3)
    angle = np.radians(np.linspace(0, 90, per_corner))
    out = []
    for k, (sx, sy) in enumerate([(1, 1), (-1, 1), (-1, -1), (1, -1)]):
        a = angle + k * np.pi / 2
        out.append(
            np.stack(
                [
                    sx * (width / 2 - corner) + corner * np.cos(a),
                    sy * (depth / 2 - corner) + corner * np.sin(a),
                ],
                axis=1,
            )
        )
    return grid(_with_straights(np.concatenate(out)))


def _with_straights(outline: np.ndarray) -> np.ndarray:
    """Repeat points in the middle of long straights, so that edges stay straight and crisp."""
    following = np.roll(outline, -1, axis=0)
    longest = np.linalg.norm(following - outline, axis=1)
    out: list[np.ndarray] = []
    for point, after, length in zip(outline, following, longest, strict=True):
        out.append(point)
        if length > 0.2:
            out.extend(point + (after - point) * s for s in (0.02, 0.5, 0.98))
    return np.array(out)


def extrude(
    outline: Line,
    height: float,
    finish: Finish,
    *,
    edge: float = 0.1,
    taper: float = 0.0,
    top: Finish | None = None,
    bulge: float = 0.0,
) -> Model:
    """A body with this outline in x and z, standing on y = 0, its edges rounded by `edge` cm.

    The outline must be star-shaped seen from its centre. `taper` shrinks the top by so many cm,
    `bulge` lifts the middle of the top. `top` gives the upper face its own finish.
    """
    ring = grid(dots(outline))
    centre = (ring.min(axis=0) + ring.max(axis=0)) / 2
    ring = np.concatenate([ring, ring[:1]])
    tangent = np.gradient(ring, axis=0)
    tangent[0] = tangent[-1] = ring[1] - ring[-2]
    normal = np.stack([tangent[:, 1], -tangent[:, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    if np.sum((ring - centre) * normal) < 0:
        normal = -normal
    edge = min(edge, height / 2)
    turn_by = np.radians(np.linspace(0, 90, 7))
    low = [(-edge * (1 - np.sin(a)), edge * (1 - np.cos(a))) for a in turn_by]
    high = [(-edge * (1 - np.cos(a)) - taper, height - edge * (1 - np.sin(a))) for a in turn_by]

    def rings(steps: list[tuple[float, float]]) -> list[np.ndarray]:
        out = []
        for inward, y in steps:
            flat = ring + normal * inward
            out.append(np.stack([flat[:, 0], np.full(len(flat), y), flat[:, 1]], axis=1))
        return out

    sides = rings(low + high)
    lid = _fan(sides[-1], centre, bulge)
    foot = _fan(sides[0], centre, 0.0)
    if top is None:
        return [Patch(grid(foot[::-1] + sides + lid), finish)]
    return [Patch(grid(foot[::-1] + sides), finish), Patch(grid([sides[-1], *lid]), top)]


def _fan(ring: np.ndarray, centre: Array, bulge: float) -> list[np.ndarray]:
    """Rings from an outline to its centre, lifted as a cushion of `bulge` cm."""
    shares = (0.985, 0.9, 0.7, 0.4, 0.0) if bulge else (0.985, 0.5, 0.0)
    middle = np.array([centre[0], ring[0, 1], centre[1]])
    out = []
    for share in shares:
        inner = middle + (ring - middle) * share
        inner[:, 1] += bulge * (1 - share**2)
        out.append(inner)
    return out


def box(
    width: float,
    height: float,
    depth: float,
    finish: Finish,
    *,
    corner: float = 0.3,
    edge: float = 0.1,
    taper: float = 0.0,
    top: Finish | None = None,
    bulge: float = 0.0,
) -> Model:
    """A box on the floor with round corners seen from above and rounded edges."""
    outline = rounded_rectangle(width, depth, corner)
    return extrude(outline, height, finish, edge=edge, taper=taper, top=top, bulge=bulge)


def sheet(
    shape: Callable[[Array, Array], Array],
    finish: Finish,
    *,
    rows: int = 48,
    columns: int = 48,
    mask: MaskField | None = None,
) -> Model:
    """A free surface: `shape` maps grids u, v in 0..1 to points (..., 3)."""
    v, u = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    return [Patch(grid(shape(grid(u), grid(v))), finish, mask)]


def quad(width: float, height: float, finish: Finish, *, mask: MaskField | None = None) -> Model:
    """An upright flat rectangle facing the viewer, centred; u runs right and v runs down."""

    def shape(u: Array, v: Array) -> Array:
        return np.stack([(u - 0.5) * width, (0.5 - v) * height, np.zeros_like(u)], axis=-1)

    return sheet(shape, finish, rows=3, columns=3, mask=mask)


def leaf(
    spine: Line,
    width: float,
    finish: Finish,
    *,
    shape: Callable[[Array], Array] | None = None,
    fold: float = 0.15,
    side: tuple[float, float, float] | None = None,
    mask: MaskField | None = None,
) -> Model:
    """A leaf along a spine, `width` cm at its widest, folded up along the middle by `fold`.

    `shape` gives the half width in 0..1 for the way along the spine in 0..1.
    """
    line = curve(spine, 40)
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    way = np.linspace(0, 1, len(line))
    half = np.sin(np.pi * way**0.8) if shape is None else shape(grid(way))
    if side is None:
        flat = np.cross(tangent, [0, 1, 0])
        weak = np.linalg.norm(flat, axis=1, keepdims=True) < 0.15
        flat = np.where(weak, [1.0, 0, 0], flat)
    else:
        flat = np.broadcast_to(np.asarray(side, dtype=np.float64), tangent.shape)
        flat = flat - (flat * tangent).sum(axis=1, keepdims=True) * tangent
    flat = flat / np.linalg.norm(flat, axis=1, keepdims=True)
    up = np.cross(flat, tangent)
    across = np.linspace(-1, 1, 17)
    reach = (half * width / 2)[:, None, None] * across[None, :, None]
    lift = np.abs(across)[None, :, None] * (half * width / 2)[:, None, None] * fold
    return [Patch(grid(line[:, None] + flat[:, None] * reach + up[:, None] * lift), finish, mask)]

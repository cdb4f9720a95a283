"""The studio's light: a large softbox, a strip, a dome, and the shadows that models throw.

Diffuse light is summed over some forty directions, each with a shadow map of its own, so soft
shadows and the darkening in corners come out of one sum. Reflections look up an analytic room.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from .raster import unit
from .surface import Array, Model, Patch, grid

KEY_SAMPLES = 12
DOME_SAMPLES = 26
MAP_SIZE = 440
KEY_COLOR = grid([1.0, 0.975, 0.935])
DOME_COLOR = grid([0.95, 0.98, 1.03])


@dataclass(frozen=True)
class Lamp:
    """One direction that light comes from, and its strength."""

    direction: Array
    power: float

    @cached_property
    def axes(self) -> Array:
        """Columns that turn positions into across, along and towards the lamp."""
        other = grid([0, 1, 0]) if abs(self.direction[1]) < 0.9 else grid([1, 0, 0])
        side = _unit(np.cross(self.direction, other))
        return grid(np.stack([side, np.cross(side, self.direction), self.direction], axis=1))


def unshaded(normal: Array) -> Array:
    """The light that falls on a free surface with this normal."""
    facing = [max(float(normal @ lamp.direction), 0) * lamp.power for lamp in lamps()]
    return grid(sum(facing[:KEY_SAMPLES]) * KEY_COLOR + sum(facing[KEY_SAMPLES:]) * DOME_COLOR)


@cache
def lamps() -> tuple[Lamp, ...]:
    """The softbox from the upper left in front, then the dome around the scene."""
    key = _unit(grid([-0.62, 0.92, 0.62]))
    side = _unit(np.cross(key, grid([0, 1, 0])))
    over = np.cross(side, key)
    out = []
    for k in range(KEY_SAMPLES):
        radius = 0.24 * np.sqrt((k + 0.5) / KEY_SAMPLES)
        angle = k * 2.39996
        direction = key + side * radius * np.cos(angle) + over * radius * np.sin(angle)
        out.append(Lamp(_unit(direction), 0.74 / KEY_SAMPLES))
    for k in range(DOME_SAMPLES):
        height = 0.08 + 0.92 * (k + 0.5) / DOME_SAMPLES
        angle = k * 2.39996
        flat = np.sqrt(1 - height**2)
        direction = grid([flat * np.cos(angle), height, flat * np.sin(angle)])
        front = 0.75 + 0.5 * max(float(direction[2]), 0) + 0.25 * max(float(-direction[0]), 0)
        out.append(Lamp(direction, front * 1.06 / DOME_SAMPLES))
    return tuple(out)


class Shadows:
    """Depth maps of a model from each lamp; tells how much light reaches a point."""

    def __init__(self, model: Model) -> None:
        grids = [_kept(p) for p in model]
        corners = np.concatenate([g.reshape(-1, 3) for g in grids])
        low, high = np.nanmin(corners, axis=0), np.nanmax(corners, axis=0)
        self.centre = (low + high) / 2
        self.radius = float(np.linalg.norm(high - low)) / 2 + 1e-3
        self.texel = 2 * self.radius / (MAP_SIZE - 6)
        self.points = np.concatenate(_refined(grids, self.texel)) - self.centre
        self.maps = [self._depth_map(lamp) for lamp in lamps()]

    def _depth_map(self, lamp: Lamp) -> Array:
        """How far towards the lamp the model reaches, per texel; very low where it is absent."""
        local = self.points @ lamp.axes
        place = (local[:, :2] / self.texel + MAP_SIZE / 2).astype(np.int32)
        place = np.clip(place, 0, MAP_SIZE - 1)
        out = np.full(MAP_SIZE * MAP_SIZE, -1e9, dtype=np.float32)
        np.maximum.at(out, place[:, 1] * MAP_SIZE + place[:, 0], local[:, 2])
        return out

    def reach(self, number: int, points: Array) -> Array:
        """The share of the light of lamp `number` that arrives at points (n, 3), in 0..1."""
        depth = self.maps[number]
        local = (points - self.centre) @ lamps()[number].axes
        place = np.clip(local[:, :2] / self.texel + MAP_SIZE / 2 - 0.5, 0, MAP_SIZE - 1.01)
        along = local[:, 2] + self.texel * 1.2
        whole = place.astype(np.int32)
        part = place - whole
        f, g = part[:, 0], part[:, 1]
        cell = whole[:, 1] * MAP_SIZE + whole[:, 0]
        upper = (depth[cell] <= along) * (1 - f) + (depth[cell + 1] <= along) * f
        cell += MAP_SIZE
        lower = (depth[cell] <= along) * (1 - f) + (depth[cell + 1] <= along) * f
        return grid(upper * (1 - g) + lower * g)


def _kept(patch: Patch) -> Array:
    """The grid of a patch with not-a-number where its mask cuts it away."""
    if patch.mask is None:
        return patch.points
    rows, columns = patch.points.shape[:2]
    u, v = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    out = patch.points.copy()
    out[~patch.mask(grid(u), grid(v))] = np.nan
    return out


def irradiance(
    shadows: Shadows,
    points: Array,
    normals: Array,
    through: Array,
    ground: Array,
    eye: Array | None = None,
) -> tuple[Array, Array]:
    """Light that falls on points with normals, and the open share of the dome above them.

    Points seen from an `eye` are moved towards it a little, so that thin rims do not shade
    themselves.
    `through` (n,) is the share that passes a thin surface from behind; `ground` is the colour
    of the floor, which throws light back from below.
    """
    lifted = points + normals * shadows.texel * 1.6
    if eye is not None:
        lifted += unit(eye - points) * shadows.texel
    from_key = np.zeros(len(points), dtype=np.float32)
    from_dome = np.zeros(len(points), dtype=np.float32)
    open_sky = np.zeros(len(points), dtype=np.float32)
    turned = through.any()
    for number, lamp in enumerate(lamps()):
        arrives = shadows.reach(number, lifted)
        facing = normals @ lamp.direction
        seen = np.maximum(facing, 0)
        if turned:
            seen += through * np.maximum(-facing, 0)
        seen *= arrives * np.float32(lamp.power)
        if number < KEY_SAMPLES:
            from_key += seen
        else:
            from_dome += seen
            open_sky += arrives
    open_sky /= np.float32(DOME_SAMPLES)
    light = from_key[:, None] * KEY_COLOR + from_dome[:, None] * DOME_COLOR
    below = np.clip(0.5 - 0.5 * normals[:, 1], 0, 1) * (0.35 + 0.65 * open_sky)
    light += below[:, None] * ground * 0.34
    return light, open_sky


def _refined(grids: list[Array], texel: float) -> list[Array]:
    """The points of all grids, close enough together to leave no hole in a shadow map."""
    out = []
    for points in grids:
        rows = _steps(points, 0, texel)
        columns = _steps(points, 1, texel)
        i = np.minimum(rows.astype(np.int64), points.shape[0] - 2)
        f = (rows - i)[:, None, None]
        lines = points[i] * (1 - f) + points[i + 1] * f
        j = np.minimum(columns.astype(np.int64), points.shape[1] - 2)
        g = (columns - j)[None, :, None]
        dense = (lines[:, j] * (1 - g) + lines[:, j + 1] * g).reshape(-1, 3)
        out.append(grid(dense[~np.isnan(dense[:, 0])]))
    return out


def _steps(points: Array, axis: int, texel: float) -> Array:
    length = np.linalg.norm(np.diff(points, axis=axis), axis=-1)
    longest = np.nanmax(np.where(np.isnan(length), 0, length), axis=1 - axis)
    counts = np.clip(np.ceil(longest / (texel * 0.8)), 1, 2000).astype(int)
    starts = np.repeat(np.arange(len(counts)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.append(starts + offset / np.repeat(counts, counts), len(counts)).astype(np.float32)


def room(direction: Array, rough: Array, ground: Array, spark: Array | float = 0.0) -> Array:
    """What a mirror of this roughness shows in a direction: the studio around the product.

    `spark` makes the softbox so much brighter, as glass and glaze need it for their highlights.
    A softbox at the upper left, a tall strip at the right, a grey ceiling, the backdrop's colour
    at the horizon and the floor below; all edges widen with roughness.
    """
    soft = 0.05 + 0.9 * rough
    up = direction[:, 1]
    floor = _ramp(-up, -soft * 0.6, soft * 0.6)[:, None]
    sky = 0.68 + 0.35 * np.clip(up, 0, 1)
    behind = 0.72 + 0.28 * np.clip(direction[:, 2] * 0.5 + 0.5, 0, 1)
    base = (sky * behind)[:, None] * grid([0.78, 0.79, 0.81])
    horizon = np.exp(-((up / (0.35 + rough)) ** 2))[:, None]
    base = base * (1 - 0.55 * horizon) + ground * 0.9 * 0.55 * horizon
    out = base * (1 - floor) + ground * 0.62 * floor
    for centre, width, height, power in (
        ((-0.66, 0.42, 0.62), 0.36, 0.6, 2.3 + spark),
        ((0.95, 0.12, 0.28), 0.13, 0.85, 1.35 + 0.4 * np.asarray(spark)),
        ((-0.2, 0.98, -0.1), 0.8, 0.35, 0.7),
    ):
        out = out + (_card(direction, grid(centre), width, height, soft) * power)[:, None]
    dark = _card(direction, _unit(grid([0.35, 0.1, 0.93])), 0.28, 1.2, soft)
    return grid(out * (1 - 0.55 * dark)[:, None])


def _card(direction: Array, centre: Array, width: float, height: float, soft: Array) -> Array:
    centre = _unit(centre)
    side = _unit(np.cross(grid([0, 1, 0]), centre))
    over = np.cross(centre, side)
    front = np.maximum(direction @ centre, 1e-3)
    x = np.abs(direction @ side) / front
    y = np.abs(direction @ over) / front
    reach = width / (width + soft * 0.7)
    return grid(
        _ramp(width + soft * 0.5 - x, 0, soft)
        * _ramp(height + soft * 0.5 - y, 0, soft)
        * (direction @ centre > 0)
        * reach
    )


def _ramp(value: Array, low: Array | float, high: Array | float) -> Array:
    t = np.clip((value - low) / np.maximum(np.asarray(high) - low, 1e-6), 0, 1)
    return grid(t * t * (3 - 2 * t))


def _unit(vector: Array) -> Array:
    return grid(vector / np.linalg.norm(vector))

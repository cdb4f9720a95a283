"""Puts a model on a backdrop, points the camera at it and develops the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from .light import Shadows, irradiance, room, unshaded
from .raster import Camera, Seen, dot, look, unit
from .surface import Array, Finish, Model, PlaneTexture, grid, linear, rgb

SUPERSAMPLE = 2


@dataclass(frozen=True)
class Backdrop:
    """What stands behind and below: two colours, and a texture for the ground if it has one.

    `texture` maps plane coordinates in cm to factors (..., 3) on the ground's colour.
    `edge` is how far behind the origin, in cm, the floor meets the wall; None makes an endless
    sweep. With `upright` the ground is a wall behind the model, or a table seen from above.
    """

    wall: str
    ground: str
    texture: PlaneTexture | None = None
    edge: float | None = None
    upright: bool = False


@dataclass(frozen=True)
class Shot:
    """Where the camera stands and what it frames.

    `fill` is the share of the frame that the model takes; `closer` magnifies round `aim`, a
    place in the frame in 0..1. `perspective` is the viewing distance in model sizes.
    """

    yaw: float = 25
    pitch: float = 14
    fill: float = 0.74
    closer: float = 1.0
    aim: tuple[float, float] = (0.5, 0.5)
    perspective: float = 4.5
    lift: float = 0.03


def photograph(
    model: Model, backdrop: Backdrop, shot: Shot, size: int = 900, behind: Model | None = None
) -> Image.Image:
    """The picture of a model, `size` pixels square; `behind` stands out of focus at the back."""
    camera = fitted(model, shot, size)
    ground = rgb(backdrop.ground)
    plate, floor = _plate(backdrop, camera, size)
    if behind:
        plate = _with_blurred(behind, backdrop, camera, plate, floor, size)
    return _develop(_exposed(model, camera, plate, floor, ground, size), size)


def fitted(model: Model, shot: Shot, size: int) -> Camera:
    """A camera that frames the whole model as the shot asks."""
    points = np.concatenate(
        [p.points.reshape(-1, 3)[:: max(1, p.points.size // 9000)] for p in model]
    )
    reach = float(np.linalg.norm(points.max(axis=0) - points.min(axis=0)))
    camera = Camera(shot.yaw, shot.pitch, reach * shot.perspective)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    offset = camera.matrix @ middle
    camera = replace(camera, distance=camera.distance + float(offset[2]))
    seen = camera.project(points)[:, :2]
    low, high = seen.min(axis=0), seen.max(axis=0)
    zoom = shot.fill * size / float((high - low).max())
    centre = (low + high) / 2 * zoom
    target = grid([0.5 * size, (0.5 + shot.lift) * size])
    aim = grid(shot.aim) * size
    zoom_in = shot.closer
    shift = (target - centre - aim) * zoom_in + size / 2
    return replace(camera, zoom=zoom * zoom_in, shift=(float(shift[0]), float(shift[1])))


@dataclass
class _Floor:
    """The pixels where the ground is seen, and where on it, in cm."""

    pixel: np.ndarray
    position: Array
    normal: Array


def _plate(backdrop: Backdrop, camera: Camera, size: int) -> tuple[Array, _Floor]:
    """The empty backdrop in linear light (size * size, 3), and its ground."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) + 0.5
    rays = camera.rays(x.ravel(), y.ravel())
    eye = camera.eye
    down = (y.ravel() / size)[:, None]
    side = (x.ravel() / size)[:, None]
    wall = rgb(backdrop.wall) * (1.07 - 0.13 * down) * (1.05 - 0.1 * side)
    axis = 2 if backdrop.upright else 1
    with np.errstate(divide="ignore", invalid="ignore"):
        way = -eye[axis] / rays[:, axis]
    hit = (way > 0) & (rays[:, axis] < -1e-4)
    position = eye + rays * np.where(hit, way, 0)[:, None]
    share = hit.astype(np.float32)
    behind = position @ camera.away
    if backdrop.edge is not None and not backdrop.upright:
        share *= (behind < backdrop.edge).astype(np.float32)
    elif not backdrop.upright:
        share *= 1 - np.clip((behind * camera.zoom / size - 0.15) / 1.6, 0, 1)
    floor = rgb(backdrop.ground) * (1.04 - 0.08 * side) * np.ones_like(wall)
    if backdrop.texture is not None:
        a, b = position[:, 0], position[:, 1 if backdrop.upright else 2]
        floor = floor * backdrop.texture(grid(a), grid(b))
    plate = wall * (1 - share[:, None]) + floor * share[:, None]
    pixel = np.flatnonzero(hit & (share > 0.02))
    normal = grid([0, 0, 1] if backdrop.upright else [0, 1, 0])
    return grid(plate), _Floor(pixel, grid(position[pixel]), normal)


def _shade_floor(plate: Array, floor: _Floor, shadows: Shadows, strength: float = 1.0) -> Array:
    """The plate with the model's shadow on its ground.

    The shadow is worked out for every other pixel and row; away from the contact it is blurred,
    which hides that the softbox is a dozen lamps.
    """
    size = round(len(plate) ** 0.5)
    near = np.linalg.norm(floor.position - shadows.centre, axis=1) < shadows.radius * 3.6
    near &= (floor.pixel % size % 2 == 0) & (floor.pixel // size % 2 == 0)
    points = floor.position[near]
    if not len(points):
        return plate
    normals = np.broadcast_to(floor.normal, points.shape)
    through = np.zeros(len(points), np.float32)
    lit, open_sky = irradiance(shadows, points, normals, through, grid([0, 0, 0]))
    free = unshaded(floor.normal)
    half = (size + 1) // 2
    cell = floor.pixel[near] // size // 2 * half + floor.pixel[near] % size // 2
    factor = np.ones((half * half, 4), dtype=np.float32)
    factor[cell, :3] = np.clip(lit / free, 0, 1)
    factor[cell, 3] = open_sky
    field = factor.reshape(half, half, 4)
    tight, wide = blurred(field, half / 300), blurred(field, half / 42)
    loose = np.clip((tight[..., 3:] - 0.5) / 0.35, 0, 1)
    field = (tight * (1 - loose) + wide * loose)[..., :3].repeat(2, 0).repeat(2, 1)
    shadow = blurred(field[:size, :size], 1).reshape(-1, 3)
    out = plate.copy()
    out[floor.pixel] *= 1 - strength * (1 - shadow[floor.pixel]) * 0.92
    return out


def blurred(field: Array, radius: float) -> Array:
    """A field (rows, columns, channels) blurred by three box filters, nearly a Gaussian."""
    reach = max(1, round(radius))
    out = field
    for axis in (0, 1):
        for _ in range(3):
            pad = [(0, 0)] * out.ndim
            pad[axis] = (reach + 1, reach)
            total = np.cumsum(np.pad(out, pad, mode="edge"), axis=axis, dtype=np.float64)
            ahead = np.take(total, np.arange(2 * reach + 1, total.shape[axis]), axis=axis)
            back = np.take(total, np.arange(0, total.shape[axis] - 2 * reach - 1), axis=axis)
            out = grid((ahead - back) / (2 * reach + 1))
    return out


def _with_blurred(
    props: Model, backdrop: Backdrop, camera: Camera, plate: Array, floor: _Floor, size: int
) -> Array:
    """The plate with things standing out of focus on it; the ground close by stays sharp."""
    whole = _exposed(props, camera, plate, floor, rgb(backdrop.ground), size)
    picture = _develop(whole, size).filter(ImageFilter.GaussianBlur(size * 0.009))
    soft = linear(grid(np.asarray(picture)).reshape(-1, 3) / 255)
    behind = floor.position @ camera.away * camera.zoom / size
    blur = np.ones((size * size, 1), dtype=np.float32)
    blur[floor.pixel, 0] = np.clip((behind - 0.2) / 0.35, 0, 1)
    return grid(soft * blur + plate * (1 - blur))


def _exposed(
    model: Model, camera: Camera, plate: Array, floor: _Floor, ground: Array, size: int
) -> Array:
    """Linear light of the whole picture at `SUPERSAMPLE` times its size."""
    solid = [p for p in model if p.finish.glass < 0.5]
    clear = [p for p in model if p.finish.glass >= 0.5]
    if clear:
        plate = _shade_floor(plate, floor, Shadows(clear), strength=0.38)
    if solid:
        shadows = Shadows(solid)
        plate = _shade_floor(plate, floor, shadows)
    fine = replace(
        camera,
        zoom=camera.zoom * SUPERSAMPLE,
        shift=(camera.shift[0] * SUPERSAMPLE, camera.shift[1] * SUPERSAMPLE),
        width=size * SUPERSAMPLE,
    )
    big = size * SUPERSAMPLE
    picture = plate.reshape(size, size, 3).repeat(SUPERSAMPLE, 0).repeat(SUPERSAMPLE, 1)
    picture = picture.reshape(-1, 3)
    nearness = np.full(big * big, -1e9, dtype=np.float32)
    if solid:
        seen = look(solid, fine, SUPERSAMPLE)
        shaded = _tone(shade(solid, seen, fine, ground, shadows))
        picture[seen.pixel] = shaded[seen.source]
        nearness[seen.pixel] = seen.nearness[seen.source]
        picture = _bloom(picture, solid, seen, big)
    if clear:
        _lay_glass(picture, nearness, clear, fine, ground, big)
    return picture


def shade(model: Model, seen: Seen, camera: Camera, ground: Array, shadows: Shadows) -> Array:
    """Linear colour of each seen pixel: diffuse light with shadows, then reflections."""
    away = unit(camera.eye - seen.position)
    facing = dot(seen.normal, away)
    normal = np.where((facing < 0)[:, None], -seen.normal, seen.normal)
    color, values, normal = _surface_values(model, seen, camera, normal)
    rough, metal, gloss, sheen, translucent, glow = values.T
    facing = np.clip(dot(normal, away), 0.02, 1)
    light, open_sky = irradiance(shadows, seen.position, normal, translucent, ground, camera.eye)
    mirror = unit(2 * facing[:, None] * normal - away)
    shine = room(mirror, rough, ground, grid((1 - rough) ** 4 * (metal < 0.5) * 9))
    base = np.where(metal[:, None] > 0.5, color, gloss[:, None])
    rim = ((1 - facing) ** 5 * (1 - rough) ** 1.5)[:, None]
    fresnel = base + (1 - base) * rim * np.where(gloss > 0, 1, 0)[:, None]
    guard = (0.25 + 0.75 * open_sky)[:, None]
    out = color * light * (1 - metal[:, None]) * (1 - fresnel)
    out += shine * fresnel * guard * (1 + 0.22 * (metal > 0.5))[:, None]
    out += (sheen * (1 - facing) ** 3)[:, None] * light * (0.35 + 0.65 * color)
    out += color * glow[:, None]
    return grid(out)


def _surface_values(
    model: Model, seen: Seen, camera: Camera, normal: Array
) -> tuple[Array, Array, Array]:
    """Colour, the six plain values of the finish, and the normal after its relief."""
    color = np.empty_like(seen.position)
    values = np.empty((len(seen.position), 6), dtype=np.float32)
    normal = normal.copy()
    edges = np.searchsorted(seen.patch, np.arange(len(model) + 1))
    for number, patch in enumerate(model):
        part = slice(edges[number], edges[number + 1])
        if part.start == part.stop:
            continue
        f = patch.finish
        values[part] = (f.rough, f.metal, f.gloss, f.sheen, f.translucent, f.glow)
        u, v, at = seen.spot[part, 0], seen.spot[part, 1], seen.position[part]
        color[part] = rgb(f.color) if f.paint is None else f.paint(u, v, at)
        if f.relief is not None:
            normal[part] = _embossed(patch.points.shape, f, seen, part, normal[part], camera)
    return grid(color), values, grid(normal)


def _embossed(
    shape: tuple[int, ...], finish: Finish, seen: Seen, part: slice, normal: Array, camera: Camera
) -> Array:
    """Normals tilted by the slope of the finish's relief, measured a pixel apart."""
    relief = finish.relief
    if relief is None:
        return normal
    step = max(1.0 / camera.zoom, 0.006)
    u, v, at = seen.spot[part, 0], seen.spot[part, 1], seen.position[part]
    here = relief(u, v, at)
    out = normal.copy()
    for slope, count, axis in (
        (seen.along_u[part], shape[0], 0),
        (seen.along_v[part], shape[1], 1),
    ):
        length = np.maximum(np.linalg.norm(slope, axis=1), 1e-6)
        way = slope / length[:, None]
        ahead = step / (length * (count - 1))
        there = relief(
            grid(u + ahead * (axis == 0)), grid(v + ahead * (axis == 1)), grid(at + way * step)
        )
        out -= way * np.clip((there - here) / step, -1.5, 1.5)[:, None]
    return unit(out)


def _lay_glass(
    picture: Array, nearness: Array, clear: Model, camera: Camera, ground: Array, big: int
) -> None:
    """Lay clear surfaces over the picture: bend what is behind, tint it, add reflections."""
    seen = look(clear, camera)
    pixel = np.empty_like(seen.pixel)
    pixel[seen.source] = seen.pixel
    ahead = seen.nearness > nearness[pixel]
    away = unit(camera.eye - seen.position)
    facing = dot(seen.normal, away)
    normal = np.where((facing < 0)[:, None], -seen.normal, seen.normal)
    facing = np.clip(np.abs(facing), 0.02, 1)
    color, values, normal = _surface_values(clear, seen, camera, normal)
    rough = values[:, 0]
    inside = normal @ camera.matrix.T
    bend = (1 - facing) ** 2 * 16 * SUPERSAMPLE
    x = np.clip(pixel % big - inside[:, 0] * bend, 0, big - 1).astype(np.int64)
    y = np.clip(pixel // big + inside[:, 1] * bend, 0, big - 1).astype(np.int64)
    behind = picture[y * big + x]
    clearness = np.array([p.finish.glass for p in clear], dtype=np.float32)[seen.patch]
    passes = clearness * (1 - 0.6 * (1 - facing) ** 3)
    mirror = 2 * facing[:, None] * normal - away
    shine = room(grid(mirror), rough, ground, 11.0)
    fresnel = (0.032 + 0.968 * (1 - facing) ** 5 * 0.55)[:, None]
    veil = (1 - clearness)[:, None] * color * 0.9
    out = behind * passes[:, None] * (0.25 + 0.75 * color) + veil + shine * fresnel * 0.9
    picture[pixel[ahead]] = _tone(out[ahead])


def _bloom(picture: Array, model: Model, seen: Seen, big: int) -> Array:
    """Let glowing surfaces spill a soft halo over the picture."""
    glow = np.array([p.finish.glow for p in model], dtype=np.float32)[seen.patch][seen.source]
    if not (glow > 0.8).any():
        return picture
    source = np.zeros((big * big, 3), dtype=np.float32)
    lit = glow > 0.8
    source[seen.pixel[lit]] = np.minimum(picture[seen.pixel[lit]], 1.0)
    small = Image.fromarray((source.reshape(big, big, 3) * 255).astype(np.uint8))
    small = small.resize((big // 4, big // 4), Image.Resampling.BOX)
    halo = np.zeros((big // 4, big // 4, 3), dtype=np.float32)
    for radius, weight in ((0.012, 0.3), (0.05, 0.28), (0.13, 0.3)):
        blurred = small.filter(ImageFilter.GaussianBlur(big // 4 * radius))
        halo += np.asarray(blurred, dtype=np.float32) / 255 * weight
    wide = halo.repeat(4, 0).repeat(4, 1).reshape(-1, 3)
    return grid(picture + wide * (1 - np.minimum(picture, 1) * 0.75))


def _tone(light: Array) -> Array:
    """Roll highlights off softly instead of clipping them."""
    knee = 0.62
    over = np.maximum(light - knee, 0)
    return grid(np.minimum(light, knee) + (1 - knee) * (1 - np.exp(-over / (1 - knee) * 0.82)))


def _develop(picture: Array, size: int) -> Image.Image:
    """An sRGB image of `size` pixels from linear light at `SUPERSAMPLE` times that size."""
    side = round(len(picture) ** 0.5)
    if side == size * SUPERSAMPLE:
        shape = (size, SUPERSAMPLE, size, SUPERSAMPLE, 3)
        picture = np.clip(picture, 0, 1).reshape(shape).mean(axis=(1, 3)).reshape(-1, 3)
    value = np.clip(picture, 0, 1)
    srgb = np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055)
    return Image.fromarray((srgb * 255 + 0.5).astype(np.uint8).reshape(size, size, 3))

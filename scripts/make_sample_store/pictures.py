"""Plans which pictures a product needs, and takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .brands import BRANDS
from .palette import BACKDROPS, COLORS, color
from .product import Choice, Extra, Product, drawn, slug
from .studio.prints import Font, lettering
from .studio.stage import Backdrop, Shot, fitted, photograph
from .studio.surface import Model, bounds, move, on_floor

SIZE = 900
# WebP quality, and how many pixels wide the picture is blurred before.
STEPS = ((80, 0.0), (72, 0.0), (64, 0.0), (64, 0.5), (60, 0.7), (56, 0.9), (50, 1.1))
LARGEST = 15_000


@dataclass(frozen=True)
class Picture:
    """One picture of a product: its file, what it shows, and for which variants it stands."""

    file: str
    alt: str
    product: Product
    arguments: tuple[tuple[str, object], ...]
    choices: tuple[Choice, ...] = ()
    extra: Extra | None = None


def planned(product: Product) -> list[Picture]:
    """The pictures of a product: one for each look that its options give, then the extras."""
    looks: dict[tuple[tuple[str, object], ...], list[Choice]] = {}
    for choice in product.choices():
        looks.setdefault(_arguments(product, choice), []).append(choice)
    out = []
    for arguments, choices in looks.items():
        varies = [
            value
            for place, value in enumerate(choices[0])
            if len({c[place] for cs in looks.values() for c in cs}) > 1
            and len({c[place] for c in choices}) == 1
        ]
        name = slug(" ".join(varies))
        file = f"images/{product.handle}{'-' + name if name else ''}.webp"
        words = ", ".join(v.lower() if v in COLORS else v for v in varies)
        alt = f"{product.title}{', ' + words if words else ''}: {product.look.alt}"
        out.append(Picture(file, alt, product, arguments, tuple(choices)))
    first = out[0].arguments
    for extra in product.look.more:
        arguments = tuple({**dict(first), **extra.use}.items())
        file = f"images/{product.handle}-{extra.name}.webp"
        out.append(Picture(file, extra.alt, product, arguments, (), extra))
    return out


def _arguments(product: Product, choice: Choice) -> tuple[tuple[str, object], ...]:
    """The model's arguments for a choice of option values."""
    arguments = dict(product.look.use)
    if "Colour" in product.facts:
        arguments["color"] = color(str(product.facts["Colour"]))
    for option, value in zip(product.options, choice, strict=True):
        if value in product.look.by:
            arguments.update(product.look.by[value])
        elif option == "Colour":
            arguments["color"] = color(value)
    return tuple(arguments.items())


def taken(picture: Picture, size: int = SIZE) -> Image.Image:
    """The developed picture."""
    look, extra = picture.product.look, picture.extra
    shot = look.shot if extra is None or extra.shot is None else extra.shot
    model = _placed(picture, look.upright)
    behind = None
    if extra is not None and extra.range:
        model = _range(picture)
    if extra is not None and extra.props is not None:
        behind = extra.props()
    image = photograph(model, _backdrop(picture), shot, size, behind)
    if extra is not None and extra.sizes:
        _write_sizes(image, extra.sizes, model, shot)
    return image


def _placed(picture: Picture, upright: bool) -> Model:
    model = picture.product.look.model(**dict(picture.arguments))
    return model if upright else on_floor(model)


def _range(picture: Picture) -> Model:
    """All looks of the product in two rows, the back row showing through the gaps."""
    others = [p for p in planned(picture.product) if p.extra is None]
    models = [_placed(other, picture.product.look.upright) for other in others]
    low, high = bounds(models[0])
    width, deep = float(high[0] - low[0]), float(high[2] - low[2])
    front = len(models) // 2
    group: Model = []
    for number, model in enumerate(models):
        back = number >= front
        count, place = (len(models) - front, number - front) if back else (front, number)
        x = (place - (count - 1) / 2) * width * 1.12
        group += move(model, x=x, z=-max(deep, width) * 0.95 if back else 0.0)
    return group


def _backdrop(picture: Picture) -> Backdrop:
    product = picture.product
    if picture.extra is not None and picture.extra.backdrop:
        return BACKDROPS[picture.extra.backdrop]
    if picture.extra is not None and picture.extra.sizes:
        plain = "#f4f2ee"
        return replace(Backdrop(plain, plain), upright=product.look.upright)
    if product.look.on:
        return BACKDROPS[product.look.on]
    brand = BRANDS[product.brand]
    names = brand.walls if product.look.upright else brand.backdrops
    return BACKDROPS[names[int(drawn(product.handle + " backdrop", 0, len(names)))]]


def _write_sizes(image: Image.Image, sizes: tuple[str, ...], model: Model, shot: Shot) -> None:
    """Draw the width below and the height at the right, as `sizes` says (width, height)."""
    pen = ImageDraw.Draw(image)
    side = image.width
    seen = fitted(model, shot, side).project(
        np.concatenate([p.points.reshape(-1, 3) for p in model])
    )
    (left, top), (right, base) = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    ink, font, line = "#4b4a47", lettering(side * 0.036), max(1, side // 450)
    below, beside = min(base + side * 0.07, side * 0.95), min(right + side * 0.08, side * 0.93)
    _arrow(pen, (left, below), (right, below), ink, line)
    _label(pen, ((left + right) / 2, below), sizes[0], ink, font)
    if len(sizes) > 1:
        _arrow(pen, (beside, top), (beside, base), ink, line)
        _label(pen, (beside, (top + base) / 2), sizes[1], ink, font)


def _label(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, ink: str, font: Font
) -> None:
    left, top, right, base = pen.textbbox(at, text, font=font, anchor="mm")
    pen.rectangle((left - 8, top - 8, right + 8, base + 8), fill="#f2f0eb")
    pen.text(at, text, font=font, fill=ink, anchor="mm")


def _arrow(
    pen: ImageDraw.ImageDraw,
    start: tuple[float, float],
    stop: tuple[float, float],
    ink: str,
    line: int,
) -> None:
    pen.line((start, stop), fill=ink, width=line)
    across = (0, 10) if start[1] == stop[1] else (10, 0)
    for x, y in (start, stop):
        pen.line((x - across[0], y - across[1], x + across[0], y + across[1]), fill=ink, width=line)


def saved(picture: Picture, folder: Path) -> int:
    """Take a picture and save it as WebP below the folder; the size of the file in bytes.

    Busy pictures, of cloth mostly, lose grain and quality until they are small enough for a page.
    """
    path = folder / picture.file
    path.parent.mkdir(parents=True, exist_ok=True)
    image = taken(picture)
    for quality, blur in STEPS:
        calm = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
        calm.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= LARGEST:
            break
    return path.stat().st_size


def every(products: list[Product]) -> Iterator[Picture]:
    """All pictures of all products, in the order of the catalogue."""
    for product in products:
        yield from planned(product)

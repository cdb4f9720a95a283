"""Pictures: reads what was given, and makes WebP copies in the sizes that pages ask for."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import PictureUnreadable
from .schemas import Media

WIDTHS = (160, 320, 640, 1200)
QUALITY = 80
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000
# No others: some readers of Pillow start programs, and most are seldom looked at.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A picture in all sizes: SHA-256 of the original, its pixels, WebP bytes by width."""

    content_hash: str
    width: int
    height: int
    sizes: dict[int, bytes]


def fingerprint(content: bytes) -> str:
    """The name of a picture's files: the first 32 hex digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:32]


def render(content: bytes) -> Rendering:
    """Make WebP copies of a picture, none wider than the original; raises PictureUnreadable.

    Turns the picture as its EXIF says and drops all other metadata, places included.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS or max(opened.size) > LONGEST_SIDE:
                raise PictureUnreadable(
                    "This picture has more than 50 million pixels, or a side above 16,000."
                )
            upright = ImageOps.exif_transpose(opened)
            image = upright.convert("RGBA" if _transparent(upright) else "RGB")
    except (
        UnidentifiedImageError, OSError, EOFError, ValueError, SyntaxError, RuntimeError,
        Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise PictureUnreadable from error
    widths = sorted({min(width, image.width) for width in WIDTHS})
    sizes = {}
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        copy = (
            image
            if width == image.width
            else image.resize((width, height), Image.Resampling.LANCZOS)
        )
        out = io.BytesIO()
        copy.save(out, "WEBP", quality=QUALITY, method=3)
        sizes[width] = out.getvalue()
    return Rendering(fingerprint(content), image.width, image.height, sizes)


def file_key(store_id: UUID, content_hash: str, width: int) -> str:
    """The storage key of one size of a picture."""
    return f"{store_id}/media/{content_hash}/{width}.webp"


def address(store_id: UUID, content_hash: str, width: int) -> str:
    """The path that pages use for one size of a picture."""
    return f"/media/{file_key(store_id, content_hash, width).replace('/media/', '/', 1)}"


def srcset(store_id: UUID, content_hash: str, widths: list[int]) -> str:
    """All sizes of a picture, as the `srcset` of an HTML image."""
    return ", ".join(f"{address(store_id, content_hash, w)} {w}w" for w in sorted(widths))


def card_width(widths: list[int]) -> int:
    """The size that suits a list of products: about 640 pixels."""
    return min(widths, key=lambda width: abs(width - 640))


def picture(store_id: UUID, row: Mapping[str, Any]) -> Media:
    """The read model of a picture."""
    ready = row["state"] == "ready"
    widths = row["widths"]
    return Media(
        id=row["id"],
        state=row["state"],
        url=address(store_id, row["content_hash"], max(widths)) if ready else "",
        srcset=srcset(store_id, row["content_hash"], widths) if ready else "",
        alt=row["alt"],
        width=row["width"],
        height=row["height"],
        source=row["source"],
    )


def _transparent(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info

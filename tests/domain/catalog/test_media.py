"""Pictures: read whatever comes, refuse what cannot be shown."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from storewise.domain.catalog import media
from storewise.domain.catalog.errors import PictureUnreadable


def _picture(kind: str, size: tuple[int, int] = (48, 32), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", media.FORMATS)
def test_pictures_of_the_web_are_read(kind: str) -> None:
    rendering = media.render(_picture(kind, (1600, 800)))
    assert (rendering.width, rendering.height) == (1600, 800)
    assert list(rendering.sizes) == [160, 320, 640, 1200]
    smallest = Image.open(io.BytesIO(rendering.sizes[160]))
    assert (smallest.format, smallest.size) == ("WEBP", (160, 80))


def test_transparency_stays() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(clear, "PNG")
    (copy,) = media.render(clear.getvalue()).sizes.values()
    assert Image.open(io.BytesIO(copy)).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "PCX", "EPS"])
def test_other_formats_are_refused(kind: str) -> None:
    with pytest.raises(PictureUnreadable):
        media.render(_picture(kind))


@pytest.mark.parametrize("size", [(1, 16_001), (16_001, 1)])
def test_what_webp_cannot_hold_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(PictureUnreadable, match="16,000"):
        media.render(_picture("PNG", size))


@settings(max_examples=200, deadline=None)
@given(
    picture=st.sampled_from([_picture(kind) for kind in media.FORMATS]),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    kept=st.integers(1, 4000),
)
def test_damaged_pictures_are_read_or_refused(
    picture: bytes, changes: list[tuple[int, int]], kept: int
) -> None:
    damaged = bytearray(picture)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    try:
        rendering = media.render(bytes(damaged[:kept]))
    except PictureUnreadable:
        return
    assert rendering.sizes

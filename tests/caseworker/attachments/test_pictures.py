"""The small pictures of a list: upright, turned as kept, and too small to read a number in."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from caseworker.attachments.pictures import THUMBNAIL, small_picture
from tests.caseworker.attachments.papers import picture

BLACK = 60


def dark_corner(png: bytes) -> tuple[bool, bool, bool, bool]:
    """Which corner is dark: top left, top right, bottom right, bottom left."""
    image = Image.open(io.BytesIO(png)).convert("L")
    right, bottom = image.width - 1, image.height - 1
    corners = ((0, 0), (right, 0), (right, bottom), (0, bottom))
    found = [image.crop((*corner, corner[0] + 1, corner[1] + 1)).tobytes()[0] < BLACK for corner in corners]
    return (found[0], found[1], found[2], found[3])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize(("form", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")])
def test_small_and_turned_clockwise(form: str, media_type: str, turned: int) -> None:
    small = small_picture(picture(form, (900, 600)), media_type, turned)
    assert max(Image.open(io.BytesIO(small)).size) == THUMBNAIL
    assert dark_corner(small).index(True) == turned // 90
    assert sum(dark_corner(small)) == 1


def test_a_phone_held_sideways_is_shown_upright() -> None:
    image = Image.open(io.BytesIO(picture("JPEG", (900, 600))))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn 90 degrees clockwise to see it upright
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    small = small_picture(out.getvalue(), "image/jpeg")
    width, height = Image.open(io.BytesIO(small)).size
    assert height > width and dark_corner(small)[1]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_way_scanners_keep_colour(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, "TIFF" if mode == "CMYK" else "PNG")
    media_type = "image/tiff" if mode == "CMYK" else "image/png"
    assert Image.open(io.BytesIO(small_picture(out.getvalue(), media_type))).size == (40, 30)

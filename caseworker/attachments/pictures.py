"""Pictures: whether one can be read whole, how large it is, and the small one shown in a list.

Pillow is imported when a picture is met, not at the start.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from caseworker.problems import OfficerProblem

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_PIXELS = 50_000_000
THUMBNAIL = 96
"""The longer side of a small picture in pixels: enough to tell papers apart, too little to read a number."""
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF", "image/bmp": "BMP"}


def check_picture(name: str, content: bytes, media_type: str) -> None:
    """Refuse a picture that is too large or cannot be read to its end."""
    from PIL import Image

    try:
        picture = _opened(content, media_type)
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.draft("RGB", (THUMBNAIL, THUMBNAIL))
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise OfficerProblem("attachments.too_many_pixels", name=name, most=MOST_PIXELS // 10_000) from error
    except Exception as error:  # a decoder fails in any way it likes; the file is what is wrong
        raise OfficerProblem("attachments.damaged", name=name) from error


def small_picture(content: bytes, media_type: str, turned: int = 0) -> bytes:
    """A PNG of at most `THUMBNAIL` pixels a side, upright and turned clockwise by `turned` degrees."""
    from PIL import Image, ImageOps

    picture = _opened(content, media_type)
    picture.draft("RGB", (THUMBNAIL * 2, THUMBNAIL * 2))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in {"RGB", "RGBA"}:
        upright = upright.convert("RGB")
    upright.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.rotate(-turned, expand=True).save(out, "PNG")
    return out.getvalue()


def _opened(content: bytes, media_type: str) -> Picture:
    """Opened by the one decoder its type names; Pillow would else try every format it knows."""
    from PIL import Image

    return Image.open(io.BytesIO(content), formats=[_FORMATS[media_type]])

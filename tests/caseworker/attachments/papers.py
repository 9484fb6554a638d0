"""Files as they arrive at a counter, made here. Nothing in them is about anybody."""

from __future__ import annotations

import io
import zipfile

from PIL import Image
from reportlab.pdfgen import canvas

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "white") -> bytes:
    """A picture of one colour with a dark corner at the top left, so that turning it can be seen."""
    image = Image.new("RGB", size, colour)
    image.paste("black", (0, 0, size[0] // 4, size[1] // 4))
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def pdf(pages: int = 1, words: str = "sample") -> bytes:
    """A PDF with some words on each page."""
    out = io.BytesIO()
    paper = canvas.Canvas(out, invariant=1)
    for page in range(pages):
        paper.drawString(72, 720, f"{words} {page + 1}")
        paper.showPage()
    paper.save()
    return out.getvalue()


def office(main: str = "word/document.xml", *more: str, types: str = "") -> bytes:
    """A zip laid out like a Word or Excel file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(zipfile.ZipInfo("[Content_Types].xml"), _TYPES.format(types))
        for part in (main, *more):
            parts.writestr(zipfile.ZipInfo(part), "<x/>")
    return out.getvalue()

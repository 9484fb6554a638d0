"""Reading a finished PDF back: its text, fonts, bookmarks, and the codes a camera would see."""

from __future__ import annotations

import ctypes
import ctypes.util
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
needs_zbar = pytest.mark.skipif(
    ctypes.util.find_library("zbar") is None or shutil.which("pdftoppm") is None,
    reason="libzbar0 and poppler-utils are not installed",
)


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page as pypdf reads it, without any white space: lines break anywhere in Chinese."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return "".join(page_texts(pdf))


def poppler_text(pdf: bytes, folder: Path) -> str:
    """The text as pdftotext reads it, without white space."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, cwd=folder)
    return "".join(done.stdout.decode("utf-8").split())


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Title and page number (from 1) of each bookmark."""
    reader = PdfReader(io.BytesIO(pdf))
    return [(str(item["/Title"]), reader.get_destination_page_number(item) + 1) for item in reader.outline]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font the pages ask for, and whether it is embedded."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            described = font.get_object().get("/FontDescriptor")
            found[str(font.get_object()["/BaseFont"])] = bool(described and "/FontFile2" in described.get_object())
    return found


def codes(pdf: bytes, page: int, folder: Path) -> list[str]:
    """The codes zbar finds on one page rendered at 150 dpi, as an office scanner would see it."""
    command = ["pdftoppm", "-r", "150", "-gray", "-f", str(page), "-l", str(page), "-png", "-"]
    rendered = subprocess.run(command, input=pdf, capture_output=True, check=True, cwd=folder).stdout
    return _scan(Image.open(io.BytesIO(rendered)).convert("L"))


def _scan(image: Image.Image) -> list[str]:
    zbar = ctypes.CDLL(ctypes.util.find_library("zbar"))
    for name in (
        "zbar_image_scanner_create",
        "zbar_image_create",
        "zbar_image_first_symbol",
        "zbar_symbol_next",
    ):
        getattr(zbar, name).restype = ctypes.c_void_p
    zbar.zbar_symbol_get_data.restype = ctypes.c_char_p
    scanner = ctypes.c_void_p(zbar.zbar_image_scanner_create())
    seen = ctypes.c_void_p(zbar.zbar_image_create())
    pixels = image.tobytes()
    zbar.zbar_image_set_format(seen, ctypes.c_ulong(int.from_bytes(b"Y800", "little")))
    zbar.zbar_image_set_size(seen, image.width, image.height)
    zbar.zbar_image_set_data(seen, pixels, ctypes.c_ulong(len(pixels)), None)
    zbar.zbar_scan_image(scanner, seen)
    found = []
    symbol = zbar.zbar_image_first_symbol(seen)
    while symbol:
        found.append(zbar.zbar_symbol_get_data(ctypes.c_void_p(symbol)).decode("utf-8"))
        symbol = zbar.zbar_symbol_next(ctypes.c_void_p(symbol))
    zbar.zbar_image_destroy(seen)
    zbar.zbar_image_scanner_destroy(scanner)
    return found

"""The bundled fonts, as the PDF writer needs them: which font draws which character, and how wide.

Body text is Song (Noto Serif SC); a character it lacks is looked for in Hei (Noto Sans SC), then in HanaMinB
(CJK extensions B to F, rare names), then in DejaVu Sans, from which only boxes and ticks are taken. What
none of them has is never drawn as a blank or a box: the caller is told which characters are missing.

Fonts are read on first use (0.1 to 0.3 s each) and kept; their files are mapped, not copied into memory.
"""

from __future__ import annotations

import mmap
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from importlib.resources import as_file, files
from itertools import groupby
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics, ttfonts

from caseworker.problems import OfficerProblem


class Face(StrEnum):
    """The two weights a form is set in: 宋体 and its bold for titles."""

    SONG = "Song"
    SONG_BOLD = "SongBold"


class Glyph(NamedTuple):
    """Where a character is drawn from: a registered font name, and its advance in thousandths of the size."""

    font: str
    advance: float


_FILES: Final = {
    "Song": "NotoSerifSC-Regular.ttf",
    "SongBold": "NotoSerifSC-Bold.ttf",
    "Hei": "NotoSansSC-Regular.ttf",
    "HeiBold": "NotoSansSC-Bold.ttf",
    "Rare": "HanaMinB.ttf",
    "Symbols": "DejaVuSans.ttf",
}
_CHAINS: Final = {
    Face.SONG: ("Song", "Hei", "Rare", "Symbols"),
    Face.SONG_BOLD: ("SongBold", "HeiBold", "Rare", "Symbols"),
}
# DejaVu knows scripts (Arabic, Hebrew) that need shaping we do not do: take its signs, refuse its letters.
_SYMBOLS: Final = frozenset("☐☑☒✓✔✗✘★☆●○■□▲△→←↑↓")

_lock = threading.Lock()
_glyphs: dict[Face, dict[str, Glyph | None]] = {face: {} for face in Face}


def glyph(character: str, face: Face = Face.SONG) -> Glyph | None:
    """The font and width for one character, or None if no bundled font can draw it."""
    known = _glyphs[face]
    if character not in known:
        known[character] = _look_up(character, face)
    return known[character]


def missing(text: str, face: Face = Face.SONG) -> list[str]:
    """The characters of `text` that no bundled font can draw, each once, in order."""
    return [c for c in dict.fromkeys(text) if glyph(c, face) is None]


def refusal(characters: Iterable[str]) -> OfficerProblem:
    """The problem to raise for characters that cannot be drawn; names each with its code point (U+E81E)."""
    return OfficerProblem("documents.missing_glyph", characters=" ".join(_named(c) for c in characters))


def runs(text: str, face: Face = Face.SONG) -> list[tuple[str, str]]:
    """`text` cut into (font name, piece); raises the refusal if a character cannot be drawn."""
    if lacking := missing(text, face):
        raise refusal(lacking)
    return [(font, "".join(piece)) for font, piece in groupby(text, key=lambda c: _font_of(c, face))]


def measure(text: str, face: Face, size: float) -> float:
    """Width of `text` in points; a character that cannot be drawn counts as one em."""
    total = 0.0
    for character in text:
        found = glyph(character, face)
        total += found.advance if found else 1000.0
    return total * size / 1000


def first_font() -> str:
    """The name of the body font, ready for use: a canvas starts in it, or it would ask for Helvetica
    unembedded.
    """
    return str(_font(Face.SONG).fontName)


def _font_of(character: str, face: Face) -> str:
    found = glyph(character, face)
    assert found is not None
    return found.font


def _look_up(character: str, face: Face) -> Glyph | None:
    code = ord(character)
    for name in _CHAINS[face]:
        if name == "Symbols" and character not in _SYMBOLS:
            continue
        shape = _font(name).face
        if code in shape.charToGlyph:
            return Glyph(name, float(shape.getCharWidth(code)))
    return None


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    drawable_elsewhere = unicodedata.category(character)[0] not in "CZ"
    return f"{character} {code}" if drawable_elsewhere else code


def _font(name: str) -> ttfonts.TTFont:
    with _lock:
        if name not in pdfmetrics.getRegisteredFontNames():
            ttfonts.makeToUnicodeCMap = _to_unicode_map
            pdfmetrics.registerFont(_read(name))
        return pdfmetrics.getFont(name)


def _read(name: str) -> ttfonts.TTFont:
    with as_file(files("resources") / "fonts" / _FILES[name]) as path, path.open("rb") as file:
        mapped = _MappedFile(str(path.name), mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return ttfonts.TTFont(name, mapped, asciiReadable=False)


class _MappedFile:
    """What the font parser takes for an open file; it keeps and slices what `read` returns."""

    def __init__(self, name: str, content: mmap.mmap) -> None:
        self.name = name
        self._content = content

    def read(self) -> mmap.mmap:
        return self._content


def _to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a font subset (PDF 32000-1, 9.10.3), in place of reportlab's own.

    reportlab 5.1.0 writes a code point as bare hexadecimal, five digits beyond the BMP; the format wants
    UTF-16BE, so 𪨧 (U+2AA27) would be copied and searched as another character. It also puts all entries
    into one block, of which the format allows at most 100.
    """
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()

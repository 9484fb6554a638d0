"""Setting Chinese text: where lines may break, how many lines a text takes, what to do when it is too long.

The rules are those of ordinary Chinese print: a line may break between any two characters, but no closing
punctuation starts a line, no opening bracket ends one, and words or numbers in Latin letters stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caseworker.documents.fonts import Face, measure

BODY: Final = 10.5
"""Size of cell text in points (五号)."""
FLOOR: Final = 7.5
"""The smallest size a cell's text is shrunk to (六号): below it, an older reader needs a glass."""
LEADING: Final = 1.32

_NO_START: Final = frozenset("，。、；：！？）》」』】〕〉”’…—·％%℃,.;:!?)]}")
_NO_END: Final = frozenset("（《「『【〔〈“‘￥¥([{")
_SPACES: Final = " \u3000"


@dataclass(frozen=True, slots=True)
class SetText:
    """Text broken into lines at one size; `rest` is true if there was more than the lines hold."""

    lines: tuple[str, ...]
    size: float
    face: Face
    cut: bool = False

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)


def clean(text: str) -> str:
    """NFC, with tabs and line ends as a form can carry them."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def wrap(text: str, width: float, size: float, face: Face = Face.SONG, indent: float = 0.0) -> list[str]:
    """Lines of `text` no wider than `width` points; the first is shorter by `indent`."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fill(list(_units(paragraph)), width, size, face, indent if not lines else 0.0)
    return lines


def wrap_units(units: Sequence[str], width: float, size: float, face: Face = Face.SONG) -> list[str]:
    """Lines made of pieces that must not be broken inside (tick boxes with their words)."""
    return _fill(list(units), width, size, face, 0.0)


def fit(text: str, width: float, lines: int, face: Face = Face.SONG, size: float = BODY) -> SetText:
    """Set `text` at `size` in at most `lines` lines, smaller if it must be, never below the floor.

    A smaller size also fits more lines into the height that `lines` lines of `size` take. What does not fit
    at the floor is left out here and reported as `cut`: the caller continues it on an annex page.
    """
    trial = size
    while True:
        room = max(lines, int(lines * size / trial + 0.01))
        found = wrap(text, width, trial, face)
        if len(found) <= room:
            return SetText(tuple(found), trial, face)
        if trial <= FLOOR:
            return SetText(tuple(found[:room]), trial, face, cut=True)
        trial = max(FLOOR, trial - 0.5)


def _units(text: str) -> Iterator[str]:
    """Pieces that stay on one line: a character with its punctuation, a Latin word, a signed number."""
    unit = ""
    for character in text:
        if unit and not _joined(unit, character):
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def _joined(unit: str, character: str) -> bool:
    last = unit[-1]
    if character in _NO_START or last in _NO_END:
        return True
    if character == " ":
        return True
    return _latin(last) and _latin(character)


def _latin(character: str) -> bool:
    return "!" <= character <= "\u024f"


def _fill(units: list[str], width: float, size: float, face: Face, indent: float) -> list[str]:
    lines: list[str] = []
    line, used, room = "", 0.0, width - indent
    for unit in _breakable(units, width, size, face):
        needed = measure(unit.rstrip(_SPACES), face, size)
        if line and used + needed > room + 0.01:
            lines.append(line.rstrip(_SPACES))
            line, used, room = "", 0.0, width
        line += unit
        used += measure(unit, face, size)
    return [*lines, line.rstrip(_SPACES)]


def _breakable(units: list[str], width: float, size: float, face: Face) -> Iterator[str]:
    """The units, with those wider than a whole line cut where they must be."""
    for unit in units:
        piece = ""
        for character in unit if measure(unit, face, size) > width else (unit,):
            if piece and measure(piece + character, face, size) > width:
                yield piece
                piece = ""
            piece += character
        yield piece

"""Arrows, ticks and dots for the style sheet, painted once per theme and size.

A style sheet can only take these from files; painting them from the tokens keeps them in step with every
theme and
text size without shipping one picture per combination.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPen

    from ui.theme.tokens import Tokens

CANVAS = 12.0
Strokes = tuple[tuple[float, float], ...]

LINES: dict[str, Strokes] = {
    "down": ((2.5, 4.5), (6, 8), (9.5, 4.5)),
    "up": ((2.5, 7.5), (6, 4), (9.5, 7.5)),
    "left": ((7.5, 2.5), (4, 6), (7.5, 9.5)),
    "right": ((4.5, 2.5), (8, 6), (4.5, 9.5)),
    "tick": ((2.2, 6.4), (4.8, 9), (9.8, 3.2)),
    "dash": ((2.5, 6), (9.5, 6)),
}
NAMES = (*LINES, "down_off", "close", "dot")


def glyph_paths(folder: Path) -> dict[str, str]:
    """Where in `folder` the glyphs are: name -> path usable in `url(...)`."""
    return {name: (folder / f"{name}.png").as_posix() for name in NAMES}


def paint_glyphs(tokens: Tokens, pixel_size: int, folder: Path) -> None:
    """Write the glyphs for a theme and text size into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    side = max(12, round(pixel_size * 0.86))
    colours = {"tick": tokens.on_primary, "dash": tokens.on_primary}
    for name, strokes in LINES.items():
        _write(folder, name, side, _stroke(strokes, colours.get(name, tokens.soft)))
    _write(folder, "down_off", side, _stroke(LINES["down"], tokens.edge))
    _write(folder, "close", side, _cross(tokens.soft))
    _write(folder, "dot", side, _dot(tokens.on_primary))


def _write(folder: Path, name: str, side: int, draw: Callable[[QPainter], None]) -> None:
    for ratio, suffix in ((1, ""), (2, "@2x")):
        pixmap = QtGui.QPixmap(side * ratio, side * ratio)
        pixmap.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QtGui.QPainter(pixmap)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.scale(side * ratio / CANVAS, side * ratio / CANVAS)
        draw(painter)
        painter.end()
        pixmap.save(str(folder / f"{name}{suffix}.png"))


def _stroke(points: Strokes, colour: str) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.setPen(_pen(colour))
        painter.drawPolyline(QtGui.QPolygonF([QtCore.QPointF(x, y) for x, y in points]))

    return draw


def _cross(colour: str) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.setPen(_pen(colour))
        painter.drawLine(QtCore.QPointF(3, 3), QtCore.QPointF(9, 9))
        painter.drawLine(QtCore.QPointF(9, 3), QtCore.QPointF(3, 9))

    return draw


def _dot(colour: str) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(QtGui.QColor(colour))
        painter.drawEllipse(QtCore.QRectF(3.4, 3.4, 5.2, 5.2))

    return draw


def _pen(colour: str) -> QPen:
    line, cap, join = QtCore.Qt.PenStyle, QtCore.Qt.PenCapStyle, QtCore.Qt.PenJoinStyle
    return QtGui.QPen(QtGui.QColor(colour), 1.5, line.SolidLine, cap.RoundCap, join.RoundJoin)

"""Putting a theme on the running application, and asking it for colours and sizes while painting."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtGui import QColor, QPalette

from ui.theme.fonts import BASE_PX, ui_font
from ui.theme.glyphs import glyph_paths, paint_glyphs
from ui.theme.qss import control_height, style_sheet
from ui.theme.tokens import TOKENS, Theme, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

ROW_HEIGHT = 36
"""Height of a table row at 100 %."""

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "field"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "danger"),
    (QPalette.ColorRole.Highlight, "primary"),
    (QPalette.ColorRole.HighlightedText, "on_primary"),
    (QPalette.ColorRole.PlaceholderText, "faint"),
    (QPalette.ColorRole.ToolTipBase, "toast"),
    (QPalette.ColorRole.ToolTipText, "on_toast"),
    (QPalette.ColorRole.Link, "primary_ink"),
    (QPalette.ColorRole.LinkVisited, "primary_ink"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
)


class _Look:
    """What is on the application now. One per process, because Qt has one application per process."""

    def __init__(self) -> None:
        self.theme, self.scale = Theme.LIGHT, 100
        self.tokens = TOKENS[Theme.LIGHT]
        self.colours: dict[str, QColor] = {}
        self.glyphs: dict[str, str] = {}
        self.glyph_home: tempfile.TemporaryDirectory[str] | None = None


_look = _Look()


def apply(app: QApplication, theme: Theme | str, scale: int = 100, *, glyphs: bool = True) -> None:
    """Put a theme at a text scale (percent: 100, 115, 130, 150) on the application; may be called again at any time.

    Without `glyphs` the pictures of arrows and ticks are left to `draw_glyphs`: the sign-in shows none.
    """
    _look.theme, _look.scale = Theme(theme), scale
    _look.tokens = TOKENS[_look.theme]
    _look.colours = {name: QColor(getattr(_look.tokens, name)) for name in _look.tokens.names()}
    app.setPalette(_palette(_look.tokens))
    pixel_size = px(BASE_PX)
    app.setFont(ui_font(pixel_size))
    _look.glyphs = glyph_paths(_glyph_folder())
    if glyphs:
        draw_glyphs()
    app.setStyleSheet(style_sheet(_look.tokens, pixel_size, _look.glyphs))


def draw_glyphs() -> None:
    """Paint the pictures the style sheet names, before anything that shows one is made."""
    paint_glyphs(_look.tokens, px(BASE_PX), _glyph_folder())


def colour(name: str) -> QColor:
    """The current theme's colour of a token, for painters."""
    if not _look.colours:
        return QColor(getattr(_look.tokens, name))
    return _look.colours[name]


def glyph(name: str) -> QIcon:
    """A small arrow, tick or cross in the current theme: down, up, left, right, tick, dash, close, dot."""
    return QtGui.QIcon(_look.glyphs[name]) if name in _look.glyphs else QtGui.QIcon()


def theme() -> Theme:
    """The theme on the application."""
    return _look.theme


def scale() -> int:
    """The text scale on the application, in percent."""
    return _look.scale


def px(length: float) -> int:
    """A length designed at 100 % in the current text scale, in whole logical pixels."""
    return round(length * _look.scale / 100)


def row_height() -> int:
    """Height of a table or list row in the current scale."""
    return px(ROW_HEIGHT)


def input_height() -> int:
    """Outer height of buttons and one-line inputs in the current scale."""
    return control_height(px(BASE_PX))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return palette


def _glyph_folder() -> Path:
    if _look.glyph_home is None:
        _look.glyph_home = tempfile.TemporaryDirectory(prefix="caseworker-look-", ignore_cleanup_errors=True)
    return Path(_look.glyph_home.name) / f"{_look.theme}-{px(BASE_PX)}"

"""Putting a theme on the running application, and asking it for colours and sizes while painting."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import BASE_PX, ui_font
from ui.theme.glyphs import paint_glyphs
from ui.theme.qss import control_height, style_sheet
from ui.theme.tokens import TOKENS, Theme, Tokens

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


@dataclass(slots=True)
class _Look:
    """What is on the application now. One per process, because Qt has one application per process."""

    theme: Theme = Theme.LIGHT
    scale: int = 100
    tokens: Tokens = TOKENS[Theme.LIGHT]
    colours: dict[str, QColor] = field(default_factory=dict)
    glyphs: dict[str, str] = field(default_factory=dict)
    glyph_home: tempfile.TemporaryDirectory[str] | None = None


_look = _Look()


def apply(app: QApplication, theme: Theme | str, scale: int = 100) -> None:
    """Put a theme at a text scale (percent: 100, 115, 130, 150) on the application; may be called again at
    any time.
    """
    _look.theme, _look.scale = Theme(theme), scale
    _look.tokens = TOKENS[_look.theme]
    _look.colours = {name: QColor(getattr(_look.tokens, name)) for name in _look.tokens.names()}
    if app.style() is None or app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(_look.tokens))
    pixel_size = px(BASE_PX)
    app.setFont(ui_font(pixel_size))
    _look.glyphs = _glyphs(pixel_size)
    app.setStyleSheet(style_sheet(_look.tokens, pixel_size, _look.glyphs))


def colour(name: str) -> QColor:
    """The current theme's colour of a token, for painters."""
    if not _look.colours:
        return QColor(getattr(_look.tokens, name))
    return _look.colours[name]


def glyph(name: str) -> QIcon:
    """A small arrow, tick or cross in the current theme: down, up, left, right, tick, dash, close, dot."""
    return QIcon(_look.glyphs[name]) if name in _look.glyphs else QIcon()


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


def _glyphs(pixel_size: int) -> dict[str, str]:
    if _look.glyph_home is None:
        _look.glyph_home = tempfile.TemporaryDirectory(prefix="caseworker-look-", ignore_cleanup_errors=True)
    folder = Path(_look.glyph_home.name) / f"{_look.theme}-{pixel_size}"
    return paint_glyphs(_look.tokens, pixel_size, folder)

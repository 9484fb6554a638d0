"""How the window looks: tokens, palette, style sheet, fonts. No widget names a colour of its own."""

from ui.theme.apply import apply, colour, draw_glyphs, glyph, input_height, px, row_height, scale, theme
from ui.theme.fonts import load_fonts, ui_font
from ui.theme.tokens import Theme

__all__ = [
    "Theme",
    "apply",
    "colour",
    "draw_glyphs",
    "glyph",
    "input_height",
    "load_fonts",
    "px",
    "row_height",
    "scale",
    "theme",
    "ui_font",
]

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from ui import theme
from ui.theme.fonts import FAMILIES, load_fonts
from ui.theme.tokens import DARK, LIGHT


def test_a_theme_reaches_palette_style_sheet_and_painters(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.theme() is theme.Theme.DARK
    assert theme.colour("ink") == QColor(DARK.ink)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)
    assert DARK.primary in qapp.styleSheet() and LIGHT.primary not in qapp.styleSheet()


@pytest.mark.parametrize(("scale", "row", "text"), [(100, 36, 14), (115, 41, 16), (130, 47, 18), (150, 54, 21)])
def test_text_size_carries_rows_and_fonts(qapp: QApplication, scale: int, row: int, text: int) -> None:
    theme.apply(qapp, "light", scale)
    assert (theme.row_height(), qapp.font().pixelSize(), theme.scale()) == (row, text, scale)


def test_larger_text_makes_larger_buttons(qapp: QApplication) -> None:
    button = QPushButton("保存")
    small = button.sizeHint()
    theme.apply(qapp, "light", 150)
    button.ensurePolished()
    assert button.sizeHint().height() > small.height() and button.sizeHint().width() > small.width()


@pytest.mark.parametrize("name", list(theme.Theme))
def test_every_picture_of_the_style_sheet_is_there(qapp: QApplication, name: theme.Theme) -> None:
    theme.apply(qapp, name, 130)
    pictures = re.findall(r"url\(([^)]+)\)", qapp.styleSheet())
    assert pictures and all(Path(picture).is_file() for picture in pictures)
    assert "$" not in qapp.styleSheet()


def test_the_bundled_fonts_carry_the_window(qapp: QApplication) -> None:
    assert set(FAMILIES) <= set(load_fonts())

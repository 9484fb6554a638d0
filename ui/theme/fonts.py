"""The bundled fonts. The window needs no font of the machine, so any Chinese name is drawn on any PC.

Noto Sans SC draws the interface, HanaMinB the rare characters of names (Extensions B to F) that Noto lacks.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = ("Noto Sans SC", "HanaMinB")
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
BASE_PX = 14
"""Text size at 100 %, in logical pixels."""


def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt; returns the families Qt now knows from them."""
    families: list[str] = []
    for name in FILES:
        source = files("resources") / "fonts" / name
        if not source.is_file():
            continue
        with as_file(source) as path:
            number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(families)


def ui_font(pixel_size: int) -> QFont:
    """The interface font at a size in pixels."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixel_size)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font

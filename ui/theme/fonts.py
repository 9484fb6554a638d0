"""The bundled fonts. The window needs no font of the machine, so any Chinese name is drawn on any PC.

Noto Sans SC draws the interface, HanaMinB the rare characters of names (Extensions B to F) that Noto lacks.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = ("Noto Sans SC", "HanaMinB")
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
RARE_FILE = "HanaMinB.ttf"
BEYOND_NOTO = 0x20000
"""The first code point of the rare characters (Extension B)."""
BASE_PX = 14
"""Text size at 100 %, in logical pixels."""


_loaded: dict[str, list[str]] = {}
"""Families by file: Qt holds what it was given until the program ends."""


def load_fonts(shown: str | None = None) -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once; returns the families Qt now knows from them.

    The font of rare characters is left for later when `shown`, all the text there is so far, has none: it takes as long
    to load as the sign-in to paint.
    """
    names = FILES if shown is not None and max(map(ord, shown), default=0) < BEYOND_NOTO else (*FILES, RARE_FILE)
    for name in names:
        if name not in _loaded:
            _loaded[name] = _load(name)
    return tuple(family for families in _loaded.values() for family in families)


def _load(name: str) -> list[str]:
    source = files("resources") / "fonts" / name
    if not source.is_file():
        return []
    with as_file(source) as path:
        return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))


def ui_font(pixel_size: int) -> QFont:
    """The interface font at a size in pixels."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixel_size)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font

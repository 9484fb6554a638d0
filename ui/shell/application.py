"""The Qt application: fonts, style, language. Also what a change of language or look means while it runs.

A start makes it in two steps, `build_application` with `sign_in_only` and, after the first paint, `complete`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from caseworker.settings import Settings
from ui import theme
from ui.words import set_language

_installed: list[QTranslator] = []
"""What the application speaks with; asking it for its children makes Python classes of all of them."""


def build_application(
    argv: Sequence[str], settings: Settings | None = None, *, sign_in_only: bool = False
) -> QApplication:
    """Make the application, or take the one that runs, and dress it as the settings say.

    With `sign_in_only` it has what the sign-in shows; `complete` brings the rest before anything else is made.
    """
    settings = settings or Settings()
    app = _application(list(argv))
    app.setApplicationName("caseworker")
    app.setApplicationDisplayName("")
    app.setQuitOnLastWindowClosed(True)
    theme.load_fonts("" if sign_in_only else None)
    dress(app, settings, glyphs=not sign_in_only)
    return app


def complete() -> None:
    """Bring what the sign-in did without: the font of rare characters, the pictures of arrows and ticks."""
    theme.load_fonts()
    theme.draw_glyphs()


def dress(app: QApplication, settings: Settings, *, glyphs: bool = True) -> None:
    """Put language, theme and text size of the settings on the application; may be called again at any time."""
    switch_language(app, settings.language)
    theme.apply(app, settings.theme, settings.text_scale, glyphs=glyphs)


def switch_language(app: QApplication, language: str) -> None:
    """Speak "zh" or "en" from now on. Screens are built anew by the window, so none has to translate itself
    again.
    """
    set_language(language)
    while _installed:
        old = _installed.pop()
        app.removeTranslator(old)
        old.deleteLater()
    china = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(china if language == "zh" else QLocale(QLocale.Language.English))
    if language != "zh":
        return  # source strings are English
    _install(app, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm")
    folder = files("resources") / "translations" / "zh_CN"
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".qm"):
            with as_file(entry) as path:
                _install(app, path)


def _application(argv: list[str]) -> QApplication:
    """In Qt's own style, the same on every system. Named on the command line, since a `QStyle` in Python takes long."""
    running = QApplication.instance()
    if running is None:
        return QApplication([*(argv or ["caseworker"]), "-style", "fusion"])
    app = cast("QApplication", running)
    app.setStyle("Fusion")
    return app


def _install(app: QApplication, path: Path) -> None:
    translator = QTranslator(app)
    if path.is_file() and translator.load(str(path)):
        app.installTranslator(translator)
        _installed.append(translator)
    else:
        translator.deleteLater()
        logging.getLogger(__name__).warning("translation %s is missing or cannot be read", path.name)


__all__ = ["build_application", "complete", "dress", "switch_language"]

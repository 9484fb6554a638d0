"""The Qt application: fonts, style, language. Also what a change of language or look means while it runs."""

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


def build_application(argv: Sequence[str], settings: Settings | None = None) -> QApplication:
    """Make the application, or take the one that runs, and dress it as the settings say."""
    settings = settings or Settings()
    running = QApplication.instance()
    app = cast("QApplication", running) if running is not None else QApplication(list(argv))
    app.setApplicationName("caseworker")
    app.setApplicationDisplayName("")
    app.setQuitOnLastWindowClosed(True)
    theme.load_fonts()
    dress(app, settings)
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Put language, theme and text size of the settings on the application; may be called again at any
    time.
    """
    switch_language(app, settings.language)
    theme.apply(app, settings.theme, settings.text_scale)


def switch_language(app: QApplication, language: str) -> None:
    """Speak "zh" or "en" from now on. Screens are built anew by the window, so none has to translate itself
    again.
    """
    set_language(language)
    for old in app.findChildren(QTranslator):
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


def _install(app: QApplication, path: Path) -> None:
    translator = QTranslator(app)
    if path.is_file() and translator.load(str(path)):
        app.installTranslator(translator)
    else:
        translator.deleteLater()
        logging.getLogger(__name__).warning("translation %s is missing or cannot be read", path.name)


__all__ = ["build_application", "dress", "switch_language"]

"""The application every test of the window runs in, dressed as an office sees it, and lanes that end with the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.settings import Settings
from ui import theme
from ui.jobs import Lanes
from ui.shell.application import build_application, dress
from ui.shell.keeper import SettingsKeeper
from ui.words import language


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    """pytest-qt's application, with our fonts, style and language."""
    return build_application(qapp_args, Settings())


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    """A test that changes language, theme or text size leaves the usual ones behind."""
    yield
    if (language(), theme.theme().value, theme.scale()) != ("zh", "light", 100):
        dress(qapp, Settings())


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Lanes]:
    """The three lanes, ended and drained after the test."""
    made = Lanes()
    yield made
    made.wait_idle()
    made.close()


@pytest.fixture
def keeper(lanes: Lanes, tmp_path: Path) -> SettingsKeeper:
    """Settings of a fresh PC."""
    return SettingsKeeper(Settings(), lanes, tmp_path / "config" / "settings.toml")

"""The settings screen shows what is set and applies what is chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs, Lanes
from ui.settings.screen import SettingsScreen
from ui.shell.keeper import SettingsKeeper


@pytest.fixture
def screen(lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> SettingsScreen:
    made = SettingsScreen(Jobs(None, lanes), keeper, Path("data") / "office")
    qtbot.addWidget(made)
    made.show()
    made.activate()
    return made


def test_it_shows_what_is_set(screen: SettingsScreen) -> None:
    shown = {"language": "zh", "text_scale": "100", "theme": "light", "lock_minutes": "5"}
    assert screen.form.values() == shown
    assert str(Path("data") / "office") in [part.text() for part in screen.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("key", "chip", "setting"),
    [("language", "en", "en"), ("text_scale", "130", 130), ("theme", "dark", "dark"), ("lock_minutes", "2", 2)],
)
def test_a_choice_applies_at_once(
    screen: SettingsScreen, keeper: SettingsKeeper, key: str, chip: str, setting: object
) -> None:
    screen.form.field(key).chips[chip].click()
    assert getattr(keeper.settings, key) == setting

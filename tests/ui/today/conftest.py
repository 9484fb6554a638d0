"""An office of this test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.cases.day import Day
from ui.jobs import Lanes
from ui.shell.keeper import SettingsKeeper


@pytest.fixture
def day(tmp_path: Path, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> Iterator[Day]:
    """An empty office with its officer at work."""
    made = Day(tmp_path / "office", lanes, keeper, qtbot)
    yield made
    made.leave()

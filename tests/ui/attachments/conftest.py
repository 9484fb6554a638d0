"""An office of this test's own, with one case open at its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.attachments.desk import FilesDay
from ui.jobs import Lanes
from ui.shell.keeper import SettingsKeeper


@pytest.fixture
def day(tmp_path: Path, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> Iterator[FilesDay]:
    """An empty office with its officer at work."""
    made = FilesDay(tmp_path / "office", lanes, keeper, qtbot)
    yield made
    made.leave()

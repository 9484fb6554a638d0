"""The scan folder is chosen and forgotten on the settings page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.walk import faults
from ui.settings.scan_folder import ScanFolderCard
from ui.shell.keeper import SettingsKeeper


def test_a_folder_is_chosen_and_forgotten(
    keeper: SettingsKeeper, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = ScanFolderCard(keeper)
    qtbot.addWidget(card)
    card.resize(700, 160)
    card.show()
    assert not card.forget_button.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    card.choose_button.click()
    assert keeper.settings.scan_folder == str(tmp_path) and card.path.accessibleName() == str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    card.choose_button.click()
    assert keeper.settings.scan_folder == str(tmp_path)
    assert faults(card) == []
    card.forget_button.click()
    assert keeper.settings.scan_folder == ""

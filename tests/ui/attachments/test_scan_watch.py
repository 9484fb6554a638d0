"""What the scanner brings while the window is open is offered to the case on screen, once it is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.caseworker.attachments.papers import pdf, picture
from tests.ui.attachments.desk import FilesDay
from tests.ui.attachments.test_panel import told
from tests.ui.walk import faults
from ui.attachments.scan_watch import ScanWatch
from ui.widgets import Toasts

Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scan folder with one old scan in it."""
    made = tmp_path / "扫描"
    made.mkdir()
    scan(made / "old.pdf", pdf(2))
    return made


def scan(path: Path, content: bytes) -> None:
    """A scan that was finished a while ago."""
    path.write_bytes(content)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def watch_of(day: FilesDay) -> ScanWatch:
    """The watch of the window, which looks when told and not by its clock."""
    watch = ScanWatch.of(day.keeper, day.lanes)
    watch._timer.stop()
    return watch


def look(day: FilesDay, times: int = 2) -> None:
    """Some looks into the folder."""
    watch = watch_of(day)
    for _ in range(times):
        day.qtbot.waitUntil(lambda: not watch._looking)
        watch.look()
        day.qtbot.waitUntil(lambda: not watch._looking)
    day.settle()


def test_new_scans_are_offered_and_kept_and_their_originals_go(day: FilesDay, folder: Path) -> None:
    day.keeper.change(scan_folder=str(folder))
    day.at_files()
    look(day)
    assert told(day.panel.notices.scans) == ""
    scan(folder / "scan0001.pdf", pdf())
    (folder / "scan0002.pdf.tmp").write_bytes(b"growing")
    look(day)
    assert told(day.panel.notices.scans) == "扫描文件夹新到 1 份：scan0001.pdf"
    assert day.screen.tabs.tabText(3) == "附件 · 新 1"
    day.panel.notices.scans.buttons[0].click()
    day.settle_batch(1)
    assert day.names == ["scan0001.pdf"] and told(day.panel.notices.scans) == ""
    day.qtbot.waitUntil(lambda: not (folder / "scan0001.pdf").exists())
    assert (folder / "old.pdf").exists() and day.screen.tabs.tabText(3) == "附件 1"


def test_a_scan_is_offered_from_any_tab_and_may_be_left(day: FilesDay, folder: Path) -> None:
    day.keeper.change(scan_folder=str(folder))
    day.at_files()
    look(day)
    day.screen.tabs.setCurrentIndex(0)
    scan(folder / "scan0001.jpg", picture("JPEG"))
    look(day)
    assert "来了新扫描件。要存到王样一名下吗？" in day.said()
    Toasts.of(day.screen).shown[-1].press()
    assert day.panel.isVisible()
    day.panel.notices.scans.buttons[2].click()
    look(day)
    assert told(day.panel.notices.scans) == "" and (folder / "scan0001.jpg").exists()


def test_older_scans_are_chosen_from_a_list(day: FilesDay, folder: Path) -> None:
    day.keeper.change(scan_folder=str(folder))
    day.at_files()
    day.panel.scan_button.click()
    day.settle()
    sheet = day.sheet()
    assert faults(sheet) == []
    day.press(Key.Key_Return)
    day.settle_batch(1)
    assert day.names == ["old.pdf"]
    day.qtbot.waitUntil(lambda: not (folder / "old.pdf").exists())


def test_a_scan_that_is_refused_stays_in_the_folder(day: FilesDay, folder: Path) -> None:
    day.keeper.change(scan_folder=str(folder))
    day.at_files()
    look(day)
    scan(folder / "broken.pdf", b"%PDF-1.4 and no end")
    look(day)
    day.panel.take_offered()
    day.qtbot.waitUntil(lambda: told(day.panel.notices.refusals) != "")
    assert (folder / "broken.pdf").exists() and day.names == []


def test_a_folder_that_is_gone_is_said_and_no_folder_asks_nothing(day: FilesDay, folder: Path) -> None:
    day.at_files()
    assert not day.panel.scan_button.isVisible()
    day.keeper.change(scan_folder=str(folder / "nowhere"))
    look(day, 1)
    assert "打不开扫描文件夹" in told(day.panel.notices.trouble)
    day.keeper.change(scan_folder="")
    day.settle()
    assert told(day.panel.notices.trouble) == "" and not watch_of(day)._watcher.directories()

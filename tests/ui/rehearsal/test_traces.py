"""What a day leaves on the disk: nothing of a person lies plain anywhere but in the papers the officer asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caseworker.access.entry import Entry
from caseworker.clock import FixedClock, china_instant
from caseworker.settings import Settings
from db.local.key_slots import Cost
from tests.conftest import HOME_VARIABLES
from ui.jobs import Lanes
from ui.main import build_window
from ui.rehearsal.day import ID_NUMBER, NEWCOMER, Day
from ui.rehearsal.hands import Hands
from ui.shell.keeper import SettingsKeeper

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PHONE = "13800009999"
"""What `Day.register` types."""
CANARIES = (ID_NUMBER, NEWCOMER, PHONE)
CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[dict[str, Path]]:
    """Where a day was worked, looked at while the store is still open: the office, its outputs, and a temp folder."""
    place = tmp_path_factory.mktemp("traces")
    names = {name: place / name for name in ("office", "out", "temp", "config")}
    for name in ("out", "temp", "config"):
        names[name].mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(names["temp"])
    earlier = {name: os.environ.get(name) for name in ("TMPDIR", "TMP", "TEMP")}
    os.environ.update(dict.fromkeys(earlier, str(names["temp"])))
    lanes = Lanes()
    entry = Entry(names["office"], FixedClock(china_instant(date(2026, 11, 24), 9, 12)), Cost(1024, 1, 1))
    window = build_window(entry, lanes, SettingsKeeper(Settings(), lanes, names["config"] / "settings.toml"))
    day = Day(Hands(window), names["out"])
    day.hands.show()
    window.open_sample()
    day.work()
    assert window.jobs is not None
    desk = window.jobs.desk
    entry.folder.back_up(desk.store, desk.now)
    names["office"] = entry.root
    yield names
    window.lock()
    day.hands.settle()
    window.close()
    lanes.close()
    window.deleteLater()
    lanes.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tempfile.tempdir = before
    for name, value in earlier.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


def traces(root: Path) -> list[tuple[str, str, str]]:
    """Files under a folder that hold a canary: path, canary, codec."""
    found = []
    for path in (path for path in root.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found += [
            (str(path.relative_to(root)), canary, codec)
            for canary in CANARIES
            for codec in CODECS
            if canary.encode(codec) in content
        ]
    return found


def test_a_trace_would_be_found(tmp_path: Path) -> None:
    for number, (canary, codec) in enumerate((canary, codec) for canary in CANARIES for codec in CODECS):
        (tmp_path / str(number)).write_bytes(b"\x00" * 7 + canary.encode(codec) + b"\xff")
    assert {name for name, _, _ in traces(tmp_path)} == {path.name for path in tmp_path.iterdir()}


def test_the_office_folder_holds_nothing_plain(places: dict[str, Path]) -> None:
    kinds = {path.name for path in places["office"].rglob("*")}
    assert {"store.db", "store.db-wal", "slots"} <= kinds and any(name.endswith(".backup") for name in kinds)
    assert traces(places["office"]) == []


def test_neither_home_nor_temp_nor_settings_hold_anything(places: dict[str, Path]) -> None:
    assert (places["config"] / "settings.toml").parent.exists()
    for root in [places["temp"], places["config"], *(Path(os.environ[name]) for name in HOME_VARIABLES)]:
        assert traces(root) == []


def test_only_the_papers_asked_for_hold_what_they_must(places: dict[str, Path]) -> None:
    assert {path.name for path in places["out"].rglob("*") if path.is_file()} == {"loan-packet.pdf", "summary.xlsx"}
    pages = PdfReader(places["out"] / "loan-packet.pdf").pages
    assert ID_NUMBER in "".join(page.extract_text() for page in pages)
    with ZipFile(BytesIO((places["out"] / "summary.xlsx").read_bytes())) as book:
        content = b"".join(book.read(name) for name in book.namelist())
    assert not any(canary.encode() in content for canary in (ID_NUMBER, PHONE)), "a masked workbook"

"""Bad days at the real window: each ends with a plain sentence that says what to do, and nothing typed is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import text

from caseworker.access.entry import Entry
from caseworker.cases.listing import CaseFilter, list_cases
from caseworker.cases.view import case_view
from caseworker.clock import FixedClock, china_instant
from caseworker.sample.office import PASSWORD
from caseworker.settings import Settings
from db.local.key_slots import Cost
from tests.db import child
from ui.cases.screen import CaseScreen
from ui.jobs import Lanes
from ui.main import build_window
from ui.rehearsal.hands import Hands
from ui.shell.keeper import SettingsKeeper
from ui.shell.sign_in import SignIn
from ui.shell.window import MainWindow
from ui.vacancies.screen import VacancyScreen
from ui.widgets import Toasts

pytestmark = pytest.mark.timeout(180)

CHEAP = Cost(1024, 1, 1)
CLOCK = FixedClock(china_instant(date(2026, 11, 24), 9, 12))
LOGIN = "wu"
PAGE = 4096
SAID = "约好周五带身份证来窗口。"
HOLD = """
import sys
from pathlib import Path
from caseworker.access.entry import Entry
entry = Entry(Path(sys.argv[1]))
desk = entry.sign_in(sys.argv[2], sys.argv[3])
print("open", flush=True)
sys.stdin.read()
entry.sign_out(desk)
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, closed; tests copy it."""
    entry = Entry(tmp_path_factory.mktemp("bad-days") / "office", CLOCK, CHEAP)
    entry.open_sample()
    return entry.root


@pytest.fixture
def office(finished: Path, tmp_path: Path) -> Path:
    """A sample office of this test's own."""
    return Path(shutil.copytree(finished, tmp_path / "practice"))


@pytest.fixture
def start(lanes: Lanes, tmp_path: Path) -> Iterator[Callable[[Path], Hands]]:
    """Starts the program over an office folder, up to what its first screen says."""
    windows: list[MainWindow] = []

    def begin(root: Path) -> Hands:
        keeper = SettingsKeeper(Settings(), lanes, tmp_path / "config" / "settings.toml")
        window = build_window(Entry(root, CLOCK, CHEAP), lanes, keeper)
        windows.append(window)
        hands = Hands(window)
        hands.show()
        window.begin()
        hands.settle()
        return hands

    yield begin
    for window in windows:
        window.lock()
        lanes.wait_idle(20)
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sign_in(hands: Hands, password: str = PASSWORD) -> None:
    """Type a password and press Enter."""
    card = cast(SignIn, hands.window.gate.card)
    card.officers.set_value(LOGIN)
    card.focus()
    hands.write(password)
    hands.press("Return")
    hands.settle()


def at_gate(hands: Hands) -> str:
    """Everything said in front of the office."""
    QApplication.processEvents()
    return " ".join(part.text() for part in hands.window.gate.findChildren(QLabel) if part.isVisible())


def said(hands: Hands) -> str:
    """Everything said inside the office: toasts, and problems beside what they are about."""
    beside = [part.text() for part in hands.window.findChildren(QLabel) if part.isVisible()]
    return " ".join([*(toast.text for toast in Toasts.of(hands.window).shown), *beside])


def open_case(hands: Hands) -> CaseScreen:
    """Open the first case of the list."""
    hands.press("Ctrl+2", "Return")
    hands.wait(lambda: isinstance(screen(hands), CaseScreen), "the case")
    hands.settle()
    return cast(CaseScreen, screen(hands))


def begin_note(hands: Hands) -> CaseScreen:
    """Open the first case of the list and type a note."""
    case = open_case(hands)
    hands.press("Ctrl+J", "1", "1")
    hands.write(SAID)
    return case


def screen(hands: Hands) -> object:
    assert hands.window.workplace is not None
    return hands.window.workplace.current


def test_a_wrong_password_is_told_and_the_next_one_opens(office: Path, start: Callable[[Path], Hands]) -> None:
    hands = start(office)
    sign_in(hands, "not-the-password")
    assert "密码不对，请再输一次" in at_gate(hands) and "损坏" not in at_gate(hands)
    assert hands.at_password()
    sign_in(hands)
    assert hands.window.workplace is not None


def test_a_damaged_store_is_not_called_a_wrong_password(office: Path, start: Callable[[Path], Hands]) -> None:
    store = office / "store.db"
    content = bytearray(store.read_bytes())
    content[100:200] = bytes(value ^ 0xFF for value in content[100:200])
    store.write_bytes(content)
    hands = start(office)
    sign_in(hands)
    words = at_gate(hands)
    assert "已损坏" in words and "caseworker restore" in words and "密码没有问题" in words
    assert "密码不对" not in words
    assert store.read_bytes() == content
    sign_in(hands, "not-the-password")
    assert "密码不对" in at_gate(hands)


def test_damage_further_in_is_told_once_it_is_met(office: Path, start: Callable[[Path], Hands]) -> None:
    """The first pages open, so the officer is in before the rest turns out unreadable."""
    store = office / "store.db"
    content = bytearray(store.read_bytes())
    for page in range(60, len(content) // PAGE):
        content[page * PAGE + 200] ^= 0xFF
    store.write_bytes(content)
    hands = start(office)
    sign_in(hands)
    words = at_gate(hands) if hands.window.workplace is None else said(hands)
    assert "损坏" in words and "不要删除任何文件" in words


def test_a_newer_store_is_refused_and_left_as_it_was(office: Path, start: Callable[[Path], Hands]) -> None:
    entry = Entry(office, CLOCK, CHEAP)
    desk = entry.sign_in(LOGIN, PASSWORD)
    with desk.store.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9001'"))
        connection.execute(text("UPDATE store_fact SET value = '9.1' WHERE name = 'app_version'"))
    entry.sign_out(desk)
    before = (office / "store.db").read_bytes()
    hands = start(office)
    sign_in(hands)
    assert "9.1" in at_gate(hands) and "请安装" in at_gate(hands)
    assert (office / "store.db").read_bytes() == before


def test_an_office_open_elsewhere_is_told_before_and_at_sign_in(office: Path, start: Callable[[Path], Hands]) -> None:
    early = start(office)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(office), LOGIN, PASSWORD],
        cwd=child.REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "open\n"
        sign_in(early)
        assert "请切换到那个窗口" in at_gate(early)
        late = start(office)
        assert "已在别处打开" in at_gate(late) and "重试" in at_gate(late)
        holder.communicate()
    late.window.gate.retry_wanted.emit()
    late.settle()
    sign_in(late)
    assert late.window.workplace is not None


def test_a_read_only_folder_can_be_looked_at_and_says_why_nothing_is_saved(
    finished: Path, start: Callable[[Path], Hands]
) -> None:
    with read_only(finished) as root:
        hands = start(root)
        assert "不能保存" in at_gate(hands)
        sign_in(hands)
        case = open_case(hands)
        case.note()
        hands.press("1", "1")
        hands.write(SAID)
        hands.press("Ctrl+Return")
        hands.settle()
        assert "只读" in said(hands) and "重新登录" in said(hands)
        assert case.service.note.text.value() == SAID
        hands.window.lock()
        hands.settle()


def test_a_full_disk_keeps_what_was_typed_until_there_is_room(finished: Path, start: Callable[[Path], Hands]) -> None:
    with small_disk(finished) as root:
        hands = start(root)
        sign_in(hands)
        case = begin_note(hands)
        filler = fill(root.parent)
        hands.press("Ctrl+Return")
        hands.settle()
        assert "磁盘已满" in said(hands) and "再保存一次" in said(hands)
        assert case.service.note.text.value() == SAID and case.service.note.text.isVisible()
        filler.unlink()
        hands.press("Ctrl+Return")
        hands.settle()
        assert case.service.note.text.value() == ""
        assert SAID in texts(hands, case)
        hands.window.lock()
        hands.settle()


def test_a_full_disk_locks_nobody_out(finished: Path, start: Callable[[Path], Hands]) -> None:
    """Neither the draft nor the note of leaving can be written: the window locks all the same, and opens again."""
    with small_disk(finished) as root:
        hands = start(root)
        sign_in(hands)
        case = begin_note(hands)
        filler = fill(root.parent)
        hands.press("Ctrl+L")
        hands.settle()
        assert isinstance(hands.window.gate.card, SignIn) and not case.isVisible()
        filler.unlink()
        sign_in(hands)
        assert screen(hands) is case and case.service.note.text.value() == SAID
        hands.press("Ctrl+J")
        case.service.note.submit()
        hands.settle()
        assert SAID in texts(hands, case)
        hands.window.lock()
        hands.settle()


def test_a_file_that_is_no_workbook_is_refused_in_words(
    office: Path, tmp_path: Path, start: Callable[[Path], Hands]
) -> None:
    odd = tmp_path / "岗位.xlsx"
    odd.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    hands = start(office)
    sign_in(hands)
    hands.press("Ctrl+4")
    hands.settle()
    hands.name_the_file("Ctrl+I", path=odd)
    hands.settle()
    words = " ".join(toast.text for toast in Toasts.of(hands.window).shown)
    assert "请" in words, words
    here = cast(VacancyScreen, screen(hands))
    assert here.stack.currentWidget() is here.overview


def texts(hands: Hands, case: CaseScreen) -> list[str]:
    """What the store holds on the timeline of the case on screen."""
    assert hands.window.jobs is not None and case.picture is not None
    desk = hands.window.jobs.desk
    assert case.picture.view is not None
    assert any(row.case_id == case.picture.view.case_id for row in list_cases(desk, CaseFilter()).rows)
    return [entry.text for entry in case_view(desk, case.picture.view.case_id).timeline]


def fill(place: Path) -> Path:
    """Take all the room of a small disk."""
    filler = place / "filler"
    with filler.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(PAGE))
        except OSError:
            return filler


@contextmanager
def small_disk(finished: Path) -> Iterator[Path]:
    """The office on a disk of sixteen megabytes."""
    with mounted() as place:
        yield Path(shutil.copytree(finished, place / "practice"))


@contextmanager
def read_only(finished: Path) -> Iterator[Path]:
    """The office where nothing may be written: by its rights, or for root, who has them all, on a read-only disk."""
    if os.geteuid() == 0:
        with mounted() as place:
            root = Path(shutil.copytree(finished, place / "practice"))
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
            yield root
        return
    with tempfile.TemporaryDirectory() as place_name:
        root = Path(shutil.copytree(finished, Path(place_name) / "practice"))
        _allow(root, 0o555, 0o444)
        yield root
        _allow(root, 0o755, 0o644)


def _allow(root: Path, folders: int, files: int) -> None:
    for path in [root, *root.rglob("*")]:
        path.chmod(folders if path.is_dir() else files)


@contextmanager
def mounted() -> Iterator[Path]:
    """A small disk of its own."""
    with tempfile.TemporaryDirectory() as name:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", name], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip("only root may mount a small disk")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)

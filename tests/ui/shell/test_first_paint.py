"""What the program has loaded when the sign-in is painted: that, and nothing else.

Every module more is paid by every officer at every start. What needs one imports it after the first paint: in
`MainWindow.furnish`, in the warm-up of `ui.main`, or where it is used.
"""

import builtins
import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from tests.ui.shell.conftest import CHEAP, SampleEntry
from ui import early

LOADED = [
    "caseworker",
    "caseworker.access",
    "caseworker.access.entry",
    "caseworker.clock",
    "caseworker.messages",
    "caseworker.problems",
    "caseworker.sample",
    "caseworker.settings",
    "db",
    "db.local",
    "db.local.key_slots",
    "db.local.premises",
    "db.problems",
    "resources",
    "ui",
    "ui.early",
    "ui.jobs",
    "ui.jobs.bus",
    "ui.jobs.jobs",
    "ui.jobs.lane",
    "ui.lazy",
    "ui.main",
    "ui.words",
    "ui.shell",
    "ui.shell.application",
    "ui.shell.gate",
    "ui.shell.keeper",
    "ui.shell.sign_in",
    "ui.shell.window",
    "ui.theme",
    "ui.theme.apply",
    "ui.theme.fonts",
    "ui.theme.glyphs",
    "ui.theme.qss",
    "ui.theme.tokens",
    "ui.widgets",
    "ui.widgets.basics",
    "ui.widgets.flow",
    "ui.widgets.form",
    "ui.widgets.form.chips",
    "ui.widgets.form.field",
]
"""Our modules that the sign-in is made of."""
OURS = ("caseworker", "db", "resources", "ui")
HEAVY = [
    "sqlalchemy",
    "alembic",
    "argon2",
    "cryptography",
    "filelock",
    "keyring",
    "openpyxl",
    "numpy",
    "phonenumbers",
    "platformdirs",
    "pydantic",
    "pypinyin",
    "reportlab",
    "PySide6.QtPdf",
    "PySide6.QtSvg",
    "dataclasses",
    "decimal",
    "uuid",
]
NAMESPACES = ("QtCore.Qt", "QtWidgets.QStyle", "QtGui.QPixmap")
"""Classes of Qt that take long to be made in Python, with all their enums."""

SCRIPT = """
import json, os, sys
import ui.main
from ui.shell.sign_in import SignIn

def paint(card, event):
    super(SignIn, card).paintEvent(event)
    made = [name for name in {namespaces!r} if name.split(".")[1] in vars(sys.modules["PySide6." + name.split(".")[0]])]
    print(json.dumps([[one.text() for one in card.officers.chips.values()], sorted(sys.modules), made]), flush=True)
    os._exit(0)

SignIn.paintEvent = paint
ui.main.main(["--data", {folder!r}])
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], set[str], list[str]]:
    """Officers shown, modules loaded and namespaces made at the first paint of the program, on a PC used before."""
    place = tmp_path_factory.mktemp("start")
    entry = SampleEntry(place / "office", cost=CHEAP)
    entry.open_sample()
    (place / "settings.toml").write_text('theme = "light"\n', encoding="utf-8")
    code = SCRIPT.format(namespaces=NAMESPACES, folder=str(entry.root))
    environment = {**os.environ, "CASEWORKER_CONFIG": str(place)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60, env=environment
    )
    assert done.returncode == 0, done.stderr
    officers, modules, made = json.loads(done.stdout)
    return officers, set(modules), made


def test_the_sign_in_is_whole(start: tuple[list[str], set[str], list[str]]) -> None:
    assert [one.split(" · ")[0] for one in start[0]] == ["样主管"]


def test_only_the_modules_of_the_sign_in_are_loaded(start: tuple[list[str], set[str], list[str]]) -> None:
    ours = {name for name in start[1] if name.split(".")[0] in OURS}
    assert sorted(ours - set(LOADED)) == []
    assert sorted(set(LOADED) - ours) == []


def test_nothing_heavy_is_loaded(start: tuple[list[str], set[str], list[str]]) -> None:
    assert sorted(start[1] & set(HEAVY)) == []


def test_no_large_namespace_of_qt_is_made(start: tuple[list[str], set[str], list[str]]) -> None:
    assert start[2] == []


def test_no_import_reads_the_source_of_what_it_loads() -> None:
    assert builtins.__import__.__name__ != "__feature_import__"


def test_the_numbers_used_early_are_those_of_qt() -> None:
    assert Qt.TextFormat.PlainText.value == early.PLAIN_TEXT
    assert Qt.AlignmentFlag.AlignCenter.value == early.CENTRE
    assert (Qt.FocusPolicy.ClickFocus.value, Qt.FocusPolicy.StrongFocus.value) == (
        early.CLICK_FOCUS,
        early.STRONG_FOCUS,
    )

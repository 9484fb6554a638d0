"""Translation files follow the code: new, gone, unfinished, misread texts are named; the built ones load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installer.dev import translate

SCREEN = """
from PySide6.QtCore import QCoreApplication, QObject
class Greeting(QObject):
    def text(self, name):
        return self.tr("Good morning, {name}").format(name=name)
class Visitors(Greeting):
    def count(self, n):
        return self.tr("%n visitor(s)", "", n)
    def both(self):
        return self.tr("left " "and right")
"""
NESTED = """
    def late(self):
        class Inner(QObject):
            def text(self):
                return self.tr("in")
        return self.tr("after")
"""
TRANSLATIONS = {
    "Good morning, {name}": "早上好，{name}",
    "%n visitor(s)": "%n 位来访者",
    "left and right": "左和右",
}
LOAD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTranslator
app = QCoreApplication([])
translator = QTranslator()
assert translator.load(sys.argv[1])
app.installTranslator(translator)
scope = {}
exec(Path(sys.argv[2]).read_text(encoding="utf-8"), scope)
visitors = scope["Visitors"]()
sys.stdout.reconfigure(encoding="utf-8")
print(visitors.text("王样一"), visitors.count(3), visitors.both(), sep="|")
"""


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "ui" / "today"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "greeting.py").write_text(SCREEN, "utf-8")
    monkeypatch.setattr(translate, "UI", tmp_path / "ui")
    monkeypatch.setattr(translate, "FOLDER", tmp_path / "zh_CN")
    return package / "greeting.py"


def translate_all(file: Path) -> None:
    tree = ElementTree.parse(file)
    for message in tree.iter("message"):
        translation = next(message.iter("translation"))
        translation.attrib.pop("type")
        next(translation.iter("numerusform"), translation).text = TRANSLATIONS[message.findtext("source", "")]
    tree.write(file, encoding="utf-8", xml_declaration=True)


def test_texts_without_a_file_are_named(screen: Path) -> None:
    assert translate.check() == ["today.ts: missing, run `make translations`"]


def test_new_texts_are_unfinished_until_translated(screen: Path) -> None:
    translate.update()
    assert len([fault for fault in translate.check() if fault.endswith("is unfinished")]) == len(TRANSLATIONS)
    translate_all(translate.FOLDER / "today.ts")
    assert translate.check() == []


def test_a_changed_text_is_missing_and_its_old_form_gone(screen: Path) -> None:
    translate.update()
    translate_all(translate.FOLDER / "today.ts")
    screen.write_text(SCREEN.replace("and right", "and centre"), "utf-8")
    assert translate.check() == [
        "today.ts: Visitors: 'left and right' is gone from the code, run `make translations`",
        "today.ts: Visitors: 'left and centre' is missing, run `make translations`",
    ]


def test_a_translation_that_loses_a_placeholder_is_named(screen: Path) -> None:
    translate.update()
    file = translate.FOLDER / "today.ts"
    translate_all(file)
    file.write_text(file.read_text("utf-8").replace("早上好，{name}", "早上好"), "utf-8")
    assert translate.check() == ["today.ts: Greeting: 'Good morning, {name}' has other placeholders in its translation"]


def test_a_text_that_qt_puts_under_another_class_is_named(screen: Path) -> None:
    screen.write_text(SCREEN + NESTED, "utf-8")
    translate.update()
    assert "today: Qt does not find 'after' in Visitors as code does" in translate.check()


def test_a_text_outside_a_class_is_named(screen: Path) -> None:
    screen.write_text(SCREEN + "def free(widget):\n    return widget.tr('free')\n", "utf-8")
    assert translate.check() == ["today: 'free' stands outside a class, where no translation reaches it"]


def test_a_built_file_translates_own_and_inherited_texts(screen: Path) -> None:
    translate.update()
    translate_all(translate.FOLDER / "today.ts")
    translate.build()
    command = [sys.executable, "-c", LOAD, str(translate.FOLDER / "today.qm"), str(screen)]
    spoken = subprocess.run(command, capture_output=True, check=True).stdout.decode().strip()
    assert spoken == "早上好，王样一|3 位来访者|左和右"


def test_building_again_leaves_a_fresh_file_alone(screen: Path) -> None:
    translate.update()
    translate.build()
    compiled = translate.FOLDER / "today.qm"
    before = compiled.stat().st_mtime_ns
    translate.build()
    assert compiled.stat().st_mtime_ns == before


def test_a_reader_finds_the_old_file_until_the_new_one_is_whole(screen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    translate.update()
    translate.build()
    compiled = translate.FOLDER / "today.qm"
    whole = compiled.read_bytes()

    def cut_short(_tool: str, *arguments: str) -> None:
        Path(arguments[-1]).write_bytes(whole[:20])
        raise OSError("the disk is full")

    source = compiled.with_suffix(".ts")
    source.touch()
    os.utime(compiled, (0, 0))
    monkeypatch.setattr(translate, "_qt_tool", cut_short)
    with pytest.raises(OSError, match="disk is full"):
        translate.build()
    assert compiled.read_bytes() == whole
    assert [path.name for path in translate.FOLDER.iterdir() if path.suffix == ".qm"] == ["today.qm"]

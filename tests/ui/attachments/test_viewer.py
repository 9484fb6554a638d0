"""Looking at files: on record first, from memory alone, by keyboard, and nothing plain is left anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt

from tests.caseworker.attachments.papers import office, pdf, picture
from tests.ui.attachments.desk import FilesDay, actions, everything_under
from tests.ui.people.typist import CTRL, ENTER
from ui.attachments.decoding import Levels

Key = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
WORDS = b"a line that could be searched for on the disk"


def test_a_picture_is_looked_at_zoomed_and_turned_by_keyboard(day: FilesDay) -> None:
    day.at_files(("scan.jpg", picture("JPEG", (300, 200))))
    viewer = day.look("scan.jpg")
    view = viewer.picture
    assert view.hasFocus() and view.fitted and actions(day)[-1] == "attachment.open"
    fitted = view.zoom
    day.press(Key.Key_Plus, Key.Key_Plus)
    assert view.zoom == pytest.approx(fitted * 1.44)
    day.press(Key.Key_0)
    assert view.fitted
    day.press(Key.Key_R)
    day.press(Key.Key_R)
    day.press(Key.Key_R, modifier=SHIFT)
    assert view.turned == day.lines()[0].turned == 90
    day.press(Key.Key_Escape)
    assert day.panel.viewer is None and day.panel.table.view.hasFocus()
    assert day.look("scan.jpg").picture.turned == 90


def test_zooming_keeps_the_place_under_the_pointer(day: FilesDay) -> None:
    day.at_files(("scan.png", picture("PNG", (1600, 1200))))
    view = day.look("scan.png").picture
    at = QPointF(120, 90)
    view.zoom_by(6)
    area = view._area()
    before = ((at.x() - area.x()) / area.width(), (at.y() - area.y()) / area.height())
    view.zoom_by(2, at)
    area = view._area()
    after = ((at.x() - area.x()) / area.width(), (at.y() - area.y()) / area.height())
    assert after == pytest.approx(before, abs=0.01)


def test_what_is_painted_is_turned(day: FilesDay) -> None:
    """The dark corner at the top left goes to the top right."""
    day.at_files(("scan.png", picture("PNG", (400, 400))))
    view = day.look("scan.png").picture

    def dark(x: float, y: float) -> bool:
        area = view._area()
        shown = view.viewport().grab().toImage()
        return shown.pixelColor(int(area.x() + area.width() * x), int(area.y() + area.height() * y)).lightness() < 60

    assert dark(0.1, 0.1) and not dark(0.9, 0.1)
    day.press(Key.Key_R)
    assert dark(0.9, 0.1) and not dark(0.1, 0.1)


def test_pages_of_a_pdf_are_turned(day: FilesDay) -> None:
    day.at_files(("a.pdf", pdf(3)))
    viewer = day.look("a.pdf")
    assert viewer.page == 1 and "第 1 页，共 3 页" in viewer.facts.text()
    first = viewer.picture.levels
    assert isinstance(first, Levels) and first.size.height() > 2000
    for key, page in ((Key.Key_PageDown, 2), (Key.Key_PageDown, 3), (Key.Key_PageDown, 3), (Key.Key_PageUp, 2)):
        day.typist.press(key)
        day.qtbot.waitUntil(
            lambda page=page: viewer.picture.levels is not None and viewer.picture.levels.page == page - 1  # type: ignore[misc]
        )
        assert viewer.page == page
    assert actions(day).count("attachment.open") == 1


def test_pages_of_a_fax_are_turned(day: FilesDay, tmp_path: Path) -> None:
    sheets = [Image.new("1", (200, 300), number) for number in (0, 1, 1)]
    sheets[0].save(tmp_path / "fax.tif", save_all=True, append_images=sheets[1:])
    day.at_files(("fax.tif", (tmp_path / "fax.tif").read_bytes()))
    viewer = day.look("fax.tif")
    assert "共 3 页" in viewer.facts.text()
    day.press(Key.Key_PageDown)
    assert viewer.picture.levels is not None and viewer.picture.levels.page == 1
    assert viewer.picture.levels.images[0].pixelColor(9, 9).lightness() == 255


def test_the_neighbours_are_a_key_away_and_each_look_is_on_record(day: FilesDay) -> None:
    day.at_files(("a.pdf", pdf()), ("b.txt", WORDS), ("c.docx", office()))
    viewer = day.look("b.txt")
    assert viewer.text.toPlainText().encode() == WORDS and not viewer.earlier.isHidden()
    day.press(Key.Key_Left, modifier=ALT)
    assert viewer.line.name == "c.docx" and "DOCX 文件" in viewer.words.text() and viewer.text.toPlainText() == ""
    day.press(Key.Key_Left, modifier=ALT)
    assert viewer.line.name == "c.docx" and not viewer.earlier.isEnabled()
    assert actions(day).count("attachment.open") == 2


def test_content_that_is_not_here_says_so(day: FilesDay) -> None:
    day.at_files(("a.pdf", pdf()))
    [row] = day.rows("SELECT sha256 FROM attachment")
    day.window.jobs.desk.store.blobs.remove(row[0])  # type: ignore[union-attr]
    day.panel.load()
    day.settle()
    assert "内容未到" in day.panel.table.model.columns[1].text(day.panel.table.rows[0])
    day.press(ENTER)
    assert "内容还没有到本机" in day.viewer.words.text() and not day.viewer.lend.isEnabled()


def test_locking_takes_what_is_looked_at_off_the_screen(day: FilesDay) -> None:
    day.at_files(("scan.jpg", picture("JPEG")))
    viewer = day.look("scan.jpg")
    picture_view = viewer.picture
    day.window.lock()
    assert not viewer.isVisible() and picture_view.levels is None


def test_nothing_plain_is_left_after_looking(day: FilesDay, tmp_path: Path) -> None:
    scan, paper = picture("BMP", (120, 90), "#7a3b11"), pdf(1, "findable words")
    day.at_files(("样一扫描.bmp", scan), ("b.txt", WORDS), ("a.pdf", paper))
    for name in ("样一扫描.bmp", "b.txt", "a.pdf"):
        day.look(name).close()
        day.settle()
    homes = [Path(os.environ[name]) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")]
    for path, content in everything_under(tmp_path, *homes).items():
        assert WORDS not in content and scan[60:400] not in content and paper[:200] not in content, path
        assert "样一扫描".encode() not in content, path


def test_another_program_gets_a_copy_only_after_the_warning_and_not_for_long(day: FilesDay) -> None:
    day.at_files(("b.txt", WORDS))
    given: list[tuple[Path, bytes]] = []

    def open_it(path: Path) -> bool:
        given.append((path, path.read_bytes()))
        return True

    day.panel.lending.opener = open_it
    day.press(Key.Key_E, modifier=CTRL)
    assert "明文副本" in " ".join(
        label.text() for label in day.sheet().findChildren(type(day.panel.notices.lent.words))
    )
    assert not given
    day.press(Key.Key_1, ENTER)
    [(path, content)] = given
    assert content == WORDS and path.name == "b.txt"
    assert "1 份明文副本" in day.panel.notices.lent.words.text() and day.panel.notices.lent.isVisible()
    reason = day.rows("SELECT reason FROM audit_entry WHERE action = 'attachment.hand_out'")
    assert [row[0] for row in reason] == ["上报材料"]
    day.window.go("case", case_id=day.case("夏样二"))
    day.settle()
    assert not path.parent.exists() and not day.panel.notices.lent.isVisible()


def test_no_program_for_it_leaves_no_copy(day: FilesDay) -> None:
    day.at_files(("b.txt", WORDS))
    seen: list[Path] = []

    def fail(path: Path) -> bool:
        seen.append(path)
        return False

    day.panel.lending.opener = fail
    day.press(Key.Key_E, modifier=CTRL)
    day.press(Key.Key_1, ENTER)
    assert seen and not seen[0].parent.exists() and "没有能打开" in day.said()

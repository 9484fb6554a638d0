"""Files of a person, by hand and by keyboard: in, named, off and back; what is refused is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from caseworker.access.actor import Role
from tests.caseworker.attachments.papers import office, pdf, picture
from tests.ui.attachments.desk import FilesDay, files, written
from tests.ui.people.typist import CTRL, ENTER
from tests.ui.walk import faults
from ui import theme
from ui.attachments.panel import FilesPanel
from ui.widgets import Banner

Key = Qt.Key


def told(banner: Banner) -> str:
    """What a banner says, "" while it is away."""
    return "" if banner.isHidden() else banner.words.text()


def test_files_are_dragged_in_and_say_with_whom(day: FilesDay, tmp_path: Path) -> None:
    day.at_files()
    paths = written(tmp_path / "in", 身份证_jpg=picture("JPEG"), 简历_docx=office(), 协议_pdf=pdf())
    assert day.drop(files(paths))
    day.settle_batch(3)
    assert sorted(day.names) == ["协议.pdf", "简历.docx", "身份证.jpg"]
    assert {line.kind for line in day.lines()} == {"id_card", "resume", "plan"}
    assert "已存入 3 份" in day.said() and day.screen.tabs.tabText(3) == "附件 3"
    day.press(Key.Key_Z, modifier=CTRL)
    day.settle_batch(0)
    assert all(path.exists() for path in paths)


def test_what_is_dragged_over_another_tab_finds_its_way(day: FilesDay, tmp_path: Path) -> None:
    day.at_files()
    day.screen.tabs.setCurrentIndex(0)
    assert day.drop(files(written(tmp_path / "in", a_pdf=pdf())), on=day.screen.tabs)
    day.settle_batch(1)
    assert day.panel.isVisible() and not day.panel.cover.isVisible()
    assert not day.drop(QMimeData())


def test_refused_files_say_why_and_the_others_are_kept(day: FilesDay, tmp_path: Path) -> None:
    day.at_files(("已有.pdf", pdf()))
    bad = written(tmp_path / "in", setup_exe=b"MZ", notes_doc=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", same_pdf=pdf())
    day.panel.bring([*bad, tmp_path / "gone.pdf", *written(tmp_path / "in", good_png=picture())])
    day.settle_batch(2)
    banner = day.panel.notices.refusals
    assert "没有存入：4 份" in told(banner) and "“setup.exe”是程序或脚本" in told(banner)
    banner.buttons[0].click()
    sheet = day.sheet()
    assert faults(sheet) == []
    texts = " ".join(label.text() for label in sheet.findChildren(type(banner.words)))
    assert all(words in texts for words in ("setup.exe", "旧版 Word/Excel", "已经存过，名字是“已有.pdf”", "gone.pdf"))
    sheet.close()
    banner.buttons[1].click()
    assert told(banner) == "" and not day.panel.notices.isVisible()


def test_a_picture_on_the_clipboard_is_pasted(day: FilesDay, tmp_path: Path) -> None:
    day.at_files()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    day.press(Key.Key_V, modifier=CTRL)
    day.settle_batch(1)
    [line] = day.lines()
    assert (line.name, line.media_type) == ("粘贴的图片 2026-11-23 094100.png", "image/png")
    QGuiApplication.clipboard().setMimeData(files(written(tmp_path / "in", a_pdf=pdf())))
    day.press(Key.Key_V, modifier=CTRL)
    day.settle_batch(2)
    QGuiApplication.clipboard().setText("words")
    day.press(Key.Key_V, modifier=CTRL)
    assert "没有图片，也没有文件" in day.said()


def test_files_are_chosen_in_the_dialog_of_the_platform(
    day: FilesDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.at_files()
    chosen = [str(path) for path in written(tmp_path / "in", a_pdf=pdf())]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    day.press(Key.Key_O, modifier=CTRL)
    day.settle_batch(1)


def test_name_and_kind_by_keyboard(day: FilesDay) -> None:
    day.at_files(("IMG_0001.jpg", picture("JPEG")))
    day.press(Key.Key_F2)
    sheet = day.sheet()
    assert faults(sheet) == []
    day.press(Key.Key_2, Key.Key_Tab)
    day.type("毕业证", ENTER)
    day.press(ENTER)
    [line] = day.lines()
    assert (line.name, line.kind) == ("毕业证.jpg", "certificate")
    assert day.names == ["毕业证.jpg"]


def test_delete_takes_a_file_off_and_undo_brings_it_back(day: FilesDay) -> None:
    day.at_files(("a.pdf", pdf()), ("b.png", picture()))
    day.press(Key.Key_Delete)
    assert day.names == ["a.pdf"] and day.said() == "已删除"
    day.press(Key.Key_Z, modifier=CTRL)
    assert sorted(day.names) == ["a.pdf", "b.png"]


def test_small_pictures_come_by_themselves_and_turn_with_the_file(day: FilesDay) -> None:
    day.at_files(("scan.jpg", picture("JPEG", (300, 200))), ("a.pdf", pdf()))
    thumbs, line = day.panel.thumbs, next(line for line in day.lines() if line.name == "scan.jpg")
    assert (thumbs.of(line).width(), thumbs.of(line).height()) == (96, 64)
    viewer = day.look("scan.jpg")
    viewer.turn(90)
    day.settle()
    [turned] = [line for line in day.lines() if line.name == "scan.jpg"]
    assert (thumbs.of(turned).width(), thumbs.of(turned).height()) == (64, 96)


def test_another_person_sees_only_their_own(day: FilesDay) -> None:
    day.at_files(("a.pdf", pdf()))
    other = day.case("夏样二")
    day.window.go("case", case_id=other)
    day.settle()
    assert day.names == [] and day.screen.tabs.tabText(3) == "附件"


def test_a_person_without_a_case_has_files_too(day: FilesDay, tmp_path: Path) -> None:
    day.at_files()
    person_id = day.person("夏样二")
    day.window.go("case", person_id=person_id)
    day.settle()
    day.screen.files_button.click()
    day.settle()
    assert day.place == "files" and "夏样二" in day.screen.card.title.text()
    panel: FilesPanel = day.screen.files
    panel.bring(written(tmp_path / "in", a_pdf=pdf()))
    day.settle_batch(1)
    assert faults(day.window) == []


def test_who_may_only_look_brings_nothing_in(day: FilesDay, tmp_path: Path) -> None:
    day.at_files(("a.pdf", pdf()))
    object.__setattr__(day.window.jobs.desk.actor, "role", Role.AUDITOR)  # type: ignore[union-attr]
    day.panel.show_person(day.person_of(day.case_id), "王样一")
    day.settle()
    assert day.names == [""] and "名称不显示" in day.panel.table.model.columns[1].text(day.panel.table.rows[0])
    assert not day.drop(files(written(tmp_path / "in", b_pdf=pdf(2))))
    assert not day.panel.add_button.isEnabled()


@pytest.mark.parametrize(("language", "scale"), [("zh", 150), ("en", 150)])
def test_large_text_clips_nothing(day: FilesDay, tmp_path: Path, language: str, scale: int) -> None:
    day.at_files(("帮扶计划（已签字）.pdf", pdf()), ("IMG_0001.jpg", picture("JPEG")))
    day.keeper.change(language=language, text_scale=scale, theme="dark")
    day.settle()
    day.screen.tabs.setCurrentWidget(day.panel)
    day.panel.bring(written(tmp_path / "in", setup_exe=b"MZ", more_exe=b"MZ"))
    day.qtbot.waitUntil(day.panel.notices.isVisible, timeout=5_000)
    assert faults(day.window) == []
    assert day.panel.table.header.sectionSize(1) > theme.px(100), "names keep their room"
    assert faults(day.look("IMG_0001.jpg")) == []

"""An officer at the files of a case: dropping, pasting, looking. The papers are made here and say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.attachments.content import accept
from caseworker.attachments.keeping import add
from caseworker.attachments.listing import AttachmentLine, files_of_person
from tests.ui.cases.day import Day
from ui.attachments.panel import FilesPanel
from ui.attachments.viewer import Viewer

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


class FilesDay(Day):
    """The window at the files of one case."""

    case_id: UUID

    def at_files(self, *kept: tuple[str, bytes], name: str = "王样一") -> FilesDay:
        """Open the window there, with some files kept already."""
        self.case_id = self.case(name)
        for file_name, content in kept:
            add(self.desk, self.person_of(self.case_id), accept(file_name, content))
        self.begin("case", case_id=self.case_id)
        self.screen.tabs.setCurrentWidget(self.panel)
        self.panel.setFocus()
        self.settle()
        return self

    @property
    def panel(self) -> FilesPanel:
        """The files of the case shown."""
        panel: FilesPanel = self.screen.files
        return panel

    @property
    def viewer(self) -> Viewer:
        """What the officer looks at."""
        assert self.panel.viewer is not None
        return self.panel.viewer

    @property
    def names(self) -> list[str]:
        """Names on screen, top down."""
        return [line.name for line in self.panel.table.rows]

    def lines(self) -> list[AttachmentLine]:
        """What the store has."""
        desk = self.window.jobs.desk if self.window.jobs else self.desk
        return files_of_person(desk, self.person_of(self.case_id))

    def drop(self, mime: QMimeData, on: QWidget | None = None) -> bool:
        """Drag over a widget and let go; False when it would not have it."""
        target = on or self.panel
        entering = QDragEnterEvent(QPoint(30, 30), COPY, mime, LEFT, PLAIN)
        entering.ignore()
        QApplication.sendEvent(target, entering)
        if not entering.isAccepted():
            return False
        if target is not self.panel:  # it has come to the front under the pointer
            QApplication.sendEvent(self.panel, QDragEnterEvent(QPoint(30, 30), COPY, mime, LEFT, PLAIN))
            assert self.panel.cover.isVisible()
        dropping = QDropEvent(QPointF(30, 30), COPY, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.panel, dropping)
        self.settle()
        return True

    def settle_batch(self, count: int) -> None:
        """Until so many files are on screen."""
        self.qtbot.waitUntil(lambda: len(self.panel.table.rows) == count, timeout=10_000)
        self.settle()

    def leave(self) -> None:
        """Close everything; nothing looks into a folder any more."""
        self.keeper.change(scan_folder="")
        super().leave()

    def look(self, name: str) -> Viewer:
        """Enter on a file, until it is on screen."""
        assert self.panel.table.go_to(lambda line: line.name == name)
        self.panel.table.setFocus()
        self.typist.press(Qt.Key.Key_Return)
        with self.qtbot.waitSignal(self.viewer.shown, timeout=10_000):
            pass
        self.settle()
        return self.viewer


def files(paths: Sequence[Path]) -> QMimeData:
    """Files as a file manager drags and copies them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def written(folder: Path, **contents: bytes) -> list[Path]:
    """Files in a folder; `a_pdf=…` is a.pdf."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, content in contents.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem}.{ending}"
        path.write_bytes(content)
        paths.append(path)
    return paths


def everything_under(*folders: Path) -> dict[Path, bytes]:
    """All files there."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def actions(day: Day) -> list[Any]:
    """What the audit trail says of attachments, oldest first."""
    query = "SELECT action FROM audit_entry WHERE action LIKE 'attachment.%' ORDER BY seq"
    return [row[0] for row in day.rows(query)]

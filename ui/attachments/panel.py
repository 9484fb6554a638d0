"""附件: the files of a person. Dragged in, pasted, chosen, taken from the scanner; Enter looks at one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.access.permissions import Right, may
from caseworker.attachments.bringing import Scan, scans_in
from caseworker.attachments.content import SUFFIXES
from caseworker.attachments.keeping import describe, put_back, remove
from caseworker.attachments.listing import AttachmentLine, files_of_person
from caseworker.clock import CHINA, china_day
from ui import theme
from ui.attachments.drop_cover import DropCover
from ui.attachments.intake import Brought, Intake, paths_of, picture_of, takeable
from ui.attachments.lent import Lending
from ui.attachments.notices import Notices
from ui.attachments.scan_watch import ScanWatch
from ui.attachments.sheets import DescribeSheet, ScanSheet
from ui.attachments.thumbs import Thumbs
from ui.attachments.viewer import Viewer
from ui.attachments.words import kind_tag, size_words
from ui.jobs import Jobs
from ui.shell.keeper import SettingsKeeper
from ui.widgets import Bold, Button, Column, DataTable, Kind, Run, Tag, Toasts, Tone

ROW = 46
WANTS = {"size": 500, "who": 540}
"""Width at 100 % below which a column makes room for the names."""


class FilesPanel(QWidget):
    """`show_person` says whose; `leave` lets go of everything plain."""

    counted = Signal(int, int)
    """How many files there are, and how many new scans wait."""

    def __init__(self, jobs: Jobs, keeper: SettingsKeeper | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._person_id: UUID | None = None
        self._name = ""
        self.viewer: Viewer | None = None
        self.intake = Intake(jobs, self)
        self.intake.finished.connect(self._brought)
        self.lending = Lending(jobs, self)
        self.lending.changed.connect(self._show_notices)
        self.watch = ScanWatch.of(keeper, jobs.lanes) if keeper is not None else None
        if self.watch is not None:
            self.watch.changed.connect(self._show_notices)
        self.thumbs = Thumbs(jobs, lambda: self.table.view.viewport().update(), self)
        self._make_parts()
        self._make_keys()
        self.setAcceptDrops(True)

    # -- whose -----------------------------------------------------------------------------------------------------
    def show_person(self, person_id: UUID, name: str) -> None:
        """Show the files of a person."""
        if person_id != self._person_id:
            self.leave()
            self.notices.forget_refusals()
            self.thumbs.clear()
            self.table.set_rows([])
        self._person_id, self._name = person_id, name
        for button in (self.add_button, self.paste_button, self.scan_button):
            button.setEnabled(self._may_edit())
        self.scan_button.setVisible(self.watch is not None and self.watch.folder is not None)
        self._show_notices()
        self.load()

    def load(self) -> None:
        """Read the list again."""
        person_id = self._person_id
        if person_id is not None:
            self._jobs.read(lambda desk, _c: files_of_person(desk, person_id), self._show, key=id(self), owner=self)

    def leave(self) -> None:
        """Close what is looked at and take back what was lent: another person, locking, the end."""
        viewer, self.viewer = self.viewer, None
        if viewer is not None:
            viewer.close()
        self.lending.take_back()

    # -- bringing in -----------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """The platform's dialog."""
        kinds = self.tr("Files that can be kept") + f" ({' '.join(f'*.{suffix}' for suffix in SUFFIXES)})"
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"), "", f"{kinds};;(*)")
        self.bring([Path(name) for name in names])

    def bring(self, paths: Sequence[Path]) -> None:
        """Keep these files with the person."""
        if self._person_id is not None and paths and self._may_edit():
            self.notices.forget_refusals()
            self.intake.bring_files(self._person_id, paths)

    def paste(self) -> None:
        """The files or the picture on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if not self._may_edit():
            return
        paths, picture = paths_of(mime), picture_of(mime)
        if paths:
            self.bring(paths)
        elif not picture.isNull() and self._person_id is not None:
            self.notices.forget_refusals()
            self.intake.bring_picture(self._person_id, picture)
        else:
            Toasts.of(self).say(self.tr("There is no picture and no file on the clipboard. Copy one first."))

    def show_scans(self) -> None:
        """What lies in the scan folder."""
        folder = self.watch.folder if self.watch is not None else None
        if folder is not None:
            self._jobs.read(lambda _desk, _c: scans_in(folder), self._choose_scans, owner=self)

    def take_offered(self) -> None:
        """Keep the new scans."""
        if self.watch is not None:
            self._take_scans(list(self.watch.offered), discard=True)

    def _choose_scans(self, scans: list[Scan]) -> None:
        ScanSheet(self, self._name, scans, lambda chosen, discard: self._take_scans(chosen, discard=discard)).open()

    def _take_scans(self, scans: list[Scan], *, discard: bool) -> None:
        if self._person_id is None or self.watch is None:
            return
        self.watch.settle(scans)
        self.intake.bring_scans(self._person_id, scans, discard=discard)

    def _brought(self, batch: Brought) -> None:
        if batch.person_id == self._person_id and batch.refused:
            self.notices.refused += batch.refused
            self._show_notices()
        if not batch.added:
            return

        def undo() -> None:
            for added in batch.added:
                self._remove(added, quiet=True)

        one, several = self.tr("Kept"), self.tr("Kept {count} files").format(count=len(batch.added))
        Toasts.of(self).say(one if len(batch.added) == 1 else several, undo)
        if batch.person_id == self._person_id:
            self.table.go_to(lambda line: line.id == batch.added[-1])

    def takes(self, mime: QMimeData) -> bool:
        """Whether what is dragged may be let go here."""
        return self._person_id is not None and self._may_edit() and takeable(mime)

    # -- with one file ---------------------------------------------------------------------------------------------
    def look_at(self, line: AttachmentLine) -> None:
        """Enter."""
        viewer = Viewer(self, self._jobs, list(self.table.rows))
        viewer.lend_wanted.connect(lambda one: self.lending.ask(viewer, one))
        viewer.finished.connect(self._looked)
        self.viewer = viewer
        viewer.open()
        viewer.look_at(line)

    def describe(self, line: AttachmentLine) -> None:
        """F2."""
        if not self._may_edit():
            return

        def given(name: str, kind: str) -> None:
            self._jobs.write(lambda desk, _c: describe(desk, line.id, name, kind), owner=self)

        DescribeSheet(self, line, given).show_up()

    def remove(self, line: AttachmentLine) -> None:
        """Delete: off the list at once, with a way back."""
        self._remove(line.id)

    def _remove(self, attachment_id: UUID, *, quiet: bool = False) -> None:
        def undo() -> None:
            self._jobs.write(lambda desk, _c: put_back(desk, attachment_id), owner=self)

        def done(_saved: object) -> None:
            if not quiet:
                Toasts.of(self).say(self.tr("Deleted"), undo)

        self._jobs.write(lambda desk, _c: remove(desk, attachment_id), done, owner=self)

    def _looked(self, _result: int) -> None:
        viewer, self.viewer = self.viewer, None
        if viewer is not None:
            line = viewer.line
            self.table.go_to(lambda one: one.id == line.id)
            self.table.setFocus()

    # -- events ----------------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes(event.mimeData()):
            event.acceptProposedAction()
            self.cover.cover(self.tr("Let go to keep it with {name}").format(name=self._name))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.cover.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.cover.hide()
        event.acceptProposedAction()
        paths, picture = paths_of(event.mimeData()), picture_of(event.mimeData())
        if paths:
            self.bring(paths)
        elif not picture.isNull() and self._person_id is not None:
            self.intake.bring_picture(self._person_id, picture)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.thumbs.load(list(self.table.rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
        for key, needed in WANTS.items():
            self.table.show_column(key, self.width() >= theme.px(needed))

    # -- showing ---------------------------------------------------------------------------------------------------
    def _show(self, lines: list[AttachmentLine]) -> None:
        self.table.set_rows(lines)
        if self.isVisible():
            self.thumbs.load(lines)
        self._count()

    def _show_notices(self) -> None:
        self.notices.show_state(self.lending.out, self.watch)
        self._count()

    def _count(self) -> None:
        waiting = len(self.watch.offered) if self.watch is not None and self._may_edit() else 0
        self.counted.emit(self.table.model.total, waiting)

    def _may_edit(self) -> bool:
        desk = self._jobs.desk
        return desk is not None and may(desk.actor, Right.EDIT_RECORDS)

    def _what(self, line: AttachmentLine) -> tuple[Run, ...]:
        name = Bold(line.name or self.tr("Name hidden"))
        return (name,) if line.here else (name, Tag(self.tr("not here yet"), Tone.WARN))

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_parts(self) -> None:
        self.table = DataTable(self._columns(), "case.files", self.tr("Files"))
        self.table.set_row_height(ROW)
        self.table.set_empty_text(
            self.tr("No files yet"),
            self.tr("Drag papers and pictures here, paste a picture with Ctrl+V, or choose files with Ctrl+O."),
        )
        self.table.opened.connect(self.look_at)
        self.table.on_key("F2", self.describe, self.tr("Name and kind…"))
        self.table.on_key("Ctrl+E", lambda line: self.lending.ask(self, line), self.tr("Open with another program…"))
        self.table.on_key("Delete", self.remove, self.tr("Delete"))
        self.table.set_hint(self.tr("Enter: look · F2: name and kind · Delete: take off"))
        self.notices = Notices(self)
        self.notices.take_back.connect(self.lending.take_back)
        self.notices.scans_wanted.connect(self.take_offered)
        self.notices.scans_looked_at.connect(self.show_scans)
        self.notices.scans_left.connect(lambda: self.watch.settle(self.watch.offered) if self.watch else None)
        self.add_button = Button(self.tr("Add files…"), self.choose)
        self.add_button.setToolTip("Ctrl+O")
        self.paste_button = Button(self.tr("Paste"), self.paste)
        self.paste_button.setToolTip("Ctrl+V")
        self.scan_button = Button(self.tr("Scans…"), self.show_scans)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        for button in (self.scan_button, self.paste_button, self.add_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.notices)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.cover = DropCover(self)
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("picture", "", self.thumbs.of, Kind.PICTURE, 58),
            Column("name", self.tr("Name"), self._what, Kind.TAGS, 140, stretch=True, tip=lambda line: line.name),
            Column("kind", self.tr("Kind"), lambda line: kind_tag(line.kind), Kind.TAGS, 122),
            Column("size", self.tr("Size"), lambda line: size_words(line.size), width=72, sort=lambda line: line.size),
            Column("who", self.tr("By"), lambda line: line.added_by, width=66),
            Column("at", self.tr("Added"), _day, Kind.DATE, 96, sort=lambda line: line.added_at, tip=_moment),
        )

    def _make_keys(self) -> None:
        for keys, act in (("Ctrl+O", self.choose), (QKeySequence.StandardKey.Paste, self.paste)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _day(line: AttachmentLine) -> date:
    return china_day(line.added_at)


def _moment(line: AttachmentLine) -> str:
    return f"{line.added_at.astimezone(CHINA):%Y-%m-%d %H:%M}"

"""附件 as a tab of the case: its title counts, new scans are offered from any tab, files may be dropped on the tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from caseworker.desk import ChangeSummary
from ui.attachments.panel import FilesPanel
from ui.jobs import Jobs
from ui.shell.keeper import SettingsKeeper
from ui.widgets import Toasts


class FilesTab(FilesPanel):
    """The files of the person a case is about."""

    def __init__(self, jobs: Jobs, keeper: SettingsKeeper | None = None, parent: QWidget | None = None) -> None:
        super().__init__(jobs, keeper, parent)
        self._tabs: QTabWidget | None = None
        self._offered = 0
        self.counted.connect(self._name_tab)

    @property
    def title(self) -> str:
        """The tab's name."""
        return self.tr("Files")

    def belong_to(self, tabs: QTabWidget) -> None:
        """These are the tabs it is one of."""
        self._tabs = tabs
        tabs.setAcceptDrops(True)
        tabs.installEventFilter(self)

    def changed(self, summary: ChangeSummary) -> None:
        """Something in the store changed."""
        if summary.touches("attachment"):
            self.load()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is dragged over another tab brings this one to the front, where it says with whom it will be kept."""
        if isinstance(event, QDropEvent) and self._tabs is not None:
            if event.type() == QEvent.Type.DragEnter and self.takes(event.mimeData()):
                self._tabs.setCurrentWidget(self)
                event.acceptProposedAction()
                return True
            if event.type() == QEvent.Type.Drop:
                self.dropEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _name_tab(self, count: int, waiting: int) -> None:
        tabs = self._tabs
        if tabs is None:
            return
        parts = [f"{self.title} {count}" if count else self.title]
        if waiting:
            parts.append(self.tr("{count} new").format(count=waiting))
        tabs.setTabText(tabs.indexOf(self), " · ".join(parts))
        fresh, self._offered = waiting > self._offered, waiting
        if fresh and tabs.isVisible() and not self.isVisible():
            words = self.tr("A new scan is there. Keep it with {name}?").format(name=self._name)
            Toasts.of(self).offer(words, (self.tr("Look"), lambda: tabs.setCurrentWidget(self)))

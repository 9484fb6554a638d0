"""The scan folder, watched while the window is open: what the scanner adds is offered to whoever is on screen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from caseworker.attachments.bringing import Scan, scans_in, settled
from caseworker.problems import Problem
from ui.jobs import Lanes
from ui.shell.keeper import SettingsKeeper

AGAIN_MS = 2_000
"""Network drives announce nothing, so it looks by itself; a scan is offered once two looks find it unchanged."""
NAME = "scan-watch"


class ScanWatch(QObject):
    """One per window, found with `ScanWatch.of`. `changed`: there is more, or less, to offer."""

    changed = Signal()

    def __init__(self, keeper: SettingsKeeper, lanes: Lanes) -> None:
        super().__init__(keeper)
        self.setObjectName(NAME)
        self._keeper, self._lanes = keeper, lanes
        self.folder: Path | None = None
        self.offered: tuple[Scan, ...] = ()
        self.trouble: Problem | None = None
        self._known: set[Scan] = set()
        self._before: list[Scan] | None = None
        self._looking = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self.look())
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.look)
        keeper.changed.connect(lambda _settings: self._follow())
        self._follow()

    @staticmethod
    def of(keeper: SettingsKeeper, lanes: Lanes) -> ScanWatch:
        """The watch of a window, made when it is first asked for."""
        found = keeper.findChild(ScanWatch, NAME)
        return found if isinstance(found, ScanWatch) else ScanWatch(keeper, lanes)

    def look(self) -> None:
        """Look into the folder now, unless a look is under way."""
        folder = self.folder
        if folder is None or self._looking:
            return
        self._looking = True
        self._lanes.run(
            self._lanes.reader,
            lambda _c: (folder, scans_in(folder), time.time()),
            lambda seen: self._seen(*seen),
            self._failed,
            owner=self,
            ended=self._ended,
        )

    def settle(self, scans: Sequence[Scan]) -> None:
        """These are kept, or not wanted: they are not offered again."""
        self._known |= set(scans)
        self._offer([scan for scan in self.offered if scan not in self._known])

    def _follow(self) -> None:
        named = self._keeper.settings.scan_folder
        folder = Path(named) if named else None
        if folder == self.folder:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.folder, self._known, self._before, self.trouble = folder, set(), None, None
        self.offered = ()
        self.changed.emit()
        if folder is None:
            self._timer.stop()
            return
        self._watcher.addPath(str(folder))
        self._timer.start()
        self.look()

    def _seen(self, folder: Path, scans: list[Scan], now: float) -> None:
        if folder != self.folder:
            return
        if self._before is None:
            self._known = set(scans)  # what lay there before is looked through, not offered
        fresh = settled(scans, self._before or [], now)
        self._before = scans
        recovered, self.trouble = self.trouble is not None, None
        self._offer([scan for scan in fresh if scan not in self._known])
        if recovered:
            self.changed.emit()

    def _failed(self, problem: Problem) -> None:
        if self.trouble is None:
            self.trouble = problem
            self.changed.emit()

    def _ended(self) -> None:
        self._looking = False

    def _offer(self, scans: Sequence[Scan]) -> None:
        if tuple(scans) != self.offered:
            self.offered = tuple(scans)
            self.changed.emit()

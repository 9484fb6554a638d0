"""The sync loop behind the window: begins when an officer comes in, stops as soon as the gate is shown or all ends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.shell.window import MainWindow
from ui.sync.loop import SyncLoop


def begin(window: MainWindow) -> None:
    """An officer came in: meet the central store from now on, until the window is locked or closed."""
    if window.jobs is None:
        return
    known = SyncLoop.known(window.lanes)
    loop = known or SyncLoop.of(window.lanes)
    if known is None:
        _wire(window, loop)
    loop.begin(window.jobs)


def _wire(window: MainWindow, loop: SyncLoop) -> None:
    def gate_shown(_page: int) -> None:
        if window.jobs is None or window.jobs.desk is None:
            loop.stop()

    def moved() -> None:
        if window.workplace is not None and window.jobs is not None and window.jobs.desk is not None:
            window.workplace.count()

    window.pages.currentChanged.connect(gate_shown)
    loop.moved.connect(moved)
    app = QCoreApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(loop.stop)

"""Notices that nobody has touched the window for some minutes, so that it can lock itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Emits `idle` once after `minutes` without a key or the mouse in any window of the program.

    It listens at the native windows, not at every widget: a filter on the application would run Python for
    each event.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.idle)
        self._watched: QWindow | None = None
        self.set_minutes(minutes)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def set_minutes(self, minutes: int) -> None:
        """Change how long nobody must touch anything."""
        self._timer.setInterval(minutes * 60_000)

    def start(self) -> None:
        """Begin to count (an officer came in)."""
        self._watch(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Stop counting (locked)."""
        self._timer.stop()

    @property
    def counting(self) -> bool:
        """Whether it counts now."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS and self._timer.isActive():
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is None or window is self._watched:
            return
        self._watched = window
        window.installEventFilter(self)
        if self._timer.isActive():
            self._timer.start()

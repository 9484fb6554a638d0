"""A pair of hands at the keyboard of the real window: presses keys and counts them, types text, waits, takes pictures.

Text is entered as an input method would, since key events cannot carry Chinese. Waits are for conditions, never for a
time alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from ui.shell.window import MainWindow

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 20.0


class NothingHappenedError(AssertionError):
    """A condition the hands waited for did not come true."""


class Hands:
    """Works one window. `keys` counts what was pressed since `start_counting`; typed text does not count."""

    def __init__(self, window: MainWindow, pictures: Path | None = None) -> None:
        self.window = window
        self.pictures = pictures
        self.keys = 0

    def start_counting(self) -> None:
        """Count keys from here on."""
        self.keys = 0

    def press(self, *sequences: str) -> None:
        """Press keys one after the other, each written as in a menu: `Ctrl+N`, `Return`, `1`."""
        for sequence in sequences:
            combination = QKeySequence(sequence)[0]  # type: ignore[index]  # the stub lacks it
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            self.keys += 1
            self.settle()

    def write(self, text: str) -> None:
        """Enter text where the focus is, as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        target = QApplication.focusWidget()
        if target is None:
            raise NothingHappenedError("no widget has the focus to type into")
        QCoreApplication.sendEvent(target, event)
        self.settle()

    def enter(self, text: str) -> None:
        """Type into a field and go to the next one."""
        self.write(text)
        self.press("Return")

    def name_the_file(self, *keys: str, path: Path) -> None:
        """Press keys that open a file dialog, type the path there and confirm."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(10, answer)
                return
            line = next(iter(dialog.findChildren(QLineEdit)))
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)
            self.keys += 1

        QTimer.singleShot(10, answer)
        self.press(*keys)
        self.window.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is self.window, "the window after the dialog")

    def wait(self, condition: Callable[[], object], what: str, patience: float = PATIENCE_S) -> None:
        """Let the window work until a condition holds."""
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise NothingHappenedError(f"still waiting for {what}; focus: {self.focus()}")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def settle(self) -> None:
        """Let everything that is under way come to its end."""
        QCoreApplication.processEvents()
        self.window.lanes.wait_idle(PATIENCE_S)
        QCoreApplication.processEvents()

    def find(self, kind: type[W], name: str = "") -> W:
        """The visible widget of a kind, by accessible name where several are there."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and (not name or widget.accessibleName() == name):
                return widget
        raise NothingHappenedError(f"no visible {kind.__name__} {name!r}")

    @staticmethod
    def painted(widget: QWidget) -> bool:
        """Whether something is drawn on a widget that paints in its own time, such as a page of paper."""
        image = widget.grab().toImage().scaled(64, 64)
        return len({image.pixel(x, y) for x in range(64) for y in range(64)}) > 32

    def focus(self) -> str:
        """What has the focus, in words, for messages."""
        widget = QApplication.focusWidget()
        return f"{type(widget).__name__} {widget.accessibleName()!r}" if widget else "nothing"

    @staticmethod
    def at_password() -> bool:
        """Whether a password is asked for."""
        widget = QApplication.focusWidget()
        return isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Password

    def picture(self, name: str) -> None:
        """Save the window as it looks now."""
        if self.pictures is None:
            return
        self.settle()
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(self.pictures / f"{name}.png"))

    def show(self, width: int = 1366, height: int = 768) -> None:
        """Open the window at the usual office size."""
        self.window.resize(width, height)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.activateWindow()
        self.window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()

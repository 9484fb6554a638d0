"""Types as an officer does, with the keyboard only, and counts the keys besides the text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


class Typist:
    """Every key goes to whatever has the focus."""

    def __init__(self) -> None:
        self.keys = 0

    @property
    def at(self) -> QWidget:
        """Where the next key goes."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press keys that are not text."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.at, key, modifier)

    def type(self, text: str, *keys: Qt.Key) -> None:
        """Type text (Chinese as an input method commits it), then press keys."""
        if text.isascii():
            QTest.keyClicks(self.at, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(self.at, event)
        self.press(*keys)

"""Toasts: a line at the foot of the window that says what was done and offers to undo it, or what went
wrong.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import Button, label

SAID_MS = 6_000
PROBLEM_MS = 15_000
MARGIN = 20
AT_MOST = 3


class Toasts(QObject):
    """The toasts of one window. `Toasts.of(widget)` gives those of the window a widget is in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toasts")
        self._window = window
        self._shown: list[Toast] = []
        window.installEventFilter(self)

    @staticmethod
    def of(widget: QWidget) -> Toasts:
        """The toasts of the window `widget` is in, made when needed."""
        window = widget.window()
        found = window.findChild(Toasts, "toasts")
        return found if found is not None else Toasts(window)

    @property
    def shown(self) -> tuple[Toast, ...]:
        """The toasts on screen, oldest first."""
        return tuple(self._shown)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> Toast:
        """Say what was done; `undo` adds a button (Ctrl+Z presses it while the toast is there)."""
        action = None if undo is None else (self.tr("Undo"), undo, "Ctrl+Z")
        return self._show(text, action, SAID_MS)

    def problem(self, text: str, action: tuple[str, Callable[[], object]] | None = None) -> Toast:
        """Say what went wrong and what to do; stays longer, and until closed while the pointer is on it."""
        return self._show(text, None if action is None else (*action, ""), PROBLEM_MS, problem=True)

    def offer(self, text: str, action: tuple[str, Callable[[], object]]) -> Toast:
        """Say what has come up and offer to do something about it: the words on the button and what it does."""
        return self._show(text, (*action, ""), PROBLEM_MS)

    def clear(self) -> None:
        """Take all toasts away at once (locking)."""
        for toast in tuple(self._shown):
            toast.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _show(
        self,
        text: str,
        action: tuple[str, Callable[[], object], str] | None,
        duration: int,
        *,
        problem: bool = False,
    ) -> Toast:
        for old in self._shown:
            old.release_keys()
        while len(self._shown) >= AT_MOST:
            self._shown[0].leave()
        toast = Toast(self._window, text, action, duration, problem=problem)
        self._shown.append(toast)
        toast.on_left = self._gone
        toast.show()
        toast.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))
        return toast

    def _gone(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._place()

    def _place(self) -> None:
        bottom = self._window.height() - theme.px(MARGIN)
        for toast in reversed(self._shown):
            toast.fit(min(self._window.width() - 2 * theme.px(MARGIN), theme.px(640)))
            bottom -= toast.height()
            toast.move((self._window.width() - toast.width()) // 2, bottom)
            bottom -= theme.px(8)


class Toast(QFrame):
    """One line; made by `Toasts`."""

    def __init__(
        self,
        window: QWidget,
        text: str,
        action: tuple[str, Callable[[], object], str] | None,
        duration: int,
        *,
        problem: bool,
    ) -> None:
        super().__init__(window)
        self.setProperty("role", "toast")
        self.setAccessibleName(text)
        self.is_problem = problem
        self.on_left: Callable[[Toast], None] = lambda _toast: None
        self.words = label(text)
        self.button: Button | None = None
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(9), theme.px(10), theme.px(9))
        row.setSpacing(theme.px(12))
        row.addWidget(self.words, 1)
        if action is not None:
            self.button = self._button(*action)
            row.addWidget(self.button)
        close = Button(self.tr("Close"), self.leave, role="quiet")
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=duration)
        self._timer.timeout.connect(self.leave)
        self._timer.start()

    @property
    def text(self) -> str:
        """What it says."""
        return self.words.text()

    def press(self) -> None:
        """Do its action, as the button does."""
        if self.button is not None:
            self.button.click()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.on_left(self)
        self.hide()
        self.deleteLater()

    def release_keys(self) -> None:
        """Give up the shortcut: only the newest toast answers Ctrl+Z."""
        if self.button is not None:
            self.button.answer("")

    def fit(self, widest: int) -> None:
        """Take the size the words need, wrapping when wider than `widest`."""
        self.words.setWordWrap(False)
        self.adjustSize()
        if self.width() > widest:
            self.words.setWordWrap(True)
            self.setFixedWidth(widest)
            self.setFixedHeight(self._row.heightForWidth(widest))

    def enterEvent(self, event: object) -> None:
        self._timer.stop()
        super().enterEvent(event)  # type: ignore[arg-type]  # a QEnterEvent

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def _button(self, text: str, pressed: Callable[[], object], keys: str) -> Button:
        def act() -> None:
            self.leave()
            pressed()

        button = Button(text, act)
        if keys:
            button.answer(keys)
            button.setToolTip(keys)
        return button

"""The scrolled ground of the form."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui import theme
from ui.people.section import Section


class FormScroll(QScrollArea):
    """The form, scrolled so that the input with the focus is seen."""

    paged = Signal(int)
    """PageDown (1) or PageUp (-1)."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        form.setProperty("role", "canvas")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        else:
            self.paged.emit(step)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._form.isAncestorOf(new):
            # A part that was just opened has its place only once the layout has run.
            QTimer.singleShot(0, self, self.show_focus)

    def show_focus(self) -> None:
        """Scroll to the input with the focus, with its label and the words under it."""
        focus = QApplication.focusWidget()
        if focus is None or not self._form.isAncestorOf(focus):
            return
        section = _section_of(focus)
        if section is not None and section.height() <= self.viewport().height():
            self.ensureWidgetVisible(section, 0, 0)
        self.ensureWidgetVisible(focus, theme.px(8), theme.px(48))


def _section_of(widget: QWidget | None) -> Section | None:
    """The part of the form a widget is in, if any."""
    while widget is not None and not isinstance(widget, Section):
        widget = widget.parentWidget()
    return widget

"""Choosing from a code table by typing: code, text or pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.form.lines import LineField
from ui.widgets.form.texts import matches

VISIBLE = 9
LIMIT = 200
Option = tuple[str, str]
"""(code, text)"""


class CodeField(QWidget):
    """One code of a table; value is the code (str) or None.

    Typing narrows the list by code, text or pinyin initials; Down opens it; Enter takes the marked line;
    Alt+1..9 takes
    a numbered line; what was typed in full (code or text) is taken on leaving the field.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        options: Iterable[Option] = (),
        placeholder: str = "",
        finder: Callable[[str], Sequence[Option]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`finder(typed)` replaces the search in the options, for tables that know their own aliases."""
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._texts: dict[str, str] = {}
        self._code: str | None = None
        self._finder = finder
        self.line = _CodeLine(self)
        self.line.setPlaceholderText(placeholder or self.tr("code, name or initials"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(self.line.sizePolicy())
        self.opener = QToolButton(self.line)
        self.opener.setProperty("role", "opener")
        self.opener.setIcon(theme.glyph("down"))
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setCursor(Qt.CursorShape.ArrowCursor)
        self.opener.setAccessibleName(self.tr("Show the list"))
        self.opener.clicked.connect(lambda _on=False: self.toggle())
        self.popup = _PickList(self)
        self.destroyed.connect(self.popup.deleteLater)  # it becomes a child of the window when first shown
        self.line.textEdited.connect(self._typed)
        self.line.finished.connect(self._left)
        self.set_options(options)

    def set_options(self, options: Iterable[Option]) -> None:
        """Replace the table; a value that is no longer in it is dropped."""
        self._options = tuple(options)
        self._texts = dict(self._options)
        if self._code is not None and self._code not in self._texts:
            self.set_value(None)

    def value(self) -> str | None:
        return self._code

    def set_value(self, value: str | None) -> None:
        """Show a code; one that is not in the table is shown as it is."""
        self._code = value
        self.line.setText("" if value is None else self._texts.get(value, value))
        self.line.setCursorPosition(0)
        self.popup.hide()

    def text(self) -> str:
        """The text of the chosen code, "" when none is chosen."""
        return "" if self._code is None else self._texts.get(self._code, self._code)

    def complaint(self) -> str:
        if self._code is not None or not self.line.value():
            return ""
        return self.tr("Not in the list. Press Down and choose, or type part of the name.")

    def found(self, typed: str) -> Sequence[Option]:
        """The options meant by typed text, exact code first."""
        if self._finder is not None:
            return self._finder(typed)
        hits = [option for option in self._options if matches(typed, *option)]
        return sorted(hits, key=lambda option: option[0].lower() != typed.strip().lower())[:LIMIT]

    def toggle(self) -> None:
        """Open the whole list, or close it."""
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self.line.setFocus()
            self.popup.offer(self._options[:LIMIT], self._code)

    def take(self, option: Option) -> None:
        """Choose an option."""
        changed = option[0] != self._code
        self.set_value(option[0])
        if changed:
            self.changed.emit()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        side = self.line.height() - theme.px(8)
        self.opener.setGeometry(self.line.width() - side - theme.px(4), theme.px(4), side, side)
        self.line.setTextMargins(0, 0, side, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.popup.hide()

    def settle(self) -> bool:
        """Take the marked line, or what was typed in full, or the only option left; False when nothing is
        meant.
        """
        typed = self.line.value()
        if self.popup.isVisible() and (option := self.popup.marked()) is not None:
            self.take(option)
            return True
        if self._code is not None or not typed:
            return True
        hits = self.found(typed)
        whole = [option for option in hits if typed.lower() in {option[0].lower(), option[1].lower()}]
        if whole or len(hits) == 1:
            self.take((whole or hits)[0])
            return True
        return False

    def _typed(self, text: str) -> None:
        had = self._code is not None
        self._code = None
        self.popup.offer(self.found(text) if text.strip() else self._options[:LIMIT])
        if had or not text.strip():
            self.changed.emit()

    def _left(self) -> None:
        self.settle()
        self.popup.hide()
        self.finished.emit()


class _CodeLine(LineField):
    def __init__(self, field: CodeField) -> None:
        super().__init__(parent=field)
        self._field = field

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._field.popup.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self._field.popup.isVisible():
            self._field.toggle()

    def _key(self, event: QKeyEvent) -> bool:
        popup, key = self._field.popup, Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_F4} and not popup.isVisible():
            self._field.toggle()
            return True
        if not popup.isVisible():
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            popup.move_by({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: VISIBLE}.get(key, -VISIBLE))
            return True
        if key == Qt.Key.Key_Escape:
            popup.hide()
            return True
        number = key.value - Qt.Key.Key_1.value
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= number < VISIBLE:
            if (option := popup.numbered(number)) is not None:
                self._field.take(option)
            return True
        return False


class _PickList(QFrame):
    """The list under a code field. A child of the window, not a popup window, so that focus stays where one
    types.
    """

    def __init__(self, field: CodeField) -> None:
        super().__init__(field)
        self._field = field
        self._options: Sequence[Option] = ()
        self.setProperty("role", "raised")
        self.view = QListView(self)
        self.view.setProperty("role", "popup")
        self.view.setAccessibleName(self.tr("Choices"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStringListModel(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_OptionDelegate(self))
        self.view.clicked.connect(lambda index: field.take(self._options[index.row()]))
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.view)
        self.hide()

    @property
    def options(self) -> Sequence[Option]:
        """The options offered."""
        return self._options

    def offer(self, options: Sequence[Option], code: str | None = None) -> None:
        """Show these options, the given code marked, else the first."""
        self._options = options
        if not options:
            self.hide()
            return
        self._model.setStringList([f"{number} {text}" for number, text in options])
        marked = next((n for n, option in enumerate(options) if option[0] == code), 0)
        self.view.setCurrentIndex(self._model.index(marked))
        self._place()
        self.show()
        self.raise_()

    def marked(self) -> Option | None:
        """The option on the marked line."""
        number = self.view.currentIndex().row()
        return self._options[number] if 0 <= number < len(self._options) else None

    def numbered(self, number: int) -> Option | None:
        """The option on the n-th visible line, from 0."""
        first = self.view.indexAt(QPoint(2, 2)).row()
        place = max(first, 0) + number
        return self._options[place] if place < len(self._options) else None

    def move_by(self, lines: int) -> None:
        """Move the mark."""
        number = min(max(self.view.currentIndex().row() + lines, 0), len(self._options) - 1)
        self.view.setCurrentIndex(self._model.index(number))

    def _place(self) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        row = theme.px(30)
        height = row * min(len(self._options), VISIBLE) + 10
        width = max(self._field.width(), theme.px(240))
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if corner.y() + height > window.height():
            above = self._field.mapTo(window, QPoint(0, -height - 2))
            corner = above if above.y() >= 0 else corner
        left = max(0, min(corner.x(), window.width() - width - 4))
        self.setGeometry(QRect(left, corner.y(), width, height))


class _OptionDelegate(QStyledItemDelegate):
    def __init__(self, popup: _PickList) -> None:
        super().__init__(popup)
        self._popup = popup

    def sizeHint(self, option: Any, index: Any) -> QSize:
        return QSize(theme.px(120), theme.px(30))

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        code, text = self._popup.options[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, 1, -1, -1)
        marked = index == self._popup.view.currentIndex()
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary_bg"))
            painter.drawRoundedRect(area, 4, 4)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(option.font)
        metrics = option.fontMetrics
        painter.setPen(theme.colour("soft"))
        shown = metrics.elidedText(code, Qt.TextElideMode.ElideRight, theme.px(74))
        place = area.adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.drawText(place, flags, shown)
        place.setLeft(place.left() + max(metrics.horizontalAdvance(shown), theme.px(20)) + theme.px(10))
        painter.setPen(theme.colour("primary_ink" if marked else "ink"))
        painter.drawText(place, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width()))
        painter.restore()

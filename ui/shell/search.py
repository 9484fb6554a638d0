"""The one search box: people, employers, vacancies and commands, as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QStyledItemDelegate, QVBoxLayout, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.shell.screen import Command, SearchHit
from ui.widgets.basics import label
from ui.widgets.form.texts import clean
from ui.widgets.tags import Bold, Run, Soft, Tag, paint_runs

Search = Callable[[Any, str], Sequence[SearchHit]]
"""`search(desk, typed)` in the reader lane; best hits first."""
MOST = 30
SHOWN = 10


class SearchBox(QLineEdit):
    """Type to find; Down and Up choose, Enter goes there, Esc leaves."""

    hit_chosen = Signal(object)
    """A `SearchHit`."""
    command_chosen = Signal(object)
    """A `Command`."""

    def __init__(
        self, jobs: Jobs, search: Search | None, commands: Sequence[Command], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._search, self._commands = jobs, search, tuple(commands)
        self._people_only = False
        self.setAccessibleName(self.tr("Find people, employers, vacancies, commands"))
        self.setClearButtonEnabled(False)
        self.setMaximumWidth(theme.px(460))
        self._keys = label("Ctrl K", "key")
        self._keys.setParent(self)
        self.popup = _Results(self)
        self.destroyed.connect(self.popup.deleteLater)  # it becomes a child of the window when first shown
        self.textEdited.connect(self._typed)
        self._ask_anything()

    def open(self, *, people_only: bool = False) -> None:
        """Go to the box; with `people_only` the next choice says for whom a contact is recorded."""
        self._people_only = people_only
        if people_only:
            self.setPlaceholderText(self.tr("Record a contact with whom? Name, initials, last four digits, phone"))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._typed(self.text())

    @property
    def people_only(self) -> bool:
        """Whether the box asks for a person to record a contact with."""
        return self._people_only

    def close_results(self) -> None:
        """Forget what was typed and hide the results."""
        self.clear()
        self.popup.hide()
        self._ask_anything()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._keys.adjustSize()
        right = self.width() - self._keys.width() - theme.px(8)
        self._keys.move(right, (self.height() - self._keys.height()) // 2)
        self.setTextMargins(0, 0, self._keys.width() + theme.px(10), 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.popup.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text() or self.popup.results:
            self._typed(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.popup.hide()
            if not self.text():
                self._ask_anything()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().event(event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}
        key = Qt.Key(event.key())
        if key in steps and self.popup.results:
            self.popup.move_by(steps[key])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose(self.popup.marked())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_results()
            self.clearFocus()
            window = self.window()
            if (back := getattr(window, "focus_screen", None)) is not None:
                back()
            return True
        return False

    def choose(self, result: SearchHit | Command | None) -> None:
        """Take one of the results."""
        if result is None:
            return
        people_only = self._people_only
        self.close_results()
        if isinstance(result, Command):
            self.command_chosen.emit(result)
            return
        params = {**result.params, "contact": True} if people_only else result.params
        self.hit_chosen.emit(SearchHit(result.kind, result.title, result.detail, result.target, params, result.tag))

    def _ask_anything(self) -> None:
        self._people_only = False
        self.setPlaceholderText(self.tr("Name / initials / last four of ID / phone"))

    def _typed(self, text: str) -> None:
        typed = clean(text)
        commands = self._matching(typed)
        if not typed or self._search is None:
            self.popup.offer(commands, typed, searching=False)
            return
        search = self._search
        self.popup.offer([*self.popup.hits(), *commands], typed, searching=True)
        self._jobs.read(
            lambda desk, _control: list(search(desk, typed))[:MOST],
            lambda hits: self._found(typed, hits, commands),
            key="shell.search",
            owner=self,
        )

    def _found(self, typed: str, hits: Sequence[SearchHit], commands: Sequence[Command]) -> None:
        if clean(self.text()) == typed and self.hasFocus():
            kept = [hit for hit in hits if hit.kind == "person"] if self._people_only else hits
            self.popup.offer([*kept, *commands], typed, searching=False)

    def _matching(self, typed: str) -> list[Command]:
        if self._people_only:
            return []
        return [command for command in self._commands if not typed or typed.lower() in command.title().lower()]


class _Results(QFrame):
    """What was found, under the box. A child of the window, so that typing goes on in the box."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box)
        self._box = box
        self.results: list[SearchHit | Command] = []
        self.setProperty("role", "raised")
        self._model = _ResultModel(self)
        self.view = QListView(self)
        self.view.setProperty("role", "popup")
        self.view.setAccessibleName(self.tr("Search results"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_ResultDelegate(self))
        self.view.clicked.connect(lambda index: box.choose(self.results[index.row()]))
        self.words: QLabel = label("", "soft")
        self.words.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 2)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.words)
        self.hide()

    def offer(self, results: Sequence[SearchHit | Command], typed: str, *, searching: bool) -> None:
        """Show results, the first one marked."""
        if list(results) != self.results:  # equal ones need no repaint: most keys leave the list as it is at first
            self.results = list(results)
            self._model.show(self.results)
            self.view.setCurrentIndex(self._model.index(0))
        if not results and typed and not searching:
            said = self.tr("Nothing found. Check the spelling, or register a new person with Ctrl+N.")
        else:
            said = self.tr("↑ ↓ choose · Enter open · Esc close")
        self.words.setText(said)
        self._place()
        if self.isHidden():
            self.show()
            self.raise_()

    def hits(self) -> list[SearchHit | Command]:
        """What was found for the text before; stays while the next search runs, so nothing flickers."""
        return [result for result in self.results if isinstance(result, SearchHit)]

    def marked(self) -> SearchHit | Command | None:
        """The marked result."""
        number = self.view.currentIndex().row()
        return self.results[number] if 0 <= number < len(self.results) else None

    def move_by(self, lines: int) -> None:
        """Move the mark."""
        number = min(max(self.view.currentIndex().row() + lines, 0), len(self.results) - 1)
        self.view.setCurrentIndex(self._model.index(number))

    def _place(self) -> None:
        window = self._box.window()
        if self.parent() is not window:
            self.setParent(window)
        row, count = theme.px(40), min(len(self.results), SHOWN)
        self.view.setVisible(count > 0)
        self.view.setFixedHeight(row * count + 4)
        width = max(self._box.width(), theme.px(520))
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + 4))
        height = row * count + (4 if count else 0) + self.words.sizeHint().height() + 8
        self.setGeometry(QRect(corner, QSize(width, height)))


class _ResultModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._results: list[SearchHit | Command] = []

    def show(self, results: list[SearchHit | Command]) -> None:
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: Any, role: int = 0) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        result = self._results[index.row()]
        return result.title() if isinstance(result, Command) else f"{result.title} {result.detail}"


class _ResultDelegate(QStyledItemDelegate):
    def __init__(self, popup: _Results) -> None:
        super().__init__(popup)
        self._popup = popup

    def sizeHint(self, option: Any, index: Any) -> QSize:
        return QSize(theme.px(200), theme.px(40))

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        result = self._popup.results[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(2, 1, -2, -1)
        if index == self._popup.view.currentIndex():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary_bg"))
            painter.drawRoundedRect(area, 5, 5)
        paint_runs(painter, area.adjusted(theme.px(10), 0, -theme.px(8), 0), self._runs(result), option.font)
        painter.restore()

    def _runs(self, result: SearchHit | Command) -> list[Run]:
        if isinstance(result, Command):
            keys: list[Run] = [Tag(result.keys.replace("+", " "))] if result.keys else []
            return [Soft(self.tr("Command")), result.title(), *keys]
        tag: list[Run] = [Tag(result.tag, "info")] if result.tag else []
        return [Bold(result.title), *tag, Soft(result.detail)]

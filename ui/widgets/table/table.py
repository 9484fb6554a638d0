"""`DataTable`: the list widget of every screen. Feels like Excel: copy a block, sort, filter, drag
columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QMenu, QTableView, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import EmptyState, soft
from ui.widgets.table.columns import Column
from ui.widgets.table.delegate import CellDelegate
from ui.widgets.table.header import FilterHeader
from ui.widgets.table.memory import width_memory
from ui.widgets.table.model import RowsModel
from ui.widgets.table.sharing import shared

FIRST_PAGE = 200
"""Rows the owner of a long list brings first, and again each time more are wanted."""


class DataTable(QWidget):
    """A table of frozen rows.

    Short lists: `set_rows(rows)`; sorting and filtering happen here. Long lists: `set_rows(first_page,
    total=n)`, then
    bring `append_rows(page)` whenever `more_wanted(offset)` fires, and a new first page on `query_changed`.
    Enter or a double click opens the current row (`opened`); `on_key` binds further keys to the current row.
    """

    opened = Signal(object)
    """The row the officer opened."""
    picked = Signal(object)
    """The row that became current, None when there is none."""
    more_wanted = Signal(int)
    """Offset of the next page of a long list."""
    query_changed = Signal(object, object)
    """Sorting `(column key, descending) | None` and filters `{column key: text}` of a long list."""

    def __init__(
        self, columns: Sequence[Column], name: str, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        """`name` is the key its column widths are remembered under; `accessible_name` is read aloud."""
        super().__init__(parent)
        self.name = name
        self.model = RowsModel(columns, self)
        self.view = _View(accessible_name, self)
        self.empty = EmptyState(self.tr("Nothing here yet"), parent=self.view)
        self.hint: QLabel = soft()
        self.hint.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(8))
        self.hint.hide()
        self._stretching = False
        self._row_height = 0
        self._keys: dict[str, Callable[[Any], object]] = {}
        self._menu: list[tuple[str, str, Callable[[Any], object]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.hint)
        self.setFocusProxy(self.view)
        self._dress(columns)
        self._wire()

    # -- rows ------------------------------------------------------------------------------------------------
    def set_rows(self, rows: Sequence[Any], total: int | None = None) -> None:
        """Replace the rows, keeping the current one when an equal `id` (or equal row) is still there."""
        kept, place = _identity(self.current()), self.view.currentIndex()
        self.model.set_rows(rows, total)
        number = next((n for n, row in enumerate(self.model.rows) if kept and _identity(row) == kept), None)
        if number is None and self.model.rows:
            number = min(max(place.row(), 0), len(self.model.rows) - 1)
        if number is not None:
            self._go(number, max(place.column(), 0))
        self._show_state()
        self.picked.emit(self.current())

    def append_rows(self, rows: Sequence[Any]) -> None:
        """The next page of a long list."""
        self.model.append(rows)
        self._show_state()

    @property
    def rows(self) -> Sequence[Any]:
        """The rows shown, in the order shown."""
        return self.model.rows

    def current(self) -> Any:
        """The current row, or None."""
        return self.model.row(self.view.currentIndex().row())

    def selected(self) -> list[Any]:
        """Every row that has a selected cell, top to bottom."""
        numbers = sorted({index.row() for index in self.view.selectionModel().selectedIndexes()})
        return [self.model.row(number) for number in numbers]

    def go_to(self, wanted: Callable[[Any], bool]) -> bool:
        """Make the first row for which `wanted(row)` holds current; False when there is none."""
        number = next((n for n, row in enumerate(self.model.rows) if wanted(row)), None)
        if number is not None:
            self._go(number, 0)
        return number is not None

    # -- words and keys --------------------------------------------------------------------------------------
    def set_empty_text(self, title: str, text: str = "") -> None:
        """What an empty list says: what is missing, and what to do first."""
        self.empty.set_text(title, text)

    def set_hint(self, text: str) -> None:
        """The line under the table that names its keys."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def set_row_height(self, height: int) -> None:
        """Taller rows, in pixels at 100 %: for lists with pictures."""
        self._row_height = height
        self._fit_rows()

    def show_column(self, key: str, shown: bool) -> None:
        """Leave a column out where there is no room for it, or bring it back."""
        number = next(n for n, column in enumerate(self.model.columns) if column.key == key)
        if self.header.isSectionHidden(number) is shown:
            self._stretching = True  # to the header this is a change of width, but no officer's
            self.header.setSectionHidden(number, not shown)
            self._stretch()

    def on_key(self, key: str, act: Callable[[Any], object], title: str = "") -> None:
        """Call `act(row)` when `key` ("Space", "S", "Ctrl+D") is pressed on a row; `title` puts it in the
        menu.
        """
        self._keys[QKeySequence(key).toString()] = act
        if title:
            self._menu.append((title, key, act))

    def set_filtering(self, on: bool) -> None:
        """Open or close the filter row (Ctrl+Shift+L does the same)."""
        self.header.set_filtering(on)

    def copy(self) -> None:
        """Copy the selected block (the whole current row when only one cell is selected) as Excel takes
        it.
        """
        QGuiApplication.clipboard().setText(self.selection_text())

    def selection_text(self) -> str:
        """The selected block as tab-separated lines, columns in the order seen."""
        cells = self.view.selectionModel().selectedIndexes()
        if not cells:
            return ""
        rows = sorted({cell.row() for cell in cells})
        numbers = {cell.column() for cell in cells}
        if len(cells) == 1:
            numbers = set(range(len(self.model.columns)))
        order = sorted(numbers, key=self.header.visualIndex)
        columns = [self.model.columns[number] for number in order]
        return "\n".join("\t".join(_flat(column.copied(self.model.row(row))) for column in columns) for row in rows)

    # -- events ----------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.view.viewport():
            if event.type() == QEvent.Type.Resize:
                self._stretch()
            self._hover(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._fit_rows()
        super().changeEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        row = self.current()
        pressed = QKeySequence(event.keyCombination()).toString()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        if row is None:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(row)
            return True
        act = self._keys.get(pressed)
        if act is not None:
            act(row)
            return True
        return False

    def _hover(self, event: QEvent) -> None:
        number = self.delegate.hovered
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            number = self.view.rowAt(event.position().toPoint().y())
        elif event.type() == QEvent.Type.Leave:
            number = -1
        if number != self.delegate.hovered:
            self.delegate.hovered = number
            self.view.viewport().update()

    def _go(self, number: int, column: int) -> None:
        index = self.model.index(number, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    # -- making ----------------------------------------------------------------------------------------------
    def _dress(self, columns: Sequence[Column]) -> None:
        view = self.view
        self.header = FilterHeader(columns, view)
        view.setHorizontalHeader(self.header)
        view.setModel(self.model)
        self.delegate = CellDelegate(view)
        view.setItemDelegate(self.delegate)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        kept = width_memory().widths(self.name)
        self._chosen = {n for n, c in enumerate(columns) if c.key in kept}
        for number, column in enumerate(columns):
            self.header.resizeSection(number, theme.px(kept.get(column.key, column.width)))

    def _fit_rows(self) -> None:
        height = theme.px(self._row_height) if self._row_height else theme.row_height()
        self.view.verticalHeader().setDefaultSectionSize(height)

    def _stretch(self) -> None:
        """Share the room among the columns whose width no officer has chosen."""
        columns = range(len(self.model.columns))
        free = [n for n in columns if n not in self._chosen and not self.header.isSectionHidden(n)]
        own = {n: theme.px(self.model.columns[n].width) for n in free}
        room = self.view.viewport().width() - sum(self.header.sectionSize(n) for n in self._chosen)
        stretching = [n for n in own if self.model.columns[n].stretch]
        self._stretching = True
        for number, width in shared(room, own, stretching).items():
            self.header.resizeSection(number, width)
        self._stretching = False

    def _wire(self) -> None:
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.view.doubleClicked.connect(lambda index: self.opened.emit(self.model.row(index.row())))
        self.view.selectionModel().currentRowChanged.connect(self._current_changed)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.header.sortIndicatorChanged.connect(self.model.sort)
        self.header.filtered.connect(self.model.set_filter)
        self.model.counted.connect(self._show_state)
        self.model.more_wanted.connect(self.more_wanted)
        self.model.query_changed.connect(lambda: self.query_changed.emit(self.model.sorting, dict(self.model.filters)))
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self._remember)
        self.header.sectionResized.connect(self._resized)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+L"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.set_filtering(not self.header.filtering))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.view.viewport().update()
        self.picked.emit(self.model.row(current.row()))

    def _resized(self, number: int, _old: int, _new: int) -> None:
        if self._stretching or not self.isVisible():
            return
        self._chosen.add(number)  # the officer's width counts from now on
        self._saving.start()
        self._stretch()

    def _remember(self) -> None:
        widths = {
            column.key: round(self.header.sectionSize(number) * 100 / theme.scale())
            for number, column in enumerate(self.model.columns)
            if number in self._chosen and not self.header.isSectionHidden(number)
        }
        width_memory().remember(self.name, widths)

    def _show_state(self) -> None:
        self.empty.setVisible(not self.model.rows)
        self.view.place_over(self.empty)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        row = self.current()
        if row is not None:
            for title, key, act in self._menu:
                entry = QAction(title, menu)
                entry.setShortcut(QKeySequence(key))
                entry.triggered.connect(lambda _on=False, act=act: act(row))
                menu.addAction(entry)
            menu.addSeparator()
        copy = menu.addAction(self.tr("Copy"), self.copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        filters = menu.addAction(self.tr("Filter row"), lambda: self.set_filtering(not self.header.filtering))
        filters.setShortcut(QKeySequence("Ctrl+Shift+L"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))


class _View(QTableView):
    """The view itself, with the words of an empty list laid over it."""

    def __init__(self, accessible_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over: QWidget | None = None
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerButtonEnabled(False)

    def place_over(self, widget: QWidget) -> None:
        """Keep a widget over the rows."""
        self._over = widget
        widget.setGeometry(self.viewport().geometry())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._over is not None:
            self._over.setGeometry(self.viewport().geometry())


def _identity(row: Any) -> Any:
    return getattr(row, "id", row)


def _flat(text: str) -> str:
    return " ".join(text.split()) if any(mark in text for mark in "\t\r\n") else text

"""The rows of a table, as Qt asks for them: filtered and sorted here, or page by page by whoever owns a long
list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.widgets.table.columns import Column

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel):
    """Rows that are never changed, only replaced or appended to.

    With a `total` larger than the rows given, the list is paged: more rows are asked for through
    `more_wanted`, and
    sorting and filtering are the owner's (`query_changed`), because only the owner sees all rows.
    """

    more_wanted = Signal(int)
    """The offset of the next row wanted."""
    query_changed = Signal()
    """Sorting or filters of a paged list changed; see `sorting` and `filters`."""
    counted = Signal()
    """How many rows are shown changed."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.filters: dict[str, str] = {}
        self.sorting: tuple[str, bool] | None = None
        self._rows: list[Any] = []
        self._shown: list[Any] = []
        self._total: int | None = None
        self._asked = -1

    @property
    def paged(self) -> bool:
        """Whether the owner brings the rows page by page."""
        return self._total is not None

    @property
    def total(self) -> int:
        """Rows in the whole list."""
        return self._total if self._total is not None else len(self._rows)

    def row(self, number: int) -> Any:
        """The row shown at a position, or None."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    @property
    def rows(self) -> Sequence[Any]:
        """The rows shown, in order."""
        return self._shown

    def set_rows(self, rows: Sequence[Any], total: int | None = None) -> None:
        """Replace everything. `total`: length of a paged list whose first page this is; None = these are
        all.
        """
        self.beginResetModel()
        self._rows, self._total, self._asked = list(rows), total, -1
        self._shown = self._arranged()
        self.endResetModel()
        self.counted.emit()

    def append(self, rows: Sequence[Any]) -> None:
        """The next page of a paged list; an empty page ends the list."""
        if not rows:
            self._total = len(self._rows)
            self.counted.emit()
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self._shown = self._rows if self.paged else self._arranged()
        self.endInsertRows()
        self.counted.emit()

    def set_filter(self, key: str, text: str) -> None:
        """Show only rows whose column contains the text (any case); "" takes the filter off."""
        if text.strip():
            self.filters[key] = text.strip()
        else:
            self.filters.pop(key, None)
        self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 is the order the rows came in."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.sorting = (self.columns[column].key, descending) if column >= 0 else None
        self._rearrange()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.paged and len(self._rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        if self._asked != len(self._rows):  # Qt asks on every scroll; the owner is asked once per page
            self._asked = len(self._rows)
            self.more_wanted.emit(self._asked)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(ALIGN_RIGHT if column.right else ALIGN_LEFT)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        column, row = self.columns[index.column()], self._shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return column.value(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        return column.text(row)

    def _rearrange(self) -> None:
        if self.paged:
            self.query_changed.emit()
            return
        self.layoutAboutToBeChanged.emit()
        self._shown = self._arranged()
        self.layoutChanged.emit()
        self.counted.emit()

    def _arranged(self) -> list[Any]:
        if self.paged:
            return self._rows
        by_key: Mapping[str, Column] = {column.key: column for column in self.columns}
        rows = self._rows
        for key, needle in self.filters.items():
            column, low = by_key[key], needle.casefold()
            rows = [row for row in rows if low in column.text(row).casefold()]
        if self.sorting is None:
            return list(rows)
        column, descending = by_key[self.sorting[0]], self.sorting[1]
        empty = [row for row in rows if column.sort_key(row)[0]]
        full = [row for row in rows if not column.sort_key(row)[0]]
        return sorted(full, key=column.sort_key, reverse=descending) + empty


_ANSWERED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.UserRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)

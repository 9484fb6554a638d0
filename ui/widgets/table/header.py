"""The header of a table, with a row of filter boxes under the titles when the officer asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from ui import theme
from ui.widgets.table.columns import Column

TITLE_HEIGHT = 34
FILTER_HEIGHT = 40
FILTER_PAUSE_MS = 120


class FilterHeader(QHeaderView):
    """Sortable, resizable titles; `set_filtering` opens the filter row."""

    filtered = Signal(str, str)
    """Column key and the text to look for."""

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = tuple(columns)
        self._boxes: list[QLineEdit] = []
        self._pause = QTimer(self, singleShot=True, interval=FILTER_PAUSE_MS)
        self._changed: dict[str, str] = {}
        self._pause.timeout.connect(self._tell)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(theme.px(40))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(lambda *_: self._place())
        self.geometriesChanged.connect(self._place)
        view.horizontalScrollBar().valueChanged.connect(lambda *_: self._place())

    @property
    def filtering(self) -> bool:
        """Whether the filter row is open."""
        return bool(self._boxes)

    @property
    def boxes(self) -> Sequence[QLineEdit]:
        """The filter boxes, in column order; empty while closed."""
        return tuple(self._boxes)

    def set_filtering(self, on: bool) -> None:
        """Open the filter row (focus in its first box), or close it and take the filters off."""
        if on == self.filtering:
            return
        if on:
            self._boxes = [self._box(column) for column in self._columns]
        else:
            for box, column in zip(self._boxes, self._columns, strict=True):
                if box.text():
                    self.filtered.emit(column.key, "")
                box.hide()
                box.deleteLater()
            self._boxes = []
        self.updateGeometries()
        self.geometriesChanged.emit()
        self._place()
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        height = theme.px(TITLE_HEIGHT) + (theme.px(FILTER_HEIGHT) if self.filtering else 0)
        return QSize(super().sizeHint().width(), height)

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, theme.px(FILTER_HEIGHT) if self.filtering else 0)
        super().updateGeometries()
        self._place()

    def _box(self, column: Column) -> QLineEdit:
        box = QLineEdit(self)
        box.setAccessibleName(self.tr("Filter {column}").format(column=column.title))
        box.setPlaceholderText(self.tr("Filter"))
        box.textChanged.connect(lambda text: self._note(column.key, text))
        box.show()
        return box

    def _note(self, key: str, text: str) -> None:
        self._changed[key] = text
        self._pause.start()

    def _tell(self) -> None:
        changed, self._changed = self._changed, {}
        for key, text in changed.items():
            self.filtered.emit(key, text)

    def _place(self) -> None:
        gap = theme.px(4)
        for number, box in enumerate(self._boxes):
            width = max(theme.px(20), self.sectionSize(number) - 2 * gap)
            top = theme.px(TITLE_HEIGHT) + (theme.px(FILTER_HEIGHT) - box.sizeHint().height()) // 2
            box.setGeometry(self.sectionViewportPosition(number) + gap, top, width, box.sizeHint().height())

"""Paints the cells of a table: hairlines, the current row, tags, numbers at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.table.columns import Kind
from ui.widgets.table.model import RowsModel
from ui.widgets.tags import paint_runs, runs_of

PAD = 10
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CellDelegate(QStyledItemDelegate):
    """Paints without asking the style, which would cost several times as much per cell."""

    hovered = -1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        model = index.model()
        if not isinstance(view, QAbstractItemView) or not isinstance(model, RowsModel):
            return
        painter.save()
        area = QRectF(option.rect)
        current = view.currentIndex()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or current.row() == index.row():
            painter.fillRect(area, theme.colour("selected"))
        elif self.hovered == index.row():
            painter.fillRect(area, theme.colour("hover"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("hair"))
        self._content(painter, area.adjusted(theme.px(PAD), 0, -theme.px(PAD), -1), option, index, model)
        if view.hasFocus() and current == index:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # a tag leaves its own behind
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        if not isinstance(model, RowsModel):
            return super().sizeHint(option, index)
        text = str(model.data(index, int(Qt.ItemDataRole.DisplayRole)) or "")
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(text) + theme.px(2 * PAD + 16), theme.row_height())

    def _content(
        self,
        painter: QPainter,
        area: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        model: RowsModel,
    ) -> None:
        column = model.columns[index.column()]
        font = option.font
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.kind == Kind.TAGS:
            paint_runs(painter, area, runs_of(model.data(index, int(Qt.ItemDataRole.UserRole))), font)
            return
        if column.kind == Kind.PICTURE:
            _paint_picture(painter, area, model.data(index, int(Qt.ItemDataRole.UserRole)))
            return
        text = str(model.data(index, int(Qt.ItemDataRole.DisplayRole)) or "")
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, RIGHT if column.right else LEFT, shown)


def _paint_picture(painter: QPainter, area: QRectF, image: object) -> None:
    """An image in the middle of its cell, as large as the row lets it be."""
    if not isinstance(image, QImage) or image.isNull():
        return
    room = area.adjusted(-theme.px(PAD - 2), theme.px(4), theme.px(PAD - 2), -theme.px(4))
    factor = min(room.width() / image.width(), room.height() / image.height())
    size = QSizeF(image.size()) * factor
    target = QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, *size.toTuple())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, QRectF(image.rect()))

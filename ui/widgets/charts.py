"""Small charts for reports. Every value is also written as a number; the chart only helps the eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
SERIES_COLOURS = ("primary", "ok", "warn_bar", "danger")


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a line chart: its name and a value (or None) for each label."""

    name: str
    values: tuple[float | None, ...]


class BarChart(QWidget):
    """Labelled horizontal bars with their numbers; the longest fills the width."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = accessible_name
        self._values: tuple[tuple[str, float], ...] = ()
        self._unit, self._tone = "", "primary"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values(())

    def set_values(self, values: Sequence[tuple[str, float]], unit: str = "", tone: str = "primary") -> None:
        """Show (label, number) pairs; `tone` is a colour token."""
        self._values, self._unit, self._tone = tuple(values), unit, tone
        spoken = ", ".join(f"{label} {self._shown(value)}" for label, value in self._values)
        self.setAccessibleName(f"{self._name}: {spoken}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(28) * max(1, len(self._values)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, pad = QFontMetricsF(self.font()), theme.px(10)
        names = [metrics.horizontalAdvance(label) for label, _ in self._values]
        numbers = [metrics.horizontalAdvance(self._shown(value)) for _, value in self._values]
        name_room = min(max(names, default=0.0), self.width() * 0.45)
        number_room = max(numbers, default=0.0)
        left, most = name_room + pad, max((value for _, value in self._values), default=0.0)
        room, row = max(8.0, self.width() - left - number_room - pad), theme.px(28)
        for number, (text, value) in enumerate(self._values):
            line = QRectF(0, number * row, self.width(), row)
            painter.setPen(theme.colour("ink"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, name_room + 1)
            painter.drawText(QRectF(0, line.top(), name_room + 1, row), LEFT, shown)
            length = room * (value / most) if most > 0 else 0.0
            bar = QRectF(left, line.center().y() - theme.px(6), max(2.0, length), theme.px(12))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._tone))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(theme.colour("ink"))
            painter.drawText(
                QRectF(bar.right() + pad * 0.7, line.top(), number_room + pad, row), LEFT, self._shown(value)
            )
        painter.end()

    def _shown(self, value: float) -> str:
        number = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
        return f"{number}{self._unit}"


class LineChart(QWidget):
    """Up to four lines over the same labels (months), with a quiet grid and the last value written at each
    line.
    """

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = accessible_name
        self._labels: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_values((), ())

    def set_values(self, labels: Sequence[str], series: Sequence[Series]) -> None:
        """Show these lines."""
        self._labels, self._series = tuple(labels), tuple(series)
        spoken = "; ".join(
            f"{line.name} {', '.join('-' if v is None else f'{v:g}' for v in line.values)}" for line in series
        )
        self.setAccessibleName(f"{self._name}: {spoken}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(110))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.ui_font(max(10, self.font().pixelSize() - theme.px(2))))
        metrics = QFontMetricsF(painter.font())
        top = _nice(max((v for line in self._series for v in line.values if v is not None), default=0.0))
        left = metrics.horizontalAdvance(f"{top:,.0f}") + theme.px(8)
        area = QRectF(left, theme.px(24), max(10.0, self.width() - left - theme.px(16)), self.height() - theme.px(50))
        self._paint_grid(painter, area, top)
        for number, line in enumerate(self._series):
            self._paint_line(painter, area, top, line, SERIES_COLOURS[number % len(SERIES_COLOURS)])
        self._paint_legend(painter, metrics)
        painter.end()

    def _paint_grid(self, painter: QPainter, area: QRectF, top: float) -> None:
        for step in range(5):
            y = area.bottom() - area.height() * step / 4
            painter.setPen(QPen(theme.colour("hair"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(theme.colour("soft"))
            place = QRectF(0, y - theme.px(9), area.left() - theme.px(6), theme.px(18))
            painter.drawText(place, RIGHT, f"{top * step / 4:,.0f}")
        every = max(1, -(-len(self._labels) * theme.px(44) // max(1, int(area.width()))))
        for number, text in enumerate(self._labels):
            if number % every == 0:
                x = self._x(area, number)
                box = QRectF(x - theme.px(40), area.bottom() + theme.px(4), theme.px(80), theme.px(20))
                painter.drawText(box, CENTRE, text)

    def _paint_line(self, painter: QPainter, area: QRectF, top: float, line: Series, token: str) -> None:
        points = [
            QPointF(self._x(area, number), area.bottom() - area.height() * (value / top if top else 0))
            for number, value in enumerate(line.values)
            if value is not None
        ]
        if not points:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(token), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(theme.colour(token), 2))
        painter.setBrush(theme.colour("surface"))
        for point in points:
            painter.drawEllipse(point, theme.px(3), theme.px(3))

    def _paint_legend(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        left = float(theme.px(2))
        for number, line in enumerate(self._series):
            painter.setPen(QPen(theme.colour(SERIES_COLOURS[number % len(SERIES_COLOURS)]), 3))
            painter.drawLine(QPointF(left, theme.px(9)), QPointF(left + theme.px(14), theme.px(9)))
            painter.setPen(theme.colour("soft"))
            width = metrics.horizontalAdvance(line.name)
            painter.drawText(QRectF(left + theme.px(19), 0, width + 2, theme.px(18)), LEFT, line.name)
            left += width + theme.px(38)

    def _x(self, area: QRectF, number: int) -> float:
        steps = max(1, len(self._labels) - 1)
        return area.left() + theme.px(6) + (area.width() - theme.px(12)) * number / steps


def _nice(most: float) -> float:
    """A round upper end of an axis in four equal steps."""
    step = 1.0
    while step * 4 < most:
        step *= 2.5 if str(step)[0] == "2" else 2
    return step * 4

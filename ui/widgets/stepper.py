"""The way of a case as a line of steps: done, current, to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme

CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, its word, where it stands, and what proves it (a tooltip)."""

    key: str
    title: str
    state: StepState | str = StepState.TODO
    detail: str = ""


class Stepper(QWidget):
    """Steps on one line. Left and Right move, Enter or a click picks."""

    picked = Signal(str)
    """Key of the step the officer chose."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._steps: tuple[Step, ...] = ()
        self._at = 0
        self._tight = self._bare = False
        self.set_steps(steps)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps shown."""
        return self._steps

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self._at = next((n for n, step in enumerate(self._steps) if step.state == StepState.CURRENT), 0)
        words = {
            StepState.DONE: self.tr("done"),
            StepState.CURRENT: self.tr("now"),
            StepState.TODO: self.tr("to do"),
        }
        spoken = ", ".join(f"{step.title} {words[StepState(step.state)]}" for step in self._steps)
        self.setAccessibleName(self.tr("Steps: {steps}").format(steps=spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(round(boxes[-1].right()) + 2 if boxes else 0, theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(34))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            number = self._number_at(event.pos())  # type: ignore[attr-defined]  # a QHelpEvent
            words = "" if number is None else self._steps[number].detail or (self._bare and self._steps[number].title)
            if words:
                QToolTip.showText(event.globalPos(), words, self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves and self._steps:
            self._at = min(max(self._at + moves[Qt.Key(event.key())], 0), len(self._steps) - 1)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._steps:
            self.picked.emit(self._steps[self._at].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if number is not None:
            self._at = number
            self.picked.emit(self._steps[number].key)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        for number, (step, box) in enumerate(zip(self._steps, boxes, strict=True)):
            self._paint_step(painter, step, box, focused=self.hasFocus() and number == self._at)
            if number + 1 < len(boxes):
                passed = step.state == StepState.DONE
                self._paint_arrow(painter, (box.right() + boxes[number + 1].left()) / 2, passed=passed)
        painter.end()

    def _paint_step(self, painter: QPainter, step: Step, box: QRectF, *, focused: bool) -> None:
        current, done = step.state == StepState.CURRENT, step.state == StepState.DONE
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if focused:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), box.height() / 2, box.height() / 2)
        font = theme.ui_font(self.font().pixelSize() - (0 if current else theme.px(0.6)))
        font.setBold(current)
        painter.setFont(font)
        inner = QRectF(box)
        if done and self._bare:
            self._paint_tick(painter, box.center())
            return
        if done:
            mark = QPointF(box.left() + theme.px(5 if self._tight else 9), box.center().y())
            self._paint_tick(painter, mark)
            inner.setLeft(box.left() + theme.px(10 if self._tight else 14))
        painter.setPen(theme.colour("on_primary" if current else "ink" if done else "soft"))
        painter.drawText(inner, CENTRE, step.title)

    def _paint_tick(self, painter: QPainter, centre: QPointF) -> None:
        size = theme.px(4)
        painter.setPen(QPen(theme.colour("ok"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        points = ((-1.0, 0.05), (-0.3, 0.8), (1.05, -0.85))
        painter.drawPolyline(QPolygonF([QPointF(centre.x() + x * size, centre.y() + y * size) for x, y in points]))

    def _paint_arrow(self, painter: QPainter, middle: float, *, passed: bool) -> None:
        size, y = theme.px(3), self.height() / 2
        pen = QPen(theme.colour("ok" if passed else "faint"), 1.4)
        painter.setPen(pen)
        points = [QPointF(middle - size / 2, y - size), QPointF(middle + size / 2, y)]
        painter.drawPolyline(QPolygonF([*points, QPointF(middle - size / 2, y + size)]))

    def _boxes(self) -> list[QRectF]:
        boxes, left, height = [], 2.0, float(theme.px(26))
        gap = float(theme.px(20))
        natural, least = self._fitted()
        room = self.width() - sum(natural) - gap * max(0, len(natural) - 1) - 4
        squeeze = min(0.0, room) / max(1, len(natural) - 1)
        for width in natural:
            boxes.append(QRectF(left, (self.height() - height) / 2, width, height))
            left += width + max(gap + squeeze, least)
        return boxes

    def _fitted(self) -> tuple[list[float], float]:
        """Widths of the steps, and the least gap: first with air, then close, then with a tick alone for each done."""
        natural: list[float] = []
        least = 0.0
        for self._tight, self._bare, least in (
            (False, False, float(theme.px(8))),
            (True, False, float(theme.px(5))),
            (True, True, float(theme.px(5))),
        ):
            natural = [self._width(step) for step in self._steps]
            if sum(natural) + least * (len(natural) - 1) + 4 <= self.width() or self.width() <= 0:
                break
        return natural, least

    def _width(self, step: Step) -> float:
        if self._bare and step.state == StepState.DONE:
            return float(theme.px(14))
        font = theme.ui_font(self.font().pixelSize())
        font.setBold(step.state == StepState.CURRENT)
        roomy = {StepState.CURRENT: 26, StepState.DONE: 24, StepState.TODO: 6}
        tight = {StepState.CURRENT: 18, StepState.DONE: 13, StepState.TODO: 2}
        extra = (tight if self._tight else roomy)[StepState(step.state)]
        return QFontMetricsF(font).horizontalAdvance(step.title) + theme.px(extra)

    def _number_at(self, place: object) -> int | None:
        for number, box in enumerate(self._boxes()):
            if box.contains(QPointF(place)):  # type: ignore[call-overload]  # a QPoint
                return number
        return None

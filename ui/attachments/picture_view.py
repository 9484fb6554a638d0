"""A picture to look at: fitted, zoomed, moved about, turned by quarters."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.attachments.decoding import Levels

ZOOM_STEP = 1.2
LEAST, MOST = 0.05, 8.0
"""Zoom, 1.0 being one pixel of the picture for one of the screen."""
MARGIN = 12


class PictureView(QAbstractScrollArea):
    """Shows `Levels`. Plus, minus and 0 zoom, arrows move, R and Shift+R turn; the wheel moves, with Ctrl it zooms."""

    turned_by = Signal(int)
    """The officer turns it by so many degrees clockwise."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.levels: Levels | None = None
        self.turned = 0
        self._zoom: float | None = None
        self._grip: QPoint | None = None

    def show_levels(self, levels: Levels | None, turned: int) -> None:
        """Show another picture, fitted; None shows nothing."""
        self.levels, self.turned, self._zoom = levels, turned % 360, None
        self._arrange()

    def set_turned(self, turned: int) -> None:
        """Show it turned by so many degrees clockwise."""
        self.turned, self._zoom = turned % 360, None
        self._arrange()

    @property
    def zoom(self) -> float:
        """The zoom in use."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def fitted(self) -> bool:
        """Whether the whole picture is shown, whatever the size of the window."""
        return self._zoom is None

    def zoom_by(self, steps: int, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out, keeping the point `at` of the viewport (by default its middle) where it is."""
        if self.levels is None:
            return
        place = at or QPointF(self.viewport().rect().center())
        before = self._area()
        held = ((place.x() - before.x()) / before.width(), (place.y() - before.y()) / before.height())
        self._zoom = min(max(self.zoom * ZOOM_STEP**steps, LEAST), MOST)
        self._arrange()
        after = self._area()
        self._move_by(after.x() + held[0] * after.width() - place.x(), after.y() + held[1] * after.height() - place.y())

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom = None
        self._arrange()

    # -- events ----------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        steps = {keys.Key_Plus: 1, keys.Key_Equal: 1, keys.Key_Minus: -1}
        step = theme.px(60)
        moves = {
            keys.Key_Left: (-step, 0),
            keys.Key_Right: (step, 0),
            keys.Key_Up: (0, -step),
            keys.Key_Down: (0, step),
        }
        if key in steps:
            self.zoom_by(steps[keys(key)])
        elif key == keys.Key_0:
            self.fit()
        elif key == keys.Key_R:
            self.turned_by.emit(-90 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 90)
        elif key in moves and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move_by(*moves[keys(key)])
        else:
            event.ignore()  # the scroll area would take the keys that turn pages

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
        else:
            self._move_by(-event.angleDelta().x() / 2, -event.angleDelta().y() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            now = event.position().toPoint()
            self._move_by(self._grip.x() - now.x(), self._grip.y() - now.y())
            self._grip = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.fitted:
            self.zoom_by(4, event.position())
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("mat"))
        if self.levels is None:
            return
        area = self._area()
        sideways = self.turned % 180 != 0
        width, height = (area.height(), area.width()) if sideways else (area.width(), area.height())
        image = self.levels.for_width(width * self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() != round(width))
        painter.translate(area.center())
        painter.rotate(self.turned)
        target = QRectF(-width / 2, -height / 2, width, height)
        painter.fillRect(target, Qt.GlobalColor.white)
        painter.drawImage(target, image, QRectF(image.rect()))

    # -- inside ----------------------------------------------------------------------------------------------------
    def _size(self) -> QSizeF:
        """Size of the picture as turned, in pixels of the screen at zoom 1."""
        if self.levels is None:
            return QSizeF(1, 1)
        size = QSizeF(self.levels.size) / self.devicePixelRatioF()
        return size.transposed() if self.turned % 180 else size

    def _fitting(self) -> float:
        room, size = self.viewport().size(), self._size()
        margin = 2 * theme.px(MARGIN)
        fit = min((room.width() - margin) / size.width(), (room.height() - margin) / size.height())
        return min(max(fit, LEAST), 2.0)

    def _area(self) -> QRectF:
        """Where the picture lies in the viewport."""
        size, room = self._size() * self.zoom, self.viewport().size()
        left = -self.horizontalScrollBar().value() if size.width() > room.width() else (room.width() - size.width()) / 2
        top = (
            -self.verticalScrollBar().value() if size.height() > room.height() else (room.height() - size.height()) / 2
        )
        return QRectF(left, top, size.width(), size.height())

    def _arrange(self) -> None:
        """Scroll bars for what does not fit. A fitted picture has none."""
        size, room = self._size() * self.zoom, self.viewport().size()
        bars = (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        )
        for bar, whole, seen in bars:
            bar.setRange(0, 0 if self.fitted else max(0, round(whole - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(theme.px(40))
        self.viewport().update()

    def _move_by(self, right: float, down: float) -> None:
        for bar, by in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + round(by))
        self.viewport().update()

"""Small painted measures: a share bar and quota dots. The number always stands beside them in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

TONE_COLOURS = {"ok": "ok", "info": "primary", "warn": "warn_bar", "danger": "danger", "plain": "soft"}


class Bar(QWidget):
    """A share from 0.0 to 1.0 as a rounded bar. Tones: info, ok, warn, danger."""

    def __init__(self, share: float = 0.0, tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share, self._tone = 0.0, tone
        self.set_share(share, tone)

    def set_share(self, share: float, tone: str | None = None) -> None:
        """Show another share; values outside 0 to 1 are cut off."""
        self._share = min(max(share, 0.0), 1.0)
        self._tone = tone or self._tone
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(96), theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = float(theme.px(8))
        area = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.setBrush(theme.colour("hair"))
        painter.drawRoundedRect(area, height / 2, height / 2)
        if self._share > 0:
            area.setWidth(max(height, area.width() * self._share))
            painter.setBrush(theme.colour(TONE_COLOURS[self._tone]))
            painter.drawRoundedRect(area, height / 2, height / 2)
        painter.end()


class QuotaDots(QWidget):
    """`done` of `needed` as filled and empty dots, such as recommendations given of the three due."""

    def __init__(self, done: int = 0, needed: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._done, self._needed = done, needed
        self.set_count(done, needed)

    def set_count(self, done: int, needed: int) -> None:
        """Show another count."""
        self._done, self._needed = done, needed
        self.setAccessibleName(f"{done}/{needed}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(15) * max(self._needed, 1), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(4.5)
        for number in range(self._needed):
            centre = QPointF(theme.px(7) + number * theme.px(15), self.height() / 2)
            full = number < self._done
            painter.setPen(QPen(theme.colour("primary" if full else "faint"), 1.4))
            painter.setBrush(theme.colour("primary") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius, radius)
        painter.end()

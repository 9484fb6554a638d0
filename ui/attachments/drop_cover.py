"""What lies over the list while files are dragged: it says with whom they will be kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme


class DropCover(QWidget):
    """A dashed frame with words in it. Lets the drop through to what it covers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def cover(self, words: str) -> None:
        """Show it over the whole parent."""
        self.words = words
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("primary_bg")
        ground.setAlphaF(0.96)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("primary"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, theme.px(8), theme.px(8))
        font = theme.ui_font(theme.px(17))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("primary_ink"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(theme.px(20), 0, -theme.px(20), 0), int(flags), self.words)

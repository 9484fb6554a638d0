"""Tags, and text with tags in it: painted, because a list shows hundreds of them.

A cell or line is a sequence of runs: plain `str`, `Bold`, `Soft` or `Tag`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

CENTRE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Tone(StrEnum):
    """What a tag's colour means."""

    PLAIN = "plain"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


_COLOURS = {
    Tone.PLAIN: ("tag_bg", "tag"),
    Tone.INFO: ("primary_bg", "primary_ink"),
    Tone.OK: ("ok_bg", "ok"),
    Tone.WARN: ("warn_bg", "warn"),
    Tone.DANGER: ("danger_bg", "danger"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word on a coloured ground."""

    text: str
    tone: Tone | str = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bold:
    """Text that carries the line, such as a name."""

    text: str


@dataclass(frozen=True, slots=True)
class Soft:
    """Secondary text."""

    text: str


Run = str | Tag | Bold | Soft


def runs_of(value: object) -> tuple[Run, ...]:
    """Any cell value as runs: a run, a sequence of runs, or None."""
    if value is None:
        return ()
    if isinstance(value, str | Tag | Bold | Soft):
        return (value,)
    if isinstance(value, Iterable):
        return tuple(value)
    return (str(value),)


def plain_text(value: object) -> str:
    """Runs as text for copying, reading aloud, filtering and sorting."""
    return " ".join(run if isinstance(run, str) else run.text for run in runs_of(value))


def tag_colours(tone: Tone | str) -> tuple[str, str]:
    """(ground, ink) token names of a tone."""
    return _COLOURS[Tone(tone)]


def tag_font(font: QFont) -> QFont:
    """The slightly smaller font of tags beside `font`."""
    small = QFont(font)
    small.setBold(False)
    small.setPixelSize(max(10, font.pixelSize() - theme.px(1.6)))
    return small


def tag_size(text: str, font: QFont) -> QSize:
    """Outer size of a tag in pixels, where `font` is that of the text beside it."""
    metrics = QFontMetrics(tag_font(font))
    return QSize(metrics.horizontalAdvance(text) + theme.px(14), metrics.height() + theme.px(4))


def paint_tag(painter: QPainter, tag: Tag, left: float, middle: float, room: float, font: QFont) -> float:
    """Paint a tag starting at `left`, centred on the line `middle`, in at most `room` pixels; returns its
    width.
    """
    small, pad = tag_font(font), theme.px(7)
    metrics = QFontMetricsF(small)
    width = min(metrics.horizontalAdvance(tag.text) + 2 * pad, room)
    height = metrics.height() + theme.px(3)
    box = QRectF(left, round(middle - height / 2), width, height)
    ground, ink = tag_colours(tag.tone)
    outline = theme.theme() is theme.Theme.CONTRAST
    painter.setPen(QPen(theme.colour(ink), 1) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if outline else box, 4, 4)
    painter.setFont(small)
    painter.setPen(theme.colour(ink))
    text = metrics.elidedText(tag.text, Qt.TextElideMode.ElideRight, max(0.0, width - 2 * pad) + 1)
    painter.drawText(box, CENTRE, text)
    return width


def paint_runs(painter: QPainter, area: QRectF, runs: Sequence[Run], font: QFont, ink: str = "ink") -> None:
    """Paint runs on one line in `area`, ending in … where room ends."""
    left, middle = area.left(), area.center().y()
    for run in runs:
        room = area.right() - left
        if room < theme.px(16):
            return
        if isinstance(run, Tag):
            left += paint_tag(painter, run, left, middle, room, font) + theme.px(6)
        else:
            left += _paint_text(painter, run, QRectF(left, area.top(), room, area.height()), font, ink)
            left += theme.px(8)


def _paint_text(painter: QPainter, run: str | Bold | Soft, area: QRectF, font: QFont, ink: str) -> float:
    shown = QFont(font)
    text = run if isinstance(run, str) else run.text
    if isinstance(run, Bold):
        shown.setBold(True)
    if isinstance(run, Soft):
        shown.setPixelSize(max(10, font.pixelSize() - theme.px(1.4)))
    metrics = QFontMetricsF(shown)
    width = min(metrics.horizontalAdvance(text), area.width())
    painter.setFont(shown)
    painter.setPen(theme.colour("soft" if isinstance(run, Soft) else ink))
    painter.drawText(area, CENTRE_LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 1))
    return width


class TagRow(QWidget):
    """Tags side by side, wrapping to further lines when they lack room."""

    def __init__(self, tags: Iterable[Tag] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tags: tuple[Tag, ...] = ()
        self.set_tags(tags)

    def set_tags(self, tags: Iterable[Tag]) -> None:
        """Show these tags."""
        self._tags = tuple(tags)
        self.setAccessibleName(plain_text(self._tags))
        if self.parentWidget() is None and self._tags:  # showing an orphan would open a window of its own
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(bool(self._tags))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return round(places[-1][1].bottom()) if places else 0

    def sizeHint(self) -> QSize:
        sizes = [tag_size(tag.text, self.font()) for tag in self._tags]
        width = sum(size.width() for size in sizes) + theme.px(6) * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [tag_size(tag.text, self.font()) for tag in self._tags]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))  # not every layout asks height for width

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tag, box in self._places(self.width()):
            paint_tag(painter, tag, box.left(), box.center().y(), box.width(), self.font())
        painter.end()

    def _places(self, width: int) -> list[tuple[Tag, QRectF]]:
        places: list[tuple[Tag, QRectF]] = []
        left = top = 0.0
        gap = theme.px(6)
        for tag in self._tags:
            size = tag_size(tag.text, self.font())
            if left > 0 and left + size.width() > width:
                left, top = 0.0, top + size.height() + gap
            places.append((tag, QRectF(left, top, min(size.width(), max(width, 1)), size.height())))
            left += size.width() + gap
        return places


class TagLabel(TagRow):
    """One tag as a widget."""

    def __init__(self, text: str, tone: Tone | str = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__((Tag(text, tone),), parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tag(self, text: str, tone: Tone | str) -> None:
        """Change the word and its tone."""
        self.set_tags((Tag(text, tone),))

"""The small pictures of the list: those of pictures come from the store, the others are a sheet with its type."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from caseworker.attachments.content import EXCEL, PDF, WORD, is_picture
from caseworker.attachments.listing import AttachmentLine
from caseworker.attachments.opening import thumbnail
from ui import theme
from ui.attachments.words import type_words
from ui.jobs import Jobs

_TONES = {PDF: "danger", WORD: "primary", EXCEL: "ok"}
_SHARP = 2


class Thumbs(QObject):
    """Small pictures by file and turn, kept while one person is shown."""

    def __init__(self, jobs: Jobs, arrived: Callable[[], object], parent: QObject) -> None:
        """`arrived()` is called when another one has come."""
        super().__init__(parent)
        self._jobs, self._arrived = jobs, arrived
        self._made: dict[tuple[UUID, int], QImage] = {}
        self._asked: set[tuple[UUID, int]] = set()
        self._papers: dict[tuple[str, int, str], QImage] = {}

    def of(self, line: AttachmentLine) -> QImage:
        """The picture to show now; one that has not come yet is a blank sheet."""
        return self._made.get((line.id, line.turned)) or self._paper(line.media_type)

    def load(self, lines: list[AttachmentLine]) -> None:
        """Bring those that are missing, one job each, so that a search comes between."""
        for line in lines:
            key = (line.id, line.turned)
            if line.name and line.here and is_picture(line.media_type) and key not in self._asked:
                self._asked.add(key)
                self._bring(key)

    def clear(self) -> None:
        """Forget them all: another person."""
        self._made.clear()
        self._asked.clear()

    def _bring(self, key: tuple[UUID, int]) -> None:
        def come(image: QImage) -> None:
            if key in self._asked and not image.isNull():
                self._made[key] = image
                self._arrived()

        self._jobs.read(lambda desk, _c: QImage.fromData(thumbnail(desk, key[0])), come, owner=self)

    def _paper(self, media_type: str) -> QImage:
        key = (media_type, theme.scale(), theme.theme().value)
        if key not in self._papers:
            self._papers[key] = _sheet(media_type)
        return self._papers[key]


def _sheet(media_type: str) -> QImage:
    """A sheet of paper with a folded corner and the type on it; a picture that has not come has no type."""
    side = theme.px(40) * _SHARP
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height, fold = side * 0.74, side * 0.94, side * 0.2
    left, top = (side - width) / 2, (side - height) / 2
    outline = QPainterPath()
    outline.moveTo(left, top)
    outline.lineTo(left + width - fold, top)
    outline.lineTo(left + width, top + fold)
    outline.lineTo(left + width, top + height)
    outline.lineTo(left, top + height)
    outline.closeSubpath()
    painter.setPen(QPen(theme.colour("edge"), _SHARP))
    painter.setBrush(theme.colour("field"))
    painter.drawPath(outline)
    painter.drawLine(int(left + width - fold), int(top), int(left + width - fold), int(top + fold))
    painter.drawLine(int(left + width - fold), int(top + fold), int(left + width), int(top + fold))
    if not is_picture(media_type):
        font = theme.ui_font(round(side * 0.23))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour(_TONES.get(media_type, "soft")))
        painter.drawText(
            QRectF(0, top + fold, side, height - fold), Qt.AlignmentFlag.AlignCenter, type_words(media_type)
        )
    painter.end()
    return image

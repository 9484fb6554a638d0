"""The pages of a PDF as pictures, from memory, drawn in the thread QtPdf keeps for that.

QtPdf must not be used from threads of our own: two documents made at once in two threads end the process. Its page
renderer is the one way that draws beside the GUI thread. Imported with the first PDF that is looked at.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

LONGER_SIDE = 2400
"""Pixels: an A4 page at some 200 dpi, sharp enough to zoom into small print."""


class PdfPages(QObject):
    """One PDF. `ask(page)` brings `drawn(page, image)`; an image that is null could not be drawn."""

    drawn = Signal(int, QImage)

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._rendered)

    @property
    def readable(self) -> bool:
        """Whether it can be shown at all."""
        return self._document.status() == QPdfDocument.Status.Ready and self.count > 0

    @property
    def locked(self) -> bool:
        """Whether a password is wanted."""
        return self._document.error() == QPdfDocument.Error.IncorrectPassword

    @property
    def count(self) -> int:
        """How many pages."""
        return self._document.pageCount()

    def ask(self, page: int) -> None:
        """Draw a page, from 0."""
        points = self._document.pagePointSize(page)
        factor = LONGER_SIDE / max(points.width(), points.height(), 1.0)
        size = QSize(max(1, round(points.width() * factor)), max(1, round(points.height() * factor)))
        self._renderer.requestPage(page, size, QPdfDocumentRenderOptions())

    def close(self) -> None:
        """Let go of the bytes."""
        self._renderer.setDocument(None)  # type: ignore[arg-type]  # Qt takes none
        self._document.close()
        self._buffer.close()
        self._bytes.clear()
        self.deleteLater()

    def _rendered(self, page: int, _size: QSize, image: QImage, _options: object, _request: int) -> None:
        self.drawn.emit(page, image)

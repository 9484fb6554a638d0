"""A PDF beside the form, exactly as it prints. The file stays in memory: no paper with personal data touches
the disk.

QtPdf is imported with this module, so import it where a preview is shown, not at the start.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import Button, label

ZOOM_STEP = 1.15
SPACING = 12


class PdfPreview(QFrame):
    """Shows PDF bytes on a dark mat: page x of y, whole width by default, Ctrl+Plus / Ctrl+Minus / Ctrl+0
    zoom.
    """

    print_requested = Signal()
    save_requested = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "mat")
        self.setMinimumWidth(theme.px(320))
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = self._view()
        self.title = label(title, "on_mat_strong")
        self.pages = label("", "on_mat")
        self.save_button = Button(self.tr("Save PDF"), self.save_requested.emit)
        self.save_button.answer("Ctrl+Shift+S")
        self.save_button.setToolTip("Ctrl+Shift+S")
        self.print_button = Button(self.tr("Print"), self.print_requested.emit, role="primary", shortcut="Ctrl+P")
        self.empty = label(self.tr("The paper appears here."), "on_mat")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(12),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(self._head())
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        self._show_state()

    @property
    def page_count(self) -> int:
        """Pages of the paper shown, 0 when none is."""
        return self.document.pageCount() if self._bytes.size() else 0

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def show_pdf(self, content: bytes) -> None:
        """Show another paper, staying on the same page where it still exists; b"" empties the preview."""
        page = self.page
        self.document.close()
        self._buffer.close()
        self._bytes = QByteArray(content)
        if content:
            self._buffer.setData(self._bytes)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
            if self.document.status() != QPdfDocument.Status.Ready:
                raise ValueError(f"not a PDF the preview can read: {self.document.error()}")
            self.go_to(min(page, self.page_count))
        self._show_state()

    def go_to(self, page: int) -> None:
        """Go to a page, from 1."""
        if 1 <= page <= self.page_count:
            self.view.pageNavigator().jump(page - 1, QPointF())
            self._show_state()

    def fit_width(self) -> None:
        """Zoom so that a page fills the width."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def zoom(self, steps: int) -> None:
        """Zoom in (positive) or out by steps of 15 %."""
        factor = self._factor()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(factor * ZOOM_STEP**steps, 0.25), 5.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.go_to(self.page + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        elif control and event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_state()

    def _view(self) -> QPdfView:
        view = QPdfView(self)
        view.setAccessibleName(self.tr("Print preview"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setPageSpacing(SPACING)
        view.setDocumentMargins(view.documentMargins() * 0)
        palette = view.palette()
        for role in (palette.ColorRole.Dark, palette.ColorRole.Window, palette.ColorRole.Base):
            palette.setColor(role, theme.colour("mat"))
        view.setPalette(palette)
        view.setDocument(self.document)
        view.pageNavigator().currentPageChanged.connect(lambda _page: self._turned())
        return view

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.title)
        row.addWidget(self.pages)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        return row

    def _turned(self) -> None:
        """Another page is in view. While the preview is taken down its document goes first: then say nothing."""
        if shiboken6.isValid(self.document):
            self._show_state()

    def _show_state(self) -> None:
        full = self.page_count > 0
        self.view.setVisible(full)
        self.empty.setVisible(not full)
        self.save_button.setEnabled(full)
        self.print_button.setEnabled(full)
        words = self.tr("page {page} of {count}").format(page=self.page, count=self.page_count)
        self.pages.setText(words if full else "")

    def _factor(self) -> float:
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom or not self.page_count:
            return self.view.zoomFactor()
        points = self.document.pagePointSize(0).width()
        dots = points * self.view.logicalDpiX() / 72
        return self.view.viewport().width() / dots if dots else 1.0

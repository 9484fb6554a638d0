"""Drawing a PDF on a printer page by page, for systems without a spooler that takes PDF (Windows).

Not tried on a Windows PC yet; on Linux the test draws on a PDF printer and looks at the pages.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from caseworker.problems import SurroundingsProblem

DPI = 300


def draw_on_printer(data: bytes, title: str, printer: str = "") -> None:
    """Print on a named printer ("" = the usual one); `SurroundingsProblem` when it does not take the job."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    if printer:
        device.setPrinterName(printer)
    if not device.isValid():
        raise SurroundingsProblem("printing.no_way")
    device.setDocName(title)
    draw_pages(data, device)


def draw_pages(data: bytes, device: QPrinter) -> None:
    """Draw every page of a PDF on a printer, A4 at 300 dpi."""
    device.setResolution(DPI)
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setFullPage(True)
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(device):
        raise SurroundingsProblem("printing.refused", detail=device.printerName())
    try:
        for page in range(document.pageCount()):
            if page:
                device.newPage()
            _draw_page(painter, document, page)
    finally:
        painter.end()
        document.close()
        buffer.close()


def _draw_page(painter: QPainter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
    painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))

"""Drawing pages on a printer: tried on Qt's own PDF printer, which takes the same path as a real one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from ui.loans.printing import draw_pages

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_page_is_drawn_on_a4(tmp_path: Path) -> None:
    paper = io.BytesIO()
    canvas = Canvas(paper, (595.28, 841.89))
    for number in range(3):
        canvas.drawString(100, 700, str(number))
        canvas.showPage()
    canvas.save()
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    draw_pages(paper.getvalue(), device)
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 3
    assert [round(float(side)) for side in (pages[0].mediabox.width, pages[0].mediabox.height)] == [595, 842]
    assert len(pages[0].images) >= 1

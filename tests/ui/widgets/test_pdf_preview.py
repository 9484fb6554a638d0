"""The preview shows a PDF from memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.ui.walk import faults
from ui.widgets.pdf_preview import PdfPreview


def paper(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(pages):
        canvas.drawString(100, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[PdfPreview]:
    made = PdfPreview("贷款申请包")
    made.resize(600, 700)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.show_pdf(b"")


def test_pages_are_counted_and_turned(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pdf(paper(3))
    assert preview.page_count == 3 and preview.pages.text() == "第 1 / 3 页"
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2
    preview.show_pdf(paper(4))
    assert (preview.page, preview.page_count) == (2, 4)
    preview.show_pdf(paper(1))
    assert (preview.page, preview.page_count) == (1, 1)


def test_nothing_to_print_while_empty(preview: PdfPreview, qtbot: QtBot) -> None:
    asked: list[str] = []
    preview.print_requested.connect(lambda: asked.append("print"))
    preview.save_requested.connect(lambda: asked.append("save"))
    assert preview.page_count == 0 and not preview.print_button.isEnabled() and preview.empty.isVisible()
    preview.show_pdf(paper(1))
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview.save_button.click()
    assert asked == ["print", "save"] and not preview.empty.isVisible()
    QApplication.processEvents()
    assert faults(preview) == []


def test_zoom_goes_in_out_and_back_to_the_width(preview: PdfPreview) -> None:
    preview.show_pdf(paper(1))
    preview.zoom(1)
    larger = preview.view.zoomFactor()
    preview.zoom(-2)
    assert preview.view.zoomFactor() < larger
    preview.fit_width()
    assert preview.view.zoomMode() == preview.view.ZoomMode.FitToWidth


def test_what_is_no_pdf_is_a_bug_of_ours(preview: PdfPreview) -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        preview.show_pdf(b"no pdf")

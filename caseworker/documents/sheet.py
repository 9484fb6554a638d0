"""The sheet of paper: its geometry, a pen to draw on it, and what stands on every page of a packet.

A4 upright, a wider margin on the left for binding, a header with the form's name and number and the packet's
code, a footer with packet number, print date and page number. Lengths are points, origin at the lower left
as in PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseworker.documents.fonts import Face, measure, runs
from caseworker.documents.typesetting import SetText

PAGE: Final[tuple[float, float]] = (210 * mm, 297 * mm)
LEFT: Final[float] = 25 * mm
RIGHT: Final[float] = 18 * mm
TOP: Final[float] = 23 * mm
BOTTOM: Final[float] = 19 * mm
WIDTH: Final = PAGE[0] - LEFT - RIGHT
HEIGHT: Final = PAGE[1] - TOP - BOTTOM

HAIRLINE: Final = 0.5
BOLD_LINE: Final = 1.5
PAD: Final[float] = 1.6 * mm
"""Space between a cell's line and its text."""

_TINT: Final = 0.952
_QUIET: Final = 0.42
_CODE: Final[float] = 11 * mm
_CODE_NAME: Final = "packet-code"

Align = Literal["left", "center", "right"]


class Box(NamedTuple):
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    def inset(self, x: float, y: float = 0.0) -> Box:
        return Box(self.left + x, self.bottom + y, self.width - 2 * x, self.height - 2 * y)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every page of one packet says about it: no personal data, the number leads to the rest."""

    packet_number: str
    printed_on: str
    mark: str
    practice: bool
    pages: int


class Pen:
    """Draws on one PDF canvas; knows lines, tints and text in the bundled fonts, and nothing of forms."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: Face = Face.SONG,
        size: float = 10.5,
        spacing: float = 0.0,
    ) -> None:
        """One line from `x`; raises `OfficerProblem` if a character has no glyph."""
        for font, piece in runs(text, face):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, baseline, piece, charSpace=spacing)
            x += measure(piece, face, size) + spacing * len(piece)

    def aligned(self, box: Box, baseline: float, text: str, align: Align, face: Face, size: float) -> None:
        """One line at the left, centre or right of `box`."""
        spare = box.width - measure(text, face, size)
        self.text(box.left + spare * {"left": 0.0, "center": 0.5, "right": 1.0}[align], baseline, text, face, size)

    def block(self, box: Box, text: SetText, align: Align = "left", from_top: bool = False) -> None:
        """The lines of `text` in `box`, centred in its height or hung from its top."""
        top = box.top if from_top else box.top - (box.height - text.height) / 2
        for number, line in enumerate(text.lines):
            self.aligned(box, top - number * text.leading - 0.93 * text.size - LIFT, line, align, text.face, text.size)

    def grey(self, level: float) -> None:
        """The ink for text and lines that follow: 0 is black."""
        self.canvas.setFillGray(level)
        self.canvas.setStrokeGray(level)

    def tint(self, box: Box) -> None:
        """The light ground of a label cell; survives a photocopier."""
        self.canvas.setFillGray(_TINT)
        self.canvas.rect(*box, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = HAIRLINE) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, y1, x2, y2)

    def outline(self, box: Box, width: float = HAIRLINE) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.rect(*box, stroke=1, fill=0)

    def code(self, box: Box) -> None:
        """The packet's QR code, filling `box` (a square); `define_code` comes first."""
        self.canvas.saveState()
        self.canvas.translate(box.left, box.bottom)
        self.canvas.scale(box.width, box.height)
        self.canvas.doForm(_CODE_NAME)
        self.canvas.restoreState()


LIFT: Final = 0.6
"""Song sits high in its em box; this lowers it to look centred between two lines."""


def define_code(canvas: Canvas, payload: str) -> None:
    """Put the QR code of `payload` into the document once, one unit wide, for every page to show.

    Error level M (15 % of the code may be dirty); dark modules are drawn as runs, a hair higher than a
    module, so that no white line shows between rows on a poor printer.
    """
    widget = QrCodeWidget(payload, barLevel="M")
    widget.qr.make()
    rows = widget.qr.modules
    side = 1 / len(rows)
    canvas.beginForm(_CODE_NAME, 0, 0, 1, 1)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and bool(row[end]) == bool(row[start]):
                end += 1
            if row[start]:
                path.rect(start * side, 1 - (number + 1) * side, (end - start) * side, side * 1.02)
            start = end
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()


def furnish(pen: Pen, imprint: Imprint, title: str, form_number: str, page: int) -> None:
    """Header, footer and code of one page; `page` counts from 1 through the whole packet."""
    pen.grey(_QUIET)
    _header(pen, imprint, title, form_number)
    _footer(pen, imprint, page)
    pen.grey(0)
    top = PAGE[1] - TOP + 3.2 * mm
    pen.code(Box(LEFT + WIDTH - _CODE, top + 1.2 * mm, _CODE, _CODE))


def watermark(pen: Pen) -> None:
    """样例 across the page: what practice mode prints can never pass for a real paper."""
    canvas = pen.canvas
    canvas.saveState()
    canvas.setFillAlpha(0.09)
    canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
    canvas.rotate(50)
    pen.aligned(Box(0, 0, 0, 0), -60, "样例", "center", Face.SONG_BOLD, 190)
    canvas.restoreState()


def _header(pen: Pen, imprint: Imprint, title: str, form_number: str) -> None:
    rule = PAGE[1] - TOP + 3.2 * mm
    room = Box(LEFT, rule, WIDTH - _CODE - 3 * mm, 0)
    if title:
        pen.aligned(room, rule + 1.6 * mm, title, "left", Face.SONG, 8.5)
    number = f"表号 {form_number}" if form_number else ""
    pen.aligned(room, rule + 1.6 * mm, number, "right", Face.SONG, 8.5)
    pen.line(LEFT, rule, LEFT + WIDTH - _CODE - 3 * mm, rule, 0.4)


def _footer(pen: Pen, imprint: Imprint, page: int) -> None:
    rule = BOTTOM - 3.2 * mm
    room = Box(LEFT, rule, WIDTH, 0)
    baseline = rule - 4 * mm
    pen.line(LEFT, rule, LEFT + WIDTH, rule, 0.4)
    pen.aligned(room, baseline, f"编号 {imprint.packet_number}", "left", Face.SONG, 8.5)
    pen.aligned(room, baseline, f"打印日期 {imprint.printed_on}　{imprint.mark}", "right", Face.SONG, 8.5)
    pages = f"第 {page} 页　共 {imprint.pages} 页"
    pen.aligned(room, baseline, pages, "center", Face.SONG, 8.5)

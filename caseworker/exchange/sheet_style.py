"""How the workbooks look and print: type, colours, widths, frozen headings, A4 with numbered pages.

The colours are those of the window and of the printed forms, so that an office knows its own papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from caseworker.exchange.ledger import ColumnKind, Imprint, LedgerSheet

FONT = "宋体"
_PRIMARY, _INK, _SECONDARY, _LINE, _HEADER_FILL, _TOTAL_FILL = (
    "1769AA",
    "1E2733",
    "6A7785",
    "C9D2DC",
    "E8F0F7",
    "F4F6F8",
)
_THIN = Side(style="thin", color=_LINE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CM = 1 / 2.54
_A4 = "9"

NUMBER_FORMATS = {
    ColumnKind.TEXT: "General",
    ColumnKind.IDENTIFIER: "@",
    ColumnKind.DAY: "yyyy-mm-dd",
    ColumnKind.INSTANT: "yyyy-mm-dd hh:mm",
    ColumnKind.INT: "#,##0",
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.PERCENT: "0.0%",
    ColumnKind.NUMBER: "[>=1000]#,##0;General",
}
_SIDE = {
    ColumnKind.TEXT: "left",
    ColumnKind.IDENTIFIER: "left",
    ColumnKind.DAY: "center",
    ColumnKind.INSTANT: "center",
    ColumnKind.INT: "right",
    ColumnKind.MONEY: "right",
    ColumnKind.PERCENT: "right",
    ColumnKind.NUMBER: "right",
}


@dataclass(frozen=True)
class Look:
    """A cell's clothes, put on as a whole."""

    font: Font
    alignment: Alignment
    fill: PatternFill | None = None
    border: Border | None = None
    number_format: str = "General"

    def put_on(self, cell: Any) -> None:
        """Dress `cell`."""
        cell.font, cell.alignment, cell.number_format = self.font, self.alignment, self.number_format
        if self.fill:
            cell.fill = self.fill
        if self.border:
            cell.border = self.border


TITLE = Look(Font(name=FONT, size=16, bold=True, color=_INK), Alignment(vertical="center"))
NOTE = Look(Font(name=FONT, size=10, color=_SECONDARY), Alignment(vertical="center"))
HEADER = Look(
    Font(name=FONT, size=11, bold=True, color=_INK),
    Alignment(horizontal="center", vertical="center", wrap_text=True),
    PatternFill("solid", fgColor=_HEADER_FILL),
    Border(left=_THIN, right=_THIN, top=_THIN, bottom=Side(style="medium", color=_PRIMARY)),
)
TOTAL = Look(
    Font(name=FONT, size=11, bold=True, color=_INK),
    Alignment(horizontal="left", vertical="center"),
    PatternFill("solid", fgColor=_TOTAL_FILL),
    Border(left=_THIN, right=_THIN, top=Side(style="medium", color=_PRIMARY), bottom=_THIN),
)
_BODY_FONT = Font(name=FONT, size=11, color=_INK)
HEADER_HEIGHT = 26.0


def set_base_font(book: Any) -> None:
    """The workbook's normal style, which also decides how wide a column of width 10 is."""
    book._named_styles["Normal"].font = Font(name=FONT, size=11, family=2)


def _side(kind: ColumnKind, *, wraps: bool) -> Alignment:
    """Text left, days centred, numbers right; a little away from the rules."""
    side = _SIDE[kind]
    return Alignment(horizontal=side, vertical="center", wrap_text=wraps, indent=0 if side == "center" else 1)


def body(kind: ColumnKind) -> Look:
    """A body cell; only plain text wraps."""
    side = _side(kind, wraps=kind is ColumnKind.TEXT)
    return Look(_BODY_FONT, side, border=_BOX, number_format=NUMBER_FORMATS[kind])


def total(kind: ColumnKind) -> Look:
    """A cell of the totals row."""
    return Look(TOTAL.font, _side(kind, wraps=False), TOTAL.fill, TOTAL.border, NUMBER_FORMATS[kind])


def register(page: Any, look: Look) -> tuple[int, int]:
    """The numbers of a look in the workbook's styles: plain, and marked as text whatever it begins with."""
    plain, quoted = WriteOnlyCell(page), WriteOnlyCell(page)
    look.put_on(plain)
    look.put_on(quoted)
    quoted.quotePrefix = True
    return int(plain.style_id), int(quoted.style_id)


def prepare(page: Any, sheet: LedgerSheet, header_row: int, imprint: Imprint) -> None:
    """Everything a sheet has to know before its first row is written."""
    for index, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{header_row + 1}"
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 100
    _print_setup(page, sheet, header_row, imprint)


def _print_setup(page: Any, sheet: LedgerSheet, header_row: int, imprint: Imprint) -> None:
    """A4, all columns on one page's width, headings on every page, room to bind on the left, pages

    Numbered.
    """
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{header_row}:{header_row}"
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 2.0 * _CM, 1.2 * _CM, 1.8 * _CM, 1.8 * _CM
    margins.header = margins.footer = 0.8 * _CM
    footer = page.oddFooter
    footer.left.text, footer.center.text = _literal(imprint.office), "第 &P 页 共 &N 页"
    footer.right.text = f"打印日期 {imprint.printed:%Y-%m-%d}" if imprint.printed else ""
    for part in (footer.left, footer.center, footer.right):
        part.size = 9
    if imprint.sample:
        page.oddHeader.center.text = "样例 · 非真实人员"
        page.oddHeader.center.size = 12


def _literal(text: str) -> str:
    """Footer text in which & means itself."""
    return text.replace("&", "&&")

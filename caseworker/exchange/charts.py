"""Native Excel charts for the workbooks: our colours, readable sizes, axes shown.

They stay editable in Excel and WPS.
"""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D

from caseworker.exchange.ledger import Chart, ChartKind, LedgerSheet

_COLOURS = ("1769AA", "2E7D4F", "C98A12", "B23434", "6A7785", "5B8DB8")
_GRID, _INK = "E3E8EE", "1E2733"
_LABELLED_POINTS = 12
_LINE_WIDTH = 28_575
_PAGE_WIDTH, _GAP = 26.5, 0.5
_CM_PER_ROW, _CM_PER_CHARACTER, _CM_PER_EMPTY_COLUMN = 0.529, 0.21, 1.8


def place(sheet: LedgerSheet, page: Any, first: int, last: int, *, below: int) -> None:
    """Put the sheet's charts under row `below`, side by side as long as they fit on a page's width.

    `first` and `last` are the file rows (from 1) the charts are drawn over.
    """
    row, across, tallest = below + 1, 0.0, 0.0
    for chart in sheet.charts:
        if across and across + chart.width > _PAGE_WIDTH:
            row, across, tallest = row + int(tallest / _CM_PER_ROW) + 2, 0.0, 0.0
        drawn: Any = draw(chart, sheet, page, first, last)
        size = XDRPositiveSize2D(_emu(chart.width), _emu(chart.height))
        drawn.anchor = OneCellAnchor(_from=_marker(sheet, across, row), ext=size)
        page.add_chart(drawn)
        across, tallest = across + chart.width + _GAP, max(tallest, chart.height)


def _emu(centimetres: float) -> int:
    """Centimetres in the unit of drawings (360,000 to a centimetre)."""
    return round(centimetres * 360_000)


def _marker(sheet: LedgerSheet, across: float, row: int) -> AnchorMarker:
    """The place `across` cm from the left edge: its column and the rest as an offset within that column."""
    column = 0
    widths = [column.width * _CM_PER_CHARACTER for column in sheet.columns]
    while column < len(widths) and across >= widths[column]:
        across -= widths[column]
        column += 1
    if column == len(widths):
        column += int(across / _CM_PER_EMPTY_COLUMN)
        across %= _CM_PER_EMPTY_COLUMN
    return AnchorMarker(col=column, colOff=_emu(across), row=row)


def draw(chart: Chart, sheet: LedgerSheet, page: Any, first: int, last: int) -> BarChart | LineChart:
    """A chart over the file rows `first` to `last` (counted from 1) of `page`, the worksheet of `sheet`."""
    if chart.rows is not None:
        first, last = first + chart.rows[0], min(last, first + chart.rows[1])
    positions = {column.key: index for index, column in enumerate(sheet.columns, start=1)}
    drawn: BarChart | LineChart = BarChart() if chart.kind is ChartKind.BAR else LineChart()
    for number, key in enumerate(chart.values):
        values = Reference(page, min_col=positions[key], min_row=first, max_row=last)
        series = Series(values, title=sheet.columns[positions[key] - 1].heading)
        _colour(series, chart.kind, _COLOURS[number % len(_COLOURS)])
        drawn.series.append(series)
    drawn.set_categories(Reference(page, min_col=positions[chart.category], min_row=first, max_row=last))
    _furnish(drawn, chart, labelled=len(chart.values) == 1 and last - first < _LABELLED_POINTS)
    return drawn


def _colour(series: Any, kind: ChartKind, colour: str) -> None:
    if kind is ChartKind.BAR:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        return
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=_LINE_WIDTH))
    series.marker = Marker(symbol="circle", size=6, spPr=GraphicalProperties(solidFill=colour))
    series.smooth = False


def _furnish(drawn: Any, chart: Chart, *, labelled: bool) -> None:
    """Title, axes, grid and legend; a single short series carries its numbers instead of a legend."""
    drawn.width, drawn.height = chart.width, chart.height
    drawn.title = _title(chart.title)
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    drawn.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    drawn.y_axis.scaling.min = 0
    drawn.x_axis.txPr, drawn.y_axis.txPr = _text(900), _text(900)
    if len(chart.values) > 1:
        drawn.legend.position = "b"
    else:
        drawn.legend = None
    if chart.kind is ChartKind.BAR:
        drawn.gapWidth = 80
    if labelled:
        drawn.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )


def _title(text: str) -> Title:
    shape = CharacterProperties(sz=1200, b=True, solidFill=_INK)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=shape), r=[RegularTextRun(rPr=shape, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _text(size: int) -> RichText:
    """Axis text; `size` in hundredths of a point."""
    shape = CharacterProperties(sz=size, solidFill=_INK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=shape), endParaRPr=shape)])

"""Writing workbooks for people: `workbook_bytes` (pure: data in, bytes out) and `save_workbook` (whole or
not at all).

Every cell is a value, never a formula: text that starts like one is written as text, totals are computed
here. Sheets stream straight into the zip, so that no half-written copy with people's data lies in a
temporary folder and memory stays flat.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from caseworker.exchange import charts, sheet_style
from caseworker.exchange.ledger import ColumnKind, Imprint, LedgerSheet
from caseworker.exchange.sheet_rows import RowWriter, clean_text
from caseworker.files import write_atomically

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31
_CODE_SHEET = "代码"


def save_workbook(path: Path, sheets: Iterable[LedgerSheet], imprint: Imprint | None = None) -> None:
    """Write a workbook to `path`, whole or not at all.

    Raises SurroundingsProblem when it cannot be written.
    """
    write_atomically(path, workbook_bytes(sheets, imprint))


def workbook_bytes(sheets: Iterable[LedgerSheet], imprint: Imprint | None = None) -> bytes:
    """The xlsx of `sheets`, in their order; drop-down lists go to a hidden sheet behind them."""
    around = imprint or Imprint()
    buffer = io.BytesIO()
    with _Archive(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        book = _book(around)
        names: set[str] = set()
        lists: dict[tuple[str, ...], str] = {}
        for sheet in sheets:
            _SheetWriter(book, sheet, sheet_name(sheet.name, names), around, lists).write(archive)
        _write_lists(book, archive, lists, names)
        ExcelWriter(book, archive).write_data()
    return buffer.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name Excel accepts (at most 31 characters, none of []:*?/\\) that is not in `taken`; adds it

    There.
    """
    plain = _NOT_IN_SHEET_NAMES.sub(" ", clean_text(wanted)).strip(" '") or "Sheet"
    name, number = plain[:_LONGEST_SHEET_NAME], 1
    while name.casefold() in taken:
        number += 1
        tail = f" ({number})"
        name = plain[: _LONGEST_SHEET_NAME - len(tail)] + tail
    taken.add(name.casefold())
    return name


def _book(imprint: Imprint) -> Workbook:
    book = Workbook(write_only=True)
    book.properties.creator = "Caseworker"
    book.properties.title = clean_text(imprint.subject) or None
    sheet_style.set_base_font(book)
    return book


class _Archive(zipfile.ZipFile):
    """The xlsx being written. Sheets are already inside when openpyxl comes to add them."""

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        if arcname not in self.NameToInfo:
            super().write(filename, arcname, *args, **kwargs)


class _StreamingWriter(WorksheetWriter):
    """openpyxl's sheet writer with the rows as our own bytes, on a stream instead of a temporary file."""

    def __init__(self, page: Any, stream: IO[bytes], rows: Iterable[str]) -> None:
        super().__init__(page, out=stream)
        self._stream = stream
        self._row_texts = rows

    def write_rows(self) -> None:
        """Called by the page when it is closed, between its head and its tail."""
        xf: Any = self.xf.send(True)
        with xf.element("sheetData"):
            xf.flush()
            for text in self._row_texts:
                self._stream.write(text.encode("utf-8"))
        self.xf.send(None)

    def cleanup(self) -> None:
        """Nothing to remove."""


def _write_page(book: Workbook, archive: zipfile.ZipFile, page: Any, rows: Iterable[str]) -> None:
    """Stream a page, the last one of `book`, to its part. `rows` may furnish the page's tail as it ends."""
    with archive.open(f"xl/worksheets/sheet{len(book.worksheets)}.xml", "w", force_zip64=True) as part:
        stream = io.BufferedWriter(cast(io.RawIOBase, part), 1 << 16)
        page._writer = _StreamingWriter(page, stream, rows)
        page._writer.write_top()
        page.close()
        stream.flush()
        stream.detach()


class _SheetWriter:
    """Writes one sheet from top to bottom; a row that has been written is gone."""

    def __init__(
        self,
        book: Workbook,
        sheet: LedgerSheet,
        name: str,
        imprint: Imprint,
        lists: dict[tuple[str, ...], str],
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._page: Any = book.create_sheet(name)
        self._page.sheet_state = "hidden" if sheet.hidden else "visible"
        self._imprint = imprint
        self._lists = lists
        self._header_row = 2 + len(sheet.notes)
        self._sums = [0] * len(sheet.columns)

    def write(self, archive: zipfile.ZipFile) -> None:
        """Everything, in the order the file wants it."""
        sheet_style.prepare(self._page, self._sheet, self._header_row, self._imprint)
        _write_page(self._book, archive, self._page, self._rows())

    def _rows(self) -> Iterator[str]:
        yield from self._head()
        columns = self._sheet.columns
        body = self._writer([sheet_style.body(column.kind) for column in columns])
        summed = [index for index, column in enumerate(columns) if column.total]
        last = self._header_row
        for last, values in enumerate(self._sheet.rows, start=self._header_row + 1):
            if len(values) != len(columns):
                raise ValueError(f"{len(values)} values for {len(columns)} columns of {self._sheet.name!r}")
            for index in summed:
                amount = values[index]
                self._sums[index] += amount if isinstance(amount, int) else 0
            yield body.row(last, values)
        bottom = last
        if summed and last > self._header_row:
            bottom += 1
            yield self._writer([sheet_style.total(column.kind) for column in columns]).row(bottom, self._totals())
        self._finish(last, bottom)

    def _writer(self, looks: Sequence[sheet_style.Look]) -> RowWriter:
        columns = self._sheet.columns
        styles = [sheet_style.register(self._page, look) for look in looks]
        return RowWriter([c.kind for c in columns], styles, [c.width for c in columns])

    def _head(self) -> Iterator[str]:
        """Title and notes run over their columns; headings have the height `sheet_style` gave them."""
        for number, text in enumerate((self._sheet.title, *self._sheet.notes), start=1):
            look = sheet_style.TITLE if number == 1 else sheet_style.NOTE
            line = RowWriter([ColumnKind.TEXT], [sheet_style.register(self._page, look)], [0], wrapped=False)
            yield line.row(number, [text], 32 if number == 1 else 18)
        headings = [column.heading for column in self._sheet.columns]
        style = sheet_style.register(self._page, sheet_style.HEADER)
        widths = [column.width for column in self._sheet.columns]
        header = RowWriter([ColumnKind.TEXT] * len(headings), [style] * len(headings), widths)
        yield header.row(self._header_row, headings, sheet_style.HEADER_HEIGHT)

    def _totals(self) -> list[object]:
        sums = zip(self._sheet.columns, self._sums, strict=True)
        values: list[object] = [total if column.total else None for column, total in sums]
        values[0] = self._sheet.total_label
        return values

    def _finish(self, last: int, bottom: int) -> None:
        """What stands behind the rows in the file and depends on how many there were."""
        width = get_column_letter(len(self._sheet.columns))
        if not self._sheet.hidden:
            self._page.auto_filter.ref = f"A{self._header_row}:{width}{last}"
        self._add_choices(last)
        if last > self._header_row:
            charts.place(self._sheet, self._page, self._header_row + 1, last, below=bottom + 1)

    def _add_choices(self, last: int) -> None:
        """Drop-down lists on the columns that have them, for the rows there are and as many again."""
        for index, column in enumerate(self._sheet.columns, start=1):
            if not column.choices:
                continue
            letter = self._lists.setdefault(column.choices, get_column_letter(len(self._lists) + 1))
            source = f"{_CODE_SHEET}!${letter}$2:${letter}${len(column.choices) + 1}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
            own = get_column_letter(index)
            rule.add(f"{own}{self._header_row + 1}:{own}{last * 2 + 200}")
            self._page.data_validations.append(rule)


def _write_lists(book: Workbook, archive: zipfile.ZipFile, lists: dict[tuple[str, ...], str], names: set[str]) -> None:
    """The hidden sheet behind the drop-down lists, one list per column under a heading row."""
    if not lists:
        return
    if _CODE_SHEET in names:
        raise ValueError(f"a workbook with drop-down lists keeps the sheet name {_CODE_SHEET} for them")
    page: Any = book.create_sheet(_CODE_SHEET)
    page.sheet_state = "hidden"
    plain = sheet_style.register(page, sheet_style.NOTE)
    writer = RowWriter([ColumnKind.TEXT] * len(lists), [plain] * len(lists), [20] * len(lists), wrapped=False)
    longest = max(map(len, lists))
    table: list[list[object]] = [
        [choices[at] if at < len(choices) else None for choices in lists] for at in range(longest)
    ]
    letters: list[list[object]] = [list(lists.values())]
    numbered = enumerate(letters + table, start=1)
    _write_page(book, archive, page, (writer.row(number, values) for number, values in numbered))

"""The process in which untrusted files are parsed: bytes on stdin, JSON lines on stdout, nothing else.

It is started by `reading`, lowers its own limits first, opens no file and imports as little as it can. A
reader that aborts or eats memory takes this process with it and not the officer's window. In a frozen build
the program starts itself with `CHILD_ARGUMENT`; its entry point then calls `main()` before anything else.

Lines: `{"format", "date1904", "notices"}`, then for each sheet `{"sheet", "hidden", ...}` followed by `[row
number, cells...]` lines, at last `{"end": rows}`. A refusal is one `{"problem", "params"}` line in place of
the rest.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from caseworker.exchange.formats import decode_text, detect, separator
from caseworker.exchange.grid import CellError, FileFormat, Notice
from caseworker.exchange.limits import Limits
from caseworker.exchange.package import PackageScan, PartScan, inspect_package
from caseworker.problems import OfficerProblem

CHILD_ARGUMENT = "--exchange-child"
"""First argument by which a frozen program is told to be this process."""

_WIDE_ROWS = 200
"""Stray cells far to the right are forgiven in so many rows; each such row costs 16,384 cells to read."""

Line = dict[str, Any] | list[Any]


def main(arguments: list[str]) -> int:
    """Read one file from stdin and write its sheets to stdout; 0 also when the file is refused in words.

    `arguments` holds one JSON object: the fields of `Limits` and `suffix`.
    """
    request = json.loads(arguments[0])
    suffix = request.pop("suffix")
    limits = Limits(**request)
    lower_limits(limits)
    content = sys.stdin.buffer.read(limits.file_size + 1)
    out = io.TextIOWrapper(
        sys.stdout.buffer, encoding="utf-8", errors="surrogatepass", newline="\n", write_through=False
    )
    try:
        for line in lines(content, suffix, limits):
            out.write(json.dumps(line, ensure_ascii=False, default=_encode) + "\n")
    except OfficerProblem as problem:
        out.write(json.dumps({"problem": problem.code, "params": problem.params}) + "\n")
    except MemoryError:
        out.write(json.dumps({"problem": "exchange.file.too_heavy", "params": {}}) + "\n")
    out.flush()
    return 0


def lower_limits(limits: Limits) -> None:
    """Bound CPU, address space, core dumps and file writing where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    bounds = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, value in bounds.items():
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(kind, (value, value))


def lines(content: bytes, suffix: str, limits: Limits) -> Iterator[Line]:
    """Everything `main` writes, as Python values. Raises OfficerProblem for a file that is refused."""
    if len(content) > limits.file_size:
        raise OfficerProblem("exchange.file.too_large", megabytes=limits.file_size // 1024**2)
    found = detect(content, suffix)
    count = 0
    for line in _READERS[found](content, limits):
        if isinstance(line, list):
            count += 1
            if count > limits.rows:
                raise OfficerProblem("exchange.file.too_many_rows", limit=limits.rows)
        yield line
    if not count:
        raise OfficerProblem("exchange.file.no_rows")
    yield {"end": count}


def _head(found: FileFormat, notices: tuple[Notice, ...] = (), date1904: bool = False) -> Line:
    listed = [[notice.code, dict(notice.params)] for notice in notices]
    return {"format": found, "notices": listed, "date1904": date1904}


def _read_csv(content: bytes, limits: Limits) -> Iterator[Line]:
    text = decode_text(content)
    mark, skipped = separator(text)
    yield _head(FileFormat.CSV)
    yield {"sheet": "CSV"}
    reader = csv.reader(io.StringIO(text[skipped:], newline=""), delimiter=mark, strict=True)
    number = 1 if skipped else 0
    try:
        for record in reader:
            number += 1
            if any(record):
                yield [number, *record[: limits.columns]]
    except csv.Error as error:
        raise OfficerProblem("exchange.csv.quotes", line=reader.line_num) from error


def _read_xlsx(content: bytes, limits: Limits) -> Iterator[Line]:
    scan = inspect_package(content, limits)
    far = [
        Notice("exchange.notice.far_columns", {"sheet": name, "limit": limits.columns})
        for name, part in scan.sheets.items()
        if part.columns > limits.columns
    ]
    yield _head(FileFormat.XLSX, (*scan.notices, *far), scan.date1904)
    yield from _read_sheets(content, scan, limits)


def _read_xls(content: bytes, limits: Limits) -> Iterator[Line]:
    yield _head(FileFormat.XLS)
    yield from _read_sheets(content, PackageScan({}, (), False), limits)


_READERS = {FileFormat.CSV: _read_csv, FileFormat.XLSX: _read_xlsx, FileFormat.XLS: _read_xls}


def _read_sheets(content: bytes, scan: PackageScan, limits: Limits) -> Iterator[Line]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in workbook.sheets_metadata:
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            part = scan.sheets.get(about.name, PartScan(0, 0))
            hidden = about.visible is not calamine.SheetVisibleEnum.Visible
            if part.rows * part.columns > limits.dense_cells or part.columns > limits.columns:
                yield _sheet_line(about.name, hidden, part, [])
                yield from _sparse_rows(content, about.name, limits)
            else:
                yield from _dense_rows(workbook.get_sheet_by_name(about.name), hidden, part, limits)
    except calamine.PasswordError as error:
        raise OfficerProblem("exchange.file.password") from error
    except calamine.CalamineError as error:
        raise OfficerProblem("exchange.file.damaged") from error


def _sheet_line(name: str, hidden: bool, part: PartScan, merged: list[Any]) -> Line:
    return {
        "sheet": name,
        "hidden": hidden,
        "hidden_rows": part.hidden_rows,
        "hidden_columns": part.hidden_columns,
        "merged": merged,
    }


def _dense_rows(sheet: Any, hidden: bool, part: PartScan, limits: Limits) -> Iterator[Line]:
    """Rows through calamine, with the cells it leaves out put back."""
    merged = [
        [top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    yield _sheet_line(sheet.name, hidden, part, merged)
    left = sheet.start[1] if sheet.start else 0
    lead = [""] * left
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = lead + cells if left else cells
        if number in part.marks:
            _put_back(row, part.marks[number])
        if row.count("") < len(row):
            yield [number, *row]


def _put_back(row: list[Any], marks: dict[int, CellError]) -> None:
    for column, error in marks.items():
        row.extend([""] * (column - len(row)))
        if row[column - 1] == "":
            row[column - 1] = error


def _sparse_rows(content: bytes, name: str, limits: Limits) -> Iterator[Line]:
    """Rows of a sheet with a stray cell far out, through openpyxl's streaming reader: slower, but bounded.

    Columns beyond the limit are left out, as are the empty rows on the way there.
    """
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book[name]
    sheet.reset_dimensions()
    wide = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        wide += len(cells) > limits.columns
        if wide > _WIDE_ROWS:
            raise OfficerProblem("exchange.file.too_wide", limit=limits.columns)
        row = [_sparse_cell(cell) for cell in cells[: limits.columns]]
        while row and row[-1] == "":
            row.pop()
        if row:
            yield [number, *row]


def _sparse_cell(cell: Any) -> Any:
    if cell.value is None:
        return ""
    return CellError(str(cell.value)) if cell.data_type == "e" else cell.value


def _encode(value: object) -> dict[str, str]:
    """Cells JSON has no form for; `reading` turns them back."""
    if isinstance(value, CellError):
        return {"e": value.text}
    if isinstance(value, datetime):
        return {"s": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"t": value.isoformat()}
    if isinstance(value, timedelta):
        return {"x": str(value)}
    raise TypeError(type(value).__name__)


def request(limits: Limits, suffix: str) -> str:
    """The argument `main` expects."""
    return json.dumps(asdict(limits) | {"suffix": suffix})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

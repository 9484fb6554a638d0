"""Bad and odd files, made here at test time: every trap of security.md 4 that concerns whole files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEADINGS = ("岗位名称", "单位名称", "招聘人数", "发布日期")
ROWS = (("电工", "样一机械厂", 3, date(2026, 11, 2)), ("叉车司机", "样二物流", 1, date(2026, 11, 3)))
CSV_TEXT = "岗位名称,单位名称,招聘人数\n电工,样一机械厂,3\n叉车司机,样二物流,1\n"


def xlsx(rows: Iterable[Sequence[object]] = (HEADINGS, *ROWS), change: Callable[..., None] | None = None) -> bytes:
    """A workbook of one sheet; `change(book, sheet)` alters it before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, changed: Callable[[str, bytes], bytes] | None = None, **added: bytes) -> bytes:
    """A zip with its parts passed through `changed(name, data)` and parts added (`__` stands for `/`)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changed(name, data) if changed else data)
        for name, data in added.items():
            new.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def in_sheet(pattern: bytes, replacement: bytes) -> bytes:
    """The plain workbook with something replaced in its sheet."""

    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        replaced, count = re.subn(pattern, replacement, data)
        assert count
        return replaced

    return with_parts(xlsx(), change)


def utf16_sheet() -> bytes:
    def change(name: str, data: bytes) -> bytes:
        return data.decode().encode("utf-16") if name.endswith("sheet1.xml") else data

    return with_parts(xlsx(), change)


def far_cell() -> bytes:
    def change(book: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    return xlsx(change=change)


def epoch_1904() -> bytes:
    def change(book: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet["E1"], sheet["E2"] = "截止日期", 43831

    return xlsx(change=change)


def bomb() -> bytes:
    """30 MB of one letter in a part nobody needs."""
    return with_parts(xlsx(), xl__padding=b"a" * (30 * 1024 * 1024))


def ole(*streams: str) -> bytes:
    """Enough of an OLE file to be told by its stream names."""
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 504
    return head + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.xlsx", b"", "exchange.file.empty"),
    "blank": ("a.csv", b" \r\n\r\n", "exchange.file.empty"),
    "no rows": ("a.xlsx", xlsx(rows=()), "exchange.file.no_rows"),
    "only separators": ("a.csv", b",,,\n,,,\n", "exchange.file.no_rows"),
    "binary": ("a.xlsx", bytes(range(256)) * 8, "exchange.file.not_a_workbook"),
    "pdf": ("a.xlsx", b"%PDF-1.7 ...", "exchange.file.other_kind"),
    "picture": ("a.xlsx", b"\x89PNG\r\n\x1a\n", "exchange.file.other_kind"),
    "zip of another kind": (
        "a.xlsx",
        with_parts(xlsx()).replace(b"xl/workbook.xml", b"word/docum.xml!"),
        "exchange.file.other_kind",
    ),
    "html": ("a.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "exchange.file.html"),
    "xml 2003": ("a.xls", b'<?xml version="1.0"?><Workbook/>', "exchange.file.html"),
    "wps et": ("a.et", ole("Workbook"), "exchange.file.wps_et"),
    "password xlsx": ("a.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "exchange.file.password"),
    "word 97": ("a.xls", ole("WordDocument"), "exchange.file.other_kind"),
    "hollow xls": ("a.xls", ole("Workbook"), "exchange.file.damaged"),
    "cut in the middle": ("a.xlsx", xlsx()[:2000], "exchange.file.truncated"),
    "flipped bytes": ("a.xlsx", b"PK" + xlsx()[2:400] + b"\xff" * 40 + xlsx()[440:], "exchange.file.truncated"),
    "bomb": ("a.xlsx", bomb(), "exchange.file.unpacks_too_large"),
    "dtd in strings": ("a.xlsx", with_parts(xlsx(), **{"xl__sharedStrings.xml": DTD}), "exchange.file.dtd"),
    "dtd in sheet": (
        "a.xlsx",
        in_sheet(b"<worksheet", b"<!DOCTYPE w SYSTEM 'http://x/'><worksheet"),
        "exchange.file.dtd",
    ),
    "utf-16 sheet": ("a.xlsx", utf16_sheet(), "exchange.file.part_encoding"),
    "broken xml": ("a.xlsx", in_sheet(b"</sheetData>", b"</sheetDat"), "exchange.file.damaged"),
    "mixed encodings": (
        "a.csv",
        CSV_TEXT.encode() + "焊工,样三厂,2\n".encode("gb18030"),
        "exchange.csv.mixed_encodings",
    ),
    "open quote": ("a.csv", '岗位名称,单位名称\n"电工,厂\n钳工,厂\n'.encode(), "exchange.csv.quotes"),
}

ACCEPTED: dict[str, tuple[str, bytes]] = {
    "xlsx": ("a.xlsx", xlsx()),
    "understated dimension": ("a.xlsx", in_sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"')),
    "overstated dimension": ("a.xlsx", in_sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"')),
    "far cell": ("a.xlsx", far_cell()),
    "macros": ("a.xlsm", with_parts(xlsx(), xl__vbaProject=b"macro")),
    "links": ("a.xlsx", with_parts(xlsx(), xl__externalLinks__externalLink1=b"<externalLink/>")),
    "csv utf-8": ("a.csv", CSV_TEXT.encode()),
    "csv bom": ("a.csv", CSV_TEXT.encode("utf-8-sig")),
    "csv utf-16": ("a.csv", CSV_TEXT.encode("utf-16")),
    "csv utf-16 without bom": ("a.csv", CSV_TEXT.encode("utf-16-le")),
    "csv gb18030": ("a.csv", CSV_TEXT.encode("gb18030")),
    "csv semicolon": ("a.csv", CSV_TEXT.replace(",", ";").encode()),
    "csv tab": ("a.txt", CSV_TEXT.replace(",", "\t").encode("gb18030")),
    "csv cr": ("a.csv", CSV_TEXT.replace("\n", "\r").encode()),
    "csv crlf": ("a.csv", CSV_TEXT.replace("\n", "\r\n").encode()),
    "csv sep hint": ("a.csv", ("sep=;\r\n" + CSV_TEXT.replace(",", ";")).encode()),
    "csv named xlsx": ("a.xlsx", CSV_TEXT.encode("gb18030")),
}

"""Our own look at the parts of an xlsx before any reader sees them: bombs, DTDs, macros, links, extents,
error cells.

Readers break here without an exception: an understated dimension drops rows, one far cell makes calamine
reserve 512 GiB and abort, a UTF-16 part reads as no rows, error cells and formulas without a result come out
empty. So the bytes of each part are read once, checked with plain patterns (fast enough for 200 MB) and
measured.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from caseworker.exchange.grid import UNCALCULATED, CellError, Notice
from caseworker.exchange.limits import Limits
from caseworker.problems import OfficerProblem

_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,400}?\sr="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,400}?\shidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]{0,400}?\shidden="(?:1|true)"')
_FAR_CELL = re.compile(rb'\sr="([A-Z]{2,3})\d+"')
_CELL_NUMBER = re.compile(rb'\sr="[A-Z]{1,3}(\d+)"')
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s([^>]{0,400}?\bt="e"[^>]{0,400})>'
    rb"(?:<(?:\w+:)?f\b[^>]{0,400}?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"<(?:\w+:)?v>([^<]{1,32})<"
)
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]{0,400})>"
    rb"<(?:\w+:)?f\b[^>]{0,400}?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
    rb"</(?:\w+:)?c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)[\"']")
_UNREAD_PARTS = ("xl/media/", "xl/embeddings/", "docProps/thumbnail")
_MARKED_CELLS = 200_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class PartScan:
    """What one sheet part really holds; `marks` gives error cells by row and column, counted from 1."""

    rows: int
    columns: int
    hidden_rows: int = 0
    hidden_columns: int = 0
    marks: dict[int, dict[int, CellError]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackageScan:
    """An xlsx found harmless: a scan per worksheet name, notices for the officer, the date system."""

    sheets: dict[str, PartScan]
    notices: tuple[Notice, ...]
    date1904: bool


def inspect_package(content: bytes, limits: Limits) -> PackageScan:
    """Check an xlsx and measure its sheets.

    Raises OfficerProblem for anything that must not reach a reader.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_sizes(package, len(content), limits)
            return _inspect_parts(package, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError) as error:
        raise OfficerProblem("exchange.file.truncated") from error
    except ElementTree.ParseError as error:
        raise OfficerProblem("exchange.file.damaged") from error


def _check_sizes(package: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise OfficerProblem("exchange.file.password")
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise OfficerProblem("exchange.file.damaged")
    unpacked = sum(part.file_size for part in parts)
    too_dense = unpacked > limits.ratio_floor and unpacked > limits.ratio * packed
    if len(parts) > limits.parts or unpacked > limits.unpacked or too_dense:
        raise OfficerProblem("exchange.file.unpacks_too_large", megabytes=limits.unpacked // 1024**2)


def _inspect_parts(package: zipfile.ZipFile, limits: Limits) -> PackageScan:
    """Reading a part to its end also proves its declared size and checksum, so no reader can be handed

    more.
    """
    names = package.namelist()
    scans: dict[str, PartScan] = {}
    sheet_names, date1904 = _workbook(package)
    parts = {part: name for name, part in sheet_names.items()}
    for name in names:
        if name.startswith(_UNREAD_PARTS) or name.endswith("/"):
            continue
        content = _read_part(package, name)
        _refuse_dangerous(content)
        if name in parts:
            scans[parts[name]] = _scan_sheet(content, limits)
    return PackageScan(scans, tuple(_notices(names)), date1904)


def _read_part(package: zipfile.ZipFile, name: str) -> bytes:
    collected = bytearray()
    with package.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            collected += chunk
    return bytes(collected)


def _refuse_dangerous(content: bytes) -> None:
    """A DTD has no business in a workbook; a part that is not UTF-8 could hide one, and readers lose its

    rows.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OfficerProblem("exchange.file.dtd")
    declared = _ENCODING.match(content[:300].removeprefix(b"\xef\xbb\xbf").lstrip())
    odd_declaration = declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii")
    looks_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4] in (b"<\x00?\x00", b"\x00<\x00?")
    if odd_declaration or looks_utf16:
        raise OfficerProblem("exchange.file.part_encoding")


def _notices(names: list[str]) -> Iterator[Notice]:
    if any("vbaproject" in name.lower() for name in names):
        yield Notice("exchange.notice.macros_ignored")
    if any("externallinks/" in name.lower() for name in names):
        yield Notice("exchange.notice.links_ignored")


def _workbook(package: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Part name by sheet name, and whether days count from 1904. Strict and transitional namespaces alike."""
    workbook_part = _read_part(package, "xl/workbook.xml")
    relation_part = _read_part(package, "xl/_rels/workbook.xml.rels")
    for part in (workbook_part, relation_part):
        _refuse_dangerous(part)
    targets = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))).lstrip("/")
        for node in ElementTree.fromstring(relation_part)
    }
    sheets: dict[str, str] = {}
    date1904 = False
    for node in ElementTree.fromstring(workbook_part).iter():
        kind = node.tag.rpartition("}")[2]
        if kind == "workbookPr":
            date1904 = node.get("date1904") in ("1", "true")
        elif kind == "sheet":
            link = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
            sheets[node.get("name", "")] = targets.get(link, "")
    return sheets, date1904


def _scan_sheet(content: bytes, limits: Limits) -> PartScan:
    return PartScan(
        rows=_last_row(content),
        columns=_last_column(content),
        hidden_rows=sum(1 for _ in _HIDDEN_ROW.finditer(content)) if b"hidden=" in content else 0,
        hidden_columns=sum(1 for _ in _HIDDEN_COLUMN.finditer(content)) if b"hidden=" in content else 0,
        marks=_marks(content) if b't="e"' in content or b"<f" in content or b":f" in content else {},
    )


def _last_row(content: bytes) -> int:
    """The farthest row number written anywhere, or the count of rows where none is written."""
    numbered = max((int(match) for match in _ROW.findall(content)), default=0)
    if not numbered:
        numbered = max((int(match) for match in _CELL_NUMBER.findall(content)), default=0)
    return max(numbered, content.count(b"<row"))


def _last_column(content: bytes) -> int:
    """The farthest column beyond Z, else 26: enough to know whether a dense grid is affordable."""
    far = {match.group(1) for match in _FAR_CELL.finditer(content)}
    return max((column_number(letters.decode("ascii")) for letters in far), default=26)


def column_number(letters: str) -> int:
    """A=1, Z=26, XFD=16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _marks(content: bytes) -> dict[int, dict[int, CellError]]:
    """Cells whose value a reader would silently leave out: Excel errors, and formulas saved without a

    result.
    """
    marks: dict[int, dict[int, CellError]] = {}
    found = 0
    for attributes, error in _found_marks(content):
        reference = _REFERENCE.search(attributes)
        if reference and found < _MARKED_CELLS:
            found += 1
            column = column_number(reference.group(1).decode("ascii"))
            marks.setdefault(int(reference.group(2)), {})[column] = error
    return marks


def _found_marks(content: bytes) -> Iterator[tuple[bytes, CellError]]:
    for match in _ERROR_CELL.finditer(content):
        yield match.group(1), CellError(match.group(2).decode("utf-8", "replace"))
    for match in _FORMULA_CELL.finditer(content):
        yield match.group(1), UNCALCULATED

"""What a file is, by its content; and the text of a CSV file, whatever its encoding and separator.

Names lie: offices rename HTML and CSV to .xlsx, and a password turns an xlsx into an OLE file. Pure
functions over bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from caseworker.exchange.grid import FileFormat
from caseworker.problems import OfficerProblem

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
SEPARATORS = ",;\t"
_SAMPLE_LINES = 60
_NAMED_MAGIC = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "RTF",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HTML = re.compile(r"<(!doctype\s+html|html|table|\?xml|head|meta)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")
_HANZI = re.compile(r"[\u3400-\u9fff]")


def detect(content: bytes, suffix: str = "") -> FileFormat:
    """What `content` is. Raises OfficerProblem for everything that cannot be imported, saying what it is
    instead.

    `suffix` is only asked about WPS's own .et, which shares its container with old Excel files.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise OfficerProblem("exchange.file.empty")
    if suffix.lower() in (".et", ".ett"):
        raise OfficerProblem("exchange.file.wps_et")
    if content.startswith(b"PK"):
        return _detect_zip(content)
    if content.startswith(OLE_MAGIC):
        return _detect_ole(content)
    for magic, name in _NAMED_MAGIC.items():
        if content.startswith(magic):
            raise OfficerProblem("exchange.file.other_kind", kind=name)
    return FileFormat.CSV


def _detect_zip(content: bytes) -> FileFormat:
    """An xlsx, an archive of another kind, or an xlsx that lost its end (the list of parts is written

    last).
    """
    if b"PK\x05\x06" not in content[-66_000:]:
        raise OfficerProblem("exchange.file.truncated")
    if b"xl/workbook.xml" in content:
        return FileFormat.XLSX
    kinds = {
        b"word/document.xml": "Word",
        b"ppt/": "PowerPoint",
        b"xl/workbook.bin": "xlsb",
        b"opendocument": "ODS",
    }
    kind = next((name for mark, name in kinds.items() if mark in content), "ZIP")
    raise OfficerProblem("exchange.file.other_kind", kind=kind)


def _detect_ole(content: bytes) -> FileFormat:
    """An old .xls, or a password-protected xlsx (an `EncryptedPackage` stream); stream names are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise OfficerProblem("exchange.file.password")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileFormat.XLS
    kind = "Word" if "WordDocument".encode("utf-16-le") in content else "OLE"
    raise OfficerProblem("exchange.file.other_kind", kind=kind)


def decode_text(content: bytes) -> str:
    """The text of a CSV file in UTF-8, UTF-16 or GB18030.

    Raises OfficerProblem for HTML, binary and mixed encodings.
    """
    text = _decode(content)
    if _HTML.match(text.lstrip()[:200]):
        raise OfficerProblem("exchange.file.html")
    if _CONTROL.search(text):
        raise OfficerProblem("exchange.file.not_a_workbook")
    return text


def _decode(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content[len(bom) :], encoding)
    if b"\x00" in content[:400]:
        zeros_behind = content[1:400:2].count(0) > content[0:400:2].count(0)
        return _strict(content, "utf-16-le" if zeros_behind else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_mixed(content)
        return _strict(content, "gb18030")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise OfficerProblem("exchange.file.not_a_workbook") from error


def _refuse_mixed(content: bytes) -> None:
    """A file glued together from UTF-8 and GB18030 would decode as GB18030, half of it nonsense: refuse and
    name the line.

    A real GB18030 line hardly ever happens to be valid UTF-8 that reads as Chinese.
    """
    utf8_seen, broken_line = False, 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            utf8_seen |= _HANZI.search(line.decode("utf-8")) is not None
        except UnicodeDecodeError:
            broken_line = broken_line or number
    if utf8_seen and broken_line:
        raise OfficerProblem("exchange.csv.mixed_encodings", line=broken_line)


def separator(text: str) -> tuple[str, int]:
    """The separator of a CSV text and how many characters to skip first (Excel's `sep=;` line)."""
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        return hint.group(1), hint.end()
    sample = text.splitlines(keepends=True)[:_SAMPLE_LINES]
    return max(SEPARATORS, key=lambda mark: _regularity(sample, mark)), 0


def _regularity(lines: list[str], mark: str) -> tuple[int, int]:
    """How many records agree on a width above one, then that width."""
    try:
        widths = [
            len(record) for record in csv.reader(io.StringIO("".join(lines), newline=""), delimiter=mark) if record
        ]
    except csv.Error:
        return (0, 0)
    common = Counter(width for width in widths if width > 1).most_common(1)
    return (common[0][1], common[0][0]) if common else (0, 0)

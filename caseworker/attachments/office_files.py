"""Word and Excel files: what they are by their parts, and whether they carry a program."""

from __future__ import annotations

import io
import zipfile

from caseworker.attachments.content import EXCEL, WORD
from caseworker.problems import OfficerProblem

MOST_PARTS = 5_000
_TYPES_PART = "[Content_Types].xml"
_LARGEST_TYPES_PART = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, OverflowError)
"""How `zipfile` says that it cannot read on."""
_PROGRAM_PARTS = ("vbaproject", "vbadata", "activex", "macrosheets", "oleobject")


def office_type(name: str, content: bytes) -> str:
    """The type of a zip that is a docx or xlsx; OfficerProblem for macros, damage, passwords and other archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            types = _read_types(parts) if _TYPES_PART in names else ""
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise OfficerProblem("attachments.damaged", name=name) from error
    found = _main_part(names)
    if not found or not types or len(names) > MOST_PARTS:
        raise OfficerProblem("attachments.archive", name=name)
    low = [part.lower() for part in names]
    if "macroenabled" in types.lower() or any(word in part for part in low for word in _PROGRAM_PARTS):
        raise OfficerProblem("attachments.macro", name=name)
    return found


def _read_types(parts: zipfile.ZipFile) -> str:
    """The list of content types; a longer one than any real file has is not read to its end."""
    with parts.open(_TYPES_PART) as stream:
        return stream.read(_LARGEST_TYPES_PART).decode("utf-8", "replace")


def _main_part(names: list[str]) -> str:
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else ""

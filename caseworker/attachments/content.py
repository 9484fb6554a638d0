"""What may be kept with a person, told by its content and never by its name alone (security: attachments).

Kept: PDF, pictures (JPEG, PNG, WebP, TIFF, BMP), Word and Excel files without macros, plain text. At most 20 MB, a
picture at most 50 million pixels. A picture under the name of another picture format gets the right ending; any other
file that is not what its name says is refused. Pure functions over bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from caseworker.attachments.names import UNNAMED, safe_name, split_name
from caseworker.problems import OfficerProblem
from db.models.file import MOST_BYTES

LARGEST = MOST_BYTES
"""Bytes of one file."""
PDF = "application/pdf"
TEXT = "text/plain"
WORD, EXCEL = "office/docx", "office/xlsx"
"""Our short names of the two office formats: the registered ones are longer than the column."""

ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/tiff": ("tif", "tiff"),
    "image/bmp": ("bmp", "dib"),
    WORD: ("docx",),
    EXCEL: ("xlsx",),
    TEXT: ("txt",),
}
"""Every type that is kept, with the endings its files go by; the first is the one given."""
SUFFIXES = tuple(ending for endings in ENDINGS.values() for ending in endings)

_PROGRAM_ENDINGS = frozenset({
    "exe", "com", "scr", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf",
    "wsh", "hta", "msi", "msp", "lnk", "pif", "cpl", "jar", "reg", "sh", "bash", "py",
    "appimage", "deb", "rpm", "apk", "dll", "sys", "url", "desktop",
})  # fmt: skip
_MACRO_ENDINGS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppam"})
_PROGRAM_MAGIC = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!", b"L\0\0\0\x01")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was looked at and may be kept. `media_type` is a key of `ENDINGS`; `name` is safe."""

    name: str
    content: bytes
    media_type: str

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as one picture."""
        return is_picture(self.media_type)


def is_picture(media_type: str) -> bool:
    """Whether a type is a picture."""
    return media_type.startswith("image/")


def kept_name(name: str, media_type: str) -> str:
    """The safe name of a file of a type, with the ending of that type in place of another one that is kept."""
    ending = ENDINGS.get(media_type, ("",))[0]  # none for a type that only a newer version knows
    stem, given = split_name(name)
    return safe_name(f"{stem}.{ending}" if given in SUFFIXES else name, ending)


def accept(name: str, content: bytes) -> Accepted:
    """Look at a file; OfficerProblem `attachments.…` with its `name` says why it cannot be kept and what to do."""
    shown = _shown(name)
    _, ending = split_name(name)
    if not content:
        raise OfficerProblem("attachments.empty", name=shown)
    if len(content) > LARGEST:
        too_large(shown, len(content))
    _refuse_program(shown, ending, content)
    media_type = _type_of(shown, ending, content)
    _refuse_disguise(shown, ending, media_type)
    if media_type == PDF and b"%%EOF" not in content:
        raise OfficerProblem("attachments.damaged", name=shown)
    if is_picture(media_type):
        from caseworker.attachments.pictures import check_picture

        check_picture(shown, content, media_type)
    return Accepted(kept_name(name, media_type), content, media_type)


def too_large(name: str, size: int) -> NoReturn:
    """Refuse a file of `size` bytes."""
    raise OfficerProblem("attachments.too_large", name=name, size=_megabytes(size), most=LARGEST // 1024**2)


def _shown(name: str) -> str:
    """A name fit to be said in a sentence, its ending with it."""
    _, ending = split_name(name)
    return safe_name(name, ending) if name else UNNAMED


def _refuse_program(name: str, ending: str, content: bytes) -> None:
    if ending in _PROGRAM_ENDINGS or content.startswith(_PROGRAM_MAGIC):
        raise OfficerProblem("attachments.program", name=name)
    if ending in _MACRO_ENDINGS:
        raise OfficerProblem("attachments.macro", name=name)


def _type_of(name: str, ending: str, content: bytes) -> str:
    found = _picture_or_pdf(content)
    if found:
        return found
    if content.startswith(b"PK"):
        from caseworker.attachments.office_files import office_type

        return office_type(name, content)
    if content.startswith(_ARCHIVES):
        raise OfficerProblem("attachments.archive", name=name)
    if content.startswith(_OLE):
        raise OfficerProblem("attachments.old_office", name=name)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        raise OfficerProblem("attachments.heic", name=name)
    if ending == "txt" and _is_text(content):
        return TEXT
    raise OfficerProblem("attachments.not_kept", name=name)


def _picture_or_pdf(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith((b"II*\0", b"MM\0*")):
        return "image/tiff"
    return "image/bmp" if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0" else ""


def _refuse_disguise(name: str, ending: str, media_type: str) -> None:
    """A name that says something else: harmless between pictures, where phones and chats mix the endings up."""
    if not ending or ending in ENDINGS[media_type]:
        return
    claimed = next((kind for kind, endings in ENDINGS.items() if ending in endings), "")
    if is_picture(media_type) and claimed and is_picture(claimed):
        return
    raise OfficerProblem("attachments.disguised", name=name, ending=ending, real=ENDINGS[media_type][0])


def _is_text(content: bytes) -> bool:
    text = decode_text(content)
    return text is not None and not any(ord(char) < 32 and char not in "\t\r\n\f" for char in text)


def decode_text(content: bytes) -> str | None:
    """Plain text in UTF-8, UTF-16 with its mark, or GB18030; None when it is none of them."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.1f}"

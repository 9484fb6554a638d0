"""What is kept and what is refused, told by the bytes; every refusal has its sentence in both languages."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.attachments import content
from caseworker.attachments.content import ENDINGS, LARGEST, accept
from caseworker.problems import OfficerProblem
from tests.caseworker.attachments.papers import office, pdf, picture

DATA = struct.pack(">I", 4) + b"IDAT" + bytes(8)
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
MACRO_TYPES = '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled"/>'


def plain_id(value: object) -> str:
    """Bytes have no place in the name of a test."""
    return value if isinstance(value, str) else "bytes"


def refusal(name: str, data: bytes) -> str:
    """The code a file is refused with; its sentence must be there in both languages."""
    with pytest.raises(OfficerProblem) as caught:
        accept(name, data)
    for lang in messages.LANGUAGES:
        assert messages.problem_text(caught.value, lang)
    return caught.value.code.removeprefix("attachments.")


def vast_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be vast."""
    body = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + body
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + DATA


@pytest.mark.parametrize(
    ("name", "data", "media_type", "kept"),
    [
        ("a.pdf", pdf(), "application/pdf", "a.pdf"),
        ("a", pdf(), "application/pdf", "a.pdf"),
        ("a.jpeg", picture("JPEG"), "image/jpeg", "a.jpg"),
        ("a.png", picture("JPEG"), "image/jpeg", "a.jpg"),
        ("a.png", picture("PNG"), "image/png", "a.png"),
        ("a.tiff", picture("TIFF"), "image/tiff", "a.tif"),
        ("a.webp", picture("WEBP"), "image/webp", "a.webp"),
        ("a.bmp", picture("BMP"), "image/bmp", "a.bmp"),
        ("a.docx", office(), "office/docx", "a.docx"),
        ("a.xlsx", office("xl/workbook.xml"), "office/xlsx", "a.xlsx"),
        ("a.txt", "样例文字\r\n".encode(), "text/plain", "a.txt"),
        ("a.txt", "样例文字".encode("gb18030"), "text/plain", "a.txt"),
        ("a.txt", "样例".encode("utf-16"), "text/plain", "a.txt"),
    ],
    ids=plain_id,
)
def test_what_is_kept(name: str, data: bytes, media_type: str, kept: str) -> None:
    accepted = accept(name, data)
    assert (accepted.media_type, accepted.name, accepted.content) == (media_type, kept, data)
    assert len(media_type) <= 40


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"%PDF-1.4" + bytes(LARGEST), "too_large"),
        ("a.exe", b"MZ" + bytes(100), "program"),
        ("a.pdf", b"MZ" + bytes(100), "program"),
        ("a.pdf.exe", pdf(), "program"),
        ("a.\u202etxt.bat", b"echo", "program"),
        ("run.txt", b"#!/bin/sh\n", "program"),
        ("a.lnk", b"x", "program"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("a.docx", office("word/document.xml", "word/activeX/activeX1.bin"), "macro"),
        ("a.xlsx", office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macro"),
        ("a.docx", office(types=MACRO_TYPES), "macro"),
        ("a.docm", office(), "macro"),
        ("a.docx", office("word/document.xml")[:60], "damaged"),
        ("a.docx", picture("JPEG"), "disguised"),
        ("a.pdf", picture("PNG"), "disguised"),
        ("a.jpg", pdf(), "disguised"),
        ("a.xlsx", office(), "disguised"),
        ("a.html", pdf(), "disguised"),
        ("a.zip", office("readme"), "archive"),
        ("a.docx", office("payload.exe"), "archive"),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(20), "archive"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "archive"),
        ("a.doc", OLE, "old_office"),
        ("a.docx", OLE, "old_office"),
        ("a.heic", bytes(4) + b"ftypheic" + bytes(20), "heic"),
        ("a.mp4", bytes(4) + b"ftypisom" + bytes(20), "not_kept"),
        ("a.html", b"<html><script>", "not_kept"),
        ("a.svg", b"<svg/>", "not_kept"),
        ("a.txt", b"\x01\x02", "not_kept"),
        ("a.pdf", b"not a pdf", "not_kept"),
        ("a.pdf", pdf()[:400], "damaged"),
        ("a.png", picture("PNG")[:70], "damaged"),
        ("a.jpg", picture("JPEG")[:300], "damaged"),
        ("a.png", vast_png(10_000, 5_001), "too_many_pixels"),
        ("a.png", vast_png(60_000, 60_000), "too_many_pixels"),
    ],
    ids=plain_id,
)
def test_what_is_refused(name: str, data: bytes, code: str) -> None:
    assert refusal(name, data) == code


@given(st.text(max_size=60), st.sampled_from([pdf(), picture("JPEG"), office(), OLE, b"MZ", b"%PDF-"]), st.data())
def test_mangled_files_are_kept_whole_or_refused_and_nothing_else(name: str, data: bytes, draw: st.DataObject) -> None:
    """A stick pulled out, a bit flipped, two files glued together: an answer, and never another failure."""
    cut = draw.draw(st.integers(0, len(data)))
    mangled = data[:cut] + draw.draw(st.binary(max_size=40)) + data[cut + draw.draw(st.integers(0, 20)) :]
    try:
        accepted = accept(name, mangled)
    except OfficerProblem:
        return
    assert accepted.content == mangled and accepted.name.endswith(ENDINGS[accepted.media_type][0])


@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".pdf", ".jpg", ".docx", ".exe"]))
def test_any_bytes_have_an_answer(data: bytes, ending: str) -> None:
    try:
        accepted = accept(f"a{ending}", data)
    except OfficerProblem:
        return
    assert accepted.media_type in ENDINGS


def test_every_kept_type_has_its_own_endings() -> None:
    assert len(content.SUFFIXES) == len(set(content.SUFFIXES))


def test_text_is_read_in_the_encodings_offices_use() -> None:
    assert content.decode_text("样例".encode("gb18030")) == content.decode_text("样例".encode("utf-8-sig")) == "样例"
    assert content.decode_text(b"\xff\xfe\x00") is None

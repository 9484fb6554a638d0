"""Whatever a file is called, it gets a name that can be shown and written anywhere."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseworker.attachments.names import LONGEST, LONGEST_BYTES, safe_name, split_name

ODD = st.sampled_from('/\\:*?"<>|.\0\n\t \u202e\u200b\u200d\ufeff\u2028\u0301\ud800\U000e0041王𪨧é')
DRIVE = "E:"
NAMES = st.text(st.one_of(ODD, st.characters()), max_size=400)


@given(NAMES)
@example("../../etc/passwd")
@example("CON")
@example("a" * 300)
@example("𪨧" * 200)
def test_any_name_becomes_one_that_is_safe_and_stays_so(name: str) -> None:
    safe = safe_name(name, "pdf")
    assert safe.endswith(".pdf") and len(safe) > len(".pdf")
    assert len(safe) <= LONGEST and len(safe.encode("utf-8")) <= LONGEST_BYTES
    assert not set(safe) & set('<>:"|?*\\/')
    assert {unicodedata.category(char) for char in safe}.isdisjoint({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
    assert safe == unicodedata.normalize("NFC", safe)
    assert not safe.startswith((".", " ")) and not safe[:-4].endswith((".", " "))
    assert not PureWindowsPath(safe).is_reserved()
    assert safe_name(safe, "pdf") == safe


@given(NAMES)
def test_a_safe_name_can_be_written(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / safe_name(name, "txt")
    path.write_bytes(b"")
    assert path.parent == folder and path.resolve().parent == folder.resolve()
    path.unlink()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("身份证 正面.JPG", "身份证 正面.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\win.ini", "win.ini.jpg"),
        (f"{DRIVE}\\扫描\\样一.jpg", "样一.jpg"),
        ("con.jpg", "_con.jpg"),
        ("COM1.tar.jpg", "_COM1.tar.jpg"),
        ("lpt¹.jpg", "_lpt¹.jpg"),
        ("简历\u202egpj.exe", "简历gpj.exe.jpg"),
        ("证\u200b书\ufeff.jpg", "证书.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("  .hidden  ", "hidden.jpg"),
        ("", "附件.jpg"),
        ("...", "附件.jpg"),
        ("a:b*c?.jpg", "a_b_c_.jpg"),
        ("𪨧样二.jpg", "𪨧样二.jpg"),
        ("cafe\u0301.jpg", "café.jpg"),
    ],
)
def test_odd_names(given_name: str, kept: str) -> None:
    assert safe_name(given_name, "jpg") == kept


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.PDF", ("a", "pdf")),
        ("a.b.pdf", ("a.b", "pdf")),
        ("folder.d/a", ("a", "")),
        ("a. pdf", ("a", "pdf")),
        ("2026.11月报告", ("2026.11月报告", "")),
        ("a.p\u200bdf", ("a", "pdf")),
        (".pdf", ("", "pdf")),
    ],
)
def test_the_ending_is_what_a_system_would_take_it_for(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_a_long_name_is_cut_between_characters(tmp_path: Path) -> None:
    safe = safe_name("e\u0301" + "e\u0323\u0301" * 200 + ".pdf", "pdf")
    assert not unicodedata.combining(safe[-5]) or len(safe) < LONGEST

"""Names: dots, spaces and old characters are put right; rare ones survive; pictures and controls are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.people.names import read_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王样一", "王样一"),
        ("张 样", "张样"),
        ("　李样二\u200b", "李样二"),
        ("阿卜杜拉•样", "阿卜杜拉·样"),
        ("阿卜杜拉 ‧ 样", "阿卜杜拉·样"),
        ("阿卜杜拉・样", "阿卜杜拉·样"),
        ("阿卜杜拉．样", "阿卜杜拉·样"),
        ("O'Brien, Jose\u0301", "O'Brien, José"),
        ("𠮷样", "𠮷样"),
        ("\U00030000样", "\U00030000样"),
        ("張樣", "張樣"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("<b>样</b>", "<b>样</b>"),
        ("'; DROP TABLE", "'; DROP TABLE"),
        ("样" * 50, "样" * 50),
        ("单样", "单样"),
        ("〇样", "〇样"),
    ],
)
def test_names_are_kept(typed: str, kept: str) -> None:
    reading = read_name(typed)
    assert (reading.value, reading.problem, reading.warnings) == (kept, None, ())
    assert reading.normalised == (typed != kept)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "people.name.empty"),
        (" \u3000", "people.name.empty"),
        ("样", "people.name.short"),
        ("样" * 51, "people.name.long"),
        ("样" * 5000, "people.name.long"),
        ("王\u202e样", "people.name.invisible"),
        ("王\x07样", "people.name.invisible"),
        ("王😀", "people.name.symbol"),
        ("王样☎", "people.name.symbol"),
        ("12345", "people.name.no_letters"),
    ],
)
def test_what_is_no_name_is_refused(typed: str, code: str) -> None:
    reading = read_name(typed)
    assert reading.value is None
    assert reading.problem is not None and reading.problem.code == code
    assert messages.problem_text(reading.problem, "en")


@pytest.mark.parametrize(
    ("typed", "kept", "warning"),
    [
        ("\ue81e样", "\u9fb4样", "people.name.remapped"),
        ("样\ue816", "样\U00020087", "people.name.remapped"),
        ("\ue000样", "\ue000样", "people.name.private"),
        ("王□", "王□", "people.name.placeholder"),
        ("王\ufffd", "王\ufffd", "people.name.placeholder"),
        ("王?", "王?", "people.name.placeholder"),
        ("王*", "王*", "people.name.placeholder"),
        ("阿卜杜拉.样", "阿卜杜拉.样", "people.name.ascii_dot"),
    ],
)
def test_what_may_be_wrong_is_asked_about(typed: str, kept: str, warning: str) -> None:
    reading = read_name(typed)
    assert reading.value == kept
    assert [problem.code for problem in reading.warnings] == [warning]
    assert messages.problem_text(reading.warnings[0])


def test_a_full_stop_in_a_latin_name_is_not_asked_about() -> None:
    assert read_name("J. R. Yang").warnings == ()


def test_old_private_characters_follow_the_national_standard() -> None:
    """Each place of the row FE50 must be what GB 18030 decodes its two bytes to."""
    for offset in range(80):
        byte = 0x50 + offset + (0x50 + offset >= 0x7F)
        standard = bytes([0xFE, byte]).decode("gb18030")
        kept = read_name(chr(0xE815 + offset) + "样").value
        assert kept is not None
        if not "\ue000" <= standard <= "\uf8ff":
            assert kept[0] == standard
        assert not "\ue000" <= kept[0] <= "\uf8ff"


@given(st.text(max_size=60))
def test_a_name_once_read_stays_as_it_is(typed: str) -> None:
    reading = read_name(typed)
    assert (reading.value is None) == (reading.problem is not None)
    if reading.value is not None:
        assert read_name(reading.value).value == reading.value

"""Text has one spelling, and loses nothing that can be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search.normalise import clean, clean_block, clean_name, is_han, lookup_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" ＡＢＣ１２３ ", "ABC123"),
        ("a\u00a0b\u3000\tc", "a b c"),
        ("\ufeff王\u200b样", "王样"),
        ("Jose\u0301", "José"),
        ("一，二（三）", "一，二（三）"),
        ("張樣", "張樣"),
        ("𠮷\U00030000", "𠮷\U00030000"),
        ("王\u202e样", "王\u202e样"),
        ("一\r\n二", "一 二"),
    ],
)
def test_a_line_is_put_into_one_spelling(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_of_a_note_stay() -> None:
    assert clean_block(" 第一行 \r\n\r\n  第\u3000二行\r") == "第一行\n\n第 二行"


def test_dots_and_spaces_of_names() -> None:
    for dot in "•‧・．･∙⋅":
        assert clean_name(f"阿卜杜拉 {dot} 样") == "阿卜杜拉·样"
    assert clean_name("张 三 丰") == "张三丰"
    assert clean_name("Ann  Lee") == "Ann Lee"
    assert clean_name("A.B") == "A.B"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阿卜杜拉·样", "阿卜杜拉样"),
        ("José O’Brien", "jose o'brien"),
        ("Jean-Luc", "JEAN LUC"),
        ("张 三", "张三"),
    ],
)
def test_names_meet_in_one_key(one: str, other: str) -> None:
    assert lookup_key(one) == lookup_key(other)


def test_keys_keep_what_tells_names_apart() -> None:
    assert lookup_key("张样") != lookup_key("張样")
    assert lookup_key("𠮷样") != lookup_key("吉样")


def test_ideographs_of_every_plane_are_known() -> None:
    assert all(is_han(char) for char in "王〇㐀𠮷\U00030000\u2e81")
    assert not any(is_han(char) for char in "aあ·1\ue000")


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    for rule in (clean, clean_block, clean_name, lookup_key):
        once = rule(typed)
        assert rule(once) == once
        assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=20))
def test_ideographs_are_never_changed(typed: str) -> None:
    assert clean(typed) == clean_name(typed) == lookup_key(typed) == typed


def test_ideographs_and_syllables_have_no_other_spelling() -> None:
    """What lets most names through unread: no such character is changed by any of the rules."""
    settled = "".join(map(chr, range(0x4E00, 0xA000))) + "0123456789abcdefghijklmnopqrstuvwxyz"
    assert clean(settled) == settled
    assert unicodedata.normalize("NFD", settled).casefold() == settled
    assert lookup_key(settled) == clean_name(settled) == settled

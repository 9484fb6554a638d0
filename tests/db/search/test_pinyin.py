"""Names are found by pinyin, the surname read as a surname."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from db.search.normalise import clean_name, is_han, lookup_key
from db.search.pinyin import name_keys, text_keys


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("单小样", "sxy", "shanxiaoyang"),
        ("仇样", "qy", "qiuyang"),
        ("曾样", "zy", "zengyang"),
        ("区样", "oy", "ouyang"),
        ("查样", "zy", "zhayang"),
        ("解样", "xy", "xieyang"),
        ("任样", "ry", "renyang"),
        ("盖样", "gy", "geyang"),
        ("朴样", "py", "piaoyang"),
        ("尉迟样", "ycy", "yuchiyang"),
        ("万俟样", "mqy", "moqiyang"),
        ("长孙样", "zsy", "zhangsunyang"),
        ("单于样", "cyy", "chanyuyang"),
        ("欧阳样", "oyy", "ouyangyang"),
        ("吕样", "ly", "lvyang"),
        ("王重庆", "wcq", "wangchongqing"),
        ("阿卜杜拉·样", "abdly", "abodulayang"),
    ],
)
def test_the_surname_reading_comes_first(name: str, initials: str, full: str) -> None:
    keys = name_keys(name)
    assert keys.initials[0] == initials
    assert keys.full[0] == full


@pytest.mark.parametrize(
    ("name", "other"), [("单小样", "dxy"), ("仇样", "cy"), ("区样", "qy"), ("乐样", "ly"), ("覃样", "ty")]
)
def test_the_everyday_reading_finds_the_name_too(name: str, other: str) -> None:
    assert other in name_keys(name).initials


def test_a_surname_that_could_be_single_or_compound_is_found_both_ways() -> None:
    assert {"cyy", "syy"} <= set(name_keys("单于样").initials)


def test_other_scripts_and_rare_characters_survive() -> None:
    assert name_keys("José O'Brien").full == ("joseobrien",)
    assert name_keys("José O'Brien").initials == ("jo",)
    assert name_keys("𠮷\U00030000样").full == ("𠮷\U00030000yang",)
    assert name_keys("𠮷\U00030000样").initials == ("𠮷\U00030000y",)
    assert name_keys("\ue000样").full == ("\ue000yang",)
    assert name_keys("").full == ("",)


def test_words_are_read_as_words() -> None:
    assert text_keys("重庆市").full == ("chongqingshi",)
    assert text_keys("曾经").initials == ("cj",)


@given(st.text(max_size=20))
def test_every_name_has_keys(name: str) -> None:
    keys = name_keys(name)
    assert keys.initials and keys.full
    assert len(keys.full) == len(set(keys.full))


_HAN = st.characters(min_codepoint=0x2E80, max_codepoint=0x323AF).filter(is_han)
_PHRASES = st.sampled_from(sorted(PHRASES_DICT)).filter(lambda phrase: all(map(is_han, phrase)))
_PARTS = st.one_of(_HAN, _PHRASES, _PHRASES.map(lambda phrase: phrase[:-1]), st.sampled_from("一二三重庆样曾行"))


@given(st.lists(_PARTS, min_size=1, max_size=4).map("".join))
def test_words_are_read_as_the_dictionary_reads_the_whole_text(text: str) -> None:
    parts = lazy_pinyin(clean_name(text), errors="default")
    whole = [lookup_key(piece) for part in parts for piece in ([part] if part.isascii() else part)]
    assert text_keys(text).full == ("".join(whole),)
    assert text_keys(text).initials == ("".join(piece[:1] for piece in whole),)


def test_the_dictionaries_are_loaded_only_when_a_name_is_read() -> None:
    script = "import sys, db.search.pinyin; print('pypinyin' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"

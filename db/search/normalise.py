"""One spelling for text that arrives in many: typed, pasted from WPS, exported by another system.

What is changed here is only what nobody can see (zero-width characters, kinds of space, full-width letters
and digits); no character that a person would miss is dropped, and traditional characters are never turned
into simplified ones.
"""

from __future__ import annotations

import re
import unicodedata

MIDDLE_DOT = "\u00b7"
"""间隔号, the dot of names such as 阿卜杜拉·买买提 (民委发〔2016〕33号 names U+00B7)."""

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x180E])
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F) if chr(full - 0xFEE0).isalnum()}
_DOTS = dict.fromkeys(map(ord, "\u2022\u2027\u30fb\uff0e\uff65\u2219\u22c5\u0387\u2e31\u25cf\u2024"), MIDDLE_DOT)
_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese ideographs, rare and compatibility ones included, as a range of regular expressions."""

_HAN = re.compile(f"[{HAN}]")
_KEY_NOISE = re.compile(r"[\s\u00b7.'\u2018\u2019,\uff0c\-\u2010\u2011\u2013_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_SETTLED = re.compile(r"[0-9a-z\u4e00-\u9fff]*")
"""What has one spelling only: nearly every name, and every syllable of pinyin."""


def clean(text: str) -> str:
    """One line: NFC, half-width letters and digits, nothing invisible, every run of white space one space."""
    return _SPACES.sub(" ", _visible(text)).strip()


def clean_block(text: str) -> str:
    """Several lines: as `clean`, but line breaks stay (as \\n) and so do blank lines between paragraphs."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip() for line in _SPACES_IN_LINE.sub(" ", lines).split("\n")).strip()


def clean_name(text: str) -> str:
    """A name: as `clean`, any middle dot as U+00B7, and no space between ideographs (张 三 is 张三)."""
    if _SETTLED.fullmatch(text):
        return text
    name = clean(unicodedata.normalize("NFC", text).translate(_DOTS))
    name = re.sub(rf"\s*{MIDDLE_DOT}\s*", MIDDLE_DOT, name)
    return re.sub(rf"(?<={_HAN.pattern})\s+(?={_HAN.pattern})", "", name)


def lookup_key(text: str) -> str:
    """What names are compared by: no case, accents, spaces, dots, hyphens or apostrophes.

    阿卜杜拉•买买提 and 阿卜杜拉买买提 have one key, so have "José O'Brien" and "jose obrien".
    """
    if _SETTLED.fullmatch(text):
        return text
    folded = unicodedata.normalize("NFD", clean_name(text)).casefold()
    bare = _KEY_NOISE.sub("", _ACCENTS.sub("", folded))
    return unicodedata.normalize("NFC", bare)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese ideograph."""
    return _HAN.fullmatch(char) is not None


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_HALF_WIDTH)

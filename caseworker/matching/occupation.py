"""The occupation code (职业分类大典) behind a job title as adverts and people write it.

A small dictionary, not a model: the titles of the code table and of `resources/matching/common_titles.toml`. What it
says is a proposal with its confidence; an officer can always choose another code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from caseworker import codes
from caseworker.text import lookup_key

_BRACKETS = re.compile(r"[(（\[【〔{][^)）\]】〕}]*[)）\]】〕}]")
_SEVERAL = re.compile(r"[/／、,，|+＋；;]|兼|或")
_NOISE = re.compile(
    r"急聘|急招|诚聘|高薪|直招|双休|单休|包吃住|包食宿|包吃|包住|五险一金|五险|六险|月休\d天|可兼职|"
    r"学徒|实习生?|应届生?|若干|\d+名|[\d.]+\s*[-—~至]\s*[\d.]+\s*[kK千万元]*|\d+\s*元?/?[月天时]|"
    r"^(?:招聘?|初级|中级|高级|资深|储备|兼职|全职|女|男)|[a-zA-Z]*\d{4,}"
)


class Confidence(StrEnum):
    """How far a guessed code can be relied on."""

    SURE = "sure"  # the whole title is a known name of the occupation
    LIKELY = "likely"  # a known name stands in the title
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OccupationGuess:
    """A code with the words it was recognised by; code "" when nothing was."""

    code: str
    confidence: Confidence
    words: str = ""

    @property
    def name(self) -> str:
        """The occupation's name in the code table."""
        return codes.table("occupation").name(self.code) if self.code else ""


NOTHING = OccupationGuess("", Confidence.NONE)


def guess_occupation(title: str) -> OccupationGuess:
    """The likely occupation of a title such as 急聘火锅店服务员(包吃住) or 数控车工/CNC操作员."""
    bare = bare_title(title)
    known = _known()
    for part in (bare, *_SEVERAL.split(bare)):
        code = known.get(lookup_key(part))
        if code:
            return OccupationGuess(code, Confidence.SURE, part)
    for part in _SEVERAL.split(bare):
        found = _inside(lookup_key(part), known)
        if found:
            return OccupationGuess(known[found], Confidence.LIKELY, found)
    return NOTHING


def bare_title(title: str) -> str:
    """A title without brackets, pay, headcount and calls for attention; the title itself when nothing is left."""
    bare = _BRACKETS.sub("", title)
    bare = _NOISE.sub("", _NOISE.sub("", bare)).strip(" -—·*！!:：")
    return bare or title.strip()


def related(first: str, second: str) -> bool:
    """Whether two different codes are of one small class (细类 under one 小类: 6-31-01-02 and 6-31-01-03)."""
    return bool(first) and bool(second) and small_class(first) == small_class(second)


def small_class(code: str) -> str:
    """The 小类 of an occupation code: 6-31-01 of 6-31-01-03."""
    return code[:7]


def _inside(key: str, known: dict[str, str]) -> str | None:
    """The known name that ends last in the title, the longest of these: the head of a Chinese title comes last."""
    found = [
        (start + length, length, key[start : start + length])
        for length in range(min(len(key), _longest()), 1, -1)
        for start in range(len(key) - length + 1)
        if key[start : start + length] in known
    ]
    return max(found)[2] if found else None


@cache
def _known() -> dict[str, str]:
    """Names and common titles by their key; our own list goes before the aliases of the code table."""
    table = codes.table("occupation")
    source = files("resources") / "matching" / "common_titles.toml"
    listed = tomllib.loads(source.read_text(encoding="utf-8"))["titles"]
    known = {lookup_key(title): code for code, titles in listed.items() for title in titles}
    for entry in table:
        if len(entry.code) == len("0-00-00-00"):
            for word in (entry.zh, *entry.aliases):
                known.setdefault(lookup_key(word), entry.code)
    return known


@cache
def _longest() -> int:
    return max(map(len, _known()))

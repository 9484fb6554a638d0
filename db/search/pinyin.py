"""Names as officers type them in a hurry: 单小明 is found by "sxm", "shanxiaoming", and by "dxm" too.

A surname may be read otherwise than the same character in a word; the table in
`resources/code_tables/surname_reading.toml` says how. Both readings are indexed, since the person at the
keyboard may not know. Characters without a reading, and other scripts, are kept as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from db.search.normalise import HAN, clean_name, lookup_key

_RUNS = re.compile(rf"([{HAN}]+)|[^\s\u00b7,\uff0c\-{HAN}]+")
"""A run of ideographs, or a word of another script."""

_KEPT = 8192
"""Readings remembered: more characters and phrases than names are made of."""


@dataclass(frozen=True, slots=True)
class NameKeys:
    """All that a name is found by. `lookup` is the name itself without case, accents and spaces."""

    lookup: str
    initials: tuple[str, ...]
    full: tuple[str, ...]


def name_keys(name: str) -> NameKeys:
    """The keys of a person's name; the usual reading of its surname comes first."""
    readings = [[lookup_key(part) for part in reading] for reading in _name_readings(clean_name(name))]
    return NameKeys(
        lookup_key(name),
        _distinct("".join(syllable[:1] for syllable in reading) for reading in readings),
        _distinct("".join(reading) for reading in readings),
    )


def text_keys(text: str) -> NameKeys:
    """The keys of a word that is no person's name, such as an occupation or a district."""
    parts = [lookup_key(part) for part in _syllables(clean_name(text))]
    initials = "".join(part[:1] for part in parts)
    return NameKeys(lookup_key(text), (initials,), ("".join(parts),))


def _name_readings(name: str) -> list[list[str]]:
    """Each way to read the name, as syllables; words of other scripts count as one syllable."""
    found: list[list[str]] = []
    for length, surnames in ((2, _surnames().compound), (1, _surnames().single)):
        given = _syllables(name[length:]) if name[:length] in surnames else []
        found += [[*reading, *given] for reading in surnames.get(name[:length], ())]
    return [*found, _syllables(name)]


def _syllables(text: str) -> list[str]:
    """Runs of ideographs read as words (so 重庆 is chong qing), anything else split into words."""
    parts: list[str] = []
    for run in _RUNS.finditer(text):
        parts += _read(run[0]) if run[1] else (run[0],)
    return parts


def _read(ideographs: str) -> list[str]:
    """One syllable per ideograph; one without a known reading stands for itself.

    Phrases of the dictionary may read their ideographs otherwise, and all others are read by themselves: so what is
    looked up is little, and remembered.
    """
    # Imported on first use: the dictionaries take a moment to load, and not every start needs them.
    from pypinyin.seg.mmseg import p_set, seg

    phrased = any(first + second in p_set for first, second in pairwise(ideographs))
    words = seg.cut(ideographs) if phrased else ideographs
    return [syllable for word in words for syllable in _looked_up(word)]


@lru_cache(_KEPT)
def _looked_up(word: str) -> tuple[str, ...]:
    """The syllables of one phrase of the dictionary, or of one ideograph."""
    from pypinyin import lazy_pinyin

    parts = lazy_pinyin(word, errors="default")
    return tuple(piece for part in parts for piece in ([part] if part.isascii() else part))


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


@dataclass(frozen=True, slots=True)
class _SurnameReadings:
    """Surname to its readings, each a list of syllables."""

    single: dict[str, list[list[str]]]
    compound: dict[str, list[list[str]]]


@cache
def _surnames() -> _SurnameReadings:
    source = files("resources") / "code_tables" / "surname_reading.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return _SurnameReadings(
        {surname: [[reading] for reading in readings] for surname, readings in table["single"].items()},
        {surname: [reading] for surname, reading in table["compound"].items()},
    )

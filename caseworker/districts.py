"""Places: what a district code is called in full, which district a written place means, which ones adjoin.

Codes are GB/T 2260 with their history: 江北区 and 渝北区 of Chongqing became 两江新区 (announced
2025-11-06, in being 2026-01-25), and old codes live on in ID numbers and credit codes, so nothing here
refuses a code gone by.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from caseworker import codes
from caseworker.text import clean

HOME_PROVINCES = ("50", "51")
"""Chongqing and Sichuan, where a place without its province is looked for, in this order."""

_SUFFIX = re.compile(r"(?:土家族|苗族|彝族|藏族|羌族)*(?:自治[县州]|[省市区县])$")
_SEPARATORS = re.compile(r"[\s\-—–·、,，/|>]+")


def path(code: str) -> tuple[str, ...]:
    """The names from province down: ("四川省", "广元市", "利州区"); () for a code nobody knows."""
    table = codes.table("district")
    entry = table.get(code)
    if entry is None:
        return ()
    return (*(upper.zh for upper in reversed(table.ancestors(code))), entry.zh)


def full_name(code: str) -> str:
    """The place in full, "四川省 广元市 利州区"; "" for a code nobody knows."""
    return " ".join(path(code))


def in_use(code: str, on: date) -> str:
    """The code that stands for the same place on `on`: 渝北区 (500112) is 两江新区 (500157) since 2026."""
    table = codes.table("district")
    entry = table.get(code)
    while entry is not None and not entry.valid(on) and table.has(entry.successor):
        code, entry = entry.successor, table.get(entry.successor)
    return code


@cache
def neighbours(code: str) -> frozenset[str]:
    """The Chongqing districts that share a border with `code`; empty for one outside the table."""
    source = files("resources") / "code_tables" / "district_neighbour.toml"
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))["neighbours"].get(code, ()))


def read_district(text: str, provinces: tuple[str, ...] = HOME_PROVINCES) -> str | None:
    """The code of a place as people write it: 渝中区, 渝中, 重庆-渝中区, 重庆市渝中区, 四川省成都市, 500103.

    Looks in `provinces` (two-digit codes) in order. None when nothing fits or a name fits several places.
    """
    wanted = clean(text)
    if codes.table("district").has(wanted):
        return wanted
    key = _SEPARATORS.sub("", wanted)
    for province in provinces:
        found = _places(province).get(key)
        if found:
            return found
    return None


@cache
def _places(province: str) -> dict[str, str]:
    """Every way to write a place of one province that means only one; places in use before those gone by."""
    table = codes.table("district")
    entries = [entry for entry in table if entry.code.startswith(province)]
    places: dict[str, str] = {}
    for writing, found in _meanings(entry for entry in entries if entry.valid_to is None).items():
        places[writing] = found[0] if len(found) == 1 else ""
    for writing, found in _meanings(entry for entry in entries if entry.valid_to is not None).items():
        # Several old codes with one name are one place with a history; the latest speaks for it.
        places.setdefault(writing, max(found, key=_until))
    return places


def _meanings(entries: Iterable[codes.Code]) -> dict[str, list[str]]:
    meant: dict[str, list[str]] = {}
    for entry in entries:
        for writing in _writings(path(entry.code)):
            meant.setdefault(writing, []).append(entry.code)
    return meant


def _until(code: str) -> str:
    entry = codes.table("district").get(code)
    return str(entry.valid_to) if entry else ""


def _writings(names: tuple[str, ...]) -> set[str]:
    """With or without what lies above, with or without 市 区 县: 重庆市渝中区, 重庆渝中, 渝中."""
    writings = {""}
    for depth, name in enumerate(names):
        short = _SUFFIX.sub("", name)
        forms = {name, short} if len(short) > 1 else {name}
        last = depth == len(names) - 1
        writings = {above + form for above in writings for form in (forms if last else forms | {""})}
    return writings

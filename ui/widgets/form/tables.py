"""Code tables (`caseworker.codes`) as inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseworker import codes
from ui.widgets.form.code import CodeField, Option
from ui.words import language

FOUND = 50


def table_options(key: str, on: date | None = None, within: str = "") -> tuple[Option, ...]:
    """(code, name) of a code table in the window's language: those valid `on` a day, that begin with
    `within`.
    """
    entries = codes.table(key).current(on) if on else tuple(codes.table(key))
    return tuple((entry.code, entry.name(language())) for entry in entries if entry.code.startswith(within))


def table_field(key: str, on: date | None = None, within: str = "", placeholder: str = "") -> CodeField:
    """An input for one code of a table, found by code, name, alias, pinyin or initials.

    Large tables (district, street, occupation, industry) want `warm_tables` in a lane first.
    """

    def find(typed: str) -> Sequence[Option]:
        found = codes.table(key).find(typed, FOUND, within)
        usable = [entry for entry in found if on is None or entry.valid(on)]
        return [(entry.code, entry.name(language())) for entry in usable]

    return CodeField(table_options(key, on, within), placeholder, find)


def warm_tables(*keys: str) -> None:
    """Work out the pinyin of large tables; takes a second each, so run it in a lane after the first paint."""
    for key in keys:
        codes.table(key).find("a", 1)

"""Service packages (131, 1131, 1311 and local ones) as dated data, and their progress reckoned from the records. Pure.

A package is a TOML file in `resources/services/packages/`. Nothing is ticked by hand: every item counts entries of the
service record or recommendations, and each record that does not count says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal
from uuid import UUID

from pydantic import Field, PositiveInt, model_validator

from caseworker.codes import table
from caseworker.declared import Declared, Words, parse
from caseworker.problems import OfficerProblem

NOT_REACHED = frozenset({"no_answer", "bad_number", "wrong_person", "refused", "lost", "call_later"})
"""Outcomes (`contact_outcome`) of a contact that gave nobody a service."""


class Item(Declared):
    """One service of a package: `count` entries of one of the `kinds` (`activity_kind`), or recommendations."""

    code: str = Field(min_length=1, max_length=12)
    name: Words
    count: PositiveInt
    kinds: tuple[str, ...] = ()
    referrals: bool = False

    @model_validator(mode="after")
    def _counts_something(self) -> Item:
        if bool(self.kinds) == self.referrals:
            raise ValueError("an item counts either kinds of entries or referrals")
        if unknown := [code for code in self.kinds if not table("activity_kind").has(code)]:
            raise ValueError(f"no code of activity_kind: {', '.join(unknown)}")
        return self


class Package(Declared):
    """One version of a package. It runs to the end of the year or for some days; Today warns `warn_days` before."""

    code: str = Field(min_length=1, max_length=12)
    version: str = Field(min_length=1, max_length=12)
    name: Words
    effective_from: date
    until: Literal["year_end", "days"]
    days: PositiveInt | None = None
    warn_days: PositiveInt
    groups: tuple[str, ...]
    mark: Literal["V", "V2", "R", "D"]
    source: str
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Package:
        if (self.until == "days") != (self.days is not None):
            raise ValueError("days goes with until = days, and with nothing else")
        if unknown := [code for code in self.groups if not table("group_tag").has(code)]:
            raise ValueError(f"no code of group_tag: {', '.join(unknown)}")
        if len({item.code for item in self.items}) != len(self.items):
            raise ValueError("an item is named twice")
        return self

    @property
    def needed(self) -> int:
        """How many records make it complete."""
        return sum(item.count for item in self.items)

    def ends_on(self, begun: date) -> date:
        """The last day of a package begun on a day."""
        return date(begun.year, 12, 31) if self.days is None else begun + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Record:
    """What was done. `vacancy_id` of a recommendation; kind "" for one."""

    id: UUID
    kind: str
    on: date
    text: str
    outcome: str = ""
    vacancy_id: UUID | None = None


class WhyNot(StrEnum):
    """Why a record does not count."""

    BEFORE = "before"
    AFTER = "after"
    NOT_REACHED = "not_reached"
    SAME_VACANCY = "same_vacancy"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One item: the records that count, and those that do not with the reason."""

    item: Item
    counted: tuple[Record, ...]
    left_out: tuple[tuple[Record, WhyNot], ...]

    @property
    def done(self) -> int:
        return len(self.counted)


@dataclass(frozen=True, slots=True)
class Progress:
    """A package a person is owed, as the records have it."""

    package: Package
    from_on: date
    to_on: date
    items: tuple[ItemProgress, ...]

    @property
    def done(self) -> int:
        """Records that count, never more than are needed."""
        return sum(one.done for one in self.items)

    @property
    def complete(self) -> bool:
        return self.done == self.package.needed

    def at_risk(self, today: date) -> bool:
        """Whether its end is near or past and something is lacking."""
        return not self.complete and self.to_on <= today + timedelta(days=self.package.warn_days)


def progress(package: Package, from_on: date, to_on: date, records: Iterable[Record]) -> Progress:
    """What the records come to, the earliest counting first."""
    ordered = sorted(records, key=lambda record: (record.on, record.id))
    items = tuple(_item(item, from_on, to_on, [one for one in ordered if _fits(item, one)]) for item in package.items)
    return Progress(package, from_on, to_on, items)


def _fits(item: Item, record: Record) -> bool:
    return record.vacancy_id is not None if item.referrals else record.kind in item.kinds


def _item(item: Item, from_on: date, to_on: date, records: Sequence[Record]) -> ItemProgress:
    counted: list[Record] = []
    left_out: list[tuple[Record, WhyNot]] = []
    for record in records:
        why = _why_not(item, record, counted, from_on, to_on)
        if why is None:
            counted.append(record)
        else:
            left_out.append((record, why))
    return ItemProgress(item, tuple(counted), tuple(left_out))


def _why_not(item: Item, record: Record, counted: Sequence[Record], from_on: date, to_on: date) -> WhyNot | None:
    if record.on < from_on:
        return WhyNot.BEFORE
    if record.on > to_on:
        return WhyNot.AFTER
    if record.outcome in NOT_REACHED:
        return WhyNot.NOT_REACHED
    if record.vacancy_id is not None and any(one.vacancy_id == record.vacancy_id for one in counted):
        return WhyNot.SAME_VACANCY
    return WhyNot.ENOUGH if len(counted) >= item.count else None


@cache
def packages() -> tuple[Package, ...]:
    """Every version of every package, by code and first day."""
    folder = files("resources") / "services" / "packages"
    found = [parse(one.read_text(encoding="utf-8"), one.name, Package) for one in folder.iterdir()]
    return tuple(sorted(found, key=lambda one: (one.code, one.effective_from)))


def package(code: str, version: str = "", on: date | None = None) -> Package:
    """A package in a version, or the one in force on a day; raises `packages.unknown`."""
    fitting = [one for one in packages() if one.code == code and version in ("", one.version)]
    in_force = [one for one in fitting if on is None or one.effective_from <= on]
    if not in_force:
        raise OfficerProblem("packages.unknown", name=code, version=version or "-")
    return in_force[-1]


def in_force(on: date) -> tuple[Package, ...]:
    """The version of each package that holds on a day."""
    codes = dict.fromkeys(one.code for one in packages() if one.effective_from <= on)
    return tuple(package(code, on=on) for code in codes)

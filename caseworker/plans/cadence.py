"""How often a person is contacted by their grade (分级跟踪), as data in `resources/services/cadence.toml`. Pure.

Domain 3.2; every figure there carries how well it is founded and may be changed by an office.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, PositiveInt, model_validator

from caseworker.calendar import NO_TABLES, Tables, add_working_days
from caseworker.codes import table
from caseworker.declared import Declared, Words, parse
from caseworker.problems import OfficerProblem

FIRST_MONTH = timedelta(days=30)
FILE = "cadence.toml"


class Checks(Declared):
    """Days after the first day at work on which the person is asked (稳岗回访)."""

    days: tuple[PositiveInt, ...] = Field(min_length=1)
    mark: Literal["V", "V2", "R", "D"]
    note: Words

    @model_validator(mode="after")
    def _rise(self) -> Checks:
        if list(self.days) != sorted(set(self.days)):
            raise ValueError("the days rise")
        return self


class Grade(Declared):
    """One grade. `groups` (`group_tag`) suggest it; the days are the longest time between two contacts."""

    code: str = Field(pattern=r"^[A-Z]$")
    name: Words
    groups: tuple[str, ...]
    contact_days: PositiveInt
    first_month_days: PositiveInt | None = None
    first_working_days: PositiveInt | None = None
    plan_working_days: PositiveInt | None = None
    mark: Literal["V", "V2", "R", "D"]
    note: Words

    @model_validator(mode="after")
    def _groups_are_known(self) -> Grade:
        if unknown := [code for code in self.groups if not table("group_tag").has(code)]:
            raise ValueError(f"no code of group_tag: {', '.join(unknown)}")
        return self


class Cadence(Declared):
    """The grades, the most pressing first, and the checks after placement."""

    version: str
    checks: Checks
    grades: tuple[Grade, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _codes_once(self) -> Cadence:
        codes = [grade.code for grade in self.grades]
        if len(set(codes)) != len(codes):
            raise ValueError("a grade is named twice")
        return self

    def grade(self, code: str | None) -> Grade | None:
        """The grade with a code."""
        return next((grade for grade in self.grades if grade.code == code), None)

    def suggested(self, groups: Collection[str]) -> Grade:
        """The first grade one of the person's groups points to, else the last."""
        return next((grade for grade in self.grades if set(grade.groups) & set(groups)), self.grades[-1])


@dataclass(frozen=True, slots=True)
class ContactDue:
    """The day by which a person is to be contacted; `no_table` is the year whose holidays nobody has handed in.

    Then the day counts plain weekdays, and the screen asks for the table.
    """

    on: date
    no_table: int | None = None


@cache
def cadence() -> Cadence:
    """What ships with the program."""
    text = (files("resources") / "services" / FILE).read_text(encoding="utf-8")
    return parse(text, FILE, Cadence)


def contact_due(grade: Grade, opened_on: date, last: date | None, tables: Tables = NO_TABLES) -> ContactDue:
    """By when the next contact is owed, given the day of the last one that reached the person."""
    if last is None or last < opened_on:
        if grade.first_working_days is not None:
            return working_day(opened_on, grade.first_working_days, tables)
        return ContactDue(opened_on + timedelta(days=grade.first_month_days or grade.contact_days))
    early = grade.first_month_days is not None and last < opened_on + FIRST_MONTH
    days = grade.first_month_days if early and grade.first_month_days else grade.contact_days
    return ContactDue(last + timedelta(days=days))


def working_day(day: date, count: int, tables: Tables = NO_TABLES) -> ContactDue:
    """The `count`-th working day after a day; where a year's table is missing, weekdays, and the year is named."""
    try:
        return ContactDue(add_working_days(day, count, tables))
    except OfficerProblem as problem:
        left, on = count, day
        while left:
            on += timedelta(days=1)
            left -= on.weekday() < 5
        return ContactDue(on, int(str(problem.params["year"])))

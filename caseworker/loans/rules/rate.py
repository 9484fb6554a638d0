"""The rate of a guarantee loan: LPR on a day, the highest rate a bank may agree, and who pays how much of it.

Rates are percent a year as `Decimal` ("3.50"). LPR history is data (`resources/policies/lpr.toml`, change
points only); what the rules make of it is in the pack.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from caseworker.policy import Mark, Notice, PolicyPack
from caseworker.problems import OfficerProblem

Percent: TypeAlias = Decimal
"""Percent a year."""

STALE_AFTER = timedelta(days=35)
"""LPR is published monthly about the 20th; a table not confirmed for longer may have missed a change."""

_HUNDRED_BP = Decimal(100)


class LprChange(BaseModel):
    """A change point: the 1-year LPR from a day on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date = Field(alias="from")
    percent: Decimal = Field(gt=0)
    mark: Mark
    verified: bool
    note: str = ""


class LprTable(BaseModel):
    """Change points in order, and the newest publication known to have left the last of them unchanged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    confirmed_through: date
    confirmed_mark: Mark
    confirmed_note: str = ""
    changes: tuple[LprChange, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> LprTable:
        days = [change.since for change in self.changes]
        if days != sorted(set(days)) or self.confirmed_through < days[-1]:
            raise ValueError("change points must follow one another and be confirmed")
        return self


@dataclass(frozen=True, slots=True)
class LprLookup:
    """The 1-year LPR of a day, since when, how well founded, and what to check."""

    percent: Percent
    since: date
    mark: Mark
    verified: bool
    note: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class RateCap:
    """The highest rate: LPR + margin."""

    lpr: LprLookup
    margin_bp: int
    percent: Percent


@cache
def lpr_table() -> LprTable:
    """The table that ships with the program."""
    text = (files("resources") / "policies" / "lpr.toml").read_text(encoding="utf-8")
    return LprTable.model_validate(tomllib.loads(text))


def lpr_on(day: date, table: LprTable | None = None) -> LprLookup:
    """The 1-year LPR in force on `day`, with a notice when the table may have missed a later change.

    Raises `OfficerProblem("loan_rules.lpr_unknown")` for a day before the table begins.
    """
    known = table or lpr_table()
    past = [change for change in known.changes if change.since <= day]
    if not past:
        raise OfficerProblem("loan_rules.lpr_unknown", day=day, first=known.changes[0].since)
    change = past[-1]
    stale = day - known.confirmed_through > STALE_AFTER
    params = {"day": day, "percent": change.percent, "confirmed": known.confirmed_through}
    notices = (Notice("loan_rules.lpr_stale", params),) if stale else ()
    return LprLookup(change.percent, change.since, change.mark, change.verified, change.note, notices)


def rate_cap(pack: PolicyPack, contract_day: date, project_region: str = "", table: LprTable | None = None) -> RateCap:
    """The highest rate for a contract signed on `contract_day`, project in `project_region` (six digits).

    Raises `OfficerProblem("loan_rules.place_decides_rate")` when the margin depends on a place not given.
    """
    lpr = lpr_on(contract_day, table)
    margin = int(pack.number(_margin_name(pack, project_region)))
    return RateCap(lpr, margin, lpr.percent + margin / _HUNDRED_BP)


def _margin_name(pack: PolicyPack, project_region: str) -> str:
    rule = pack.rate
    if rule.local_margin is None or rule.local_regions is None:
        return rule.margin
    if not project_region:
        raise OfficerProblem("loan_rules.place_decides_rate")
    regions = pack.value(rule.local_regions)
    return rule.local_margin if isinstance(regions, tuple) and project_region in regions else rule.margin


def check_rate(actual: Percent, cap: RateCap) -> None:
    """Refuse a rate that is not positive or above the cap, with an `OfficerProblem`."""
    if actual <= 0:
        raise OfficerProblem("loan_rules.rate_not_positive", percent=actual)
    if actual > cap.percent:
        raise OfficerProblem(
            "loan_rules.rate_over_cap",
            percent=actual,
            cap=cap.percent,
            lpr=cap.lpr.percent,
            margin=cap.margin_bp,
        )


def subsidy_percent(pack: PolicyPack, actual: Percent, lpr: Percent) -> Percent:
    """The part of `actual` the treasury pays: a share of it, or what exceeds the borrower's limit."""
    rule = pack.subsidy
    if rule.kind == "share":
        return actual * pack.number(rule.share)
    borrowers = max(Decimal(0), lpr + pack.number(rule.margin) / _HUNDRED_BP)
    return max(Decimal(0), actual - borrowers)


def net_percent(pack: PolicyPack, actual: Percent, lpr: Percent) -> Percent:
    """What is left for the borrower."""
    return actual - subsidy_percent(pack, actual, lpr)

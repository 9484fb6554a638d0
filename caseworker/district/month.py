"""A month of the district's offices, and with a reason the records behind one of its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.district.line import ask
from caseworker.problems import OfficerProblem, SurroundingsProblem
from caseworker.reports.indicators import CODES, Value
from caseworker.reports.month import change


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office: a value for each code of the month; None where there is none."""

    office_id: UUID
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DistrictTotal:
    """One indicator of the whole district. `change` (同比) is against the same days last year."""

    code: str
    this_month: Value
    this_year: Value
    last_year: Value
    change: float | None


@dataclass(frozen=True, slots=True)
class DistrictMonth:
    """A month up to `until`: its last day, or today while it lasts."""

    month: date
    until: date
    codes: tuple[str, ...]
    offices: tuple[OfficeFigures, ...]
    totals: tuple[DistrictTotal, ...]

    def total(self, code: str) -> DistrictTotal:
        """The district's value of an indicator."""
        return self.totals[self.codes.index(code)]


@dataclass(frozen=True, slots=True)
class DistrictRecord:
    """One counted record: the masked name of the person, or the vacancy. There is no way from here to the person."""

    id: UUID
    entity: str
    on: date
    name: str
    community: str


@dataclass(frozen=True, slots=True)
class DistrictRecords:
    """Some of the records behind a number; `more` says that others follow."""

    rows: tuple[DistrictRecord, ...]
    more: bool


def district_month(desk: Desk, month: date) -> DistrictMonth:
    """The offices' figures of the month that `month` lies in. Asks the central store: for the network lane."""
    require(desk.actor, Right.VIEW)
    said = ask(desk, "GET", f"/v1/reports/{month:%Y-%m}")
    try:
        return _month(said)
    except (KeyError, TypeError, ValueError) as error:
        raise SurroundingsProblem("district.bad_reply") from error


def district_records(
    desk: Desk, code: str, month: date, office_id: UUID, reason: str, start: int = 0
) -> DistrictRecords:
    """What a number of an office counted, from the `start`-th record. The central store keeps the reason first."""
    require(desk.actor, Right.VIEW)
    if not reason.strip():
        raise OfficerProblem("district.reason_missing")
    asked = {"month": f"{month:%Y-%m}", "code": code, "office": office_id.hex, "reason": reason, "start": start}
    said = ask(desk, "POST", "/v1/reports/behind", asked)
    try:
        return DistrictRecords(tuple(_record(row) for row in said["rows"]), bool(said["more"]))
    except (KeyError, TypeError, ValueError) as error:
        raise SurroundingsProblem("district.bad_reply") from error


def _month(said: Any) -> DistrictMonth:
    """Indicators this version does not know are left out: the central store may be newer."""
    kept = [number for number, code in enumerate(said["codes"]) if code in CODES]
    codes = tuple(str(said["codes"][number]) for number in kept)
    offices = tuple(
        OfficeFigures(UUID(one["office"]), str(one["name"]), tuple(one["values"][number] for number in kept))
        for one in said["offices"]
    )
    columns = ([said[name][number] for number in kept] for name in ("total", "year", "last_year"))
    totals = tuple(
        DistrictTotal(code, this, year, last, change(code, this, last))
        for code, this, year, last in zip(codes, *columns, strict=True)
    )
    first = date.fromisoformat(said["first"])
    return DistrictMonth(first, date.fromisoformat(said["last"]), codes, offices, totals)


def _record(row: Any) -> DistrictRecord:
    on = date.fromisoformat(row["on"])
    return DistrictRecord(UUID(row["id"]), str(row["entity"]), on, str(row["name"]), str(row["community"]))

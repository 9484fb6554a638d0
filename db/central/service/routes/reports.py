"""What a district asks about its offices: a month's figures, and with a reason the records behind a number, masked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from db.actor import Role
from db.central import reports
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.central.service.guard import Served, Service, allowed
from db.central.service.shapes import Id
from db.indicators import Period

router = APIRouter(tags=["reports"])

_MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
_CHINA = timedelta(hours=8)
_BUSY_SECONDS = 15
Month = Annotated[str, StringConstraints(pattern=_MONTH)]
Overseer = Annotated[Caller, Depends(allowed(Role.MANAGER, Role.SUPERVISOR))]


class OfficeFigures(BaseModel):
    """One office: a value for each code of the table; null where there is none."""

    office: Id
    name: str
    values: list[int | float | None]


class MonthFigures(BaseModel):
    """A month up to `last`, by office and in all, with the year so far and the same days last year."""

    first: date
    last: date
    codes: list[str]
    offices: list[OfficeFigures]
    total: list[int | float | None]
    year: list[int | float | None]
    last_year: list[int | float | None]


class BehindRequest(BaseModel):
    """Ask for the records a number counted. The reason is kept in the audit."""

    model_config = ConfigDict(extra="forbid")

    month: Month
    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    office: Id
    reason: Annotated[str, StringConstraints(max_length=400)]
    start: Annotated[int, Field(ge=0, le=10_000_000)] = 0


class BehindRecord(BaseModel):
    """One counted record: masked name of the person, or the vacancy."""

    id: Id
    entity: str
    on: date
    name: str
    community: str


class BehindPage(BaseModel):
    """Some of the records; `more` says that others follow."""

    rows: list[BehindRecord]
    more: bool


@router.get("/v1/reports/{month}")
def month_figures(served: Served, caller: Overseer, month: Annotated[str, Path(pattern=_MONTH)]) -> MonthFigures:
    """A month of the caller's offices: a manager's district, a supervisor's own office."""
    with _place(served):
        found = reports.month(served.central, caller, _period(served, month))
    return MonthFigures(
        first=found.period.first,
        last=found.period.last,
        codes=list(found.codes),
        offices=[OfficeFigures(office=one.office_id, name=one.name, values=list(one.values)) for one in found.offices],
        total=list(found.total),
        year=list(found.year),
        last_year=list(found.last_year),
    )


@router.post("/v1/reports/behind")
def behind(served: Served, caller: Overseer, asked: BehindRequest) -> BehindPage:
    """The records behind a number of one office, 200 at a time, masked. Asking is audited before it is answered."""
    period = _period(served, asked.month)
    with _place(served):
        page = reports.behind(served.central, caller, period, asked.code, asked.office, asked.reason, asked.start)
    rows = [
        BehindRecord(id=row.id, entity=row.entity, on=row.on, name=row.name, community=row.community)
        for row in page.rows
    ]
    return BehindPage(rows=rows, more=page.more)


def _period(served: Service, month: str) -> Period:
    """The month, up to today in China while it lasts; 400 `month_ahead` for one that has not begun."""
    today = (served.now() + _CHINA).date()
    first = date.fromisoformat(f"{month}-01")
    if first > today:
        raise Refusal(400, "month_ahead")
    return Period.month(first, today)


@contextmanager
def _place(served: Service) -> Iterator[None]:
    """Heavy reads side by side are few, so that the small requests of everybody else go on."""
    if not served.heavy.acquire(blocking=False):
        raise Refusal(503, "busy", _BUSY_SECONDS)
    try:
        yield
    finally:
        served.heavy.release()

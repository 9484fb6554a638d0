"""What a district sees of its offices: a month's figures, and with a reason the records behind a number, masked.

Everything is counted in PostgreSQL by the same definitions as on the PC (`db/indicators`). A manager sees the offices
of one district, a supervisor one office; the scopes of those offices are entered for the report alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from db.actor import Role
from db.central import audit
from db.central.database import Central, Connection, widen
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.central.statements import Statements
from db.indicators import CATALOGUE, INDICATORS, By, Count, Figures, Hit, Period, Within, figures, records
from db.masking import mask_name
from db.models import Employer, Office, Person, Vacancy
from db.sync import wire

DISTRICT_CODES = (
    "registrations",
    "unemployed_new",
    "unemployed_ended",
    "unemployed_end",
    "difficulty_new",
    "difficulty_employed",
    "reemployed",
    "newly_employed",
    "cases_open",
    "service_rate",
    "activities",
    "referrals",
    "placements",
    "follow_up_rate",
    "promise_rate",
    "loans_accepted",
    "loans_paid_fen",
    "posts_per_seeker",
)
"""The main indicators, in the order of the district's table."""

SUMMED = tuple(one.code for one in CATALOGUE if not (isinstance(one, Count) and one.at_end))
"""Indicators whose year so far is more than the month's end."""

MAX_ROWS = 200
"""Records of one page behind a number."""

REASON_LETTERS = (4, 200)
Value = int | float | None


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office: a value for each of the table's codes."""

    office_id: UUID
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DistrictMonth:
    """The offices of a district and their total, which for shares is the share of all, not the mean of shares."""

    period: Period
    codes: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    total: tuple[Value, ...]
    year: tuple[Value, ...]
    last_year: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class BehindLine:
    """One counted record: the day it was counted for, and the masked name or the vacancy."""

    id: UUID
    entity: str
    on: date
    name: str
    community: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of records. `more` says that another page follows."""

    rows: tuple[BehindLine, ...]
    more: bool


def month(central: Central, caller: Caller, period: Period, codes: Sequence[str] = DISTRICT_CODES) -> DistrictMonth:
    """A month of the caller's offices: by office and in all, with the year so far and the same days last year.

    Raises `Refusal` 403 for other roles than manager and supervisor, 400 for an indicator that does not exist.
    """
    if unknown := [code for code in codes if code not in INDICATORS]:
        raise Refusal(400, "unknown_indicator") from KeyError(*unknown)
    with central.transaction(caller, frozen=True) as connection:
        offices = _offices(connection, caller)
        reader, within = Statements(connection), _within(caller)
        now = figures(reader, period, codes, within=within, by=By.OFFICE)
        summed = [code for code in codes if code in SUMMED]
        year = figures(reader, period.year_so_far, summed, within=within, by=By.NOTHING)
        before = figures(reader, period.year_before, codes, within=within, by=By.NOTHING)
    lines = tuple(OfficeLine(key, name, _values(now, codes, key)) for key, name in offices.items())
    so_far = tuple((year if code in SUMMED else now).value(code) for code in codes)
    return DistrictMonth(period, tuple(codes), lines, _values(now, codes), so_far, _values(before, codes))


def behind(
    central: Central, caller: Caller, period: Period, code: str, office_id: UUID, reason: str, start: int = 0
) -> Behind:
    """A page of the records that a number of one office counted, from the `start`-th, earliest first.

    Who asked, for what and why is in the audit before anything is returned. Raises `Refusal` 403 for an office that
    is not the caller's, 400 for a reason too short or too long.
    """
    if code not in INDICATORS or start < 0:
        raise Refusal(400, "unknown_indicator" if start >= 0 else "malformed")
    said = _reason(reason)
    with central.transaction(caller) as connection:
        if office_id not in _offices(connection, caller):
            raise Refusal(403, "not_yours")
        reader, within = Statements(connection), Within(caller.district_id, office_id)
        hits = records(reader, code, period, within=within, start=start, limit=MAX_ROWS + 1)
        page = hits[:MAX_ROWS]
        names = _names(reader, page, within)
        facts = {"indicator": code, "first": str(period.first), "last": str(period.last), "of": office_id.hex}
        audit.append_for(connection, caller, "report.behind", len(page), **facts, start=start, reason=said)
    return Behind(tuple(_line(hit, names) for hit in page), len(hits) > MAX_ROWS)


def _offices(connection: Connection, caller: Caller) -> dict[UUID, str]:
    """The offices the caller may see, by name; their scopes are entered from here to the end of the transaction."""
    if caller.role not in {Role.MANAGER, Role.SUPERVISOR}:
        raise Refusal(403, "not_yours")
    query = select(Office.id, Office.name).where(Office.district_id == caller.district_id, ~Office.deleted)
    if caller.role is Role.SUPERVISOR:
        query = query.where(Office.id == caller.office_id)
    found = {row[0]: row[1] for row in Statements(connection).execute(query.order_by(Office.name, Office.id))}
    widen(connection, *(wire.office(key) for key in found))
    return found


def _within(caller: Caller) -> Within:
    return Within(caller.district_id, caller.office_id if caller.role is Role.SUPERVISOR else None)


def _values(found: Figures, codes: Iterable[str], place: UUID | None = None) -> tuple[Value, ...]:
    return tuple(found.value(code, place) for code in codes)


def _reason(said: str) -> str:
    """The reason on one line; a control character would break the log it is written to."""
    plain = " ".join(unicodedata.normalize("NFC", said).split())
    shortest, longest = REASON_LETTERS
    if not shortest <= len(plain) <= longest or not plain.isprintable():
        raise Refusal(400, "reason_missing")
    return plain


def _names(reader: Statements, hits: Sequence[Hit], within: Within) -> dict[UUID, str]:
    """Person → masked name, vacancy → employer and title."""
    people = {hit.person_id for hit in hits if hit.person_id}
    posts = {hit.id for hit in hits if hit.entity == "vacancy"}
    found: dict[UUID, str] = {}
    if people:
        query = select(Person.id, Person.name).where(within.of(Person), Person.id.in_(people))
        found |= {row[0]: mask_name(row[1]) for row in reader.execute(query)}
    if posts:
        firms = select(Vacancy.id, Employer.name, Vacancy.title).where(within.of(Vacancy), Vacancy.id.in_(posts))
        joined = firms.outerjoin(Employer, within.on(Employer, Employer.id == Vacancy.employer_id))
        found |= {row[0]: " · ".join(filter(None, row[1:])) for row in reader.execute(joined)}
    return found


def _line(hit: Hit, names: dict[UUID, str]) -> BehindLine:
    on = (hit.moment + timedelta(hours=8)).date() if isinstance(hit.moment, datetime) else hit.moment
    return BehindLine(hit.id, hit.entity, on, names.get(hit.person_id or hit.id, ""), hit.community)

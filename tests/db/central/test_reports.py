"""A district's month and what stands behind it: counted in PostgreSQL, for who may see it, masked, and audited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import orjson
import psycopg
import pytest

from bench import region
from db.actor import Role
from db.central import audit, reports
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.central.problems import Refusal
from db.central.scopes import Caller, caller
from db.indicators import INDICATORS, Period
from db.models.base import new_id
from tests.postgres import database

PEOPLE, OFFICES = 3000, 50
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
REASON = "核对数字"
HERE, NEXT_DOOR = region.district(0), region.district(OFFICES - 1)


@pytest.fixture(scope="module")
def filled(postgres: EmbeddedPostgres, _migrated: str) -> Iterator[Central]:
    """Two districts of 25 offices each; read by every test here."""
    with database(postgres) as dsn:
        with psycopg.connect(dsn) as connection:
            region.fill(connection, PEOPLE, OFFICES)
        store = Central(dsn)
        yield store
        store.close()


def of(role: Role, office: int = 0) -> Caller:
    return caller(new_id(), new_id(), role, region.office_id(office), region.district(office))


def behind(central: Central, who: Caller, code: str = "activities", office: int = 0, **more: object) -> reports.Behind:
    asked = {"office_id": region.office_id(office), "reason": REASON} | more
    return reports.behind(central, who, OCTOBER, code, **asked)  # type: ignore[arg-type]


def counted(central: Central, statement: str, *values: object) -> int:
    """What the owner counts, who is held by no policy."""
    with psycopg.connect(central.dsn) as connection:
        row = connection.execute(statement.encode(), values).fetchone()
    assert row is not None
    return int(row[0])


def test_a_manager_sees_every_office_of_the_district_and_no_other(filled: Central) -> None:
    found = reports.month(filled, of(Role.MANAGER), OCTOBER)
    assert {one.office_id for one in found.offices} == {region.office_id(number) for number in range(25)}
    place = found.codes.index("activities")
    assert found.total[place] == sum(int(one.values[place] or 0) for one in found.offices)
    assert found.total[place] == counted(
        filled,
        "SELECT count(*) FROM activity WHERE district_id = %s"
        " AND (occurred_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN '2026-10-01' AND '2026-10-31'",
        HERE,
    )
    zeros = {code for code, value in zip(found.codes, found.total, strict=True) if not value}
    assert zeros <= {"loans_accepted", "loans_paid_fen"}, "a month of zeros proves nothing"
    other = reports.month(filled, of(Role.MANAGER, OFFICES - 1), OCTOBER)
    assert not {one.office_id for one in other.offices} & {one.office_id for one in found.offices}


def test_the_year_so_far_and_last_year_stand_beside_it(filled: Central) -> None:
    found = reports.month(filled, of(Role.MANAGER), OCTOBER)
    place, at_end = found.codes.index("registrations"), found.codes.index("cases_open")
    day = "SELECT count(*) FROM person WHERE district_id = %s AND registered_on BETWEEN %s AND %s"
    assert found.year[place] == counted(filled, day, HERE, date(2026, 1, 1), date(2026, 10, 31))
    assert found.last_year[place] == counted(filled, day, HERE, date(2025, 10, 1), date(2025, 10, 31))
    assert found.year[at_end] == found.total[at_end]


def test_a_supervisor_sees_the_own_office(filled: Central) -> None:
    whole = reports.month(filled, of(Role.MANAGER), OCTOBER)
    found = reports.month(filled, of(Role.SUPERVISOR, 3), OCTOBER)
    assert [one.office_id for one in found.offices] == [region.office_id(3)]
    assert found.total == found.offices[0].values
    assert found.offices[0] in whole.offices
    with pytest.raises(Refusal, match="403 not_yours"):
        behind(filled, of(Role.SUPERVISOR, 3), office=4)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMIN])
def test_nobody_else_sees_anything(filled: Central, role: Role) -> None:
    with pytest.raises(Refusal, match="403 not_yours"):
        reports.month(filled, of(role), OCTOBER)
    with pytest.raises(Refusal, match="403 not_yours"):
        behind(filled, of(role))


def test_an_office_of_another_district_is_refused(filled: Central) -> None:
    with pytest.raises(Refusal, match="403 not_yours"):
        behind(filled, of(Role.MANAGER), office=OFFICES - 1)


def test_all_indicators_can_be_asked_for_and_no_other(filled: Central) -> None:
    found = reports.month(filled, of(Role.MANAGER), OCTOBER, tuple(INDICATORS))
    assert len(found.total) == len(INDICATORS) and set(reports.DISTRICT_CODES) < set(found.codes)
    with pytest.raises(Refusal, match="400 unknown_indicator"):
        reports.month(filled, of(Role.MANAGER), OCTOBER, ("nonsense",))
    with pytest.raises(Refusal, match="400 unknown_indicator"):
        behind(filled, of(Role.MANAGER), "nonsense")


def test_the_records_behind_a_number_are_masked(filled: Central) -> None:
    found = behind(filled, of(Role.MANAGER), "registrations")
    month = reports.month(filled, of(Role.MANAGER), OCTOBER)
    office = next(one for one in month.offices if one.office_id == region.office_id(0))
    assert len(found.rows) == office.values[month.codes.index("registrations")] > 0
    assert {row.name for row in found.rows} == {"王*"}
    assert all(OCTOBER.first <= row.on <= OCTOBER.last for row in found.rows)
    posts = behind(filled, of(Role.MANAGER), "posts_per_seeker")
    assert posts.rows[0].entity == "vacancy" and posts.rows[0].name.endswith(" · 收银员")


def test_records_come_in_pages(filled: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = behind(filled, of(Role.MANAGER)).rows
    monkeypatch.setattr(reports, "MAX_ROWS", 3)
    pages, start = [], 0
    while True:
        page = behind(filled, of(Role.MANAGER), start=start)
        pages += page.rows
        start += len(page.rows)
        if not page.more:
            break
        assert len(page.rows) == 3
    assert tuple(pages) == whole and len(whole) > 6
    with pytest.raises(Refusal, match="400 malformed"):
        behind(filled, of(Role.MANAGER), start=-1)


def test_who_looked_and_why_is_in_the_audit(filled: Central) -> None:
    who = of(Role.MANAGER)
    found = behind(filled, who, "placements", reason="  督查\n检查  ")
    with filled.transaction(None) as connection:
        row = connection.execute(
            "SELECT role, action, rows, detail FROM hub.audit_log WHERE officer = %s", (who.officer_id,)
        ).fetchone()
        assert audit.first_broken(connection, HERE) is None
    assert row is not None and row[:3] == ("manager", "report.behind", len(found.rows))
    assert orjson.loads(row[3]) == {
        "indicator": "placements",
        "first": "2026-10-01",
        "last": "2026-10-31",
        "of": region.office_id(0).hex,
        "start": 0,
        "reason": "督查 检查",
    }


def test_nothing_is_shown_when_it_cannot_be_audited(filled: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_values: object, **_facts: object) -> None:
        raise psycopg.errors.DiskFull

    monkeypatch.setattr(audit, "append_for", broken)
    with pytest.raises(psycopg.errors.DiskFull):
        behind(filled, of(Role.MANAGER))


@pytest.mark.parametrize("reason", ["", "   ", "看看", "原因" * 101, "一句话\x00话"])
def test_a_reason_is_asked_for(filled: Central, reason: str) -> None:
    who = of(Role.MANAGER)
    with pytest.raises(Refusal, match="400 reason_missing"):
        behind(filled, who, reason=reason)
    asked = "SELECT count(*) FROM hub.audit_log WHERE officer = %s"
    assert counted(filled, asked, who.officer_id) == 0


def test_a_manager_has_the_offices_rows_in_a_report_alone(filled: Central) -> None:
    who = of(Role.MANAGER)
    reports.month(filled, who, OCTOBER)
    with filled.transaction(who) as connection:
        seen = connection.execute("SELECT count(*) FROM person WHERE district_id = %s", (HERE,)).fetchone()
    assert seen == (0,)


def test_a_month_with_nothing_in_it_is_zeros_and_dashes(filled: Central) -> None:
    found = reports.month(filled, of(Role.MANAGER), Period(date(2001, 1, 1), date(2001, 1, 31)))
    assert len(found.offices) == 25
    assert {value for one in found.offices for value in one.values} == {0, None}


def test_the_ids_of_the_region_are_what_the_database_makes_of_them(filled: Central) -> None:
    with psycopg.connect(filled.dsn) as connection:
        made = {row[0] for row in connection.execute("SELECT id FROM office WHERE district_id = %s", (NEXT_DOOR,))}
    assert made == {region.office_id(number) for number in range(25, 50)}
    assert all(isinstance(one, UUID) and one.version == 7 for one in made)

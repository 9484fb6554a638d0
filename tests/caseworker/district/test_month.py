"""The administrator's questions, over the real service."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench import region
from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.district.month import district_month, district_records
from caseworker.problems import OfficerProblem, SurroundingsProblem
from db.central import reports
from tests.caseworker.district.bureau import manager_desk, unreachable
from tests.central import CentralServer

OCTOBER = date(2026, 10, 1)
REASON = "核对数字"


def test_a_month_of_the_district(desk: Desk) -> None:
    found = district_month(desk, date(2026, 10, 17))
    assert (found.month, found.until) == (OCTOBER, date(2026, 10, 31))
    assert found.codes == reports.DISTRICT_CODES
    assert {region.office_id(number) for number in range(25)} < {one.office_id for one in found.offices}
    total, place = found.total("activities"), found.codes.index("activities")
    assert total.this_month == sum(int(one.values[place] or 0) for one in found.offices) > 0
    assert total.this_year is not None and total.this_year > total.this_month
    assert total.change == pytest.approx((total.this_month - total.last_year) / total.last_year)  # type: ignore[operator]
    share = found.total("service_rate")
    assert share.change == pytest.approx(share.this_month - share.last_year)  # type: ignore[operator]


def test_the_records_behind_a_number(desk: Desk) -> None:
    month = district_month(desk, OCTOBER)
    place = month.codes.index("activities")
    office = max(month.offices, key=lambda one: one.values[place] or 0)
    found = district_records(desk, "activities", OCTOBER, office.office_id, REASON)
    assert len(found.rows) == office.values[place] and not found.more
    assert {row.name for row in found.rows} == {"王*"}
    rest = district_records(desk, "activities", OCTOBER, office.office_id, REASON, start=2)
    assert rest.rows == found.rows[2:]


def test_a_reason_is_needed(desk: Desk) -> None:
    for reason in ("  ", "看"):
        with pytest.raises(OfficerProblem, match=r"district\.reason_missing"):
            district_records(desk, "activities", OCTOBER, region.office_id(0), reason)


def test_a_month_that_has_not_begun(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"district\.month_ahead"):
        district_month(desk, date(2099, 1, 1))


def test_an_office_elsewhere(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"district\.not_yours"):
        district_records(desk, "activities", OCTOBER, region.office_id(99), REASON)


def test_a_newer_central_store_gives_what_this_version_knows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from caseworker.district import month

    monkeypatch.setattr(month, "CODES", ("activities", "placements"))
    found = district_month(desk, OCTOBER)
    assert found.codes == ("activities", "placements")
    assert {len(one.values) for one in found.offices} == {2}


def test_without_a_connection(alone: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"district\.not_connected"):
        district_month(alone, OCTOBER)


def test_a_central_store_that_does_not_answer(alone: Desk, district_server: CentralServer) -> None:
    unreachable(alone, district_server)
    with pytest.raises(SurroundingsProblem, match=r"district\.unreachable"):
        district_month(alone, OCTOBER)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR])
def test_nobody_else_asks(tmp_path: Path, role: Role) -> None:
    desk = manager_desk(tmp_path, role)
    with pytest.raises(OfficerProblem, match=r"district\.not_yours"):
        district_month(desk, OCTOBER)
    with pytest.raises(OfficerProblem, match=r"district\.not_yours"):
        district_records(desk, "activities", OCTOBER, region.office_id(0), REASON)
    desk.store.close()

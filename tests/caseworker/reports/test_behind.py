"""The lists behind the numbers open cases and show people as the office sees them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from caseworker.desk import Desk
from caseworker.reports.behind import Span, month_behind
from caseworker.reports.month import month_summary
from db.models import Case, Person

MONTH = date(2026, 11, 1)


def test_each_span_lists_what_its_number_counted(office: Desk) -> None:
    line = next(line for line in month_summary(office, MONTH).lines if line.code == "referrals")
    spans = {Span.MONTH: line.this_month, Span.YEAR: line.this_year, Span.LAST_YEAR: line.last_year}
    for span, value in spans.items():
        assert len(month_behind(office, "referrals", MONTH, span=span)) == value


def test_people_are_masked_for_the_office_and_open_their_case(office: Desk) -> None:
    rows = month_behind(office, "registrations", MONTH)
    with office.read() as session:
        for row in rows:
            person = session.get(Person, row.person_id)
            assert person is not None
            assert (row.name, row.id_masked[-4:], row.on) == (person.name, person.id_no[-4:], person.registered_on)
            assert person.id_no not in (row.id_masked, row.phone_masked)
            cases = session.scalars(select(Case).where(Case.person_id == person.id, ~Case.deleted)).all()
            assert row.case_id == (max(case.id for case in cases) if cases else None)


def test_vacancies_name_employer_and_post(office: Desk) -> None:
    rows = month_behind(office, "vacancies", MONTH)
    assert rows
    assert all(" · " in row.name and row.case_id is None and row.person_id is None for row in rows)


def test_a_share_lists_what_it_achieved(office: Desk) -> None:
    assert month_behind(office, "reach_rate", MONTH) == month_behind(office, "reached", MONTH)

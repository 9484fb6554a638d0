"""Ledgers list what the figures count."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from caseworker.desk import Desk
from caseworker.reports.behind import month_behind
from caseworker.reports.ledgers import ledger_view
from db.models import Vacancy
from db.models.base import new_id

MONTH = date(2026, 11, 1)


def test_posts_of_other_offices_of_the_district_are_theirs(own_office: Desk) -> None:
    """They come with sync, so that people can be recommended to them; they count where they were collected."""
    before = len(ledger_view(own_office, "vacancy", MONTH).rows)
    with own_office.write() as unit:
        some = unit.session.scalars(
            select(Vacancy.id).where(Vacancy.published_on >= MONTH, ~Vacancy.deleted).limit(5)
        ).all()
        unit.session.execute(update(Vacancy).where(Vacancy.id.in_(some)).values(office_id=new_id()))
        unit.audit("test.move")
    assert len(some) == 5
    assert len(ledger_view(own_office, "vacancy", MONTH).rows) == before - 5
    assert len(month_behind(own_office, "vacancies", MONTH)) == before - 5

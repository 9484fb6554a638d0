"""Sample people for the tests of registration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text

from caseworker.desk import Desk
from caseworker.people.form import RegistrationForm
from caseworker.sample.people import sample_id

NUMBER = sample_id(date(1990, 3, 5), 21)


def form(**values: Any) -> RegistrationForm:
    """A registration with nothing missing."""
    usual = RegistrationForm(
        name="李样二",
        id_no=NUMBER,
        mobile="13800000002",
        education="21",
        employment_status="unemployed",
        live_region="500113",
        consent=True,
    )
    return replace(usual, **values)


def rows(desk: Desk, sql: str, **values: object) -> list[tuple[Any, ...]]:
    """What the store holds."""
    with desk.read() as session:
        return [tuple(row) for row in session.execute(text(sql), values)]

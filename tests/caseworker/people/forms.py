"""Registration forms of people who do not exist, and a look into the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text

from caseworker.desk import Desk
from caseworker.people.form import RegistrationForm
from caseworker.sample.people import sample_id

TODAY = date(2026, 11, 23)


def number(order: int, birth: date = date(1990, 3, 5)) -> str:
    """An ID number that is nobody's; an odd order is a man's."""
    return sample_id(birth, order)


def form(**values: Any) -> RegistrationForm:
    """A registration with nothing missing."""
    usual = RegistrationForm(
        name="李样二",
        id_no=number(21),
        mobile="13800000002",
        education="21",
        employment_status="unemployed",
        consent=True,
    )
    return replace(usual, **values)


def rows(desk: Desk, sql: str, **values: object) -> list[tuple[Any, ...]]:
    """What the store holds."""
    with desk.read() as session:
        return [tuple(row) for row in session.execute(text(sql), values)]

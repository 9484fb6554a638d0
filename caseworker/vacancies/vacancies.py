"""Vacancies (岗位): entering, changing and closing them. Fields and limits: domain 4.7."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from caseworker import codes
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.matching.occupation import guess_occupation
from caseworker.problems import OfficerProblem
from caseworker.text import clean, clean_block
from caseworker.vacancies.employers import existing as existing_employer
from caseworker.vacancies.employers import read_region
from caseworker.vacancies.fairness import find_flags
from caseworker.vacancies.pay import Pay
from db.models import Vacancy

VALID_DAYS = 90
"""A vacancy is believed for this long unless it says otherwise (domain 4.7, field 23)."""
LONGEST_DESCRIPTION = 50_000


@dataclass(frozen=True, slots=True)
class VacancyForm:
    """What is typed about a vacancy. Pay is in 分 for one `pay_unit`; no pay at all means 面议."""

    employer_id: UUID
    title: str
    occupation: str | None = None
    kind: str = "full_time"
    headcount: int = 1
    education: str | None = None
    experience_years: int | None = None
    skill_level: str | None = None
    age_text: str | None = None
    pay_min: int | None = None
    pay_max: int | None = None
    pay_unit: str | None = None
    pay_months: int | None = None
    pay_text: str | None = None
    hours: str | None = None
    insurance: str | None = None
    board: str | None = None
    region: str | None = None
    address: str | None = None
    description: str = ""
    published_on: date | None = None
    valid_to: date | None = None
    source: str = ""

    @property
    def pay(self) -> Pay:
        """Its pay as one value."""
        return pay_of(self.pay_min, self.pay_max, self.pay_unit, self.pay_months)


@dataclass(frozen=True, slots=True)
class VacancyCard:
    """A vacancy as its screen shows it. `flags` are advert phrases an officer confirmed, as `[code, phrase]`."""

    id: UUID
    form: VacancyForm
    employer_name: str
    filled: int
    status: str
    flags: tuple[tuple[str, str], ...]
    verified_on: date | None


def save_vacancy(
    desk: Desk, form: VacancyForm, vacancy_id: UUID | None = None, *, confirm_flags: bool = False
) -> Saved[UUID]:
    """Enter or change a vacancy; without an occupation the title's likely one is filled in.

    Problems `vacancies.title_missing`, `.headcount`, `.pay_upside_down`, `.pay_negative`, `.pay_unit_missing`,
    `.dates_upside_down`, `.too_long`, `.district.unknown`, `.employer.gone`; `vacancies.flagged` (with `phrases`)
    when the advert has phrases an officer must confirm and `confirm_flags` is not set.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    values = _checked(form, desk.today)
    flags = advert_flags(values["title"], values["age_text"], values["description"])
    with desk.write() as unit:
        existing_employer(unit.session, form.employer_id)
        record = existing(unit.session, vacancy_id) if vacancy_id else unit.add(Vacancy(filled=0))
        fresh = [flag for flag in flags if flag not in (record.advert_flags or [])]
        if fresh and not confirm_flags:
            raise OfficerProblem("vacancies.flagged", phrases="、".join(phrase for _, phrase in fresh))
        for name, value in values.items():
            setattr(record, name, value)
        record.advert_flags = flags
        unit.audit("vacancy.update" if vacancy_id else "vacancy.create", record)
    return Saved(record.id, unit.summary)


def set_status(desk: Desk, vacancy_id: UUID, status: str) -> Saved[UUID]:
    """Withdraw (下架), doubt (存疑), close as filled (已满) or reopen a vacancy."""
    require(desk.actor, Right.EDIT_RECORDS)
    codes.table("vacancy_status").require(status)
    with desk.write() as unit:
        record = existing(unit.session, vacancy_id)
        record.status = status
        unit.audit("vacancy.status", record)
    return Saved(vacancy_id, unit.summary)


def verify(desk: Desk, vacancy_id: UUID) -> Saved[UUID]:
    """Note that the officer has asked the employer today and the vacancy is genuine (核实)."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        record = existing(unit.session, vacancy_id)
        record.verified_by, record.verified_on = desk.actor.officer_id, desk.today
        unit.audit("vacancy.verify", record)
    return Saved(vacancy_id, unit.summary)


def vacancy_card(desk: Desk, vacancy_id: UUID) -> VacancyCard:
    """One vacancy with its employer's name."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        record = existing(session, vacancy_id)
        values = {item.name: getattr(record, item.name) for item in fields(VacancyForm)}
        employer = existing_employer(session, record.employer_id)
        flags = tuple((code, phrase) for code, phrase in record.advert_flags)
        return VacancyCard(
            record.id,
            VacancyForm(**values),
            employer.name,
            record.filled,
            record.status,
            flags,
            record.verified_on,
        )


def existing(session: Session, vacancy_id: UUID) -> Vacancy:
    """The record; `vacancies.gone` when it was deleted meanwhile."""
    record = session.get(Vacancy, vacancy_id)
    if record is None or record.deleted:
        raise OfficerProblem("vacancies.gone")
    return record


def _checked(form: VacancyForm, today: date) -> dict[str, Any]:
    """The values to keep, or the first problem an officer can put right."""
    values: dict[str, Any] = {item.name: _plain(getattr(form, item.name)) for item in fields(form)}
    if not values["title"]:
        raise OfficerProblem("vacancies.title_missing")
    if form.headcount < 1:
        raise OfficerProblem("vacancies.headcount")
    if len(form.description) > LONGEST_DESCRIPTION:
        raise OfficerProblem("vacancies.too_long", longest=LONGEST_DESCRIPTION)
    _check_pay(form)
    values["description"] = clean_block(form.description)
    values["source"] = clean(form.source)
    values["region"] = read_region(form.region)
    values["occupation"] = form.occupation or guess_occupation(values["title"]).code or None
    values["published_on"] = form.published_on or today
    values["valid_to"] = form.valid_to or values["published_on"] + timedelta(days=VALID_DAYS)
    if values["valid_to"] < values["published_on"]:
        raise OfficerProblem("vacancies.dates_upside_down")
    return values


def advert_flags(*texts: str | None) -> list[list[str]]:
    """Phrases of an advert that an officer has to look at, as `[kind, phrase]`, each once."""
    found = (flag for text in texts if text for flag in find_flags(text))
    return [list(pair) for pair in dict.fromkeys((flag.kind, flag.text) for flag in found)]


def pay_of(low: int | None, high: int | None, unit: str | None, months: int | None) -> Pay:
    """The pay kept in a record as one value; without any amount it is open to talk (面议)."""
    return Pay(low, high, unit or "month", months or 12, negotiable=low is None and high is None)


def _check_pay(form: VacancyForm) -> None:
    low, high = form.pay_min, form.pay_max
    if any(amount is not None and amount < 0 for amount in (low, high)):
        raise OfficerProblem("vacancies.pay_negative")
    if low is not None and high is not None and low > high:
        raise OfficerProblem("vacancies.pay_upside_down")
    if (low is not None or high is not None) and not form.pay_unit:
        raise OfficerProblem("vacancies.pay_unit_missing")


def _plain(value: Any) -> Any:
    return (clean(value) or None) if isinstance(value, str) else value

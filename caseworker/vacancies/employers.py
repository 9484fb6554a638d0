"""Employers (用人单位): one record for one firm, however its name was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from uuid import UUID

from sqlalchemy import Select, String, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from caseworker import codes, districts
from caseworker.access.masking import mask
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from caseworker.text import clean, lookup_key
from caseworker.vacancies.uscc import read_uscc
from db.models import Employer, Vacancy
from db.models.base import Sensitivity
from db.search.post_keys import firms_with

_NOT_NAME = re.compile(r"[()\[\]【】〔〕《》“”\"]")
DIAL_REASON = "联系单位"
_ALIVE = Employer.deleted.is_(False)
_LEGAL_FORMS = (("有限责任公司", "有限公司"), ("重庆市", "重庆"))


@dataclass(frozen=True, slots=True)
class EmployerForm:
    """What is typed about an employer (domain 4.7). Codes are those of the code tables, `region` of GB/T 2260."""

    name: str
    uscc: str | None = None
    kind: str | None = None
    industry: str | None = None
    size: str | None = None
    region: str | None = None
    address: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class EmployerCard:
    """An employer as screens show it. `form` lacks the contact's phone, which is shown masked: see `dial_employer`."""

    id: UUID
    form: EmployerForm
    phone_masked: str
    open_vacancies: int


@dataclass(frozen=True, slots=True)
class EmployerChoice:
    """One line of a search for employers."""

    id: UUID
    name: str
    uscc: str
    district: str


def name_key(name: str) -> str:
    """What two spellings of one firm's name share: width, case, brackets, 市 and 责任 make no difference."""
    key = lookup_key(_NOT_NAME.sub("", unicodedata.normalize("NFKC", name)))
    for long, short in _LEGAL_FORMS:
        key = key.replace(long, short)
    return key


class KnownEmployers:
    """Every employer on file by credit code and by name: one question to the store for a ledger of thousands."""

    def __init__(self, session: Session) -> None:
        self._by_code: dict[str, UUID] = {}
        self._by_name: dict[str, UUID] = {}
        self._without_code: dict[str, UUID] = {}
        query = select(Employer.id, Employer.name_key, Employer.uscc).where(_ALIVE).order_by(Employer.id)
        for row in session.execute(query):
            self.add(row.id, row.name_key, row.uscc)

    def add(self, employer_id: UUID, key: str, uscc: str | None) -> None:
        """Take in an employer; of two with one name the first is the one meant by the name alone."""
        self._by_name.setdefault(key, employer_id)
        if uscc:
            self._by_code.setdefault(uscc, employer_id)
        else:
            self._without_code.setdefault(key, employer_id)

    def find(self, name: str, uscc: str | None) -> UUID | None:
        """The employer with this credit code, else with this name and no other code."""
        key = name_key(name)
        if uscc:
            return self._by_code.get(uscc) or self._without_code.get(key)
        return self._by_name.get(key)


def find_known(desk: Desk, name: str, uscc: str | None = None) -> UUID | None:
    """The employer that would be entered twice, so that its record opens instead; None when there is none."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return KnownEmployers(session).find(name, _uscc(uscc))


def save_employer(desk: Desk, form: EmployerForm, employer_id: UUID | None = None) -> Saved[UUID]:
    """Enter or change an employer. Without a phone in the form a known employer keeps the one it has.

    `vacancies.employer.known` (with `employer_id`) when it is on file already, `vacancies.employer.name_missing`,
    `vacancies.district.unknown`, and the problems of `read_uscc`.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    values = _values(form)
    with desk.write() as unit:
        known = KnownEmployers(unit.session).find(values["name"] or "", values["uscc"])
        if known is not None and known != employer_id:
            raise OfficerProblem("vacancies.employer.known", name=values["name"], employer_id=str(known))
        record = existing(unit.session, employer_id) if employer_id else unit.add(Employer())
        for field_name, value in values.items():
            if value is not None or field_name != "contact_phone":
                setattr(record, field_name, value)
        unit.audit("employer.update" if employer_id else "employer.create", record)
    return Saved(record.id, unit.summary)


def existing(session: Session, employer_id: UUID) -> Employer:
    """The record; `vacancies.employer.gone` when it was deleted meanwhile."""
    record = session.get(Employer, employer_id)
    if record is None or record.deleted:
        raise OfficerProblem("vacancies.employer.gone")
    return record


def employer_card(desk: Desk, employer_id: UUID) -> EmployerCard:
    """One employer with its number of vacancies open today."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        record = existing(session, employer_id)
        still_open = (
            select(func.count())
            .select_from(Vacancy)
            .where(
                Vacancy.employer_id == employer_id,
                Vacancy.deleted.is_(False),
                Vacancy.status == "open",
                Vacancy.valid_to >= desk.today,
                Vacancy.filled < Vacancy.headcount,
            )
        )
        shown = {item.name: getattr(record, item.name) for item in fields(EmployerForm)}
        form = EmployerForm(**shown | {"contact_phone": None})
        masked = mask(record.contact_phone, Sensitivity.PHONE)
        return EmployerCard(record.id, form, masked, session.scalar(still_open) or 0)


def dial_employer(desk: Desk, employer_id: UUID) -> Saved[str]:
    """The contact's phone in full, "" when there is none; audited before it is handed out."""
    require(desk.actor, Right.REVEAL)
    with desk.write() as unit:
        record = existing(unit.session, employer_id)
        number = record.contact_phone or ""
        unit.audit("employer.dial", record, fields=("contact_phone",), reason=DIAL_REASON)
    return Saved(number, unit.summary)


def find_employers(desk: Desk, text: str, limit: int = 20) -> tuple[EmployerChoice, ...]:
    """Employers whose name holds the text or whose credit code begins with it."""
    require(desk.actor, Right.VIEW)
    wanted, code = name_key(text), clean(text).upper()
    typed = {"firm": wanted, "code": code, "after": code + "\U0010ffff"} if wanted else {}
    with desk.read() as session:
        rows = session.execute(_choices(bool(wanted)), typed | {"most": limit}).all()
    return tuple(EmployerChoice(row.id, row.name, row.uscc or "", district_name(row.region or "")) for row in rows)


@cache
def _choices(typed: bool) -> Select[UUID, str, str | None, str | None]:
    """Built once: it is asked at every key that is typed. The code is no LIKE, which would use no index."""
    query = select(Employer.id, Employer.name, Employer.uscc, Employer.region).where(_ALIVE)
    if typed:
        named = Employer.name_key.in_(firms_with(bindparam("firm", type_=String)))
        coded = and_(Employer.uscc >= bindparam("code"), Employer.uscc < bindparam("after"))
        query = query.where(or_(named, coded))
    return query.order_by(Employer.name).limit(bindparam("most"))


def district_name(region: str) -> str:
    """The short name of a place for lists: 渝北区; the code itself when nobody knows it."""
    entry = codes.table("district").get(region[:6])
    return entry.zh if entry else region


def read_region(text: str | None) -> str | None:
    """A district code from a code or a name as people write it, in any province, those at home first.

    `vacancies.district.unknown` when nothing fits.
    """
    if not text or not clean(text):
        return None
    code = districts.read_district(text) or districts.read_district(text, _provinces())
    if code is None:
        raise OfficerProblem("vacancies.district.unknown", text=clean(text)[:40])
    return code


def _provinces() -> tuple[str, ...]:
    return tuple(entry.code[:2] for entry in codes.table("district").children(""))


def _values(form: EmployerForm) -> dict[str, str | None]:
    values = {item.name: _text(getattr(form, item.name)) for item in fields(form)}
    if not values["name"]:
        raise OfficerProblem("vacancies.employer.name_missing")
    values["uscc"] = _uscc(form.uscc)
    values["region"] = read_region(form.region)
    return values | {"name_key": name_key(values["name"] or "")}


def _text(value: str | None) -> str | None:
    return clean(value) or None if value else None


def _uscc(value: str | None) -> str | None:
    if not value or not clean(value):
        return None
    reading = read_uscc(value)
    if reading.problem is not None:
        raise reading.problem
    return reading.value


def names(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of employers by id."""
    rows = session.execute(select(Employer.id, Employer.name).where(Employer.id.in_(set(ids)))).all()
    return {row.id: row.name for row in rows}

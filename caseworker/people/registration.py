"""Registering a person (求职登记): the ID number first, a known person opens, everything else on one form."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from caseworker import drafts
from caseworker.access.permissions import Right, require
from caseworker.calendar import add_months
from caseworker.cases.lifecycle import open_case_in
from caseworker.desk import Desk, Saved
from caseworker.people import household
from caseworker.people.find import PersonHit, hits
from caseworker.people.form import (
    FormRefusedError,
    RegistrationForm,
    TagEntry,
    WantedJob,
    WorkEntry,
    check_form,
)
from caseworker.people.identity import IdReading, read_document, read_id
from caseworker.people.keys import write_keys
from caseworker.people.merging.who import bearer, former_number
from caseworker.people.names import read_name
from caseworker.people.phones import read_phones
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Consent, GroupTag, Person, WorkExperience

VALID_MONTHS = 6
"""A registration is valid for six months (domain 4.1, our proposal)."""

DRAFT = "registration"
CORRECTED = "corrected"
"""Why a former number is one: it was put right on the form."""

_Owned = TypeVar("_Owned", GroupTag, WorkExperience)


@dataclass(frozen=True, slots=True)
class IdLookup:
    """What an ID number says by itself, and the person already registered under it."""

    reading: IdReading
    known: PersonHit | None


@dataclass(frozen=True, slots=True)
class Registered:
    """A new person, and the case opened with the registration."""

    person_id: UUID
    case_id: UUID | None


def look_up_id(desk: Desk, typed: str) -> IdLookup:
    """Read an ID number and find who is registered under it."""
    require(desk.actor, Right.VIEW)
    reading = read_id(typed, desk.today)
    if reading.value is None:
        return IdLookup(reading, None)
    with desk.read() as session:
        person_id = bearer(session, reading.value.text)
        return IdLookup(reading, hits(session, [person_id])[0] if person_id else None)


def register(
    desk: Desk,
    form: RegistrationForm,
    *,
    open_case: bool = False,
    draft_key: str = "",
    member_id: UUID | None = None,
) -> Saved[Registered]:
    """Register a person; raises `FormRefusedError` with a problem per field, or `registration.already_registered`.

    `member_id`: the member of an existing household who this is. `draft_key`: the draft this makes superfluous.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    form = _checked(form, desk.today)
    with desk.write() as unit:
        if bearer(unit.session, form.id_no) is not None:
            raise OfficerProblem("registration.already_registered")
        person = unit.add(_new_person(desk, form))
        _write_children(unit, person, form, desk.today)
        unit.add(_consent(desk, person.id))
        case_id = open_case_in(unit, person.id, desk.today).id if open_case else None
        unit.audit("person.register", person)
        if member_id is not None:
            household.link_in(unit, member_id, person.id)
        drafts.discard_in(unit, DRAFT, draft_key)
    return Saved(Registered(person.id, case_id), unit.summary)


def update_person(desk: Desk, person_id: UUID, form: RegistrationForm) -> Saved[UUID]:
    """Change what is on file; only fields that differ are written, sent and audited."""
    require(desk.actor, Right.EDIT_RECORDS)
    form = _checked(replace(form, consent=True), desk.today)
    with desk.write() as unit:
        person = _living(unit.session, person_id)
        holder = bearer(unit.session, form.id_no)
        if holder not in (None, person_id):
            raise OfficerProblem("registration.already_registered")
        if form.id_no != person.id_no:
            unit.add(former_number(unit, person, person.id_type, person.id_no, CORRECTED))
        for name, value in form.person_values().items():
            setattr(person, name, value)
        _write_children(unit, person, form, desk.today)
        unit.audit("person.edit", person)
        drafts.discard_in(unit, DRAFT, str(person_id))
    return Saved(person_id, unit.summary)


def load_form(desk: Desk, person_id: UUID) -> RegistrationForm:
    """What is on file, as a form. Shows full values, so opening it for editing is audited."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        person = _living(unit.session, person_id)
        unit.audit("person.open_form", person)
        return _form_of(unit.session, person)


def _checked(form: RegistrationForm, on: date) -> RegistrationForm:
    check = check_form(form, on)
    if check.problems:
        raise FormRefusedError(check)
    document = read_document(form.id_type, form.id_no, on)
    changes: dict[str, object] = {
        "name": read_name(form.name).value,
        "mobile": ",".join(read_phones(form.mobile or "").values),
        "id_no": document.text,
    }
    if number := document.id_number:
        changes |= {"sex": number.sex, "birth_date": number.birth_date}
        changes["hukou_region"] = form.hukou_region or number.region_code
    return replace(form, **changes)  # type: ignore[arg-type]


def _new_person(desk: Desk, form: RegistrationForm) -> Person:
    return Person(
        **form.person_values(),
        registered_on=desk.today,
        valid_to=add_months(desk.today, VALID_MONTHS),
        registered_by=desk.actor.officer_id,
    )


def _write_children(unit: UnitOfWork, person: Person, form: RegistrationForm, today: date) -> None:
    _write_tags(unit, person.id, form.tags, today)
    _write_works(unit, person.id, form.works)
    household.write_members(unit, person, form.members)
    unit.session.flush()
    write_keys(unit.session, person)


def _write_tags(unit: UnitOfWork, person_id: UUID, entries: tuple[TagEntry, ...], today: date) -> None:
    known = {tag.kind: tag for tag in unit.session.scalars(_living_rows(GroupTag, person_id))}
    for entry in entries:
        tag = known.pop(entry.kind, None) or unit.add(GroupTag(person_id=person_id, kind=entry.kind))
        tag.basis, tag.from_on, tag.to_on = entry.basis, entry.from_on or tag.from_on or today, entry.to_on
        tag.verified_by = tag.verified_by or unit.actor.officer_id
    for gone in known.values():
        unit.delete(gone)


def _write_works(unit: UnitOfWork, person_id: UUID, entries: tuple[WorkEntry, ...]) -> None:
    known = list(unit.session.scalars(_living_rows(WorkExperience, person_id).order_by(WorkExperience.id)))
    for index, entry in enumerate(entries):
        work = known[index] if index < len(known) else unit.add(WorkExperience(person_id=person_id))
        for item in fields(WorkEntry):
            setattr(work, item.name, getattr(entry, item.name))
    for gone in known[len(entries) :]:
        unit.delete(gone)


def _consent(desk: Desk, person_id: UUID) -> Consent:
    return Consent(person_id=person_id, purpose="service", given=True, at=desk.now, officer_id=desk.actor.officer_id)


def _living_rows(model: type[_Owned], person_id: UUID) -> Select[_Owned]:
    return select(model).where(model.person_id == person_id, ~model.deleted)


def _living(session: Session, person_id: UUID) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.deleted:
        raise OfficerProblem("registration.gone")
    return person


def _form_of(session: Session, person: Person) -> RegistrationForm:
    columns = {item.name: getattr(person, item.name) for item in fields(RegistrationForm) if hasattr(person, item.name)}
    columns |= {name: tuple(value) for name, value in columns.items() if isinstance(value, list)}
    columns["wanted_jobs"] = tuple(WantedJob(job["title"], job["code"]) for job in person.wanted_jobs)
    tags = session.scalars(_living_rows(GroupTag, person.id).order_by(GroupTag.id))
    works = session.scalars(_living_rows(WorkExperience, person.id).order_by(WorkExperience.id))
    return RegistrationForm(
        **columns,
        tags=tuple(TagEntry(tag.kind, tag.basis, tag.from_on, tag.to_on) for tag in tags),
        works=tuple(WorkEntry(**{f.name: getattr(work, f.name) for f in fields(WorkEntry)}) for work in works),
        members=household.entries_of(session, person.id),
        consent=True,
    )

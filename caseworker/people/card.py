"""What is shown of a person beside the case, and the two ways to see a hidden value: reveal and dial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_id, mask_phone
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.people.form import WantedJob
from caseworker.people.household import Relative, relatives
from caseworker.people.identity import age
from caseworker.people.merging.who import living_id, one_person
from caseworker.problems import OfficerProblem
from db.models import Consent, GroupTag, Person, WorkExperience

DIAL_REASON = "回访"
"""The reason written down when a number is shown for dialling (security: dialling shows it at once)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A key group with its basis."""

    kind: str
    basis: str
    from_on: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as shown beside a case. Codes are of the code tables; pay in 分 a month."""

    person_id: UUID
    name: str
    sex: str
    age: int
    id_masked: str
    phone_masked: str
    hukou_region: str
    live_region: str
    community: str
    education: str
    major: str
    experience: str
    wanted_jobs: tuple[WantedJob, ...]
    pay_min: int | None
    pay_max: int | None
    wanted_regions: tuple[str, ...]
    employment_status: str
    registered_on: date
    valid_to: date
    tags: tuple[Tag, ...]
    relatives: tuple[Relative, ...]
    consent_on: date | None


def person_card(desk: Desk, person_id: UUID) -> PersonCard:
    """The card; raises `people.gone` for a record that no longer is."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return card_of(session, person_id, desk.today)


def card_of(session: Session, person_id: UUID, on: date) -> PersonCard:
    """The card within a larger read."""
    person_id = living_id(session, person_id)
    person = session.get(Person, person_id)
    if person is None or person.deleted:
        raise OfficerProblem("registration.gone")
    return PersonCard(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        age=age(person.birth_date, on),
        id_masked=mask_id(person.id_no),
        phone_masked=mask_phone(person.mobile),
        hukou_region=person.hukou_region or "",
        live_region=person.live_region or "",
        community=person.community or "",
        education=person.education or "",
        major=person.major or "",
        experience=_experience(session, person_id, on),
        wanted_jobs=tuple(WantedJob(job["title"], job["code"]) for job in person.wanted_jobs),
        pay_min=person.pay_min,
        pay_max=person.pay_max,
        wanted_regions=tuple(person.wanted_regions),
        employment_status=person.employment_status or "",
        registered_on=person.registered_on,
        valid_to=person.valid_to,
        tags=_tags(session, person_id),
        relatives=relatives(session, person_id),
        consent_on=_consent_on(session, person_id),
    )


def reveal(desk: Desk, person_id: UUID, field: str, reason: str) -> Saved[str]:
    """A hidden value in full. The audit entry is committed before the value is handed out."""
    require(desk.actor, Right.REVEAL)
    if not reason.strip():
        raise OfficerProblem("registration.reveal_reason_missing")
    with desk.write() as unit:
        person = unit.session.get(Person, person_id)
        if person is None or person.deleted:
            raise OfficerProblem("registration.gone")
        value = str(getattr(person, field) or "")
        unit.audit("person.reveal", person, fields=(field,), reason=reason)
    return Saved(value, unit.summary)


def dial(desk: Desk, person_id: UUID) -> Saved[str]:
    """The full phone number, at once and without a dialog; audited with its reason."""
    return reveal(desk, person_id, "mobile", DIAL_REASON)


def _experience(session: Session, person_id: UUID, on: date) -> str:
    """The latest job in a few words, with whole years worked in all: `制造业 人事主管 17 年`."""
    query = select(WorkExperience).where(WorkExperience.person_id == person_id, ~WorkExperience.deleted)
    works = session.scalars(query.order_by(WorkExperience.from_on.desc().nulls_last())).all()
    if not works:
        return ""
    days = sum(((work.to_on or on) - work.from_on).days for work in works if work.from_on)
    words = [works[0].industry, works[0].post, f"{round(days / 365.25)} 年" if days else ""]
    return " ".join(word for word in words if word)


def _tags(session: Session, person_id: UUID) -> tuple[Tag, ...]:
    query = select(GroupTag).where(GroupTag.person_id == person_id, ~GroupTag.deleted).order_by(GroupTag.id)
    return tuple(Tag(tag.kind, tag.basis, tag.from_on) for tag in session.scalars(query))


def _consent_on(session: Session, person_id: UUID) -> date | None:
    people = one_person(session, person_id)
    query = select(Consent).where(Consent.person_id.in_(people)).order_by(Consent.at.desc()).limit(1)
    latest = session.scalars(query).first()
    return latest.at.date() if latest and latest.given else None

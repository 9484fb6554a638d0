"""The household (家庭): one record for all who live together; a registered member finds the others' cases."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.people.form import MemberEntry, RegistrationForm
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Household, HouseholdMember, Person
from db.models.base import new_id

HEAD = "02"
"""Relation code of the head of the household (户主), GB/T 4761."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Another member of the household; `person_id` is set when registered here."""

    member_id: UUID
    name: str
    relation: str
    situation: str
    person_id: UUID | None
    employment_status: str


def relatives(session: Session, person_id: UUID) -> tuple[Relative, ...]:
    """The other living members of the person's household."""
    home = _home_of(session, person_id)
    if home is None:
        return ()
    query = (
        select(HouseholdMember, Person.employment_status)
        .outerjoin(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == home, ~HouseholdMember.deleted)
        .order_by(HouseholdMember.id)
    )
    return tuple(
        Relative(member.id, member.name, member.relation, member.situation, member.person_id, status or "")
        for member, status in session.execute(query)
        if member.person_id != person_id
    )


def entries_of(session: Session, person_id: UUID) -> tuple[MemberEntry, ...]:
    """The other members as they stand on the registration form."""
    return tuple(MemberEntry(one.name, one.relation, one.situation) for one in relatives(session, person_id))


def write_members(unit: UnitOfWork, person: Person, entries: tuple[MemberEntry, ...]) -> None:
    """Bring the household in line with the form: members are matched by name and relation, never duplicated."""
    home = _home_of(unit.session, person.id)
    if home is None and not entries:
        return
    if home is None:
        home = _found(unit, person)
    known = {(one.name, one.relation): one for one in _others(unit.session, home, person.id)}
    for entry in entries:
        member = known.pop((entry.name, entry.relation), None) or unit.add(
            HouseholdMember(household_id=home, name=entry.name, relation=entry.relation)
        )
        member.situation = entry.situation
    for gone in known.values():
        unit.delete(gone)


def members(desk: Desk, person_id: UUID) -> tuple[Relative, ...]:
    """The other members of a person's household, for the registration window."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return relatives(session, person_id)


def form_for_member(desk: Desk, member_id: UUID) -> RegistrationForm:
    """A new form for a member: the name, and the address of the household. Shows an address, so it is audited."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        member = _living(unit.session, member_id)
        host = _registered_member(unit.session, member.household_id)
        unit.audit("household.open_form", member)
        if host is None:
            return RegistrationForm(name=member.name)
        return RegistrationForm(
            name=member.name,
            live_region=host.live_region,
            community=host.community,
            grid=host.grid,
            live_address=host.live_address,
        )


def link_member(desk: Desk, member_id: UUID, person_id: UUID) -> Saved[UUID]:
    """Say that a household member is this registered person (配偶也来登记)."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        link_in(unit, member_id, person_id)
    return Saved(member_id, unit.summary)


def link_in(unit: UnitOfWork, member_id: UUID, person_id: UUID) -> None:
    """As `link_member`, in the transaction that registers the person."""
    member = _living(unit.session, member_id)
    member.person_id = person_id
    unit.audit("household.link", member)


def _living(session: Session, member_id: UUID) -> HouseholdMember:
    member = session.get(HouseholdMember, member_id)
    if member is None or member.deleted:
        raise OfficerProblem("registration.member_gone")
    return member


def _registered_member(session: Session, home: UUID) -> Person | None:
    """The member registered first: whose form named the others."""
    query = (
        select(Person)
        .join(HouseholdMember, HouseholdMember.person_id == Person.id)
        .where(HouseholdMember.household_id == home, ~HouseholdMember.deleted, ~Person.deleted)
        .order_by(HouseholdMember.id)
    )
    return session.scalars(query.limit(1)).first()


def _home_of(session: Session, person_id: UUID) -> UUID | None:
    query = select(HouseholdMember.household_id).where(HouseholdMember.person_id == person_id, ~HouseholdMember.deleted)
    return session.execute(query.limit(1)).scalar()


def _others(session: Session, home: UUID, person_id: UUID) -> list[HouseholdMember]:
    query = select(HouseholdMember).where(HouseholdMember.household_id == home, ~HouseholdMember.deleted)
    return [member for member in session.scalars(query) if member.person_id != person_id]


def _found(unit: UnitOfWork, person: Person) -> UUID:
    home = unit.add(Household(id=new_id(), address=person.live_address))
    unit.add(HouseholdMember(household_id=home.id, person_id=person.id, name=person.name, relation=HEAD))
    return home.id

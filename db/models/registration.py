"""Registrations besides that of the job seeker (domain 4.2-4.4), former ID numbers, and people merged into one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference


class UnemploymentRegistration(Synced, Base):
    """失业登记 (domain 4.2). `ended_on` and `end_reason` are its deregistration (注销)."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    lost_on: Mapped[date] = field(export="ajc090")
    reason: Mapped[str] = field(CODE, export="ajc093")
    kind: Mapped[str | None] = field(CODE)
    insured: Mapped[bool] = field(default=False, export="ajc174")
    pay_band: Mapped[str | None] = field(CODE)
    last_employer: Mapped[str] = field(String(120), default="")
    place_kind: Mapped[str] = field(CODE, export="acc412")
    certificate_no: Mapped[str | None] = field(String(30), export="aac021")
    registered_on: Mapped[date] = field(merge=Merge.PERSON, export="aae043")
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    remarks: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL, export="aae013")
    ended_on: Mapped[date | None] = field(merge=Merge.PERSON)
    end_reason: Mapped[str | None] = field(CODE, merge=Merge.PERSON)
    ended_by: Mapped[UUID | None] = field()

    __table_args__ = (Index("ix_unemployment_registration_open", "ended_on", "registered_on"),)


class DifficultyRecognition(Synced, Base):
    """就业困难人员认定 (domain 4.3). `state`: applied, recognised, refused, ended."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    household_id: Mapped[UUID | None] = reference("household.id", merge=Merge.PERSON)
    kind: Mapped[str] = field(CODE, sensitivity=Sensitivity.SPECIAL, merge=Merge.PERSON, export="acc369")
    basis: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)
    insurance: Mapped[str | None] = field(CODE)
    aid_from: Mapped[date | None] = field()
    aid_to: Mapped[date | None] = field()
    aid_item: Mapped[str | None] = field(String(80))
    certificate_no: Mapped[str | None] = field(String(30), export="aac021")
    lost_on: Mapped[date | None] = field(export="ajc090")
    applied_on: Mapped[date] = field(merge=Merge.PERSON)
    recognised_on: Mapped[date | None] = field(merge=Merge.PERSON, export="acc361")
    recognised_by: Mapped[str] = field(String(80), default="")
    valid_to: Mapped[date | None] = field()
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    remarks: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL)
    ended_on: Mapped[date | None] = field(merge=Merge.PERSON)
    end_reason: Mapped[str | None] = field(CODE, merge=Merge.PERSON)

    __table_args__ = (Index("ix_difficulty_recognition_state", "state", "valid_to"),)


class EmploymentRegistration(Synced, Base):
    """就业登记 (domain 4.4). `placement_id` names the job found that it registers, when the app holds it."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    placement_id: Mapped[UUID | None] = reference("placement.id")
    form: Mapped[str] = field(CODE, export="acc318")
    kind: Mapped[str | None] = field(CODE, export="acc032")
    employer_name: Mapped[str] = field(String(120), default="", export="aab004")
    uscc: Mapped[str | None] = field(String(18), export="aab998")
    employer_kind: Mapped[str | None] = field(CODE, export="aab019")
    industry: Mapped[str | None] = field(String(5), export="aab022")
    started_on: Mapped[date] = field(merge=Merge.PERSON)
    registered_on: Mapped[date] = field(merge=Merge.PERSON)
    region: Mapped[str | None] = field(String(9))
    address: Mapped[str | None] = field(String(200), sensitivity=Sensitivity.ADDRESS)
    occupation: Mapped[str | None] = field(String(12), export="aca111")
    post: Mapped[str] = field(String(80), default="")
    contract_from: Mapped[date | None] = field()
    contract_to: Mapped[date | None] = field()
    pay_fen: Mapped[int | None] = field()
    work_text: Mapped[str | None] = field(String(200))
    witness: Mapped[str | None] = field(String(80), sensitivity=Sensitivity.NAME)
    witness_phone: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.PHONE)
    subsidy_filed: Mapped[bool] = field(default=False)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    remarks: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL)
    ended_on: Mapped[date | None] = field(merge=Merge.PERSON)
    end_reason: Mapped[str | None] = field(CODE, merge=Merge.PERSON)

    __table_args__ = (Index("ix_employment_registration_started", "started_on"),)


class IdHistory(AppendOnly, Base):
    """A number this person was known by before (曾用证件号): corrected, renewed, or of the merged record."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    id_type: Mapped[str] = field(CODE, merge=Merge.NEVER)
    id_no: Mapped[str] = field(String(30), sensitivity=Sensitivity.IDENTITY, merge=Merge.NEVER, index=True)
    reason: Mapped[str] = field(CODE, merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)


class PersonMerge(Synced, Base):
    """Two records of one person became one (合并). The merged record stays and points at the kept one.

    `choices` lists the fields taken from the merged record, each with the value the kept record had before, so that
    the merge can be undone (`undone_at`).
    """

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    merged_id: Mapped[UUID] = field(merge=Merge.NEVER, index=True)
    choices: Mapped[list[Any]] = field(JSON, default=list, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    undone_at: Mapped[datetime | None] = field(merge=Merge.PERSON)
    undone_by: Mapped[UUID | None] = field()
    undo_reason: Mapped[str] = field(String(200), default="")


class NotSamePerson(Synced, Base):
    """Two records that look alike were found to be two people (非同一人); the review list leaves them out."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    other_id: Mapped[UUID] = field(merge=Merge.NEVER, index=True)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)

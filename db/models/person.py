"""The job seeker (求职者): identity, wishes, groups, household, work history, consent. Fields: domain 4.1."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference


class Person(Synced, Base):
    """A registered job seeker, one row a person for life. Codes are those of `resources/code_tables/`.

    `wanted_jobs` is a list of `{"code", "title"}` in order of wish, at most three; pay is in 分 a month.
    """

    name: Mapped[str] = field(String(50), sensitivity=Sensitivity.NAME, merge=Merge.PERSON, export="aac003")
    id_type: Mapped[str] = field(CODE, default="resident_id", merge=Merge.PERSON, export="aac058")
    id_no: Mapped[str] = field(String(30), sensitivity=Sensitivity.IDENTITY, merge=Merge.PERSON, export="aac002")
    sex: Mapped[str] = field(String(1), export="aac004")
    birth_date: Mapped[date] = field(sensitivity=Sensitivity.IDENTITY, export="aac006")
    ethnic: Mapped[str | None] = field(CODE, export="aac005")
    political: Mapped[str | None] = field(CODE, export="aac024")
    marital: Mapped[str | None] = field(CODE, sensitivity=Sensitivity.SPECIAL, export="aac017")
    hukou_type: Mapped[str | None] = field(CODE, export="aac009")
    hukou_region: Mapped[str | None] = field(String(6), export="aab299")
    hukou_address: Mapped[str | None] = field(String(200), sensitivity=Sensitivity.ADDRESS, export="aac010")
    live_region: Mapped[str | None] = field(String(9), export="aab301")
    community: Mapped[str | None] = field(String(60))
    grid: Mapped[str | None] = field(String(40))
    live_address: Mapped[str | None] = field(String(200), sensitivity=Sensitivity.ADDRESS, export="aac026")
    mobile: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.PHONE, export="aac067")
    other_contact: Mapped[str | None] = field(String(50), sensitivity=Sensitivity.NAME)
    other_phone: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.PHONE)
    education: Mapped[str | None] = field(CODE, export="aac011")
    school: Mapped[str | None] = field(String(80), export="aac180")
    major: Mapped[str | None] = field(String(60), export="aac183")
    graduated_on: Mapped[date | None] = field(export="aac181")
    study_mode: Mapped[str | None] = field(CODE)
    skill_level: Mapped[str | None] = field(CODE, export="aac015")
    title_level: Mapped[str | None] = field(CODE, export="aac014")
    certificates: Mapped[list[Any]] = field(JSON, default=list)
    extra_skills: Mapped[str | None] = field(String(200))
    health: Mapped[str | None] = field(CODE, sensitivity=Sensitivity.SPECIAL)
    disability_kind: Mapped[str | None] = field(CODE, sensitivity=Sensitivity.SPECIAL)
    disability_grade: Mapped[str | None] = field(CODE, sensitivity=Sensitivity.SPECIAL)
    seeker_type: Mapped[str | None] = field(CODE, export="aac027")
    retirement_track: Mapped[str | None] = field(CODE)
    employment_status: Mapped[str | None] = field(CODE, export="aac016")
    wanted_jobs: Mapped[list[Any]] = field(JSON, default=list)
    pay_min: Mapped[int | None] = field()
    pay_max: Mapped[int | None] = field()
    wanted_regions: Mapped[list[Any]] = field(JSON, default=list)
    wanted_form: Mapped[str | None] = field(CODE)
    preferences: Mapped[list[Any]] = field(JSON, default=list)
    wants_training: Mapped[bool | None] = field()
    training_topic: Mapped[str | None] = field(String(60))
    wants_startup: Mapped[bool | None] = field()
    barriers: Mapped[list[Any]] = field(JSON, default=list, sensitivity=Sensitivity.SPECIAL)
    needs: Mapped[list[Any]] = field(JSON, default=list)
    registered_on: Mapped[date] = field(export="aae043")
    valid_to: Mapped[date] = field()
    registered_by: Mapped[UUID] = reference("officer.id", index=False)
    channel: Mapped[str | None] = field(CODE)
    remarks: Mapped[str | None] = field(Text, sensitivity=Sensitivity.SPECIAL, export="aae013")
    merged_into: Mapped[UUID | None] = reference("person.id", merge=Merge.PERSON)

    __table_args__ = (
        Index("ix_person_id_no", "id_no"),
        Index("ix_person_registered_on", "registered_on"),
        Index("ix_person_valid_to", "valid_to", "deleted", "id"),
    )


class GroupTag(Synced, Base):
    """Membership of a key group (重点群体), with its basis and dates; several at once are usual."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    kind: Mapped[str] = field(CODE, sensitivity=Sensitivity.SPECIAL, merge=Merge.PERSON)
    basis: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)
    from_on: Mapped[date | None] = field()
    to_on: Mapped[date | None] = field()
    verified_by: Mapped[UUID | None] = reference("officer.id", merge=Merge.LATEST, index=False)


class Household(Synced, Base):
    """People who live as one family (家庭户); members name their relation to its head (户主)."""

    address: Mapped[str | None] = field(String(200), sensitivity=Sensitivity.ADDRESS)


class HouseholdMember(Synced, Base):
    """One member; `person_id` is set when the member is registered too."""

    household_id: Mapped[UUID] = reference("household.id", part_of=True)
    person_id: Mapped[UUID | None] = reference("person.id", merge=Merge.PERSON)
    name: Mapped[str] = field(String(50), sensitivity=Sensitivity.NAME)
    relation: Mapped[str] = field(CODE, sensitivity=Sensitivity.SPECIAL)
    situation: Mapped[str] = field(String(80), default="", sensitivity=Sensitivity.SPECIAL)
    from_on: Mapped[date | None] = field()
    to_on: Mapped[date | None] = field()


class WorkExperience(Synced, Base):
    """One job held before (工作经历)."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    from_on: Mapped[date | None] = field()
    to_on: Mapped[date | None] = field()
    employer: Mapped[str] = field(String(80), default="")
    post: Mapped[str] = field(String(60), default="")
    industry: Mapped[str] = field(String(60), default="")
    leave_reason: Mapped[str] = field(String(80), default="")


class Consent(AppendOnly, Base):
    """Consent to use personal data (信息使用同意) for one purpose; a withdrawal is a new row."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    purpose: Mapped[str] = field(CODE, merge=Merge.NEVER)
    given: Mapped[bool] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    evidence: Mapped[str] = field(String(80), default="", merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)

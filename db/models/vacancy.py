"""Employers (用人单位), their vacancies (岗位), and referrals of people to them (岗位推荐). Fields: domain 4.7, 4.8."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Reach, Sensitivity, Synced, field, reference


class Employer(Synced, Base):
    """A firm or body that hires. `name_key` is the normalised name two spellings share."""

    reach: ClassVar[Reach] = Reach.DISTRICT

    name: Mapped[str] = field(String(120), export="aab004")
    name_key: Mapped[str] = field(String(120), index=True)
    uscc: Mapped[str | None] = field(String(18), index=True, merge=Merge.PERSON, export="aab998")
    kind: Mapped[str | None] = field(CODE, export="aab019")
    industry: Mapped[str | None] = field(String(5), export="aab022")
    size: Mapped[str | None] = field(CODE)
    region: Mapped[str | None] = field(String(6), export="aab301")
    address: Mapped[str | None] = field(String(200), export="aae006")
    contact_name: Mapped[str | None] = field(String(50), sensitivity=Sensitivity.NAME)
    contact_phone: Mapped[str | None] = field(String(60), sensitivity=Sensitivity.PHONE, export="aae005")
    remarks: Mapped[str | None] = field(Text)


class Vacancy(Synced, Base):
    """A post to fill. Pay is in 分 for one `pay_unit`; `pay_text` keeps what the advert said."""

    reach: ClassVar[Reach] = Reach.DISTRICT

    employer_id: Mapped[UUID] = reference("employer.id", part_of=True)
    title: Mapped[str] = field(String(120), index=True, export="aca112")
    occupation: Mapped[str | None] = field(String(12), index=True, export="aca111")
    kind: Mapped[str] = field(CODE, default="full_time")
    headcount: Mapped[int] = field(default=1)
    filled: Mapped[int] = field(default=0)
    education: Mapped[str | None] = field(CODE)
    experience_years: Mapped[int | None] = field()
    skill_level: Mapped[str | None] = field(CODE)
    age_text: Mapped[str | None] = field(String(40))
    pay_min: Mapped[int | None] = field()
    pay_max: Mapped[int | None] = field()
    pay_unit: Mapped[str | None] = field(CODE)
    pay_months: Mapped[int | None] = field()
    pay_text: Mapped[str | None] = field(String(60))
    hours: Mapped[str | None] = field(String(80))
    insurance: Mapped[str | None] = field(String(80))
    board: Mapped[str | None] = field(String(80))
    region: Mapped[str | None] = field(String(6), index=True)
    address: Mapped[str | None] = field(String(200))
    form: Mapped[str | None] = field(CODE)
    audience: Mapped[list[Any]] = field(JSON, default=list)
    description: Mapped[str] = field(Text, default="")
    advert_flags: Mapped[list[Any]] = field(JSON, default=list)
    published_on: Mapped[date] = field()
    valid_to: Mapped[date] = field()
    source: Mapped[str] = field(String(40), default="")
    verified_by: Mapped[UUID | None] = reference("officer.id", merge=Merge.LATEST, index=False)
    verified_on: Mapped[date | None] = field()
    status: Mapped[str] = field(CODE, default="open", merge=Merge.PERSON)

    __table_args__ = (Index("ix_vacancy_status_valid", "status", "valid_to"),)


class Referral(Synced, Base):
    """A person recommended to a vacancy. `reasons` is the explanation shown then: `[[code, points, params], ...]`."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    vacancy_id: Mapped[UUID] = reference("vacancy.id")
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    recommended_at: Mapped[datetime] = field(merge=Merge.NEVER)
    band: Mapped[str | None] = field(String(6), merge=Merge.NEVER)
    reasons: Mapped[list[Any]] = field(JSON, default=list, merge=Merge.NEVER)
    interview_at: Mapped[datetime | None] = field()

    __table_args__ = (
        Index("ix_referral_recommended", "recommended_at"),
        Index("ix_referral_officer_open", "officer_id", "state", "interview_at", "recommended_at"),
    )


class ReferralEvent(AppendOnly, Base):
    """What became of a referral (推荐回执), step by step; a failure carries its reason."""

    referral_id: Mapped[UUID] = reference("referral.id", part_of=True)
    from_state: Mapped[str] = field(CODE, merge=Merge.NEVER)
    to_state: Mapped[str] = field(CODE, merge=Merge.NEVER)
    reason: Mapped[str | None] = field(CODE, merge=Merge.NEVER)
    note: Mapped[str] = field(String(400), default="", merge=Merge.NEVER)
    occurred_on: Mapped[date] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)

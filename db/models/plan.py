"""What is found out about a person and agreed with them: assessments, the plan (一人一策), service packages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference


class Assessment(AppendOnly, Base):
    """One filled questionnaire (测评). Doing it again makes a new row; the newest counts while it is valid.

    `answers` maps item → answer, `result` is what the questionnaire's rules made of them; both as JSON.
    """

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    case_id: Mapped[UUID | None] = reference("case.id", index=False)
    questionnaire: Mapped[str] = field(CODE, merge=Merge.NEVER)
    version: Mapped[str] = field(String(12), merge=Merge.NEVER)
    answers: Mapped[list[Any]] = field(JSON, default=list, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    result: Mapped[list[Any]] = field(JSON, default=list, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    filled_by: Mapped[str] = field(CODE, merge=Merge.NEVER)
    done_on: Mapped[date] = field(merge=Merge.NEVER)
    valid_to: Mapped[date] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)


class Plan(Synced, Base):
    """The plan of one case; a new version ends the one before. States: draft, waiting, agreed, ended."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    version: Mapped[int] = field(default=1, merge=Merge.NEVER)
    grade: Mapped[str | None] = field(String(1))
    strengths: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL)
    barriers: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL)
    wishes: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL)
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    made_on: Mapped[date] = field(merge=Merge.NEVER)
    review_on: Mapped[date | None] = field()
    signed_on: Mapped[date | None] = field()
    ended_on: Mapped[date | None] = field()
    officer_id: Mapped[UUID] = reference("officer.id", index=False)

    __table_args__ = (Index("ix_plan_state_review", "state", "review_on"),)


class PlanGoal(Synced, Base):
    """A goal under one theme (主题 → 目标)."""

    plan_id: Mapped[UUID] = reference("plan.id", part_of=True)
    theme: Mapped[str] = field(CODE)
    title: Mapped[str] = field(String(120), sensitivity=Sensitivity.SPECIAL)
    due_on: Mapped[date | None] = field()
    met_on: Mapped[date | None] = field()
    given_up: Mapped[str] = field(String(120), default="")
    place: Mapped[int] = field(default=0)


class PlanAction(Synced, Base):
    """What someone does for a goal (措施), by when. `doer` is officer, person or other; `who` names the other."""

    goal_id: Mapped[UUID] = reference("plan_goal.id", part_of=True)
    title: Mapped[str] = field(String(120), sensitivity=Sensitivity.SPECIAL)
    doer: Mapped[str] = field(CODE)
    who: Mapped[str] = field(String(60), default="", sensitivity=Sensitivity.NAME)
    owner_id: Mapped[UUID] = reference("officer.id", merge=Merge.PERSON, index=False)
    due_on: Mapped[date] = field()
    done_on: Mapped[date | None] = field()
    done_note: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)
    place: Mapped[int] = field(default=0)

    __table_args__ = (Index("ix_plan_action_owner_due", "owner_id", "done_on", "due_on"),)


class PackageEnrolment(Synced, Base):
    """A person is owed a service package (131, 1131 …) over a time; its progress is reckoned from the records."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    package: Mapped[str] = field(CODE, merge=Merge.NEVER)
    version: Mapped[str] = field(String(12), merge=Merge.NEVER)
    from_on: Mapped[date] = field()
    to_on: Mapped[date] = field()
    ended_on: Mapped[date | None] = field()
    end_reason: Mapped[str] = field(String(120), default="")

    __table_args__ = (Index("ix_package_enrolment_open", "ended_on", "to_on"),)

"""The case (帮扶个案): its episodes and states, what happened (timeline), what is promised (tasks), the job found."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference


class Case(Synced, Base):
    """One episode of help for one person. Reopening makes a new row; `closed_on` is never cleared."""

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    owner_id: Mapped[UUID] = reference("officer.id", merge=Merge.PERSON, index=False)
    episode: Mapped[int] = field(default=1, merge=Merge.NEVER)
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    grade: Mapped[str | None] = field(String(1))
    opened_on: Mapped[date] = field(merge=Merge.NEVER)
    assigned_at: Mapped[datetime] = field()
    paused_until: Mapped[date | None] = field()
    closed_on: Mapped[date | None] = field(merge=Merge.PERSON)
    close_reason: Mapped[str | None] = field(CODE, merge=Merge.PERSON)

    __table_args__ = (
        Index("ix_case_state_opened", "state", "opened_on"),
        Index("ix_case_owner_state", "owner_id", "state"),
    )


class CaseTransition(AppendOnly, Base):
    """A change of state; never edited. `until` is the last day of a pause."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    from_state: Mapped[str] = field(CODE, merge=Merge.NEVER)
    to_state: Mapped[str] = field(CODE, merge=Merge.NEVER)
    reason: Mapped[str] = field(String(200), default="", merge=Merge.NEVER)
    until: Mapped[date | None] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)


class Activity(AppendOnly, Base):
    """Something done with or for the person (服务记录). `occurred_at` may lie before `recorded_at`.

    `supersedes_id` names the entry this one corrects; the old entry stays.
    """

    case_id: Mapped[UUID] = reference("case.id", index=False, part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    kind: Mapped[str] = field(CODE, merge=Merge.NEVER)
    channel: Mapped[str | None] = field(CODE, merge=Merge.NEVER)
    outcome: Mapped[str | None] = field(CODE, merge=Merge.NEVER)
    text: Mapped[str] = field(Text, default="", sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    occurred_at: Mapped[datetime] = field(merge=Merge.NEVER)
    recorded_at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    placement_id: Mapped[UUID | None] = reference("placement.id", index=False)
    check_days: Mapped[int | None] = field(merge=Merge.NEVER)
    supersedes_id: Mapped[UUID | None] = reference("activity.id")

    __table_args__ = (
        Index("ix_activity_case_occurred", "case_id", "occurred_at"),
        Index("ix_activity_occurred", "occurred_at"),
        Index("ix_activity_outcome_occurred", "outcome", "occurred_at"),
        Index("ix_activity_placement", "placement_id", "check_days"),
    )


class Task(Synced, Base):
    """A promise with a date (下一步). Overdue and due are reckoned from `due_on`, never stored."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    owner_id: Mapped[UUID] = reference("officer.id", merge=Merge.PERSON, index=False)
    title: Mapped[str] = field(String(120))
    due_on: Mapped[date] = field()
    due_time: Mapped[str | None] = field(String(5))
    waits_for: Mapped[str | None] = field(String(60))
    done_at: Mapped[datetime | None] = field()
    done_note: Mapped[str | None] = field(String(200))

    __table_args__ = (
        Index("ix_task_open_due", "done_at", "due_on"),
        Index("ix_task_owner_due", "owner_id", "done_at", "due_on"),
    )


class Placement(Synced, Base):
    """A job found (入职). Its checks after 7, 30, 90 and 180 days are activities that name it."""

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    person_id: Mapped[UUID] = reference("person.id")
    referral_id: Mapped[UUID | None] = reference("referral.id")
    employer_name: Mapped[str] = field(String(120))
    post: Mapped[str] = field(String(80))
    started_on: Mapped[date] = field(merge=Merge.PERSON)
    pay_fen: Mapped[int | None] = field()
    ended_on: Mapped[date | None] = field(merge=Merge.PERSON)
    end_reason: Mapped[str | None] = field(String(80))

    __table_args__ = (Index("ix_placement_started", "started_on"),)

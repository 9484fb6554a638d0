"""Reads what is on record for a case, for the rules of `states`, `guards`, `steps` and `ladder`."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from caseworker.calendar import add_months
from caseworker.cases.ladder import Attempt, Ladder, climb
from caseworker.cases.rules import casework_rules
from caseworker.cases.states import CaseState, Evidence
from caseworker.clock import china_day
from caseworker.loans.rules.stages import LoanStage
from db.models import (
    Activity,
    Approval,
    Assessment,
    Case,
    CaseTransfer,
    LoanApplication,
    Placement,
    Plan,
    Referral,
)

INTERVIEWED = ("interview", "hired", "started")
"""States of a referral that show an interview was had."""
_SETTLED = (LoanStage.SETTLED, LoanStage.WITHDRAWN, LoanStage.NOT_ACCEPTED)
_PAID = (LoanStage.POST_LOAN, LoanStage.OVERDUE, LoanStage.EXTENDED)
_NOT_ON_ITS_WAY = tuple(stage.value for stage in (*_SETTLED, *_PAID))


def evidence(session: Session, case: Case, today: date) -> Evidence:
    """Everything the rules look at, in a dozen small queries."""
    kinds = _kinds(session, case)
    referrals = _referrals(session, case)
    jobs = session.execute(select(Placement.ended_on).where(Placement.case_id == case.id, ~Placement.deleted)).all()
    valid_to = _assessment_valid_to(session, case)
    climbed = ladder_of(session, case)
    plans = set(session.scalars(select(Plan.state).where(Plan.case_id == case.id, ~Plan.deleted)))
    return Evidence(
        kinds=kinds,
        assessed=valid_to is not None,
        assessment_valid=valid_to is not None and valid_to >= today,
        planned=kinds.get("plan", 0) > 0 or bool(plans & {"waiting", "agreed"}),
        plan_agreed="agreed" in plans or _newest_answer(session, case, "plan") == "approved",
        review=casework_rules().review.plan,
        referrals=sum(referrals.values()),
        interviews=sum(referrals.get(state, 0) for state in INTERVIEWED),
        placements=len(jobs),
        at_work=sum(ended_on is None for (ended_on,) in jobs),
        checks_done=_checks_done(session, case),
        attempts=len(climbed.attempts),
        ladder_complete=climbed.complete,
        in_touch=climbed.in_touch,
        applications=_applications(session, case),
        approval=_newest_answer(session, case, "closing"),
        offered=is_offered(session, case.person_id),
        closing=case.state == CaseState.CLOSING,
        closed=case.closed_on is not None,
    )


def ladder_of(session: Session, case: Case) -> Ladder:
    """Where the case stands on the contact ladder."""
    contacts = session.execute(
        select(Activity.occurred_at, Activity.channel, Activity.outcome).where(
            Activity.case_id == case.id,
            Activity.channel.is_not(None),
            Activity.outcome.is_not(None),
            Activity.channel != "group",
            ~Activity.deleted,
            Activity.id.not_in(superseded_ids(case.id)),
        )
    )
    return climb([Attempt(row.occurred_at, row.channel or "", row.outcome or "") for row in contacts])


def is_offered(session: Session, person_id: UUID) -> bool:
    """Whether another office is just asked to take the person over (转出中)."""
    asked = (CaseTransfer.person_id == person_id, CaseTransfer.side == "out", CaseTransfer.state == "offered")
    return _count(session, *asked, ~CaseTransfer.deleted) > 0


def superseded_ids(case_id: UUID | None = None) -> Select[UUID | None]:
    """Entries that were corrected later (of one case), to be left out of every count."""
    query = select(Activity.supersedes_id).where(Activity.supersedes_id.is_not(None))
    return query if case_id is None else query.where(Activity.case_id == case_id)


def _standing(case: Case) -> tuple[ColumnElement[bool], ...]:
    """Entries of the case that count."""
    return (Activity.case_id == case.id, ~Activity.deleted, Activity.id.not_in(superseded_ids(case.id)))


def _kinds(session: Session, case: Case) -> dict[str, int]:
    query = select(Activity.kind, func.count()).where(*_standing(case)).group_by(Activity.kind)
    return {row[0]: row[1] for row in session.execute(query)}


def _referrals(session: Session, case: Case) -> dict[str, int]:
    of_case = select(Referral.state, func.count()).where(Referral.case_id == case.id, ~Referral.deleted)
    return {row[0]: row[1] for row in session.execute(of_case.group_by(Referral.state))}


def _checks_done(session: Session, case: Case) -> int:
    return _count(session, *_standing(case), Activity.check_days.is_not(None))


def _assessment_valid_to(session: Session, case: Case) -> date | None:
    """The last day the newest assessment counts: its own, or some months after an entry on the timeline."""
    filled = select(func.max(Assessment.valid_to)).where(Assessment.person_id == case.person_id, ~Assessment.deleted)
    noted = select(func.max(Activity.occurred_at)).where(*_standing(case), Activity.kind == "assessment")
    own, at = session.execute(filled).scalar(), session.execute(noted).scalar()
    months = casework_rules().assessment.months
    days = [own, add_months(china_day(at), months) if at else None]
    return max((day for day in days if day is not None), default=None)


def _applications(session: Session, case: Case) -> int:
    mine = (LoanApplication.person_id == case.person_id, ~LoanApplication.deleted)
    return _count(session, *mine, LoanApplication.stage.not_in(_NOT_ON_ITS_WAY))


def _newest_answer(session: Session, case: Case, subject: str) -> str:
    """State of the newest request about the case's plan or its closing, "" when nobody was ever asked."""
    asked = select(Approval.state).where(Approval.case_id == case.id, Approval.subject == subject, ~Approval.deleted)
    newest = asked.order_by(Approval.asked_at.desc(), Approval.id.desc()).limit(1)
    return session.execute(newest).scalar() or ""


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).where(*conditions)).scalar_one())

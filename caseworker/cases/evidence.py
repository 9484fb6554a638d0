"""Reads what is on record for a case, for the rules of `states` and `steps`."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from caseworker.cases.states import Evidence
from db.models import Activity, Case, Placement, Referral

_INTERVIEWED = ("interview", "hired", "started")


def evidence(session: Session, case: Case) -> Evidence:
    """Everything the rules look at, in four small queries."""
    kinds = session.execute(
        select(Activity.kind, func.count())
        .where(Activity.case_id == case.id, ~Activity.deleted, ~_superseded(case.id))
        .group_by(Activity.kind)
    )
    referrals = session.execute(
        select(Referral.state, func.count())
        .where(Referral.case_id == case.id, ~Referral.deleted)
        .group_by(Referral.state)
    )
    by_state = {row[0]: row[1] for row in referrals}
    return Evidence(
        kinds={row[0]: row[1] for row in kinds},
        referrals=sum(by_state.values()),
        interviews=sum(by_state.get(state, 0) for state in _INTERVIEWED),
        placements=_count(session, Placement.case_id == case.id, ~Placement.deleted),
        checks_done=_count(session, Activity.case_id == case.id, Activity.check_days.is_not(None)),
        closed=case.closed_on is not None,
    )


def _superseded(case_id: UUID) -> ColumnElement[bool]:
    later = select(Activity.supersedes_id).where(Activity.case_id == case_id, Activity.supersedes_id.is_not(None))
    return Activity.id.in_(later)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).where(*conditions)).scalar_one())

"""Reads what is on record for a case, for the rules of `states` and `steps`."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from caseworker.cases.states import CaseState, Evidence
from db.models import Activity, Case, Placement, Referral

INTERVIEWED = ("interview", "hired", "started")
"""States of a referral that show an interview was had."""


def evidence(session: Session, case: Case) -> Evidence:
    """Everything the rules look at, in four small queries."""
    kinds = session.execute(
        select(Activity.kind, func.count())
        .where(Activity.case_id == case.id, ~Activity.deleted, Activity.id.not_in(superseded_ids(case.id)))
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
        interviews=sum(by_state.get(state, 0) for state in INTERVIEWED),
        placements=_count(session, Placement.case_id == case.id, ~Placement.deleted),
        checks_done=_count(
            session,
            Activity.case_id == case.id,
            Activity.check_days.is_not(None),
            Activity.id.not_in(superseded_ids(case.id)),
        ),
        closing=case.state == CaseState.CLOSING,
        closed=case.closed_on is not None,
    )


def superseded_ids(case_id: UUID | None = None) -> Select[UUID | None]:
    """Entries that were corrected later (of one case), to be left out of every count."""
    query = select(Activity.supersedes_id).where(Activity.supersedes_id.is_not(None))
    return query if case_id is None else query.where(Activity.case_id == case_id)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).where(*conditions)).scalar_one())

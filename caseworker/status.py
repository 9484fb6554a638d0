"""The few numbers the window always shows: badges beside the sidebar entries, and what has not been reported yet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from caseworker.cases.states import OPEN_STATES
from caseworker.cases.today import Bucket, count_today
from caseworker.desk import Desk
from caseworker.loans.rules.stages import LoanStage
from db.models import Case, LoanApplication, Outbox

_LOANS_UNDER_WAY = tuple(
    stage.value
    for stage in LoanStage
    if stage not in {LoanStage.SETTLED, LoanStage.WITHDRAWN, LoanStage.NOT_ACCEPTED, LoanStage.POST_LOAN}
)


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """`due` counts the officer's overdue and due items; `unsent` the changes waiting for a sync."""

    due: int
    open_cases: int
    loans: int
    unsent: int


def office_status(desk: Desk) -> OfficeStatus:
    """The numbers of the signed-in officer."""
    worklist = count_today(desk)
    with desk.read() as session:
        cases = select(func.count()).where(
            Case.owner_id == desk.actor.officer_id, Case.state.in_(OPEN_STATES), ~Case.deleted
        )
        loans = select(func.count()).where(LoanApplication.stage.in_(_LOANS_UNDER_WAY), ~LoanApplication.deleted)
        unsent = select(func.count()).select_from(Outbox)
        return OfficeStatus(
            due=worklist[Bucket.OVERDUE] + worklist[Bucket.DUE],
            open_cases=int(session.execute(cases).scalar_one()),
            loans=int(session.execute(loans).scalar_one()),
            unsent=int(session.execute(unsent).scalar_one()),
        )

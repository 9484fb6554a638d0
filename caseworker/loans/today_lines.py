"""What loans put on the day's list: clocks that run out, and papers that keep an accepted application waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.loans.clock import clock_of, events_of, pack_of
from caseworker.loans.facts import borrower, loan_facts
from caseworker.loans.form import form_of
from caseworker.loans.papers import papers
from caseworker.loans.record import received_papers
from caseworker.loans.rules import LoanStage, StageClock, StageEvent
from caseworker.policy import Shelf
from caseworker.policy.adoption import shelf_of
from db.models import LoanApplication, Person

NEAR = 1
"""Working days left from which a clock is shown."""
OUR_DESK = (LoanStage.STREET_ACCEPTANCE, LoanStage.SUPPLEMENT)
"""Stages in which the street waits for the applicant's papers."""
_RUNNING = (
    LoanStage.STREET_ACCEPTANCE,
    LoanStage.STREET_REVIEW,
    LoanStage.DISTRICT_REVIEW,
    LoanStage.GUARANTEE_REVIEW,
    LoanStage.BANK_APPROVAL,
    LoanStage.SUPPLEMENT,
)


class Due(StrEnum):
    """Why a loan is on the list."""

    CLOCK = "clock"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class LoanDue:
    """One line. `due_on` is the last day in time (for papers: the day to ask again, today); `left_days` may be
    negative; `papers` are the names of those missing."""

    due: Due
    loan_id: UUID
    case_id: UUID | None
    person_id: UUID
    stage: LoanStage
    due_on: date
    left_days: int
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanWatch:
    """A due loan as Today shows it: whose, and what is due."""

    name: str
    line: LoanDue


def loans_to_watch(desk: Desk, *, whole_office: bool = False) -> tuple[LoanWatch, ...]:
    """The loans whose clock runs out or whose papers are waited for, the most urgent first."""
    require(desk.actor, Right.VIEW)
    owner = None if whole_office else desk.actor.officer_id
    with desk.read() as session:
        lines = loan_lines(session, owner, desk.today, desk.actor.district_id)
        people = session.execute(
            select(Person.id, Person.name).where(Person.id.in_({line.person_id for line in lines}))
        )
        names = {row.id: row.name for row in people}
    lines.sort(key=lambda line: (line.due_on, line.left_days))
    return tuple(LoanWatch(names[line.person_id], line) for line in lines if line.person_id in names)


def loan_lines(session: Session, owner: UUID | None, today: date, home_region: str = "500000") -> list[LoanDue]:
    """What is due for an officer (None: the whole office) on a day; the loan's own people and papers only."""
    query = select(LoanApplication).where(
        LoanApplication.stage.in_([stage.value for stage in _RUNNING]), ~LoanApplication.deleted
    )
    if owner is not None:
        query = query.where(LoanApplication.officer_id == owner)
    loans = session.scalars(query.order_by(LoanApplication.id)).all()
    events = events_of(session, [loan.id for loan in loans])
    shelf = shelf_of(session)
    found = (_lines(session, loan, events.get(loan.id, ()), today, home_region, shelf) for loan in loans)
    return [line for lines in found for line in lines]


def _lines(
    session: Session,
    loan: LoanApplication,
    events: Sequence[StageEvent],
    today: date,
    home_region: str,
    shelf: Shelf,
) -> Iterable[LoanDue]:
    pack = pack_of(loan, today, home_region, shelf)
    clock = clock_of(pack, events, today)
    left = clock.left_days if clock else 0
    if clock and clock.budget and not clock.paused and left <= NEAR:
        yield LoanDue(
            Due.CLOCK, loan.id, loan.case_id, loan.person_id, LoanStage(loan.stage), _due_on(clock, today), left
        )
    if LoanStage(loan.stage) in OUR_DESK and pack is not None:
        facts = loan_facts(form_of(loan), borrower(session, loan.person_id), loan.applied_on or today, loan.contract_on)
        held = papers(pack, facts, received_papers(session, loan.id))
        lacking = tuple(paper.name for paper in held if paper.to_hand_in and paper.received_on is None)
        if lacking:
            yield LoanDue(
                Due.PAPERS, loan.id, loan.case_id, loan.person_id, LoanStage(loan.stage), today, left, lacking
            )


def _due_on(clock: StageClock, today: date) -> date:
    """The last day in time; without a holiday table for it, today."""
    return clock.due_on or today

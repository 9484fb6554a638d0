"""Lists of loans: those of the office with filters, and those of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.loans.applications import ENDED
from caseworker.loans.clock import clock_of, events_of, pack_of
from caseworker.loans.rules import LoanStage, StageEvent
from caseworker.money import Fen
from caseworker.policy import Shelf
from caseworker.policy.adoption import shelf_of
from db.models import LoanApplication, Officer, Person


class Filter(StrEnum):
    """Which loans a list shows."""

    OPEN = "open"  # on their way: from the intention to the payment
    AFTER = "after"  # paid: 贷后, 逾期, 展期
    ENDED = "ended"  # 结清, 撤回, 不予受理
    ALL = "all"


_AFTER = frozenset({LoanStage.POST_LOAN, LoanStage.OVERDUE, LoanStage.EXTENDED})


@dataclass(frozen=True, slots=True)
class LoanLine:
    """One loan in a list. `left_days`: working days the body that has it still has, None when no clock runs."""

    id: UUID
    number: str
    person_id: UUID
    case_id: UUID | None
    name: str
    stage: LoanStage
    amount: Fen | None
    entity_name: str
    bank: str
    left_days: int | None
    paused: bool
    overdue: bool
    due_on: date | None
    since: date
    officer: str


def list_loans(desk: Desk, which: Filter = Filter.OPEN, *, mine: bool = False) -> list[LoanLine]:
    """Loans of the office, the most urgent first, then the newest."""
    require(desk.actor, Right.VIEW)
    query = _query()
    if mine:
        query = query.where(LoanApplication.officer_id == desk.actor.officer_id)
    lines = [line for line in _lines(desk, query) if _belongs(line.stage, which)]
    return sorted(lines, key=_urgency)


def _urgency(line: LoanLine) -> tuple[int, int, int]:
    """Running clocks first, the shortest before; then those that wait for papers; then those without a clock."""
    kind = 2 if line.left_days is None else 1 if line.paused else 0
    return kind, 0 if kind else line.left_days or 0, -line.since.toordinal()


def loans_of(desk: Desk, person_id: UUID) -> list[LoanLine]:
    """All loans of one person, the newest first."""
    require(desk.actor, Right.VIEW)
    lines = _lines(desk, _query().where(LoanApplication.person_id == person_id))
    return sorted(lines, key=lambda line: line.since, reverse=True)


def _belongs(stage: LoanStage, which: Filter) -> bool:
    match which:
        case Filter.OPEN:
            return stage not in ENDED and stage not in _AFTER
        case Filter.AFTER:
            return stage in _AFTER
        case Filter.ENDED:
            return stage in ENDED
        case Filter.ALL:
            return True


def _query() -> Select[LoanApplication, str, str]:
    return (
        select(LoanApplication, Person.name, Officer.name)
        .join(Person, Person.id == LoanApplication.person_id)
        .outerjoin(Officer, Officer.id == LoanApplication.officer_id)
        .where(~LoanApplication.deleted, ~Person.deleted)
    )


def _lines(desk: Desk, query: Select[LoanApplication, str, str]) -> list[LoanLine]:
    with desk.read() as session:
        rows = session.execute(query).all()
        events = events_of(session, [loan.id for loan, _, _ in rows])
        shelf = shelf_of(session)
        return [_line(desk, shelf, loan, name, officer, events.get(loan.id, ())) for loan, name, officer in rows]


def _line(
    desk: Desk, shelf: Shelf, loan: LoanApplication, name: str, officer: str | None, events: Sequence[StageEvent]
) -> LoanLine:
    clock = clock_of(pack_of(loan, desk.today, desk.actor.district_id, shelf), events, desk.today)
    runs = clock is not None and clock.budget is not None
    return LoanLine(
        id=loan.id,
        number=loan.number,
        person_id=loan.person_id,
        case_id=loan.case_id,
        name=name,
        stage=LoanStage(loan.stage),
        amount=loan.amount,
        entity_name=loan.entity_name or "",
        bank=loan.bank or "",
        left_days=clock.left_days if clock and runs else None,
        paused=bool(clock and clock.paused),
        overdue=bool(clock and clock.overdue),
        due_on=clock.due_on if clock else None,
        since=loan.applied_on or loan.intention_on,
        officer=officer or "",
    )

"""Taking a loan to its next stage: held against the table of stages, logged for good, told to the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.cases.timeline import Entry, record_in
from caseworker.clock import china_instant
from caseworker.desk import Desk, Saved
from caseworker.loans.applications import living_loan
from caseworker.loans.assessment import LoanAssessment, assess
from caseworker.loans.record import LoanRecord, read_record
from caseworker.loans.rules import Guard, LoanStage, missing_guards
from caseworker.loans.steps import evidence
from caseworker.messages import text
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Case, LoanApplication, LoanEvent

ACTIVITY = "startup"
"""Kind of the entry on the case (创业服务)."""


class StepRefusedError(OfficerProblem):
    """The step cannot be taken yet; `missing` are the guards, `fields` and `papers` what is behind them."""

    def __init__(self, missing: tuple[Guard, ...], fields: tuple[str, ...], papers: tuple[str, ...]) -> None:
        super().__init__("loans.step_refused", missing=in_words(missing, fields, papers))
        self.missing, self.fields, self.papers = missing, fields, papers


def in_words(missing: tuple[Guard, ...], fields: tuple[str, ...], papers: tuple[str, ...], lang: str = "zh") -> str:
    """What stands in the way, for people: 必需材料已收齐（缺：身份证）."""
    mark = "、" if lang == "zh" else ", "
    details = {
        Guard.APPLICATION_FILLED: mark.join(text(f"loans.field.{name}", lang) for name in fields),
        Guard.PAPERS_COMPLETE: mark.join(papers),
    }
    return ("；" if lang == "zh" else "; ").join(_one(guard, details.get(guard, ""), lang) for guard in missing)


def move_stage(desk: Desk, loan_id: UUID, to: LoanStage, occurred_on: date, note: str = "") -> Saved[UUID]:
    """Record that a stage was reached on a day. `note`: the opinion or reason that the step asks for.

    Acceptance fixes the application date (the first one stays when a returned application comes again) and the version
    of the rules; 放款 dates the contract and 贷后跟踪 the payment, where they are not dated yet.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        loan, record = living_loan(unit.session, loan_id), read_record(unit.session, loan_id)
        _check_day(record, occurred_on, desk.today)
        before = _assess_as_of_step(record, to, occurred_on, desk)
        _check_guards(record, before, to, note)
        _date(loan, to, occurred_on, before)
        unit.add(_event(unit, loan, before.stage, to, occurred_on, note))
        loan.stage = to.value
        _tell_case(unit, loan, to, occurred_on, note, desk.today)
        unit.audit("loan.move", loan, reason=note.strip()[:200])
    return Saved(loan_id, unit.summary)


def _one(guard: Guard, detail: str, lang: str) -> str:
    words = text(f"loans.lacks.{guard}", lang)
    if not detail:
        return words
    return f"{words}（{detail}）" if lang == "zh" else f"{words} ({detail})"


def _check_day(record: LoanRecord, on: date, today: date) -> None:
    if on > today:
        raise OfficerProblem("loans.move_in_future", day=on)
    earliest = record.moves[-1].occurred_on if record.moves else record.intention_on
    if on < earliest:
        raise OfficerProblem("loans.move_too_early", day=on, earliest=earliest)


def _assess_as_of_step(record: LoanRecord, to: LoanStage, on: date, desk: Desk) -> LoanAssessment:
    """The rules as they stand on the day of the step: its LPR decides whether the rate is within the cap."""
    if to is LoanStage.DISBURSEMENT and record.contract_on is None:
        record = replace(record, contract_on=on)
    return assess(record, record.form, on, desk.actor.district_id)


def _check_guards(record: LoanRecord, before: LoanAssessment, to: LoanStage, note: str) -> None:
    cost = before.cost
    within = cost.agreed and cost.rate is not None and cost.rate_cap is not None and cost.rate <= cost.rate_cap.percent
    has = evidence(before.check.missing, before.papers, rate_within_cap=within, said=note)
    missing = missing_guards(record.events, to, has)
    if missing:
        lacking = tuple(paper.name for paper in before.papers if paper.to_hand_in and paper.received_on is None)
        raise StepRefusedError(missing, before.check.missing, lacking)


def _date(loan: LoanApplication, to: LoanStage, on: date, before: LoanAssessment) -> None:
    if to is LoanStage.STREET_ACCEPTANCE:
        loan.applied_on = loan.applied_on or on
        loan.pack_version = loan.pack_version or (before.pack.version if before.pack else None)
    elif to is LoanStage.DISBURSEMENT:
        loan.contract_on = loan.contract_on or on
    elif to is LoanStage.POST_LOAN and before.stage is LoanStage.DISBURSEMENT:
        loan.paid_on = loan.paid_on or on


def _event(unit: UnitOfWork, loan: LoanApplication, start: LoanStage, to: LoanStage, on: date, note: str) -> LoanEvent:
    return LoanEvent(
        application_id=loan.id,
        from_stage=start.value,
        to_stage=to.value,
        occurred_on=on,
        at=unit.now,
        note=note.strip()[:400],
        officer_id=unit.actor.officer_id,
    )


def _tell_case(unit: UnitOfWork, loan: LoanApplication, to: LoanStage, on: date, note: str, today: date) -> None:
    case = unit.session.get(Case, loan.case_id) if loan.case_id else None
    if case is None or case.deleted:
        return
    words = text("loans.on_the_case", stage=text(f"loan_rules.stage.{to.value}"))
    occurred = unit.now if on == today else china_instant(on)
    said = f"{words}。{note.strip()}" if note.strip() else words
    record_in(unit, case, Entry(kind=ACTIVITY, text=said, occurred_at=min(occurred, unit.now)))

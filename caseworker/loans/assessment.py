"""All answers about one application at once: who may, how much, what it costs, which papers, how long, what next.

Pure composition of the rules in `caseworker/loans/rules/`; nothing here decides anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.loans.check import LoanCheck, check_application
from caseworker.loans.facts import loan_facts
from caseworker.loans.form import LoanForm
from caseworker.loans.packs import choose_pack
from caseworker.loans.papers import Paper, papers
from caseworker.loans.record import LoanRecord, StageMove, read_record
from caseworker.loans.rules import (
    LoanFacts,
    LoanStage,
    LoanTerms,
    LprLookup,
    RateCap,
    RepaymentSchedule,
    StageClock,
    amount_cap,
    check_rate,
    current_stage,
    eligibility,
    longest_term,
    net_percent,
    rate_cap,
    repayment_schedule,
    stage_clock,
    subsidy_percent,
)
from caseworker.loans.steps import NextStep, next_steps
from caseworker.money import Fen
from caseworker.policy import EligibilityResult, Notice, PolicyPack
from caseworker.problems import OfficerProblem


@dataclass(frozen=True, slots=True)
class LoanCost:
    """What may be asked for and what it costs. Rates are percent a year; None is what could not be reckoned.

    `rate` is the agreed rate (LPR + the bank's margin), before the bank has named one the highest allowed; `agreed`
    says which. `schedule` needs amount, term, method and rate.
    """

    cap: Fen | None = None
    longest_term: int | None = None
    lpr: LprLookup | None = None
    rate_cap: RateCap | None = None
    rate: Decimal | None = None
    agreed: bool = False
    subsidy_rate: Decimal | None = None
    net_rate: Decimal | None = None
    schedule: RepaymentSchedule | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LoanAssessment:
    """The answers as of a day; nothing confidential in full.

    `pack` is None before the first version: then nothing of the policy can be said.
    """

    loan_id: UUID
    number: str
    person_id: UUID
    case_id: UUID | None
    name: str
    officer: str
    application_date: date
    applied_on: date | None
    contract_on: date | None
    paid_on: date | None
    history: tuple[StageMove, ...]
    stage: LoanStage
    pack: PolicyPack | None
    alternatives: tuple[PolicyPack, ...]
    eligibility: EligibilityResult | None
    cost: LoanCost
    papers: tuple[Paper, ...]
    clock: StageClock | None
    steps: tuple[NextStep, ...]
    check: LoanCheck
    notices: tuple[Notice, ...]
    partners: int = 1

    @property
    def papers_wanted(self) -> int:
        """Papers without which the packet is incomplete."""
        return sum(paper.to_hand_in for paper in self.papers)

    @property
    def papers_here(self) -> int:
        """Of those, the ones received."""
        return sum(paper.to_hand_in and paper.received_on is not None for paper in self.papers)


def assessment(desk: Desk, loan_id: UUID, form: LoanForm | None = None) -> LoanAssessment:
    """The assessment of what is on file, or of a form as it stands on screen, not yet saved."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        record = read_record(session, loan_id)
    return assess(record, form or record.form, desk.today, desk.actor.district_id)


def assess(record: LoanRecord, form: LoanForm, today: date, home_region: str) -> LoanAssessment:
    """The assessment of a record with a form, as of a day, in an office of a region (six digits)."""
    applied = record.applied_on or today
    facts = loan_facts(form, record.person, applied, record.contract_on)
    choice = choose_pack(form, facts, home_region, record.shelf)
    pack = choice.pack
    held = papers(pack, facts, record.received)
    cost = loan_cost(pack, facts, form.rate_spread_bp, record.paid_on) if pack else LoanCost()
    check = check_application(form, record.person, applied, home_region, record.shelf, record.contract_on)
    clock, calendar_notices = _clock(record, pack, today)
    within = cost.rate is not None and cost.agreed and not _over(cost)
    return LoanAssessment(
        loan_id=record.loan_id,
        number=record.number,
        person_id=record.person.person_id,
        case_id=record.case_id,
        name=record.person.name,
        officer=record.officer,
        application_date=applied,
        applied_on=record.applied_on,
        contract_on=record.contract_on,
        paid_on=record.paid_on,
        history=record.moves,
        stage=current_stage(record.events),
        pack=pack,
        alternatives=choice.alternatives,
        eligibility=eligibility(pack, facts) if pack else None,
        cost=cost,
        papers=held,
        clock=clock,
        steps=next_steps(record.events, check.missing, held, rate_within_cap=within),
        check=check,
        notices=(*choice.notices, *cost.notices, *calendar_notices),
        partners=facts.partners,
    )


def loan_cost(pack: PolicyPack, facts: LoanFacts, spread_bp: int | None, paid_on: date | None) -> LoanCost:
    """Cap, term, rates and schedule; what cannot be reckoned is left out and said in `notices`."""
    cap, longest = amount_cap(pack, facts.partners), longest_term(pack, facts)
    contract = facts.contract_date or facts.application_date
    try:
        limit = rate_cap(pack, contract, facts.project_region)
    except OfficerProblem as problem:
        return LoanCost(cap, longest, notices=(Notice(problem.code, problem.params),))
    rate = limit.percent if spread_bp is None else limit.lpr.percent + Decimal(spread_bp) / 100
    notices = list(limit.lpr.notices)
    try:
        check_rate(rate, limit)
    except OfficerProblem as problem:
        notices.append(Notice(problem.code, problem.params))
    treasury = subsidy_percent(pack, rate, limit.lpr.percent)
    return LoanCost(
        cap=cap,
        longest_term=longest,
        lpr=limit.lpr,
        rate_cap=limit,
        rate=rate,
        agreed=spread_bp is not None,
        subsidy_rate=treasury,
        net_rate=net_percent(pack, rate, limit.lpr.percent),
        schedule=_schedule(pack, facts, rate, treasury, paid_on or contract),
        notices=tuple(notices),
    )


def _schedule(
    pack: PolicyPack, facts: LoanFacts, rate: Decimal, treasury: Decimal, start: date
) -> RepaymentSchedule | None:
    """None while something is missing or cannot be; the form's own check then says what."""
    if facts.amount_fen is None or facts.term_months is None or facts.method is None:
        return None
    if facts.amount_fen > amount_cap(pack, facts.partners) or facts.term_months > int(pack.number("max_term")):
        return None
    terms = LoanTerms(
        principal=facts.amount_fen,
        annual_percent=rate,
        months=facts.term_months,
        start_on=start,
        method=facts.method,
        subsidy_percent=treasury,
        day_basis=int(pack.number("day_basis")),
    )
    try:
        return repayment_schedule(terms)
    except OfficerProblem:
        return None


def _over(cost: LoanCost) -> bool:
    return cost.rate is None or cost.rate_cap is None or not 0 < cost.rate <= cost.rate_cap.percent


def _clock(record: LoanRecord, pack: PolicyPack | None, today: date) -> tuple[StageClock | None, tuple[Notice, ...]]:
    """The clock, or why it cannot be told (a year without a holiday table)."""
    if pack is None:
        return None, ()
    try:
        return stage_clock(record.events, pack.stages, today), ()
    except OfficerProblem as problem:
        return None, (Notice(problem.code, problem.params),)

"""Stages on a real store: the whole way to the money, what stands in the way, what the case is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.calendar import add_working_days
from caseworker.loans.applications import save_application
from caseworker.loans.assessment import assessment
from caseworker.loans.form import LoanForm
from caseworker.loans.listing import Filter, list_loans
from caseworker.loans.moving import StepRefusedError, in_words, move_stage
from caseworker.loans.papers import COMMITMENT, receive_material, unreceive_material
from caseworker.loans.rules import Guard, LoanStage
from caseworker.loans.today_lines import Due, loan_lines
from caseworker.problems import OfficerProblem
from db.models import Activity, LoanApplication, LoanEvent
from tests.caseworker.loans.conftest import FULL, TODAY, Office

S = LoanStage
PAPERS = ("application_form", "id_card", COMMITMENT)


def _ready(office: Office, form: LoanForm = FULL) -> UUID:
    loan_id = office.loan(form)
    for code in PAPERS:
        receive_material(office.desk, loan_id, code)
    return loan_id


def _accepted(office: Office) -> UUID:
    loan_id = _ready(office)
    move_stage(office.desk, loan_id, S.STREET_ACCEPTANCE, TODAY)
    return loan_id


def _loan(office: Office, loan_id: UUID) -> LoanApplication:
    with office.desk.read() as session:
        return session.get_one(LoanApplication, loan_id)


def test_the_whole_way_to_the_money(office: Office) -> None:
    loan_id = _accepted(office)
    way = [
        (S.STREET_REVIEW, ""),
        (S.DISTRICT_REVIEW, "材料齐全，同意上报"),
        (S.GUARANTEE_REVIEW, "符合"),
        (S.BANK_APPROVAL, "同意担保"),
        (S.SIGNING, "同意发放"),
    ]
    day = TODAY
    for stage, note in way:
        day = add_working_days(day, 1)
        office.go_to(day)
        move_stage(office.desk, loan_id, stage, day, note)
    save_application(office.desk, loan_id, replace(FULL, rate_spread_bp=50))
    move_stage(office.desk, loan_id, S.DISBURSEMENT, day)
    move_stage(office.desk, loan_id, S.POST_LOAN, day)
    loan = _loan(office, loan_id)
    assert (loan.stage, loan.applied_on, loan.contract_on, loan.paid_on) == ("post_loan", TODAY, day, day)
    assert loan.pack_version == "V-2025"
    assert [line.id for line in list_loans(office.desk, Filter.AFTER)] == [loan_id]
    with office.desk.read() as session:
        assert session.query(LoanEvent).count() == 8


def test_each_step_is_told_to_the_case(office: Office) -> None:
    _accepted(office)
    with office.desk.read() as session:
        told = session.scalars(select(Activity).where(Activity.case_id == office.case_id)).one()
    assert (told.kind, told.text) == ("startup", "创业担保贷款：街道受理")


def test_acceptance_says_what_lacks_by_name(office: Office) -> None:
    loan_id = office.loan(replace(FULL, amount=None, bank=None))
    with pytest.raises(StepRefusedError) as raised:
        move_stage(office.desk, loan_id, S.STREET_ACCEPTANCE, TODAY)
    assert raised.value.missing == (Guard.APPLICATION_FILLED, Guard.COMMITMENT_SIGNED)
    assert raised.value.params["missing"] == "申请表未填完（申请金额、经办银行）；承诺书、授权书还没签名收回"
    assert _loan(office, loan_id).stage == "draft"


def test_papers_must_be_here_before_the_review(office: Office) -> None:
    loan_id = _accepted(office)
    unreceive_material(office.desk, loan_id, "id_card")
    with pytest.raises(StepRefusedError) as raised:
        move_stage(office.desk, loan_id, S.STREET_REVIEW, TODAY)
    assert raised.value.papers == ("身份证",)
    assert "必需材料未收齐（身份证）" in str(raised.value.params["missing"])


def test_an_opinion_is_asked_for(office: Office) -> None:
    loan_id = _accepted(office)
    move_stage(office.desk, loan_id, S.STREET_REVIEW, TODAY)
    with pytest.raises(StepRefusedError) as raised:
        move_stage(office.desk, loan_id, S.DISTRICT_REVIEW, TODAY, "  ")
    assert raised.value.missing == (Guard.STREET_OPINION,)


@pytest.mark.parametrize(("spread", "allowed"), [(None, False), (50, True), (51, False)])
def test_the_contract_waits_for_a_rate_within_the_cap(office: Office, spread: int | None, *, allowed: bool) -> None:
    loan_id = _accepted(office)
    for stage in (S.STREET_REVIEW, S.DISTRICT_REVIEW, S.GUARANTEE_REVIEW, S.BANK_APPROVAL, S.SIGNING):
        move_stage(office.desk, loan_id, stage, TODAY, "同意")
    save_application(office.desk, loan_id, replace(FULL, rate_spread_bp=spread))
    if allowed:
        move_stage(office.desk, loan_id, S.DISBURSEMENT, TODAY)
        assert _loan(office, loan_id).contract_on == TODAY
        return
    with pytest.raises(StepRefusedError) as raised:
        move_stage(office.desk, loan_id, S.DISBURSEMENT, TODAY)
    assert raised.value.missing == (Guard.RATE_WITHIN_CAP,)


def test_a_step_that_does_not_exist_is_refused(office: Office) -> None:
    loan_id = _accepted(office)
    with pytest.raises(OfficerProblem) as raised:
        move_stage(office.desk, loan_id, S.POST_LOAN, TODAY)
    assert raised.value.code == "loan_rules.no_such_step"


def test_no_step_in_the_future_nor_before_the_last(office: Office) -> None:
    loan_id = _accepted(office)
    for day, code in ((TODAY + timedelta(1), "loans.move_in_future"), (TODAY - timedelta(1), "loans.move_too_early")):
        with pytest.raises(OfficerProblem) as raised:
            move_stage(office.desk, loan_id, S.STREET_REVIEW, day)
        assert raised.value.code == code


def test_the_version_of_acceptance_stays(office: Office) -> None:
    office.go_to(date(2025, 5, 30))
    form = replace(FULL, amount=300_000_00, entity_on=date(2024, 1, 8))
    loan_id = _ready(office, form)
    move_stage(office.desk, loan_id, S.STREET_ACCEPTANCE, date(2025, 5, 30))
    office.go_to(date(2025, 7, 7))
    save_application(office.desk, loan_id, replace(form, pack_version="V-2025"))
    found = assessment(office.desk, loan_id)
    assert found.pack is not None and (found.pack.version, found.cost.cap) == ("V-2024", 300_000_00)


def test_the_clock_counts_working_days_and_stops_for_papers(office: Office) -> None:
    loan_id = _accepted(office)  # a Friday
    office.go_to(date(2026, 11, 22))
    clock = assessment(office.desk, loan_id).clock
    assert clock is not None and (clock.used_days, clock.left_days, clock.due_on) == (0, 1, date(2026, 11, 23))
    office.go_to(date(2026, 11, 23))
    move_stage(office.desk, loan_id, S.SUPPLEMENT, date(2026, 11, 23), "补身份证")
    office.go_to(date(2026, 11, 30))
    clock = assessment(office.desk, loan_id).clock
    assert clock is not None and clock.paused and clock.used_days == 1
    back = [step.stage for step in assessment(office.desk, loan_id).steps]
    assert back == [S.STREET_ACCEPTANCE, S.WITHDRAWN]


def test_today_hears_of_clocks_and_papers(office: Office) -> None:
    loan_id = _accepted(office)
    unreceive_material(office.desk, loan_id, "id_card")
    owner = office.desk.actor.officer_id
    with office.desk.read() as session:
        lines = loan_lines(session, owner, TODAY, "500113")
        others = loan_lines(session, UUID(int=1), TODAY, "500113")
        later = loan_lines(session, None, date(2026, 11, 24), "500113")
    assert [(line.due, line.left_days, line.papers) for line in lines] == [
        (Due.CLOCK, 1, ()),
        (Due.PAPERS, 1, ("身份证",)),
    ]
    assert lines[0].due_on == date(2026, 11, 23)
    assert others == []
    assert [line.left_days for line in later if line.due is Due.CLOCK] == [-1]


def test_a_closed_application_cannot_be_changed(office: Office) -> None:
    loan_id = office.loan()
    move_stage(office.desk, loan_id, S.WITHDRAWN, TODAY, "本人不再申请")
    with pytest.raises(OfficerProblem) as raised:
        save_application(office.desk, loan_id, FULL)
    assert raised.value.code == "loans.ended"
    assert office.loan()  # and a new one may begin


def test_a_paper_cannot_come_tomorrow_nor_go_when_it_is_not_here(office: Office) -> None:
    loan_id = office.loan()
    with pytest.raises(OfficerProblem) as raised:
        receive_material(office.desk, loan_id, "id_card", TODAY + timedelta(1))
    assert raised.value.code == "loans.received_in_future"
    with pytest.raises(OfficerProblem) as raised:
        unreceive_material(office.desk, loan_id, "id_card")
    assert raised.value.code == "loans.paper_not_here"


def test_what_lacks_is_said_in_english_too() -> None:
    words = in_words((Guard.APPLICATION_FILLED,), ("amount", "bank"), (), "en")
    assert words == "the application form is not complete (amount, bank)"

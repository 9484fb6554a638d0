"""A colleague's word: asked for, given, given back, taken back; on paper and rechecked where nobody else is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from caseworker.cases import approvals
from caseworker.cases.approvals import SignedPaper, Subject
from caseworker.cases.lifecycle import living_case, move_case
from caseworker.cases.states import CaseState
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.models import Plan
from db.models.base import new_id
from tests.caseworker.cases.colleagues import colleague, helped, later, settled
from tests.caseworker.vacancies.office import rows


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(OfficerProblem) as refused:
        act()
    return refused.value.code


def asked(office: Desk, case_id: UUID) -> UUID:
    """The case is put before a colleague for closing."""
    move_case(office, case_id, CaseState.CLOSING, "EMPLOYED", note="在岗半年")
    return UUID(bytes=rows(office, "SELECT id FROM approval WHERE state = 'waiting'")[0][0])


def test_a_closing_waits_for_a_colleague_and_happens_with_the_answer(office: Desk) -> None:
    other, case_id = colleague(office), settled(office)
    request = asked(office, case_id)
    waits = case_view(office, case_id)
    assert (waits.state, waits.closed_on, waits.close_reason) == (CaseState.CLOSING, None, "EMPLOYED")
    approvals.approve(later(other, days=2), request, "材料齐")
    closed = case_view(office, case_id)
    assert (closed.state, closed.closed_on) == (CaseState.CLOSED, office.today + timedelta(days=2))
    assert (closed.changes[0].to_state, closed.changes[0].reason) == ("closed", "EMPLOYED")


def test_nobody_agrees_to_their_own_case_or_request(office: Desk) -> None:
    case_id = settled(office)
    request = asked(office, case_id)
    for act in (
        lambda: approvals.approve(office, request),
        lambda: approvals.give_back(office, request, "不全"),
    ):
        assert code_of(act) == "cases.own_approval"
    assert case_view(office, case_id).state is CaseState.CLOSING


def test_what_is_given_back_says_why_and_the_case_is_where_it_was(office: Desk) -> None:
    other = colleague(office)
    for make, back in ((settled, CaseState.SETTLING), (helped, CaseState.HELPING)):
        case_id = make(office)
        request = asked(office, case_id)
        assert code_of(lambda request=request: approvals.give_back(other, request, " ")) == "cases.reason_missing"  # type: ignore[misc]  # bound now
        approvals.give_back(other, request, "缺在岗证明")
        view = case_view(office, case_id)
        assert (view.state, view.close_reason, view.changes[0].reason) == (back, "", "缺在岗证明")
        assert code_of(lambda request=request: approvals.approve(other, request)) == "cases.approval_answered"  # type: ignore[misc]  # bound now


def test_a_request_is_taken_back_by_who_asked_and_asked_anew(office: Desk) -> None:
    other, case_id = colleague(office), settled(office)
    request = asked(office, case_id)
    assert code_of(lambda: approvals.withdraw(other, request)) == "cases.not_asked_by_you"
    assert code_of(lambda: approvals.ask(office, case_id, Subject.CLOSING)) == "cases.already_asked"
    approvals.withdraw(office, request)
    assert case_view(office, case_id).state is CaseState.SETTLING
    assert code_of(lambda: approvals.ask(office, case_id, Subject.CLOSING)) == "cases.not_closing"
    approvals.approve(other, asked(office, case_id))
    assert case_view(office, case_id).state is CaseState.CLOSED


def test_leaving_the_wait_by_hand_takes_the_request_back(office: Desk) -> None:
    case_id = settled(office)
    asked(office, case_id)
    move_case(office, case_id, CaseState.HELPING, "又离职了")
    assert [row[0] for row in rows(office, "SELECT state FROM approval")] == ["withdrawn"]
    assert case_view(office, case_id).close_reason == ""


def test_a_signed_paper_closes_the_case_and_waits_for_a_recheck(office: Desk) -> None:
    case_id = settled(office)
    request = asked(office, case_id)
    paper = SignedPaper("冯样丙", office.today)
    for wrong, code in (
        (SignedPaper(" ", office.today), "cases.signer_missing"),
        (SignedPaper(office.actor.name, office.today), "cases.signer_is_owner"),
        (SignedPaper("冯样丙", office.today + timedelta(days=1)), "cases.signed_in_future"),
        (SignedPaper("冯样丙", office.today, new_id()), "cases.scan_gone"),
    ):
        assert code_of(lambda wrong=wrong: approvals.record_paper(office, request, wrong)) == code  # type: ignore[misc]  # bound now
    approvals.record_paper(office, request, paper)
    assert case_view(office, case_id).state is CaseState.CLOSED
    assert code_of(lambda: approvals.recheck(office, request, agrees=True)) == "cases.own_approval"
    other = colleague(office)
    approvals.recheck(other, request, agrees=True)
    assert code_of(lambda: approvals.recheck(other, request, agrees=True)) == "cases.nothing_to_recheck"


def test_a_paper_that_does_not_bear_out_is_marked_and_the_closing_date_stays(office: Desk) -> None:
    other, case_id = colleague(office), settled(office)
    request = asked(office, case_id)
    approvals.record_paper(office, request, SignedPaper("冯样丙", office.today))
    assert code_of(lambda: approvals.recheck(other, request, agrees=False)) == "cases.reason_missing"
    approvals.recheck(other, request, agrees=False, note="签字人已离任")
    assert rows(office, "SELECT state, recheck_note FROM approval")[0] == ("returned", "签字人已离任")
    assert case_view(office, case_id).closed_on == office.today


def test_a_plan_sent_for_review_holds_the_case_until_the_answer(office: Desk) -> None:
    other, case_id = colleague(office), helped(office)
    move_back(office, case_id)
    plan_id = draft_plan(office, case_id)
    move_case(office, case_id, CaseState.PLAN_REVIEW, note="请看")
    assert plan_state(office) == "waiting"
    request = UUID(bytes=rows(office, "SELECT id FROM approval WHERE subject_id = :id", id=plan_id.bytes)[0][0])
    approvals.give_back(other, request, "目标太空")
    assert (case_view(office, case_id).state, plan_state(office)) == (CaseState.ASSESSING, "draft")
    move_case(office, case_id, CaseState.PLAN_REVIEW)
    again = UUID(bytes=rows(office, "SELECT id FROM approval WHERE state = 'waiting'")[0][0])
    approvals.approve(other, again)
    assert (case_view(office, case_id).state, plan_state(office)) == (CaseState.HELPING, "agreed")


def move_back(office: Desk, case_id: UUID) -> None:
    """The case is in 评估 again, as it is where the office wants every plan reviewed."""
    with office.write() as unit:
        living_case(unit.session, case_id).state = CaseState.ASSESSING
        unit.audit("test.back")


def draft_plan(office: Desk, case_id: UUID) -> UUID:
    with office.write() as unit:
        case = living_case(unit.session, case_id)
        more = {"state": "draft", "made_on": office.today, "officer_id": case.owner_id}
        plan = unit.add(Plan(id=new_id(), case_id=case.id, person_id=case.person_id, **more))
        unit.audit("test.plan", plan)
    return plan.id


def plan_state(office: Desk) -> str:
    return str(rows(office, "SELECT state FROM plan")[0][0])

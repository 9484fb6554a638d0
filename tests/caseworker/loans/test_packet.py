"""The packet: what the officer typed stands on the paper, and every look at it is on record before it is given."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from caseworker.access.actor import Role
from caseworker.loans.assessment import assessment
from caseworker.loans.form import ExistingLoanEntry, LoanForm
from caseworker.loans.packet import PREVIEW_HOLDS, Act, allow_preview, packet, preview
from caseworker.money import format_yuan
from caseworker.people.registration import load_form, update_person
from caseworker.problems import OfficerProblem
from caseworker.sample.people import sample_id
from db.models import DocumentIssue
from db.models.local import AuditEntry
from tests.caseworker.loans.conftest import FULL, Office


def _text(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def _audited(office: Office, action: str) -> int:
    with office.desk.read() as session:
        return len(session.scalars(select(AuditEntry.seq).where(AuditEntry.action == action)).all())


def test_the_paper_says_what_was_typed(office: Office) -> None:
    spouse_id = sample_id(date(1992, 6, 7), 8)
    form = replace(
        FULL,
        marital="20",
        spouse_name="钱样八",
        spouse_id_no=spouse_id,
        existing_loans=(ExistingLoanEntry("spouse", "housing", "样例银行", 300_000_00),),
        account_no="6222020000001234",
    )
    loan_id = office.loan(form)
    made = packet(office.desk, loan_id).value
    text = _text(made.pdf)
    plan = assessment(office.desk, loan_id).cost.schedule
    assert plan is not None
    for words in (
        made.number,
        "苏样三",
        sample_id(date(1990, 3, 5), 1),
        "钱样八",
        spouse_id,
        "样例理发店",
        "200,000.00",
        "贰拾万元整",
        "重庆市巴南区样例路8号",
        "四川省广安市武胜县样例镇样例村1组",
        "城镇登记失业人员",
        "住房贷款",
        "****1234",
        "渝人社规〔2025〕11号",
        format_yuan(plan.total_interest),
        format_yuan(plan.total_own_interest),
        "样例",
    ):
        assert words in text, words
    assert "6222020000001234" not in text
    assert made.pages == len(PdfReader(io.BytesIO(made.pdf)).pages) >= 8


def test_an_almost_empty_application_prints_blanks(office: Office) -> None:
    text = _text(packet(office.desk, office.loan(LoanForm())).value.pdf)
    assert "可能符合" in text
    assert "None" not in text


def test_before_any_pack_the_packet_says_so(office: Office) -> None:
    office.go_to(date(2015, 3, 2))
    text = _text(packet(office.desk, office.loan(LoanForm(entity_name="样例理发店"))).value.pdf)
    assert "样例理发店" in text


@pytest.mark.parametrize("act", [Act.PRINT, Act.SAVE])
def test_printing_and_saving_are_entered_among_the_papers_issued(office: Office, act: Act) -> None:
    made = packet(office.desk, office.loan(), act).value
    with office.desk.read() as session:
        issue = session.scalars(select(DocumentIssue)).one()
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
    assert (issue.number, issue.kind, issue.act, issue.pages) == (made.number, "loan_packet", act.value, made.pages)
    assert issue.person_id == office.person_id
    assert entry.action == f"document.{act}"
    assert "person.id_no" in entry.fields


def test_a_preview_is_noted_once_and_drawn_as_often_as_typed(office: Office) -> None:
    loan_id = office.loan()
    with pytest.raises(OfficerProblem) as raised:
        preview(office.desk, loan_id)
    assert raised.value.code == "loans.preview_not_noted"
    allow_preview(office.desk, loan_id)
    assert "样例甲店" in _text(preview(office.desk, loan_id, replace(FULL, entity_name="样例甲店")).pdf)
    assert "样例理发店" in _text(preview(office.desk, loan_id).pdf)
    assert _audited(office, "document.preview") == 1
    with office.desk.read() as session:
        assert session.scalars(select(DocumentIssue)).first() is None
    office.clock.advance(seconds=PREVIEW_HOLDS.total_seconds() + 1)
    with pytest.raises(OfficerProblem):
        preview(office.desk, loan_id)


def test_one_officers_look_does_not_stand_for_anothers(office: Office) -> None:
    loan_id = office.loan()
    allow_preview(office.desk, loan_id)
    other = replace(office.desk, actor=replace(office.desk.actor, officer_id=UUID(int=7)))
    with pytest.raises(OfficerProblem):
        preview(other, loan_id)


def test_a_character_no_font_has_issues_nothing(office: Office) -> None:
    loan_id = office.loan(replace(FULL, purpose="买\U0001f600"))
    with pytest.raises(OfficerProblem) as raised:
        packet(office.desk, loan_id, Act.PRINT)
    assert raised.value.code == "documents.missing_glyph"
    assert _audited(office, "document.print") == 0


def test_a_rare_name_is_drawn(office: Office) -> None:
    form = load_form(office.desk, office.person_id)
    update_person(office.desk, office.person_id, replace(form, name="\U00020bb7样三"))
    assert "\U00020bb7样三" in _text(packet(office.desk, office.loan()).value.pdf)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGER, Role.ADMIN])
def test_who_may_not_print_gets_no_paper(office: Office, role: Role) -> None:
    loan_id = office.loan()
    other = replace(office.desk, actor=replace(office.desk.actor, role=role))
    for act in (lambda: packet(other, loan_id), lambda: allow_preview(other, loan_id), lambda: preview(other, loan_id)):
        with pytest.raises(OfficerProblem) as raised:
            act()
        assert raised.value.code == "access.not_allowed"


def test_a_real_office_prints_without_the_sample_mark(office: Office) -> None:
    loan_id = office.loan()
    real = replace(office.desk, actor=replace(office.desk.actor, practice=False))
    marked, plain = (_text(packet(desk, loan_id).value.pdf).count("样例") for desk in (office.desk, real))
    assert marked > plain

"""Beginning and saving an application on a real store: what is filled in, what is refused, what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker import drafts
from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.loans.applications import DRAFT, load_application, save_application, start_intention
from caseworker.loans.check import LoanRefusedError
from caseworker.loans.form import ExistingLoanEntry, GuarantorEntry, LoanForm, PartnerEntry, from_draft, to_draft
from caseworker.loans.listing import Filter, list_loans, loans_of
from caseworker.people.card import person_card
from caseworker.people.registration import load_form
from caseworker.problems import OfficerProblem
from caseworker.sample.people import sample_id
from db.models.local import AuditEntry, Outbox
from tests.caseworker.loans.conftest import FULL, TODAY, Office


def _actions(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)))


def test_an_intention_brings_what_is_known(office: Office) -> None:
    saved = start_intention(office.desk, office.person_id)
    opened = load_application(office.desk, saved.value).value
    assert opened.name == "苏样三"
    assert opened.case_id == office.case_id
    assert opened.number.startswith("YL-20261120-")
    assert (opened.form.group_code, opened.form.marital, opened.form.entity_region) == ("REG_UNEMP", "10", "500113")
    assert opened.form.amount is None
    assert ("loan_application", saved.value) in {(one.entity, one.id) for one in saved.changes.changes}


def test_a_registered_spouse_is_not_typed_again(office: Office, couple: UUID) -> None:
    form = load_application(office.desk, start_intention(office.desk, couple).value).value.form
    assert (form.spouse_name, form.spouse_id_no) == ("郑样七", sample_id(date(1990, 3, 5), 5))
    assert form.spouse_phone == "13800001111"


def test_the_spouse_of_the_head_finds_the_head(office: Office, couple: UUID) -> None:
    (husband,) = person_card(office.desk, couple).relatives
    assert husband.person_id is not None
    form = load_application(office.desk, start_intention(office.desk, husband.person_id).value).value.form
    assert (form.spouse_name, form.married) == ("钱样八", True)


def test_a_second_application_beside_a_running_one_is_refused(office: Office) -> None:
    loan_id = office.loan()
    with pytest.raises(OfficerProblem) as raised:
        start_intention(office.desk, office.person_id)
    assert raised.value.code == "loans.already_running"
    assert raised.value.params["number"] == load_application(office.desk, loan_id).value.number


def test_an_incomplete_form_is_kept(office: Office) -> None:
    loan_id = office.loan(LoanForm(amount=50_000_00))
    assert load_application(office.desk, loan_id).value.form == LoanForm(amount=50_000_00)


def test_everything_typed_comes_back(office: Office) -> None:
    form = replace(
        FULL,
        lease_to=date(2027, 6, 30),
        spouse_entity=False,
        existing_loans=(ExistingLoanEntry("self", "housing", "样例银行", 300_000_00),),
        guarantors=(GuarantorEntry("李样九", sample_id(date(1985, 2, 3), 1), "样例公司", "13800002222", 80_000_00),),
        partners=(PartnerEntry("周样十", sample_id(date(1988, 2, 3), 1), "VETERAN", 10_000_00, 100_000_00),),
    )
    assert load_application(office.desk, office.loan(form)).value.form == form


def test_a_draft_is_the_form_again_and_ends_with_the_saving(office: Office) -> None:
    loan_id = start_intention(office.desk, office.person_id).value
    drafts.save(office.desk, DRAFT, str(loan_id), "创业贷款 苏样三", to_draft(FULL))
    kept = drafts.load(office.desk, DRAFT, str(loan_id))
    assert kept is not None and from_draft(kept.payload) == FULL
    save_application(office.desk, loan_id, FULL)
    assert drafts.load(office.desk, DRAFT, str(loan_id)) is None


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"amount": 0}, "amount", "loan_rules.amount_not_positive"),
        ({"amount": -1}, "amount", "loan_rules.amount_not_positive"),
        ({"amount": 500_000_01}, "amount", "loan_rules.amount_over_cap"),
        ({"term_months": 0}, "term_months", "loan_rules.term_not_positive"),
        ({"term_months": 37}, "term_months", "loan_rules.term_over"),
        ({"spouse_id_no": "509999199003050011"}, "spouse_id_no", "people.id.check_digit"),
        ({"spouse_id_no": sample_id(date(1990, 3, 5), 1)}, "spouse_id_no", "loans.spouse_is_applicant"),
        ({"guarantors": (GuarantorEntry("", ""),)}, "guarantors", "loans.party_without_name"),
        ({"staff": 1, "staff_key_group": 2}, "staff_key_group", "loans.key_group_over_staff"),
        ({"own_funds": -5}, "own_funds", "loans.amount_negative"),
        ({"prior_settled_on": date(2026, 11, 21)}, "prior_settled_on", "loans.settled_in_future"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    office: Office, changes: dict[str, object], field: str, code: str
) -> None:
    loan_id = office.loan()
    with pytest.raises(LoanRefusedError) as raised:
        save_application(office.desk, loan_id, replace(FULL, **changes))  # type: ignore[arg-type]
    assert raised.value.check.problems[field].code == code
    assert load_application(office.desk, loan_id).value.form == FULL


def test_exactly_the_cap_and_the_longest_term_are_kept(office: Office) -> None:
    form = replace(FULL, amount=500_000_00, term_months=36)
    assert load_application(office.desk, office.loan(form)).value.form.amount == 500_000_00


def test_only_what_changed_travels_and_is_named(office: Office) -> None:
    loan_id = office.loan()
    with office.desk.read() as session:
        before = session.query(Outbox).count()
    save_application(office.desk, loan_id, replace(FULL, bank="样例银行渝中支行"))
    with office.desk.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
        assert session.query(Outbox).count() == before + 1
    assert (last.action, last.fields) == ("loan.save", "bank")


def test_opening_the_form_is_on_record_with_what_it_showed(office: Office) -> None:
    loan_id = office.loan(replace(FULL, account_no="6222020000001234"))
    load_application(office.desk, loan_id)
    with office.desk.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
    assert (last.action, last.fields) == ("loan.open_form", "account_no")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGER, Role.ADMIN])
def test_who_may_not_edit_may_not_begin_open_or_save(office: Office, role: Role) -> None:
    loan_id = office.loan()
    other = replace(office.desk, actor=replace(office.desk.actor, role=role))
    before = _actions(office.desk)
    for act in (
        lambda: start_intention(other, office.person_id),
        lambda: load_application(other, loan_id),
        lambda: save_application(other, loan_id, FULL),
    ):
        with pytest.raises(OfficerProblem) as raised:
            act()
        assert raised.value.code == "access.not_allowed"
    assert _actions(office.desk) == before


def test_lists_show_the_loan_without_what_is_confidential(office: Office) -> None:
    loan_id = office.loan(replace(FULL, account_no="6222020000001234"))
    (line,) = list_loans(office.desk)
    assert (line.id, line.name, line.amount, line.left_days) == (loan_id, "苏样三", 200_000_00, None)
    assert line.since == TODAY
    assert loans_of(office.desk, office.person_id) == [line]
    assert list_loans(office.desk, Filter.AFTER) == list_loans(office.desk, Filter.ENDED) == []
    assert "6222" not in repr(line)


def test_marriage_known_at_registration_needs_no_second_typing(office: Office) -> None:
    assert load_form(office.desk, office.person_id).marital == "10"
    loan_id = start_intention(office.desk, office.person_id, office.case_id).value
    assert load_application(office.desk, loan_id).value.form.married is False

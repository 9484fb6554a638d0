"""The assessment on a real store: version by day and place, what is missing, what is against it, what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caseworker.loans.assessment import LoanAssessment, assessment
from caseworker.loans.form import ExistingLoanEntry, LoanForm, PartnerEntry
from caseworker.policy import State
from caseworker.sample.people import sample_id
from tests.caseworker.loans.conftest import FULL, Office


def _assess(office: Office, form: LoanForm = FULL, on: date | None = None) -> LoanAssessment:
    if on is not None:
        office.go_to(on)
    return assessment(office.desk, office.loan(LoanForm()), form)


def _line(found: LoanAssessment, rule: str) -> State:
    assert found.eligibility is not None
    return next(line.state for line in found.eligibility.lines if line.rule == rule)


def test_a_complete_application_fits_and_every_line_has_its_source(office: Office) -> None:
    found = _assess(office)
    assert found.eligibility is not None
    assert found.eligibility.headline == "符合"
    assert all(line.source.title for line in found.eligibility.lines)
    assert found.pack is not None and found.pack.version == "V-2025"
    assert found.cost.cap == 500_000_00
    assert found.check.missing == ()


@pytest.mark.parametrize(
    ("on", "version", "cap", "certain"),
    [
        (date(2024, 4, 30), "V-2022", 200_000_00, True),
        (date(2024, 5, 1), "V-2024", 300_000_00, False),
        (date(2024, 5, 31), "V-2024", 300_000_00, True),
        (date(2025, 5, 31), "V-2024", 300_000_00, True),
        (date(2025, 6, 1), "V-2025", 500_000_00, False),
        (date(2025, 7, 1), "V-2025", 500_000_00, True),
    ],
)
def test_the_day_of_application_decides_the_version(
    office: Office, on: date, version: str, cap: int, *, certain: bool
) -> None:
    found = _assess(office, replace(FULL, amount=100_000_00, entity_on=date(2023, 1, 6)), on)
    assert found.pack is not None
    assert (found.pack.version, found.cost.cap) == (version, cap)
    assert (not found.alternatives) is certain
    assert any(notice.code == "policy.ask_which" for notice in found.notices) is not certain


def test_between_two_versions_the_officer_chooses(office: Office) -> None:
    found = _assess(office, replace(FULL, pack_version="V-2024"), date(2025, 6, 10))
    assert found.pack is not None and found.pack.version == "V-2024"
    assert found.cost.cap == 300_000_00


def test_before_any_pack_nothing_is_claimed(office: Office) -> None:
    found = _assess(office, on=date(2015, 3, 2))
    assert (found.pack, found.eligibility, found.papers, found.clock) == (None, None, (), None)
    assert found.cost.cap is None
    assert [notice.code for notice in found.notices] == ["policy.before_first"]


def test_an_unknown_lpr_is_said_and_no_rate_is_made_up(office: Office) -> None:
    found = _assess(office, replace(FULL, entity_on=date(2019, 1, 7)), date(2022, 3, 1))
    assert found.pack is not None
    assert (found.cost.lpr, found.cost.rate, found.cost.schedule) == (None, None, None)
    assert "loan_rules.lpr_unknown" in [notice.code for notice in found.notices]


def test_missing_facts_may_fit_and_say_what_lacks(office: Office) -> None:
    found = _assess(office, LoanForm(amount=100_000_00))
    assert found.eligibility is not None
    assert found.eligibility.overall is State.UNKNOWN
    assert found.eligibility.headline.startswith("可能符合（缺：")
    assert "人员类别未登记" in found.eligibility.headline
    assert set(found.check.missing) >= {"term_months", "entity_name", "marital", "no_other_loans"}


def test_a_missing_spouse_stands_in_the_way_of_acceptance(office: Office) -> None:
    found = _assess(office, replace(FULL, marital="20"))
    assert found.check.missing == ("spouse_name", "spouse_id_no")
    assert [notice.code for notice in found.check.notices["spouse_name"]] == ["loans.spouse_missing"]
    assert found.steps[0].fields == ("spouse_name", "spouse_id_no")


@pytest.mark.parametrize("owner", ["self", "spouse"])
def test_a_loan_that_is_not_exempt_fails(office: Office, owner: str) -> None:
    loan = ExistingLoanEntry(owner, "business", "样例银行", 80_000_00)
    married = replace(FULL, marital="20", spouse_name="钱样八", spouse_id_no=sample_id(date(1992, 6, 7), 8))
    found = _assess(office, replace(married, existing_loans=(loan,)))
    assert found.eligibility is not None
    assert found.eligibility.overall is State.UNMET
    assert "经营性贷款 80,000.00 元" in found.eligibility.headline
    assert _line(found, f"{'own' if owner == 'self' else 'spouse'}_loans") is State.UNMET


def test_a_housing_loan_and_a_small_consumer_loan_do_not(office: Office) -> None:
    loans = (ExistingLoanEntry("self", "housing", "", 900_000_00), ExistingLoanEntry("self", "consumer", "", 50_000_00))
    assert _line(_assess(office, replace(FULL, existing_loans=loans)), "own_loans") is State.MET


def test_a_project_outside_the_city_is_said_to_be_outside(office: Office) -> None:
    found = _assess(office, replace(FULL, entity_region="340102"))
    assert _line(found, "place") is State.UNMET
    assert found.eligibility is not None
    assert "项目不在重庆市内" in found.eligibility.headline


def test_over_the_cap_fails_and_has_no_schedule(office: Office) -> None:
    found = _assess(office, replace(FULL, amount=500_000_01))
    assert found.check.problems["amount"].code == "loan_rules.amount_over_cap"
    assert found.cost.schedule is None
    assert found.eligibility is not None and found.eligibility.overall is State.UNMET


def test_five_yuan_is_asked_about(office: Office) -> None:
    found = _assess(office, replace(FULL, amount=5_00))
    assert [notice.text() for notice in found.check.notices["amount"]] == [
        "填的是 5.00 元。是不是 5万元？如果是，请改成“5万”。"
    ]


def test_partners_share_a_larger_cap(office: Office) -> None:
    found = _assess(office, replace(FULL, amount=1_000_000_00, partners=(PartnerEntry("周样十"),)))
    assert found.cost.cap == 2 * 550_000_00
    assert "amount" not in found.check.problems


def test_the_cost_reconciles_with_a_second_reckoning(office: Office) -> None:
    """3.00 % + 0.50 % on 200,000 for three years, interest by the quarter, half paid by the treasury."""
    found = _assess(office)
    cost = found.cost
    assert (cost.lpr and cost.lpr.percent, cost.rate, cost.net_rate) == (
        Decimal("3.00"),
        Decimal("3.50"),
        Decimal("1.75"),
    )
    assert cost.schedule is not None
    days = (date(2029, 11, 20) - date(2026, 11, 20)).days
    assert abs(cost.schedule.total_interest - round(200_000_00 * 0.035 * days / 360)) <= 12
    assert cost.schedule.total_subsidy + cost.schedule.total_own_interest == cost.schedule.total_interest
    assert len(cost.schedule.installments) == 12


def test_the_rate_is_the_highest_until_the_bank_has_named_one(office: Office) -> None:
    assert not _assess(office).cost.agreed


@pytest.mark.parametrize(("spread", "within"), [(50, True), (51, False), (0, True)])
def test_a_named_rate_is_held_against_the_cap(office: Office, spread: int, *, within: bool) -> None:
    found = _assess(office, replace(FULL, rate_spread_bp=spread))
    assert found.cost.rate == Decimal("3.00") + Decimal(spread) / 100
    assert ("loan_rules.rate_over_cap" not in [notice.code for notice in found.notices]) is within


def test_a_stale_lpr_is_said(office: Office) -> None:
    assert "loan_rules.lpr_stale" in [notice.code for notice in _assess(office).notices]

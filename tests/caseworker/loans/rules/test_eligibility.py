"""Conditions of the Chongqing packs on both sides of every boundary, each judged by its own line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.loans.rules import (
    POLICY,
    ExistingLoan,
    ExistingLoanKind,
    LoanGroup,
    Owner,
    eligibility,
    loan_pack,
    materials,
)
from caseworker.people.retirement import RetirementTrack
from caseworker.policy import EligibilityResult, LineKind, Need, State, fact_labels, load_packs
from caseworker.policy.choice import by_version
from caseworker.problems import OfficerProblem
from tests.caseworker.loans.rules.sample import GOOD, facts

MET, UNMET, UNKNOWN = State.MET, State.UNMET, State.UNKNOWN
SELF, SPOUSE = Owner.SELF, Owner.SPOUSE
KIND = ExistingLoanKind
WAN = 1_000_000


def judged(version: str = "V-2025", **changes: Any) -> EligibilityResult:
    return eligibility(by_version("500000", POLICY, version), facts(**changes))


def state_of(result: EligibilityResult, rule: str) -> State | None:
    return next((line.state for line in result.lines if line.rule == rule), None)


def loan(owner: Owner, kind: ExistingLoanKind, balance: int | None) -> ExistingLoan:
    return ExistingLoan(owner, kind, balance)


def test_the_good_application_meets_everything_and_is_not_approved() -> None:
    result = judged()
    assert result.overall is MET
    assert result.headline == "符合"
    assert all(line.state is MET for line in result.lines)
    assert "批准" not in result.headline and "通过" not in result.headline


def test_household_is_shown_and_decides_nothing_since_2022() -> None:
    for version in ("V-2022", "V-2024", "V-2025"):
        result = judged(version)
        line = next(line for line in result.lines if line.rule == "household")
        assert (line.kind, line.text, line.seen) == (LineKind.INFO, "户籍不限", "四川省内江市")
    assert state_of(judged("V-2021"), "household") is UNMET
    assert state_of(judged("V-2021", household_region="500104"), "household") is MET
    assert state_of(judged("V-2021", groups=frozenset({LoanGroup.POVERTY_RELIEVED})), "household") is MET
    assert state_of(judged("V-2021", household_region=""), "household") is UNKNOWN


G = LoanGroup
BOUNDARIES: list[tuple[str, dict[str, Any], State | None]] = [
    ("group", {"groups": None}, UNKNOWN),
    ("group", {"groups": frozenset()}, UNMET),
    ("group", {"groups": frozenset({G.DIFFICULT, G.VETERAN})}, MET),
    ("graduate_years", {}, None),
    # ten years to the day, and the day after
    ("graduate_years", {"groups": frozenset({G.GRADUATE}), "graduated_on": date(2015, 9, 10)}, MET),
    ("graduate_years", {"groups": frozenset({G.GRADUATE}), "graduated_on": date(2015, 9, 9)}, UNMET),
    ("graduate_years", {"groups": frozenset({G.GRADUATE})}, UNKNOWN),
    ("graduate_years", {"groups": frozenset({G.GRADUATE}), "graduated_on": date(2026, 6, 30)}, UNKNOWN),
    ("graduate_years", {"groups": frozenset({G.GRADUATE, G.VETERAN}), "graduated_on": date(2001, 7, 1)}, MET),
    # sixteen on the day of application, and the day after it
    ("min_age", {"birth_date": date(2009, 9, 10)}, MET),
    ("min_age", {"birth_date": date(2009, 9, 11)}, UNMET),
    ("min_age", {"birth_date": None}, UNKNOWN),
    # a man of 1967-06 retires at 60 years 8 months: 2028-02; the term ends 2028-09-10
    ("retirement", {"birth_date": date(1967, 6, 1)}, UNMET),
    # born 1968-01: 60 years 10 months, on 2028-11-01, after the term
    ("retirement", {"birth_date": date(1968, 1, 1)}, MET),
    # born 1967-12-10: 60 years 9 months, on the very last day of the term; a day later is after it
    ("retirement", {"birth_date": date(1967, 12, 10)}, UNMET),
    ("retirement", {"birth_date": date(1967, 12, 11)}, MET),
    ("retirement", {"birth_date": date(1967, 12, 10), "term_months": 35}, MET),
    ("retirement", {"birth_date": date(1967, 12, 10), "contract_date": date(2025, 9, 9)}, MET),
    ("retirement", {"birth_date": date(1967, 6, 1), "groups": frozenset({G.POVERTY_RELIEVED})}, MET),
    # a woman of 1975: 50 or 55? Ask. One of 1990 has time on either track, one of 1969 on neither.
    ("retirement", {"sex": "2", "birth_date": date(1975, 6, 1)}, UNKNOWN),
    ("retirement", {"sex": "2", "birth_date": date(1990, 6, 1)}, MET),
    ("retirement", {"sex": "2", "birth_date": date(1969, 6, 1)}, UNMET),
    (
        "retirement",
        {"sex": "2", "birth_date": date(1975, 6, 1), "retirement_track": RetirementTrack.WOMEN_55},
        MET,
    ),
    (
        "retirement",
        {"sex": "2", "birth_date": date(1975, 6, 1), "retirement_track": RetirementTrack.WOMEN_50},
        UNMET,
    ),
    ("retirement", {"term_months": None}, UNKNOWN),
    ("entity", {"entity_registered": None}, UNKNOWN),
    ("entity", {"entity_registered": False}, UNMET),
    ("entity", {"entity_registered": False, "online_entrepreneur": True}, MET),
    ("entity", {"entity_registered_on": date(2025, 9, 10)}, MET),
    ("entity", {"entity_registered_on": date(2025, 9, 11)}, UNMET),
    ("entity", {"entity_registered_on": None}, MET),
    ("place", {"project_region": "510502"}, UNMET),
    ("place", {"project_region": "500382"}, MET),
    ("place", {"project_region": ""}, UNKNOWN),
    ("own_loans", {"own_loans_declared": False}, UNKNOWN),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.HOUSING, 80 * WAN), loan(SELF, KIND.CAR, WAN))}, MET),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.STUDY, WAN), loan(SELF, KIND.POVERTY_MICRO, WAN))}, MET),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.BUSINESS, 1),)}, UNMET),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.BUSINESS, None),)}, UNMET),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.BUSINESS, 0),)}, MET),
    ("own_loans", {"existing_loans": (loan(SELF, KIND.GUARANTEE, WAN),), "own_loans_declared": False}, UNMET),
    ("own_loans", {"existing_loans": (loan(SPOUSE, KIND.BUSINESS, WAN),)}, MET),
    ("spouse_loans", {"existing_loans": (loan(SPOUSE, KIND.BUSINESS, WAN),)}, UNMET),
    ("spouse_loans", {"existing_loans": (loan(SPOUSE, KIND.OTHER, WAN),), "married": False}, MET),
    ("spouse_loans", {"spouse_loans_declared": False}, UNKNOWN),
    ("spouse_loans", {"married": None}, UNKNOWN),
    ("spouse_loans", {"married": False, "spouse_loans_declared": False}, MET),
    ("consumer_loans", {"existing_loans": (loan(SELF, KIND.CONSUMER, 5 * WAN),)}, MET),
    ("consumer_loans", {"existing_loans": (loan(SELF, KIND.CONSUMER, 5 * WAN + 1),)}, UNMET),
    ("consumer_loans", {"existing_loans": (loan(SPOUSE, KIND.CONSUMER, 5 * WAN + 1),)}, UNMET),
    ("consumer_loans", {"existing_loans": (loan(SELF, KIND.CONSUMER, None),)}, UNKNOWN),
    ("consumer_loans", {"existing_loans": (loan(SELF, KIND.CONSUMER, 3 * WAN),) * 2}, UNKNOWN),
    (
        "consumer_loans",
        {"existing_loans": (loan(SELF, KIND.CONSUMER, 3 * WAN), loan(SPOUSE, KIND.CONSUMER, 2 * WAN))},
        MET,
    ),
    ("amount", {"amount_fen": 50 * WAN}, MET),
    ("amount", {"amount_fen": 50 * WAN + 1}, UNMET),
    ("amount", {"amount_fen": 0}, UNMET),
    ("amount", {"amount_fen": -5}, UNMET),
    ("amount", {"amount_fen": None}, UNKNOWN),
    ("amount", {"partners": 3}, None),
    ("amount_per_partner", {"partners": 2, "amount_fen": 110 * WAN}, MET),
    ("amount_per_partner", {"partners": 2, "amount_fen": 110 * WAN + 1}, UNMET),
    ("amount_of_partnership", {"partners": 11, "amount_fen": 600 * WAN}, MET),
    ("amount_of_partnership", {"partners": 11, "amount_fen": 600 * WAN + 1}, UNMET),
    ("term", {"term_months": 36}, MET),
    ("term", {"term_months": 37}, UNMET),
    ("term", {"term_months": 0}, UNMET),
    ("term", {"term_months": None}, UNKNOWN),
    ("times", {"prior_loan_count": 2}, MET),
    ("times", {"prior_loan_count": 3}, UNMET),
    ("times", {"prior_loan_count": None}, UNKNOWN),
]


@pytest.mark.parametrize(("rule", "changes", "state"), BOUNDARIES)
def test_both_sides_of_every_condition(rule: str, changes: dict[str, Any], state: State | None) -> None:
    assert state_of(judged(**changes), rule) is state


@pytest.mark.parametrize(("rule", "changes", "state"), BOUNDARIES)
def test_one_failing_condition_fails_the_whole_and_one_open_one_leaves_it_open(
    rule: str, changes: dict[str, Any], state: State | None
) -> None:
    result = judged(**changes)
    states = [line.state for line in result.lines if line.kind is LineKind.CONDITION]
    expected = UNMET if UNMET in states else UNKNOWN if UNKNOWN in states else MET
    assert result.overall is expected
    if rule != "times" and state in {UNMET, UNKNOWN}:
        assert result.overall is not MET
        assert all(reason in result.headline for reason in result.failed or result.missing)


def test_a_fourth_loan_is_a_warning_not_a_refusal() -> None:
    result = judged(prior_loan_count=3)
    assert result.overall is MET
    assert result.warnings == ("此前已获得 3 次，全国口径累计不超过3次，请询问区县",)


def test_reasons_name_the_value_the_limit_and_the_source() -> None:
    line = next(line for line in judged(amount_fen=60 * WAN).lines if line.rule == "amount")
    assert line.reason == "申请 600,000.00 元，应大于零且不超过50万元"
    assert (line.source.reference.split("/")[0], line.mark.value, line.verified) == ("czj.cq.gov.cn", "V", True)
    line = next(
        line for line in judged(existing_loans=(loan(SELF, KIND.BUSINESS, WAN),)).lines if line.rule == "own_loans"
    )
    assert line.reason == "本人有不属于例外的贷款：经营性贷款 10,000.00 元"


def test_what_no_document_settles_is_said_and_not_guessed() -> None:
    result = judged(existing_loans=(loan(SELF, KIND.CONSUMER, 3 * WAN),) * 2)
    assert result.overall is UNKNOWN
    assert "按单笔还是按合计计算没有公布" in result.headline
    assert "5万元" in result.headline


@pytest.mark.parametrize(
    ("version", "cap"), [("V-2021", 20 * WAN), ("V-2022", 20 * WAN), ("V-2024", 30 * WAN), ("V-2025", 50 * WAN)]
)
def test_each_version_has_its_own_cap(version: str, cap: int) -> None:
    assert state_of(judged(version, amount_fen=cap), "amount") is MET
    assert state_of(judged(version, amount_fen=cap + 1), "amount") is UNMET


def test_graduates_had_eight_years_before_2024() -> None:
    graduate = {"groups": frozenset({G.GRADUATE}), "graduated_on": date(2017, 9, 10)}
    late = {**graduate, "graduated_on": date(2017, 9, 9)}
    assert state_of(judged("V-2022", **graduate), "graduate_years") is MET
    assert state_of(judged("V-2022", **late), "graduate_years") is UNMET
    assert state_of(judged("V-2024", **late), "graduate_years") is MET


def test_the_place_of_the_project_decides_and_outside_is_shown_as_outside() -> None:
    here = loan_pack(facts(project_region="500104"), "500104").require()
    assert here.version == "V-2025"
    outside = facts(project_region="510502", project_place="四川省泸州市")
    pack = loan_pack(outside, "500104").require()
    assert "项目不在重庆市内" in eligibility(pack, outside).headline
    with pytest.raises(OfficerProblem) as caught:
        loan_pack(outside, "510502")
    assert caught.value.code == "policy.no_region"


def test_facts_offer_exactly_what_packs_may_ask_for() -> None:
    assert set(GOOD.as_mapping()) == set(fact_labels(POLICY))
    assert {pack.policy for pack in load_packs()} == {POLICY}


def test_papers_follow_the_facts() -> None:
    pack = by_version("500000", POLICY, "V-2025")

    def codes(**changes: Any) -> dict[str, tuple[Need, State, bool]]:
        return {item.code: (item.need, item.applies, item.to_hand_in) for item in materials(pack, facts(**changes))}

    plain = codes()
    assert plain["application_form"] == (Need.REQUIRED, MET, True)
    assert plain["bank_statements"] == (Need.OPTIONAL, MET, False)
    assert not {"diploma", "veteran_certificate", "unemployment_record", "counter_guarantee"} & set(plain)
    assert codes(groups=frozenset({G.VETERAN}))["veteran_certificate"] == (Need.CONDITIONAL, MET, True)
    assert codes(groups=frozenset({G.REG_UNEMP}))["unemployment_record"] == (Need.EXEMPT, MET, False)
    assert codes(groups=None)["diploma"] == (Need.CONDITIONAL, UNKNOWN, False)
    assert codes(needs_counter_guarantee=True)["counter_guarantee"] == (Need.CONDITIONAL, MET, True)

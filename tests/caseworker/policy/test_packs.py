"""The figures of the shipped packs, against the table of versions they were taken from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from caseworker.loans.rules import LoanGroup
from caseworker.policy import Mark, load_packs
from caseworker.policy.choice import by_version
from caseworker.problems import OfficerProblem

# Version, name of the parameter, its value with yuan in fen, its mark.
FIGURES = [
    ("V-2021", "personal_cap", 20_000_000, "V"),
    ("V-2021", "partnership_per_person", 22_000_000, "V"),
    ("V-2021", "partnership_total", 110_000_000, "V"),
    ("V-2021", "max_term", 36, "V"),
    ("V-2021", "rate_margin", 150, "V"),
    ("V-2021", "rate_margin_counties", 250, "V"),
    ("V-2021", "subsidy_floor", -150, "V2"),
    ("V-2021", "graduate_years", 8, "V2"),
    ("V-2021", "counter_guarantee_waiver", 10_000_000, "V"),
    ("V-2022", "personal_cap", 20_000_000, "V"),
    ("V-2022", "rate_margin", 150, "V"),
    ("V-2024", "personal_cap", 30_000_000, "V2"),
    ("V-2024", "partnership_per_person", 33_000_000, "V"),
    ("V-2024", "partnership_total", 400_000_000, "V"),
    ("V-2024", "rate_margin", 50, "I"),
    ("V-2024", "subsidy_share", Decimal("0.50"), "R"),
    ("V-2024", "graduate_years", 10, "V2"),
    ("V-2024", "total_working_days", 4, "V2"),
    ("V-2025", "personal_cap", 50_000_000, "V"),
    ("V-2025", "partnership_per_person", 55_000_000, "V"),
    ("V-2025", "partnership_total", 600_000_000, "V"),
    ("V-2025", "max_term", 36, "V2"),
    ("V-2025", "rate_margin", 50, "V"),
    ("V-2025", "subsidy_share", Decimal("0.50"), "V"),
    ("V-2025", "net_rate_ceiling", Decimal("1.75"), "V"),
    ("V-2025", "guarantee_fee_subsidy", Decimal("0.50"), "V"),
    ("V-2025", "graduate_years", 10, "I"),
    ("V-2025", "consumer_loan_limit", 5_000_000, "V"),
    ("V-2025", "max_times", 3, "V2"),
    ("V-2025", "day_basis", 360, "R"),
]


@pytest.mark.parametrize(("version", "name", "value", "mark"), FIGURES)
def test_figures_and_their_marks(version: str, name: str, value: object, mark: str) -> None:
    parameter = by_version("500000", "personal_guarantee_loan", version).parameters[name]
    assert (parameter.exact, parameter.mark) == (value, mark)
    assert parameter.verified is (mark == "V")


def test_what_was_not_published_is_not_a_number() -> None:
    for version in ("V-2024", "V-2025"):
        pack = by_version("500000", "personal_guarantee_loan", version)
        assert pack.parameters["counter_guarantee_waiver"].text == "未公布"
        with pytest.raises(OfficerProblem) as caught:
            pack.fen("counter_guarantee_waiver")
        assert caught.value.code == "policy.not_published"


def test_nothing_rests_on_a_weaker_source_than_it_claims() -> None:
    for pack in load_packs():
        stated = [*pack.parameters.values(), *pack.groups, *pack.conditions, *pack.materials, *pack.stages]
        for entry in stated:
            assert entry.verified is (entry.mark is Mark.OFFICIAL)
            assert not entry.verified or pack.sources[entry.source].verified, entry


def test_values_are_written_for_people() -> None:
    pack = by_version("500000", "personal_guarantee_loan", "V-2025")
    texts = {name: parameter.text for name, parameter in pack.parameters.items()}
    assert texts["personal_cap"] == "50万元"
    assert (texts["max_term"], texts["min_age"], texts["subsidy_share"]) == ("36个月", "16周岁", "50%")
    assert (texts["net_rate_ceiling"], texts["rate_margin"]) == ("1.75%", "50个基点")
    assert pack.label == "2025年6月版 · 渝人社规〔2025〕11号"
    assert pack.group_name("VETERAN") == "退役军人" and pack.group_name("NEW") == "NEW"


def test_groups_are_those_of_the_code_table() -> None:
    for pack in load_packs():
        assert {group.code for group in pack.groups} == {group.value for group in LoanGroup}

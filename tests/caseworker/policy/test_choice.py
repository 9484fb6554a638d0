"""Which version stands on which day; where no text says, the answer is to ask."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.messages import problem_text
from caseworker.policy import by_version, choose, parse_pack
from caseworker.problems import OfficerProblem
from tests.caseworker.policy.sample import PACK

LOAN = "personal_guarantee_loan"


@pytest.mark.parametrize(
    ("day", "version", "alternatives", "code"),
    [
        ("2020-12-31", None, [], "policy.before_first"),
        ("2021-01-01", "V-2021", [], "policy.may_not_have_begun"),
        ("2021-12-31", "V-2021", [], None),
        ("2022-01-01", "V-2022", ["V-2021"], "policy.ask_which"),
        ("2022-12-30", "V-2022", ["V-2021"], "policy.ask_which"),
        ("2022-12-31", "V-2022", [], None),
        ("2024-04-30", "V-2022", [], None),
        ("2024-05-01", "V-2024", ["V-2022"], "policy.ask_which"),
        ("2024-05-30", "V-2024", ["V-2022"], "policy.ask_which"),
        ("2024-05-31", "V-2024", [], None),
        ("2025-05-31", "V-2024", [], None),
        ("2025-06-01", "V-2025", ["V-2024"], "policy.ask_which"),
        ("2025-06-29", "V-2025", ["V-2024"], "policy.ask_which"),
        ("2025-06-30", "V-2025", [], None),
        ("2026-11-22", "V-2025", [], None),
    ],
)
def test_versions_by_day(day: str, version: str | None, alternatives: list[str], code: str | None) -> None:
    choice = choose("500104", LOAN, date.fromisoformat(day))
    assert (choice.pack and choice.pack.version) == version
    assert [pack.version for pack in choice.alternatives] == alternatives
    assert [notice.code for notice in choice.notices] == ([code] if code else [])
    assert choice.certain is (version is not None and not alternatives)
    for notice in choice.notices:
        assert day in notice.text("zh") and day in notice.text("en")


def test_the_question_names_every_candidate() -> None:
    (notice,) = choose("500000", LOAN, date(2025, 6, 10)).notices
    assert "2024年5月版" in notice.text() and "渝人社规〔2025〕11号" in notice.text()


def test_before_the_first_version_nothing_is_required_by_guess() -> None:
    choice = choose("500000", LOAN, date(2019, 1, 1))
    with pytest.raises(OfficerProblem) as caught:
        choice.require()
    assert caught.value.code == "policy.before_first"
    assert "2019-01-01" in problem_text(caught.value)


def test_a_region_without_rules_is_refused() -> None:
    with pytest.raises(OfficerProblem) as caught:
        choose("510502", LOAN, date(2026, 1, 1))
    assert caught.value.code == "policy.no_region"
    assert problem_text(caught.value, "en")


def test_a_gap_between_versions_and_an_end_known_to_the_day() -> None:
    first = PACK.replace('"month"', '"day"\neffective_to = 2025-12-31')
    second = PACK.replace('"V-1"', '"V-2"').replace("2025-06-01", "2026-03-01").replace('"month"', '"day"')
    packs = [parse_pack(text, "x") for text in (second, first)]

    def version(day: date) -> str | None:
        choice = choose("990000", LOAN, day, packs)
        return choice.pack.version if choice.pack and choice.certain else None

    assert version(date(2025, 6, 1)) == version(date(2025, 12, 31)) == "V-1"
    assert version(date(2026, 3, 1)) == "V-2"
    gap = choose("990000", LOAN, date(2026, 1, 1), packs)
    assert gap.pack is None and gap.notices[0].code == "policy.between"


def test_an_old_application_keeps_its_version() -> None:
    assert by_version("500104", LOAN, "V-2021").version == "V-2021"
    with pytest.raises(OfficerProblem) as caught:
        by_version("500104", LOAN, "V-1999")
    assert caught.value.code == "policy.no_version"

"""Names, definitions and the way values are written."""

from __future__ import annotations

import pytest

from caseworker import messages
from caseworker.reports import indicators


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_every_indicator_is_named_and_defined(lang: str) -> None:
    names = [indicators.name(code, lang) for code in indicators.CODES]
    assert len(set(names)) == len(names)
    assert all(indicators.definition(code, lang) and indicators.unit_name(code, lang) for code in indicators.CODES)


@pytest.mark.parametrize(
    ("code", "value", "written"),
    [
        ("registrations", 1234, "1,234"),
        ("reach_rate", 0.8534, "85.3%"),
        ("posts_per_seeker", 0.96, "0.96"),
        ("posts_per_seeker", None, "—"),
        ("loans_paid_fen", 20_000_000, "200,000"),
        ("loans_paid_fen", 20_000_050, "200,000.5"),
    ],
)
def test_values_are_written_in_their_unit(code: str, value: float | None, written: str) -> None:
    assert indicators.written(code, value) == written


def test_changes_are_written_with_their_sign() -> None:
    assert indicators.change_written("referrals", 0.125) == "+12.5%"
    assert indicators.change_written("referrals", 0.0) == "0.0%"
    assert indicators.change_written("reach_rate", -0.032) == "-3.2 个百分点"
    assert indicators.change_written("reach_rate", None, "en") == "—"


def test_no_text_is_left_without_its_indicator() -> None:
    told = {code.split(".")[2] for code in messages.codes("reports") if code.startswith("reports.indicator.")}
    assert told == {code for code in indicators.CODES if not code.startswith("activity_")}

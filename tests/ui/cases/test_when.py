"""Days as officers type them."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ui.cases.when import WhenField, parse_when

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3", date(2026, 11, 26)),
        ("３", date(2026, 11, 26)),
        ("0", MONDAY),
        ("周五", date(2026, 11, 27)),
        ("星期一", date(2026, 11, 30)),
        ("下周三", date(2026, 12, 2)),
        ("礼拜天", date(2026, 11, 29)),
        ("fri", date(2026, 11, 27)),
        ("明天", date(2026, 11, 24)),
        ("2周", date(2026, 12, 7)),
        ("12-1", date(2026, 12, 1)),
        ("1月5日", date(2027, 1, 5)),
        ("20261201", date(2026, 12, 1)),
        ("13-40", None),
        ("以后", None),
        ("", None),
    ],
)
def test_a_coming_day(typed: str, day: date | None) -> None:
    assert parse_when(typed, MONDAY) == day


def test_the_field_says_what_to_type_and_shows_the_day_in_full(qtbot: QtBot) -> None:
    field = WhenField(lambda: MONDAY)
    qtbot.addWidget(field)
    field.setText("以后吧")
    assert "2026-12-01" in field.complaint()
    field.setText("2026-11-01")
    assert "已经过了" in field.complaint()
    field.setText("周五")
    assert field.complaint() == ""
    field.tidy()
    assert field.text() == "2026-11-27"

"""The contact ladder: when somebody counts as lost, and what to try next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from caseworker.cases.ladder import Attempt, NextTry, Part, climb
from caseworker.cases.lifecycle import move_case
from caseworker.cases.rules import casework_rules, read_rules
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry, record, withdraw
from caseworker.cases.view import case_view
from caseworker.clock import china_instant
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from tests.caseworker.cases.colleagues import helped, later, settled, tried

DAY = date(2026, 11, 2)


def attempt(day: int, channel: str = "phone", outcome: str = "no_answer", hour: int = 9) -> Attempt:
    return Attempt(china_instant(DAY + timedelta(days=day), hour), channel, outcome)


@pytest.mark.parametrize(
    ("contacts", "complete"),
    [
        ([], False),
        ([attempt(0), attempt(1), attempt(2)], False),
        ([attempt(0), attempt(1), attempt(1, "wechat")], False),
        ([attempt(0), attempt(1, "wechat"), attempt(2)], True),
        ([attempt(0), attempt(1, "wechat"), attempt(2, "sms", "reached"), attempt(3)], False),
        ([attempt(2), attempt(0), attempt(1, "visit", "lost")], True),
        ([attempt(0), attempt(1, "", "no_answer"), attempt(2, "wechat")], False),
    ],
)
def test_three_tries_on_three_days_in_two_ways(contacts: list[Attempt], complete: bool) -> None:
    assert climb(contacts).complete is complete


def test_who_answers_is_in_touch_and_the_ladder_begins_anew() -> None:
    for outcome in casework_rules().ladder.answered:
        found = climb([attempt(0), attempt(1, "phone", outcome)])
        assert (found.in_touch, found.attempts, found.next_try(DAY)) == (True, (), None)
    assert not climb([]).in_touch


@pytest.mark.parametrize(
    ("contacts", "following"),
    [
        ([attempt(0)], NextTry("phone", DAY + timedelta(days=1), Part.AFTERNOON)),
        ([attempt(0), attempt(1, hour=14)], NextTry("wechat", DAY + timedelta(days=2), Part.EVENING)),
        ([attempt(0, "phone", "bad_number")], NextTry("wechat", DAY + timedelta(days=1), Part.AFTERNOON)),
        ([attempt(0), attempt(1, "wechat", hour=19)], NextTry("wechat", DAY + timedelta(days=2), Part.AFTERNOON)),
    ],
)
def test_the_next_try_is_on_another_day_at_another_hour_and_in_another_way_when_one_is_missing(
    contacts: list[Attempt], following: NextTry
) -> None:
    assert climb(contacts).next_try(DAY) == following
    assert following.on < (climb(contacts).next_try(DAY + timedelta(days=9)) or following).on


def test_whoever_follows_the_ladder_comes_to_its_end() -> None:
    contacts = [attempt(0)]
    while following := climb(contacts).next_try(DAY):
        hour = {Part.MORNING: 9, Part.AFTERNOON: 14, Part.EVENING: 18}[following.part]
        contacts.append(Attempt(china_instant(following.on, hour), following.channel, "no_answer"))
        assert len(contacts) < 6
    assert len(contacts) == 3 and climb(contacts).complete


def test_lost_is_refused_until_enough_was_tried_and_ends_with_an_answer(office: Desk) -> None:
    case_id = settled(office)
    for days, channel in enumerate(("phone", "phone", "wechat")):
        with pytest.raises(OfficerProblem) as refused:
            move_case(later(office, days=days), case_id, CaseState.LOST, "联系不上")
        assert (refused.value.code, refused.value.params["place"]) == ("cases.ladder_incomplete", "contact")
        tried(later(office, days=days), case_id, channel)
    after = later(office, days=3)
    move_case(after, case_id, CaseState.LOST, "联系不上")
    call = later(after, minutes=5)
    answered = record(call, case_id, Entry(kind="follow_up", channel="phone", outcome="reached"))
    assert case_view(after, case_id).state is CaseState.SETTLING
    withdraw(call, answered, "误记")
    assert case_view(after, case_id).state is CaseState.LOST


def test_an_answer_in_help_without_a_job_is_back_in_help(office: Desk) -> None:
    case_id = helped(office)
    for days, channel in enumerate(("phone", "sms", "phone")):
        tried(later(office, days=days), case_id, channel)
    after = later(office, days=3)
    move_case(after, case_id, CaseState.LOST, "联系不上")
    record(after, case_id, Entry(kind="follow_up", channel="phone", outcome="reached"))
    assert case_view(after, case_id).state is CaseState.HELPING


def test_rules_that_nobody_could_keep_are_refused() -> None:
    text = RULES.format(attempts=3, days=3, channels=2, failed="no_answer")
    assert read_rules(text).ladder.attempts == 3
    for wrong in (
        RULES.format(attempts=2, days=3, channels=2, failed="no_answer"),
        RULES.format(attempts=3, days=3, channels=3, failed="no_answer"),
        RULES.format(attempts=3, days=3, channels=2, failed="reached"),
        RULES.format(attempts=3, days=3, channels=2, failed="sleeping"),
    ):
        with pytest.raises(ValidationError):
            read_rules(wrong)


RULES = """
assessment = {{ months = 6 }}
review = {{ plan = false, late_days = 3 }}
pause = {{ most_days = 365 }}
[ladder]
attempts = {attempts}
days = {days}
channels = {channels}
order = ["phone", "wechat"]
failed = ["{failed}"]
answered = ["reached"]
stale_days = 14
"""

"""The month in figures, each against records made for it."""

from __future__ import annotations

from datetime import timedelta

from caseworker.cases import tasks, timeline
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.pulse import Share, pulse
from caseworker.cases.timeline import Entry, NextAction
from caseworker.cases.view import case_view
from caseworker.clock import china_instant
from caseworker.desk import Desk
from tests.caseworker.vacancies.office import add_case, add_person
from tests.db.records import TODAY


def called(outcome: str = "reached", **values: object) -> Entry:
    usual = {"kind": "follow_up", "text": "电话", "channel": "phone", "outcome": outcome}
    return Entry(**usual | values)  # type: ignore[arg-type]  # a few fields of an entry


def test_an_empty_office_owes_nothing(office: Desk) -> None:
    found = pulse(office)
    assert (found.reached, found.checks, found.promises) == (Share(0, 0), Share(0, 0), Share(0, 0))
    assert found.since == TODAY.replace(day=1)
    assert found.checks.ratio == 1.0


def test_a_case_counts_as_reached_once_and_only_this_month(office: Desk) -> None:
    first, second, _third = (add_case(office, add_person(office, id_no=f"50999919900101{n:04d}")) for n in range(3))
    for _ in range(2):
        timeline.record(office, first, called())
    timeline.record(office, second, called("no_answer"))
    last_month = china_instant(TODAY.replace(day=1) - timedelta(days=1), 23, 59)
    timeline.record(office, second, called(occurred_at=last_month))
    found = pulse(office)
    assert found.reached == Share(1, 3)
    assert found.contacts == 3


def test_a_corrected_contact_counts_once(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    saved = timeline.record(office, case_id, called())
    timeline.correct(office, saved.value, called("no_answer"), "听错了")
    assert pulse(office).contacts == 1
    assert pulse(office).reached == Share(0, 1)


def test_checks_are_in_time_late_or_still_open(office: Desk) -> None:
    for number, (ago, made) in enumerate(((9, True), (14, False), (8, False))):
        case_id = add_case(office, add_person(office, id_no=f"50999919900101{number:04d}"))
        record_placement(office, case_id, NewPlacement("样例公司", "店员", TODAY - timedelta(days=ago)))
        if made:
            job = case_view(office, case_id).placements[0].placement_id
            timeline.record(office, case_id, called(placement_id=job, check_days=7))
    assert pulse(office).checks == Share(1, 2)  # the third may still be made in time
    assert pulse(office).placements == 3


def test_promises_due_are_kept_or_overdue(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    kept = tasks.promise(office, case_id, NextAction("做完的", TODAY)).value
    tasks.finish(office, kept)
    tasks.promise(office, case_id, NextAction("今天还来得及", TODAY))
    tasks.promise(office, case_id, NextAction("逾期的", TODAY - timedelta(days=1)))
    assert pulse(office).promises == Share(1, 2)
    assert pulse(office, whole_office=True).promises == Share(1, 2)

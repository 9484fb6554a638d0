"""A package on a case: progress from what is on record, ended with a reason, seen on Today before its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseworker.cases.timeline import Entry, correct, record
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.plans import enrolment
from caseworker.plans.packages import WhyNot
from caseworker.problems import OfficerProblem
from caseworker.vacancies.referrals import refer
from tests.caseworker.vacancies.office import add_case, add_person, add_vacancy


def on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=FixedClock(china_instant(day, 10)))


def test_records_move_the_package_and_a_corrected_one_does_not(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    enrolment.enrol(office, case_id, "1131")
    record(office, case_id, Entry("guidance", "讲清方向", outcome="reached", channel="window"))
    missed = record(office, case_id, Entry("policy_talk", "没接电话", outcome="no_answer", channel="phone")).value
    refer(office, case_id, [add_vacancy(office)])
    [one] = enrolment.standards(office, case_id).enrolled
    assert (one.progress.done, one.progress.package.needed) == (3 - 1, 6)
    policy = one.progress.items[0]
    assert [(left.id, why) for left, why in policy.left_out] == [(missed, WhyNot.NOT_REACHED)]
    correct(office, missed, Entry("policy_talk", "接通了", outcome="reached", channel="phone"), "记错")
    assert enrolment.standards(office, case_id).enrolled[0].progress.done == 3


def test_one_package_runs_once_and_ends_with_a_reason(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    first = enrolment.enrol(office, case_id, "131").value
    with pytest.raises(OfficerProblem, match=r"packages\.running"):
        enrolment.enrol(office, case_id, "131")
    with pytest.raises(OfficerProblem, match="reason_missing"):
        enrolment.end(office, first, " ")
    enrolment.end(office, first, "本人已就业")
    with pytest.raises(OfficerProblem, match=r"packages\.gone"):
        enrolment.end(office, first, "再次")
    enrolment.enrol(office, case_id, "131")
    assert [one.end_reason for one in enrolment.standards(office, case_id).enrolled].count("本人已就业") == 1


def test_a_package_near_its_end_is_watched_until_it_is_complete(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    enrolment.enrol(office, case_id, "1311")
    assert enrolment.packages_at_risk(office) == ()
    late = on(office, office.today + timedelta(days=160))
    [watch] = enrolment.packages_at_risk(late)
    assert watch.case_id == case_id and watch.progress.done == 0
    vacancies = [add_vacancy(late, title=title) for title in ("电工", "钳工", "焊工")]
    for vacancy_id in vacancies:
        refer(late, case_id, [vacancy_id])
    for kind in ("guidance", "training", "follow_up"):
        record(late, case_id, Entry(kind, "样", outcome="reached", channel="window"))
    assert enrolment.packages_at_risk(late) == ()


def test_the_grade_says_when_the_next_contact_is_owed(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    found = enrolment.standards(office, case_id)
    assert found.grade == "C" and found.last_contact is None and found.contact is not None
    record(office, case_id, Entry("follow_up", "样", outcome="reached", channel="phone"))
    found = enrolment.standards(office, case_id)
    assert found.contact is not None and found.last_contact == office.today
    assert found.contact.on == office.today + timedelta(days=30)

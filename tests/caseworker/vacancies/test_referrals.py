"""From a recommendation to the first day of work, and the ways it comes to nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.vacancies.referral_states import (
    FAILURES,
    LIVE,
    ReferralState,
    check_step,
    next_states,
    reasons_for,
)
from caseworker.vacancies.referrals import person_referrals, record_outcome, refer
from caseworker.vacancies.vacancies import set_status
from tests.caseworker.vacancies.office import add_case, add_employer, add_person, add_vacancy, rows
from tests.db.records import TODAY


def make_case(desk: Desk) -> UUID:
    return add_case(desk, add_person(desk))


def test_a_recommendation_is_kept_with_its_reasons_and_noted_on_the_timeline(desk: Desk) -> None:
    case, first, second = make_case(desk), add_vacancy(desk), add_vacancy(desk, title="维修电工")
    saved = refer(desk, case, [first, second])
    assert len(saved.value) == 2
    assert saved.changes.ids("referral") == set(saved.value)
    assert saved.changes.touches("activity")
    found = person_referrals(desk, case)
    assert {row.vacancy_id for row in found} == {first, second}
    assert all(row.state == "referred" and row.band == "high" for row in found)
    codes = [code for code, _, _ in found[0].reasons]
    assert "occupation_same" in codes
    activities = rows(desk, "SELECT kind, text FROM activity")
    assert [kind for kind, _ in activities] == ["referral"]
    assert "电工" in activities[0][1] and "维修电工" in activities[0][1]


def test_record_and_outbox_and_audit_belong_to_one_transaction(desk: Desk) -> None:
    refer(desk, make_case(desk), [add_vacancy(desk)])
    tx = rows(desk, "SELECT tx FROM outbox WHERE entity = 'referral'")[0][0]
    entities = {row[0] for row in rows(desk, "SELECT entity FROM outbox WHERE tx = :tx", tx=tx)}
    assert {"referral", "activity"} <= entities
    actions = [row[0] for row in rows(desk, "SELECT action FROM audit_entry WHERE tx = :tx", tx=tx)]
    assert actions == ["referral.create"]


def test_starting_work_makes_a_placement_takes_a_place_and_lapses_the_others(desk: Desk) -> None:
    case = make_case(desk)
    taken = add_vacancy(desk, title="电工", pay_min=520_000, pay_max=520_000)
    other = add_vacancy(desk, title="维修电工")
    ids = refer(desk, case, [taken, other]).value
    record_outcome(desk, ids[0], "started", occurred_on=TODAY)
    states = {row.vacancy_id: (row.state, row.reason) for row in person_referrals(desk, case)}
    assert states == {taken: ("started", ""), other: ("lapsed", "hired_elsewhere")}
    placement = rows(desk, "SELECT post, started_on, pay_fen FROM placement")
    assert [tuple(row) for row in placement] == [("电工", TODAY.isoformat(), 520_000)]
    assert rows(desk, "SELECT filled FROM vacancy WHERE title = '电工'")[0][0] == 1
    assert rows(desk, "SELECT count(*) FROM activity WHERE kind = 'placement'")[0][0] == 1


def test_an_advertised_range_of_pay_is_not_taken_for_the_pay_agreed(desk: Desk) -> None:
    ids = refer(desk, make_case(desk), [add_vacancy(desk)]).value
    record_outcome(desk, ids[0], "started")
    assert rows(desk, "SELECT pay_fen FROM placement")[0][0] is None


def test_the_agreed_pay_goes_before_the_advert(desk: Desk) -> None:
    ids = refer(desk, make_case(desk), [add_vacancy(desk)]).value
    record_outcome(desk, ids[0], "started", pay_fen=555_500)
    assert rows(desk, "SELECT pay_fen FROM placement")[0][0] == 555_500


def test_an_interview_is_noted_with_its_hour(desk: Desk) -> None:
    case = make_case(desk)
    ids = refer(desk, case, [add_vacancy(desk)]).value
    at = desk.now + timedelta(days=2)
    record_outcome(desk, ids[0], "interview", interview_at=at, note="带身份证")
    row = person_referrals(desk, case)[0]
    assert (row.state, row.interview_at, row.note, row.answered_on) == ("interview", at, "带身份证", TODAY)
    assert rows(desk, "SELECT count(*) FROM activity WHERE kind = 'interview'")[0][0] == 1


def test_a_failure_needs_a_reason_of_its_own(desk: Desk) -> None:
    case = make_case(desk)
    ids = refer(desk, case, [add_vacancy(desk)]).value
    for reason, code in (("", "referrals.reason_missing"), ("filled", "referrals.reason_unfit")):
        with pytest.raises(OfficerProblem) as refused:
            record_outcome(desk, ids[0], "declined", reason)
        assert refused.value.code == code
    record_outcome(desk, ids[0], "declined", "too_far", "来回三小时")
    row = person_referrals(desk, case)[0]
    assert (row.state, row.reason, row.live, row.next_states) == ("declined", "too_far", False, ())


def test_a_refused_step_leaves_nothing_behind(desk: Desk) -> None:
    ids = refer(desk, make_case(desk), [add_vacancy(desk)]).value
    before = rows(desk, "SELECT max(n) FROM outbox")[0][0]
    with pytest.raises(OfficerProblem, match=r"referrals.future"):
        record_outcome(desk, ids[0], "hired", occurred_on=TODAY + timedelta(days=1))
    with pytest.raises(OfficerProblem, match=r"referrals.before_referral"):
        record_outcome(desk, ids[0], "hired", occurred_on=date(2020, 1, 1))
    assert rows(desk, "SELECT max(n) FROM outbox")[0][0] == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1), "published_on": TODAY - timedelta(days=9)}, "expired"),
        ({"status": "withdrawn"}, "closed"),
    ],
)
def test_a_vacancy_that_is_over_is_not_recommended(desk: Desk, values: dict[str, object], code: str) -> None:
    status = values.pop("status", None)
    vacancy = add_vacancy(desk, **values)
    if status:
        set_status(desk, vacancy, str(status))
    with pytest.raises(OfficerProblem) as refused:
        refer(desk, make_case(desk), [vacancy])
    assert refused.value.code == f"referrals.vacancy_{code}"
    assert rows(desk, "SELECT count(*) FROM referral")[0][0] == 0


def test_a_full_vacancy_is_not_recommended(desk: Desk) -> None:
    vacancy = add_vacancy(desk, headcount=1)
    record_outcome(desk, refer(desk, make_case(desk), [vacancy]).value[0], "started")
    other = add_case(desk, add_person(desk, id_no="509999199002020024"))
    with pytest.raises(OfficerProblem, match=r"referrals.vacancy_full"):
        refer(desk, other, [vacancy])


def test_twice_the_same_is_refused_until_it_came_to_nothing(desk: Desk) -> None:
    case, vacancy = make_case(desk), add_vacancy(desk)
    ids = refer(desk, case, [vacancy]).value
    with pytest.raises(OfficerProblem, match=r"referrals.already"):
        refer(desk, case, [vacancy])
    record_outcome(desk, ids[0], "not_hired", "experience_gap")
    assert len(refer(desk, case, [vacancy]).value) == 1


def test_nothing_chosen_is_said(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"referrals.nothing_chosen"):
        refer(desk, make_case(desk), [])


def test_who_may_only_look_cannot_recommend(desk: Desk) -> None:
    case, vacancy = make_case(desk), add_vacancy(desk, add_employer(desk))
    auditor = replace(desk, actor=replace(desk.actor, role=Role.AUDITOR))
    with pytest.raises(OfficerProblem, match=r"access.not_allowed"):
        refer(auditor, case, [vacancy])


def test_settled_referrals_go_nowhere_and_live_ones_only_forward() -> None:
    order = [ReferralState(code) for code in ("referred", "accepted", "interview", "hired", "started")]
    for at, state in enumerate(order):
        forward = [target for target in next_states(state) if target not in FAILURES]
        assert forward == (order[at + 1 :] if state in LIVE else [])
    assert all(next_states(state) == () for state in (*FAILURES, "started"))


@pytest.mark.parametrize("state", FAILURES)
def test_every_failure_has_reasons_and_every_reason_a_failure(state: ReferralState) -> None:
    assert reasons_for(state)
    assert all(check_step("referred", state, reason) is state for reason in reasons_for(state))

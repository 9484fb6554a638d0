"""Entries: recorded with what they settle and promise, corrected by superseding, taken back without deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from caseworker import drafts
from caseworker.cases import tasks, timeline
from caseworker.cases.evidence import evidence
from caseworker.cases.lifecycle import living_case
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import DRAFT, Entry, NextAction
from caseworker.cases.view import case_view, open_tasks
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from tests.caseworker.vacancies.office import add_case, add_person, rows


def talk(**values: object) -> Entry:
    return Entry(**{"kind": "talk", "text": "面谈一小时", "channel": "window", "outcome": "reached"} | values)  # type: ignore[arg-type]  # a few fields of an entry


def code_of(refused: pytest.ExceptionInfo[OfficerProblem]) -> str:
    return refused.value.code


def test_an_entry_settles_and_promises_in_one_transaction_and_ends_the_draft(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    drafts.save(office, DRAFT, str(case_id), "王样一", {"text": "一半"})
    before = rows(office, "SELECT max(seq) FROM audit_entry")[0][0]
    action = NextAction("送岗位清单", office.today + timedelta(days=3), "09:30", "样例单位")
    saved = timeline.record(office, case_id, talk(finishes=(task,), next_action=action))
    assert saved.changes.touches("activity", "task")
    [open_task] = case_view(office, case_id).tasks
    assert (open_task.title, open_task.due_time, open_task.waits_for) == ("送岗位清单", "09:30", "样例单位")
    assert drafts.open_drafts(office) == []
    assert rows(office, "SELECT max(seq) FROM audit_entry")[0][0] > before


def test_nothing_is_kept_of_an_entry_that_is_refused(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    with pytest.raises(OfficerProblem) as refused:
        timeline.record(office, case_id, talk(finishes=(uuid4(),)))
    assert code_of(refused) == "cases.task_settled"
    assert case_view(office, case_id).timeline == ()


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (Entry(kind="talk", text="  "), "cases.entry_empty"),
        (Entry(kind="talk", text="面谈", next_action=NextAction(" ", None)), "cases.task_title_missing"),  # type: ignore[arg-type]  # the title is looked at first
    ],
)
def test_what_is_missing_is_named(office: Desk, entry: Entry, code: str) -> None:
    case_id = add_case(office, add_person(office))
    with pytest.raises(OfficerProblem) as refused:
        timeline.record(office, case_id, entry)
    assert code_of(refused) == code


def test_what_has_not_happened_yet_is_no_entry(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    timeline.record(office, case_id, talk(occurred_at=office.now - timedelta(days=2)))
    with pytest.raises(OfficerProblem) as refused:
        timeline.record(office, case_id, talk(occurred_at=office.now + timedelta(hours=1)))
    assert code_of(refused) == "cases.entry_future"
    [entry] = case_view(office, case_id).timeline
    assert entry.recorded_at - entry.occurred_at == timedelta(days=2)


def test_a_correction_supersedes_once_and_leaves_the_counts_right(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    first = timeline.record(office, case_id, talk(kind="assessment")).value
    second = timeline.correct(office, first, talk(kind="talk", text="只是面谈"), "选错类型").value
    new, old = case_view(office, case_id).timeline
    assert (old.superseded_by, new.superseded_by) == (second, None)
    assert new.occurred_at == old.occurred_at
    with office.read() as session:
        assert not evidence(session, living_case(session, case_id), office.today).has("assessment")
    with pytest.raises(OfficerProblem) as refused:
        timeline.correct(office, first, talk(), "再改")
    assert code_of(refused) == "cases.entry_superseded"
    with pytest.raises(OfficerProblem) as refused:
        timeline.correct(office, second, talk(), " ")
    assert code_of(refused) == "cases.reason_missing"


def test_a_corrected_check_is_still_made_and_one_taken_back_is_owed_again(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    record_placement(office, case_id, NewPlacement("样例公司", "店员", office.today - timedelta(days=8)))
    job = case_view(office, case_id).placements[0].placement_id
    saved = timeline.record(office, case_id, talk(kind="follow_up", placement_id=job, check_days=7))
    timeline.correct(office, saved.value, talk(kind="follow_up", text="在岗，加了工资"), "补充")
    assert case_view(office, case_id).placements[0].checks_done == (7,)
    again = timeline.record(office, case_id, talk(kind="follow_up", placement_id=job, check_days=30))
    timeline.withdraw(office, again, "误记")
    assert case_view(office, case_id).placements[0].checks_done == (7,)


def test_taking_back_restores_what_was_settled_and_drops_what_was_promised(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    both = {tasks.promise(office, case_id, NextAction(title, office.today)).value for title in ("约到窗口", "送清单")}
    following = NextAction("下次", office.today + timedelta(days=1))
    saved = timeline.record(office, case_id, talk(finishes=tuple(both), next_action=following))
    assert [one.title for one in open_tasks(office, case_id)] == ["下次"]
    timeline.withdraw(office, saved, "误记")
    assert {one.task_id for one in open_tasks(office, case_id)} == both
    assert len(rows(office, "SELECT id FROM activity")) == 2
    assert rows(office, "SELECT reason FROM audit_entry WHERE action = 'activity.withdraw'")[0][0] == "误记"


def test_an_entry_corrected_into_an_assessment_carries_the_case_on(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    noted = timeline.record(office, case_id, talk()).value
    assert case_view(office, case_id).state is CaseState.REGISTERED
    timeline.correct(office, noted, talk(kind="assessment"), "选错了类别")
    assert case_view(office, case_id).state is CaseState.ASSESSING


def test_an_assessment_taken_back_takes_the_state_it_earned_along(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    assessed = timeline.record(office, case_id, talk(kind="assessment"))
    assert case_view(office, case_id).state is CaseState.ASSESSING
    timeline.withdraw(office, assessed, "误记")
    view = case_view(office, case_id)
    assert view.state is CaseState.REGISTERED
    moves = {(move.from_state, move.to_state) for move in view.changes}
    assert moves == {("registered", "assessing"), ("assessing", "registered")}


def test_a_state_that_other_entries_bear_stays(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    timeline.record(office, case_id, talk(kind="assessment"))
    later = replace(office, clock=FixedClock(office.now + timedelta(minutes=5)))
    again = timeline.record(later, case_id, talk(kind="assessment"))
    noted = timeline.record(later, case_id, talk())
    for saved in (again, noted):
        timeline.withdraw(later, saved, "误记")
    assert case_view(office, case_id).state is CaseState.ASSESSING

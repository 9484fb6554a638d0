"""Who was hired is sent to no more interviews: the steps of the search end with it, and what ended is on record."""

from __future__ import annotations

from uuid import UUID

import pytest

from caseworker.cases import tasks
from caseworker.cases.job_search import is_job_search
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.timeline import NextAction
from caseworker.cases.today import Kind, today
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.vacancies.referrals import person_referrals, record_outcome, refer
from tests.caseworker.vacancies.office import add_case, add_person, add_vacancy, rows


@pytest.fixture
def searching(office: Desk) -> UUID:
    """A case with two steps of the search and one of something else."""
    case_id = add_case(office, add_person(office))
    for title in ("陪同面试", "再推荐两个岗位", "办理社保补贴"):
        tasks.promise(office, case_id, NextAction(title, office.today))
    return case_id


def open_titles(desk: Desk, case_id: UUID) -> set[str]:
    return {task.title for task in case_view(desk, case_id).tasks}


@pytest.mark.parametrize(
    "title", ["陪同面试", "再推荐岗位", "回访求职进展", "Ask how the job search goes", "问单位答复", "带去招聘会"]
)
def test_a_step_of_the_search_is_told_by_its_words(title: str) -> None:
    assert is_job_search(title)


@pytest.mark.parametrize("title", ["送政策告知单", "办理岗位补贴", "公益性岗位续签", "再次联系", "Send the contract"])
def test_other_steps_are_left_alone(title: str) -> None:
    assert not is_job_search(title)


@pytest.mark.parametrize("state", ["hired", "started"])
def test_hiring_settles_the_search_and_says_so_on_the_timeline(office: Desk, searching: UUID, state: str) -> None:
    [referral] = refer(office, searching, [add_vacancy(office)]).value
    record_outcome(office, referral, state)
    assert open_titles(office, searching) == {"办理社保补贴"}
    newest = case_view(office, searching).timeline[0]
    assert newest.text.endswith("；随之办结：陪同面试、再推荐两个岗位")
    noted = rows(office, "SELECT done_note FROM task WHERE done_at IS NOT NULL")
    assert len(noted) == 2 and all(row[0] and row[0] in newest.text for row in noted)
    assert rows(office, "SELECT count(*) FROM audit_entry WHERE action = 'task.finish'")[0][0] == 2


def test_an_interview_settles_nothing(office: Desk, searching: UUID) -> None:
    [referral] = refer(office, searching, [add_vacancy(office)]).value
    record_outcome(office, referral, "interview")
    assert len(open_titles(office, searching)) == 3


def test_a_job_found_elsewhere_ends_the_search_and_its_referrals(office: Desk, searching: UUID) -> None:
    [referral] = refer(office, searching, [add_vacancy(office)]).value
    record_outcome(office, referral, "interview", interview_at=office.now)
    assert Kind.INTERVIEW in {item.kind for item in today(office).items}
    record_placement(office, searching, NewPlacement("样例公司", "店员", office.today))
    assert open_titles(office, searching) == {"办理社保补贴"}
    [row] = person_referrals(office, searching)
    assert (row.state, row.reason) == ("lapsed", "hired_elsewhere")
    assert Kind.INTERVIEW not in {item.kind for item in today(office).items}


def test_nothing_open_leaves_the_entry_as_it_was(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    record_placement(office, case_id, NewPlacement("样例公司", "店员", office.today))
    assert case_view(office, case_id).timeline[0].text == "样例公司 店员"

"""Recommendations from a real store: who is listed, who is left out and why, and who makes no difference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from caseworker.desk import Desk
from caseworker.matching.recommend import Recommendations, recommend
from caseworker.matching.wording import reason_tag, reason_text, summary_lines
from caseworker.problems import OfficerProblem
from caseworker.vacancies.referrals import record_outcome, refer
from caseworker.vacancies.vacancies import set_status
from db.models import GroupTag, WorkExperience
from tests.caseworker.vacancies.office import (
    FAR,
    FITTER,
    NEAR,
    add_case,
    add_employer,
    add_person,
    add_vacancy,
)
from tests.db.records import TODAY


def titles(found: Recommendations) -> list[str]:
    return [item.title for item in found.items]


def fill(desk: Desk, count: int, **values: Any) -> None:
    """Enough fitting vacancies that nothing has to be relaxed."""
    for number in range(count):
        add_vacancy(desk, add_employer(desk, f"样厂{number}有限公司"), **values)


def test_the_best_come_first_and_each_sums_its_reasons(desk: Desk) -> None:
    fill(desk, 10)
    add_vacancy(desk, title="维修电工", region=NEAR)
    found = recommend(desk, add_person(desk))
    assert len(found.items) == 11
    assert found.items[-1].title == "维修电工"
    points = [item.score.points for item in found.items]
    assert points == sorted(points, reverse=True)
    assert all(item.score.points == sum(r.points for r in item.score.reasons) for item in found.items)
    assert found.relaxed == ()


def test_hard_limits_leave_out_and_are_counted_by_cause(desk: Desk) -> None:
    fill(desk, 10)
    add_vacancy(desk, valid_to=TODAY - timedelta(days=1), published_on=TODAY - timedelta(days=30))
    set_status(desk, add_vacancy(desk), "withdrawn")
    full = add_vacancy(desk, headcount=1)
    record_outcome(desk, refer(desk, add_case(desk, add_person(desk)), [full]).value[0], "started")
    waiting = add_person(desk, id_no="509999199002020024")
    refer(desk, add_case(desk, waiting), [add_vacancy(desk)])
    add_vacancy(desk, kind="public_service")
    found = recommend(desk, waiting, limit=50)
    assert found.excluded == {"expired": 1, "closed": 1, "full": 1, "recommended": 1, "not_eligible": 1}
    assert found.pool == len(found.items) + 5


def test_a_group_the_post_is_kept_for_opens_it(desk: Desk) -> None:
    add_vacancy(desk, title="公益岗电工", kind="public_service")
    person = add_person(desk)
    assert recommend(desk, person).items == ()
    with desk.write() as unit:
        tag = unit.add(GroupTag(person_id=person, kind="AGE_4050"))
        unit.audit("test.tag", tag)
    assert titles(recommend(desk, person)) == ["公益岗电工"]


def test_at_most_two_of_one_employer(desk: Desk) -> None:
    firm = add_employer(desk)
    for number in range(5):
        add_vacancy(desk, firm, title=f"电工{number}")
    found = recommend(desk, add_person(desk))
    assert len(found.items) == 2
    assert found.excluded == {"same_employer": 3}


def test_wishes_are_relaxed_in_order_and_it_is_said(desk: Desk) -> None:
    add_vacancy(desk, title="电工", region=FAR)
    add_vacancy(desk, title="机修工", occupation=FITTER)
    add_vacancy(desk, title="电工二", pay_min=300_000, pay_max=370_000)
    add_vacancy(desk, title="电工三", pay_min=100_000, pay_max=200_000)
    found = recommend(desk, add_person(desk))
    assert sorted(titles(found)) == ["机修工", "电工", "电工二"]
    assert found.relaxed == ("district", "occupation", "pay")
    assert found.excluded == {"pay": 1}
    assert summary_lines(found)[0].startswith("合适的不足10个，已放宽到意向区县以外、")


def test_enough_nearby_means_nothing_far_off(desk: Desk) -> None:
    fill(desk, 10)
    add_vacancy(desk, region=FAR)
    found = recommend(desk, add_person(desk))
    assert (found.relaxed, found.excluded) == ((), {"district": 1})


def test_related_work_is_held_back_while_there_is_enough_and_other_work_is_not_even_counted(desk: Desk) -> None:
    fill(desk, 10)
    add_vacancy(desk, title="机修工", occupation=FITTER)
    add_vacancy(desk, title="业务员")
    found = recommend(desk, add_person(desk))
    assert (len(found.items), found.pool, found.excluded) == (10, 11, {"occupation": 1})


def test_an_empty_list_says_why(desk: Desk) -> None:
    person = add_person(desk)
    assert summary_lines(recommend(desk, person)) == ("本机没有相关工种的岗位。可先导入岗位，或改写求职意向。",)
    set_status(desk, add_vacancy(desk), "doubtful")
    assert summary_lines(recommend(desk, person)) == ("相关岗位1个，都不能推荐：下架或存疑1个。",)


def test_a_person_without_a_wish_gets_what_is_near(desk: Desk) -> None:
    add_vacancy(desk, title="保安")
    add_vacancy(desk, title="电工", region=FAR)
    found = recommend(desk, add_person(desk, wanted_jobs=[]))
    assert titles(found) == ["保安"]
    assert summary_lines(found)[0].startswith("没有登记求职意向")


def test_experience_is_read_from_the_posts_held_before(desk: Desk) -> None:
    add_vacancy(desk, experience_years=3)
    person = add_person(desk)
    with desk.write() as unit:
        job = WorkExperience(person_id=person, post="维修电工", from_on=date(2015, 1, 1), to_on=date(2020, 1, 1))
        unit.audit("test.job", unit.add(job))
    item = recommend(desk, person).items[0]
    assert {reason.code: reason.params for reason in item.score.reasons}["experience_fits"] == {
        "has": 5,
        "needed": 3,
    }


def test_reasons_name_both_values(desk: Desk) -> None:
    add_vacancy(desk, education="20")
    item = recommend(desk, add_person(desk)).items[0]
    assert [reason_text(reason) for reason in item.shown_for] == [
        "工种一致（电工）",
        "薪资5000–6000达到期望4000",
        "同区（巴南区）",
    ]
    assert [reason_text(reason) for reason in item.shown_against] == ["要求本科，现为大专"]
    assert reason_text(item.shown_against[0], "en") == (
        "asks for University (bachelor level), has College (associate level)"
    )
    assert [reason_tag(reason) for reason in item.shown_for] == ["工种一致", "薪资达标", "同区"]


def facts(found: Recommendations) -> list[tuple[UUID, int]]:
    return [(item.vacancy_id, item.score.points) for item in found.items]


@pytest.mark.parametrize(
    "change",
    [
        {"sex": "2"},
        {"birth_date": date(1960, 1, 1)},
        {"ethnic": "15"},
        {"marital": "10"},
        {"political": "01"},
        {"disability_kind": "1", "disability_grade": "2"},
        {"hukou_type": "rural", "hukou_region": "510100"},
        {"health": "weak"},
    ],
)
def test_what_the_law_forbids_to_weigh_changes_nothing(desk: Desk, change: dict[str, Any]) -> None:
    for region in (None, NEAR, FAR):
        add_vacancy(desk, region=region, age_text="35岁以下")
    add_vacancy(desk, title="女电工", description="限女性")
    usual = facts(recommend(desk, add_person(desk)))
    assert len(usual) == 4
    assert facts(recommend(desk, add_person(desk, id_no="509999199002020024", **change))) == usual


def test_a_person_who_is_gone_is_said_to_be(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"matching.person_gone"):
        recommend(desk, UUID(int=7))

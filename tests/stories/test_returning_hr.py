"""A person comes back to Chongqing after 17 years in factory HR elsewhere: registered, assessed by talk, recommended
three posts, taken to a fair, interviewed, hired, followed up; the spouse is registered from the household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.cases.states import CaseState
from caseworker.cases.view import case_view
from caseworker.people.card import PersonCard
from caseworker.sample.people import sample_id
from caseworker.vacancies.referrals import person_referrals
from tests.stories.teller import FIRST_DAY, Teller, telling
from ui.cases.screen import CaseScreen
from ui.people.screen import RegistrationScreen
from ui.today.screen import TodayScreen

pytestmark = pytest.mark.timeout(300)

NAME, INITIALS = "王样归", "wyg"
ID_NUMBER = sample_id(date(1985, 6, 12), 361)
SPOUSE = "赵样归"
SPOUSE_ID = sample_id(date(1987, 3, 4), 362)
FAIR = date(2026, 11, 27)
INTERVIEW = date(2026, 12, 1)
START = date(2026, 12, 7)


@dataclass(slots=True)
class Returning:
    """The story, in order."""

    teller: Teller

    def tell(self) -> None:
        """From the window of the street office to two registrations and a job."""
        self.teller.picture("today")
        self.register()
        self.assess()
        self.plan()
        self.recommend()
        self.fair()
        self.interview()
        self.hired()
        self.started()
        self.follow_up()
        self.spouse()

    def register(self) -> None:
        """The number, the essentials, 17 years of work, the spouse in the household."""
        hands = self.teller.hands
        hands.press("Ctrl+N")
        for text in (ID_NUMBER, NAME, "13800008117", "大专"):
            hands.enter(text)
        hands.press("1", "Return")
        for text in ("人事专员", "", "", "5000", "7000"):
            hands.enter(text)
        hands.press("Return", "Return")
        hands.enter("川渝跨省务工人员")
        hands.enter("本人陈述，外省社保缴费记录")
        hands.press("Return", "Return", "Return")
        hands.press("Space")
        self.teller.picture("register")
        hands.press("PgDown", "PgDown", "PgDown")
        for text in ("2008-09-01", "2025-12-31", "样例制造公司", "人事主管", "制造业", "返乡"):
            hands.enter(text)
        self.teller.picture("register-work")
        hands.press("PgDown")
        for text in (SPOUSE, "配偶", "随迁，待业"):
            hands.enter(text)
        self.teller.picture("register-household")
        hands.press("Ctrl+Return")
        case = self.teller.screen(CaseScreen)
        hands.wait(lambda: case.picture is not None, "the new case")
        self.teller.picture("case-opened")

    def assess(self) -> None:
        """Assessed by talk, at the window."""
        self._note("assessed", "测评", "面谈测评：17年工厂人事，招聘、薪酬、劳动关系都做过；短板是本地人脉。")

    def plan(self) -> None:
        """Planned together."""
        self._note("planned", "制定计划", "计划：推荐三个人事岗位，周五陪同参加招聘会，一周内安排面试。")

    def recommend(self) -> None:
        """Three posts from the person's own experience."""
        hands = self.teller.hands
        hands.press("Alt+Return", "1", "2", "3")
        self.teller.picture("three-posts")
        hands.press("Ctrl+R")
        self.teller.picture("recommended")

    def fair(self) -> None:
        """Taken along to a fair: the kind of the note is chosen, the channel is 陪同."""
        hands = self.teller.hands
        self.teller.later(FAIR, 15)
        self.teller.find(NAME, INITIALS)
        hands.press("Ctrl+J", "7", "1")
        hands.write("陪同参加春风行动招聘会，在三家展位面谈，一家约面试。")
        self.teller.tab_to("服务类型")
        hands.press("Ctrl+A")
        hands.write("招聘会")
        self.teller.picture("fair-note")
        hands.press("Return")
        hands.press("Ctrl+Return")
        self.teller.picture("fair-noted")

    def interview(self) -> None:
        """The firm answers: an interview on a day."""
        hands = self.teller.hands
        hands.press("Alt+Return", "2", "Return")
        hands.press("Return")
        hands.write(f"{INTERVIEW:%Y-%m-%d}")
        self.teller.picture("interview-asked")
        hands.press("Ctrl+Return")
        self.teller.picture("interview-recorded")

    def hired(self) -> None:
        """Hired on the day of the interview."""
        hands = self.teller.hands
        self.teller.later(INTERVIEW, 16)
        hands.press("Alt+Return", "1", "Ctrl+Return")
        self.teller.picture("hired")

    def started(self) -> None:
        """The first day at work."""
        hands = self.teller.hands
        self.teller.later(START)
        hands.press("Alt+Return", "1", "Return")
        self.teller.picture("start-asked")
        hands.press("Ctrl+Return")
        self.teller.picture("started")

    def follow_up(self) -> None:
        """Seven days later the check stands on Today; it is made by phone."""
        hands = self.teller.hands
        self.teller.later(START + timedelta(days=7))
        hands.press("Ctrl+1")
        self.teller.screen(TodayScreen)
        self.teller.picture("check-due")
        self.teller.find(NAME, INITIALS)
        self.teller.screen(CaseScreen)
        hands.settle()
        hands.press("Alt+Return", "1", "1")
        hands.write("已上班一周，适应；单位已签合同、参保。配偶也想找工作。")
        self.teller.picture("check")
        hands.press("Ctrl+Return")
        self.teller.picture("checked")

    def spouse(self) -> None:
        """Registered from the line of the household."""
        hands = self.teller.hands
        hands.press("F6", "F6")
        self.teller.tab_to("修改")
        hands.press("Space")
        form = self.teller.screen(RegistrationScreen)
        hands.wait(form.form.members.value, "the household")
        hands.press("PgDown", "PgDown", "PgDown", "PgDown")
        self.teller.tab_to(SPOUSE + "登记")
        self.teller.picture("household-line")
        hands.press("Space")
        hands.wait(lambda: form.form.essentials.grid.value("name") == SPOUSE, "the form of the spouse")
        hands.write(SPOUSE_ID)
        hands.press("Return", "Return")
        for text in ("13800008118", "高中"):
            hands.enter(text)
        hands.press("1", "Return")
        hands.enter("收银员")
        hands.press("Alt+C", "Space")
        self.teller.picture("spouse-form")
        hands.press("Ctrl+Return")
        case = self.teller.screen(CaseScreen)
        hands.wait(lambda: case.picture is not None and case.picture.person.name == SPOUSE, "the spouse's case")
        self.teller.picture("spouse-case")
        self.teller.find(NAME, INITIALS)
        hands.wait(lambda: case.picture is not None and case.picture.person.name == NAME, "back at the first case")
        self.teller.picture("linked")

    def _note(self, name: str, kind: str, text: str) -> None:
        """A note of a kind, at the window, reached."""
        hands = self.teller.hands
        hands.press("Ctrl+J", "3", "1")
        hands.write(text)
        self.teller.tab_to("服务类型")
        hands.press("Ctrl+A")
        hands.write(kind)
        hands.press("Return")
        self.teller.picture(f"{name}-note")
        hands.press("Ctrl+Return")
        self.teller.picture(name)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Teller]:
    with telling(tmp_path_factory.mktemp("returning"), "story-1") as teller:
        Returning(teller).tell()
        yield teller


def _person(told: Teller) -> PersonCard:
    _, case_id = told.who(NAME)
    assert case_id is not None
    return case_view(told.desk, case_id).person


def test_registered_with_seventeen_years_elsewhere(told: Teller) -> None:
    person = _person(told)
    assert person.experience == "制造业 人事主管 17 年"
    assert [tag.kind for tag in person.tags] == ["CROSS_PROVINCE"]


def test_the_case_went_all_the_way(told: Teller) -> None:
    _, case_id = told.who(NAME)
    assert case_id is not None
    view = case_view(told.desk, case_id)
    kinds = {entry.kind: entry for entry in view.timeline}
    assert {"assessment", "plan", "referral", "fair", "interview", "placement", "follow_up"} <= kinds.keys()
    assert kinds["fair"].channel == "accompany"
    assert kinds["fair"].occurred_at > kinds["plan"].occurred_at
    assert view.opened_on == FIRST_DAY
    (placement,) = view.placements
    assert placement.started_on == START
    assert placement.checks_done == (7,)
    assert placement.next_days == 30
    assert view.state is CaseState.SETTLING


def test_three_were_recommended_and_one_led_to_work(told: Teller) -> None:
    _, case_id = told.who(NAME)
    assert case_id is not None
    rows = person_referrals(told.desk, case_id)
    assert sorted(row.state for row in rows) == ["lapsed", "lapsed", "started"]
    assert all(row.title == "人事专员" for row in rows)


def test_the_spouse_is_registered_and_linked(told: Teller) -> None:
    spouse_id, spouse_case = told.who(SPOUSE)
    assert spouse_case is not None
    (relative,) = _person(told).relatives
    assert relative.person_id == spouse_id
    assert [one.name for one in case_view(told.desk, spouse_case).person.relatives] == [NAME]
    assert len(list(told.pictures.glob("*.png"))) == told.taken >= 20

"""The panel of recommendations and the outcome form, by keyboard, over a real store."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.vacancies.referrals import ReferralRow, person_referrals, refer
from tests.caseworker.vacancies.office import add_case, add_person, add_vacancy, rows
from tests.ui.walk import faults
from ui.jobs import Jobs
from ui.vacancies.outcome import OutcomeForm
from ui.vacancies.recommendations import RecommendationPanel


@pytest.fixture
def panel(jobs: Jobs, qtbot: QtBot) -> RecommendationPanel:
    made = RecommendationPanel(jobs)
    qtbot.addWidget(made)
    jobs.bus.changed.connect(made.changed)
    made.resize(276, 600)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def case(desk: Desk) -> tuple[UUID, UUID]:
    """A case and its person."""
    person = add_person(desk)
    return add_case(desk, person), person


def show(panel: RecommendationPanel, jobs: Jobs, case: tuple[UUID, UUID]) -> None:
    panel.show_for(*case)
    jobs.wait_idle()
    panel.focus_list()


def key(code: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, code)


def test_ticked_vacancies_are_recommended_with_one_key(
    desk: Desk, panel: RecommendationPanel, jobs: Jobs, case: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    for title in ("电工", "维修电工", "高压电工"):
        add_vacancy(desk, title=title)
    show(panel, jobs, case)
    assert len(panel.rows) == 3 and faults(panel) == []
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Space)
    chosen = panel.ticked()
    assert chosen == (panel.rows[1].vacancy_id, panel.rows[2].vacancy_id)
    assert panel.submit.text() == "推荐 2 个"
    with qtbot.waitSignal(panel.recommended) as signal:
        key(Qt.Key.Key_Return)
    assert len(signal.args[0].value) == 2
    jobs.wait_idle()
    assert {row.vacancy_id for row in person_referrals(desk, case[0])} == set(chosen)
    assert len(panel.rows) == 1 and "已推荐过2个" in panel.notes.text()


def test_with_nothing_ticked_the_current_line_is_meant(
    desk: Desk, panel: RecommendationPanel, jobs: Jobs, case: tuple[UUID, UUID]
) -> None:
    add_vacancy(desk)
    show(panel, jobs, case)
    key(Qt.Key.Key_Return)
    jobs.wait_idle()
    assert len(person_referrals(desk, case[0])) == 1


def test_an_empty_list_says_why(panel: RecommendationPanel, jobs: Jobs, case: tuple[UUID, UUID]) -> None:
    show(panel, jobs, case)
    assert panel.notes.text().startswith("本机没有相关工种的岗位")
    assert not panel.submit.isEnabled()


def test_without_a_case_one_can_only_look(
    desk: Desk, panel: RecommendationPanel, jobs: Jobs, case: tuple[UUID, UUID]
) -> None:
    add_vacancy(desk)
    show(panel, jobs, (None, case[1]))  # type: ignore[arg-type]
    assert not panel.submit.isEnabled()
    key(Qt.Key.Key_Return)
    jobs.wait_idle()
    assert rows(desk, "SELECT count(*) FROM referral")[0][0] == 0


@pytest.fixture
def form(jobs: Jobs, qtbot: QtBot) -> OutcomeForm:
    made = OutcomeForm(jobs)
    qtbot.addWidget(made)
    made.resize(560, 420)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def referral(desk: Desk, case: tuple[UUID, UUID]) -> ReferralRow:
    refer(desk, case[0], [add_vacancy(desk)])
    return person_referrals(desk, case[0])[0]


def test_a_failure_asks_for_its_reason_and_is_recorded(
    desk: Desk, form: OutcomeForm, jobs: Jobs, referral: ReferralRow, case: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    form.show_referral(referral)
    assert faults(form) == []
    key(Qt.Key.Key_6)
    assert form.form.value("state") == "declined"
    form.submit()
    assert form.form.said("reason")
    form.form.focus("reason")
    key(Qt.Key.Key_1)
    with qtbot.waitSignal(form.recorded):
        form.submit()
    row = person_referrals(desk, case[0])[0]
    assert (row.state, row.reason) == ("declined", "too_far")


def test_an_interview_takes_its_day_and_hour(
    desk: Desk, form: OutcomeForm, jobs: Jobs, referral: ReferralRow, case: tuple[UUID, UUID]
) -> None:
    form.show_referral(referral)
    key(Qt.Key.Key_2)
    form.form.set_values({"interview_day": desk.today, "interview_time": "下午"})
    form.submit()
    assert form.form.said("interview_time") == "时间请写成 14:30。"
    form.form.set_value("interview_time", "14点30分")
    form.submit()
    jobs.wait_idle()
    at = person_referrals(desk, case[0])[0].interview_at
    assert at is not None and (at.hour, at.minute) == (6, 30)


def test_a_refusal_of_the_service_is_shown_and_keeps_what_was_typed(
    desk: Desk, form: OutcomeForm, jobs: Jobs, referral: ReferralRow
) -> None:
    from datetime import timedelta

    form.show_referral(referral)
    key(Qt.Key.Key_4)
    form.form.set_values({"day": desk.today + timedelta(days=1), "note": "周一报到", "pay": 520_000})
    form.submit()
    jobs.wait_idle()
    assert form.problem.text() == "日期不能晚于今天。"
    assert form.form.value("note") == "周一报到"
    form.form.set_value("day", desk.today)
    form.submit()
    jobs.wait_idle()
    assert rows(desk, "SELECT pay_fen FROM placement")[0][0] == 520_000

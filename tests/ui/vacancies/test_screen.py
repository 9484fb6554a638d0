"""The vacancy screen over a real store, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.settings import Settings
from caseworker.vacancies.listing import VacancyFilter, list_vacancies
from caseworker.vacancies.vacancies import vacancy_card
from tests.caseworker.vacancies.office import FAR, HOME, add_employer, add_vacancy, rows
from tests.caseworker.vacancies.test_importing import GOOD, ledger
from tests.db.records import TODAY
from tests.ui.walk import faults
from ui.jobs import Jobs
from ui.shell.application import dress
from ui.vacancies.list_pane import VacancyList
from ui.vacancies.screen import VacancyScreen
from ui.widgets import Toasts


@pytest.fixture
def screen(jobs: Jobs, qtbot: QtBot) -> VacancyScreen:
    made = VacancyScreen(jobs)
    qtbot.addWidget(made)
    jobs.bus.changed.connect(made.hear)
    made.resize(1190, 716)
    made.show()
    return made


def come(screen: VacancyScreen, jobs: Jobs) -> None:
    screen.activate()
    jobs.wait_idle()


def titles(pane: VacancyList) -> list[str]:
    return [row.title for row in pane.table.rows]


def test_a_first_day_says_what_to_do(screen: VacancyScreen, jobs: Jobs) -> None:
    come(screen, jobs)
    assert screen.list.table.empty.title.text() == "还没有有效岗位"
    assert faults(screen) == []


def test_the_list_shows_open_vacancies_and_the_current_one_beside_it(
    desk: Desk, screen: VacancyScreen, jobs: Jobs
) -> None:
    add_vacancy(desk, title="焊工", region=FAR)
    add_vacancy(desk, title="旧岗", valid_to=TODAY - timedelta(days=1), published_on=TODAY - timedelta(days=50))
    come(screen, jobs)
    assert titles(screen.list) == ["焊工"]
    assert screen.detail.shown is not None and screen.detail.shown.form.title == "焊工"
    assert faults(screen) == []
    screen.list.standing.set_value("expired")
    screen.list.reload()
    jobs.wait_idle()
    assert titles(screen.list) == ["旧岗"]


def test_what_is_typed_is_searched_for(desk: Desk, screen: VacancyScreen, jobs: Jobs, qtbot: QtBot) -> None:
    add_vacancy(desk, title="焊工")
    add_vacancy(desk, title="电工")
    come(screen, jobs)
    QTest.keyClicks(screen.list.text, "x")
    qtbot.waitUntil(lambda: titles(screen.list) == [])
    assert screen.list.table.empty.title.text() == "没有符合条件的岗位"
    screen.list.clear_filters()
    jobs.wait_idle()
    assert sorted(titles(screen.list)) == ["焊工", "电工"]


def test_a_vacancy_found_elsewhere_is_the_one_shown(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    found = add_vacancy(desk, title="焊工")
    over = add_vacancy(desk, title="旧岗", valid_to=TODAY - timedelta(days=1), published_on=TODAY - timedelta(days=50))
    add_vacancy(desk, title="电工")
    for vacancy, title in ((found, "焊工"), (over, "旧岗")):
        screen.activate(vacancy_id=vacancy)
        jobs.wait_idle()
        assert screen.detail.shown is not None and screen.detail.shown.form.title == title


def test_a_long_list_comes_page_by_page(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    firm = add_employer(desk)
    for number in range(230):
        add_vacancy(desk, firm, title=f"电工{number:03}")
    come(screen, jobs)
    assert (len(screen.list.table.rows), screen.list.table.model.total) == (200, 230)
    screen.list.table.model.fetchMore(screen.list.table.model.index(-1, -1))
    jobs.wait_idle()
    assert len({row.id for row in screen.list.table.rows}) == 230


def fill(screen: VacancyScreen, **values: object) -> None:
    screen.editor.form.set_values(values)


def test_a_vacancy_is_entered_and_shown(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    firm = add_employer(desk)
    come(screen, jobs)
    screen.new_vacancy()
    jobs.wait_idle()
    fill(screen, employer_id=str(firm), title="急招电焊工", pay="4-6千·13薪", region=HOME)
    screen.editor._understood("title")
    assert screen.editor.form.value("occupation") == "6-18-02-04"
    assert faults(screen) == []
    screen.editor.submit()
    jobs.wait_idle()
    assert screen.stack.currentWidget() is screen.overview
    row = list_vacancies(desk, VacancyFilter()).rows[0]
    assert (row.title, row.pay.min_fen, row.pay.months, row.region) == ("急招电焊工", 400_000, 13, HOME)
    assert titles(screen.list) == ["急招电焊工"]


def test_pay_nobody_can_read_is_said_at_its_field(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    firm = add_employer(desk)
    screen.new_vacancy()
    jobs.wait_idle()
    fill(screen, employer_id=str(firm), title="电工", pay="看着给")
    screen.editor.submit()
    assert "看不懂薪资" in screen.editor.form.said("pay")
    assert rows(desk, "SELECT count(*) FROM vacancy")[0][0] == 0


def test_doubtful_wording_is_saved_only_when_confirmed(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    firm = add_employer(desk)
    screen.new_vacancy()
    jobs.wait_idle()
    fill(screen, employer_id=str(firm), title="文员", description="限女性")
    screen.editor.submit()
    jobs.wait_idle()
    assert not screen.editor.banner.isHidden() and "限女性" in screen.editor.banner.words.text()
    screen.editor.banner.buttons[0].click()
    jobs.wait_idle()
    assert rows(desk, "SELECT count(*) FROM vacancy")[0][0] == 1


def test_changing_keeps_what_the_form_does_not_show(desk: Desk, screen: VacancyScreen, jobs: Jobs) -> None:
    vacancy = add_vacancy(desk, skill_level="4", pay_months=14)
    before = vacancy_card(desk, vacancy).form
    screen.edit_vacancy(vacancy)
    jobs.wait_idle()
    fill(screen, title="高压电工")
    screen.editor.submit()
    jobs.wait_idle()
    after = vacancy_card(desk, vacancy).form
    assert (after.title, after.skill_level, after.pay) == ("高压电工", before.skill_level, before.pay)


def test_a_new_employer_is_entered_on_the_way_and_a_known_one_opens(
    desk: Desk, screen: VacancyScreen, jobs: Jobs
) -> None:
    known = add_employer(desk, "样一机械有限公司")
    screen.new_vacancy()
    jobs.wait_idle()
    fill(screen, title="电工")
    screen.edit_employer()
    screen.employer.form.set_value("name", "样一机械有限责任公司")
    screen.employer.submit()
    jobs.wait_idle()
    assert not screen.employer.banner.isHidden()
    screen.employer.banner.buttons[0].click()
    jobs.wait_idle()
    assert screen.stack.currentWidget() is screen.editor
    assert screen.editor.form.values()["employer_id"] == str(known)
    assert screen.editor.form.value("title") == "电工"


def test_changing_an_employer_keeps_its_phone_and_dialling_shows_it(
    desk: Desk, screen: VacancyScreen, jobs: Jobs
) -> None:
    firm = add_employer(desk, contact_phone="13800000000")
    add_vacancy(desk, firm)
    come(screen, jobs)
    screen.edit_employer(firm)
    jobs.wait_idle()
    assert "138****0000" in screen.employer.form.said("contact_phone")
    screen.employer.form.set_value("remarks", "常年招人")
    screen.employer.submit()
    jobs.wait_idle()
    screen.detail.dial()
    jobs.wait_idle()
    assert "13800000000" in words_in(screen)
    screen.detail.cover()
    assert "13800000000" not in words_in(screen)


def words_in(screen: VacancyScreen) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in screen.detail.findChildren(QLabel) if label.isVisible())


def test_withdrawing_takes_it_off_the_list_and_opening_brings_it_back(
    desk: Desk, screen: VacancyScreen, jobs: Jobs
) -> None:
    vacancy = add_vacancy(desk)
    come(screen, jobs)
    screen.detail.close_or_open.click()
    jobs.wait_idle()
    assert titles(screen.list) == []
    screen.detail.show_vacancy(vacancy)
    jobs.wait_idle()
    screen.detail.close_or_open.click()
    jobs.wait_idle()
    assert titles(screen.list) == ["电工"]


def test_a_ledger_is_looked_at_confirmed_written_and_undone(
    desk: Desk, screen: VacancyScreen, jobs: Jobs, tmp_path: Path
) -> None:
    doubtful = ["保安", "样二物业有限公司", "6-4千", "南岸区", "不限", "不限", "3", "", "限男性"]
    wrong = ["库管", "样九仓储有限公司", "200/天", "桃花源区", "", "", "1", "", ""]
    come(screen, jobs)
    screen.import_file(ledger(tmp_path, GOOD, doubtful, wrong))
    jobs.wait_idle()
    pane = screen.importing
    assert [row.state.value for row in pane.table.rows] == ["new", "confirm", "error"]
    assert "桃花源区" in pane.table.rows[2].reasons
    assert faults(screen) == []
    pane.table.go_to(lambda row: row.state.value == "confirm")
    QTest.keyClick(pane.table.view, Qt.Key.Key_Space)
    assert [row.state.value for row in pane.table.rows] == ["new", "new", "error"]
    pane.write.click()
    jobs.wait_idle()
    assert sorted(titles(screen.list)) == ["保安", "电工"]
    toast = Toasts.of(screen).shown[-1]
    assert toast.text == "新增 2 个，更新 0 个 · 1 行未导入"
    toast.press()
    jobs.wait_idle()
    assert titles(screen.list) == []
    assert rows(desk, "SELECT count(*) FROM vacancy WHERE NOT deleted")[0][0] == 0


def test_a_file_that_is_no_ledger_is_refused_in_words(screen: VacancyScreen, jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "岗位.xlsx"
    path.write_bytes(b"%PDF-1.7")
    screen.import_file(path)
    jobs.wait_idle()
    assert screen.stack.currentWidget() is screen.overview
    assert "PDF" in Toasts.of(screen).shown[-1].text


@pytest.mark.parametrize(("look", "scale"), [("light", 100), ("dark", 130), ("contrast", 150)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_clipped_or_nameless_in_any_look(
    desk: Desk, jobs: Jobs, qtbot: QtBot, qapp: QApplication, tmp_path: Path, look: str, scale: int, language: str
) -> None:
    dress(qapp, Settings(language=language, theme=look, text_scale=scale))  # type: ignore[arg-type]
    vacancy = add_vacancy(desk, title="维修电工（包吃住）", description="限男性", education="60", experience_years=3)
    screen = VacancyScreen(jobs)
    qtbot.addWidget(screen)
    screen.resize(1366 - 176 * scale // 100, 768 - 52 * scale // 100)
    screen.show()
    come(screen, jobs)
    found = faults(screen)
    screen.edit_vacancy(vacancy)
    jobs.wait_idle()
    found += faults(screen)
    screen.edit_employer()
    jobs.wait_idle()
    found += faults(screen)
    screen.import_file(ledger(tmp_path, GOOD, ["保安", *GOOD[1:-1], "限男性"]))
    jobs.wait_idle()
    assert found + faults(screen) == []
    assert screen.minimumSizeHint().width() <= screen.width()

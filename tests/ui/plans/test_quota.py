"""The services a case owes, beside its next steps, and on Today before they run out."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from caseworker.plans import enrolment
from db.models import PackageEnrolment
from tests.ui.cases.day import Day
from tests.ui.walk import faults
from ui.plans.package_sheet import PackageSheet
from ui.widgets import LinkButton


def test_a_package_is_taken_moves_with_the_records_and_says_what_does_not_count(day: Day) -> None:
    case_id = day.case()
    day.begin("case", case_id=case_id)
    card = day.screen.quota
    assert card.isVisible() and card.found.grade == "C" and not card.found.enrolled
    card.offer()
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["1131 服务", "131 服务", "1311 服务", "本地 311 服务"]
    menu.actions()[0].trigger()
    menu.close()
    day.settle()
    day.note(case_id, kind="guidance", channel="phone", outcome="reached")
    day.note(case_id, kind="policy_talk", channel="phone", outcome="no_answer")
    day.window.go("today")
    day.window.go("case", case_id=case_id)
    day.settle()
    [one] = card.found.enrolled
    assert one.progress.done == 1
    next(link for link in card.findChildren(LinkButton) if link.text() == "1131 服务").click()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PackageSheet) and faults(sheet) == []
    assert [line.number for line in sheet.table.rows] == [1, 0, 1, 1, 2, 3, 1]
    sheet.close()
    day.settle()


def test_today_warns_before_a_package_runs_out(day: Day) -> None:
    case_id = day.case()
    enrolled = enrolment.enrol(day.desk, case_id, "1311").value
    day.begin("today")
    assert not day.screen.side.packages.isVisible()
    with day.desk.write() as unit:
        row = unit.session.get(PackageEnrolment, enrolled)
        assert row is not None
        row.to_on = day.desk.today + timedelta(days=9)
        unit.audit("test.package")
    day.window.go("cases")
    day.window.go("today")
    day.settle()
    card = day.screen.side.packages
    assert card.isVisible()
    card.findChildren(LinkButton)[0].click()
    day.settle()
    assert day.place == "case"

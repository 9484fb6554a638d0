"""Filling in a questionnaire by keyboard, alone and turned to the client, from the case and back to its record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caseworker import drafts
from caseworker.assessment.questionnaire import questionnaire
from tests.ui.cases.day import Day
from tests.ui.walk import faults
from ui.assessment.client import ClientWindow
from ui.papers.sheet import PaperSheet
from ui.rehearsal.hands import Hands

ITEMS = len(questionnaire("interest").items)


def press(day: Day, *keys: str) -> None:
    """Press keys and let everything come to rest."""
    for key in keys:
        Hands(day.window).press(key)
        day.settle()


def test_a_whole_inventory_takes_a_key_for_each_question(day: Day) -> None:
    case_id = day.case()
    day.begin("case", case_id=case_id)
    hands = Hands(day.window)
    hands.start_counting()
    hands.press("Alt+Return")
    assert day.place == "assessment" and day.screen.chooser.table.current().form.code == "interest"
    hands.press("Return")
    for item in questionnaire("interest").items:
        assert day.screen.fill.item == item
        hands.press({"S": "1", "C": "2"}.get(item.scale, "3"))
    hands.press("Return")
    assert hands.keys == ITEMS + 3
    screen = day.screen
    assert screen.pages.currentWidget() is screen.result
    assert screen.result.view.result.letters[:2] == ("S", "C") and screen.result.headline.text().startswith("助人型")
    assert faults(day.window) == []
    hands.press("Alt+Up")
    assert day.place == "case" and day.screen.picture.view.timeline[0].kind == "assessment"
    assert drafts.open_drafts(day.desk) == []


def test_one_goes_back_and_changes_an_answer(day: Day) -> None:
    day.begin("assessment", case_id=day.case(), code="interest")
    fill = day.screen.fill
    first = fill.item
    press(day, "1", "2")
    press(day, "Backspace", "Backspace")
    assert fill.item == first and fill.answers[0].isChecked()
    press(day, "3")
    assert fill.begun.answers[first.id] == 2 and len(fill.begun.answers) == 2
    press(day, "Right")
    assert len(fill.begun.answers) == 2
    press(day, "Right")  # the third is not answered yet: nothing is passed over
    assert fill.item == fill.begun.form.items[2]
    press(day, "0", "9")  # neither passing over nor a ninth answer is offered here
    assert len(fill.begun.answers) == 2


def test_what_was_begun_goes_on_from_today(day: Day) -> None:
    case_id = day.case()
    day.begin("assessment", case_id=case_id, code="readiness")
    press(day, "1", "2", "3")
    press(day, "Escape")
    assert day.screen.pages.currentWidget() is day.screen.chooser
    assert day.screen.chooser.table.rows[1].answered == 3
    draft = drafts.open_drafts(day.desk)[0]
    assert draft.title == "王样一：求职准备度"
    day.window.go(draft.kind, draft_key=draft.key)
    day.settle()
    assert day.place == "assessment" and len(day.screen.fill.begun.answers) == 3
    assert day.screen.fill.item == questionnaire("readiness").items[3]


def test_a_change_of_language_goes_on_at_the_same_question(day: Day) -> None:
    day.begin("assessment", case_id=day.case(), code="readiness")
    press(day, "1", "1")
    day.keeper.change(language="en")
    day.settle()
    assert day.screen.fill.item == questionnaire("readiness").items[2]
    assert day.screen.fill.count.text() == "Question 3 of 16"


def test_the_client_answers_alone_and_hands_the_screen_back(day: Day) -> None:
    case_id = day.case()
    day.begin("assessment", case_id=case_id)
    day.screen.chooser.table.go_to(lambda row: row.form.code == "barriers")
    press(day, "C")
    window = QApplication.activeModalWidget()
    assert isinstance(window, ClientWindow) and window.size() == day.window.size()
    assert "王样一" not in " ".join(part.text() for part in window.findChildren(type(window.page.count)))
    assert faults(window) == []
    while not window.page.complete_form:
        assert window.page.item is not None
        press(day, "0" if window.page.item.optional else "1")
    press(day, "Return")
    assert window.pages.currentIndex() == 1 and not day.rows("SELECT 1 FROM assessment")
    press(day, "Return")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    day.settle()
    assert day.rows("SELECT filled_by FROM assessment") == [("person",)]
    assert day.screen.pages.currentWidget() is day.screen.result


def test_a_client_who_stops_leaves_a_draft(day: Day) -> None:
    day.begin("assessment", case_id=day.case())
    press(day, "C")
    press(day, "1", "1", "Escape")
    day.settle()
    assert day.screen.chooser.table.rows[0].answered == 2
    assert drafts.open_drafts(day.desk)[0].payload["filled_by"] == "person"


def test_the_result_sheet_is_on_record_before_it_is_seen(day: Day) -> None:
    day.begin("assessment", case_id=day.case(), code="readiness")
    for _ in range(16):
        press(day, "2")
    press(day, "Return")
    before = len(day.rows("SELECT 1 FROM audit_entry WHERE action = 'document.preview'"))
    press(day, "Ctrl+P")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PaperSheet) and sheet.preview.page_count == 1
    assert len(day.rows("SELECT 1 FROM audit_entry WHERE action = 'document.preview'")) == before + 1
    assert not day.rows("SELECT 1 FROM document_issue")
    sheet.close()
    day.settle()
    press(day, "Escape")
    press(day, "B")
    blank = QApplication.activeModalWidget()
    assert isinstance(blank, PaperSheet) and blank.paper.person_id is None and blank.preview.page_count == 2
    blank.close()
    day.settle()


def test_saving_the_sheet_enters_it_among_the_papers(day: Day, tmp_path: Path) -> None:
    day.begin("assessment", case_id=day.case(), code="readiness")
    for _ in range(16):
        press(day, "3")
    press(day, "Return")
    press(day, "Ctrl+P")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PaperSheet)
    sheet.save_to(tmp_path / "结果.pdf")
    day.settle()
    assert (tmp_path / "结果.pdf").read_bytes().startswith(b"%PDF")
    assert day.rows("SELECT kind, act, pages FROM document_issue") == [("assessment_result", "save", 1)]

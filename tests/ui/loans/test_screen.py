"""The loans screen worked with the keyboard, as an officer does."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseworker import drafts
from caseworker.loans.applications import DRAFT, load_application
from caseworker.loans.listing import Filter, loans_of
from caseworker.loans.papers import receive_material
from caseworker.loans.rules import LoanStage
from caseworker.sample.loans import sample_uscc
from db.models import DocumentIssue
from tests.ui.loans.conftest import Window
from tests.ui.walk import faults
from ui.shell.application import dress
from ui.widgets.toast import Toasts

pytestmark = pytest.mark.usefixtures("qapp")


def _text(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def _toasts(window: Window) -> list[str]:
    return [label.text() for toast in Toasts.of(window.screen).shown for label in toast.findChildren(QLabel)]


def test_the_list_shows_what_is_urgent_first_and_enter_opens(window: Window) -> None:
    window.screen.activate()
    window.settle()
    rows = window.screen.list.table.model.rows
    left = [row.left_days for row in rows if row.left_days is not None and not row.paused]
    assert left == sorted(left) and left[0] < 0
    window.press(Qt.Key.Key_Return)
    assert window.screen.page.opened is not None
    assert window.screen.page.opened.loan_id == rows[0].id


@pytest.mark.parametrize("which", list(Filter))
def test_a_filter_shows_its_loans(window: Window, which: Filter) -> None:
    window.screen.activate()
    window.screen.list.filter.chips[which].click()
    window.settle()
    stages = {row.stage for row in window.screen.list.table.model.rows}
    assert (LoanStage.SETTLED in stages) is (which in {Filter.ENDED, Filter.ALL})
    assert (LoanStage.POST_LOAN in stages) is (which in {Filter.AFTER, Filter.ALL})


def test_a_packet_from_nothing_in_few_keys(window: Window, tmp_path: Path) -> None:
    """The essentials of a new application, saved and on paper; text itself does not count."""
    person_id = window.stranger()
    window.screen.activate(person_id=person_id)
    window.settle()
    window.keys = 0
    window.enter("20万")
    window.enter("36")
    window.enter("门店装修")
    window.enter("VETERAN" if not window.screen.page.form_page.grid.value("group_code") else "")
    window.enter("样例理发店")
    window.enter(sample_uscc(9))
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_Return)
    window.enter("2025-01-06")
    window.press(Qt.Key.Key_Return)
    window.enter("样例路8号")
    window.enter("样例银行")
    window.press(Qt.Key.Key_Return)
    window.enter("免反担保")
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_S, ctrl=True)
    window.keys += 1  # Ctrl+P or the save dialog
    window.screen.save_packet_to(tmp_path / "packet.pdf")
    window.settle()
    assert window.keys <= 25, _toasts(window)
    assert (tmp_path / "packet.pdf").exists(), _toasts(window)
    text = _text((tmp_path / "packet.pdf").read_bytes())
    for words in ("200,000.00", "贰拾万元整", "样例理发店", "样例路8号", "样例银行", "门店装修"):
        assert words in text
    assert window.screen.page.found is not None
    assert window.screen.page.found.check.missing == ()


def test_the_paper_follows_the_typing(window: Window, qtbot: QtBot) -> None:
    window.open(LoanStage.DRAFT)
    page = window.screen.page
    assert page.paper.preview.page_count >= 8
    page.show_side(form=True)
    page.form_page.go_to("entity_name")
    with qtbot.waitSignal(page.paper.drawn, timeout=10_000):
        window.write("新")
    window.settle()
    shown = _text(bytes(page.paper.preview._bytes.data()))  # the very bytes on the screen
    assert page.form_page.form.entity_name is not None
    assert page.form_page.form.entity_name in shown
    assert page.unsaved


def test_rules_answer_while_typing(window: Window, qtbot: QtBot) -> None:
    window.open(LoanStage.DRAFT)
    page = window.screen.page
    page.show_side(form=True)
    page.form_page.grid.field("amount").set_value(None)
    page.form_page.go_to("amount")
    window.write("5")
    qtbot.waitUntil(lambda: "5万" in page.form_page.grid.said("amount"))
    page.form_page.grid.field("amount").clear()
    window.write("60万")
    qtbot.waitUntil(lambda: "超过上限" in page.form_page.grid.said("amount"))
    window.press(Qt.Key.Key_S, ctrl=True)
    assert page.unsaved
    assert any("超过上限" in text for text in _toasts(window))


def test_eligibility_shows_every_line_with_its_source(window: Window) -> None:
    window.open(LoanStage.STREET_REVIEW)
    page = window.screen.page
    assert page.found is not None and page.found.eligibility is not None
    page.eligibility.more.click()
    window.settle()
    shown = [label.text() for label in page.eligibility.findChildren(QLabel) if label.isVisible()]
    assert sum(text.startswith("[") and text.endswith("]") for text in shown) == len(page.found.eligibility.lines)
    assert any("官方文件" in text for text in shown)
    assert "渝人社规〔2025〕11号" in page.eligibility.rules.accessibleName()


def test_space_ticks_a_paper_and_takes_it_back(window: Window) -> None:
    line = window.open(LoanStage.SUPPLEMENT)
    page = window.screen.page
    page.papers.rows["id_card"].setFocus()
    window.press(Qt.Key.Key_Space)
    assert page.found is not None and page.found.papers_here == page.found.papers_wanted
    assert page.papers.rows["id_card"].hasFocus()
    window.press(Qt.Key.Key_Space)
    assert page.found.loan_id == line.id and page.found.papers_here == page.found.papers_wanted - 1


def test_a_step_that_lacks_something_says_what(window: Window) -> None:
    window.open(LoanStage.STREET_ACCEPTANCE)
    page = window.screen.page
    assert "身份证" in page.head.lacking.toolTip() + page.head.lacking.text()
    page.head.next.click()
    window.settle()
    assert any("身份证" in text for text in _toasts(window))


def test_a_step_is_recorded_with_its_words(window: Window) -> None:
    line = window.open(LoanStage.STREET_REVIEW)
    page = window.screen.page
    page.head.next.click()
    window.settle()
    prompt = page.prompt
    prompt.accept()
    assert prompt.words.isVisible()  # an opinion is asked for
    prompt.offers.chips["材料齐全，同意上报"].click()
    prompt.accept()
    window.settle()
    assert page.found is not None and page.found.stage is LoanStage.DISTRICT_REVIEW
    assert page.found.history[-1].note == "材料齐全，同意上报"
    assert page.found.loan_id == line.id


def test_the_other_steps_are_in_the_menu(window: Window) -> None:
    window.open(LoanStage.STREET_REVIEW)
    names = [action.text() for action in window.screen.page.head.menu().actions()]
    assert names == ["补正", "退回", "撤回"]


def test_what_is_typed_survives_a_crash(window: Window) -> None:
    line = window.open(LoanStage.DRAFT)
    page = window.screen.page
    page.show_side(form=True)
    page.form_page.go_to("purpose")
    window.write("进货")
    window.screen.keep_draft()
    window.settle()
    typed = page.form_page.form
    assert drafts.load(window.desk, DRAFT, str(line.id)) is not None
    page.open_loan(line.id)  # as after a new start
    window.settle()
    assert page.form_page.form == typed
    assert page.banner.isVisible()
    page.discard_draft()
    window.settle()
    assert not page.unsaved
    assert drafts.load(window.desk, DRAFT, str(line.id)) is None


def test_beginning_twice_opens_the_one_under_way(window: Window) -> None:
    person_id = window.stranger()
    for _ in range(2):
        window.screen.activate(person_id=person_id)
        window.settle()
    assert len(loans_of(window.desk, person_id)) == 1


def test_saving_enters_the_paper_among_those_issued(window: Window, tmp_path: Path) -> None:
    window.open(LoanStage.SIGNING)
    window.screen.save_packet_to(tmp_path / "packet.pdf")
    window.settle()
    with window.desk.read() as session:
        issue = session.query(DocumentIssue).one()
    assert issue.pages == len(PdfReader(tmp_path / "packet.pdf").pages)
    assert any("packet.pdf" in text for text in _toasts(window))


def test_without_a_spooler_the_officer_is_told_to_save(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    window.open(LoanStage.SIGNING)
    window.press(Qt.Key.Key_P, ctrl=True)
    assert any("导出 PDF" in text for text in _toasts(window))


def test_existing_loans_are_lines_of_the_form(window: Window) -> None:
    line = window.open(LoanStage.DRAFT)
    page = window.screen.page
    row = page.form_page.grid.field("existing_loans").rows.rows[0]
    row.set_values({"owner": "spouse", "kind": "housing", "bank": "样例银行", "balance_fen": 100_000_00})
    page.save()
    window.settle()
    (entry,) = load_application(window.desk, line.id).value.form.existing_loans
    assert (entry.owner, entry.kind, entry.balance_fen) == ("spouse", "housing", 100_000_00)


def test_a_finer_marital_status_is_kept(window: Window) -> None:
    field = window.screen.page.form_page.grid.field("marital")
    field.set_value("22")
    assert field.value() == "22" and field.chips["20"].isChecked()
    field.chips["10"].click()
    assert field.value() == "10"


def test_a_loan_that_is_gone_leads_back_to_the_list(window: Window) -> None:
    from db.models.base import new_id

    window.screen.activate(loan_id=new_id())
    window.settle()
    assert window.screen.stack.currentWidget() is window.screen.list
    assert _toasts(window)


def test_a_change_elsewhere_is_seen(window: Window) -> None:
    line = window.open(LoanStage.SUPPLEMENT)
    saved = receive_material(window.desk, line.id, "id_card", date(2026, 11, 20))
    window.lanes.bus.publish(saved.changes)
    window.settle()
    assert window.screen.page.papers.rows["id_card"].value()


@pytest.mark.parametrize(("scale", "look"), [(100, "light"), (150, "dark"), (100, "contrast")])
def test_nothing_is_clipped_or_nameless(window: Window, qapp: QApplication, scale: int, look: str) -> None:
    from caseworker.settings import Settings

    dress(qapp, Settings(text_scale=scale, theme=look))  # type: ignore[arg-type]
    screen = type(window.screen)(window.screen.jobs)
    screen.resize(1366 - 176 * scale // 100, 768 - 52 * scale // 100)
    screen.show()
    screen.activate()
    window.settle()
    assert faults(screen) == []
    screen.activate(loan_id=window.line(LoanStage.SUPPLEMENT).id)
    window.settle()
    assert faults(screen) == []
    screen.page.show_side(form=True)
    window.settle()
    assert faults(screen) == []
    assert screen.width() == 1366 - 176 * scale // 100, "the window would outgrow the usual screen"
    screen.close()
    screen.deleteLater()

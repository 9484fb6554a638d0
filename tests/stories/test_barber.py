"""A barber from Sichuan with two chairs: from loan intention through a call, eligibility without household limit,
papers and stages to money paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from caseworker.cases.view import case_view
from caseworker.loans.applications import load_application
from caseworker.loans.assessment import assessment
from caseworker.loans.listing import Filter, list_loans, loans_of
from caseworker.loans.rules import LoanStage
from caseworker.policy import LineKind, State
from caseworker.sample.loans import sample_uscc
from caseworker.sample.people import sample_id
from tests.stories.teller import FIRST_DAY, Teller, telling
from ui.cases.screen import CaseScreen
from ui.loans.screen import LoanScreen
from ui.widgets import CheckField

pytestmark = pytest.mark.timeout(300)

NAME, INITIALS = "罗样剪", "lyj"
ID_NUMBER = sample_id(date(1991, 9, 8), 521)
HUKOU = "511011"
"""内江市东兴区, Sichuan."""
STEPS = (
    (LoanStage.STREET_ACCEPTANCE, 0),
    (LoanStage.STREET_REVIEW, 0),
    (LoanStage.DISTRICT_REVIEW, 1),
    (LoanStage.GUARANTEE_REVIEW, 1),
    (LoanStage.BANK_APPROVAL, 1),
    (LoanStage.SIGNING, 1),
    (LoanStage.DISBURSEMENT, 1),
    (LoanStage.POST_LOAN, 1),
)
"""Each stage, and how many working days after the one before it was reached."""
ASKS = frozenset({LoanStage.DISTRICT_REVIEW, LoanStage.GUARANTEE_REVIEW, LoanStage.BANK_APPROVAL, LoanStage.SIGNING})
"""Stages entered with an opinion: the first one offered is taken."""


@dataclass(slots=True)
class Barber:
    """The story, in order."""

    teller: Teller

    @property
    def packet(self) -> Path:
        """Where the paper is printed to."""
        return self.teller.pictures / "packet.pdf"

    def tell(self) -> None:
        """From the first word about a loan to the money."""
        self.packet.unlink(missing_ok=True)
        self.register()
        self.intention()
        self.call()
        self.apply()
        self.eligibility()
        self.papers()
        for stage, days in STEPS:
            self.step(stage, days)
        self.paid()

    def register(self) -> None:
        """Registered here, household in Sichuan."""
        hands = self.teller.hands
        hands.press("Ctrl+N")
        for text in (ID_NUMBER, NAME, "13800008201", "高中"):
            hands.enter(text)
        hands.press("1", "Return")
        hands.enter("美发师")
        hands.press(*("Return",) * 6)
        hands.enter("登记失业人员")
        hands.enter("失业登记系统查询")
        hands.press("Return", "Return", "Return", "Space")
        self.teller.picture("register")
        hands.press("PgDown")
        hands.enter(HUKOU)
        self.teller.picture("household-in-sichuan")
        hands.press("Ctrl+Return")
        case = self.teller.screen(CaseScreen)
        hands.wait(lambda: case.picture is not None, "the new case")
        self.teller.picture("case-opened")

    def intention(self) -> None:
        """The wish for a loan, noted from the case: a draft application."""
        self.teller.hands.press("Ctrl+G")
        self.loan()
        self.teller.picture("intention")

    def call(self) -> None:
        """The next day the specialist phones: the worry about the household is settled."""
        hands = self.teller.hands
        self.teller.next_working_day()
        self.teller.find(NAME, INITIALS)
        self.teller.screen(CaseScreen)
        hands.press("Ctrl+D")
        self.teller.picture("number-shown")
        hands.press("Ctrl+J", "1", "1")
        hands.write("想贷款添两把理发椅，担心四川户籍办不了。已告知：户籍限制已取消，项目在重庆即可。")
        self.teller.tab_to("服务类型")
        hands.press("Ctrl+A")
        hands.enter("政策宣介")
        self.teller.picture("call")
        hands.press("Ctrl+Return")
        self.teller.picture("called")

    def apply(self) -> None:
        """The form, with what the registration knows filled in."""
        hands = self.teller.hands
        self.teller.next_working_day()
        hands.press("Ctrl+G")
        self.loan()
        for text in ("100000", "24", "添置两把理发椅、门店装修", "登记失业", "样例双椅理发店", sample_uscc(82)):
            hands.enter(text)
        hands.press("1", "Return")
        hands.enter("2026-09-01")
        hands.enter("巴南区")
        for text in ("样例路82号", "样例银行巴南支行"):
            hands.enter(text)
        hands.press("Return")
        hands.enter("免反担保")
        hands.press("1", "Return", "1")
        self.teller.picture("application")
        hands.name_the_file("Ctrl+Shift+S", path=self.packet)
        hands.wait(self.packet.exists, "the packet")

    def eligibility(self) -> None:
        """What the rules say, every line."""
        hands = self.teller.hands
        hands.press("Ctrl+E")
        self.paper_drawn()
        self.teller.tab_to("全部")
        hands.press("Space")
        self.teller.picture("no-household-limit")
        hands.press("Space")

    def papers(self) -> None:
        """Each paper ticked as it is handed over."""
        hands, page = self.teller.hands, self.loan().page
        for _ in range(len(page.papers.rows) + 60):
            if isinstance(QApplication.focusWidget(), CheckField):
                break
            hands.press("Tab")
        for code in list(page.papers.rows):
            assert page.papers.rows[code].hasFocus(), code
            if not page.papers.rows[code].value():
                hands.press("Space")
            hands.press("Down")
        self.paper_drawn()
        self.teller.picture("papers")

    def step(self, stage: LoanStage, days: int) -> None:
        """The next stage, with the words it asks for, on its day."""
        hands = self.teller.hands
        if days:
            self.teller.next_working_day(days)
        if stage is LoanStage.DISBURSEMENT:
            self.agree_rate()
        hands.press("Alt+N")
        hands.wait(self.asked, "the question about the step")
        if stage in ASKS:
            hands.press("1")
        self.teller.picture(f"{stage.value}-asked")
        hands.press("Return")
        hands.window.activateWindow()  # as the desktop does when a dialog closes; there is none offscreen
        hands.wait(lambda: self.stage() is stage, stage.value)
        self.paper_drawn()
        self.teller.picture(stage.value)

    def paper_drawn(self) -> None:
        """The paper beside the form is on screen."""
        hands, view = self.teller.hands, self.loan().page.paper.preview.view
        hands.settle()
        hands.wait(lambda: hands.painted(view), "the paper on screen")

    @staticmethod
    def asked() -> bool:
        """Whether a sheet is open and takes the keys."""
        sheet, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        return sheet is not None and focus is not None and sheet.isAncestorOf(focus)

    def agree_rate(self) -> None:
        """The bank's rate stands in the contract and goes into the form."""
        hands = self.teller.hands
        hands.press("Ctrl+E")
        self.teller.tab_to("LPR")
        hands.write("50")
        self.teller.picture("rate")
        hands.press("Ctrl+S", "Ctrl+E")

    def paid(self) -> None:
        """The case tells the whole way; the loans screen has it among those paid out."""
        hands = self.teller.hands
        self.teller.find(NAME, INITIALS)
        case = self.teller.screen(CaseScreen)
        hands.wait(lambda: case.picture is not None and case.picture.loans, "the loan on the case")
        self.teller.picture("case")
        hands.press("Ctrl+5")
        loans = self.teller.screen(LoanScreen)
        hands.press("Shift+Tab", "2")
        hands.wait(lambda: any(line.name == NAME for line in loans.list.table.rows), "the loan among those paid")
        self.teller.picture("money-paid")

    def loan(self) -> LoanScreen:
        """The loans screen with this loan open."""
        screen = self.teller.screen(LoanScreen)
        self.teller.hands.wait(lambda: screen.page.opened is not None and screen.page.found is not None, "the loan")
        return screen

    def stage(self) -> LoanStage:
        """Where the loan stands, on file."""
        person_id, _ = self.teller.who(NAME)
        self.teller.hands.settle()
        return loans_of(self.teller.desk, person_id)[0].stage


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Barber]:
    with telling(tmp_path_factory.mktemp("barber"), "story-2") as teller:
        barber = Barber(teller)
        barber.tell()
        yield barber


def test_the_money_was_paid(told: Barber) -> None:
    desk = told.teller.desk
    person_id, case_id = told.teller.who(NAME)
    (loan,) = loans_of(desk, person_id)
    assert loan.stage is LoanStage.POST_LOAN
    assert loan.case_id == case_id
    assert loan.amount == 100_000_00
    assert loan.id in [line.id for line in list_loans(desk, Filter.AFTER)]


def test_every_stage_has_its_day_and_its_words(told: Barber) -> None:
    desk = told.teller.desk
    person_id, _ = told.teller.who(NAME)
    found = assessment(desk, loans_of(desk, person_id)[0].id)
    assert [move.to_stage for move in found.history] == [stage for stage, _ in STEPS]
    days = [move.occurred_on for move in found.history]
    assert days == sorted(days) and days[0] > FIRST_DAY and len(set(days)) == 7
    assert all(move.note for move in found.history if move.to_stage in ASKS)


def test_no_condition_asks_about_the_household(told: Barber) -> None:
    desk = told.teller.desk
    person_id, _ = told.teller.who(NAME)
    found = assessment(desk, loans_of(desk, person_id)[0].id)
    assert found.eligibility is not None
    about = [line for line in found.eligibility.lines if "户籍" in line.text]
    assert [(line.text, line.kind) for line in about] == [("户籍不限", LineKind.INFO)]
    assert "内江" in about[0].seen
    assert found.eligibility.overall is not State.UNMET


def test_the_case_tells_the_way(told: Barber) -> None:
    _, case_id = told.teller.who(NAME)
    assert case_id is not None
    view = case_view(told.teller.desk, case_id)
    assert view.person.hukou_region == HUKOU
    call = next(entry for entry in view.timeline if entry.kind == "policy_talk")
    assert (call.channel, call.outcome) == ("phone", "reached")
    assert sum(entry.kind == "startup" for entry in view.timeline) >= len(STEPS)


def test_the_packet_was_printed(told: Barber) -> None:
    pages = PdfReader(told.packet).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert len(pages) >= 8
    for said in (NAME, ID_NUMBER, "样例双椅理发店", "壹拾万元整", "户籍不限"):
        assert said in text, said


def test_every_step_has_a_picture(told: Barber) -> None:
    names = {path.stem[3:] for path in told.teller.pictures.glob("*.png")}
    assert {"intention", "call", "no-household-limit", "papers", *(stage.value for stage, _ in STEPS)} <= names


def test_the_form_is_on_file(told: Barber) -> None:
    desk = told.teller.desk
    person_id, _ = told.teller.who(NAME)
    form = load_application(desk, loans_of(desk, person_id)[0].id).value.form
    assert (form.term_months, form.rate_spread_bp, form.guarantee) == (24, 50, "none")

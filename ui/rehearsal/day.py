"""One officer's whole day at the keyboard: what `make run` does without a display, held to its budgets by a test.

Sign in, register a person, open the case, note a contact, assess, plan, recommend, record the outcome, fill in the loan
packet, export the month, lock and unlock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from caseworker.assessment.questionnaire import questionnaire
from caseworker.sample import PASSWORD
from ui.assessment.fill import FillPage
from ui.cases.screen import CaseScreen
from ui.loans.screen import LoanScreen
from ui.rehearsal.hands import Hands
from ui.shell.window import MainWindow

NEWCOMER = "单样样"
ID_NUMBER = "509999198301020018"
"""A region code that was never assigned, with a right check digit: nobody's."""
SHOP_NUMBER = "92509999MA0000000G"
_ANSWERS = {"S": "1", "E": "1", "C": "2"}
"""Keys by type of interest: likes to help and to lead, is unsure of paper work, nothing else."""


@dataclass(slots=True)
class Day:
    """A day's work; `keys` tells how many keys each piece of work took besides its text."""

    hands: Hands
    out: Path
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def packet(self) -> Path:
        return self.out / "loan-packet.pdf"

    @property
    def summary(self) -> Path:
        return self.out / "summary.xlsx"

    def work(self) -> None:
        """The whole day, in order."""
        self.sign_in()
        self._count("register", self.register)
        self._count("contact", self.note_contact)
        self.assess_and_plan()
        self._count("recommend", self.recommend)
        self._count("outcome", self.record_outcome)
        self._count("packet", self.loan_packet)
        self._count("summary", self.month_summary)
        self.lock_and_unlock()

    def sign_in(self) -> None:
        """The password, Enter, and Today is there."""
        hands = self.hands
        hands.wait(hands.at_password, "the password field")
        hands.write(PASSWORD)
        hands.press("Return")
        hands.wait(lambda: hands.window.workplace is not None, "the workplace")
        hands.picture("today")

    def register(self) -> None:
        """The ID number first; the essentials; registered with a case."""
        hands = self.hands
        hands.press("Ctrl+N")
        for text in (ID_NUMBER, NEWCOMER, "13800009999", "大专"):
            hands.enter(text)
        hands.press("1", "Return")
        hands.enter("行政办事员")
        hands.press("Alt+C", "Space")
        hands.picture("register")
        hands.press("Ctrl+Return")
        hands.wait(lambda: self._case().picture is not None, "the new case")

    def note_contact(self) -> None:
        """By phone, reached, what was said; the next step is offered."""
        self.hands.press("Ctrl+J", "1", "1")
        self.hands.write("来渝一周，投简历无回音，约到窗口做测评。")
        self.hands.press("Ctrl+Return")

    def assess_and_plan(self) -> None:
        """The step the process wants next, 测评: a key for each question; then 计划, noted as agreed in the talk."""
        hands = self.hands
        hands.press("Alt+Return", "Return")
        hands.wait(lambda: isinstance(QApplication.focusWidget(), FillPage), "the first question")
        hands.press(*(_ANSWERS.get(item.scale, "3") for item in questionnaire("interest").items), "Return")
        hands.picture("assessment")
        hands.press("Alt+Up")
        self._case()
        hands.press("Ctrl+J", "3", "1")
        hands.write("一周内推荐三个行政岗位，陪同参加招聘会。")
        while not (hands.focus().startswith("_CodeLine")):
            hands.press("Tab")
        hands.press("Ctrl+A")
        hands.write("制定计划")
        hands.press("Return", "Ctrl+Return")

    def recommend(self) -> None:
        """Tick the first three vacancies that fit and recommend them."""
        self.hands.press("Alt+Return", "1", "2", "3", "Ctrl+R")

    def record_outcome(self) -> None:
        """The first employer answers: interview."""
        self.hands.press("Alt+Return", "2", "Ctrl+Return")
        self.hands.picture("case")

    def loan_packet(self) -> None:
        """A guarantee loan from the case: what is known is filled in; the rest, then the packet as a file."""
        hands = self.hands
        hands.press("Ctrl+G")
        hands.wait(lambda: hands.focus().startswith("LineField") or "Money" in hands.focus(), "the loan form")
        for text in ("200000", "24", "门店装修、购置设备", "登记失业", "样例理发店", SHOP_NUMBER):
            hands.enter(text)
        hands.press("1", "Return")
        hands.enter("2026-03-02")
        hands.press("Return")
        for text in ("重庆市巴南区样例路8号", "样例银行巴南支行"):
            hands.enter(text)
        hands.press("Return")
        hands.enter("免")
        hands.press("1", "Return", "1")
        hands.name_the_file("Ctrl+Shift+S", path=self.packet)
        hands.wait(self.packet.exists, "the packet")
        hands.press("Ctrl+E")
        preview = self._loan().page.paper.preview
        hands.wait(lambda: hands.painted(preview.view), "the paper on screen")
        hands.picture("loan")

    def month_summary(self) -> None:
        """The month's workbook."""
        self.hands.press("Ctrl+6")
        self.hands.picture("reports")
        self.hands.name_the_file("Ctrl+E", path=self.summary)
        self.hands.wait(self.summary.exists, "the workbook")

    def lock_and_unlock(self) -> None:
        """Leave the desk and come back to the same place."""
        hands = self.hands
        hands.press("Ctrl+L")
        hands.wait(hands.at_password, "the lock screen")
        hands.picture("lock")
        hands.write(PASSWORD)
        hands.press("Return")
        hands.wait(lambda: hands.window.jobs is not None and hands.window.jobs.desk is not None, "the desk")

    def _count(self, name: str, work: Callable[[], None]) -> None:
        self.hands.settle()
        self.hands.start_counting()
        work()
        self.hands.settle()
        self.keys[name] = self.hands.keys

    def _case(self) -> CaseScreen:
        self.hands.wait(lambda: isinstance(self._screen(), CaseScreen), "the case screen")
        return cast(CaseScreen, self._screen())

    def _loan(self) -> LoanScreen:
        self.hands.wait(lambda: isinstance(self._screen(), LoanScreen), "the loan screen")
        return cast(LoanScreen, self._screen())

    def _screen(self) -> object:
        return self.hands.window.workplace.current if self.hands.window.workplace else None


def run_day(window: MainWindow, out: Path) -> list[Path]:
    """Work the day in a window without a display; the papers and pictures it leaves in `out`."""
    out = out.resolve()  # a file dialog reads a relative path from a folder of its own
    out.mkdir(parents=True, exist_ok=True)
    day = Day(Hands(window, out / "screens"), out)
    for earlier in (day.packet, day.summary):
        earlier.unlink(missing_ok=True)
    day.hands.show()
    window.open_sample()
    day.work()
    return [day.packet, day.summary, *sorted((out / "screens").glob("*.png"))]

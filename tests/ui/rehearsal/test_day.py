"""A whole day at the keyboard of the real window, on a real store, within its budgets; and all of it is there after a
restart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from caseworker.access.entry import Entry
from caseworker.cases.listing import CaseFilter, list_cases
from caseworker.cases.view import case_view
from caseworker.clock import FixedClock, china_instant
from caseworker.loans.listing import loans_of
from caseworker.people.find import find_people
from caseworker.settings import Settings
from caseworker.vacancies.referrals import person_referrals
from db.local.audit import first_broken
from db.local.key_slots import Cost
from ui.jobs import Lanes
from ui.main import build_window
from ui.rehearsal.day import ID_NUMBER, NEWCOMER, PASSWORD, Day
from ui.rehearsal.hands import Hands
from ui.shell.keeper import SettingsKeeper

pytestmark = pytest.mark.timeout(300)


@dataclass(slots=True)
class Worked:
    """A day that is over, and the folder it was worked in."""

    day: Day
    root: Path
    clock: FixedClock


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Worked]:
    place = tmp_path_factory.mktemp("day")
    clock = FixedClock(china_instant(date(2026, 11, 24), 9, 12))
    entry = Entry(place / "office", clock, Cost(1024, 1, 1))
    lanes = Lanes()
    window = build_window(entry, lanes, SettingsKeeper(Settings(), lanes, place / "settings.toml"))
    day = Day(Hands(window, place / "screens"), place)
    day.hands.show()
    window.open_sample()
    day.work()
    yield Worked(day, entry.root, clock)
    window.close()
    lanes.close()
    window.deleteLater()
    lanes.deleteLater()


def test_keys_stay_within_their_budgets(worked: Worked) -> None:
    assert worked.day.keys["contact"] <= 12
    assert worked.day.keys["register"] <= 40
    assert worked.day.keys["packet"] <= 25


def test_the_packet_is_complete_and_a_sample(worked: Worked) -> None:
    reader = PdfReader(worked.day.packet)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) >= 8
    for said in (NEWCOMER, ID_NUMBER, "样例理发店", "贰拾万元整", "样例银行巴南支行", f"共 {len(reader.pages)} 页"):
        assert said in text, said


def test_the_workbook_holds_the_month(worked: Worked) -> None:
    book = load_workbook(worked.day.summary)
    assert len(book.sheetnames) >= 4
    everything = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert not any(ID_NUMBER in said for said in everything), "full numbers leave only with a reason"


def test_the_pictures_are_there(worked: Worked) -> None:
    names = {path.stem for path in (worked.day.out / "screens").glob("*.png")}
    assert {"today", "register", "case", "loan", "reports", "lock"} <= names


def test_everything_is_found_again_after_a_restart(worked: Worked) -> None:
    window = worked.day.hands.window
    window.lock()
    worked.day.hands.wait(worked.day.hands.at_password, "the lock screen")
    worked.day.hands.settle()
    again = Entry(worked.root, worked.clock, Cost(1024, 1, 1))
    desk = again.sign_in("wu", PASSWORD)
    hit = next(hit for hit in find_people(desk, "sy") if hit.name == NEWCOMER)
    assert hit.case_id is not None
    view = case_view(desk, hit.case_id)
    assert [entry.kind for entry in view.timeline].count("follow_up") == 1
    assert {"assessment", "plan", "interview"} <= {entry.kind for entry in view.timeline}
    assert sorted(row.state for row in person_referrals(desk, hit.case_id)) == ["interview", "referred", "referred"]
    assert len(loans_of(desk, hit.person_id)) == 1
    assert any(row.case_id == hit.case_id for row in list_cases(desk, CaseFilter()).rows)
    with desk.read() as session:
        assert first_broken(session.connection()) is None
    again.sign_out(desk)

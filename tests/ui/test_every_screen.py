"""Every screen on the sample office, looked over as an inspector would, in both languages, and at 150 % text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.access.entry import Entry
from caseworker.cases.listing import CaseFilter, list_cases
from caseworker.clock import FixedClock, china_instant
from caseworker.loans.listing import Filter, list_loans
from caseworker.sample import PASSWORD
from caseworker.settings import Settings
from db.local.key_slots import Cost
from tests.ui.walk import faults_at_rest, unreached
from ui.jobs import Lanes
from ui.main import build_window
from ui.rehearsal.hands import Hands
from ui.shell.application import dress
from ui.shell.keeper import SettingsKeeper
from ui.shell.window import USUAL
from ui.widgets import DataTable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SCREENS = (
    "today",
    "cases",
    "case",
    "files",
    "duplicates",
    "assessment",
    "plan",
    "registration",
    "vacancies",
    "loan list",
    "loan",
    "reports",
    "sync",
    "settings",
)


@dataclass(frozen=True, slots=True)
class Office:
    """The window with an officer at work, and what its screens are asked to show."""

    hands: Hands
    keeper: SettingsKeeper
    places: dict[str, tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("every-screen")
    entry = Entry(place / "office", FixedClock(china_instant(date(2026, 11, 24), 9, 12)), Cost(1024, 1, 1))
    lanes = Lanes()
    keeper = SettingsKeeper(Settings(), lanes, place / "settings.toml")
    window = build_window(entry, lanes, keeper)
    hands = Hands(window)
    hands.show()
    window.open_sample()
    hands.wait(hands.at_password, "the password field")
    hands.write(PASSWORD)
    hands.press("Return")
    hands.wait(lambda: window.workplace is not None, "the workplace")
    assert window.jobs is not None
    desk = window.jobs.desk
    case, loan = list_cases(desk, CaseFilter()).rows[0], list_loans(desk, Filter.OPEN)[0]
    places: dict[str, tuple[str, dict[str, Any]]] = {name: (name, {}) for name in SCREENS if " " not in name}
    places |= {"case": ("case", {"case_id": case.case_id}), "loan list": ("loan", {})}
    places |= {"loan": ("loan", {"loan_id": loan.id})}
    places |= {name: (name, {"case_id": case.case_id}) for name in ("assessment", "plan")}
    places |= {"files": ("files", {"person_id": case.person_id})}
    yield Office(hands, keeper, places)
    window.lock()
    hands.settle()
    window.close()
    lanes.close()
    window.deleteLater()
    lanes.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dress(qapp, Settings())


@pytest.mark.parametrize(("language", "scale"), [("zh", 100), ("zh", 150), ("en", 100), ("en", 150)])
def test_nothing_is_clipped_or_nameless(office: Office, language: str, scale: int) -> None:
    hands, found = office.hands, {}
    dress(cast("QApplication", QApplication.instance()), office.keeper.settings)
    office.keeper.change(language=language, text_scale=scale)
    hands.settle()
    for name, (key, params) in office.places.items():
        hands.window.go(key, **params)
        hands.settle()
        assert hands.window.workplace is not None and hands.window.workplace.current_key == key
        found[name] = faults_at_rest(hands.window) + _sideways(hands.window, scale) + unreached(hands.window)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


WIDE = ("cases", "loans", "vacancies")
"""Lists whose columns do not fit beside each other in the largest text."""


def _sideways(window: QWidget, scale: int) -> list[str]:
    """Tables on the usual office screen whose last column has to be scrolled to; the widest may be, in large text."""
    assert (window.width(), window.height()) == USUAL
    excused = WIDE if scale > 100 else ()
    tables = [table for table in window.findChildren(DataTable) if table.isVisible() and table.name not in excused]
    return [f"table {table.name} scrolls sideways" for table in tables if table.view.horizontalScrollBar().maximum()]

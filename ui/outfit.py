"""Which screens the window has, in the order of the sidebar, and what feeds its search box and badges."""

from __future__ import annotations

from caseworker.access.entry import Entry
from caseworker.desk import Desk
from caseworker.status import office_status
from ui.cases.list_screen import CasesScreen
from ui.cases.screen import CaseScreen
from ui.loans.screen import LoanScreen
from ui.people.screen import RegistrationScreen
from ui.reports.screen import ReportScreen
from ui.search import search
from ui.settings.screen import settings_spec
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Counts, ScreenSpec
from ui.shell.titles import screen_title
from ui.shell.workplace import Outfit
from ui.today.screen import TodayScreen
from ui.vacancies.screen import VacancyScreen

_DANGER, _PLAIN = "danger", "plain"


def make_outfit(entry: Entry, keeper: SettingsKeeper) -> Outfit:
    """The screens of an officer, and the services of the shell."""
    return Outfit(
        screens=(
            ScreenSpec("today", screen_title("today"), TodayScreen),
            ScreenSpec("cases", screen_title("cases"), CasesScreen),
            ScreenSpec("case", screen_title("case"), CaseScreen, in_sidebar=False, home="cases"),
            ScreenSpec("registration", screen_title("registration"), RegistrationScreen),
            ScreenSpec("vacancies", screen_title("vacancies"), VacancyScreen),
            ScreenSpec("loan", screen_title("loan"), LoanScreen),
            ScreenSpec("reports", screen_title("reports"), ReportScreen),
            settings_spec(keeper, entry.root),
        ),
        search=search,
        counts=counts,
        registration="registration",
        first="today",
    )


def counts(desk: Desk) -> Counts:
    """Badges of the sidebar and the words at its foot."""
    status = office_status(desk)
    badges = {
        "today": (status.due, _DANGER),
        "cases": (status.open_cases, _PLAIN),
        "loan": (status.loans, _PLAIN),
    }
    return Counts({key: badge for key, badge in badges.items() if badge[0]}, status.unsent)

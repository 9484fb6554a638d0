"""Which screens the window has, in the order of the sidebar, and what feeds its search box and badges."""

from __future__ import annotations

from caseworker.access.actor import Role
from caseworker.access.entry import Entry
from caseworker.desk import Desk
from caseworker.status import office_status
from caseworker.sync.state import Lamp, short_words, sync_state
from ui.assessment.screen import AssessmentScreen
from ui.attachments.screen import FilesScreen
from ui.cases.list_screen import CasesScreen
from ui.cases.screen import CaseScreen
from ui.district.screen import DistrictScreen
from ui.jobs import Jobs
from ui.loans.screen import LoanScreen
from ui.people.duplicates_screen import DuplicatesScreen
from ui.people.screen import RegistrationScreen
from ui.plans.screen import PlanScreen
from ui.reports.screen import ReportScreen
from ui.search import search
from ui.settings.screen import settings_spec
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Counts, ScreenSpec
from ui.shell.titles import screen_title
from ui.shell.workplace import Outfit
from ui.sync.screen import SyncScreen
from ui.today.screen import TodayScreen
from ui.vacancies.screen import VacancyScreen
from ui.words import language

_DANGER, _PLAIN = "danger", "plain"
_TONES = {Lamp.PLAIN: "soft", Lamp.OK: "saved", Lamp.WAITING: "soft", Lamp.ATTENTION: "warning"}


def make_outfit(entry: Entry, keeper: SettingsKeeper, jobs: Jobs | None = None) -> Outfit:
    """The screens of an officer, and the services of the shell; a manager's window opens on the district."""
    oversees = jobs is not None and jobs.desk is not None and jobs.desk.actor.role is Role.MANAGER
    district = (ScreenSpec("district", screen_title("district"), DistrictScreen),) if oversees else ()
    return Outfit(
        screens=(
            *district,
            ScreenSpec("today", screen_title("today"), TodayScreen),
            ScreenSpec("cases", screen_title("cases"), CasesScreen),
            ScreenSpec("case", screen_title("case"), lambda j: CaseScreen(j, keeper), in_sidebar=False, home="cases"),
            ScreenSpec(
                "files", screen_title("files"), lambda j: FilesScreen(j, keeper), in_sidebar=False, home="cases"
            ),
            ScreenSpec("assessment", screen_title("assessment"), AssessmentScreen, in_sidebar=False, home="cases"),
            ScreenSpec("plan", screen_title("plan"), PlanScreen, in_sidebar=False, home="cases"),
            ScreenSpec("duplicates", screen_title("duplicates"), DuplicatesScreen, in_sidebar=False, home="cases"),
            ScreenSpec("registration", screen_title("registration"), RegistrationScreen),
            ScreenSpec("vacancies", screen_title("vacancies"), VacancyScreen),
            ScreenSpec("loan", screen_title("loan"), LoanScreen),
            ScreenSpec("reports", screen_title("reports"), ReportScreen),
            ScreenSpec("sync", screen_title("sync"), SyncScreen),
            settings_spec(keeper, entry.root),
        ),
        search=search,
        counts=counts,
        registration="registration",
        first="district" if oversees else "today",
    )


def counts(desk: Desk) -> Counts:
    """Badges of the sidebar and the words at its foot."""
    status, sync = office_status(desk), sync_state(desk)
    badges = {
        "today": (status.due, _DANGER),
        "cases": (status.open_cases, _PLAIN),
        "loan": (status.loans, _PLAIN),
        "sync": (sync.waiting, _DANGER),
    }
    shown = {key: badge for key, badge in badges.items() if badge[0]}
    if not sync.connected:  # a PC that works alone is told nothing of reporting
        return Counts(shown)
    return Counts(shown, status.unsent, short_words(sync, desk.now, language()), _TONES[sync.lamp])

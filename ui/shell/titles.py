"""The words of the navigation, kept together so that sidebar, search and shortcut sheet say the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject


class Navigation(QObject):
    """Names of the places one can go."""

    def title(self, key: str) -> str:
        """The name of a screen in the window's language."""
        titles = {
            "district": self.tr("District"),
            "today": self.tr("Today"),
            "cases": self.tr("Cases"),
            "case": self.tr("Case"),
            "files": self.tr("Files"),
            "assessment": self.tr("Assessments"),
            "plan": self.tr("Plan"),
            "duplicates": self.tr("Look-alikes"),
            "people": self.tr("Job seekers"),
            "register": self.tr("Registration"),
            "registration": self.tr("Job seekers"),
            "vacancies": self.tr("Vacancies"),
            "loans": self.tr("Start-up loans"),
            "loan": self.tr("Start-up loans"),
            "reports": self.tr("Reports"),
            "sync": self.tr("Sync"),
            "settings": self.tr("Settings"),
        }
        return titles[key]


def screen_title(key: str) -> Callable[[], str]:
    """A function that gives the name of a screen in whatever language the window has when asked."""
    return lambda: Navigation().title(key)

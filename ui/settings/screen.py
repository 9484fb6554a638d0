"""Settings of this PC: language, text size, theme, when to lock. Everything applies at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from caseworker.settings import LOCK_MINUTES, TEXT_SCALES
from ui import theme
from ui.jobs import Jobs
from ui.policy.card import PolicyCard
from ui.settings.scan_folder import ScanFolderCard
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen, ScreenSpec
from ui.shell.titles import screen_title
from ui.sync.connection_card import ConnectionCard
from ui.widgets.basics import Card, heading, label, soft
from ui.widgets.facts import Fact, Facts
from ui.widgets.form.choices import ChoiceField
from ui.widgets.form.grid import FormGrid

WIDTH = 720


class SettingsScreen(Screen):
    """Chips instead of lists, so that everything there is to choose is seen."""

    def __init__(self, jobs: Jobs, keeper: SettingsKeeper, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._keeper = keeper
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(heading(self.tr("Settings")))
        column.addWidget(soft(self.tr("These hold for this PC and apply at once.")))
        self.form = self._make_form()
        look = Card(self.tr("This PC"))
        look.add(self.form)
        look.setMaximumWidth(theme.px(WIDTH))
        column.addWidget(look)
        store = Card(self.tr("Where the work is kept"))
        store.setMaximumWidth(theme.px(WIDTH))
        store.add(Facts([Fact(self.tr("Data folder"), str(folder))]))
        words = self.tr("The store in it is encrypted. Copying the folder alone gives nobody access to it.")
        store.add(label(words, "hint", wrap=True))
        column.addWidget(store)
        self.scans = ScanFolderCard(keeper)
        self.scans.setMaximumWidth(theme.px(WIDTH))
        column.addWidget(self.scans)
        self.connection = ConnectionCard(jobs)
        self.connection.setMaximumWidth(theme.px(WIDTH))
        column.addWidget(self.connection)
        self.policies = PolicyCard(jobs)
        self.policies.setMaximumWidth(theme.px(WIDTH))
        column.addWidget(self.policies)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scrolled(ground))

    def activate(self, **params: Any) -> None:
        """Show what is set."""
        settings = self._keeper.settings
        self.form.set_values(
            {
                "language": settings.language,
                "text_scale": str(settings.text_scale),
                "theme": settings.theme,
                "lock_minutes": str(settings.lock_minutes),
            }
        )
        self.connection.load()
        self.policies.load()
        self.form.focus_first()

    def changed(self, summary: Any) -> None:
        """A policy pack came, or was decided about."""
        self.policies.changed(summary)

    def _scrolled(self, ground: QWidget) -> QScrollArea:
        """With large text there is more than a small screen holds."""
        ground.setProperty("role", "canvas")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        return area

    def _make_form(self) -> FormGrid:
        form = FormGrid(1)
        form.add("language", self.tr("Language"), ChoiceField([("zh", "中文"), ("en", "English")]))
        scales = [(str(scale), f"{scale} %") for scale in TEXT_SCALES]
        form.add("text_scale", self.tr("Text size"), ChoiceField(scales))
        looks = [
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        ]
        form.add("theme", self.tr("Appearance"), ChoiceField(looks))
        waits = [(str(minutes), self.tr("{count} min").format(count=minutes)) for minutes in LOCK_MINUTES]
        form.add(
            "lock_minutes",
            self.tr("Lock when nobody touches the PC for"),
            ChoiceField(waits),
            hint=self.tr("Ctrl+L locks at once. What is typed stays as a draft."),
        )
        form.changed.connect(self._changed)
        return form

    def _changed(self, key: str) -> None:
        value = self.form.value(key)
        if value is not None:
            self._keeper.change(**{key: int(value) if key in {"text_scale", "lock_minutes"} else value})


def settings_spec(keeper: SettingsKeeper, folder: Path) -> ScreenSpec:
    """How the window knows the settings screen."""
    return ScreenSpec("settings", screen_title("settings"), lambda jobs: SettingsScreen(jobs, keeper, folder))

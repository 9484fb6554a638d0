"""服务包将到期: packages whose end is near while something is lacking, for Today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from caseworker.plans.enrolment import PackageWatch
from ui import theme
from ui.widgets import Card, ElidedLabel, LinkButton, TagLabel, Tone, clear_layout, soft
from ui.words import language

SHOWN = 4


class PackageCard(Card):
    """Nothing is shown when there are none."""

    def __init__(self, open_case: Callable[[UUID], object]) -> None:
        super().__init__(" ")
        self.set_title(self.tr("Packages running out"))
        self._open = open_case
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.add(self._lines)

    def show_packages(self, found: Sequence[PackageWatch], today: date) -> None:
        """The packages, the earliest first."""
        clear_layout(self._lines)
        self.setVisible(bool(found))
        for one in found[:SHOWN]:
            self._lines.addLayout(self._line(one, today))
        if len(found) > SHOWN:
            self._lines.addWidget(soft(self.tr("and {count} more").format(count=len(found) - SHOWN)))

    def _line(self, one: PackageWatch, today: date) -> QHBoxLayout:
        left = (one.progress.to_on - today).days
        words = self.tr("{count} d left") if left >= 0 else self.tr("{count} d over")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(TagLabel(words.format(count=abs(left)), Tone.WARN if left >= 0 else Tone.DANGER))
        link = LinkButton(one.name, lambda: self._open(one.case_id))
        link.setAutoDefault(True)
        row.addWidget(link)
        package = one.progress.package
        told = f"{package.name.of(language())} {one.progress.done}/{package.needed}"
        row.addWidget(ElidedLabel(told, "soft"), 1)
        return row

"""The lines above the list: what was refused and why, what is lent out, what the scanner brought."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.attachments.scan_watch import ScanWatch
from ui.attachments.sheets import RefusalSheet
from ui.widgets import Banner
from ui.words import problem_words

AT_MOST = 3
"""New scans that are named."""


class Notices(QWidget):
    """Banners that are there only while they have something to say."""

    take_back = Signal()
    scans_wanted = Signal()
    scans_looked_at = Signal()
    scans_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.refused: list[str] = []
        told = ((self.tr("All of them…"), self._tell_all), (self.tr("Understood"), self.forget_refusals))
        self.refusals = Banner("", "danger", told)
        self.lent = Banner("", "warn", ((self.tr("Delete it now"), self.take_back.emit),))
        actions = (
            (self.tr("Keep"), self.scans_wanted.emit),
            (self.tr("Choose…"), self.scans_looked_at.emit),
            (self.tr("Not now"), self.scans_left.emit),
        )
        self.scans = Banner("", "info", actions)
        self.trouble = Banner("", "warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for banner in (self.scans, self.refusals, self.lent, self.trouble):
            column.addWidget(banner)
            banner.hide()
        self.hide()

    def show_state(self, lent: int, watch: ScanWatch | None) -> None:
        """Say what there is to say now."""
        offered = watch.offered if watch is not None else ()
        trouble = watch.trouble if watch is not None else None
        names = "、".join(scan.path.name for scan in offered[:AT_MOST])
        if len(offered) > AT_MOST:
            names = self.tr("{names} and others").format(names=names)
        words = self.tr("New from the scanner, {count}: {names}").format(count=len(offered), names=names)
        self._put(self.scans, words if offered else "")
        self._put(self.refusals, self._refusals())
        words = self.tr("Plain copies open in another program: {count}").format(count=lent)
        self._put(self.lent, words if lent else "")
        self._put(self.trouble, problem_words(trouble) if trouble is not None else "")
        self.setVisible(any(not banner.isHidden() for banner in (self.scans, self.refusals, self.lent, self.trouble)))

    def _refusals(self) -> str:
        """The first in full; several would push the list off the screen."""
        several = len(self.refused) > 1
        self.refusals.buttons[0].setVisible(several)
        if several:
            return self.tr("Not kept: {count}").format(count=len(self.refused)) + "\n" + self.refused[0]
        return "".join(self.refused)

    def _tell_all(self) -> None:
        RefusalSheet(self, self.refused).open()

    def _put(self, banner: Banner, words: str) -> None:
        if words:
            banner.say(words)
        banner.setVisible(bool(words))

    def forget_refusals(self) -> None:
        """The officer has read them, or brings other files in."""
        self.refused.clear()
        self.refusals.hide()
        self.setVisible(any(not banner.isHidden() for banner in (self.scans, self.lent, self.trouble)))

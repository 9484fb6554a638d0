"""Settings: the rules the office works by, and what the district sent (政策包). A supervisor decides, all see."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caseworker.clock import CHINA
from caseworker.desk import ChangeSummary, Saved
from caseworker.policy.adoption import (
    DistrictPack,
    PackInForce,
    PacksPage,
    Standing,
    compare_pack,
    policy_packs,
    put_in_force,
    take_out,
)
from caseworker.policy.comparison import Comparison
from ui import theme
from ui.jobs import Jobs
from ui.policy.compare_sheet import CompareSheet
from ui.widgets import Button, Card, Tag, TagRow, Toasts, Tone, ask_reason, clear_layout, label, rule, soft
from ui.words import language, problem_words

SHOWN = ("policy_pack", "policy_adoption")
MOST_FAULTS = 3


class PolicyCard(Card):
    """What stands in force with since when and by whom; below it each pack of the district with what to do."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.set_title(self.tr("Policy packs"))
        self._jobs = jobs
        self.page: PacksPage | None = None
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(8))
        self.add(self.lines)

    def load(self) -> None:
        """Look how things stand."""
        self._jobs.read(lambda desk, _c: policy_packs(desk), self.show_page, key="settings.policy", owner=self)

    def changed(self, summary: ChangeSummary) -> None:
        """Something in the store changed; packs come by sync while the page is open."""
        if summary.touches(*SHOWN):
            self.load()

    def show_page(self, page: PacksPage) -> None:
        """Show what stands and what came."""
        self.page = page
        new = self.tr("{count} new from the district").format(count=page.waiting) if page.waiting else ""
        self.set_title(self.tr("Policy packs"), new)
        clear_layout(self.lines)
        for title, packs in groupby(page.in_force, key=lambda pack: pack.title):
            self.lines.addWidget(label(title, "strong", wrap=True))
            for pack in packs:
                self.lines.addWidget(self._standing(pack))
        if not page.from_district:
            self.lines.addWidget(label(self.tr("The district has sent no policy pack."), "hint", wrap=True))
        for sent in page.from_district:
            self.lines.addWidget(rule())
            self.lines.addWidget(PackLine(self, sent, page.may_decide))

    def compare(self, pack: DistrictPack) -> None:
        """Show what differs from what stands in its place."""

        def found(comparison: Comparison) -> None:
            decide = self.page is not None and self.page.may_decide
            ready = decide and pack.withdrawn_at is None and pack.standing is not Standing.IN_FORCE
            CompareSheet(self.window(), comparison, self._adopt(pack.pack_id) if ready else None).show_up()

        self._jobs.read(lambda desk, _c: compare_pack(desk, pack.pack_id), found, owner=self)

    def ask_take_out(self, pack: DistrictPack) -> None:
        """Out of force again, for a reason."""
        words = self.tr("What stood before stands again for new applications. Those made under this pack keep it.")
        reasons = (self.tr("The district withdrew it"), self.tr("It does not fit the notice"), self.tr("By mistake"))
        title, action = self.tr("Take the policy pack out of force"), self.tr("Take out of force")
        ask_reason(
            self.window(), title, words, self._leaving(pack.pack_id), reasons=reasons, action=action, danger=True
        )

    def _adopt(self, pack_id: UUID) -> Any:
        def given() -> None:
            self._jobs.write(lambda desk, _c: put_in_force(desk, pack_id), self._adopted, self._failed, owner=self)

        return given

    def _leaving(self, pack_id: UUID) -> Any:
        def given(reason: str) -> None:
            self._jobs.write(lambda desk, _c: take_out(desk, pack_id, reason), self._left, self._failed, owner=self)

        return given

    def _adopted(self, _saved: Saved[UUID]) -> None:
        Toasts.of(self).say(self.tr("In force. New applications are held against it; older ones keep theirs."))
        self.load()

    def _left(self, _saved: Saved[UUID]) -> None:
        Toasts.of(self).say(self.tr("Out of force. What stood before stands again."))
        self.load()

    def _failed(self, problem: Any) -> None:
        Toasts.of(self).problem(problem_words(problem))
        self.load()

    def _standing(self, pack: PackInForce) -> QLabel:
        if pack.since is None:
            since = self.tr("came with the program")
        else:
            since = self.tr("in force since {day}, by {name}").format(day=_day(pack.since), name=pack.by or "—")
        return soft(f"{pack.version}　{pack.label}　{since}", wrap=True)


class PackLine(QWidget):
    """One pack of the district: how it stands, and the buttons for it."""

    def __init__(self, card: PolicyCard, pack: DistrictPack, may_decide: bool) -> None:
        super().__init__()
        self.pack = pack
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(TagRow([self._tag(pack)]))
        head.addWidget(label(f"{pack.version}　{pack.label}" if pack.title else pack.label, "strong", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(soft("　".join(self._facts(pack)), wrap=True))
        for words in self._remarks(pack, may_decide):
            column.addWidget(label(words, "warning", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        self.compare_button = Button(self.tr("What differs…"), lambda: card.compare(pack))
        if pack.standing is Standing.UNREADABLE:
            self.compare_button.hide()
        self.leave_button = Button(self.tr("Take out of force…"), lambda: card.ask_take_out(pack), role="danger")
        if not may_decide or pack.standing is not Standing.IN_FORCE:
            self.leave_button.hide()
        for button in (self.compare_button, self.leave_button):
            button.setAccessibleName(f"{button.text()} {pack.version}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _tag(self, pack: DistrictPack) -> Tag:
        return {
            Standing.NEW: Tag(self.tr("New"), Tone.INFO),
            Standing.IN_FORCE: Tag(self.tr("In force"), Tone.OK),
            Standing.ENDED: Tag(self.tr("Out of force"), Tone.PLAIN),
            Standing.WITHDRAWN: Tag(self.tr("Withdrawn"), Tone.PLAIN),
            Standing.UNREADABLE: Tag(self.tr("Cannot be read"), Tone.DANGER),
        }[pack.standing]

    def _facts(self, pack: DistrictPack) -> list[str]:
        facts = [pack.title, self.tr("published {day}").format(day=_day(pack.published_at))]
        if pack.since is not None:
            facts.append(self.tr("put in force {day} by {name}").format(day=_day(pack.since), name=pack.by or "—"))
        if pack.withdrawn_at is not None:
            facts.append(self.tr("withdrawn {day}").format(day=_day(pack.withdrawn_at)))
        return [fact for fact in facts if fact]

    def _remarks(self, pack: DistrictPack, may_decide: bool) -> list[str]:
        remarks = [fault.text(language()) for fault in pack.faults[:MOST_FAULTS]]
        if pack.faults:
            remarks.append(self.tr("It changes nothing here. Ask the district, or update the program."))
        if pack.standing is Standing.IN_FORCE and pack.withdrawn_at is not None:
            remarks.append(self.tr("The district has withdrawn this pack. A supervisor takes it out of force."))
        if pack.standing is Standing.NEW and not may_decide:
            remarks.append(self.tr("It changes nothing yet. A supervisor decides whether it is put in force."))
        return remarks


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d}"

"""查重: records that may be one person at the left, the two side by side at the right; merges made, to take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.people.merging.alike import Pair, Sign, look_alikes
from caseworker.people.merging.comparison import Comparison, compare
from caseworker.people.merging.log import Merged, merges
from caseworker.people.merging.merge import Undone, merge, not_the_same, unmerge
from ui import theme
from ui.jobs import Jobs
from ui.people.compare_pane import ComparePane
from ui.shell.screen import Screen
from ui.widgets import Bold, Card, Column, DataTable, Kind, Run, Soft, Tag, Tone, ask_reason, heading, soft
from ui.words import language, words

LIST, SHARE = 340, 0.38
"""Width of the list at 100 %, and the most of the screen it takes."""
CONCERNS = ("person", "person_merge", "not_same_person", "case")


class DuplicatesScreen(Screen):
    """Enter goes to the fields, 1 and 2 choose, Ctrl+Enter merges."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._pair: tuple[UUID, UUID] | None = None
        self._asked: tuple[UUID, UUID] | None = None
        self.table, self.done = self._make_pairs(), self._make_done()
        self.pane = ComparePane()
        self.pane.merge_wanted.connect(self.merge)
        self.pane.apart_wanted.connect(self.keep_apart)
        self.pane.swap_wanted.connect(self.swap)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._side_by_side(), self.tr("Perhaps one person"))
        self.tabs.addTab(self.done, self.tr("Merged"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(heading(self.tr("Look-alikes")))
        self.counts = soft()
        top.addWidget(self.counts)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setFixedWidth(min(theme.px(LIST), round(self.width() * SHARE)))

    def activate(self, **params: Any) -> None:
        """Load the pairs; `pair` names two records to put side by side at once."""
        self._asked = params.get("pair")
        self.load()
        self.table.setFocus()

    def changed(self, summary: Any) -> None:
        if summary.touches(*CONCERNS):
            self.load()

    def panes(self) -> list[QWidget]:
        return [self.table.view, self.pane]

    def load(self) -> None:
        """The pairs and the merges anew."""
        self.jobs.read(lambda desk, _c: look_alikes(desk), self._show, key="alike", owner=self)
        self.jobs.read(lambda desk, _c: merges(desk), self.done.set_rows, key="merges", owner=self)

    # -- deciding --------------------------------------------------------------------------------------------------
    def merge(self, take: tuple[str, ...]) -> None:
        """Make the two one, taking these fields from the second."""
        if self._pair is None:
            return
        kept, other = self._pair
        self.jobs.write(lambda desk, _c: merge(desk, kept, other, take), self._merged, owner=self)

    def keep_apart(self) -> None:
        """Note that they are two people."""
        if self._pair is None:
            return
        kept, other = self._pair
        self.jobs.write(lambda desk, _c: not_the_same(desk, kept, other), self._apart, owner=self)

    def swap(self) -> None:
        """Keep the other record."""
        if self._pair is not None:
            self._look(*reversed(self._pair))

    def _merged(self, saved: Saved[UUID]) -> None:
        self._leave()
        reason = self.tr("Merged by mistake")
        self.say(
            self.tr("Merged; both numbers lead to the one that is kept"),
            lambda: self.jobs.write(lambda desk, _c: unmerge(desk, saved.value, reason), owner=self),
        )

    def _apart(self, _saved: Saved[UUID]) -> None:
        self._leave()
        self.say(self.tr("Noted as two people; they are not asked about again"))

    def _leave(self) -> None:
        self._pair = self._asked = None
        self.pane.show_nothing()
        self.table.setFocus()

    def ask_unmerge(self, row: Merged) -> None:
        """Take a merge back; the reason is written down."""

        def given(reason: str) -> None:
            self.jobs.write(lambda desk, _c: unmerge(desk, row.entry_id, reason), self._unmerged, owner=self)

        text = self.tr("{kept} and {merged} become two records again. What was changed since stays as it is.").format(
            kept=row.kept_name, merged=row.merged_name
        )
        reasons = (self.tr("They are two people"), self.tr("Merged by mistake"))
        title, action = self.tr("Take the merge back"), self.tr("Two records again")
        ask_reason(self, title, text, given, reasons=reasons, action=action)

    def _unmerged(self, saved: Saved[Undone]) -> None:
        said = self.tr("Two records again")
        if saved.value.kept_since:
            changed = self.tr("changed since and left as they are: {count}").format(count=saved.value.kept_since)
            said = f"{said}（{changed}）"
        self.say(said)

    # -- showing ---------------------------------------------------------------------------------------------------
    def _show(self, found: list[Pair]) -> None:
        self.table.set_rows(found)
        self.counts.setText(self.tr("{count} to be judged").format(count=len(found)) if found else "")
        if self._asked is not None:  # a pair that need not be in the list
            self._look(*self._asked)

    def _picked(self, pair: Pair | None) -> None:
        if pair is None:
            self.pane.show_nothing()
            self._pair = None
        else:
            self._look(pair.first.person_id, pair.second.person_id)

    def _look(self, kept: UUID, other: UUID) -> None:
        self._pair = (kept, other)
        lang = language()

        def came(found: Comparison) -> None:
            if self._pair == (kept, other):
                self.pane.show_pair(found)

        self.jobs.read(lambda desk, _c: compare(desk, kept, other, lang), came, key="compare", owner=self)

    def _side_by_side(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.table)
        card = Card()
        card.add(self.pane, stretch=1)
        row.addWidget(card, 1)
        return box

    def _make_pairs(self) -> DataTable:
        columns = (
            Column("who", self.tr("Two records"), self._who, Kind.TAGS, 140, stretch=True),
            Column("why", self.tr("Why"), self._why, Kind.TAGS, 120, sort=lambda pair: pair.sign),
        )
        table = DataTable(columns, "duplicates", self.tr("Look-alikes"))
        table.set_empty_text(
            self.tr("Nobody looks alike"),
            self.tr("Records with the same number, phone or sound of name come here until somebody judged them."),
        )
        table.set_hint(self.tr("Enter: compare  ·  1 / 2: choose"))
        table.picked.connect(self._picked)
        table.opened.connect(lambda _pair: self.pane.begin())
        return table

    def _make_done(self) -> DataTable:
        columns = (
            Column("kept", self.tr("Kept"), lambda row: row.kept_name, width=160),
            Column("merged", self.tr("Merged into it"), self._merged_one, Kind.TAGS, 240, stretch=True),
            Column("at", self.tr("When"), lambda row: row.at, Kind.TIME, 150),
            Column("officer", self.tr("Officer"), lambda row: row.officer, width=110),
        )
        table = DataTable(columns, "merges", self.tr("Merged"))
        table.set_empty_text(self.tr("Nothing was merged"), self.tr("A merge found wrong is taken back here."))
        table.set_hint(self.tr("Enter: take the merge back"))
        table.opened.connect(self.ask_unmerge)
        return table

    def _who(self, pair: Pair) -> tuple[Run, ...]:
        return (Bold(pair.first.name), Soft("/"), Bold(pair.second.name))

    def _why(self, pair: Pair) -> Tag:
        tone = Tone.DANGER if pair.sign is Sign.NUMBER else Tone.WARN
        return Tag(words(f"merging.sign.{pair.sign.name.lower()}"), tone)

    def _merged_one(self, row: Merged) -> tuple[Run, ...]:
        return (Bold(row.merged_name), Soft(row.merged_id_masked))

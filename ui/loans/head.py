"""The head of a loan's page: whose, where it stands, how many working days are left, and the step that comes next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from caseworker.loans.assessment import LoanAssessment
from caseworker.loans.steps import NextStep
from ui import theme
from ui.loans.words import ClockWords, asked_words, lacking_words, stage_name, stage_tag
from ui.widgets import Button, ElidedLabel, TagRow


class LoanHead(QWidget):
    """Two lines: who and where; what comes next and what stands in its way."""

    back = Signal()
    save = Signal()
    turn = Signal()
    """To the form, or back to what the rules say."""
    step_chosen = Signal(object)
    """The `NextStep` the officer wants to take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock_words = ClockWords(self)
        self._steps: tuple[NextStep, ...] = ()
        self.title = ElidedLabel("", "h1")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tag = TagRow()
        self.clock = ElidedLabel("", "soft")
        self.to_list = Button(self.tr("&List"), self.back.emit, role="quiet")
        self.turn_button = Button(self.tr("Form"), self.turn.emit, shortcut="Ctrl+E")
        self.save_button = Button(self.tr("Save"), self.save.emit, role="primary", shortcut="Ctrl+S")
        self.next = Button("", self._next)
        self.more = Button(self.tr("&Other steps"), self._open_menu, role="quiet")
        self.lacking = ElidedLabel("", "soft")
        self.below = ElidedLabel("", "soft")
        self._name = self._way = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(_line(self.title, self.tag, self.clock, self.turn_button, self.save_button))
        column.addLayout(_line(self.next, self.more, self.lacking, self.to_list))
        column.addWidget(self.below)
        self._fit()

    def show_name(self, name: str) -> None:
        """Whose application it is."""
        self._name = name
        self._fit()

    def show_answer(self, found: LoanAssessment) -> None:
        """Where it stands and what can follow."""
        self.tag.set_tags([stage_tag(found.stage)])
        clock = self._clock_words.of_clock(found.clock)
        self.clock.set_text(clock)
        self._steps = found.steps
        first = found.steps[0] if found.steps else None
        self.next.setVisible(first is not None)
        self.more.setVisible(len(found.steps) > 1)
        if first is None:
            self._say(self.tr("This loan is closed."), clock)
            return
        self.next.setText(self.tr("&Next: {stage}").format(stage=stage_name(first.stage)))
        self._say(self._way_is(first), clock)

    def show_side(self, *, form: bool) -> None:
        """Which of the two sides shows; the button goes to the other."""
        self.turn_button.setText(self.tr("Check") if form else self.tr("Form"))

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Mark what is typed but not saved."""
        self.save_button.setText(self.tr("Save *") if unsaved else self.tr("Save"))

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """The steps offered, the usual one first."""
        return self._steps

    def _way_is(self, step: NextStep) -> str:
        if step.missing:
            return self.tr("Still missing: {what}").format(what=lacking_words(step))
        if step.asks:
            return self.tr("Asks for: {what}").format(what=asked_words(step.asks))
        return self.tr("Everything is here for this step.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, way: str, clock: str) -> None:
        self._way = way
        self.below.set_text(" · ".join(part for part in (clock, way) if part))
        self._fit()

    def _fit(self) -> None:
        """Where large text leaves little room the name stands alone, and clock and way go below."""
        narrow = self.width() < theme.px(460)
        self.title.set_text(self._name if narrow else self.tr("Start-up loan · {name}").format(name=self._name))
        self.title.updateGeometry()
        self.clock.setVisible(not narrow)
        self.lacking.set_text("" if narrow else self._way)
        self.below.setVisible(narrow)

    def _next(self) -> None:
        if self._steps:
            self.step_chosen.emit(self._steps[0])

    def menu(self) -> QMenu:
        """The other steps that exist from here."""
        menu = QMenu(self)
        for step in self._steps[1:]:
            menu.addAction(stage_name(step.stage), partial(self.step_chosen.emit, step))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _line(*parts: QWidget) -> QHBoxLayout:
    """Widgets side by side; a label that can be cut takes what room is left."""
    line = QHBoxLayout()
    line.setSpacing(theme.px(10))
    for part in parts:
        line.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0, Qt.AlignmentFlag.AlignVCenter)
    return line

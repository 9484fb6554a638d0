"""A result in plain words: what it comes to, each side of it as a bar, and what it suggests to the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.assessment.records import AssessmentView
from caseworker.assessment.scoring import ScaleScore
from caseworker.assessment.wording import headline, remarks, scale_name, scale_words
from ui import theme
from ui.cases.words import code_name
from ui.widgets import Banner, Bar, Button, Tag, TagRow, Tone, clear_layout, heading, label, soft
from ui.words import language, words


class ResultPage(QWidget):
    """One assessment on file."""

    print_wanted = Signal()
    plan_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: AssessmentView | None = None
        self.title, self.when = heading("", 2), soft(wrap=True)
        self.headline = label("", "question", wrap=True)
        self.remarks = Banner("", "warn")
        self.themes, self.themes_title = TagRow(), soft()
        self.caution = soft(wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(10))
        self._grid.setColumnStretch(3, 1)
        self.print_button = Button(self.tr("Print the result"), self.print_wanted.emit, shortcut="Ctrl+P")
        self.plan_button = Button(self.tr("Go on to the plan"), self.plan_wanted.emit, role="primary")
        self.plan_button.answer("Alt+Return")
        self.back_button = Button(self.tr("All questionnaires"), self.left.emit)
        self._lay_out()

    def show_result(self, view: AssessmentView) -> None:
        """Show one."""
        self.view = view
        lang = language()
        self.title.setText(f"{view.person_name} · {view.form.title.of(lang)}")
        told = self.tr("{day}, {how}, by {officer}. Valid until {until}. Version {version}")
        by = words(f"assessment.filled_by.{view.filled_by}")
        days = {"day": view.done_on.isoformat(), "until": view.valid_to.isoformat()}
        self.when.setText(told.format(how=by, officer=view.officer_name, version=view.form.version, **days))
        self.headline.setText(headline(view.form, view.result, lang))
        said = remarks(view.result, lang)
        self.remarks.say(" ".join(said))
        self.remarks.setVisible(bool(said))
        self._show_scales(view)
        self.themes_title.setText(self.tr("Suggested themes of the plan"))
        self.themes.set_tags([Tag(code_name("plan_theme", one), Tone.INFO) for one in view.result.themes])
        self.themes_title.setVisible(bool(view.result.themes))
        self.caution.setText(view.form.caution.of(lang))
        self.plan_button.setFocus()

    def _show_scales(self, view: AssessmentView) -> None:
        clear_layout(self._grid)
        for row, one in enumerate(view.result.scores):
            named = label(scale_name(view.form, one.scale, language()), "strong")
            bar = Bar(one.share, "info" if one.scale in view.result.letters else _tone(view, one))
            bar.setFixedWidth(theme.px(150))
            middle = Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(named, row, 0, middle)
            self._grid.addWidget(bar, row, 1, middle)
            self._grid.addWidget(soft(f"{one.points}/{one.most}"), row, 2, middle)
            self._grid.addWidget(soft(scale_words(view.form, one, language()), wrap=True), row, 3)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        above: tuple[QWidget, ...] = (self.title, self.when, self.headline, self.remarks)
        below: tuple[QWidget, ...] = (self.themes_title, self.themes, self.caution)
        for part in above:
            column.addWidget(part)
        column.addLayout(self._grid)
        for part in below:
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.back_button)
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        foot.addWidget(self.plan_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        whole.addWidget(area, 1)
        whole.addLayout(foot)


def _tone(view: AssessmentView, one: ScaleScore) -> str:
    """A levelled scale that suggests something is amber; one that does not is green."""
    scale = view.form.scale(one.scale)
    if view.form.kind == "ranked" or scale is None or one.level is None:
        return "plain"
    return "warn" if scale.levels[one.level].theme else "ok"

"""The panel of recommended vacancies: ranked, each with its band and reasons, ticked and recommended by keyboard.

Knows nothing of cases: it is told a case and a person, and says through `recommended` what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.matching.recommend import Recommendation, Recommendations, recommend
from caseworker.matching.wording import reason_tag, reason_text, summary_lines
from caseworker.vacancies.referrals import refer
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.wording import band_tag, joined, pay_words, place
from ui.widgets import Button, Card, ElidedLabel, LinkButton, Tag, TagLabel, TagRow, Toasts, Tone, soft
from ui.widgets.basics import clear_layout
from ui.words import language

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RecommendationPanel(Card):
    """Vacancies that fit a person.

    Up and Down walk the list, Space or the line's number (1-9) ticks, Enter or Ctrl+R recommends what is ticked, or
    the current line when nothing is.
    """

    recommended = Signal(object)
    """The `Saved` of `caseworker.vacancies.referrals.refer`: ids of the new referrals."""
    opened = Signal(object)
    """Id of a vacancy the officer double-clicked."""
    loaded = Signal(object)
    """The `Recommendations` now shown."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Vacancies that fit"), parent=parent)
        self._jobs = jobs
        self._case: UUID | None = None
        self._person: UUID | None = None
        self._running = False
        self.rows: list[RecommendationRow] = []
        self.notes = soft("", wrap=True)
        self.notes.hide()
        self.pool = ElidedLabel("", "soft")
        self.again = LinkButton(self.tr("Again"), self.reload)
        self.head.insertWidget(2, self.pool, 1)
        self.head.addWidget(self.again)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.px(2))
        self.submit = Button(self.tr("Recommend"), self.recommend_ticked, role="primary", shortcut="Ctrl+R")
        self._build()
        self._count()

    # -- what is shown -----------------------------------------------------------------------------------------
    def show_for(self, case_id: UUID | None, person_id: UUID) -> None:
        """Show vacancies for a person; without a case they can be looked at but not recommended."""
        self._case, self._person = case_id, person_id
        self.reload()

    def reload(self) -> None:
        """Ask again; what was ticked and is still listed stays ticked."""
        person = self._person
        if person is not None:
            self._jobs.read(
                lambda desk, _control: recommend(desk, person),
                self.show_found,
                key=("recommendations", id(self)),
                owner=self,
            )

    def changed(self, summary: Any) -> None:
        """To be told of changes: looks again when vacancies, referrals or the person changed."""
        if summary.touches("vacancy", "referral", "person", "work_experience", "group_tag"):
            self.reload()

    def show_found(self, found: Recommendations) -> None:
        """Show a result."""
        ticked = set(self.ticked())
        had_focus = self._current() is not None
        clear_layout(self._list)
        self.rows = [self._row(number, item) for number, item in enumerate(found.items, start=1)]
        for row in self.rows:
            row.setChecked(row.vacancy_id in ticked)
            self._list.addWidget(row)
        self.notes.setText("\n".join(summary_lines(found, language())))
        self.notes.setVisible(bool(self.notes.text()))
        self.pool.set_text(self.tr("{count} looked at").format(count=f"{found.pool:,}"))
        if had_focus and self.rows:
            self.rows[0].setFocus()
        self._count()
        self.loaded.emit(found)

    def ticked(self) -> tuple[UUID, ...]:
        """Ids of the ticked vacancies, in the order listed."""
        return tuple(row.vacancy_id for row in self.rows if row.isChecked())

    def focus_list(self) -> None:
        """Go to the first line."""
        (self.rows[0] if self.rows else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is done ------------------------------------------------------------------------------------------
    def recommend_ticked(self) -> None:
        """Recommend the ticked vacancies, or the current line when none is ticked."""
        current, case = self._current(), self._case
        chosen = self.ticked() or ((current.vacancy_id,) if current else ())
        if not chosen or case is None or self._running:
            return
        self._running = True
        self._count()
        self._jobs.write(lambda desk, _control: refer(desk, case, chosen), self._done, owner=self, ended=self._ended)

    def _done(self, saved: Saved[tuple[UUID, ...]]) -> None:
        for row in self.rows:
            row.setChecked(False)
        Toasts.of(self).say(self.tr("{count} vacancies recommended").format(count=len(saved.value)))
        self.recommended.emit(saved)
        self.reload()

    def _ended(self) -> None:
        self._running = False
        self._count()

    # -- keys --------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, RecommendationRow) and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, row: RecommendationRow, event: QKeyEvent) -> bool:
        at = self.rows.index(row) if row in self.rows else 0
        key, number = event.key(), event.key() - Qt.Key.Key_0
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _ENTER:
            self.recommend_ticked()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._go(at + (1 if key == Qt.Key.Key_Down else -1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        elif 1 <= number <= min(9, len(self.rows)):
            self.rows[number - 1].toggle()
        else:
            return False
        return True

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.rows[at])

    # -- parts -------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(self._list)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(ElidedLabel(self.tr("Space or 1–9 ticks"), "soft"), 1)
        foot.addWidget(self.submit)
        self.add(self.notes)
        self.add(self._area, stretch=1)
        self.add(foot)

    def _row(self, number: int, item: Recommendation) -> RecommendationRow:
        row = RecommendationRow(number, item)
        row.installEventFilter(self)
        row.toggled.connect(lambda _on: self._count())
        row.double_clicked.connect(lambda: self.opened.emit(item.vacancy_id))
        return row

    def _current(self) -> RecommendationRow | None:
        return next((row for row in self.rows if row.hasFocus()), None)

    def _count(self) -> None:
        count = len(self.ticked())
        words = self.tr("Recommend {count}").format(count=count) if count else self.tr("Recommend")
        self.submit.setText(words)
        self.submit.setEnabled(bool(self.rows) and self._case is not None and not self._running)


class RecommendationRow(QAbstractButton):
    """One vacancy: what it is, how well it fits, and why. Checked = ticked."""

    double_clicked = Signal()

    def __init__(self, number: int, item: Recommendation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vacancy_id = item.vacancy_id
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        reasons = (*item.shown_for, *item.shown_against)
        self.setToolTip("\n".join(reason_text(reason, language()) for reason in reasons))
        band = band_tag(item.band.value)
        self.setAccessibleName(f"{number} {item.title} {item.employer} {band.text}")
        self.setAccessibleDescription(self.toolTip())
        pay = joined(pay_words(item.pay), self.tr("{count} free").format(count=item.left))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(30), theme.px(7), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(3))
        column.addLayout(self._headline(number, item.title, band))
        for words in (joined(item.employer, place(item.region)), pay):
            column.addWidget(_through(ElidedLabel(words, "soft")))
        column.addWidget(_through(TagRow(_tags(item))))

    def _headline(self, number: int, title: str, band: Tag) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(_through(ElidedLabel(f"{number}  {title}" if number <= 9 else title, "strong")), 1)
        line.addWidget(_through(TagLabel(band.text, band.tone)))
        return line

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        width = self.width()
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(layout.sizeHint().width(), height)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self.minimumHeight() != self.sizeHint().height():
            self.setMinimumHeight(self.sizeHint().height())

    def mouseDoubleClickEvent(self, event: Any) -> None:
        super().mouseDoubleClickEvent(event)
        self.double_clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "primary_bg" if self.isChecked() else "hover" if self.underMouse() else None
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        self._paint_box(painter)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        side = theme.px(15)
        box = QRectF(theme.px(8), theme.px(10), side, side)
        painter.setPen(QPen(theme.colour("primary" if self.isChecked() else "edge"), 1.4))
        painter.setBrush(theme.colour("primary" if self.isChecked() else "field"))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("on_primary"), 2))
            painter.drawPolyline(_check_mark(box))


def _check_mark(box: QRectF) -> QPolygonF:
    places = ((0.22, 0.52), (0.43, 0.73), (0.79, 0.28))
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in places])


def _tags(item: Recommendation) -> Sequence[Tag]:
    """Reasons for it in green, against it or to be asked in amber."""
    good = [Tag(reason_tag(reason, language()), Tone.OK) for reason in item.shown_for]
    return [*good, *(Tag(reason_tag(reason, language()), Tone.WARN) for reason in item.shown_against)]


def _through(part: QWidget) -> QWidget:
    """A part that leaves the mouse to the row it lies on."""
    part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return part
